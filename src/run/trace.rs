//! A document → its figures, each with the cells and lines that it comes from.

use std::sync::Arc;

use crate::base::{Failure, Finding, Place};
use crate::documents::{Book, Part};
use crate::files::Root;
use crate::output::Output;

use super::build::catalogue;
use super::press::{self, Press};
use super::{Setting, inputs, settings};

/// As many names as a message lists.
const LISTED: usize = 10;

/// The figures of a document.
#[derive(Debug)]
pub struct TracedDocument {
    /// The document's name.
    pub name: String,
    /// The figures in the order in which they stand.
    pub figures: Vec<Figure>,
    /// Whether a part of it was edited by hand and so has no figures to trace.
    pub is_edited: bool,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

/// A traced text of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The text as it is printed.
    pub text: Arc<str>,
    /// Where it comes from.
    pub places: Arc<[Place]>,
}

/// Finds the document and traces those of its texts that contain `text`; without it, those with a digit.
///
/// # Errors
/// A [`Failure`] where the workspace can't be read, or where the name means no document, or several.
pub fn trace(setting: &Setting, document: &str, text: Option<&str>) -> Result<TracedDocument, Failure> {
    let root = Root::open(&setting.workspace)?;
    let mut findings = Vec::new();
    let (style, faces) = settings::load(Some(&root), &setting.fonts, &mut findings)?;
    let output = Output::open(root.path())?.take(&mut findings);
    let read = inputs::read(&root, setting).take(&mut findings);
    let books = read.as_ref().map(|inputs| catalogue(inputs, &mut findings)).unwrap_or_default();
    let book = named(&books, document)?;
    let templates = press::templates(&root, &mut findings);
    let output = Some(&output);
    let press =
        Press { templates: &templates, faces: &faces, root: &root, output, force: false, style: &style };
    let printed = press.print(book).take(&mut findings).unwrap_or_default();
    let is_edited = printed.files.iter().any(|file| file.is_edited);
    let parts = book.parts.iter().zip(printed.files.iter().zip(&printed.marks));
    let figures =
        parts.filter(|(_, (file, _))| !file.is_edited).flat_map(|(part, (_, marks))| figures(part, marks));
    let is_asked = |figure: &Figure| match text {
        Some(text) => figure.text.contains(text),
        None => figure.text.contains(|c: char| c.is_ascii_digit()),
    };
    let figures = figures.filter(is_asked).collect();
    Ok(TracedDocument { name: book.name.clone(), figures, is_edited, findings })
}

/// The book with this name, or the only one whose name contains it.
fn named<'a>(books: &'a [Book], name: &str) -> Result<&'a Book, Failure> {
    let name = name.trim_end_matches(".md").trim_end_matches(".pdf").trim_start_matches("output/");
    if let Some(book) = books.iter().find(|book| book.name == name) {
        return Ok(book);
    }
    let like: Vec<&Book> = books.iter().filter(|book| book.name.contains(name)).collect();
    match like.as_slice() {
        [book] => Ok(book),
        [] => Err(Failure::NothingSelected(name.to_owned())),
        several => {
            let names = several.iter().take(LISTED).map(|book| book.name.clone()).collect();
            Err(Failure::ManySelected { word: name.to_owned(), count: several.len(), names })
        }
    }
}

/// The traced texts of a part, front matter first.
fn figures(part: &Part, marks: &[u32]) -> Vec<Figure> {
    let front = part.elements.leaves().into_iter();
    let front = front.map(|leaf| Figure { text: leaf.text, places: leaf.places });
    let body = marks.iter().filter_map(|mark| part.traces.get(*mark));
    let body = body.map(|trace| Figure { text: Arc::clone(&trace.text), places: Arc::clone(&trace.places) });
    front.chain(body).filter(|figure| !figure.places.is_empty()).collect()
}
