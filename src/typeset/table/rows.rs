//! Cells → lines, rows → heights; and which cells continue the one above.

use crate::base::Length;
use crate::faces::Role;
use crate::markdown::{Alignment, Cell};

use super::super::collect::spans::phrases;
use super::super::compose::Composer;
use super::super::page::Element;
use super::super::paragraph::{Align, Manner, set as set_paragraph};
use super::super::phrase::{Ink, Phrase};
use super::super::piece::TableText;
use super::super::strip::Strip;
use super::Frame;
use super::pictures;
use super::slice::stretched;

/// A column of fewer characters than this is not stretched to its edges.
const NARROW: i64 = 10;
/// What follows a label that is printed again.
const CONTINUED: &str = "（续）";

/// A table's rows, set.
pub(super) struct Rows {
    pub(super) head: Vec<Row>,
    pub(super) body: Vec<Row>,
    /// Columns whose empty cells continue the one above.
    pub(super) merged: Vec<usize>,
}

/// A row, or the part of a very tall one that fits on a page.
pub(super) struct Row {
    /// The lines of each cell.
    pub(super) cells: Vec<Vec<Strip>>,
    /// For each column, whether it continues the cell above.
    pub(super) continues: Vec<bool>,
    /// By its cells that are not merged downwards.
    pub(super) height: Length,
    /// The row of the manuscript's table, the head row being 0.
    pub(super) number: usize,
}

impl Row {
    /// The notes that its cells cite.
    pub(super) fn notes(&self) -> impl Iterator<Item = u32> + '_ {
        self.cells.iter().flatten().flat_map(|line| line.notes.iter().copied())
    }
}

impl Rows {
    pub(super) fn head_height(&self) -> Length {
        self.head.iter().map(|row| row.height).sum()
    }

    /// The head and one row: what must not stand apart.
    pub(super) fn first_height(&self, frame: &Frame) -> Length {
        self.head_height() + self.body.first().map_or(Length::ZERO, |row| row.height) + frame.rule
    }
}

/// Sets all cells of a table.
pub(super) fn set(composer: &mut Composer<'_>, text: &TableText<'_>, frame: &Frame) -> Rows {
    let aligns = aligns(composer, text, frame);
    let first = usize::from(text.table.head.iter().all(Vec::is_empty));
    let count = text.table.rows.len() + 1;
    let mut head: Vec<Row> = Vec::new();
    for number in first..head_rows(text).min(count) {
        head.push(row(composer, text, frame, (number, &aligns)));
    }
    let mut body: Vec<Row> = Vec::new();
    for number in first.max(head_rows(text))..count {
        body.push(row(composer, text, frame, (number, &aligns)));
    }
    let page = composer.column.block().height - frame.rule;
    finish_head(&mut head, frame);
    let mut rows = Rows { head, body, merged: Vec::new() };
    if rows.head_height() * 2 > page {
        // Too tall to be repeated on every page.
        rows.body.splice(0..0, std::mem::take(&mut rows.head));
    }
    let room = page - rows.head_height();
    rows.merged = merged_columns(text, frame, &rows.body, room);
    finish(&mut rows.body, &rows.merged, frame);
    rows.body = std::mem::take(&mut rows.body)
        .into_iter()
        .flat_map(|row| split(row, frame.lines_within(room), &rows.merged, frame))
        .collect();
    rows
}

/// The head rows, the Markdown head row included.
fn head_rows(text: &TableText<'_>) -> usize {
    let hint = text.element.and_then(|element| element.head_rows.as_ref());
    hint.map_or(1, |rows| rows.value as usize).max(1)
}

fn cells_of<'a>(text: &TableText<'a>, number: usize) -> &'a [Cell] {
    match number.checked_sub(1) {
        None => &text.table.head,
        Some(k) => text.table.rows.get(k).map_or(&[], Vec::as_slice),
    }
}

fn row(
    composer: &mut Composer<'_>,
    text: &TableText<'_>,
    frame: &Frame,
    (number, aligns): (usize, &[Align]),
) -> Row {
    let is_head = number < head_rows(text);
    let mut cells = Vec::with_capacity(frame.columns());
    for (column, &align) in aligns.iter().enumerate() {
        let align = if is_head { Align::Center } else { align };
        let phrases = cell_phrases(text, number, column);
        let manner = manner(composer, frame, column, align);
        cells.push(pictures::lines(composer, &phrases, &manner));
    }
    Row { continues: vec![false; cells.len()], cells, height: Length::ZERO, number }
}

fn cell_phrases<'a>(text: &TableText<'a>, number: usize, column: usize) -> Vec<Phrase<'a>> {
    let cell = cells_of(text, number).get(column).map_or(&[] as &[_], Vec::as_slice);
    let is_head = number < head_rows(text);
    let element = Element::Cell {
        table: text.number,
        row: u32::try_from(number).unwrap_or(u32::MAX),
        column: u16::try_from(column).unwrap_or(u16::MAX),
        is_head,
    };
    let role = if is_head { Role::Hei } else { Role::Song };
    phrases(cell, &Ink { role, element, ..text.ink.clone() }, text.sources)
}

