//! How wide the columns of a table are: by the front matter's hints, else by what stands in them.

use crate::base::Length;
use crate::markdown::{Cell, SpanKind};

use super::super::compose::Composer;
use super::super::piece::TableText;
use super::Frame;

/// A cell counts as no longer than this, in half characters: one long cell must not starve the others.
const LONGEST_COUNTED: i64 = 80;
/// A column that must give keeps this many half characters.
const LEAST: i64 = 8;
/// Western words up to this many letters stay whole where the table's width allows it.
const LONGEST_WORD: i64 = 16;
/// What rounding may take from a column, in tenths of a half character.
const SLACK: i64 = 2;

/// The frame of a table in the column's present block; it is as wide as the block.
pub(super) fn frame(composer: &Composer<'_>, text: &TableText<'_>) -> Frame {
    let style = composer.style;
    let width = composer.column.block().width - style.table_rule;
    let columns = columns(text);
    let least = (style.table + style.table_padding * 2) * count(columns);
    let shrunk =
        |length: Length| if least > width { length.scaled(width.to_emu(), least.to_emu()) } else { length };
    let mut frame = Frame {
        edges: Vec::new(),
        size: shrunk(style.table),
        pitch: shrunk(style.table_pitch),
        padding: shrunk(style.table_padding),
        leading: shrunk(style.table_leading),
        rule: style.table_rule,
    };
    let weights = hints(text, columns).unwrap_or_else(|| {
        let room = width - frame.padding * 2 * count(columns);
        let padding = halves(frame.padding * 2, frame.size);
        by_content(text, columns, halves(room, frame.size))
            .into_iter()
            .map(|weight| weight + padding)
            .collect()
    });
    frame.edges = edges(&weights, width, style.table_rule / 2);
    frame
}

fn columns(text: &TableText<'_>) -> usize {
    let rows = text.table.rows.iter().map(Vec::len).max().unwrap_or(0);
    text.table.head.len().max(rows).max(1)
}

/// Edges that part `width` in proportion to `weights`, each computed from the whole.
fn edges(weights: &[i64], width: Length, left: Length) -> Vec<Length> {
    let total: i64 = weights.iter().sum::<i64>().max(1);
    let mut seen = 0;
    let mut edges = vec![left];
    for weight in weights {
        seen += weight;
        edges.push(left + width.scaled(seen, total));
    }
    edges
}

/// The hints, where there is one for each column.
fn hints(text: &TableText<'_>, columns: usize) -> Option<Vec<i64>> {
    let widths = &text.element?.widths;
    let weights: Vec<i64> = widths.iter().map(|width| i64::from(width.value)).collect();
    (weights.len() == columns && weights.iter().all(|&weight| weight > 0)).then_some(weights)
}

/// What the cells of a column ask for, in half characters of the table's size, tenfold.
#[derive(Clone, Copy, Default)]
struct Wish {
    /// On one line.
    whole: i64,
    /// Without breaking a word.
    least: i64,
}

/// Every column gets its wish where all fit, and a share of the rest; else its least, and of the rest in
/// proportion to what it misses.
fn by_content(text: &TableText<'_>, columns: usize, room: i64) -> Vec<i64> {
    let wishes = wishes(text, columns);
    let whole: i64 = wishes.iter().map(|wish| wish.whole).sum();
    if whole <= room {
        return wishes.iter().map(|wish| wish.whole).collect();
    }
    let least: i64 = wishes.iter().map(|wish| wish.least).sum();
    let spare = (room - least).max(0);
    let missing = (whole - least).max(1);
    wishes.iter().map(|wish| wish.least + (wish.whole - wish.least) * spare / missing).collect()
}

fn wishes(text: &TableText<'_>, columns: usize) -> Vec<Wish> {
    let mut wishes = vec![Wish { whole: 20, least: 20 }; columns];
    for row in std::iter::once(&text.table.head).chain(&text.table.rows) {
        for (wish, cell) in wishes.iter_mut().zip(row) {
            let (whole, word) = measure(cell);
            wish.whole = wish.whole.max(whole.min(LONGEST_COUNTED) * 10 + SLACK);
            wish.least = wish.least.max(word.min(LONGEST_WORD).max(whole.min(LEAST)) * 10 + SLACK);
        }
    }
    for wish in &mut wishes {
        wish.least = wish.least.min(wish.whole);
    }
    wishes
}

/// The longest line and the longest Western word or date of a cell, in half characters.
pub(super) fn measure(cell: &Cell) -> (i64, i64) {
    let (mut longest, mut line, mut widest, mut word) = (0, 0, 0, 0);
    for span in cell {
        let text = match &span.kind {
            SpanKind::Text(text) => text.as_str(),
            SpanKind::Break => "\n",
            SpanKind::Image { alt, .. } => alt,
            SpanKind::FootnoteReference(label) => label,
        };
        for character in text.chars() {
            let width = if character.is_ascii() { 1 } else { 2 };
            line = if character == '\n' { 0 } else { line + width };
            word = match character {
                _ if character.is_ascii_graphic() => word + 1,
                '年' | '月' | '日' if word > 0 => word + 2,
                _ => 0,
            };
            (longest, widest) = (longest.max(line), widest.max(word));
        }
    }
    // Letters and the gaps beside them are a little wider than half a character.
    (longest + i64::from(widest > 0), widest + widest / 8)
}

/// A length in half characters, tenfold.
fn halves(length: Length, size: Length) -> i64 {
    length.to_emu() * 20 / size.to_emu().max(1)
}

fn count(columns: usize) -> i64 {
    i64::try_from(columns).unwrap_or(i64::from(u32::MAX))
}
