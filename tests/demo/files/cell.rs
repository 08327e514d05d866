//! What a clerk types into a cell: text, a number, or a day in one of the forms that offices use.

use std::collections::BTreeMap;

use juanzong::base::Date;

/// The content of a cell.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    /// Text.
    Text(String),
    /// A number.
    Number(u32),
    /// A day that Excel knows as one.
    Day(Date),
}

/// A row: cells by the field of their column.
pub(super) type Row = BTreeMap<&'static str, Cell>;

/// The day that lies this many days after another.
pub(super) fn days_after(year: i16, month: i8, day: i8, days: usize) -> Date {
    let first = Date::constant(year, month, day);
    let days = i32::try_from(days).unwrap_or_default();
    first.checked_add(jiff::Span::new().days(days)).unwrap_or(first)
}

/// The number by which spreadsheet programs know a day after February 1900.
pub(super) fn serial(date: Date) -> i64 {
    let origin = Date::constant(1899, 12, 30);
    origin.duration_until(date).as_hours() / 24
}

impl Cell {
    /// Text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A day in the form that a clerk prefers: as Excel's own, 2023年3月9日, 2023-03-09 or 2023.3.9.
    pub(super) fn day(date: Date, clerk: usize) -> Self {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match clerk % 4 {
            0 => Self::Day(date),
            1 => Self::Text(format!("{year}年{month}月{day}日")),
            2 => Self::Text(date.to_string()),
            _ => Self::Text(format!("{year}.{month}.{day}")),
        }
    }

    /// What stands there, as a person reads it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(date) => date.to_string(),
        }
    }
}
