//! The form of the texts that a type is read from, so that an editor can say it before the program does.

/// What a scalar of a plan file may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Any text.
    Text,
    /// One day, as `2023-03-13`.
    Day,
    /// `true` or `false`.
    Switch,
    /// A whole number from the first to the second.
    Whole(i64, i64),
    /// One of these names.
    Choice(Vec<&'static str>),
    /// A number between two bounds in hundredths, or one of these names.
    Decimal(i64, i64, Vec<&'static str>),
}
