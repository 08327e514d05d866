//! Tables of text → workbooks, so that a fixture can be read and reviewed in a diff.
//!
//! A sheet is TSV text: one line a row, a tab between cells, from A1 on; an empty line is a blank row. A
//! cell is text, `\n` in it a line break, or one of these:
//!
//! | written | cell |
//! | --- | --- |
//! | *(nothing)* | none |
//! | `=date:2023-03-09` | a day as Excel stores it |
//! | `=datetime:2023-03-09T14:30:00` | a day and time |
//! | `=time:14:30:00` | a time of day |
//! | `=number:3.5` | a number |
//! | `=bool:true` | a truth value |
//! | `=error` | `#DIV/0!`, computed |
//! | `=formula:A1+1` | a formula as libraries write it: nobody computed it, the result says 0 |
//! | `=formula:A1+1=>5` | a formula and its result |
//! | `=merge:4:标题` | text, merged over 4 columns |
//! | `=down:2:1.1` | text, merged over 2 rows |
//! | `=formatted` | nothing, in a cell with a border |
//!
//! The bytes are the same on every run.

#![allow(clippy::panic, reason = "a table that is written wrongly is a fault of the test")]

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

/// A workbook of sheets, each with its name and its rows.
pub(crate) fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    write(sheets).expect("the tables of a test can be written")
}

fn write(sheets: &[(&str, &str)]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2023, 3, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name)?;
        for (row, line) in (0..).zip(rows.lines()) {
            for (column, cell) in (0..).zip(line.split('\t')) {
                write_cell(sheet, row, column, cell)?;
            }
        }
    }
    workbook.save_to_buffer()
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) -> Result<(), XlsxError> {
    let text = |text: &str| text.replace("\\n", "\n");
    let Some(special) = cell.strip_prefix('=') else {
        if !cell.is_empty() {
            sheet.write_string(row, column, text(cell))?;
        }
        return Ok(());
    };
    let (kind, value) = special.split_once(':').unwrap_or((special, ""));
    match kind {
        "date" | "datetime" | "time" => {
            let format = Format::new().set_num_format(match kind {
                "date" => "yyyy-mm-dd",
                "datetime" => "yyyy-mm-dd hh:mm",
                _ => "hh:mm",
            });
            sheet.write_datetime_with_format(row, column, ExcelDateTime::parse_from_str(value)?, &format)?;
        }
        "number" => drop(sheet.write_number(row, column, value.parse::<f64>().expect("a number"))?),
        "bool" => drop(sheet.write_boolean(row, column, value == "true")?),
        "error" => drop(sheet.write_formula(row, column, Formula::new("1/0").set_result("#DIV/0!"))?),
        "formula" => drop(match value.split_once("=>") {
            Some((formula, result)) => {
                sheet.write_formula(row, column, Formula::new(formula).set_result(result))?
            }
            None => sheet.write_formula(row, column, Formula::new(value))?,
        }),
        "merge" => {
            let (width, value) = value.split_once(':').expect("=merge:WIDTH:TEXT");
            let last = column + width.parse::<u16>().expect("a width") - 1;
            sheet.merge_range(row, column, row, last, &text(value), &Format::new())?;
        }
        "down" => {
            let (height, value) = value.split_once(':').expect("=down:HEIGHT:TEXT");
            let last = row + height.parse::<u32>().expect("a height") - 1;
            sheet.merge_range(row, column, last, column, &text(value), &Format::new())?;
        }
        "formatted" => {
            let format = Format::new().set_border(FormatBorder::Thin);
            sheet.write_blank(row, column, &format)?;
        }
        _ => panic!("no kind of cell: {cell}"),
    }
    Ok(())
}
