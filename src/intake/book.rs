//! The sheets of a workbook of any format and the layouts → the sheet of each layout, and what the form says.

use std::sync::Arc;

use super::form::{self, Form};
use super::grid::{Book, Fault, Grid, SheetFault};
use super::header::key;
use crate::plan::SheetLayout;

/// A workbook whose sheets are read one by one.
pub(super) trait Sheets {
    /// The names of its sheets of cells, in order.
    fn names(&self) -> Vec<String>;

    /// Reads the sheet of this name. A fault of the sheet is its own; only a bound ends the workbook.
    fn take(&mut self, name: &str) -> Result<Result<Grid, SheetFault>, Fault>;
}

/// Reads the sheets that there are layouts for, and none else.
///
/// # Errors
/// [`Fault`] where a bound is passed.
pub(super) fn of(
    layouts: &[SheetLayout],
    file: &Arc<str>,
    workbook: &mut impl Sheets,
) -> Result<Book, Fault> {
    let mut names = workbook.names();
    let mut sheets = Vec::new();
    for layout in layouts {
        let wanted = key(layout.name.as_str());
        sheets.push(match names.iter().find(|name| key(name) == wanted) {
            Some(name) => Some(workbook.take(name)?),
            None => None,
        });
    }
    let mut form = None;
    if let Some(hidden) = names.iter().position(|name| name == form::SHEET) {
        form = workbook.take(form::SHEET)?.ok().and_then(|grid| Form::read(&grid, file));
        names.remove(hidden);
    }
    Ok(Book { names, sheets, form })
}
