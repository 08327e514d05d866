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
use super::pictures;
use super::slice::stretched;
use super::spans::{self, RowSpans};
use super::{Frame, numbers};

/// A column of fewer characters than this is not stretched to its edges.
const NARROW: i64 = 10;
/// What follows a label that is printed again.
const CONTINUED: &str = "（续）";

/// A table's rows, set.
pub(super) struct Rows {
    pub(super) head: Vec<Row>,
    pub(super) body: Vec<Row>,
}

/// A row, or the part of a very tall one that fits on a page.
pub(super) struct Row {
    /// The lines of each cell.
    pub(super) cells: Vec<Vec<Strip>>,
    /// What its cells cover.
    pub(super) spans: RowSpans,
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
}

/// Sets all cells of a table.
pub(super) fn set(composer: &mut Composer<'_>, text: &TableText<'_>, frame: &Frame) -> Rows {
    let hints = spans::merged_columns(text, frame.columns());
    let reported = composer.foundry.findings.len();
    let spans = spans::of(text, frame.columns(), &hints);
    let rows = set_spanned(composer, text, frame, (&spans, &hints));
    let mut merged = hints.clone();
    let room = composer.column.block().height - frame.rule - rows.head_height();
    merged.retain(|&column| rows.body.iter().all(|row| frame.height(row.cells[column].len()) * 2 <= room));
    let rows = if merged == hints {
        rows
    } else {
        // A label that leaves no room on a page for the rows beside it goes down no further.
        composer.foundry.findings.truncate(reported);
        let spans = spans::of(text, frame.columns(), &merged);
        set_spanned(composer, text, frame, (&spans, &merged))
    };
    parted(composer, frame, rows, &merged)
}

fn set_spanned(
    composer: &mut Composer<'_>,
    text: &TableText<'_>,
    frame: &Frame,
    (spans, merged): (&[RowSpans], &[usize]),
) -> Rows {
    let looks = looks(composer, text, frame, spans);
    let head_rows = spans::head_rows(text).min(spans.len());
    let first = usize::from(text.table.head.iter().all(Vec::is_empty));
    let mut set = |number: usize| row(composer, text, frame, (number, &spans[number], &looks));
    let mut head: Vec<Row> = (first..head_rows).map(&mut set).collect();
    let mut body: Vec<Row> = (first.max(head_rows)..spans.len()).map(&mut set).collect();
    finish_head(&mut head, frame);
    for row in &mut body {
        row.height = own_height(row, merged, frame);
    }
    Rows { head, body }
}

/// Rows taller than a page become several; a head too tall to be repeated on every page becomes a part of
/// the body.
fn parted(composer: &Composer<'_>, frame: &Frame, mut rows: Rows, merged: &[usize]) -> Rows {
    let page = composer.column.block().height - frame.rule;
    if rows.head_height() * 2 > page {
        rows.body.splice(0..0, std::mem::take(&mut rows.head));
    }
    let most = frame.lines_within(page - rows.head_height());
    rows.body = rows.body.into_iter().flat_map(|row| split(row, most, merged, frame)).collect();
    rows
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
    (number, spans, looks): (usize, &RowSpans, &Looks),
) -> Row {
    let mut cells = Vec::with_capacity(frame.columns());
    for column in 0..frame.columns() {
        let phrases = cell_phrases(text, number, column, spans);
        let manner = manner(composer, frame, (&phrases, column), (number, spans, looks));
        cells.push(pictures::lines(composer, &phrases, &manner));
    }
    Row { spans: spans.clone(), cells, height: Length::ZERO, number }
}

fn cell_phrases<'a>(text: &TableText<'a>, number: usize, column: usize, spans: &RowSpans) -> Vec<Phrase<'a>> {
    let cell = cells_of(text, number).get(column).map_or(&[] as &[_], Vec::as_slice);
    let is_head = number < spans::head_rows(text);
    let element = Element::Cell {
        table: text.number,
        row: u32::try_from(number).unwrap_or(u32::MAX),
        column: u16::try_from(column).unwrap_or(u16::MAX),
        is_head,
        rows: spans.down[column],
        columns: spans.across[column],
    };
    let role = if is_head { Role::Hei } else { Role::Song };
    phrases(cell, &Ink { role, element, ..text.ink.clone() }, text.sources)
}

