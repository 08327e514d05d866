//! The row of a sheet that a finding speaks of, in its own words, with the cell underlined.

use std::fmt;

use unicode_width::UnicodeWidthStr;

/// As many characters of a cell as help to find it again.
const LONGEST: usize = 16;
/// What stands between cells.
const BAR: &str = " | ";
/// What an empty cell shows.
const EMPTY: &str = "（空）";

/// A row as its unit wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The filled cells before the one that is meant.
    before: Vec<String>,
    /// The cell that is meant.
    cell: String,
    /// The filled cells behind it.
    after: Vec<String>,
}

impl Quote {
    /// Of a row's filled cells, each with its column from 0, in the order of the columns, the one in `column`.
    pub fn new<'a>(cells: impl IntoIterator<Item = (u32, &'a str)>, column: u32) -> Self {
        let mut quote = Self { before: Vec::new(), cell: EMPTY.to_owned(), after: Vec::new() };
        for (at, text) in cells {
            let text = clipped(text);
            match at.cmp(&column) {
                std::cmp::Ordering::Less => quote.before.push(text),
                std::cmp::Ordering::Equal => quote.cell = text,
                std::cmp::Ordering::Greater => quote.after.push(text),
            }
        }
        quote
    }
}

/// The beginning of a cell, on one line.
fn clipped(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

impl fmt::Display for Quote {
    /// The row and, below it, a line under the cell; a Chinese character is two columns wide.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before: String = self.before.iter().map(|cell| format!("{cell}{BAR}")).collect();
        let after: String = self.after.iter().map(|cell| format!("{BAR}{cell}")).collect();
        writeln!(f, "  | {before}{}{after}", self.cell)?;
        write!(f, "  | {}{}", " ".repeat(before.width()), "^".repeat(self.cell.width().max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::Quote;

    #[test]
    fn the_cell_that_is_meant_is_underlined_under_wide_characters() {
        let row = [(0, "A1-1"), (2, "完成"), (3, "每层装表，按月记录，逐级汇总上报主管部门")];
        insta::assert_snapshot!(Quote::new(row, 2), @"
        | A1-1 | 完成 | 每层装表，按月记录，逐级汇总上报…
        |        ^^^^
        ");
        insta::assert_snapshot!(Quote::new(row, 1), @"
        | A1-1 | （空） | 完成 | 每层装表，按月记录，逐级汇总上报…
        |        ^^^^^^
        ");
    }
}
