//! Stage: a book's manuscripts → pages of placed runs, to GB/T 9704-2012.
//!
//! In: manuscripts in order, and the faces. Out: [`Pages`]: every glyph and rule at its place.
//! It never reads a file but the faces' measures, knows no campaign and no PDF.
//!
//! The steps, in call order:
//!
//! 1. `index`: the book's notes get their numbers, its headings their places; `collect`: a manuscript → pieces
//!    (letterhead, title, text, table, signature …) in reading order, its notes apart;
//! 2. `compose`: pieces → sheets; it has each set by `letterhead`, `title`, `paragraph`, `table`, `figure`,
//!    `signature`, `colophon`, and puts the strips into the `column`; `signed` sets a text once more with
//!    other spacing where its signature would stand alone on a page;
//! 3. a paragraph: `shape` (characters → atoms with glyphs, by way of the `foundry`), `breaks` (where lines
//!    may end), `spacing` (gaps, and what can give), `fit` (where they end, by way of
//!    `walk` and `mend`), `justify` (the place of each
//!    atom), `line` (runs);
//! 4. `column` draws the notes at the feet of pages, `furniture` page numbers and watermark; where a text
//!    prints pages of headings (`contents`, links without text), all is done again until they stand;
//! 5. [`dump()`]: pages as text, for tests.

mod breaks;
mod class;
mod collect;
mod colophon;
mod column;
mod compose;
mod contents;
mod departures;
mod dump;
mod figure;
mod fit;
mod foundry;
mod furniture;
mod index;
mod justify;
mod letterhead;
mod line;
mod mend;
mod names;
mod opening;
mod page;
mod paragraph;
mod phrase;
mod piece;
mod settings;
mod shape;
mod signature;
mod signed;
mod spacing;
mod strip;
mod style;
mod table;
mod title;
mod walk;

use std::sync::Arc;

use crate::base::{Checked, Code, Finding, Place};
use crate::elements::Layout;
use crate::faces::Faces;
use crate::markdown::Manuscript;

use collect::{Counts, collect};
use column::{Sheet, Spot};
use compose::Composer;
use index::Index;

pub use dump::dump;
pub use page::{
    Color, Element, LayoutStart, Link, OutlineEntry, Page, PagePlace, Pages, PlacedGlyph, PlacedImage, Rule,
    Run, Target, Turn,
};
pub use settings::{Settings, settings, settings_schema};
pub use style::{Side, Style, TextBlock};

/// Sets a book: its parts in order, each from a page of its own on, the pages numbered through.
///
/// No character of a manuscript is lost: what a face lacks is drawn from another or as 〓, with a finding.
/// More than 65,536 parts are not set.
pub fn pages(book: &[Manuscript], faces: &Faces, style: &Style) -> Checked<Pages> {
    let mut index = Index::of(book);
    for _ in 1..MOST_ROUNDS {
        let (pages, numbers) = set(book, &index, faces, style);
        if !index.has_fields || index.pages == numbers {
            return pages;
        }
        index.pages = numbers;
    }
    let (mut pages, numbers) = set(book, &index, faces, style);
    if index.pages != numbers {
        pages.findings.extend(book.first().map(unsettled));
    }
    pages
}

/// How often a book is set at most until its page numbers stand; two times nearly always do.
const MOST_ROUNDS: usize = 5;

fn unsettled(first: &Manuscript) -> Finding {
    let place = Place::text(Arc::clone(&first.file), 1, 1);
    let message = "文中引用的页码影响分页，排了几遍仍对不上，个别页码可能差一页";
    Finding::new(Code::ReferenceUnresolved, place, message).help("打印前核对目录和引用的页码")
}

/// Sets a book with the page numbers that the index knows; the pages, and the number that is printed on the page
/// of each heading.
fn set(
    book: &[Manuscript],
    index: &Index<'_>,
    faces: &Faces,
    style: &Style,
) -> (Checked<Pages>, Vec<Option<u32>>) {
    let mut composer = Composer::new(faces, style, index.place_count());
    let mut counts = Counts::default();
    for (number, manuscript) in (0..=u16::MAX).zip(book) {
        let part = collect((number, manuscript), index, style, &mut counts);
        composer.part(number, part);
    }
    composer.finish_notes(index);
    let page_numbers = furniture::furnish(&mut composer, book);
    let findings = std::mem::take(&mut composer.foundry.findings);
    let headings = composer.places.iter().take(index.heading_count());
    let numbers = headings.map(|place| *page_numbers.get((*place)?.sheet)?).collect();
    let value = finished(book, composer);
    (Checked { value, findings }, numbers)
}

fn finished(book: &[Manuscript], composer: Composer<'_>) -> Pages {
    let place = |spot: Spot| PagePlace { page: spot.sheet, y: spot.y };
    Pages {
        title: composer
            .outline
            .iter()
            .find(|entry| entry.level == 1)
            .map(|entry| entry.text.clone())
            .unwrap_or_default(),
        author: author(book),
        layouts: layouts(book, &composer.column.sheets),
        departures: departures::departures(composer.style),
        pages: composer.column.sheets.into_iter().map(|sheet| sheet.page).collect(),
        outline: composer.outline,
        places: composer.places.into_iter().map(|spot| spot.map(place)).collect(),
    }
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