/// The label of a group, to be printed again at the head of a page.
pub(super) fn continued_label(
    composer: &mut Composer<'_>,
    text: &TableText<'_>,
    frame: &Frame,
    (row, column): (&Row, usize),
) -> Vec<Strip> {
    let mut phrases = cell_phrases(text, row.number, column, &row.spans);
    let ink = Ink { role: Role::Song, ..text.ink.clone() };
    phrases.push(Phrase::new(CONTINUED, ink));
    for phrase in &mut phrases {
        phrase.ink.element = Element::Artifact;
    }
    let across = usize::from(row.spans.across[column]);
    let manner = sized(composer, frame, (column, across), Align::Center);
    set_paragraph(&phrases, &manner, &mut composer.foundry, composer.part)
}

fn sized(composer: &Composer<'_>, frame: &Frame, (column, across): (usize, usize), align: Align) -> Manner {
    let manner = composer.sized(frame.size, align);
    Manner { pitch: frame.pitch, width: frame.inner(column, across.max(1)), ..manner }
}

/// How the cells of each column are set.
struct Looks {
    /// How their lines lie.
    aligns: Vec<Align>,
    /// Where their decimal points stand, in columns of numbers.
    points: Vec<Option<Length>>,
}

/// How a cell is set: heads in the middle, numbers with their points below each other, what covers several
/// columns in the middle, everything else as its column.
fn manner(
    composer: &Composer<'_>,
    frame: &Frame,
    (phrases, column): (&[Phrase<'_>], usize),
    (number, spans, looks): (usize, &RowSpans, &Looks),
) -> Manner {
    let across = usize::from(spans.across[column]);
    let is_head =
        phrases.iter().any(|phrase| matches!(phrase.ink.element, Element::Cell { is_head: true, .. }));
    let align = if is_head || across > 1 { Align::Center } else { looks.aligns[column] };
    let manner = sized(composer, frame, (column, across), align);
    let words: String = phrases.iter().map(|phrase| phrase.text.as_ref()).collect();
    match looks.points[column].filter(|_| number > 0 && align == Align::Center && !is_head) {
        Some(point) if across == 1 && numbers::is_number(words.trim()) => {
            let (before, _) = numbers::widths(phrases, frame.size, &composer.foundry);
            let indent = point - before;
            Manner { align: Align::Left, first: indent, rest: indent, ..manner }
        }
        _ => manner,
    }
}

/// As Markdown says; else numbers and short words are centred, and longer text fills its lines.
fn looks(composer: &Composer<'_>, text: &TableText<'_>, frame: &Frame, spans: &[RowSpans]) -> Looks {
    let measure = |row: usize, column: usize| {
        let phrases = cell_phrases(text, row, column, &spans[row]);
        numbers::widths(&phrases, frame.size, &composer.foundry)
    };
    let points = numbers::points(text, spans, frame, measure);
    let given = |column: usize| text.table.alignments.get(column).copied().unwrap_or_default();
    let align = |column: usize| match given(column) {
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
        Alignment::Auto if points[column].is_some() => Align::Center,
        Alignment::Auto if is_short(composer, text, frame, (column, spans)) => Align::Center,
        Alignment::Auto if frame.inner(column, 1) >= frame.size * NARROW => Align::Justify,
        Alignment::Left | Alignment::Auto => Align::Left,
    };
    Looks { aligns: (0..frame.columns()).map(align).collect(), points }
}

/// Whether every cell of a column fits on one line.
fn is_short(
    composer: &Composer<'_>,
    text: &TableText<'_>,
    frame: &Frame,
    (column, spans): (usize, &[RowSpans]),
) -> bool {
    let room = super::widths::thousandths(frame.inner(column, 1), frame.size);
    let body = spans::rows(text.table).zip(spans).skip(1);
    body.filter(|(_, spans)| spans.across[column] == 1)
        .filter_map(|(row, _)| row.get(column))
        .all(|cell| super::widths::measure(cell, &composer.foundry).0 <= room)
}

/// The heights of head rows; any of their cells may cover several.
fn finish_head(head: &mut [Row], frame: &Frame) {
    for row in head.iter_mut() {
        row.height = frame.height(1);
    }
    let heights = stretched(head, frame, &[]);
    for (row, height) in head.iter_mut().zip(heights) {
        row.height = height;
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
        let mut spans = row.spans.clone();
        spans.continues = (0..rests.len()).map(|column| merged.contains(&column)).collect();
        let rest = Row { cells: rests, spans, height: Length::ZERO, number: row.number };
        row.height = own_height(&row, merged, frame);
        parts.push(std::mem::replace(&mut row, rest));
    }
    row.height = own_height(&row, merged, frame);
    parts.push(row);
    parts
}
