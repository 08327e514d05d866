//! Where a value stands: a cell, a line of a plan, a whole file.

use std::fmt;
use std::sync::Arc;

/// A spot in a file of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, relative to the workspace, with `/` between folders on every system.
    pub file: Arc<str>,
    /// Where in the file.
    pub spot: Spot,
}

/// A spot inside a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// The file as a whole.
    Whole,
    /// A sheet of a workbook as a whole.
    Sheet(Arc<str>),
    /// One cell of a workbook.
    Cell {
        /// The sheet's name.
        sheet: Arc<str>,
        /// Row and column.
        cell: CellRef,
    },
    /// A character of a text file; both count from 1, columns in characters.
    Text {
        /// The line.
        line: u32,
        /// The column.
        column: u32,
    },
}

/// Row and column of a cell, as spreadsheet programs name it: `D7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// The row; row 7 is 6 here.
    pub row_0based: u32,
    /// The column; column D is 3 here.
    pub column_0based: u32,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), spot: Spot::Whole }
    }

    /// A line and column of a text file, both from 1.
    pub fn text(file: impl Into<Arc<str>>, line: u32, column: u32) -> Self {
        Self { file: file.into(), spot: Spot::Text { line, column } }
    }

    /// A sheet of a workbook.
    pub fn sheet(file: impl Into<Arc<str>>, sheet: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), spot: Spot::Sheet(sheet.into()) }
    }

    /// A cell of a workbook.
    pub fn cell(file: impl Into<Arc<str>>, sheet: impl Into<Arc<str>>, cell: CellRef) -> Self {
        Self { file: file.into(), spot: Spot::Cell { sheet: sheet.into(), cell } }
    }
}

impl CellRef {
    /// How many rows a sheet has.
    pub const ROWS: u32 = 1 << 20;
    /// How many columns a sheet has.
    pub const COLUMNS: u32 = 1 << 14;

    /// The cell of a name such as `D7` or `$D$7`; none where it lies beyond the last of a sheet.
    pub fn named(name: &str) -> Option<Self> {
        let (mut column, mut row) = (0u32, None);
        for byte in name.bytes().filter(|byte| *byte != b'$') {
            match (byte, row) {
                (b'0'..=b'9', _) => {
                    let tens = row.unwrap_or(0u32).checked_mul(10)?;
                    row = Some(tens.checked_add(u32::from(byte - b'0'))?);
                }
                (b'A'..=b'Z' | b'a'..=b'z', None) => {
                    let letter = u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                    column = column.checked_mul(26)?.checked_add(letter)?;
                }
                _ => return None,
            }
        }
        let row_0based = row?.checked_sub(1).filter(|row| *row < Self::ROWS)?;
        let column_0based = column.checked_sub(1).filter(|column| *column < Self::COLUMNS)?;
        Some(Self { row_0based, column_0based })
    }
}

impl fmt::Display for Place {
    /// `inputs/submissions/甲局.xlsx 自查自纠!D7`, `inputs/plan/indicators.yaml:41:7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.spot {
            Spot::Whole => f.write_str(&self.file),
            Spot::Sheet(sheet) => write!(f, "{} {sheet}", self.file),
            Spot::Cell { sheet, cell } => write!(f, "{} {sheet}!{cell}", self.file),
            Spot::Text { line, column } => write!(f, "{}:{line}:{column}", self.file),
        }
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = u64::from(self.column_0based) + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(b'A' + (rest % 26) as u8);
            rest /= 26;
        }
        for &letter in letters.iter().rev() {
            write!(f, "{}", char::from(letter))?;
        }
        write!(f, "{}", u64::from(self.row_0based) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{CellRef, Place};

    #[test]
    fn cells_are_named_as_spreadsheet_programs_name_them() {
        let name = |row_0based, column_0based| CellRef { row_0based, column_0based }.to_string();
        assert_eq!(name(6, 3), "D7");
        assert_eq!(name(0, 25), "Z1");
        assert_eq!(name(0, 26), "AA1");
        assert_eq!(name(1_048_575, 16_383), "XFD1048576");
    }

    #[test]
    fn names_of_cells_are_read_and_others_are_none() {
        for name in ["A1", "D7", "Z1", "AA1", "XFD1048576"] {
            assert_eq!(CellRef::named(name).unwrap().to_string(), name);
        }
        for name in ["", "7", "D", "D0", "XFE1", "A1048577", "D7:E8", "ZZZZZZZZZ1", "一7"] {
            assert_eq!(CellRef::named(name), None, "{name}");
        }
    }

    #[test]
    fn places_read_like_addresses() {
        let cell = CellRef { row_0based: 6, column_0based: 3 };
        assert_eq!(Place::cell("a.xlsx", "自查自纠", cell).to_string(), "a.xlsx 自查自纠!D7");
        assert_eq!(Place::text("a.yaml", 41, 7).to_string(), "a.yaml:41:7");
    }
}