/// The label of a group, to be printed again at the head of a page.
pub(super) fn continued_label(
    composer: &mut Composer<'_>,
    text: &TableText<'_>,
    frame: &Frame,
    (number, column): (usize, usize),
) -> Vec<Strip> {
    let mut phrases = cell_phrases(text, number, column);
    let ink = Ink { role: Role::Song, ..text.ink.clone() };
    phrases.push(Phrase::new(CONTINUED, ink));
    for phrase in &mut phrases {
        phrase.ink.element = Element::Artifact;
    }
    let manner = manner(composer, frame, column, Align::Center);
    set_paragraph(&phrases, &manner, &mut composer.foundry, composer.part)
}

fn manner(composer: &Composer<'_>, frame: &Frame, column: usize, align: Align) -> Manner {
    let manner = composer.sized(frame.size, align);
    Manner { pitch: frame.pitch, width: frame.inner(column), ..manner }
}

/// As Markdown says; else numbers and short words are centred, and longer text fills its lines.
fn aligns(composer: &Composer<'_>, text: &TableText<'_>, frame: &Frame) -> Vec<Align> {
    let given = |column: usize| text.table.alignments.get(column).copied().unwrap_or_default();
    let align = |column: usize| match given(column) {
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
        Alignment::Auto if is_short(composer, text, frame, column) => Align::Center,
        Alignment::Auto if frame.inner(column) >= frame.size * NARROW => Align::Justify,
        Alignment::Left | Alignment::Auto => Align::Left,
    };
    (0..frame.columns()).map(align).collect()
}

/// Whether every cell of a column fits on one line.
fn is_short(composer: &Composer<'_>, text: &TableText<'_>, frame: &Frame, column: usize) -> bool {
    let room = super::widths::thousandths(frame.inner(column), frame.size);
    text.table
        .rows
        .iter()
        .filter_map(|row| row.get(column))
        .all(|cell| super::widths::measure(cell, &composer.foundry).0 <= room)
}

/// The columns to merge, as far as their labels leave room on a page for the rows beside them.
fn merged_columns(text: &TableText<'_>, frame: &Frame, body: &[Row], room: Length) -> Vec<usize> {
    let hints = text.element.and_then(|element| element.merge_down.as_ref());
    let hints = hints.map_or(&[] as &[_], |hints| hints.value.0.as_slice());
    let mut columns: Vec<usize> =
        hints.iter().filter_map(|&column| (column as usize).checked_sub(1)).collect();
    columns.retain(|&column| column < frame.columns());
    columns.retain(|&column| body.iter().all(|row| frame.height(row.cells[column].len()) * 2 <= room));
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// In a head of several rows every empty cell continues the one above.
fn finish_head(head: &mut [Row], frame: &Frame) {
    for (k, row) in head.iter_mut().enumerate() {
        row.continues = row.cells.iter().map(|lines| k > 0 && lines.is_empty()).collect();
        row.height = frame.height(1);
    }
    let columns: Vec<usize> = (0..frame.columns()).collect();
    let heights = stretched(head, &columns, frame, &[]);
    for (row, height) in head.iter_mut().zip(heights) {
        row.height = height;
    }
}

/// Heights of rows, and the cells of `merged` columns that continue the one above: the empty ones, unless
/// a merged column further left begins a new group.
fn finish(rows: &mut [Row], merged: &[usize], frame: &Frame) {
    for (k, row) in rows.iter_mut().enumerate() {
        let mut goes_on = k > 0;
        for &column in merged {
            goes_on &= row.cells[column].is_empty();
            row.continues[column] = goes_on;
        }
        row.height = own_height(row, merged, frame);
    }
}

fn own_height(row: &Row, merged: &[usize], frame: &Frame) -> Length {
    let own = row.cells.iter().enumerate().filter(|(column, _)| !merged.contains(column));
    frame.height(own.map(|(_, lines)| lines.len()).max().unwrap_or(1))
}

/// A row taller than a page becomes several, of at most `most` lines each.
fn split(mut row: Row, most: usize, merged: &[usize], frame: &Frame) -> Vec<Row> {
    let mut parts = Vec::new();
    while row.cells.iter().any(|lines| lines.len() > most) {
        let rests: Vec<Vec<Strip>> =
            row.cells.iter_mut().map(|lines| lines.split_off(lines.len().min(most))).collect();
        let continues = (0..rests.len()).map(|column| merged.contains(&column)).collect();
        let rest = Row { cells: rests, continues, height: Length::ZERO, number: row.number };
        row.height = own_height(&row, merged, frame);
        parts.push(std::mem::replace(&mut row, rest));
    }
    row.height = own_height(&row, merged, frame);
    parts.push(row);
    parts
}
