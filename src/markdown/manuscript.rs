//! A document as typed blocks: what every output format is made from.
//!
//! It knows no campaign and no page. Every block and span keeps the bytes of the Markdown that it
//! stands in, and spans keep the mark of the figure that they print.

use std::ops::Range;
use std::sync::Arc;

use crate::base::Place;
use crate::elements::Elements;
use crate::pictures::Picture;

/// One Markdown file, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Manuscript {
    /// The file's name, for findings.
    pub file: Arc<str>,
    /// The front matter.
    pub elements: Elements,
    /// The body.
    pub blocks: Vec<Block>,
    /// What the marks of spans stand for: the places of each traced value.
    pub traces: Vec<Arc<[Place]>>,
}

impl Manuscript {
    /// Takes over the elements that the text was rendered from, if the text still says the same.
    ///
    /// They are equal in what they say; those from the ledger know their cells, those that were read
    /// know the lines of this file.
    pub fn adopt(&mut self, known: &Elements) {
        if self.elements == *known {
            self.elements = known.clone();
        }
    }
}

/// The number of a traced value in [`Manuscript::traces`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(pub u32);

/// A block of the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The bytes of the file that it stands in.
    pub range: Range<usize>,
    /// The line of the file that it begins on, from 1.
    pub line: u32,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// `#` is the title (or begins a further text on a new page), `##` 一、, `###` （一）, `####` 1., `#####` （1）.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Whether it is marked `{.annex}`.
        is_annex: bool,
        /// The anchor that links point to, `{#name}`.
        anchor: Option<String>,
        /// The text.
        spans: Vec<Span>,
    },
    /// Running text.
    Paragraph(Vec<Span>),
    /// A list.
    List {
        /// The first number of a numbered list.
        start: Option<u64>,
        /// The items.
        items: Vec<Item>,
    },
    /// A table.
    Table(Table),
    /// `>`.
    Quote(Vec<Block>),
    /// A block of code; its lines as they stand.
    Code(String),
    /// Raw HTML, shown as text.
    Html(String),
    /// `---`.
    Rule,
    /// `[TOC]` or `[目录]` on a line of its own: the typesetter prints a table of contents (目录) here.
    Contents,
    /// The text of a footnote.
    Footnote {
        /// The label that references name.
        label: String,
        /// The text.
        blocks: Vec<Block>,
    },
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// For a task list, whether it is done.
    pub is_done: Option<bool>,
    /// The content.
    pub blocks: Vec<Block>,
}

/// One term of a definition list.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Span>,
    /// What it means.
    pub meanings: Vec<Vec<Block>>,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// How each column is aligned.
    pub alignments: Vec<Alignment>,
    /// The Markdown head row; further head rows are the first of `rows`, as the front matter says.
    pub head: Vec<Cell>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alignment {
    /// As the typesetter finds best.
    #[default]
    Auto,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// The content of a table's cell.
pub type Cell = Vec<Span>;

/// A piece of running text in one style from one source.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// What it is.
    pub kind: SpanKind,
    /// How it looks.
    pub style: Style,
    /// The traced value that it prints, or is a part of.
    pub mark: Option<Mark>,
    /// The bytes of the file that it stands in.
    pub range: Range<usize>,
}

/// What a span is.
#[derive(Debug, Clone, PartialEq)]
pub enum SpanKind {
    /// Text. A soft break has become a space between Western words and nothing between Chinese characters.
    Text(String),
    /// The author's own line break.
    Break,
    /// An image.
    Image(Image),
    /// A reference to a footnote.
    FootnoteReference(String),
    /// `[](#name)`: the page number of the heading that the style's link names; only the typesetter knows it.
    PageNumber,
}

/// An image.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// The path, relative to the Markdown file.
    pub target: String,
    /// The alternative text.
    pub alt: String,
    /// What stands below it; empty where nothing does.
    pub title: String,
    /// The picture, or the sentence why it can't be used; [`Manuscript::illustrate`] puts it here.
    pub picture: Option<Result<Arc<Picture>, Arc<str>>>,
}

impl Image {
    /// The words that stand for it: the alternative text, else what stands below it, else the file's name.
    pub fn words(&self) -> &str {
        let file = self.target.rsplit(['/', '\\']).next().unwrap_or_default();
        let words = [self.alt.trim(), self.title.trim(), file];
        words.into_iter().find(|words| !words.is_empty()).unwrap_or("图片")
    }
}

/// How a span looks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "Markdown's styles combine freely")]
pub struct Style {
    /// `**`
    pub is_strong: bool,
    /// `*`
    pub is_emphasis: bool,
    /// `~~`
    pub is_struck: bool,
    /// `` ` ``
    pub is_code: bool,
    /// Where a click leads: an address, or `#anchor`.
    pub link: Option<Arc<str>>,
}
