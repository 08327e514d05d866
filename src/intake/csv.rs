//! The text of a CSV file → one sheet, of the layout whose heads it has.
//!
//! Fields are parted by commas, tabs or semicolons, whichever the text has most of. Every line is a row,
//! blank ones too, so that a row has the number that a spreadsheet program shows; that is why no library
//! reads it: they pass over blank lines. Every cell is text.
//!
//! **Source:** RFC 4180, read leniently: a quote within a field stands for itself.

use std::cmp::Reverse;
use std::sync::Arc;

use super::grid::{Book, Fault, Grid, Meter};
use super::header;
use crate::plan::SheetLayout;

/// Columns of a row; Excel has as many.
const COLUMNS: usize = 16_384;

/// Reads the text as a sheet; none where it has the heads of no layout.
///
/// # Errors
/// [`Fault`] where a quote stays open, and where a bound is passed.
pub(super) fn read(layouts: &[SheetLayout], file: &str, text: &str) -> Result<Option<Book>, Fault> {
    let name: Arc<str> = Arc::from(stem(file));
    let grid = grid(text, Arc::clone(&name))?;
    let scores = layouts.iter().map(|layout| header::score(layout, &grid));
    // The first of equals.
    let best = scores.enumerate().filter(|(_, score)| *score > 0);
    let Some((best, _)) = best.max_by_key(|(at, score)| (*score, Reverse(*at))) else { return Ok(None) };
    let mut sheets: Vec<_> = layouts.iter().map(|_| None).collect();
    if let Some(sheet) = sheets.get_mut(best) {
        *sheet = Some(Ok(grid));
    }
    Ok(Some(Book { names: vec![name.to_string()], sheets, unread: Vec::new(), form: None }))
}

/// A spreadsheet program calls the sheet of a CSV file by the file's name.
fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn grid(text: &str, name: Arc<str>) -> Result<Grid, Fault> {
    let mut grid = Grid::named(name);
    let mut meter = Meter::default();
    let mut records = Records { rest: text, separator: separator(text) };
    let mut row = 0;
    while let Some(fields) = records.record()? {
        for (column, field) in (0..).zip(fields) {
            let raw = meter.text(&field);
            meter.count(raw.as_ref())?;
            if let Some(raw) = raw {
                grid.put(row, column, raw);
            }
        }
        row += 1;
    }
    Ok(grid)
}

fn separator(text: &str) -> char {
    let count = |separator: &char| text.matches(*separator).count();
    // Of equals the last counts: the comma.
    [';', '\t', ','].into_iter().max_by_key(count).unwrap_or(',')
}

/// What is left to read.
struct Records<'a> {
    rest: &'a str,
    separator: char,
}

impl Records<'_> {
    /// The fields of the next line, or of several where a field in quotes has line breaks.
    fn record(&mut self) -> Result<Option<Vec<String>>, Fault> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let mut fields = Vec::new();
        loop {
            let (field, is_last) = self.field()?;
            fields.push(field);
            if is_last {
                return Ok(Some(fields));
            }
            if fields.len() == COLUMNS {
                return Err(Fault::TooLarge(format!("一行超过 {COLUMNS} 列")));
            }
        }
    }

    /// The next field, and whether its record ends with it.
    fn field(&mut self) -> Result<(String, bool), Fault> {
        let mut field = match self.rest.strip_prefix('"') {
            Some(inside) => {
                let (field, rest) = quoted(inside)?;
                self.rest = rest;
                field
            }
            None => String::new(),
        };
        let end = self.rest.find([self.separator, '\n', '\r']).unwrap_or(self.rest.len());
        let (tail, rest) = self.rest.split_at(end);
        field.push_str(tail);
        let is_last = !rest.starts_with(self.separator);
        self.rest = rest.strip_prefix("\r\n").unwrap_or_else(|| without_first(rest));
        Ok((field, is_last))
    }
}

/// What stands in quotes, two of which are one, and what follows.
fn quoted(text: &str) -> Result<(String, &str), Fault> {
    let mut field = String::new();
    let mut rest = text;
    loop {
        let Some((before, after)) = rest.split_once('"') else {
            return Err(Fault::Unreadable("引号没有成对".to_owned()));
        };
        field.push_str(before);
        let Some(more) = after.strip_prefix('"') else { return Ok((field, after)) };
        field.push('"');
        rest = more;
    }
}

fn without_first(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::{Records, separator};

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let mut records = Records { rest: text, separator: separator(text) };
        let mut found = Vec::new();
        while let Some(record) = records.record().ok().unwrap() {
            found.push(record);
        }
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn lines_are_rows_and_blank_ones_too() {
        check("甲,乙\r\n\r\n丙\n", &[&["甲", "乙"], &[""], &["丙"]]);
        check("甲\t乙,丙\t", &[&["甲", "乙,丙", ""]]);
    }

    #[test]
    fn quotes_keep_separators_breaks_and_quotes() {
        check("\"甲,\n乙\",\"称\"\"好\"\"\"\n1\"2,3", &[&["甲,\n乙", "称\"好\""], &["1\"2", "3"]]);
    }

    #[test]
    fn a_quote_that_stays_open_is_a_fault() {
        assert!(Records { rest: "甲,\"乙\n丙", separator: ',' }.record().is_err());
    }
}
