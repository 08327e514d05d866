//! Which cells of a table cover several columns or rows: the empty cells that continue a neighbour.
//!
//! In: the manuscript's table and the hints of its front matter. Out: a [`RowSpans`] for each row. Every
//! covered area is a rectangle, whatever is empty.

use crate::elements::{Numbers, TableElement};
use crate::markdown::{Cell, SpanKind, Table};

use super::super::piece::TableText;
use super::numbers;

/// What the cells of one row cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowSpans {
    /// For each column, how many columns its cell covers; 0 where a cell further left covers it.
    pub(super) across: Vec<u16>,
    /// For each column, whether it continues the row above.
    pub(super) continues: Vec<bool>,
    /// For each column, how many rows its cell covers.
    pub(super) down: Vec<u32>,
}

/// What the front matter says of a table's cells.
struct Hints<'a> {
    columns: usize,
    head_rows: usize,
    /// Rows, from 0, in which an empty cell continues the one at its left.
    spread: &'a [u32],
    /// Columns, from 0, in which an empty cell continues the one above.
    merged: &'a [usize],
}

/// The spans of all rows, the Markdown head row being the first; the cells of `merged` columns go on
/// downwards.
pub(super) fn of(text: &TableText<'_>, columns: usize, merged: &[usize]) -> Vec<RowSpans> {
    let hints = Hints {
        columns,
        head_rows: head_rows(text),
        spread: hinted(text, |element| element.merge_across.as_ref().map(|numbers| &numbers.value)),
        merged,
    };
    let mut spans: Vec<RowSpans> = Vec::with_capacity(text.table.rows.len() + 1);
    for (number, row) in rows(text.table).enumerate() {
        let above = spans.last().filter(|_| number != hints.head_rows);
        spans.push(row_spans(number, row, above, &hints));
    }
    count_down(&mut spans);
    spans
}

/// The rows of the head, the Markdown head row included.
pub(super) fn head_rows(text: &TableText<'_>) -> usize {
    let hint = text.element.and_then(|element| element.head_rows.as_ref());
    hint.map_or(1, |rows| rows.value as usize).max(1)
}

/// The columns, from 0, in which the front matter wants labels to go on downwards.
pub(super) fn merged_columns(text: &TableText<'_>, columns: usize) -> Vec<usize> {
    let hints = hinted(text, |element| element.merge_down.as_ref().map(|numbers| &numbers.value));
    let mut merged: Vec<usize> =
        hints.iter().filter_map(|&column| (column as usize).checked_sub(1)).collect();
    merged.retain(|&column| column < columns);
    merged.sort_unstable();
    merged.dedup();
    merged
}

/// The rows as they stand, the Markdown head row first.
pub(super) fn rows(table: &Table) -> impl Iterator<Item = &[Cell]> {
    std::iter::once(table.head.as_slice()).chain(table.rows.iter().map(Vec::as_slice))
}

fn hinted<'a>(text: &TableText<'a>, field: impl Fn(&'a TableElement) -> Option<&'a Numbers>) -> &'a [u32] {
    text.element.and_then(field).map_or(&[], |numbers| numbers.0.as_slice())
}

fn is_empty(row: &[Cell], column: usize) -> bool {
    let is_blank = |kind: &SpanKind| matches!(kind, SpanKind::Text(text) if text.trim().is_empty());
    row.get(column).is_none_or(|cell| cell.iter().all(|span| is_blank(&span.kind)))
}

fn row_spans(number: usize, row: &[Cell], above: Option<&RowSpans>, hints: &Hints<'_>) -> RowSpans {
    let columns = hints.columns;
    let mut spans =
        RowSpans { across: vec![0; columns], continues: vec![false; columns], down: vec![1; columns] };
    let is_head = number < hints.head_rows;
    // A new label of a merged column begins new groups in those at its right.
    let mut group_goes_on = true;
    let mut column = 0;
    while column < columns {
        let covered = above.map_or(0, |above| usize::from(above.across[column]));
        let mut area = column..column + covered;
        let may_go_on = is_head || group_goes_on && area.clone().all(|k| hints.merged.contains(&k));
        if covered > 0 && may_go_on && area.clone().all(|k| is_empty(row, k)) {
            spans.continues[area.clone()].fill(true);
        } else {
            group_goes_on &= !hints.merged.contains(&column);
            let is_spread = hints.spread.iter().any(|&spread| spread as usize == number + 1);
            area = column..if is_spread {
                reach(row, column, above.filter(|_| is_head), hints)
            } else {
                column + 1
            };
        }
        spans.across[column] = u16::try_from(area.len()).unwrap_or(u16::MAX);
        column = area.end.max(column + 1);
    }
    spans
}

/// Where the cell ends that begins in `column` of a spread row: behind its empty neighbours, unless it is a
/// number; in a head only behind those that stand below the same cell.
fn reach(row: &[Cell], column: usize, above: Option<&RowSpans>, hints: &Hints<'_>) -> usize {
    let begins_below_another = |k: usize| above.is_some_and(|above| above.across[k] > 0);
    let joins = |k: &usize| is_empty(row, *k) && !begins_below_another(*k);
    let is_label = !numbers::is_number(&numbers::words(row, column).unwrap_or_default());
    column + 1 + (column + 1..hints.columns).take_while(|k| is_label && joins(k)).count()
}

/// Counts the rows of each cell from below.
fn count_down(spans: &mut [RowSpans]) {
    for k in (1..spans.len()).rev() {
        let [above, below] = &mut spans[k - 1..=k] else { continue };
        for (column, down) in above.down.iter_mut().enumerate() {
            if below.continues[column] {
                *down += below.down[column];
            }
        }
    }
}
