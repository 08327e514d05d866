//! What the texts of a book refer to: its notes with their numbers, its headings with their pages.
//!
//! In: manuscripts. Out: an [`Index`]. It stays the same however the book is set, but for the pages of the
//! headings: those are known once the book was set, and the fields that print them are set again then.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::elements::Layout;
use crate::markdown::{Block, BlockKind, Manuscript, Span, SpanKind};

use super::collect::run_in;

/// Headings down to this level stand in a table of contents.
const DEEPEST_ENTRY: u8 = 3;
/// What stands for a page number until it is known: as wide as most are.
const UNKNOWN_PAGE: &str = "00";

/// The headings and notes of a book.
#[derive(Debug, Default)]
pub(super) struct Index<'a> {
    /// By part, then by place in the part.
    headings: Vec<Heading>,
    /// The first heading of each name in a part.
    anchors: BTreeMap<(u16, String), u32>,
    /// The first heading of each name in the book.
    book_anchors: BTreeMap<String, u32>,
    parts: Vec<PartNotes<'a>>,
    /// Whether any text prints the page of a heading.
    pub(super) has_fields: bool,
    /// The number that is printed on the page of each heading; nothing before the book was set once.
    pub(super) pages: Vec<Option<u32>>,
}

/// A heading of any level.
#[derive(Debug)]
pub(super) struct Heading {
    part: u16,
    /// The byte at which it begins in its file.
    start: usize,
    pub(super) level: u8,
    pub(super) words: String,
    anchor: Option<String>,
    is_on_cover: bool,
}

/// The notes of a part that are cited, in the order in which they are.
#[derive(Debug, Default)]
struct PartNotes<'a> {
    /// Notes of earlier parts.
    before: u32,
    numbers: BTreeMap<String, u32>,
    cited: Vec<&'a Block>,
}

/// A note that is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Note {
    /// Counts the notes of its part from 0.
    pub(super) number: u32,
    /// Counts the notes of the book from 0.
    pub(super) index: u32,
}

impl<'a> Index<'a> {
    /// Walks through a book once.
    pub(super) fn of(book: &'a [Manuscript]) -> Self {
        let mut index = Self::default();
        for (part, manuscript) in (0..=u16::MAX).zip(book) {
            index.add(part, manuscript);
        }
        for (number, heading) in (0..).zip(&index.headings) {
            if let Some(name) = &heading.anchor {
                index.anchors.entry((heading.part, name.clone())).or_insert(number);
                index.book_anchors.entry(name.clone()).or_insert(number);
            }
        }
        index
    }

    fn add(&mut self, part: u16, manuscript: &'a Manuscript) {
        let is_on_cover =
            manuscript.elements.layout.as_ref().is_some_and(|layout| layout.value == Layout::Cover);
        let mut walk = Walk { part, is_on_cover, ..Walk::default() };
        walk.blocks(&manuscript.blocks);
        walk.notes();
        walk.headings.sort_by_key(|heading| heading.start);
        label_annexes(&mut walk.headings, manuscript);
        self.headings.append(&mut walk.headings);
        self.has_fields |= walk.has_fields;
        let before = self.note_count();
        self.parts.push(PartNotes { before, numbers: walk.numbers, cited: walk.cited });
    }

    /// How many notes of the book are cited.
    pub(super) fn note_count(&self) -> u32 {
        self.parts.last().map_or(0, |last| last.before + count(last.cited.len()))
    }

    /// The notes of a part that are cited, in order; each a [`BlockKind::Footnote`].
    pub(super) fn cited(&self, part: u16) -> &[&'a Block] {
        self.parts.get(usize::from(part)).map_or(&[], |notes| &notes.cited)
    }

    /// The note of this label.
    pub(super) fn note(&self, part: u16, label: &str) -> Option<Note> {
        let notes = self.parts.get(usize::from(part))?;
        let number = *notes.numbers.get(&key(label))?;
        Some(Note { number, index: notes.before + number })
    }

    /// The place of a note of the book; the headings' come first.
    pub(super) fn note_place(&self, index: u32) -> u32 {
        count(self.headings.len()) + index
    }

    pub(super) fn heading_count(&self) -> usize {
        self.headings.len()
    }

    /// How many places there are to lead to.
    pub(super) fn place_count(&self) -> usize {
        self.headings.len() + self.note_count() as usize
    }

    /// The place of the heading that begins at this byte of a part.
    pub(super) fn heading_at(&self, part: u16, start: usize) -> Option<u32> {
        let found =
            self.headings.binary_search_by_key(&(part, start), |heading| (heading.part, heading.start));
        found.ok().map(count)
    }

    /// The heading of this name: in the part, else anywhere in the book.
    pub(super) fn anchor(&self, part: u16, name: &str) -> Option<u32> {
        let own = self.anchors.get(&(part, name.to_owned()));
        own.or_else(|| self.book_anchors.get(name)).copied()
    }

    /// The page number to print for a heading; `None` for one on a page without number.
    pub(super) fn page(&self, heading: u32) -> Option<String> {
        match self.pages.get(heading as usize) {
            Some(number) => number.map(|number| number.to_string()),
            None => Some(UNKNOWN_PAGE.to_owned()),
        }
    }

