//! A manuscript → pieces in reading order: what GB/T 9704 puts where, without a single size.
//!
//! Order: letterhead, title, addressees, text, list of annexes, attendance, signature and date, note, further texts
//! and annexes, colophon.
//!
//! **Source:** GB/T 9704-2012 §7.

mod blocks;
mod figures;
mod form;
mod front;
mod labels;
mod notes;
pub(super) mod run_in;
pub(super) mod spans;

use std::sync::Arc;

use crate::base::Finding;
use crate::elements::Layout;
use crate::markdown::{Block, BlockKind, Manuscript};

use super::index::Index;
use super::phrase::Origin;
use super::piece::{NoteText, Piece};
use super::style::Style;
use spans::Sources;

/// The numbers of elements, counted through a whole book.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) titles: u32,
    pub(super) headings: u32,
    pub(super) paragraphs: u32,
    pub(super) tables: u32,
    pub(super) figures: u32,
    pub(super) contents: u32,
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
    /// The notes that the text cites, in order.
    pub(super) notes: Vec<NoteText<'a>>,
    pub(super) findings: Vec<Finding>,
}

/// The pieces of `manuscript`, which is this part of the book that `index` knows.
pub(super) fn collect<'a>(
    (part, manuscript): (u16, &'a Manuscript),
    index: &'a Index<'a>,
    style: &'a Style,
    counts: &mut Counts,
) -> Part<'a> {
    let layout = manuscript.elements.layout.as_ref().map_or(Layout::Official, |layout| layout.value);
    let mut collector = Collector {
        manuscript,
        sources: Sources { traces: &manuscript.traces, index, part },
        layout,
        counts,
        first_indent: style.first_indent,
        bold_headings: &style.bold_headings,
        attendance_blank_lines: style.attendance_blank_lines,
        pieces: Vec::new(),
        uncited: Vec::new(),
        has_contents: false,
        tables: 0,
        annexes: annex_labels(manuscript),
        findings: Vec::new(),
    };
    collector.whole();
    let notes = collector.cited_notes();
    Part { layout, pieces: collector.pieces, notes, findings: collector.findings }
}

/// What has been collected of one manuscript so far.
struct Collector<'a, 'c> {
    manuscript: &'a Manuscript,
    sources: Sources<'a>,
    layout: Layout,
    counts: &'c mut Counts,
    first_indent: i64,
    bold_headings: &'a [u8],
    attendance_blank_lines: i64,
    pieces: Vec<Piece<'a>>,
    /// Footnotes that nothing cites, printed at the end of the text.
    uncited: Vec<&'a Block>,
    /// Whether the table of contents was printed.
    has_contents: bool,
    /// Tables of this manuscript so far.
    tables: usize,
    /// The labels of annexes, as [`annex_labels`] gives them.
    annexes: Vec<(usize, String)>,
    findings: Vec<Finding>,
}

impl<'a> Collector<'a, '_> {
    fn whole(&mut self) {
        let blocks = &self.manuscript.blocks;
        let mut texts = texts(blocks);
        let main = texts.next().unwrap_or_default();
        self.report_unplaced();
        self.pieces.push(Piece::Letterhead(&self.manuscript.elements, self.origin(1)));
        self.main_text(main);
        self.front_end();
        for text in texts {
            self.pieces.push(Piece::NewSheet);
            self.blocks(text);
        }
        self.uncited_notes();
        self.colophon();
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

/// The labels of a manuscript's annexes, each with the byte at which its title begins: 附件, or 附件1 where there
/// are several.
pub(super) fn annex_labels(manuscript: &Manuscript) -> Vec<(usize, String)> {
    let is_annex = |block: &&Block| matches!(block.kind, BlockKind::Heading { is_annex: true, level: 1, .. });
    let annexes: Vec<&Block> = manuscript.blocks.iter().filter(is_annex).collect();
    let is_one = annexes.len().max(manuscript.elements.annexes.len()) < 2;
    let label = |number: usize| if is_one { "附件".to_owned() } else { format!("附件{number}") };
    (1..).zip(annexes).map(|(number, block)| (block.range.start, label(number))).collect()
}

fn is_title(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { level: 1, .. })
}
