//! Blocks of a manuscript → pieces.

use crate::faces::Role;
use crate::markdown::{Block, BlockKind, Definition, Item, Span, Table};

use super::super::page::Element;
use super::super::paragraph::Align;
use super::super::phrase::{Ink, Phrase};
use super::super::piece::{Piece, TableText, Text, Title, TitlePlace};
use super::figures::is_figure;
use super::labels::{BULLET, cells, labels, take_own};
use super::{Collector, Counts, run_in, spans};
use crate::elements::Layout;

/// No text is indented further, however deep it is nested: the line must keep room.
const DEEPEST_INDENT: i64 = 16;
/// Cells by which what a quote or a definition holds is indented.
const NESTED_INDENT: i64 = 2;

/// Where blocks stand: in the open, or in a list, a quote, a note.
#[derive(Debug, Clone, Copy)]
struct Surroundings {
    /// Cells from the block's left edge.
    indent: i64,
    role: Role,
}

impl Surroundings {
    const OPEN: Self = Self { indent: 0, role: Role::FangSong };

    fn indented(self, cells: i64) -> Self {
        Self { indent: (self.indent + cells).min(DEEPEST_INDENT), ..self }
    }
}

impl<'a> Collector<'a, '_> {
    /// Blocks that stand in the open.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        self.nested(blocks, Surroundings::OPEN);
    }

    /// Blocks in the open, behind a label.
    pub(super) fn labelled_in_the_open(&mut self, label: String, blocks: &'a [Block], line: u32) {
        self.labelled((label, 0), blocks, line, Surroundings::OPEN);
    }

    fn nested(&mut self, blocks: &'a [Block], around: Surroundings) {
        for block in blocks {
            self.block(block, around);
        }
    }

    fn block(&mut self, block: &'a Block, around: Surroundings) {
        match &block.kind {
            BlockKind::Heading { level: 1, is_annex, spans, .. } => self.title(spans, *is_annex, block),
            BlockKind::Heading { level, spans, .. } => self.heading(*level, spans, block),
            BlockKind::Paragraph(spans) => self.paragraph(spans, block.line, around),
            BlockKind::List { start, items } => self.list(*start, items, block.line, around),
            BlockKind::Table(table) => self.table(table, block.line),
            BlockKind::Quote(blocks) => {
                self.nested(blocks, Surroundings { role: Role::Kai, ..around.indented(NESTED_INDENT) });
            }
            BlockKind::Code(text) | BlockKind::Html(text) => self.verbatim(text, block.line, around),
            BlockKind::Rule => self.pieces.push(Piece::Rule),
            BlockKind::Contents => self.contents(block),
            BlockKind::Footnote { .. } => self.footnote(block),
            BlockKind::Definitions(definitions) => self.definitions(definitions, block.line, around),
        }
    }

    fn title(&mut self, spans: &'a [Span], is_annex: bool, block: &Block) {
        let line = block.line;
        let index = Counts::next(&mut self.counts.titles);
        let ink = Ink::plain(Role::TitleSong, Element::Title { index }, self.origin(line));
        let place = match self.pieces.last() {
            _ if self.layout == Layout::Cover => TitlePlace::Cover,
            None | Some(Piece::NewSheet | Piece::Letterhead(..)) if is_annex => TitlePlace::Annex,
            None | Some(Piece::NewSheet | Piece::Letterhead(..)) => TitlePlace::Page,
            Some(_) => TitlePlace::Inline,
        };
        let label = is_annex.then(|| self.annex_label(block));
        let phrases = self.phrases(spans, &ink);
        self.pieces.push(Piece::Title(Title { phrases, place, label, target: self.sources.heading(block) }));
        if place != TitlePlace::Cover {
            self.pieces.push(Piece::Blank(1));
        }
    }

    /// 附件, or 附件1 where there are several.
    fn annex_label(&self, block: &Block) -> Phrase<'a> {
        let known = self.annexes.iter().find(|(start, _)| *start == block.range.start);
        let label = known.map_or_else(|| "附件".to_owned(), |(_, label)| label.clone());
        Phrase::new(label, Ink::plain(Role::Hei, Element::AnnexLabel, self.origin(block.line)))
    }

    fn heading(&mut self, level: u8, spans: &'a [Span], block: &Block) {
        let role = match level {
            2 => Role::Hei,
            3 => Role::Kai,
            _ => Role::FangSong,
        };
        let index = Counts::next(&mut self.counts.headings);
        let is_bold = self.bold_headings.contains(&level);
        let element = Element::Heading { level, index };
        let ink = Ink { is_bold, ..Ink::plain(role, element, self.origin(block.line)) };
        let phrases = self.phrases(spans, &ink);
        let target = self.sources.heading(block);
        let text = match run_in::text_start(&phrases) {
            None => Text { heading: Some(level), ..Text::indented(phrases, self.first_indent, 0) },
            Some(start) => {
                let ink = self.paragraph_ink(block.line, Role::FangSong);
                let text = spans::phrases(spans, &ink, self.sources);
                let phrases = run_in::joined(phrases, text, start);
                Text { opening: Some(level), ..Text::indented(phrases, self.first_indent, 0) }
            }
        };
        self.pieces.push(Piece::Text(Text { target, ..text }));
    }

    fn paragraph(&mut self, spans: &'a [Span], line: u32, around: Surroundings) {
        let ink = self.paragraph_ink(line, around.role);
        if is_figure(spans) {
            return self.figures(spans, &ink, around.indent);
        }
        let phrases = self.phrases(spans, &ink);
        let text = if self.layout == Layout::Cover {
            Text { align: Align::Center, ..Text::indented(phrases, 0, 0) }
        } else {
            let extra = if around.indent == 0 { self.first_indent } else { 0 };
            Text::indented(phrases, around.indent + extra, around.indent)
        };
        self.pieces.push(Piece::Text(text));
    }

    pub(super) fn paragraph_ink(&mut self, line: u32, role: Role) -> Ink<'a> {
        let index = Counts::next(&mut self.counts.paragraphs);
        Ink::plain(role, Element::Paragraph { index }, self.origin(line))
    }

    fn list(&mut self, start: Option<u64>, items: &'a [Item], line: u32, around: Surroundings) {
        let around = if around.indent == 0 { around.indented(self.first_indent) } else { around };
        let labels = labels(start, items);
        let widest = labels.iter().map(|label| cells(label)).max().unwrap_or(0);
        for (label, item) in labels.into_iter().zip(items) {
            let line = item.blocks.first().map_or(line, |block| block.line);
            self.labelled((label, widest), &item.blocks, line, around);
        }
    }

    /// Blocks behind a label of at least so many cells; their lines begin under the text, not under the label.
    fn labelled(
        &mut self,
        (label, width): (String, i64),
        blocks: &'a [Block],
        line: u32,
        around: Surroundings,
    ) {
        let (first, others) = match blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph(spans), .. }, others)) if !is_figure(spans) => {
                (spans.as_slice(), others)
            }
            _ => (&[] as &[Span], blocks),
        };
        let ink = self.paragraph_ink(line, around.role);
        let is_bullet = label == BULLET;
        let mut phrases = self.phrases(first, &ink);
        let own = if is_bullet { take_own(&mut phrases) } else { None };
        let label_ink = if is_bullet { Ink { element: Element::Artifact, ..ink } } else { ink };
        let label = own.unwrap_or_else(|| Phrase::new(label, label_ink));
        let inside = around.indented(cells(&label.text).max(width));
        let text = Text::indented(phrases, around.indent, inside.indent);
        self.pieces.push(Piece::Text(Text { label: Some(label), ..text }));
        self.nested(others, inside);
    }

    fn table(&mut self, table: &'a Table, line: u32) {
        let number = Counts::next(&mut self.counts.tables);
        let element = self.manuscript.elements.tables.get(self.tables);
        self.tables += 1;
        let ink = Ink::plain(Role::Song, Element::Caption, self.origin(line));
        for span in table.head.iter().chain(table.rows.iter().flatten()).flatten() {
            self.report(span, ink.origin);
        }
        let sources = self.sources;
        self.pieces.push(Piece::Table(TableText { table, element, number, ink, sources }));
    }

    fn verbatim(&mut self, text: &'a str, line: u32, around: Surroundings) {
        let ink = self.paragraph_ink(line, around.role);
        for line in text.trim_end_matches('\n').split('\n') {
            let phrases = vec![Phrase::new(line, ink.clone())];
            let text = Text::indented(phrases, around.indent, around.indent);
            self.pieces.push(Piece::Text(Text { align: Align::Left, keeps_blanks: true, ..text }));
        }
    }

    fn definitions(&mut self, definitions: &'a [Definition], line: u32, around: Surroundings) {
        for definition in definitions {
            let ink = self.paragraph_ink(line, Role::Hei);
            let phrases = self.phrases(&definition.term, &ink);
            let first = around.indent + self.first_indent;
            self.pieces.push(Piece::Text(Text::indented(phrases, first, around.indent)));
            for meaning in &definition.meanings {
                self.nested(meaning, around.indented(self.first_indent + NESTED_INDENT));
            }
        }
    }
}
