//! What a book consists of, in reading order, before anything has a size: the typesetter's own outline.

use std::sync::Arc;

use crate::base::Words;
use crate::elements::{Colophon, Elements, Signature, TableElement};
use crate::markdown::Table;
use crate::pictures::Picture;

use super::collect::spans::Sources;
use super::paragraph::Align;
use super::phrase::{Ink, Origin, Phrase};

/// A piece of a part, in reading order.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    /// 版头: what stands above the title on the first page.
    Letterhead(&'a Elements, Origin<'a>),
    Title(Title<'a>),
    /// 主送机关, unless they stand in the colophon.
    Addressees(Text<'a>),
    Text(Text<'a>),
    Table(TableText<'a>),
    Figure(FigureText<'a>),
    /// 目录: the headings with their pages.
    Contents(Vec<Entry<'a>>),
    /// A word and a list of names behind it.
    Names(NameList<'a>),
    /// Blank lines; none at the head of a page.
    Blank(i64),
    /// A rule across the block.
    Rule,
    /// 署名 and 成文日期.
    Signature(SignatureText<'a>),
    /// 版记, at the foot of the last page.
    Colophon(ColophonText<'a>),
    /// What follows begins a page.
    NewSheet,
}

/// A title, and where it begins.
#[derive(Debug)]
pub(super) struct Title<'a> {
    pub(super) phrases: Vec<Phrase<'a>>,
    pub(super) place: TitlePlace,
    /// 附件1, above the title of an annex.
    pub(super) label: Option<Phrase<'a>>,
    /// Its place, where links may lead to it.
    pub(super) target: Option<u32>,
}

/// An entry of a table of contents.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) words: Phrase<'a>,
    pub(super) page: Phrase<'a>,
    /// Cells from the block's left edge.
    pub(super) indent: i64,
}

/// A note that the text cites, as paragraphs.
#[derive(Debug)]
pub(super) struct NoteText<'a> {
    pub(super) label: Phrase<'a>,
    pub(super) paragraphs: Vec<Vec<Phrase<'a>>>,
}

/// Where a title begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TitlePlace {
    /// Below the letterhead, or near the head of a page without one.
    Page,
    /// On the third line of an annex.
    Annex,
    /// After text that stands above it.
    Inline,
    /// In the upper half of a cover.
    Cover,
}

/// Running text; indents count cells.
#[derive(Debug)]
pub(super) struct Text<'a> {
    pub(super) phrases: Vec<Phrase<'a>>,
    /// What stands before the first line's text: a list's number.
    pub(super) label: Option<Phrase<'a>>,
    /// Where the label stands, or the first line begins without one.
    pub(super) first: i64,
    /// Where the other lines begin, and the first one behind a label.
    pub(super) rest: i64,
    pub(super) align: Align,
    pub(super) keeps_blanks: bool,
    /// A heading's level in the outline; a heading stays with what follows.
    pub(super) heading: Option<u8>,
    /// A heading's place, where links may lead to it.
    pub(super) target: Option<u32>,
    /// The level of the heading with which a paragraph begins, up to its full stop.
    pub(super) opening: Option<u8>,
}

/// A word, such as 出席：, and the names that hang behind it.
#[derive(Debug)]
pub(super) struct NameList<'a> {
    pub(super) word: Phrase<'a>,
    pub(super) names: Vec<Phrase<'a>>,
    /// Cells before the word, and before the names.
    pub(super) indents: (i64, i64),
}

/// A table and what the front matter says of it.
#[derive(Debug)]
pub(super) struct TableText<'a> {
    pub(super) table: &'a Table,
    pub(super) element: Option<&'a TableElement>,
    /// The number of the table in the book.
    pub(super) number: u32,
    pub(super) ink: Ink<'a>,
    pub(super) sources: Sources<'a>,
}

/// Pictures that stand by themselves, side by side.
#[derive(Debug)]
pub(super) struct FigureText<'a> {
    pub(super) pictures: Vec<Pictured<'a>>,
    /// Cells from the block's left edge.
    pub(super) indent: i64,
}

/// A picture of a figure.
#[derive(Debug)]
pub(super) struct Pictured<'a> {
    pub(super) picture: &'a Arc<Picture>,
    /// What is read aloud.
    pub(super) alt: &'a str,
    /// The number of the figure in the book.
    pub(super) index: u32,
    /// What stands below it.
    pub(super) caption: Option<Phrase<'a>>,
}

/// What may stand in the colophon.
#[derive(Debug)]
pub(super) struct ColophonText<'a> {
    pub(super) colophon: Option<&'a Colophon>,
    /// 主送机关, printed here where they would leave the first page without text.
    pub(super) addressees: Option<&'a Words>,
    pub(super) origin: Origin<'a>,
}

/// Who signs and when.
#[derive(Debug)]
pub(super) struct SignatureText<'a> {
    pub(super) signature: Option<&'a Signature>,
    pub(super) date: Option<Phrase<'a>>,
    pub(super) origin: Origin<'a>,
}

impl<'a> Text<'a> {
    /// A paragraph whose first line is indented.
    pub(super) fn indented(phrases: Vec<Phrase<'a>>, first: i64, rest: i64) -> Self {
        Self {
            phrases,
            label: None,
            first,
            rest,
            align: Align::Justify,
            keeps_blanks: false,
            heading: None,
            target: None,
            opening: None,
        }
    }
}
