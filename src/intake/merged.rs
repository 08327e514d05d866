//! Cells merged downwards → the value of the one above, in each row that they cover.
//!
//! Offices merge what several rows have in common: one indicator beside all its pieces of evidence. Only rows
//! that say something of their own are filled, so a merge over a blank row makes no record of it.

use super::grid::Merge;
use super::header::Header;
use super::rows::Cell;

/// The merges below a header, from above to below, and which of them cover the row that is read.
pub(super) struct Merges {
    /// Which of the columns, and the merge; the last comes first.
    coming: Vec<(usize, Merge)>,
    /// For each of the columns: the row where the merge begins, its last row, and its value.
    open: Vec<Option<(u32, u32, Cell)>>,
}

impl Merges {
    pub(super) fn below(header: &Header<'_>, merges: Vec<Merge>) -> Self {
        let column = |merge: &Merge| header.columns.keys().position(|column| *column == merge.left);
        let below = merges.into_iter().filter(|merge| merge.top > header.row);
        let mut coming: Vec<_> = below.filter_map(|merge| Some((column(&merge)?, merge))).collect();
        coming.sort_by_key(|(_, merge)| std::cmp::Reverse(merge.top));
        Self { coming, open: vec![None; header.columns.len()] }
    }

    /// Fills the empty cells of a row; rows must come in order. Gives the columns that were filled, and the row
    /// from which.
    pub(super) fn fill(&mut self, row: u32, cells: &mut [Cell]) -> Box<[(usize, u32)]> {
        while let Some((column, merge)) = self.coming.pop_if(|(_, merge)| merge.top <= row) {
            // One that begins in a row without content has nothing to give.
            let begun = cells.get(column).filter(|_| merge.top == row);
            if let Some((open, cell)) = self.open.get_mut(column).zip(begun) {
                *open = Some((row, merge.bottom, cell.clone()));
            }
        }
        let mut filled = Vec::new();
        for (column, (cell, open)) in cells.iter_mut().zip(&self.open).enumerate() {
            let covering = open.as_ref().filter(|(top, bottom, _)| (top + 1..=*bottom).contains(&row));
            if let Some((top, _, value)) = covering.filter(|_| *cell == Cell::Empty) {
                *cell = value.clone();
                filled.push((column, *top));
            }
        }
        filled.into()
    }
}
