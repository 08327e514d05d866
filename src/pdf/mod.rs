//! Stage: pages of placed runs → the bytes of a PDF, valid as PDF/A-2a and PDF/UA-1.
//!
//! In: [`Pages`], and the faces that their runs name. Out: one file's bytes, the same for the same
//! pages. It never moves a glyph, never chooses a face, and knows neither campaign nor standard.
//!
//! `printpdf` writes the pages and the fonts; what the pages show, outline, tags, links and metadata are
//! added to the `lopdf` document that it hands out.

mod compress;
mod content;
mod cover;
mod fonts;
mod images;
mod links;
mod metadata;
mod numbers;
mod operators;
mod outline;
mod save;
mod structure;
mod syntax;
mod tags;
mod text;

use lopdf::{Document, ObjectId};
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Rect};

use crate::faces::Faces;
use crate::typeset::{Page, Pages};

use fonts::Fonts;
use images::Names;
use numbers::pt;
use tags::Tags;

/// The bytes of a PDF that shows `pages`.
///
/// Text stands in reading order and reads as the manuscript's characters; what is
/// [`Element::Artifact`](crate::typeset::Element::Artifact) is marked as such, all else is tagged.
/// A character that its face lacks is left out: the typesetter has reported it.
pub fn write(pages: &Pages, faces: &Faces) -> Vec<u8> {
    let mut fonts = Fonts::cut(pages, faces);
    let mut tags = Tags::default();
    let names = Names::of(pages);
    let contents = pages.pages.iter().map(|page| content::stream(page, &fonts, &names, &mut tags)).collect();
    let mut document = skeleton(pages, &mut fonts);
    let page_ids: Vec<ObjectId> = document.page_iter().collect();
    fill(&mut document, &page_ids, contents);
    names.add(&mut document, &page_ids);
    finish(document, &page_ids, pages, &tags)
}

/// What `printpdf` writes: the fonts, and sheets whose content is still missing.
fn skeleton(pages: &Pages, fonts: &mut Fonts) -> Document {
    let mut document = PdfDocument::new(&pages.title);
    document.pages = pages.pages.iter().map(sheet).collect();
    if let Some(first) = document.pages.first_mut() {
        first.ops = fonts.specimens();
    }
    document.resources.fonts.map = fonts.take_programs();
    document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new())
}

fn sheet(page: &Page) -> PdfPage {
    let sheet = Rect::from_wh(pt(page.width), pt(page.height));
    PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops: Vec::new() }
}

/// Gives each page what it shows.
fn fill(document: &mut Document, page_ids: &[ObjectId], contents: Vec<Vec<u8>>) {
    for (page, content) in page_ids.iter().zip(contents) {
        let stream = document.get_dictionary(*page).and_then(|page| page.get(b"Contents")?.as_reference());
        if let Ok(stream) = stream.and_then(|id| document.get_object_mut(id)?.as_stream_mut()) {
            stream.set_content(content);
        }
    }
}

/// Adds what `printpdf` has no words for, and serialises.
fn finish(mut document: Document, page_ids: &[ObjectId], pages: &Pages, tags: &Tags) -> Vec<u8> {
    let links = links::add(&mut document, page_ids, pages);
    structure::add(&mut document, page_ids, tags, &links);
    outline::add(&mut document, page_ids, pages);
    metadata::complete(&mut document, pages);
    save::bytes(document)
}
