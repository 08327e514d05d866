//! What a workbook says: rows of typed cells, each with its place.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::{Day, Place, Spot, Traced, Words};
use crate::plan::SheetKind;

use super::form::Form;
use super::returned::Returned;
use super::value;

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
    /// What became of its marks, where it was sent back with marks.
    pub returned: Option<Returned>,
    /// The sheets that the plan has a layout for, in the order of the layouts.
    pub sheets: Vec<Sheet>,
    /// The sheets that it should have or has and that can't be read; each has its finding.
    pub unread: Vec<SheetKind>,
}

/// The format of a workbook's content, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkbookFormat {
    /// Office Open XML.
    Xlsx,
    /// The binary format of Excel 5 to 2003, and WPS's `.et`.
    Xls,
    /// The parts of `.xlsx` in binary.
    Xlsb,
    /// `OpenDocument`, as LibreOffice writes it.
    Ods,
    /// Text with separators.
    Csv,
}

/// The line 填报单位 / 填报日期 / 联系人 / 电话.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filler {
    /// 填报单位.
    pub unit: Option<Words>,
    /// What further sheets name instead, in order.
    pub other_units: Vec<Words>,
    /// 填报日期.
    pub date: Option<Traced<Day>>,
    /// Whether a cell that should say the day can't be used; it has its finding.
    pub is_date_unusable: bool,
    /// A cell that should say the day and is empty.
    pub empty_date: Option<Place>,
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
///
/// A sheet's rows share what they have in common; the place of a cell and the text to print are made when
/// they are asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The row's first cell.
    pub place: Place,
    /// One for each of the columns.
    pub(super) cells: Box<[Cell]>,
    pub(super) columns: Arc<Columns>,
    /// The cells whose value stands in another row, that of a merged cell which begins further above, or one
    /// further below that belongs to the same record: which of the columns, and the row, from 0.
    pub(super) elsewhere: Box<[(usize, u32)]>,
    /// Of the cells that a record has in several rows, each one with its text: which of the columns, and the
    /// row, from 0.
    pub(super) parts: Box<[Part]>,
}

/// A cell of several that a record has in one column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) column: usize,
    pub(super) row_0based: u32,
    pub(super) text: Arc<str>,
}

/// What the rows of a sheet have in common.
#[derive(Debug, PartialEq)]
pub(super) struct Columns {
    /// The field of each column that the layout knows, and the column from 0, in order.
    pub(super) fields: Vec<(String, u32)>,
    /// Fields of required columns that the sheet lacks.
    pub(super) missing: BTreeSet<String>,
}

/// A cell as its column reads it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Empty,
    /// It has its finding.
    Unusable,
    Filled(CellValue),
}

/// The content of a cell, read as its column says.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// Text, trimmed.
    Text(Arc<str>),
    /// A day, or text in a column of days.
    Day(Box<Day>),
    /// A number.
    Number(f64),
}

impl CellValue {
    /// The text to print.
    pub fn printed(&self) -> Arc<str> {
        match self {
            Self::Text(text) => Arc::clone(text),
            Self::Day(day) => day.printed().into(),
            Self::Number(number) => value::typed(*number).into(),
        }
    }

    pub(super) fn traced(self, place: Place) -> Traced<Self> {
        let text = self.printed();
        Traced::at(self, text, place)
    }
}

impl Row {
    /// The cell of a field; none where it is empty or can't be used.
    pub fn cell(&self, field: &str) -> Option<Traced<CellValue>> {
        let value = self.value(field)?;
        let text = value.printed();
        Some(Traced::from_places(value.clone(), text, self.places_of(field)))
    }

    /// What the cell of a field holds; nothing where it is empty or can't be used.
    pub fn value(&self, field: &str) -> Option<&CellValue> {
        match self.cells.get(self.column(field)?)? {
            Cell::Filled(value) => Some(value),
            Cell::Empty | Cell::Unusable => None,
        }
    }

    /// Whether the sheet has a column for a field.
    pub fn has(&self, field: &str) -> bool {
        self.column(field).is_some()
    }

    /// The fields of the cells that hold something that can be used, from left to right.
    pub fn filled(&self) -> impl Iterator<Item = &str> {
        self.fields_with(|cell| matches!(cell, Cell::Filled(_)))
    }

    /// The fields whose cell holds something that can't be used, or whose required column is missing; each
    /// already has its finding.
    pub fn unusable(&self) -> impl Iterator<Item = &str> {
        let missing = self.columns.missing.iter().map(String::as_str);
        self.fields_with(|cell| matches!(cell, Cell::Unusable)).chain(missing)
    }

    /// Where the cell of a field stands, whether filled or not; the row's first where it has no column. Of
    /// merged cells it is the one that holds the value, of several that belong together the first.
    pub fn place_of(&self, field: &str) -> Place {
        let Some(column) = self.column(field) else { return self.place.clone() };
        let elsewhere = self.elsewhere.iter().find(|(it, _)| *it == column);
        self.place_in(column, elsewhere.map(|(_, row)| *row))
    }

    /// Where the cells of a field stand: more than one where the record has several rows that say something in
    /// it.
    pub fn places_of(&self, field: &str) -> Vec<Place> {
        let place = |part: &Part| self.place_in(part.column, Some(part.row_0based));
        let places: Vec<Place> = self.parts_of(field).map(place).collect();
        if places.is_empty() { vec![self.place_of(field)] } else { places }
    }

    /// What each cell of a field says; one but where the record has several rows that say something in it.
    pub fn each(&self, field: &str) -> Vec<Words> {
        let words =
            |part: &Part| Words::text_at(&*part.text, self.place_in(part.column, Some(part.row_0based)));
        let several: Vec<Words> = self.parts_of(field).map(words).collect();
        if several.is_empty() { self.words(field).into_iter().collect() } else { several }
    }

    /// The text of a field, whatever its kind.
    pub fn words(&self, field: &str) -> Option<Words> {
        let text = self.value(field)?.printed();
        Some(Traced::from_places(text.to_string(), text, self.places_of(field)))
    }

    /// The day of a field; text in a column of text is read as one.
    pub fn day(&self, field: &str) -> Option<Traced<Day>> {
        let value = self.value(field)?;
        let day = match value {
            CellValue::Day(day) => (**day).clone(),
            CellValue::Text(_) | CellValue::Number(_) => Day::read(&value.printed()),
        };
        let printed = day.printed();
        Some(Traced::at(day, printed, self.place_of(field)))
    }

    fn parts_of(&self, field: &str) -> impl Iterator<Item = &Part> {
        let column = self.column(field);
        self.parts.iter().filter(move |part| Some(part.column) == column)
    }

    /// The cell of one of the columns, in the row's own place or in another row.
    pub(super) fn place_in(&self, column: usize, row_0based: Option<u32>) -> Place {
        let mut place = self.place.clone();
        if let (Spot::Cell { cell, .. }, Some((_, number))) =
            (&mut place.spot, self.columns.fields.get(column))
        {
            cell.column_0based = *number;
            cell.row_0based = row_0based.unwrap_or(cell.row_0based);
        }
        place
    }

    pub(super) fn column(&self, field: &str) -> Option<usize> {
        self.columns.fields.iter().position(|(it, _)| it == field)
    }

    fn fields_with(&self, is_wanted: impl Fn(&Cell) -> bool) -> impl Iterator<Item = &str> {
        let fields = self.columns.fields.iter().zip(&self.cells);
        fields.filter(move |(_, cell)| is_wanted(cell)).map(|((field, _), _)| field.as_str())
    }
}
