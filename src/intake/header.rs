//! A sheet and its layout → the row of the header, and which column is which.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Words, half_width};
use crate::plan::{Column, SheetLayout};

use super::grid::{Cells, Grid, Raw};

/// The header of a sheet.
pub(super) struct Header<'a> {
    /// Its row, from 0.
    pub(super) row: u32,
    /// The columns that the layout knows, by their number from 0.
    pub(super) columns: BTreeMap<u32, &'a Column>,
    /// The heads of the others, in order.
    pub(super) unknown: BTreeMap<u32, String>,
}

/// What a head or a sheet's name is compared by: without blanks, line breaks and the asterisk of
/// required columns, full-width letters, digits and brackets as half-width ones.
pub(super) fn key(text: &str) -> String {
    let is_noise = |c: char| c.is_whitespace() || matches!(c, '*' | '＊' | '\u{200b}' | '\u{feff}');
    half_width(text).chars().filter(|c| !is_noise(*c)).collect()
}

/// The row that matches the most columns, the first of equals; at least two must match.
///
/// Titles, instructions and the line 填报单位 stand above it and match none.
pub(super) fn find<'a>(layout: &'a SheetLayout, grid: &Grid) -> Option<Header<'a>> {
    let known: BTreeSet<String> = layout.columns.iter().flat_map(names).map(key).collect();
    let least = layout.columns.len().min(2);
    let mut best: Option<(usize, u32, &Cells)> = None;
    for (row, cells) in &grid.rows {
        let count = cells.values().filter(|raw| head(raw).is_some_and(|head| known.contains(&head))).count();
        if count >= least && best.is_none_or(|(most, ..)| count > most) {
            best = Some((count, *row, cells));
        }
    }
    let (_, row, cells) = best?;
    let columns = columns(layout, cells);
    let unknown = cells.iter().filter(|(column, _)| !columns.contains_key(column));
    let unknown = unknown.map(|(column, raw)| (*column, shown(raw))).collect();
    Some(Header { row, columns, unknown })
}

/// Each column of the layout gets the first head that is its name, else the first that is a synonym
/// and no other column's name.
fn columns<'a>(layout: &'a SheetLayout, cells: &Cells) -> BTreeMap<u32, &'a Column> {
    let heads: Vec<(u32, String)> =
        cells.iter().filter_map(|(column, raw)| Some((*column, head(raw)?))).collect();
    let mut taken = BTreeMap::new();
    let mut open = Vec::new();
    for column in &layout.columns {
        match position(&heads, &taken, column.name.as_str()) {
            Some(found) => drop(taken.insert(found, column)),
            None => open.push(column),
        }
    }
    for column in open {
        let mut synonyms = column.synonyms.iter();
        if let Some(found) = synonyms.find_map(|synonym| position(&heads, &taken, synonym.as_str())) {
            taken.insert(found, column);
        }
    }
    taken
}

fn position(heads: &[(u32, String)], taken: &BTreeMap<u32, &Column>, name: &str) -> Option<u32> {
    let name = key(name);
    let found = heads.iter().find(|(column, head)| *head == name && !taken.contains_key(column));
    found.map(|(column, _)| *column)
}

fn names(column: &Column) -> impl Iterator<Item = &str> {
    std::iter::once(&column.name).chain(&column.synonyms).map(Words::as_str)
}

/// Only text can name a column.
fn head(raw: &Raw) -> Option<String> {
    match raw {
        Raw::Text(text) => Some(key(text)),
        _ => None,
    }
}

fn shown(raw: &Raw) -> String {
    match raw {
        Raw::Text(text) | Raw::Error(text) => text.replace('\n', ""),
        Raw::Number(number) => number.to_string(),
        Raw::Moment(date, _) => date.to_string(),
        Raw::Uncalculated => "（公式）".to_owned(),
    }
}
