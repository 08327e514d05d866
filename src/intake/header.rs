//! A sheet and its layout → the row of the header, and which column is which.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Words, half_width};
use crate::plan::{Column, SheetLayout};

use super::grid::{self, Cells, Grid, Raw};

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

/// How many filled rows from the top on may be the header: a page of instructions has some forty.
const ROWS: usize = 200;

/// The row that matches the most columns, the first of equals; at least two must match.
///
/// Of a head of two rows it is the lower.
///
/// Titles, instructions and the line 填报单位 stand above it and match none.
pub(super) fn find<'a>(layout: &'a SheetLayout, grid: &Grid) -> Option<Header<'a>> {
    let known = known(layout);
    let (_, at) = best(layout, grid, &known)?;
    let (row, _) = *grid.rows.get(at)?;
    let cells = &*heads(grid, at, &known);
    let columns = columns(layout, cells);
    let unknown = cells.iter().filter(|(column, _)| !columns.contains_key(column));
    let unknown = unknown.map(|(column, raw)| (*column, shown(raw))).collect();
    Some(Header { row, columns, unknown })
}

/// The keys of all names that a layout's heads may have.
type Known = BTreeSet<String>;

fn known(layout: &SheetLayout) -> Known {
    layout.columns.iter().flat_map(names).map(key).collect()
}

fn is_known(raw: &Raw, known: &Known) -> bool {
    head(raw).is_some_and(|head| known.contains(&head))
}

/// How many columns of the layout the header has; 0 where there is none.
pub(super) fn score(layout: &SheetLayout, grid: &Grid) -> usize {
    best(layout, grid, &known(layout)).map_or(0, |(count, _)| count)
}

/// The most columns that a row matches, and its position in the grid.
fn best(layout: &SheetLayout, grid: &Grid, known: &Known) -> Option<(usize, usize)> {
    let mut best = None;
    for at in 0..grid.rows.len().min(ROWS) {
        let matches = heads(grid, at, known).iter().filter(|(_, raw)| is_known(raw, known)).count();
        let is_better = best.is_none_or(|(most, _)| matches > most);
        if matches >= layout.columns.len().min(2) && is_better {
            best = Some((matches, at));
        }
    }
    best
}

/// The heads of a row. Where it is the lower row of a head of two, groups above and items below, a column
/// without an item may have its head in the row above, and an item that is no head alone may be one with its
/// group before it: 整改 above 措施 is 整改措施.
fn heads<'a>(grid: &'a Grid, at: usize, known: &Known) -> Cow<'a, Cells> {
    let Some((row, cells)) = grid.rows.get(at) else { return Cow::default() };
    let above = at.checked_sub(1).and_then(|above| grid.rows.get(above));
    let Some((_, above)) = above.filter(|(above, _)| above + 1 == *row) else { return Cow::Borrowed(cells) };
    let joined =
        cells.iter().filter_map(|(column, raw)| Some((*column, joined(*column, raw, above, known)?)));
    let is_head = |(column, raw): &&(u32, Raw)| grid::at(cells, *column).is_none() && is_known(raw, known);
    let more: Cells = joined.chain(above.iter().filter(is_head).cloned()).collect();
    if more.is_empty() {
        return Cow::Borrowed(cells);
    }
    let others = cells.iter().filter(|(column, _)| more.iter().all(|(it, _)| it != column));
    let mut heads: Cells = others.chain(&more).cloned().collect();
    heads.sort_by_key(|(column, _)| *column);
    Cow::Owned(heads)
}

/// The group and the item as one head, where only both together are known. A group stands above its first
/// item.
fn joined(column: u32, item: &Raw, above: &Cells, known: &Known) -> Option<Raw> {
    let item = head(item)?;
    let may_end = known.iter().any(|name| name.len() > item.len() && name.ends_with(&item));
    if !may_end || known.contains(&item) {
        return None;
    }
    let (_, group) = above.iter().rev().find(|(start, _)| *start <= column)?;
    let joined = format!("{}{item}", head(group)?);
    known.contains(&joined).then(|| Raw::Text(joined.into()))
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
        Raw::Text(text) => text.replace('\n', ""),
        Raw::Error(error) => error.to_string(),
        Raw::Number(number) => number.to_string(),
        Raw::Moment(date, _) => date.to_string(),
        Raw::Uncalculated => "（公式）".to_owned(),
    }
}
