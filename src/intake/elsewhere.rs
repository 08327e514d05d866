//! What another process wrote of a workbook → its sheets, as the reader of `.xlsx` gives them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::book::Sheets;
use super::form;
use super::grid::{Book, Fault, Grid, Meter, Raw, SheetFault};
use super::header::key;
use super::record::{OPENING, Record};
use super::{book, grid};
use crate::plan::SheetLayout;

/// Reads a workbook in a process of its own, which [`super::write_cells`] writes down what it holds.
///
/// It gives what was written, or a Chinese clause that says why nothing was.
pub type Elsewhere<'a> = &'a (dyn Fn(&[u8]) -> Result<Vec<u8>, String> + Sync);

/// Takes in what was written.
///
/// # Errors
/// [`Fault`] as the other process says it, and where the stream is no stream or broke off.
pub(super) fn read(layouts: &[SheetLayout], file: &Arc<str>, stream: &[u8]) -> Result<Book, Fault> {
    let broken = || Fault::Unreadable("读取中断".to_owned());
    let text = str::from_utf8(stream).map_err(|_no_text| broken())?;
    let mut lines = text.lines();
    if lines.next() != Some(OPENING) {
        return Err(broken());
    }
    let mut written = Written::new(layouts);
    for line in lines {
        match Record::read(line).ok_or_else(broken)? {
            Record::Sheet { name, is_hidden } => written.open(name, is_hidden)?,
            Record::Merge(merge) => written.merge(merge)?,
            Record::Cell(row, column, raw) => written.cell(row, column, raw)?,
            Record::Locked => return Err(Fault::Locked),
            Record::Damaged(reason) => return Err(Fault::Unreadable(reason)),
            Record::TooLarge(bound) => return Err(Fault::TooLarge(bound)),
            Record::End => return book::of(layouts, file, &mut written),
        }
    }
    Err(broken())
}

/// The sheets so far.
struct Written {
    /// The keys of the sheets that anybody wants.
    wanted: BTreeSet<String>,
    names: Vec<String>,
    /// The wanted ones.
    grids: Vec<Grid>,
    is_wanted: bool,
    /// The others that people see and that hold anything.
    unwanted: BTreeSet<String>,
    is_hidden: bool,
    meter: Meter,
}

impl Written {
    fn new(layouts: &[SheetLayout]) -> Self {
        let names = layouts.iter().map(|layout| layout.name.as_str()).chain([form::SHEET]);
        let wanted = names.map(key).collect();
        Self {
            wanted,
            names: Vec::new(),
            grids: Vec::new(),
            is_wanted: false,
            unwanted: BTreeSet::new(),
            is_hidden: false,
            meter: Meter::default(),
        }
    }

    /// Names count as text.
    fn open(&mut self, name: String, is_hidden: bool) -> Result<(), Fault> {
        self.meter.count(Some(&Raw::Text(name.as_str().into())))?;
        self.is_wanted = self.wanted.contains(&key(&name));
        self.is_hidden = is_hidden;
        if self.is_wanted {
            self.grids.push(Grid { is_hidden, ..Grid::named(name.as_str()) });
        }
        self.names.push(name);
        Ok(())
    }

    /// Notes that the sheet holds something.
    fn glance(&mut self) {
        if let Some(name) = self.names.last().filter(|name| !self.is_hidden && !self.unwanted.contains(*name))
        {
            self.unwanted.insert(name.clone());
        }
    }

    fn sheet(&mut self) -> Option<&mut Grid> {
        self.grids.last_mut().filter(|_| self.is_wanted)
    }

    fn merge(&mut self, merge: grid::Merge) -> Result<(), Fault> {
        self.meter.count_merge()?;
        if let Some(sheet) = self.sheet() {
            sheet.merges.push(merge);
        }
        Ok(())
    }

    /// Cells that say the same share their text again.
    fn cell(&mut self, row: u32, column: u32, raw: Raw) -> Result<(), Fault> {
        if !self.is_wanted {
            self.glance();
            return Ok(());
        }
        let raw = if let Raw::Text(text) = &raw { self.meter.text(text) } else { Some(raw) };
        self.meter.count(raw.as_ref())?;
        if let Some((raw, sheet)) = raw.zip(self.sheet()) {
            sheet.put(row, column, raw);
        }
        Ok(())
    }
}

impl Sheets for Written {
    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn take(&mut self, name: &str) -> Result<Result<Grid, SheetFault>, Fault> {
        let found = self.grids.iter().position(|grid| *grid.name == *name);
        let grid = found.map(|found| std::mem::replace(&mut self.grids[found], Grid::named(name)));
        Ok(Ok(grid.unwrap_or_else(|| Grid::named(name)).in_order()))
    }

    fn shows_anything(&mut self, name: &str) -> bool {
        let shows = |grid: &Grid| *grid.name == *name && !grid.is_hidden && !grid.rows.is_empty();
        self.unwanted.contains(name) || self.grids.iter().any(shows)
    }
}
