//! The cells of a workbook as lines of text, so that one process can hand them to another.
//!
//! One record a line, its fields parted by tabs: what it is, then its numbers (rows and columns from 0), then
//! its text, in which `\\`, `\t`, `\n` and `\r` stand for the signs. The first line names the format and its
//! version, the last says whether all was read; a stream without it broke off.

use std::fmt;

use super::grid::{Merge, Raw};

/// The first line. Both ends are the same program, so an older version is never read.
pub(super) const OPENING: &str = "juanzong-cells 1";

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Record {
    /// A sheet begins; what follows is on it.
    Sheet { name: String, is_hidden: bool },
    /// Cells that are merged.
    Merge(Merge),
    /// A cell: row, column, content.
    Cell(u32, u32, Raw),
    /// The workbook has a password; nothing follows.
    Locked,
    /// The workbook can't be read, and why; nothing follows.
    Damaged(String),
    /// A bound is passed, which a Chinese clause names; nothing follows.
    TooLarge(String),
    /// All was read.
    End,
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sheet { name, is_hidden } => {
                write!(f, "sheet\t{}\t{}", if *is_hidden { "hidden" } else { "visible" }, escaped(name))
            }
            Self::Merge(Merge { top, left, bottom }) => write!(f, "merge\t{top}\t{left}\t{bottom}"),
            Self::Cell(row, column, raw) => match raw {
                Raw::Text(text) => write!(f, "text\t{row}\t{column}\t{}", escaped(text)),
                Raw::Number(number) => write!(f, "number\t{row}\t{column}\t{number}"),
                Raw::Moment(date, None) => write!(f, "day\t{row}\t{column}\t{date}"),
                Raw::Moment(date, Some(time)) => write!(f, "moment\t{row}\t{column}\t{date}\t{time}"),
                Raw::Error(error) => write!(f, "error\t{row}\t{column}\t{}", escaped(error)),
                Raw::Uncalculated => write!(f, "uncalculated\t{row}\t{column}"),
            },
            Self::Locked => f.write_str("locked"),
            Self::Damaged(reason) => write!(f, "damaged\t{}", escaped(reason)),
            Self::TooLarge(bound) => write!(f, "too-large\t{}", escaped(bound)),
            Self::End => f.write_str("end"),
        }
    }
}

impl Record {
    /// Reads a line; none where it is no record.
    pub(super) fn read(line: &str) -> Option<Self> {
        let mut fields = line.split('\t');
        let kind = fields.next()?;
        let record = match kind {
            "sheet" => {
                let is_hidden = fields.next()? == "hidden";
                Self::Sheet { name: plain(fields.next()?), is_hidden }
            }
            "merge" => {
                let mut number = || fields.next()?.parse().ok();
                Self::Merge(Merge { top: number()?, left: number()?, bottom: number()? })
            }
            "locked" => Self::Locked,
            "damaged" => Self::Damaged(plain(fields.next()?)),
            "too-large" => Self::TooLarge(plain(fields.next()?)),
            "end" => Self::End,
            _ => {
                let (row, column) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
                Self::Cell(row, column, raw(kind, fields.next(), fields.next())?)
            }
        };
        Some(record)
    }
}

/// The content of a cell from the fields behind its row and column.
fn raw(kind: &str, value: Option<&str>, time: Option<&str>) -> Option<Raw> {
    Some(match kind {
        "text" => Raw::Text(plain(value?).into()),
        "number" => Raw::Number(value?.parse().ok()?),
        "day" => Raw::Moment(value?.parse().ok()?, None),
        "moment" => Raw::Moment(value?.parse().ok()?, Some(time?.into())),
        "error" => Raw::Error(plain(value?).into()),
        "uncalculated" => Raw::Uncalculated,
        _ => return None,
    })
}

/// The signs that part lines and fields, each with the letter that stands for it behind a backslash.
const ESCAPES: [(char, char); 4] = [('\\', '\\'), ('\t', 't'), ('\n', 'n'), ('\r', 'r')];

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match ESCAPES.iter().find(|(sign, _)| *sign == c) {
            Some((_, letter)) => escaped.extend(['\\', *letter]),
            None => escaped.push(c),
        }
    }
    escaped
}

fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
        } else if let Some(letter) = chars.next() {
            let sign = ESCAPES.iter().find(|(_, it)| *it == letter);
            plain.push(sign.map_or(letter, |(sign, _)| *sign));
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::grid::{Merge, Raw};
    use super::Record;
    use crate::base::Date;

    fn raws() -> impl Strategy<Value = Raw> {
        let date = (1900i16..9999, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::constant(y, m, d));
        prop_oneof![
            any::<String>().prop_map(|text| Raw::Text(text.into())),
            any::<f64>().prop_filter("a number", |it| !it.is_nan()).prop_map(Raw::Number),
            date.clone().prop_map(|date| Raw::Moment(date, None)),
            date.prop_map(|date| Raw::Moment(date, Some("14:30".into()))),
            Just(Raw::Error("#DIV/0!".into())),
            Just(Raw::Uncalculated),
        ]
    }

    fn records() -> impl Strategy<Value = Record> {
        prop_oneof![
            (any::<String>(), any::<bool>()).prop_map(|(name, is_hidden)| Record::Sheet { name, is_hidden }),
            (any::<u32>(), any::<u32>(), any::<u32>()).prop_map(|(top, left, bottom)| Record::Merge(Merge {
                top,
                left,
                bottom
            })),
            (any::<u32>(), any::<u32>(), raws())
                .prop_map(|(row, column, raw)| Record::Cell(row, column, raw)),
            any::<String>().prop_map(Record::Damaged),
            any::<String>().prop_map(Record::TooLarge),
            Just(Record::Locked),
            Just(Record::End),
        ]
    }

    proptest! {
        #[test]
        fn a_record_is_one_line_and_comes_back_as_it_was(record in records()) {
            let line = record.to_string();
            prop_assert_eq!(line.lines().count(), 1);
            prop_assert_eq!(Record::read(&line), Some(record));
        }

        #[test]
        fn no_line_breaks_the_reader(line in "(sheet|merge|text|number|day|moment)?(\t[0-9a\\\\]*){0,5}") {
            let _read = Record::read(&line);
        }
    }
}
