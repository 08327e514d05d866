//! A manuscript → pieces in reading order: what GB/T 9704 puts where, without a single size.
//!
//! Order: letterhead, title, addressees, text, list of annexes, attendance, signature and date, note, further texts
//! and annexes, colophon.
//!
//! **Source:** GB/T 9704-2012 §7.

mod blocks;
mod front;
pub(super) mod spans;

use std::sync::Arc;

use crate::base::Finding;
use crate::elements::Layout;
use crate::markdown::{Block, BlockKind, Manuscript};

use super::phrase::Origin;
use super::piece::Piece;
use super::style::Style;

/// The numbers of elements, counted through a whole book.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) titles: u32,
    pub(super) headings: u32,
    pub(super) paragraphs: u32,
    pub(super) tables: u32,
}

impl Counts {
    /// The next number of a kind.
    pub(super) fn next(counter: &mut u32) -> u32 {
        let number = *counter;
        *counter += 1;
        number
    }
}

/// A part of a book as pieces.
pub(super) struct Part<'a> {
    pub(super) layout: Layout,
    pub(super) pieces: Vec<Piece<'a>>,
    pub(super) findings: Vec<Finding>,
}

/// The pieces of `manuscript`.
pub(super) fn collect<'a>(manuscript: &'a Manuscript, style: &Style, counts: &mut Counts) -> Part<'a> {
    let layout = manuscript.elements.layout.as_ref().map_or(Layout::Official, |layout| layout.value);
    let mut collector = Collector {
        manuscript,
        layout,
        counts,
        first_indent: style.first_indent,
        pieces: Vec::new(),
        notes: Vec::new(),
        tables: 0,
        annexes: 0,
        findings: Vec::new(),
    };
    collector.whole();
    Part { layout, pieces: collector.pieces, findings: collector.findings }
}

/// What has been collected of one manuscript so far.
struct Collector<'a, 'c> {
    manuscript: &'a Manuscript,
    layout: Layout,
    counts: &'c mut Counts,
    first_indent: i64,
    pieces: Vec<Piece<'a>>,
    /// Footnotes, printed at the end of the text.
    notes: Vec<&'a Block>,
    /// Tables of this manuscript so far.
    tables: usize,
    /// Annexes of this manuscript so far.
    annexes: usize,
    findings: Vec<Finding>,
}

impl<'a> Collector<'a, '_> {
    fn whole(&mut self) {
        let blocks = &self.manuscript.blocks;
        let mut texts = texts(blocks);
        let main = texts.next().unwrap_or_default();
        self.pieces.push(Piece::Letterhead(&self.manuscript.elements, self.origin(1)));
        self.main_text(main);
        self.front_end();
        for text in texts {
            self.pieces.push(Piece::NewSheet);
            self.blocks(text);
        }
        self.footnotes();
        if let Some(colophon) = &self.manuscript.elements.colophon {
            self.pieces.push(Piece::Colophon(colophon, self.origin(1)));
        }
    }

    /// The text before the first further `#`: its title, the addressees below it, its body.
    fn main_text(&mut self, blocks: &'a [Block]) {
        let title_end = usize::from(blocks.first().is_some_and(is_title));
        let (title, body) = blocks.split_at(title_end);
        self.blocks(title);
        self.addressees();
        self.blocks(body);
    }

    fn origin(&self, line: u32) -> Origin<'a> {
        let file: &'a Arc<str> = &self.manuscript.file;
        Origin { file, line, places: &[] }
    }
}

/// The texts of a manuscript: each `#` but the first begins a new one.
fn texts(blocks: &[Block]) -> impl Iterator<Item = &[Block]> {
    let mut titles = 0;
    let mut starts = vec![0];
    for (k, block) in blocks.iter().enumerate() {
        titles += usize::from(is_title(block));
        if is_title(block) && titles > 1 {
            starts.push(k);
        }
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([blocks.len()]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| &blocks[start..end])
}

fn is_title(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { level: 1, .. })
}
