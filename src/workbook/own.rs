//! A workbook that a unit handed in in another format → what stands in it, for the cells of a form.
//!
//! In: the rows that intake read. Out: the cells written into the form's sheets, and for each cell of the
//! unit's file where it stands now. What intake could not use is left blank.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

use crate::base::{CellRef, Day, Place, Spot};
use crate::intake::{self, CellValue, Filler, Row};
use crate::plan::{Column, ColumnKind, SheetLayout};

use super::formats;
use super::sheet::{filler_cell, grow};
use super::tasks::Given;

/// A cell of a sheet.
type SheetCell = (Arc<str>, CellRef);

/// What a unit filled in, and where it went.
#[derive(Default)]
pub(super) struct Own<'a> {
    workbook: Option<&'a intake::Workbook>,
    /// Where each cell of the unit's file stands in the form: a merged one in each row that it fills.
    cells: BTreeMap<SheetCell, Vec<SheetCell>>,
    /// Which sheet of the form each sheet of the unit's file became.
    sheets: BTreeMap<Arc<str>, Arc<str>>,
    has_filler: bool,
}

impl<'a> Own<'a> {
    pub(super) fn of(workbook: &'a intake::Workbook) -> Self {
        Self { workbook: Some(workbook), ..Self::default() }
    }

    fn sheet(&self, layout: &SheetLayout) -> Option<&'a intake::Sheet> {
        self.workbook?.sheets.iter().find(|sheet| sheet.kind == layout.kind.value)
    }

    /// Who handed in and when, on the form's first sheet; `width` is the number of its columns. Returns the texts
    /// of day, contact and phone, empty where there are none.
    pub(super) fn filler(
        &mut self,
        sheet: &mut Worksheet,
        layout: &SheetLayout,
        width: u16,
    ) -> Result<[Arc<str>; 3], XlsxError> {
        let mut said = <[Arc<str>; 3]>::default();
        let Some(workbook) = self.workbook.filter(|_| !self.has_filler) else { return Ok(said) };
        self.has_filler = true;
        let Filler { date, contact, phone, .. } = &workbook.filler;
        let text = |words: &str| CellValue::Text(words.into());
        let of_date = date.as_ref().and_then(|day| day.place()).zip(date.as_ref());
        let of_date = of_date.map(|(place, day)| (1, place, CellValue::Day(Box::new(day.value.clone()))));
        let of_words = [(2, contact), (3, phone)].into_iter().filter_map(|(number, words)| {
            let words = words.as_ref()?;
            Some((number, words.place()?, text(words.as_str())))
        });
        for (number, place, value) in of_date.into_iter().chain(of_words) {
            let (row, column) = filler_cell(number, width);
            let kind = if number == 1 { ColumnKind::Date } else { ColumnKind::Text };
            write(sheet, (row, column), &value, &formats::entry(kind))?;
            if let Some(said) = said.get_mut(usize::from(number) - 1) {
                *said = value.printed();
            }
            self.moved(place, layout, (row, column));
        }
        Ok(said)
    }

    /// The unit's rows, from a row of the form on; returns how many they are.
    pub(super) fn rows(
        &mut self,
        sheet: &mut Worksheet,
        first: u32,
        layout: &SheetLayout,
    ) -> Result<u32, XlsxError> {
        let Some(own) = self.sheet(layout) else { return Ok(0) };
        if let Spot::Sheet(name) = &own.place.spot {
            self.sheets.insert(Arc::clone(name), layout.name.as_str().into());
        }
        let mut number = first;
        for row in &own.rows {
            self.row(sheet, number, layout, row)?;
            number += 1;
        }
        Ok(number - first)
    }

    fn row(
        &mut self,
        sheet: &mut Worksheet,
        number: u32,
        layout: &SheetLayout,
        row: &Row,
    ) -> Result<(), XlsxError> {
        for (at, column) in (0..).zip(&layout.columns) {
            let (field, format) = (column.field.as_str(), formats::entry(column.reads_as()));
            match row.value(field) {
                Some(value) => write(sheet, (number, at), value, &format)?,
                None => drop(sheet.write_blank(number, at, &format)?),
            }
            if row.has(field) {
                for place in row.places_of(field) {
                    self.moved(&place, layout, (number, at));
                }
            }
        }
        let text = |column: &Column| row.value(column.field.as_str()).map(CellValue::printed);
        let texts: Vec<Arc<str>> = layout.columns.iter().map(|it| text(it).unwrap_or_default()).collect();
        grow(sheet, number, layout, texts.iter().map(|text| &**text))
    }

    /// Those of the rows to fill in that the unit has not begun.
    pub(super) fn open(&self, layout: &SheetLayout, given: Vec<Given>) -> Vec<Given> {
        let identity = layout.kind.value.identity();
        let Some((identity, own)) = identity.zip(self.sheet(layout)) else { return given };
        let is_begun = |given: &Given| {
            let id = given.text(identity);
            own.rows.iter().any(|row| row.value(identity).map(CellValue::printed).as_deref() == id)
        };
        given.into_iter().filter(|given| !is_begun(given)).collect()
    }

    fn moved(&mut self, from: &Place, layout: &SheetLayout, (row, column): (u32, u16)) {
        if let Spot::Cell { sheet, cell } = &from.spot {
            let to = CellRef { row_0based: row, column_0based: u32::from(column) };
            let stands = self.cells.entry((Arc::clone(sheet), *cell)).or_default();
            stands.push((layout.name.as_str().into(), to));
        }
    }

    /// Where in the form stands what stood there in the unit's file, at least one spot; the sheet where there
    /// is no such cell.
    pub(super) fn spots(&self, spot: &Spot) -> Vec<Spot> {
        let sheet_of = |sheet| vec![self.sheets.get(sheet).cloned().map_or(Spot::Whole, Spot::Sheet)];
        let of_cell = |(sheet, cell): &SheetCell| Spot::Cell { sheet: Arc::clone(sheet), cell: *cell };
        match spot {
            Spot::Cell { sheet, cell } => match self.cells.get(&(Arc::clone(sheet), *cell)) {
                Some(cells) => cells.iter().map(of_cell).collect(),
                None => sheet_of(sheet),
            },
            Spot::Sheet(sheet) => sheet_of(sheet),
            _ => vec![Spot::Whole],
        }
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &CellValue,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        CellValue::Text(text) => drop(sheet.write_string_with_format(row, column, &**text, format)?),
        CellValue::Number(number) => drop(sheet.write_number_with_format(row, column, *number, format)?),
        CellValue::Day(day) => match moment(day) {
            Some(moment) => drop(sheet.write_datetime_with_format(row, column, &moment, format)?),
            None => drop(sheet.write_string_with_format(row, column, &day.raw, format)?),
        },
    }
    Ok(())
}

/// None where the text names no day, or one that spreadsheets don't know.
fn moment(day: &Day) -> Option<ExcelDateTime> {
    let date = day.date?;
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    ExcelDateTime::from_ymd(u16::try_from(date.year()).ok()?, month, day).ok()
}
