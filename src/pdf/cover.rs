//! The grid of a table: which places the cells of the rows above cover.
//!
//! In: the cells of a table, row by row. Out: for each row the free columns, and the area of each cell, cut
//! where it would leave the table or lie over another. It never sees text.

use super::tags::{Cell, Rows};

/// What is covered of a row.
pub(super) struct Cover {
    /// For each column, how many rows from the present one on are covered.
    rows_left: Vec<u32>,
    /// The last row of the table.
    last: u32,
    /// Where the next cell may begin.
    next: usize,
}

impl Cover {
    pub(super) fn of(rows: &Rows) -> Self {
        let ends = rows
            .values()
            .flatten()
            .map(|(&column, cell)| usize::from(column) + usize::from(cell.columns.max(1)));
        let last = rows.keys().next_back().copied().unwrap_or(0);
        Self { rows_left: vec![0; ends.max().unwrap_or(0)], last, next: 0 }
    }

    /// The next column of the row in which a cell begins.
    pub(super) fn next_free(&mut self) -> Option<u16> {
        let free = self.rows_left.iter().skip(self.next).position(|&rows| rows == 0)?;
        self.next += free;
        u16::try_from(self.next).ok()
    }

    /// Covers what the cell of a free column asks for: rows and columns; a place without cell is one of each.
    pub(super) fn take(&mut self, column: u16, row: u32, cell: Option<&Cell>) -> (u32, u16) {
        let (rows, columns) = cell.map_or((1, 1), |cell| (cell.rows.max(1), cell.columns.max(1)));
        let rows = rows.min((self.last - row).saturating_add(1));
        let places = self.rows_left.iter_mut().skip(usize::from(column)).take(usize::from(columns));
        let mut taken = 0;
        for place in places.take_while(|rows| **rows == 0) {
            *place = rows;
            taken += 1;
        }
        self.next = usize::from(column) + usize::from(taken);
        (rows, taken)
    }

    /// Goes on with the next row.
    pub(super) fn end_row(&mut self) {
        self.next = 0;
        for rows in &mut self.rows_left {
            *rows = rows.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tags::{Cell, Rows};
    use super::Cover;

    /// The cells of a table, as `column:rows×columns`, a line for each row.
    fn covered(cells: &[(u32, u16, u32, u16)]) -> String {
        let mut rows = Rows::new();
        for &(row, column, down, across) in cells {
            let cell = Cell { rows: down, columns: across, ..Cell::default() };
            rows.entry(row).or_default().insert(column, cell);
        }
        let mut cover = Cover::of(&rows);
        let mut lines = Vec::new();
        for row in 0..=rows.keys().next_back().copied().unwrap_or(0) {
            let mut line = Vec::new();
            while let Some(column) = cover.next_free() {
                let cell = rows.get(&row).and_then(|cells| cells.get(&column));
                let (down, across) = cover.take(column, row, cell);
                line.push(format!("{column}:{down}×{across}"));
            }
            cover.end_row();
            lines.push(line.join(" "));
        }
        lines.join(", ")
    }

    #[test]
    fn covered_places_have_no_cell_and_empty_ones_have() {
        assert_eq!(
            covered(&[(0, 0, 2, 1), (0, 1, 1, 2), (2, 2, 1, 1)]),
            "0:2×1 1:1×2, 1:1×1 2:1×1, 0:1×1 1:1×1 2:1×1"
        );
    }

    #[test]
    fn no_cell_leaves_the_table_or_lies_over_another() {
        assert_eq!(
            covered(&[(0, 1, 9, 1), (1, 0, 1, 5)]),
            "0:1×1 1:2×1 2:1×1 3:1×1 4:1×1, 0:1×1 2:1×1 3:1×1 4:1×1"
        );
    }
}
