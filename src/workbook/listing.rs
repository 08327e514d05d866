//! What is to be mended in a file that can't be marked, as a workbook of its own.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::base::{Code, Finding, Place};

use super::marking::AUTHOR;
use super::marking::list::{COLUMNS, line, summary};
use super::sheet::across;
use super::{Correction, formats, heights};

/// The list of corrections for the workbook `file`. The same corrections give the same bytes.
///
/// # Errors
/// [`Code::FormUnwritable`] for what no workbook can hold.
pub fn listing(corrections: &[Correction], file: &str) -> Result<Vec<u8>, Finding> {
    let unwritable = |error: XlsxError| {
        let message = format!("更正说明做不出来（{error}）");
        Finding::new(Code::FormUnwritable, Place::file(file), message)
    };
    let mut workbook = Workbook::new();
    workbook.push_worksheet(sheet(corrections).map_err(unwritable)?);
    workbook.set_properties(&super::made_on_a_fixed_day().map_err(unwritable)?);
    workbook.save_to_buffer().map_err(unwritable)
}

fn sheet(corrections: &[Correction]) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(AUTHOR)?;
    sheet.write_string_with_format(0, 0, AUTHOR, &formats::heading())?;
    sheet.write_string(1, 0, summary(corrections, false))?;
    for (column, (head, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(2, column, head, &formats::head())?;
    }
    for (row, correction) in (3..).zip(corrections) {
        let number = corrections.len().min(row as usize - 2);
        let texts = line(number, correction);
        for (column, text) in (0..).zip(&texts) {
            sheet.write_string_with_format(row, column, text, &formats::framed())?;
        }
        let widths = COLUMNS.map(|(_, width)| f64::from(width));
        sheet.set_row_height(row, heights::of(texts.iter().map(String::as_str).zip(widths)))?;
    }
    sheet.set_repeat_rows(2, 2)?;
    across(&mut sheet);
    sheet.set_freeze_panes(3, 0)?;
    Ok(sheet)
}
