//! A sheet and its layout → the row of the header, and which column is which.

use std::borrow::Cow;
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

/// How many filled rows from the top on may be the header: a page of instructions has some forty.
const ROWS: usize = 200;

/// The row that matches the most columns, the first of equals; at least two must match.
///
/// Of a head of two rows it is the lower.
///
/// Titles, instructions and the line 填报单位 stand above it and match none.
pub(super) fn find<'a>(layout: &'a SheetLayout, grid: &Grid) -> Option<Header<'a>> {
    let (known, rows) = (known(layout), keyed(grid));
    let (_, at) = best(layout, &rows, &known)?;
    let (row, cells) = grid.rows.get(at)?;
    let heads = heads(&rows, at, &known);
    let columns = columns(layout, &heads);
    // Of a head in the row itself, its own text counts.
    let above = heads.iter().filter_map(|(column, head)| Some((*column, head.clone()?)));
    let shown = above.chain(cells.iter().map(|(column, raw)| (*column, shown(raw))));
    let unknown = shown.filter(|(column, _)| !columns.contains_key(column)).collect();
    Some(Header { row: *row, columns, unknown })
}

/// The rows that may be the header.
type Rows = Vec<(u32, Heads)>;

/// The filled cells of a row, by their column from 0; only text can name a column, by its [`key`].
type Heads = Vec<(u32, Option<String>)>;

fn keyed(grid: &Grid) -> Rows {
    let heads = |cells: &Cells| cells.iter().map(|(column, raw)| (*column, head(raw))).collect();
    grid.rows.iter().take(ROWS).map(|(row, cells)| (*row, heads(cells))).collect()
}

/// The keys of all names that a layout's heads may have.
type Known = BTreeSet<String>;

fn known(layout: &SheetLayout) -> Known {
    layout.columns.iter().flat_map(names).map(key).collect()
}

fn is_known(head: Option<&str>, known: &Known) -> bool {
    head.is_some_and(|head| known.contains(head))
}

/// How many columns of the layout the header has; 0 where there is none.
pub(super) fn score(layout: &SheetLayout, grid: &Grid) -> usize {
    best(layout, &keyed(grid), &known(layout)).map_or(0, |(count, _)| count)
}

/// The most columns that a row matches, and its position.
fn best(layout: &SheetLayout, rows: &Rows, known: &Known) -> Option<(usize, usize)> {
    let mut best = None;
    for at in 0..rows.len() {
        let matches =
            heads(rows, at, known).iter().filter(|(_, head)| is_known(head.as_deref(), known)).count();
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
fn heads<'a>(rows: &'a Rows, at: usize, known: &Known) -> Cow<'a, Heads> {
    let Some((row, cells)) = rows.get(at) else { return Cow::default() };
    let above = at.checked_sub(1).and_then(|above| rows.get(above));
    let Some((_, above)) = above.filter(|(above, _)| above + 1 == *row) else { return Cow::Borrowed(cells) };
    let join = |(column, item): &(u32, Option<String>)| {
        Some((*column, Some(joined(*column, item.as_deref()?, above, known)?)))
    };
    let is_head = |(column, head): &&(u32, Option<String>)| {
        is_known(head.as_deref(), known) && cells.iter().all(|(it, _)| it != column)
    };
    let more: Heads = cells.iter().filter_map(join).chain(above.iter().filter(is_head).cloned()).collect();
    if more.is_empty() {
        return Cow::Borrowed(cells);
    }
    let others = cells.iter().filter(|(column, _)| more.iter().all(|(it, _)| it != column));
    let mut heads: Heads = others.chain(&more).cloned().collect();
    heads.sort_by_key(|(column, _)| *column);
    Cow::Owned(heads)
}

/// The group and the item as one head, where only both together are known. A group stands above its first
/// item.
fn joined(column: u32, item: &str, above: &Heads, known: &Known) -> Option<String> {
    let may_end = known.iter().any(|name| name.len() > item.len() && name.ends_with(item));
    if !may_end || known.contains(item) {
        return None;
    }
    let (_, group) = above.iter().rev().find(|(start, _)| *start <= column)?;
    let joined = format!("{}{item}", group.as_deref()?);
    known.contains(&joined).then_some(joined)
}

/// Each column of the layout gets the first head that is its name, else the first that is a synonym
/// and no other column's name.
fn columns<'a>(layout: &'a SheetLayout, heads: &Heads) -> BTreeMap<u32, &'a Column> {
    let mut taken = BTreeMap::new();
    let mut open = Vec::new();
    for column in &layout.columns {
        match position(heads, &taken, column.name.as_str()) {
            Some(found) => drop(taken.insert(found, column)),
            None => open.push(column),
        }
    }
    for column in open {
        let mut synonyms = column.synonyms.iter();
        if let Some(found) = synonyms.find_map(|synonym| position(heads, &taken, synonym.as_str())) {
            taken.insert(found, column);
        }
    }
    taken
}

fn position(heads: &Heads, taken: &BTreeMap<u32, &Column>, name: &str) -> Option<u32> {
    let name = Some(key(name));
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
