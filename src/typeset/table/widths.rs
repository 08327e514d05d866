//! How wide the columns of a table are: by the front matter's hints, else by what stands in them.

use crate::base::Length;
use crate::faces::Role;
use crate::markdown::{Cell, SpanKind};

use super::super::compose::Composer;
use super::super::foundry::Foundry;
use super::super::piece::TableText;
use super::{Frame, spans};

/// A character, in the unit of this file.
const CHARACTER: i64 = 1_000;
/// The gap between Chinese and Western.
const SCRIPT_GAP: i64 = CHARACTER / 8;
/// What rounding may take from a column.
const SLACK: i64 = 100;
/// A cell counts as no longer than this: one long cell must not starve the others.
const LONGEST_COUNTED: i64 = 40 * CHARACTER;
/// A column that must give keeps this much.
const LEAST: i64 = 4 * CHARACTER;
/// A column that must give all it can keeps this much.
const NARROWEST: i64 = 2 * CHARACTER;
/// Cells up to this length are kept on one line where that costs the others little.
const SHORT: i64 = 8 * CHARACTER;
/// Western words and dates up to this length stay whole where the table's width allows it.
const LONGEST_WORD: i64 = 9 * CHARACTER;

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
        let padding = thousandths(frame.padding * 2, frame.size);
        let room = thousandths(width, frame.size) - padding * count(columns);
        let weights = by_content(text, columns, room, &composer.foundry);
        weights.into_iter().map(|weight| weight + padding).collect()
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
    let widths = text.element?.widths.as_ref()?;
    let weights: Vec<i64> = widths.value.0.iter().copied().map(i64::from).collect();
    (weights.len() == columns && weights.iter().all(|&weight| weight > 0)).then_some(weights)
}

/// What the cells of a column ask for, in thousandths of a character.
#[derive(Clone, Copy, Default)]
struct Wish {
    /// On one line.
    whole: i64,
    /// Without breaking a word, and not too narrow to read.
    least: i64,
    /// Without breaking a word.
    word: i64,
}

/// Every column gets its wish where all fit, and a share of the rest. Else it gets its least; short cells
/// are then made whole if that leaves half of the rest, which goes to the others by what they miss. Where
/// there is no room even for the least of all, words stay whole as far as that goes.
fn by_content(text: &TableText<'_>, columns: usize, room: i64, foundry: &Foundry<'_>) -> Vec<i64> {
    let mut wishes = wishes(text, columns, foundry);
    let whole = |wishes: &[Wish]| wishes.iter().map(|wish| wish.whole).sum::<i64>();
    let least = |wishes: &[Wish]| wishes.iter().map(|wish| wish.least).sum::<i64>();
    if whole(&wishes) <= room {
        return wishes.iter().map(|wish| wish.whole).collect();
    }
    if least(&wishes) > room {
        for wish in &mut wishes {
            (wish.whole, wish.least) = (wish.least, wish.word);
        }
    }
    let short = |wish: &&mut Wish| wish.whole <= SHORT;
    let missing: i64 = wishes.iter_mut().filter(short).map(|wish| wish.whole - wish.least).sum();
    if missing * 2 <= room - least(&wishes) {
        wishes.iter_mut().filter(short).for_each(|wish| wish.least = wish.whole);
    }
    let spare = (room - least(&wishes)).max(0);
    let missing = (whole(&wishes) - least(&wishes)).max(1);
    wishes.iter().map(|wish| wish.least + (wish.whole - wish.least) * spare / missing).collect()
}

fn wishes(text: &TableText<'_>, columns: usize, foundry: &Foundry<'_>) -> Vec<Wish> {
    let mut wishes = vec![Wish { whole: CHARACTER, least: CHARACTER, word: CHARACTER }; columns];
    let spans = spans::of(text, columns, &spans::merged_columns(text, columns));
    for (row, spans) in spans::rows(text.table).zip(&spans) {
        let single = wishes.iter_mut().zip(row).zip(&spans.across).filter(|(_, across)| **across == 1);
        for ((wish, cell), _) in single {
            let (whole, word) = measure(cell, foundry);
            wish.whole = wish.whole.max(whole.min(LONGEST_COUNTED) + SLACK);
            wish.word = wish.word.max(word.min(LONGEST_WORD).max(whole.min(NARROWEST)) + SLACK);
            wish.least = wish.least.max(wish.word).max(whole.min(LEAST) + SLACK);
        }
    }
    for wish in &mut wishes {
        wish.least = wish.least.min(wish.whole);
        wish.word = wish.word.min(wish.least);
    }
    wishes
}

/// The longest line of a cell, and its longest Western word or date, in thousandths of a character.
pub(super) fn measure(cell: &Cell, foundry: &Foundry<'_>) -> (i64, i64) {
    let mut ruler = Ruler::new(foundry);
    for span in cell {
        match &span.kind {
            SpanKind::Text(text) => text.chars().for_each(|character| ruler.step(character)),
            SpanKind::Break => ruler.step('\n'),
            SpanKind::Image(image) => image.words().chars().for_each(|c| ruler.step(c)),
            SpanKind::FootnoteReference(_) => ruler.step('①'),
            SpanKind::PageNumber => "000".chars().for_each(|c| ruler.step(c)),
        }
    }
    (ruler.longest_line, ruler.longest_word)
}

/// Measures text by its kinds of characters: near enough to share out a table's width.
struct Ruler<'a, 'f> {
    foundry: &'a Foundry<'f>,
    line: i64,
    word: i64,
    is_western: bool,
    longest_line: i64,
    longest_word: i64,
}

impl<'a, 'f> Ruler<'a, 'f> {
    fn new(foundry: &'a Foundry<'f>) -> Self {
        Self { foundry, line: 0, word: 0, is_western: false, longest_line: 0, longest_word: 0 }
    }

    fn step(&mut self, character: char) {
        if character == '\n' {
            (self.line, self.word) = (0, 0);
            return;
        }
        let is_western = character.is_ascii();
        let gap = if is_western != self.is_western && self.line > 0 { SCRIPT_GAP } else { 0 };
        let width = gap + if is_western { self.advance(character) } else { CHARACTER };
        self.is_western = is_western;
        self.line += width;
        self.word = match character {
            _ if character.is_ascii_graphic() => self.word + width,
            '年' | '月' | '日' if self.word > 0 => self.word + width,
            _ => 0,
        };
        self.longest_line = self.longest_line.max(self.line);
        self.longest_word = self.longest_word.max(self.word);
    }

    fn advance(&self, character: char) -> i64 {
        self.foundry.advance(Role::Song, character, Length::emu(CHARACTER)).to_emu()
    }
}

/// A length in thousandths of a character.
pub(super) fn thousandths(length: Length, size: Length) -> i64 {
    length.to_emu() * CHARACTER / size.to_emu().max(1)
}

fn count(columns: usize) -> i64 {
    i64::try_from(columns).unwrap_or(i64::from(u32::MAX))
}
