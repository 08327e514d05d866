//! The hidden sheet: what the form is, in column A, and the lists of the drop-downs, a column each.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use crate::intake::{FORM_SHEET, Form};

use super::formats;

/// The lists so far.
#[derive(Default)]
pub(super) struct Lists(Vec<Vec<String>>);

impl Lists {
    /// Where a list stands, as a drop-down asks for it; the same list stands there once.
    pub(super) fn range(&mut self, list: Vec<String>) -> Formula {
        let count = list.len();
        let position = self.0.iter().position(|known| *known == list).unwrap_or_else(|| {
            self.0.push(list);
            self.0.len() - 1
        });
        let letters = u16::try_from(position + 1).map(column_number_to_name).unwrap_or_default();
        Formula::new(format!("={FORM_SHEET}!${letters}$1:${letters}${count}"))
    }

    /// The sheet, which no program shows unless it is asked to.
    pub(super) fn sheet(&self, version: &str, unit: &str) -> Result<Worksheet, XlsxError> {
        let (mut sheet, format) = (Worksheet::new(), formats::text());
        sheet.set_name(FORM_SHEET)?.set_very_hidden(true).protect();
        for (row, text) in Form::ROWS.into_iter().zip([FORM_SHEET, version, unit]) {
            sheet.write_string_with_format(row, 0, text, &format)?;
        }
        for (column, list) in (1..).zip(&self.0) {
            for (row, text) in (0..).zip(list) {
                sheet.write_string_with_format(row, column, text, &format)?;
            }
        }
        Ok(sheet)
    }
}
