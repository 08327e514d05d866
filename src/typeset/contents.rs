//! 目录: each entry with leaders and the page number at the block's right edge.
//!
//! In: entries. Out: their lines. The room of the number is kept from the first time on, so that the pages do
//! not move when the numbers are known.

use crate::base::Length;
use crate::faces::Role;

use super::compose::Composer;
use super::page::Element;
use super::paragraph::{Manner, set as set_paragraph};
use super::phrase::{Ink, Phrase};
use super::piece::Entry;
use super::strip::Strip;

/// Cells at the right edge for the page number: four digits.
const NUMBER_CELLS: i64 = 2;
/// Cells of leaders that even the longest line has.
const LEAST_LEADERS: i64 = 2;
/// Cells by which the further lines of a long entry are indented.
const HANGING_CELLS: i64 = 2;

/// Puts the entries below each other, each whole on a page.
pub(super) fn set(composer: &mut Composer<'_>, entries: &[Entry<'_>]) {
    for entry in entries {
        let strips = strips(composer, entry);
        let (left, whole) = composer.column.lines_left();
        if left < strips.len() && strips.len() <= whole {
            composer.column.new_sheet();
        }
        for strip in strips {
            composer.column.put(strip);
        }
    }
}

fn strips(composer: &mut Composer<'_>, entry: &Entry<'_>) -> Vec<Strip> {
    let body = composer.body();
    let cell = body.scale.cell;
    let first = cell * entry.indent;
    let manner = Manner {
        width: body.width - cell * (NUMBER_CELLS + LEAST_LEADERS),
        first,
        rest: first + cell * HANGING_CELLS,
        ..body
    };
    let words = std::slice::from_ref(&entry.words);
    let (_, width) = composer.single(words, &Manner { width: Length::mm(100_000), ..body });
    let mut strips = set_paragraph(words, &manner, &mut composer.foundry, composer.part);
    let fits = first + width <= manner.width;
    if let Some(last) = strips.last_mut() {
        let end = if fits { first + width } else { end_of(last) };
        leaders(composer, last, end, &entry.page.ink);
        let (number, width) = composer.single(std::slice::from_ref(&entry.page), &body);
        last.join(number.shifted(body.width - width, Length::ZERO));
    }
    strips
}

/// Where a line's text ends: a cell behind its last character's origin.
fn end_of(strip: &Strip) -> Length {
    let last = strip.runs.last();
    let glyph = last.and_then(|run| Some(run.x + run.glyphs.last()?.offset + run.size));
    glyph.unwrap_or_default()
}

/// …… from the next cell of the block's grid on; all entries' leaders stand one below the other.
fn leaders(composer: &mut Composer<'_>, line: &mut Strip, end: Length, ink: &Ink<'_>) {
    let body = composer.body();
    let cell = body.scale.cell;
    let first = end.to_emu().div_euclid(cell.to_emu()) + 1;
    let count = usize::try_from(body.width.to_emu() / cell.to_emu() - NUMBER_CELLS - first).unwrap_or(0);
    let ink = Ink { element: Element::Artifact, link: None, role: Role::FangSong, ..ink.clone() };
    let (dots, _) = composer.single(&[Phrase::new("…".repeat(count), ink)], &body);
    line.join(dots.shifted(cell * first, Length::ZERO));
}
