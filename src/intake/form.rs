//! The hidden sheet of a form → by which layouts and for which unit it was made, and what in it is the unit's own.
//!
//! Whoever writes forms puts it there: what the workbook is, its version and its unit stand below each other
//! in column A. A file that is renamed, or whose visible unit was deleted, is still known by it.

use std::sync::Arc;

use crate::base::{CellRef, Code, Finding, Place, Words};
use crate::plan::{SheetLayout, layout_version};

use super::displaced::displaced;
use super::grid::{self, Grid, Raw};
use super::rows::{Row, Sheet};

/// The name of the hidden sheet, and the word in its first cell.
pub const SHEET: &str = "juanzong";

/// What a form (填报表) says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The version of the layouts that it was made by.
    pub version: Words,
    /// The unit that it was made for, by its canonical name.
    pub unit: Words,
}

impl Form {
    /// The rows of column A, in order.
    pub const ROWS: [u32; 3] = [0, 1, 2];

    /// None where the sheet says something else.
    pub(super) fn read(grid: &Grid, file: &Arc<str>) -> Option<Self> {
        let [word, version, unit] = Self::ROWS.map(|row| text(grid, file, row));
        (word?.as_str() == SHEET).then_some(())?;
        Some(Self { version: version?, unit: unit? })
    }

    /// The finding where the plan lays the sheets out in another way by now.
    pub(super) fn outdated(&self, layouts: &[SheetLayout], file: &Arc<str>) -> Option<Finding> {
        let current = layout_version(layouts);
        (self.version.as_str() != current).then(|| {
            let message = format!("填报表的版本是 {}，现在的版本是 {current}，内容按表头读入", self.version);
            Finding::new(Code::FormOutdated, Place::file(Arc::clone(file)), message)
                .help("样式改过以后，用 juanzong forms 重新做一份发给该单位；这一份核对后也可以继续用")
        })
    }
}

/// Leaves out the rows that came with the form and in which the unit filled in nothing: it did not answer,
/// which is for `check` to say. In a unit's own workbook such a row is the unit's word, and stays; so it does
/// where what it lacks stands in the row below.
pub(super) fn drop_untouched(layouts: &[SheetLayout], sheet: &mut Sheet) {
    let Some(layout) = layouts.iter().find(|layout| layout.kind.value == sheet.kind) else { return };
    let given = sheet.kind.given();
    let is_untouched =
        |row: &Row| row.unusable().next().is_none() && row.filled().all(|field| given.contains(&field));
    let is_answered_below = |at: usize| match sheet.rows.get(at..at + 2) {
        Some([row, below]) => displaced(layout, row, below).is_some(),
        _ => false,
    };
    let rows = sheet.rows.iter().enumerate();
    let mut stay =
        rows.map(|(at, row)| !is_untouched(row) || is_answered_below(at)).collect::<Vec<_>>().into_iter();
    sheet.rows.retain(|_| stay.next().unwrap_or(true));
}

fn text(grid: &Grid, file: &Arc<str>, row_0based: u32) -> Option<Words> {
    let (_, cells) = grid.rows.iter().find(|(row, _)| *row == row_0based)?;
    let Raw::Text(text) = grid::at(cells, 0)? else { return None };
    let cell = CellRef { row_0based, column_0based: 0 };
    Some(Words::text_at(&**text, Place::cell(Arc::clone(file), Arc::clone(&grid.name), cell)))
}
