//! A row against its layout: required cells, allowed values, clear dates, keys.

use std::collections::BTreeMap;

use crate::base::{Code, Finding, Place, Words};
use crate::intake::{CellValue, Row, Sheet};
use crate::plan::{Column, SheetLayout};

/// The rows of a sheet that keep to its layout; each other row is refused with a finding.
pub(super) fn rows<'a>(
    layouts: &[SheetLayout],
    sheet: &'a Sheet,
    findings: &mut Vec<Finding>,
) -> Vec<&'a Row> {
    let Some(layout) = layouts.iter().find(|layout| layout.kind.value == sheet.kind) else {
        return Vec::new();
    };
    let mut seen = BTreeMap::new();
    let mut sound = Vec::new();
    for row in &sheet.rows {
        let before = findings.len();
        for column in &layout.columns {
            cell(layout, column, row, findings);
        }
        if findings[before..].iter().all(|finding| finding.code == Code::DateUnclear)
            && is_first(layout, row, &mut seen, findings)
        {
            sound.push(row);
        }
    }
    sound
}

fn cell(layout: &SheetLayout, column: &Column, row: &Row, findings: &mut Vec<Finding>) {
    let field = column.field.as_str();
    let place = row.places.get(field).unwrap_or(&row.place);
    let Some(cell) = row.cells.get(field) else {
        // An unusable cell is absent too, and already has its finding from intake.
        let is_required = column.is_required() || layout.kind.value.essential().contains(&field);
        if is_required && !row.unusable.contains(field) {
            let message = format!("“{}”是必填项，这里是空的", column.name);
            findings.push(Finding::new(Code::RequiredEmpty, place.clone(), message).help("填写后重新报送"));
        }
        return;
    };
    if !column.allowed.is_empty() && !column.allowed.iter().any(|allowed| allowed.text == cell.text) {
        let allowed: Vec<&str> = column.allowed.iter().map(Words::as_str).collect();
        let message = format!("“{}”填的是“{}”，不在可选范围内", column.name, cell.text);
        let finding = Finding::new(Code::ValueNotAllowed, place.clone(), message);
        findings.push(finding.help(format!("应为 {} 之一", allowed.join("、"))));
    }
    if matches!(&cell.value, CellValue::Day(day) if day.date.is_none()) {
        let message = format!("“{}”填的是“{}”，不是确定的某一天，按原文保留", column.name, cell.text);
        findings.push(Finding::new(Code::DateUnclear, place.clone(), message));
    }
}

type Seen<'a> = BTreeMap<Vec<&'a str>, &'a Place>;

fn is_first<'a>(
    layout: &SheetLayout,
    row: &'a Row,
    seen: &mut Seen<'a>,
    findings: &mut Vec<Finding>,
) -> bool {
    let columns: Vec<&Column> = layout.columns.iter().filter(|column| column.is_key()).collect();
    if columns.is_empty() {
        return true;
    }
    let text = |column: &&Column| row.cells.get(column.field.as_str()).map_or("", |cell| &*cell.text);
    let key: Vec<&str> = columns.iter().map(text).collect();
    if let Some(first) = seen.get(&key) {
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let message = format!("{}为“{}”的一行重复填写，第二行没有采用", names.join("、"), key.join("、"));
        let finding = Finding::new(Code::RowDuplicate, row.place.clone(), message);
        findings.push(finding.related((*first).clone(), "已有的一行").help("删去其中一行"));
        return false;
    }
    seen.insert(key, &row.place);
    true
}
