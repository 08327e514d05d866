//! What a workbook of any format holds: sparse sheets of raw cells, within bounds.
//!
//! In: cells, as a reader of a format comes by them. Out: rows in order. A cell in the last row of the last
//! column costs one cell, and a text that many cells hold is kept once, or once for each piece that is read by
//! itself. It never asks what a cell should hold.

use std::sync::Arc;

use super::form::Form;
use super::texts::Texts;
use crate::base::{CellRef, Date};

/// What was read of a workbook.
pub(super) struct Book {
    /// The names of all its sheets.
    pub(super) names: Vec<String>,
    /// The sheet of each layout, in the order of the layouts.
    pub(super) sheets: Vec<Option<Result<Grid, SheetFault>>>,
    /// The names of those that people see, that hold something and that no layout asks for.
    pub(super) unread: Vec<String>,
    /// What it says of itself, where it is one of our forms.
    pub(super) form: Option<Form>,
}

/// The cells of a sheet that hold anything.
pub(super) struct Grid {
    pub(super) name: Arc<str>,
    /// Whether people who open the workbook don't see it.
    pub(super) is_hidden: bool,
    /// The rows that hold any, by their number from 0.
    pub(super) rows: Vec<(u32, Cells)>,
    /// What is merged downwards; cells merged in one row only say nothing about another.
    pub(super) merges: Vec<Merge>,
}

/// Cells of several rows merged into one, which alone holds something: the one at `top` and `left`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    pub(super) top: u32,
    pub(super) left: u32,
    /// The last row, below `top`.
    pub(super) bottom: u32,
}

/// The cells of a row, by their column from 0.
pub(super) type Cells = Vec<(u32, Raw)>;

/// What a cell holds, before anybody asks what it should hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Raw {
    /// Text, trimmed and not empty.
    Text(Arc<str>),
    Number(f64),
    /// A day, and the time of day where it is not midnight.
    Moment(Date, Option<Box<str>>),
    /// An error such as `#DIV/0!`.
    Error(Box<str>),
    /// A formula without a result.
    Uncalculated,
}

/// Why a workbook can't be read.
pub(super) enum Fault {
    /// What the reader says.
    Unreadable(String),
    /// A Chinese clause that names the bound.
    TooLarge(String),
    /// It has a password.
    Locked,
}

/// Why a sheet can't be read.
pub(super) struct SheetFault {
    pub(super) sheet: Arc<str>,
    /// The last cell that could be read.
    pub(super) after: Option<CellRef>,
    pub(super) reason: String,
}

/// Cells that are looked at in all sheets together, empty ones included: nine columns formatted to the
/// last row.
const SCANNED: usize = 10_000_000;
/// Cells with content: 100,000 rows of 12 columns and as much again are 100 times what a unit of a county
/// ever filled in.
const FILLED: usize = 2_500_000;
/// Merges; as many as a sheet of `.xlsx` may have.
const MERGED: usize = 1_000_000;
/// Bytes of text: cells repeat shared strings, so their sum is bounded apart from the file's size.
const TEXT_SIZE: usize = 128 << 20;

impl Grid {
    /// A sheet without cells, for all to see.
    pub(super) fn named(name: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), is_hidden: false, rows: Vec::new(), merges: Vec::new() }
    }

    /// Cells come in the order of rows and columns, but for files that are out of order; [`Self::in_order`]
    /// mends that.
    pub(super) fn put(&mut self, row: u32, column: u32, raw: Raw) {
        match self.rows.last_mut() {
            Some((last, cells)) if *last == row => cells.push((column, raw)),
            last => {
                // A row is likely to be as long as the one above.
                let mut cells = Vec::with_capacity(last.map_or(1, |(_, cells)| cells.len()));
                cells.push((column, raw));
                self.rows.push((row, cells));
            }
        }
    }

    /// The same cells in order; of two that say they stand in one place, the first counts.
    pub(super) fn in_order(mut self) -> Self {
        if !self.rows.is_sorted_by(|(a, _), (b, _)| a < b) {
            self.rows.sort_by_key(|(row, _)| *row);
            self.rows.dedup_by(|(row, cells), (before, all)| {
                let is_same = row == before;
                if is_same {
                    all.append(cells);
                }
                is_same
            });
        }
        for (_, cells) in &mut self.rows {
            if !cells.is_sorted_by(|(a, _), (b, _)| a < b) {
                cells.sort_by_key(|(column, _)| *column);
                cells.dedup_by_key(|(column, _)| *column);
            }
            cells.shrink_to_fit();
        }
        self
    }
}

/// The cell of a column.
pub(super) fn at(cells: &Cells, column: u32) -> Option<&Raw> {
    let found = cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
    cells.get(found).map(|(_, raw)| raw)
}

/// What was read so far, over all sheets.
#[derive(Default)]
pub(super) struct Meter {
    texts: Texts,
    scanned: usize,
    filled: usize,
    text_size: usize,
    merged: usize,
}

impl Meter {
    /// Counts a cell.
    ///
    /// # Errors
    /// [`Fault::TooLarge`] from the first bound on that is passed.
    pub(super) fn count(&mut self, raw: Option<&Raw>) -> Result<(), Fault> {
        self.count_repeated(raw, 1)
    }

    /// Counts a cell that stands there so many times.
    ///
    /// # Errors
    /// [`Fault::TooLarge`] from the first bound on that is passed.
    pub(super) fn count_repeated(&mut self, raw: Option<&Raw>, times: usize) -> Result<(), Fault> {
        let add = |sum: &mut usize, each: usize| *sum = sum.saturating_add(each.saturating_mul(times));
        add(&mut self.scanned, 1);
        add(&mut self.filled, usize::from(raw.is_some()));
        add(&mut self.text_size, if let Some(Raw::Text(text)) = raw { text.len() } else { 0 });
        let bound = if self.scanned > SCANNED {
            format!("单元格（连同空白的）超过 {SCANNED} 个")
        } else if self.filled > FILLED {
            format!("有内容的单元格超过 {FILLED} 个")
        } else if self.text_size > TEXT_SIZE {
            format!("文字超过 {} MB", TEXT_SIZE >> 20)
        } else {
            return Ok(());
        };
        Err(Fault::TooLarge(bound))
    }

    /// Counts a merge.
    ///
    /// # Errors
    /// [`Fault::TooLarge`] from the first that is too many.
    pub(super) fn count_merge(&mut self) -> Result<(), Fault> {
        self.merged += 1;
        let is_within = self.merged <= MERGED;
        is_within.then_some(()).ok_or_else(|| Fault::TooLarge(format!("合并的单元格超过 {MERGED} 处")))
    }

    /// What a cell holds that says this; nothing where it says nothing.
    pub(super) fn text(&mut self, string: &str) -> Option<Raw> {
        self.texts.raw(string)
    }
}
