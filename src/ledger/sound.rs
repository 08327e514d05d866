//! A sheet → a record of each row that keeps to the sheet's layout: needed cells, allowed values, keys.
//!
//! Every other row is refused with a finding. It never decides whether unit, indicator or problem exist.

use crate::base::{Code, Finding, Place, Words};
use crate::intake::{CellValue, Row, Sheet};
use crate::plan::{Column, ColumnKind, SheetLayout};

use super::keys::Keys;

/// The records of a sheet; `make` may refuse a row, too, and then says why in a finding.
///
/// A row has a key once it is accepted: one that is refused makes no duplicate of the next.
pub(super) fn records<'a, T>(
    layouts: &'a [SheetLayout],
    sheet: &'a Sheet,
    findings: &mut Vec<Finding>,
    make: impl Fn(&'a Row, &mut Vec<Finding>) -> Option<T>,
) -> Vec<T> {
    // Intake reads no sheet that has no layout.
    let Some(layout) = layouts.iter().find(|layout| layout.kind.value == sheet.kind) else {
        return Vec::new();
    };
    let mut keys = Keys::of(layout);
    let mut records = Vec::new();
    for row in &sheet.rows {
        if !keeps_to(layout, row, findings) || !keys.are_new(row, findings) {
            continue;
        }
        let before = findings.len();
        match make(row, findings) {
            Some(record) => {
                keys.take(row);
                records.push(record);
            }
            None => assert!(findings.len() > before, "a row was refused without a finding: {}", row.place),
        }
    }
    records
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

fn unclear(column: &Column, cell: &str, place: Place) -> Finding {
    let message = format!("“{}”填的是“{cell}”，不是确定的某一天，按原文保留", column.name);
    Finding::new(Code::DateUnclear, place, message)
}
