//! The sheets of a workbook of any format and the layouts → the sheet of each layout, and what the form says.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::form::{self, Form};
use super::grid::{Book, Fault, Grid, SheetFault};
use super::header::key;
use super::names;
use crate::plan::SheetLayout;

/// A workbook whose sheets are read one by one.
pub(super) trait Sheets {
    /// The names of its sheets of cells, in order.
    fn names(&self) -> Vec<String>;

    /// Reads the sheet of this name. A fault of the sheet is its own; only a bound ends the workbook.
    fn take(&mut self, name: &str) -> Result<Result<Grid, SheetFault>, Fault>;

    /// Whether people who look at the sheet of this name see anything on it.
    fn shows_anything(&mut self, name: &str) -> bool;
}

/// Reads the sheets that there are layouts for; of the others it only asks whether they hold anything.
///
/// # Errors
/// [`Fault`] where a bound is passed.
pub(super) fn of(
    layouts: &[SheetLayout],
    file: &Arc<str>,
    workbook: &mut impl Sheets,
) -> Result<Book, Fault> {
    let mut names = workbook.names();
    let (mut sheets, mut taken) = (Vec::new(), BTreeSet::new());
    for layout in layouts {
        let wanted = key(layout.name.as_str());
        let mut alike = names.iter().filter(|name| key(name) == wanted).peekable();
        let first = alike.peek().copied();
        // Of several that are called so, the first that people see anything on.
        let is_one_of_several = alike.clone().nth(1).is_some();
        let name = alike.find(|name| !is_one_of_several || workbook.shows_anything(name)).or(first);
        taken.extend(name.cloned());
        sheets.push(name.map(|name| workbook.take(name)).transpose()?);
    }
    let mut form = None;
    if let Some(hidden) = names.iter().position(|name| name == form::SHEET) {
        form = workbook.take(form::SHEET)?.ok().and_then(|grid| Form::read(&grid, file));
        names.remove(hidden);
    }
    let others = names.iter().filter(|name| !names::is_ours(name) && !taken.contains(*name));
    let unread = others.filter(|name| workbook.shows_anything(name)).cloned().collect();
    Ok(Book { names, sheets, unread, form })
}
