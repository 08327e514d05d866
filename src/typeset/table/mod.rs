//! A table → rows on pages: heads repeated, rows kept whole, labels of groups printed again with （续）.
//!
//! Steps: `widths` (of columns), `rows` (cells → lines, rows → heights), `slice` (which rows a page holds),
//! `draw` (their ink and rules).

mod draw;
mod pictures;
mod rows;
mod slice;
mod widths;

use crate::base::{Length, Words};
use crate::faces::Role;

use super::compose::Composer;
use super::page::{Element, Turn};
use super::paragraph::{Align, Manner, set as set_paragraph};
use super::phrase::{Ink, Phrase};
use super::piece::TableText;

use draw::Painter;
use rows::Rows;

/// The sizes of one table, and where its columns lie.
#[derive(Debug)]
struct Frame {
    /// From the block's left edge to each column's edges; one more than there are columns.
    edges: Vec<Length>,
    /// 五号, or smaller where there are too many columns.
    size: Length,
    pitch: Length,
    padding: Length,
    leading: Length,
    rule: Length,
}

impl Frame {
    fn columns(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// The room for text in a column.
    fn inner(&self, column: usize) -> Length {
        match self.edges.get(column..column + 2) {
            Some([left, right]) => *right - *left - self.padding * 2,
            _ => Length::ZERO,
        }
    }

    /// The height of a row whose longest cell has so many lines.
    fn height(&self, lines: usize) -> Length {
        let lines = i64::try_from(lines.max(1)).unwrap_or(i64::from(u32::MAX));
        self.pitch * (lines - 1) + self.size + self.leading * 2
    }

    /// How many lines fit into a row of this height; at least one.
    fn lines_within(&self, height: Length) -> usize {
        let spare = height - self.size - self.leading * 2;
        usize::try_from(spare.to_emu().div_euclid(self.pitch.to_emu().max(1)) + 1).unwrap_or(1).max(1)
    }
}

/// Sets a table at the column's cursor, or turned on pages of its own.
pub(super) fn set(composer: &mut Composer<'_>, text: &TableText<'_>) {
    if is_turned(text) {
        composer.column.turn_to(Turn::Left);
    }
    let frame = widths::frame(composer, text);
    let rows = rows::set(composer, text, &frame);
    let first = rows.first_height(&frame);
    composer.place_headings(0, first + composer.style.table_gap);
    composer.column.leave(composer.style.table_gap);
    caption(composer, text, first);
    lay(composer, text, &frame, rows);
    note(composer, text);
    composer.column.leave(composer.style.table_gap);
}

fn is_turned(text: &TableText<'_>) -> bool {
    text.element.and_then(|element| element.turned.as_ref()).is_some_and(|turned| turned.value)
}

/// Puts the rows on pages.
fn lay(composer: &mut Composer<'_>, text: &TableText<'_>, frame: &Frame, mut rows: Rows) {
    let head_height = rows.head_height();
    let mut start = 0;
    let mut is_first = true;
    while start < rows.body.len() || (is_first && !rows.head.is_empty()) {
        let room = composer.column.room() - head_height - frame.rule;
        let slice = slice::take(composer, text, frame, &rows, (start, room));
        if slice.heights.is_empty() && start < rows.body.len() {
            if !composer.column.is_fresh() {
                composer.column.new_sheet();
                continue;
            }
            if composer.column.postpone_notes() {
                continue;
            }
        }
        let end = start + slice.heights.len();
        let mut painter = Painter::new(frame, composer.column.cursor());
        painter.head(&rows.head, is_first);
        painter.body(&mut rows.body[start..end], slice);
        let (mut strip, foot) = painter.finish();
        let notes = std::mem::take(&mut strip.notes);
        composer.column.stamp(strip, Length::ZERO);
        composer.column.move_to(foot);
        composer.column.cite(&notes);
        is_first = false;
        start = end;
        if start < rows.body.len() {
            composer.column.new_sheet();
        }
    }
}

/// The line above: 黑体, centred, on the page of the first row.
fn caption(composer: &mut Composer<'_>, text: &TableText<'_>, first_row: Length) {
    let words = text.element.and_then(|element| element.caption.as_ref());
    let size = composer.style.table_caption;
    let manner = Manner { pitch: size * 2, ..composer.sized(size, Align::Center) };
    let strips = words.map_or_else(Vec::new, |words| line(composer, text, (words, Role::Hei), &manner));
    let height: Length = strips.iter().map(|strip| strip.pitch).sum();
    composer.column.ensure(height + first_row);
    for strip in strips {
        composer.column.put_free(strip);
    }
}

/// The line below: 宋体, flush left.
fn note(composer: &mut Composer<'_>, text: &TableText<'_>) {
    let words = text.element.and_then(|element| element.note.as_ref());
    let manner =
        Manner { pitch: composer.style.table_pitch, ..composer.sized(composer.style.table, Align::Justify) };
    let strips = words.map_or_else(Vec::new, |words| line(composer, text, (words, Role::Song), &manner));
    if !strips.is_empty() {
        composer.column.leave(composer.style.table_leading);
    }
    for strip in strips {
        composer.column.put_free(strip);
    }
}

fn line(
    composer: &mut Composer<'_>,
    text: &TableText<'_>,
    (words, role): (&Words, Role),
    manner: &Manner,
) -> Vec<super::strip::Strip> {
    let ink = Ink::plain(role, Element::Caption, text.ink.origin.of(words));
    set_paragraph(&[Phrase::new(words.as_str(), ink)], manner, &mut composer.foundry, composer.part)
}
