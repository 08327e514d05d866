//! A workbook as another program saves it: everything that it says, nothing of how it was written.

#![allow(dead_code, reason = "each test target uses its own part of it")]

use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Xlsx};
use rust_xlsxwriter::{Format, Workbook};

/// The rows of a sheet, from A1 on.
pub(crate) type Rows = Vec<Vec<Data>>;

/// The sheets of a workbook, each with its name.
pub(crate) fn sheets(bytes: &[u8]) -> Vec<(String, Rows)> {
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut sheets = Vec::new();
    for name in xlsx.sheet_names() {
        let range = xlsx.worksheet_range(&name).unwrap();
        let (last_row, last_column) = range.end().unwrap_or_default();
        let cell = |row, column| range.get_value((row, column)).cloned().unwrap_or_default();
        let row = |row| (0..=last_column).map(|column| cell(row, column)).collect();
        sheets.push((name, (0..=last_row).map(row).collect()));
    }
    sheets
}

/// The same workbook with its rows edited, written anew.
pub(crate) fn resaved(bytes: &[u8], edit: impl Fn(&str, &mut Rows)) -> Vec<u8> {
    let hidden: Vec<bool> = {
        let xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        xlsx.sheets_metadata().iter().map(|sheet| sheet.visible != SheetVisible::Visible).collect()
    };
    let mut workbook = Workbook::new();
    for ((name, mut rows), is_hidden) in sheets(bytes).into_iter().zip(hidden) {
        edit(&name, &mut rows);
        let sheet = workbook.add_worksheet().set_name(&name).unwrap().set_very_hidden(is_hidden);
        for (at, row) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(row) {
                write(sheet, at, column, &cell);
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn write(sheet: &mut rust_xlsxwriter::Worksheet, row: u32, column: u16, cell: &Data) {
    let day = Format::new().set_num_format("yyyy/m/d");
    match cell {
        Data::Empty => {}
        Data::String(text) => drop(sheet.write_string(row, column, text).unwrap()),
        Data::Float(number) => drop(sheet.write_number(row, column, *number).unwrap()),
        Data::DateTime(moment) => {
            sheet.write_number_with_format(row, column, moment.as_f64(), &day).unwrap();
        }
        Data::Bool(is_true) => drop(sheet.write_boolean(row, column, *is_true).unwrap()),
        other => drop(sheet.write_string(row, column, other.to_string()).unwrap()),
    }
}
