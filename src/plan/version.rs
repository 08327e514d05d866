//! The layouts of a unit's sheets → a short name for them, so that a form knows by which it was made.

use std::fmt::Write;

use crate::base::Words;
use crate::files;

use super::{Column, SheetLayout};

/// How many digits of the checksum make a version: enough to tell the few layouts of one campaign apart.
const DIGITS: usize = 8;

/// The version of a form with these sheets, 8 hexadecimal digits: another one where a sheet, a column, an
/// allowed value or what is required changes, the same where only synonyms do.
pub fn layout_version(layouts: &[SheetLayout]) -> String {
    let mut said = String::new();
    for layout in layouts {
        said.push_str(&line(&[layout.kind.words().as_str(), layout.name.as_str()]));
        said.extend(layout.columns.iter().map(|column| line_of(layout, column)));
    }
    let mut version = files::sha256(said.as_bytes());
    version.truncate(DIGITS);
    version
}

fn line_of(layout: &SheetLayout, column: &Column) -> String {
    let required = if layout.requires(column) { "required" } else { "" };
    let kind = column.kind.as_ref().map_or("", |kind| &*kind.text);
    let mut parts = vec!["", column.field.as_str(), column.name.as_str(), required, kind];
    parts.extend(column.allowed.iter().map(Words::as_str));
    line(&parts)
}

/// Each part with its length before it, so that no two lists read the same.
fn line(parts: &[&str]) -> String {
    let mut line = String::new();
    for part in parts {
        // Writing to a string never fails.
        let _ = write!(line, "{}:{part} ", part.len());
    }
    line
}
