//! A table → rows on pages: heads repeated, rows kept whole, labels of groups printed again with （续）.
//!
//! Steps: `spans` (cells that cover several), `widths` (of columns), `numbers` (where decimal points stand),
//! `rows` (cells → lines, rows → heights), `lay` (which rows go on which page), `slice` (how tall they are
//! there), `draw` (their ink and rules).

mod draw;
mod lay;
mod numbers;
mod pictures;
mod rows;
mod slice;
mod spans;
mod widths;

use crate::base::{Length, Words};
use crate::faces::Role;

use super::compose::Composer;
use super::page::{Element, Turn};
use super::paragraph::{Align, Manner, set as set_paragraph};
use super::phrase::{Ink, Phrase};
use super::piece::TableText;
use super::strip::Strip;

/// What stands before the source of a table's figures.
const SOURCE: &str = "资料来源：";

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

    /// The room for text in a cell that covers so many columns.
    fn inner(&self, column: usize, across: usize) -> Length {
        match (self.edges.get(column), self.edges.get(column + across)) {
            (Some(left), Some(right)) => *right - *left - self.padding * 2,
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
    let (caption, notes) = (caption(composer, text), notes(composer, text));
    let above: Length = caption.iter().map(|strip| strip.pitch).sum();
    let least = above + lay::least(composer, &frame, &rows, height(&notes, &frame));
    composer.place_headings(0, least + composer.style.table_gap);
    composer.column.leave(composer.style.table_gap);
    composer.column.ensure(least);
    for strip in caption {
        composer.column.put_free(strip);
    }
    lay::lay(composer, text, &frame, (rows, height(&notes, &frame)));
    if !notes.is_empty() {
        composer.column.leave(frame.leading);
    }
    for strip in notes {
        composer.column.put_free(strip);
    }
    composer.column.leave(composer.style.table_gap);
}

fn is_turned(text: &TableText<'_>) -> bool {
    text.element.and_then(|element| element.turned.as_ref()).is_some_and(|turned| turned.value)
}

/// The line above: 黑体, centred, on the page of the first rows.
fn caption(composer: &mut Composer<'_>, text: &TableText<'_>) -> Vec<Strip> {
    let Some(words) = text.element.and_then(|element| element.caption.as_ref()) else { return Vec::new() };
    let size = composer.style.table_caption;
    let manner = Manner { pitch: size * 2, ..composer.sized(size, Align::Center) };
    line(composer, text, (&[words.as_str()], words, Role::Hei), &manner)
}

/// The lines below: 宋体, flush left, on the page of the last row; the source comes last.
fn notes(composer: &mut Composer<'_>, text: &TableText<'_>) -> Vec<Strip> {
    let manner =
        Manner { pitch: composer.style.table_pitch, ..composer.sized(composer.style.table, Align::Justify) };
    let mut strips = Vec::new();
    if let Some(words) = text.element.and_then(|element| element.note.as_ref()) {
        strips.extend(line(composer, text, (&[words.as_str()], words, Role::Song), &manner));
    }
    if let Some(words) = text.element.and_then(|element| element.source.as_ref()) {
        strips.extend(line(composer, text, (&[SOURCE, words.as_str()], words, Role::Song), &manner));
    }
    strips
}

/// What the lines below take.
fn height(notes: &[Strip], frame: &Frame) -> Length {
    let lines: Length = notes.iter().map(|strip| strip.pitch).sum();
    if notes.is_empty() { Length::ZERO } else { lines + frame.leading }
}

fn line(
    composer: &mut Composer<'_>,
    text: &TableText<'_>,
    (parts, words, role): (&[&str], &Words, Role),
    manner: &Manner,
) -> Vec<Strip> {
    let ink = Ink::plain(role, Element::Caption, text.ink.origin.of(words));
    let phrases: Vec<Phrase<'_>> = parts.iter().map(|part| Phrase::new(*part, ink.clone())).collect();
    set_paragraph(&phrases, manner, &mut composer.foundry, composer.part)
}
