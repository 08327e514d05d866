//! The parser's events → blocks.
//!
//! In: events in document order. Out: blocks, each with its range. Containers nest at most
//! [`MAX_DEPTH`] deep: what lies deeper stands in the deepest one, so no input exhausts the stack.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::inline::is_inline;
use super::manuscript::{Alignment, Block, BlockKind, Cell, Definition, Item, Table};
use super::read::Reader;

/// How deep lists and quotes nest; an office document has three levels. At twice this depth unoptimised code
/// still fits a stack of 2 MB.
const MAX_DEPTH: usize = 128;
/// A paragraph of nothing but this asks for a table of contents; capitals don't count.
const CONTENTS: [&str; 2] = ["[toc]", "[目录]"];

impl Reader<'_> {
    /// The blocks up to the end of the container that is open, or of the file.
    pub(super) fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut dissolved = 0_usize;
        self.depth += 1;
        while let Some((event, _)) = self.events.peek() {
            if is_inline(event) {
                blocks.extend(self.tight_paragraph());
                continue;
            }
            let Some((event, range)) = self.events.next() else { break };
            match event {
                Event::End(_) if dissolved == 0 => break,
                Event::End(_) => dissolved -= 1,
                Event::Start(tag) if self.depth >= MAX_DEPTH && holds_blocks(&tag) => dissolved += 1,
                Event::Start(tag) => blocks.push(self.block(tag, range)),
                Event::Rule => blocks.push(self.at(BlockKind::Rule, range)),
                _ => {}
            }
        }
        self.depth -= 1;
        blocks
    }

    /// The text of a list item that is no paragraph of its own.
    fn tight_paragraph(&mut self) -> Option<Block> {
        let spans = self.spans();
        let range = spans.first()?.range.start..spans.last()?.range.end;
        let line = self.source.line(range.start);
        Some(Block { kind: BlockKind::Paragraph(spans), range, line })
    }

    fn block(&mut self, tag: Tag<'_>, range: Range<usize>) -> Block {
        let kind = match tag {
            Tag::Heading { level, id, classes, .. } => {
                let is_annex = classes.iter().any(|class| class.as_ref() == "annex");
                let anchor = id.map(|id| self.shadow.restore(&id));
                BlockKind::Heading { level: number(level), is_annex, anchor, spans: self.spans_to_end() }
            }
            Tag::BlockQuote(_) => BlockKind::Quote(self.blocks()),
            Tag::CodeBlock(_) => BlockKind::Code(self.raw()),
            Tag::HtmlBlock => BlockKind::Html(self.raw()),
            Tag::List(start) => BlockKind::List { start, items: self.items() },
            Tag::FootnoteDefinition(label) => {
                BlockKind::Footnote { label: self.shadow.restore(&label), blocks: self.blocks() }
            }
            Tag::DefinitionList => BlockKind::Definitions(self.definitions()),
            Tag::Table(alignments) => BlockKind::Table(self.table(&alignments)),
            _ => self.paragraph(&range),
        };
        self.at(kind, range)
    }

    /// A paragraph, or the contents that it asks for; an escaped bracket asks for nothing.
    fn paragraph(&mut self, range: &Range<usize>) -> BlockKind {
        let spans = self.spans_to_end();
        let source = self.source.text.get(self.in_file(range)).unwrap_or_default().trim().to_lowercase();
        let is_text = spans.iter().all(|span| span.style.link.is_none());
        if is_text && CONTENTS.contains(&source.as_str()) {
            BlockKind::Contents
        } else {
            BlockKind::Paragraph(spans)
        }
    }

    fn at(&self, kind: BlockKind, range: Range<usize>) -> Block {
        let range = self.in_file(&range);
        Block { kind, line: self.source.line(range.start), range }
    }

    fn spans_to_end(&mut self) -> Cell {
        let spans = self.spans();
        self.events.next();
        spans
    }

    /// The text of a block of code or HTML, without its last line end.
    fn raw(&mut self) -> String {
        let mut raw = String::new();
        loop {
            match self.events.next() {
                Some((Event::Text(text) | Event::Html(text), _)) => raw.push_str(&self.shadow.restore(&text)),
                Some((Event::End(_), _)) | None => break,
                _ => {}
            }
        }
        raw.truncate(raw.trim_end_matches(['\n', '\r']).len());
        raw
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((Event::Start(_), _)) = self.events.next() {
            let mut is_done = None;
            if let Some((Event::TaskListMarker(done), _)) =
                self.events.next_if(|(event, _)| matches!(event, Event::TaskListMarker(_)))
            {
                is_done = Some(done);
            }
            items.push(Item { is_done, blocks: self.blocks() });
        }
        items
    }

    fn definitions(&mut self) -> Vec<Definition> {
        let mut definitions: Vec<Definition> = Vec::new();
        while let Some((Event::Start(tag), _)) = self.events.next() {
            match (tag, definitions.last_mut()) {
                (Tag::DefinitionListTitle, _) => {
                    definitions.push(Definition { term: self.spans_to_end(), meanings: Vec::new() });
                }
                (_, Some(definition)) => definition.meanings.push(self.blocks()),
                (_, None) => drop(self.blocks()),
            }
        }
        definitions
    }

    fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> Table {
        let mut rows = Vec::new();
        while let Some((Event::Start(_), _)) = self.events.next() {
            rows.push(self.row());
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Table { alignments: alignments.iter().copied().map(alignment).collect(), head, rows }
    }

    fn row(&mut self) -> Vec<Cell> {
        let mut cells = Vec::new();
        while let Some((Event::Start(_), _)) = self.events.next() {
            cells.push(self.spans_to_end());
        }
        cells
    }
}

/// Whether the container can be dissolved: its blocks may stand in its parent.
fn holds_blocks(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
    )
}

const fn number(level: HeadingLevel) -> u8 {
    level as u8
}

const fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::Auto,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
