//! Footnotes and tables of contents of a manuscript → pieces.
//!
//! A note that is cited becomes [`NoteText`], for the foot of a page; one that is not is printed at the end of
//! the text, with a finding.

use crate::base::{Code, Finding};
use crate::faces::Role;
use crate::markdown::{Block, BlockKind, Item, Table};

use super::super::page::{Element, Target};
use super::super::phrase::{Ink, Phrase};
use super::super::piece::{Entry, NoteText, Piece};
use super::spans::note_sign;
use super::{Collector, Counts};

/// Cells by which an entry of the contents is indented for each level.
const ENTRY_INDENT: i64 = 2;

impl<'a> Collector<'a, '_> {
    /// Keeps a note that nothing cites.
    pub(super) fn footnote(&mut self, block: &'a Block) {
        let Some(label) = label(block) else { return };
        let cited = self.sources.index.cited(self.sources.part);
        if !cited.iter().any(|note| note.range == block.range) {
            let message = format!("脚注“{label}”没有在正文中引用，印在文末");
            let place = self.origin(block.line).place();
            let finding = Finding::new(Code::NoteUncited, place, message);
            self.findings.push(finding.help(format!("在正文的相应位置加上 [^{label}]，或删去这条脚注")));
            self.uncited.push(block);
        }
    }

    /// The notes that nothing cites, below the text.
    pub(super) fn uncited_notes(&mut self) {
        for note in std::mem::take(&mut self.uncited) {
            if let BlockKind::Footnote { label, blocks } = &note.kind {
                self.labelled_in_the_open(format!("［{label}］"), blocks, note.line);
            }
        }
    }

    /// The notes that are cited, in order.
    pub(super) fn cited_notes(&mut self) -> Vec<NoteText<'a>> {
        let index = self.sources.index;
        index.cited(self.sources.part).iter().filter_map(|note| self.cited_note(note)).collect()
    }

    fn cited_note(&mut self, note: &'a Block) -> Option<NoteText<'a>> {
        let BlockKind::Footnote { label, blocks } = &note.kind else { return None };
        let known = self.sources.index.note(self.sources.part, label)?;
        let element = |is_label| Element::Note { index: known.index, is_label };
        let ink = |is_label| Ink::plain(Role::Song, element(is_label), self.origin(note.line));
        let label = Phrase::new(note_sign(known.number), ink(true));
        let ink = ink(false);
        let mut paragraphs = Vec::new();
        self.flatten(blocks, &ink, &mut paragraphs);
        Some(NoteText { label, paragraphs })
    }

    /// All text of a note's blocks, as paragraphs one below the other.
    fn flatten(&mut self, blocks: &'a [Block], ink: &Ink<'a>, paragraphs: &mut Vec<Vec<Phrase<'a>>>) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(spans) | BlockKind::Heading { spans, .. } => {
                    paragraphs.push(self.phrases(spans, ink));
                }
                BlockKind::List { start, items } => self.flatten_list(*start, items, ink, paragraphs),
                BlockKind::Table(table) => self.flatten_table(table, ink, paragraphs),
                BlockKind::Quote(blocks) => self.flatten(blocks, ink, paragraphs),
                BlockKind::Code(text) | BlockKind::Html(text) => {
                    paragraphs.extend(text.lines().map(|line| vec![Phrase::new(line, ink.clone())]));
                }
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        paragraphs.push(self.phrases(&definition.term, ink));
                        for meaning in &definition.meanings {
                            self.flatten(meaning, ink, paragraphs);
                        }
                    }
                }
                BlockKind::Footnote { .. } => self.footnote(block),
                BlockKind::Rule | BlockKind::Contents => {}
            }
        }
    }

    fn flatten_list(
        &mut self,
        start: Option<u64>,
        items: &'a [Item],
        ink: &Ink<'a>,
        paragraphs: &mut Vec<Vec<Phrase<'a>>>,
    ) {
        for (number, item) in (0..).zip(items) {
            let first = paragraphs.len();
            self.flatten(&item.blocks, ink, paragraphs);
            if let (Some(start), Some(paragraph)) = (start, paragraphs.get_mut(first)) {
                paragraph.insert(0, Phrase::new(format!("{}.", start.saturating_add(number)), ink.clone()));
            }
        }
    }

    /// A row a paragraph; a table has no room in a note.
    fn flatten_table(&mut self, table: &'a Table, ink: &Ink<'a>, paragraphs: &mut Vec<Vec<Phrase<'a>>>) {
        for row in std::iter::once(&table.head).chain(&table.rows) {
            let mut phrases = Vec::new();
            for cell in row {
                phrases.extend(self.phrases(cell, ink));
                phrases.push(Phrase::new("\u{3000}", ink.clone()));
            }
            paragraphs.push(phrases);
        }
    }

    /// 目录, each entry with a link to its heading; one is enough for a manuscript.
    pub(super) fn contents(&mut self, block: &'a Block) {
        if std::mem::replace(&mut self.has_contents, true) {
            let place = self.origin(block.line).place();
            let finding = Finding::new(Code::ContentsRepeated, place, "文中已有目录，这一处没有再印");
            self.findings.push(finding.help("删去多余的 [TOC]"));
            return;
        }
        let contents = Counts::next(&mut self.counts.contents);
        let sources = self.sources;
        let headings = sources.index.contents((sources.part, block.range.start));
        let least = headings.iter().map(|(_, heading)| heading.level).min().unwrap_or(1);
        let entry = |(entry, (place, heading)): (u32, &(u32, &'a super::super::index::Heading))| {
            let element = Element::Entry { contents, entry };
            let plain = Ink::plain(Role::FangSong, element, self.origin(block.line));
            let ink = Ink { link: Some(Target::Place(*place)), ..plain };
            Entry {
                words: Phrase::new(heading.words.as_str(), ink.clone()),
                page: Phrase::new(sources.index.page(*place).unwrap_or_default(), ink),
                indent: i64::from(heading.level - least) * ENTRY_INDENT,
            }
        };
        let entries = (0..).zip(&headings).map(entry).collect();
        self.pieces.push(Piece::Contents(entries));
    }
}

fn label(block: &Block) -> Option<&str> {
    match &block.kind {
        BlockKind::Footnote { label, .. } => Some(label),
        _ => None,
    }
}
