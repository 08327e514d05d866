//! Stage: a finished PDF and the name of its layout → the clauses of the standard, met and not met.
//!
//! In: a file's bytes, of any origin. Out: a [`Report`] with page and millimetres for whatever is not met.
//! It measures what is painted, by another reader than the one that wrote it; it knows neither the
//! typesetter's numbers nor its tags, and mends nothing.
//!
//! The steps, in call order: `open` (bytes → [`sheet`]s of ink, by way of `ink`), `layout` (which pages
//! follow which layout), `page` (ink → the parts of a document, by way of `line`), `clauses` (each rule
//! held against the pages, by way of `judge`), `report`.

mod clauses;
mod face;
mod ink;
mod judge;
mod layout;
mod line;
mod numbers;
mod open;
mod page;
mod report;
mod settings;
mod sheet;

use face::Kind;
use judge::Part;
use layout::Stretch;
use page::Page;

pub use layout::Layout;
pub use report::{Clause, Remark, Report, Section, Source, Verdict};

/// Why a file can't be measured; its text is what the clerk reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It can't be opened as a PDF.
    #[error("不是 PDF 文件，或者文件已损坏")]
    NoPdf,
    /// It asks for a password.
    #[error("文件有密码")]
    Encrypted,
    /// It has no page.
    #[error("文件里没有页面")]
    NoPages,
    /// It has more pages than are measured at once.
    #[error("文件有 {0} 页，超出查验的上限")]
    TooManyPages(usize),
    /// The reader broke on it.
    #[error("文件的内容读不下去")]
    Broken,
    /// Neither the caller nor the file says which layout it has.
    #[error("文件没有写明版式，请用 --layout 指定（如 --layout official）")]
    LayoutUnknown,
}

/// Measures a file, by the layout that is asked for, else by those that its metadata names.
///
/// Pages of another size than A4, or of a layout that is not known, are counted and not measured.
///
/// # Errors
/// A [`Refusal`] where it can't be read, or nobody says which layout it has.
pub fn measure(bytes: Vec<u8>, layout: Option<Layout>) -> Result<Report, Refusal> {
    let mut volume = open::read(bytes)?;
    let stretches = layout::stretches(&volume, layout)?;
    let count = volume.sheets.len();
    let kinds: Vec<Kind> = volume.faces.iter().map(|name| Kind::of(name)).collect();
    let sheets = std::mem::take(&mut volume.sheets);
    let page = |(number, sheet)| {
        let adjusted_lines = layout::adjusted_lines(&volume, number);
        Page { adjusted_lines, ..Page::of(sheet, number) }
    };
    let pages: Vec<Page> = (1..).zip(sheets).map(page).collect();
    let departures = std::mem::take(&mut volume.departures);
    let file = Part { pages: &pages, kinds: &kinds, faces: &volume.faces, missing: &volume.missing };
    let mut sections: Vec<Section> = Vec::new();
    for layout in stretches.iter().filter_map(|stretch| stretch.layout) {
        if sections.iter().all(|section| section.layout != layout) {
            sections.push(section(layout, &stretches, (&file, &departures)));
        }
    }
    let settings = settings::labels(&departures);
    Ok(Report { pages: count, foreign: foreign(&stretches, &pages), settings, sections })
}

/// All pages of one layout, held to its clauses.
fn section(layout: Layout, stretches: &[Stretch], (file, departures): (&Part<'_>, &str)) -> Section {
    let own = stretches.iter().filter(|stretch| stretch.layout == Some(layout));
    let pages = own.filter_map(|stretch| file.pages.get(stretch.sheets.clone()));
    let parts: Vec<Part<'_>> = pages.flat_map(native).map(|pages| Part { pages, ..*file }).collect();
    let clauses = clauses::rules(layout).iter().map(|rule| clauses::judge(rule, &parts));
    let clauses = clauses.map(|clause| settings::excused(clause, departures)).collect();
    Section { layout, pages: parts.iter().map(|part| part.pages.len()).sum(), clauses }
}

/// The runs of pages that are A4, or all where none is: then the paper is what is wrong.
fn native(pages: &[Page]) -> Vec<&[Page]> {
    if pages.iter().all(Page::is_foreign) {
        return vec![pages];
    }
    pages.split(Page::is_foreign).filter(|pages| !pages.is_empty()).collect()
}

/// The pages that nobody measures, from 1.
fn foreign(stretches: &[Stretch], pages: &[Page]) -> Vec<usize> {
    let of = |stretch: &Stretch| {
        let pages = pages.get(stretch.sheets.clone()).unwrap_or_default();
        let is_mixed = !pages.iter().all(Page::is_foreign);
        let is_left = |page: &&Page| stretch.layout.is_none() || is_mixed && page.is_foreign();
        pages.iter().filter(is_left).map(|page| page.number).collect::<Vec<_>>()
    };
    stretches.iter().flat_map(of).collect()
}
