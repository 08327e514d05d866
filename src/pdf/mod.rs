//! Stage: pages of placed runs → the bytes of a PDF, valid as PDF/A-2a and PDF/UA-1.
//!
//! In: [`Pages`], and the faces that their runs name. Out: one file's bytes, the same for the same
//! pages. It never moves a glyph, never chooses a face, and knows neither campaign nor standard.
//!
//! `printpdf` writes the pages and the fonts; outline, tags, links and metadata are added to the
//! `lopdf` document that it hands out.

mod compress;
mod content;
mod cover;
mod fonts;
mod images;
mod links;
mod metadata;
mod numbers;
mod outline;
mod structure;
mod tags;
mod text;

use lopdf::{ObjectId, SaveOptions};
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
    let mut document = PdfDocument::new(&pages.title);
    document.resources.fonts.map = fonts.take_programs();
    let names = Names::of(pages);
    document.pages = pages.pages.iter().map(|page| pdf_page(page, &fonts, &names, &mut tags)).collect();
    let mut document = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    let page_ids: Vec<ObjectId> = document.page_iter().collect();
    names.add(&mut document, &page_ids);
    finish(document, &page_ids, pages, &tags)
}

fn pdf_page(page: &Page, fonts: &Fonts, names: &Names<'_>, tags: &mut Tags) -> PdfPage {
    let sheet = Rect::from_wh(pt(page.width), pt(page.height));
    PdfPage {
        media_box: sheet.clone(),
        trim_box: sheet.clone(),
        crop_box: sheet,
        ops: content::operations(page, fonts, names, tags),
    }
}

/// Adds what `printpdf` has no words for, and serialises.
fn finish(mut document: lopdf::Document, page_ids: &[ObjectId], pages: &Pages, tags: &Tags) -> Vec<u8> {
    let links = links::add(&mut document, page_ids, pages);
    structure::add(&mut document, page_ids, tags, &links);
    outline::add(&mut document, page_ids, pages);
    metadata::complete(&mut document, pages);
    compress::streams(&mut document);
    let mut bytes = Vec::new();
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
    // Writing into memory has no way to fail.
    let _written = document.save_with_options(&mut bytes, options);
    bytes
}
