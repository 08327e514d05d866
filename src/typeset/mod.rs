//! Stage: a book's manuscripts → pages of placed runs, to GB/T 9704-2012.
//!
//! In: manuscripts in order, and the faces. Out: [`Pages`]: every glyph and rule at its place.
//! It never reads a file but the faces' measures, knows no campaign and no PDF.
//!
//! The steps, in call order:
//!
//! 1. `collect`: a manuscript → pieces (letterhead, title, text, table, signature …) in reading order;
//! 2. `compose`: pieces → sheets; it has each set by `letterhead`, `title`, `paragraph`, `table`,
//!    `signature`, `colophon`, and puts the strips into the `column`; `signed` sets a text once more with
//!    other spacing where its signature would stand alone on a page;
//! 3. a paragraph: `shape` (characters → atoms with glyphs, by way of the `foundry`), `breaks` (where lines
//!    may end), `spacing` (gaps, and what can give), `fit` (where they end), `justify` (the place of each
//!    atom), `line` (runs);
//! 4. `furniture`: page numbers and watermark;
//! 5. [`dump()`]: pages as text, for tests.

mod breaks;
mod class;
mod collect;
mod colophon;
mod column;
mod compose;
mod dump;
mod fit;
mod foundry;
mod furniture;
mod justify;
mod letterhead;
mod line;
mod page;
mod paragraph;
mod phrase;
mod piece;
mod shape;
mod signature;
mod signed;
mod spacing;
mod strip;
mod style;
mod table;
mod title;

use crate::base::Checked;
use crate::elements::Layout;
use crate::faces::Faces;
use crate::markdown::Manuscript;

use collect::{Counts, collect};
use column::Sheet;
use compose::Composer;

pub use dump::dump;
pub use page::{
    Color, Element, LayoutStart, Link, OutlineEntry, Page, Pages, PlacedGlyph, PlacedImage, Rule, Run, Turn,
};
pub use style::{Style, TextBlock};

/// Sets a book: its parts in order, each from a page of its own on, the pages numbered through.
///
/// No character of a manuscript is lost: what a face lacks is drawn from another or as 〓, with a finding.
/// More than 65,536 parts are not set.
pub fn pages(book: &[Manuscript], faces: &Faces, style: &Style) -> Checked<Pages> {
    let mut composer = Composer::new(faces, style);
    let mut counts = Counts::default();
    for (number, manuscript) in (0..=u16::MAX).zip(book) {
        let part = collect(manuscript, style, &mut counts);
        composer.part(number, part);
    }
    furniture::furnish(&mut composer, book);
    let findings = std::mem::take(&mut composer.foundry.findings);
    let value = Pages {
        title: composer
            .outline
            .iter()
            .find(|entry| entry.level == 1)
            .map(|entry| entry.text.clone())
            .unwrap_or_default(),
        author: author(book),
        layouts: layouts(book, &composer.column.sheets),
        pages: composer.column.sheets.into_iter().map(|sheet| sheet.page).collect(),
        outline: composer.outline,
    };
    Checked { value, findings }
}

/// Where each layout begins; parts of one layout that follow each other are one stretch.
fn layouts(book: &[Manuscript], sheets: &[Sheet]) -> Vec<LayoutStart> {
    let layout = |sheet: &Sheet| {
        let part = book.get(usize::from(sheet.part))?;
        Some(part.elements.layout.as_ref().map_or(Layout::default(), |layout| layout.value))
    };
    let mut starts: Vec<LayoutStart> = Vec::new();
    for (page, sheet) in sheets.iter().enumerate() {
        let Some(layout) = layout(sheet) else { continue };
        if starts.last().is_none_or(|last| last.layout != layout) {
            starts.push(LayoutStart { layout, page });
        }
    }
    starts
}

/// The author that the book names, else its first issuer.
fn author(book: &[Manuscript]) -> String {
    let named = book.iter().find_map(|part| part.elements.author.as_ref());
    let issuer = || book.iter().find_map(|part| part.elements.issuers.first());
    named.or_else(issuer).map_or_else(String::new, |words| words.as_str().to_owned())
}
