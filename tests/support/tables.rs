//! A workbook's bytes ↔ its cells, written again by another library than the one that reads workbooks.

#![allow(dead_code, reason = "each test target uses its own part of it")]
#![allow(clippy::panic, reason = "a test says by panicking what is wrong")]

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Xlsx};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// A sheet and what stands in its cells, by row and column from 0.
#[derive(Clone)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) is_hidden: bool,
    pub(crate) cells: BTreeMap<(u32, u32), Data>,
}

/// The sheets of a workbook in order.
pub(crate) fn read(bytes: &[u8]) -> Vec<Table> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheets: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let table = |(name, is_hidden): (String, bool)| {
        let range = workbook.worksheet_range(&name).unwrap();
        let (row_from, column_from) = range.start().unwrap_or_default();
        let at = |row, column| (row_from + number(row), column_from + number(column));
        let filled = range.used_cells().filter(|(_, _, data)| **data != Data::Empty);
        let cells = filled.map(|(row, column, data)| (at(row, column), data.clone())).collect();
        Table { name, is_hidden, cells }
    };
    sheets.into_iter().map(table).collect()
}

/// Writes sheets as a workbook, cells without their formats but for days.
pub(crate) fn write(tables: &[Table]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let mut is_first = true;
    for table in tables {
        let sheet = workbook.add_worksheet().set_name(&table.name).unwrap();
        sheet.set_very_hidden(table.is_hidden);
        if !table.is_hidden && is_first {
            // A hidden sheet can't be the one that is seen first.
            sheet.set_active(true).set_first_tab(true);
            is_first = false;
        }
        for ((row, column), data) in &table.cells {
            write_cell(sheet, *row, u16::try_from(*column).unwrap(), data);
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, data: &Data) {
    match data {
        Data::Float(number) => sheet.write_number(row, column, *number).unwrap(),
        Data::DateTime(moment) => {
            let day = Format::new().set_num_format("yyyy-mm-dd");
            sheet.write_number_with_format(row, column, moment.as_f64(), &day).unwrap()
        }
        Data::String(text) => sheet.write_string(row, column, text).unwrap(),
        other => panic!("the example has no such cell: {other:?}"),
    };
}

fn number(position: usize) -> u32 {
    u32::try_from(position).unwrap()
}
