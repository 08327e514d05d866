//! What a workbook says: rows of typed cells, each with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Day, Place, Traced, Words};
use crate::plan::SheetKind;

use super::form::Form;

/// A workbook that was read, or the part of it that could be.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// The file, relative to the workspace.
    pub file: Arc<str>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
    /// The format its content has.
    pub format: WorkbookFormat,
    /// Who filled it in and when, from the line above the header of each sheet; the first sheet that says it counts.
    pub filler: Filler,
    /// What the form says of itself; none where it is the unit's own workbook.
    pub form: Option<Form>,
    /// The sheets that the plan has a layout for, in the order of the layouts.
    pub sheets: Vec<Sheet>,
}

/// The format of a workbook's content, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkbookFormat {
    /// Office Open XML.
    Xlsx,
}

/// The line 填报单位 / 填报日期 / 联系人 / 电话.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filler {
    /// 填报单位.
    pub unit: Option<Words>,
    /// 填报日期.
    pub date: Option<Traced<Day>>,
    /// 联系人.
    pub contact: Option<Words>,
    /// 电话.
    pub phone: Option<Words>,
}

/// A sheet of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What its rows are.
    pub kind: SheetKind,
    /// The sheet.
    pub place: Place,
    /// The rows that hold anything, in order.
    pub rows: Vec<Row>,
}

/// A row: the filled cells by field.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The row's first cell.
    pub place: Place,
    /// The cells that hold anything; an empty cell is absent.
    pub cells: BTreeMap<String, Traced<CellValue>>,
    /// Where the cell of each field that has a column stands, whether filled or not.
    pub places: BTreeMap<String, Place>,
    /// Fields whose cell holds something that can't be used, or whose required column is missing; each
    /// already has its finding.
    pub unusable: BTreeSet<String>,
}

/// The content of a cell, read as its column says.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// Text, trimmed.
    Text(String),
    /// A day, or text in a column of days.
    Day(Day),
    /// A number.
    Number(f64),
}

impl Row {
    /// The text of a field, whatever its kind.
    pub fn words(&self, field: &str) -> Option<Words> {
        self.cells.get(field).map(Traced::words)
    }

    /// The day of a field; text in a column of text is read as one.
    pub fn day(&self, field: &str) -> Option<Traced<Day>> {
        let cell = self.cells.get(field)?;
        let day = match &cell.value {
            CellValue::Day(day) => day.clone(),
            CellValue::Text(_) | CellValue::Number(_) => Day::read(&cell.text),
        };
        let printed = day.printed();
        Some(cell.with(day, printed))
    }
}