    /// The headings that a table of contents at this byte of a part lists: of the whole book where only
    /// covers stand before the part, else of the part.
    ///
    /// What stands above it (the title, its own heading) is not in it, unless nothing stands below it.
    pub(super) fn contents(&self, (part, start): (u16, usize)) -> Vec<(u32, &Heading)> {
        let opens_book = self.headings.iter().all(|heading| heading.part >= part || heading.is_on_cover);
        let is_listed = |heading: &&Heading| {
            (heading.part == part || opens_book)
                && heading.level <= DEEPEST_ENTRY
                && !heading.is_on_cover
                && !heading.words.is_empty()
        };
        let numbered = (0..).zip(&self.headings).filter(|(_, heading)| is_listed(heading));
        let (above, below): (Vec<_>, Vec<_>) =
            numbered.partition(|(_, heading)| (heading.part, heading.start) < (part, start));
        if below.is_empty() { above } else { below }
    }
}

/// An annex is listed with its label, as it is printed.
fn label_annexes(headings: &mut [Heading], manuscript: &Manuscript) {
    let labels = super::collect::annex_labels(manuscript);
    for (start, label) in labels {
        if let Some(heading) = headings.iter_mut().find(|heading| heading.start == start) {
            heading.words = format!("{label} {}", heading.words);
        }
    }
}

/// One part while it is walked through, in reading order.
#[derive(Default)]
struct Walk<'a> {
    part: u16,
    is_on_cover: bool,
    headings: Vec<Heading>,
    /// The first note of each label.
    definitions: BTreeMap<String, &'a Block>,
    numbers: BTreeMap<String, u32>,
    cited: Vec<&'a Block>,
    /// Labels in the order in which they are cited, with repetitions.
    references: Vec<&'a str>,
    has_fields: bool,
}

impl<'a> Walk<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Heading { level, anchor, spans, .. } => {
                self.spans(spans);
                self.headings.push(Heading {
                    part: self.part,
                    start: block.range.start,
                    level: *level,
                    words: heading_words(*level, spans),
                    anchor: anchor.clone(),
                    is_on_cover: self.is_on_cover,
                });
            }
            BlockKind::Paragraph(spans) => self.spans(spans),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
            BlockKind::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| self.spans(cell));
            }
            BlockKind::Quote(blocks) => self.blocks(blocks),
            BlockKind::Footnote { label, .. } => {
                self.definitions.entry(key(label)).or_insert(block);
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    self.spans(&definition.term);
                    definition.meanings.iter().for_each(|meaning| self.blocks(meaning));
                }
            }
            BlockKind::Contents => self.has_fields = true,
            BlockKind::Code(_) | BlockKind::Html(_) | BlockKind::Rule => {}
        }
    }

    fn spans(&mut self, spans: &'a [Span]) {
        for span in spans {
            match &span.kind {
                SpanKind::FootnoteReference(label) => self.references.push(label),
                SpanKind::PageNumber => self.has_fields = true,
                _ => {}
            }
        }
    }

    /// Numbers the notes in the order in which they are cited; those that a note cites follow it.
    fn notes(&mut self) {
        let mut waiting: VecDeque<&str> = std::mem::take(&mut self.references).into();
        while let Some(label) = waiting.pop_front().map(key) {
            let Some(&block) = self.definitions.get(&label) else { continue };
            if self.numbers.contains_key(&label) {
                continue;
            }
            self.numbers.insert(label, count(self.cited.len()));
            self.cited.push(block);
            self.inside(block);
            for inner in std::mem::take(&mut self.references).into_iter().rev() {
                waiting.push_front(inner);
            }
        }
        let cited: BTreeSet<usize> = self.cited.iter().map(|block| block.range.start).collect();
        for block in std::mem::take(&mut self.definitions).into_values() {
            if !cited.contains(&block.range.start) {
                self.inside(block);
            }
        }
    }

    fn inside(&mut self, note: &'a Block) {
        if let BlockKind::Footnote { blocks, .. } = &note.kind {
            self.blocks(blocks);
        }
    }
}

/// The text of a heading, up to its full stop where it goes on as text.
fn heading_words(level: u8, spans: &[Span]) -> String {
    let words = words(spans);
    if level > 1 { run_in::heading(&words).to_owned() } else { words }
}

/// The text of a heading, without notes and breaks.
fn words(spans: &[Span]) -> String {
    let text = |span: &Span| match &span.kind {
        SpanKind::Text(text) => text.clone(),
        _ => String::new(),
    };
    spans.iter().map(text).collect()
}

/// Labels of notes differ by more than their capitals. **Source:** the footnotes of GitHub's Markdown.
fn key(label: &str) -> String {
    label.to_lowercase()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Index;
    use crate::markdown::{self, Marks};

    fn has_fields(text: &str) -> bool {
        let book = [markdown::read("a.md", text, &Marks::default(), Vec::new()).value];
        Index::of(&book).has_fields
    }

    #[test]
    fn only_a_book_that_prints_pages_of_headings_is_set_again() {
        for text in ["# 题\n\n文[^1]，见[题](#a)。\n\n[^1]: 注。\n", "\\[TOC\\]", "[](https://a.cn)"]
        {
            assert!(!has_fields(text), "{text}");
        }
        for text in ["[TOC]", "> [目录]", "见[](#a)。", "| 见[](#a) |\n| - |", "文[^1]。\n\n[^1]: 见[](#a)。"]
        {
            assert!(has_fields(text), "{text}");
        }
    }
}
