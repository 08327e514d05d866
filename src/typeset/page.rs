//! A finished page: runs of glyphs, rules and images at their places. What `pdf` and later outputs draw.

use std::sync::Arc;

use crate::base::Length;
use crate::elements::Layout;
use crate::faces::FaceId;
use crate::markdown::Mark;
use crate::pictures::Picture;

/// A page; coordinates count from its top left corner, y downwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width of the sheet.
    pub width: Length,
    /// Height of the sheet.
    pub height: Length,
    /// How many lines fill the block, 21 to 24, where their pitch was adjusted so that no signature stands
    /// alone; none: as many as the standard says.
    ///
    /// **Source:** GB/T 9704-2012 §7.3.5.5.
    pub adjusted_lines: Option<u16>,
    /// Text in reading order; furniture stands where it is drawn and is marked as such.
    pub runs: Vec<Run>,
    /// Rules.
    pub rules: Vec<Rule>,
    /// Images, in reading order.
    pub images: Vec<PlacedImage>,
    /// Links: where a click leads.
    pub links: Vec<Link>,
}

/// A run of glyphs in one face and size, from one element and one source.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The face, after fallback.
    pub face: FaceId,
    /// The em.
    pub size: Length,
    /// Where the first glyph's origin stands: x on the page.
    pub x: Length,
    /// Where the first glyph's origin stands: the baseline's y on the page.
    pub y: Length,
    /// The direction of the text.
    pub turn: Turn,
    /// The glyphs, in order.
    pub glyphs: Vec<PlacedGlyph>,
    /// The colour.
    pub color: Color,
    /// The thickness of a stroke in the same colour along the outlines, which makes the glyphs bolder than
    /// their face; none: as the face draws them.
    pub stroke: Option<Length>,
    /// What the run belongs to.
    pub element: Element,
    /// The traced value that it prints.
    pub mark: Option<Mark>,
    /// The part of the book whose traces `mark` counts in.
    pub part: u16,
    /// The link that it is the text of, as the page's links count from 0.
    pub link: Option<u32>,
}

impl Run {
    /// The same run where `count` other links stand before its own.
    pub(super) fn behind_links(self, count: usize) -> Self {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        Self { link: self.link.map(|link| link.saturating_add(count)), ..self }
    }
}

/// One character of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedGlyph {
    /// The character, as it stands in the manuscript.
    pub character: char,
    /// Where its origin stands, along the run's direction, from the run's first origin.
    pub offset: Length,
}

/// The direction of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Turn {
    /// Left to right.
    #[default]
    None,
    /// Bottom to top: turned 90° counterclockwise, head at the sheet's left edge.
    Left,
    /// Rising at 45°, for the watermark.
    Rising,
}

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// Black, as grey 0.
    #[default]
    Black,
    /// The red of letterheads.
    Red,
    /// The pale grey of the watermark.
    Pale,
}

/// What a run belongs to: text layer, tags, links, outline and findings come from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// An element of the front matter, by its field's name, such as `document_number`.
    Front(&'static str),
    /// The document's title, or the title of a further text.
    Title {
        /// Counts the titles of the book from 0.
        index: u32,
    },
    /// The label of an annex: `附件1`.
    AnnexLabel,
    /// A heading below the title.
    Heading {
        /// 2 to 6, as in the manuscript.
        level: u8,
        /// Counts the headings of the book from 0.
        index: u32,
    },
    /// A paragraph of running text.
    Paragraph {
        /// Counts the paragraphs of the book from 0.
        index: u32,
    },
    /// A cell of a table.
    Cell {
        /// Counts the tables of the book from 0.
        table: u32,
        /// The row, from 0; the head rows come first.
        row: u32,
        /// The column, from 0.
        column: u16,
        /// Whether the row is a head row.
        is_head: bool,
        /// How many rows it covers.
        rows: u32,
        /// How many columns it covers.
        columns: u16,
    },
    /// The caption of a table or the note below it.
    Caption,
    /// A picture that stands by itself.
    Figure {
        /// Counts the figures of the book from 0.
        index: u32,
    },
    /// What stands below a figure.
    FigureCaption {
        /// The figure's number.
        index: u32,
    },
    /// A footnote (脚注) at the foot of a page.
    Note {
        /// Counts the notes of the book from 0.
        index: u32,
        /// Whether it is the note's sign, not its text.
        is_label: bool,
    },
    /// An entry of a table of contents (目录): furniture that is not drawn as such, for it is read aloud.
    Entry {
        /// Counts the tables of contents of the book from 0.
        contents: u32,
        /// Counts the entries from 0.
        entry: u32,
    },
    /// Page furniture, no part of the text: page numbers, repeated heads and labels, the watermark.
    Artifact,
}

/// A straight rule (线) or a filled bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Start.
    pub from: (Length, Length),
    /// End.
    pub to: (Length, Length),
    /// Thickness; the rule's axis lies between `from` and `to`.
    pub thickness: Length,
    /// The colour.
    pub color: Color,
}

/// An image at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedImage {
    /// The picture.
    pub picture: Arc<Picture>,
    /// Left edge, on the sheet as it lies.
    pub x: Length,
    /// Upper edge.
    pub y: Length,
    /// Width, of what is seen.
    pub width: Length,
    /// Height, of what is seen.
    pub height: Length,
    /// Where its head is.
    pub turn: Turn,
    /// Alternative text.
    pub alt: Arc<str>,
    /// A figure, or the element whose text it stands in.
    pub element: Element,
    /// How many of the page's runs stand before it.
    pub after: usize,
}

impl PlacedImage {
    /// The same image where `count` other runs stand before those of its own strip.
    pub(super) fn behind_runs(self, count: usize) -> Self {
        Self { after: self.after + count, ..self }
    }
}

/// A rectangle that leads somewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Left, upper, right, lower edge.
    pub area: [Length; 4],
    /// Where a click leads.
    pub target: Target,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An address.
    Address(Arc<str>),
    /// A heading or note of the book, by its number in [`Pages::places`].
    Place(u32),
}

/// A place that links may lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PagePlace {
    /// The page, from 0.
    pub page: usize,
    /// The y of the line's top on that page.
    pub y: Length,
}

/// A typeset book.
#[derive(Debug, Clone, PartialEq)]
pub struct Pages {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The title of the book, for the document information.
    pub title: String,
    /// The author, for the document information.
    pub author: String,
    /// Headings with their pages, for bookmarks.
    pub outline: Vec<OutlineEntry>,
    /// The headings of the book in order, then its notes; none for one that has nothing to print.
    pub places: Vec<Option<PagePlace>>,
    /// Where each layout begins, in order; a part without pages has none.
    pub layouts: Vec<LayoutStart>,
    /// What was set otherwise than the standard says, by name, such as `lines`.
    pub departures: Vec<&'static str>,
}

/// The page from which on a layout holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayoutStart {
    /// The layout.
    pub layout: Layout,
    /// The page, from 0.
    pub page: usize,
}

/// One bookmark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// 1 for titles, 2 and more for headings.
    pub level: u8,
    /// The text.
    pub text: String,
    /// The page, from 0.
    pub page: usize,
    /// The y of the line's top on that page.
    pub y: Length,
}
