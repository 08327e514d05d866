//! A sheet → a record of each row that keeps to the sheet's layout: needed cells, allowed values, keys.
//!
//! Every other row is refused with a finding. It never decides whether unit, indicator or problem exist.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::base::{Code, Date, Day, Finding, Place, Words, half_width};
use crate::intake::{CellValue, Row, Sheet};
use crate::plan::{Column, ColumnKind, SheetKind, SheetLayout, UnitId};

use super::displaced;
use super::keys::Keys;
use super::merge::Doubts;
use super::records::Refusal;

/// The records of a sheet of this unit or, where it is none's, of a round; `make` may refuse a row, too, and then
/// says why in a finding.
///
/// Of two rows with one key the second is refused, and so it is where the first was refused for something else: which
/// of the two is meant, only the unit knows.
pub(super) fn records<'a, T>(
    layouts: &'a [SheetLayout],
    sheet: &'a Sheet,
    unit: Option<UnitId>,
    Doubts { findings, refused }: &mut Doubts,
    make: impl Fn(&'a Row, &mut Vec<Finding>) -> Option<T>,
) -> Vec<T> {
    // Intake reads no sheet that has no layout.
    let Some(layout) = layouts.iter().find(|layout| layout.kind.value == sheet.kind) else {
        return Vec::new();
    };
    let apart = displaced::apart(layout, sheet, findings);
    refused.extend(apart.refused.into_iter().map(|row| refusal(unit, sheet.kind, row)));
    let mut keys = Keys::of(layout);
    let record = |row: &'a Row| {
        let is_sound = keeps_to(layout, row, findings) & keys.are_new(row, findings);
        let before = findings.len();
        let record = is_sound.then(|| make(row, findings)).flatten();
        keys.take(row, record.is_some());
        if record.is_none() {
            refused.push(refusal(unit, sheet.kind, row));
        }
        let is_said = record.is_some() || !is_sound || findings.len() > before;
        assert!(is_said, "a row was refused without a finding: {}", row.place);
        record
    };
    apart.rows.into_iter().filter_map(record).collect()
}

fn refusal(unit: Option<UnitId>, kind: SheetKind, row: &Row) -> Refusal {
    let key = kind.identity().and_then(|field| row.words(field));
    Refusal { unit, kind: Some(kind), key: key.map(|key| key.value), place: row.place.clone() }
}

/// Whether every cell lets its row stand.
fn keeps_to(layout: &SheetLayout, row: &Row, findings: &mut Vec<Finding>) -> bool {
    layout.columns.iter().fold(true, |is_sound, column| is_sound & cell(layout, column, row, findings))
}

/// Whether a cell lets its row stand. One that could not be used has its finding from intake.
fn cell(layout: &SheetLayout, column: &Column, row: &Row, findings: &mut Vec<Finding>) -> bool {
    let field = column.field.as_str();
    if row.unusable().any(|unusable| unusable == field) {
        return !layout.requires(column) && !column.is_key();
    }
    let Some(value) = row.value(field) else {
        findings.extend(layout.requires(column).then(|| empty(column, row.place_of(field))));
        return !layout.requires(column);
    };
    if !column.allowed.is_empty() {
        let said = value.printed();
        if !column.allowed.iter().any(|allowed| allowed.text == said) {
            findings.push(not_allowed(column, &said, row.place_of(field)));
            return false;
        }
    }
    if column.reads_as() == ColumnKind::Number && !matches!(value, CellValue::Number(_)) {
        findings.push(no_number(column, &value.printed(), row.place_of(field)));
    } else if field == "pages" && !may_be_pages(&value.printed()) {
        findings.push(no_pages(column, &value.printed(), row.place_of(field)));
    }
    if matches!(value, CellValue::Day(day) if day.date.is_none()) {
        findings.push(unclear(column, &value.printed(), row.place_of(field)));
    }
    true
}

fn empty(column: &Column, place: Place) -> Finding {
    let message = format!("“{}”是必填项，这里是空的", column.name);
    Finding::new(Code::RequiredEmpty, place, message).help("填写后重新报送")
}

fn not_allowed(column: &Column, cell: &str, place: Place) -> Finding {
    let allowed: Vec<&str> = column.allowed.iter().map(Words::as_str).collect();
    let message = format!("“{}”填的是“{cell}”，不在可选范围内", column.name);
    let finding = Finding::new(Code::ValueNotAllowed, place, message);
    finding.help(format!("应为 {} 之一", allowed.join("、")))
}

fn no_number(column: &Column, cell: &str, place: Place) -> Finding {
    let message = format!("“{}”填的是“{cell}”，不是数，按原文保留", column.name);
    Finding::new(Code::NumberUnclear, place, message).help("只填数字")
}

/// Whether a number may count pages; what is no number is not looked at.
pub(super) fn may_be_pages(cell: &str) -> bool {
    cell.parse().map_or(true, |pages: f64| pages >= 0.0 && pages.fract() == 0.0)
}

fn no_pages(column: &Column, cell: &str, place: Place) -> Finding {
    let message = format!("“{}”填的是“{cell}”，不是页数，没有采用", column.name);
    Finding::new(Code::NumberUnclear, place, message).help("填整数，如 12")
}

fn unclear(column: &Column, cell: &str, place: Place) -> Finding {
    let message = format!("“{}”填的是“{cell}”，不是确定的某一天，按原文保留", column.name);
    let finding = Finding::new(Code::DateUnclear, place, message);
    let cell = half_width(cell);
    match serial(cell.trim()) {
        Some(day) => finding.help(format!("是不是 {day}：是的话，把这一格设成日期格式")),
        None if Day::read(&cell).is_off_calendar() => finding.help("日历上没有这一天，请核对"),
        None => finding.help("是某一天的，连年份一起写，如 2023-03-05；不是的不用改"),
    }
}

/// The serial numbers of 1 January 2000 and 31 December 2099, as spreadsheet programs count days.
const SERIALS: RangeInclusive<u64> = 36_526..=73_050;

/// The day of a cell that was not formatted as one, as documents print it.
fn serial(cell: &str) -> Option<String> {
    let days = cell.parse().ok().filter(|days| SERIALS.contains(days))?;
    let date = Date::constant(1899, 12, 30).checked_add(Duration::from_secs(days * 86_400)).ok()?;
    Some(Day { raw: String::new(), date: Some(date) }.printed())
}
