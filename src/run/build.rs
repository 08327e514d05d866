//! The flow of a build: inputs → books, many at once → the output folder.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::base::{Checked, Failure, Finding};
use crate::documents::{self, Book, Material};
use crate::files::Root;
use crate::output::{self, Document, Entry, Output};

use super::inputs::{self, Inputs};
use super::press::{self, Press};
use super::report;
use super::request::{Build, Progress};
use super::{select, settings};

/// The file below the output folder that lists every finding.
const REPORT: &str = "findings.md";

/// What a build made.
#[derive(Debug)]
pub struct Built {
    /// Everything that was found.
    pub findings: Vec<Finding>,
    /// How many documents were made.
    pub documents: usize,
    /// How many were asked for and could not be made.
    pub missing: usize,
    /// How many pages their PDFs have in all.
    pub pages: usize,
    /// The output folder.
    pub folder: PathBuf,
    /// The file that lists all findings, relative to the workspace.
    pub report: String,
    /// Whether a bold 宋体 stands in for 小标宋.
    pub has_stand_in: bool,
}

/// Makes the documents that a request asks for.
///
/// # Errors
/// A [`Failure`] where nothing could be made. Whatever is wrong with an input is a finding instead.
pub fn build(request: &Build, progress: &(dyn Fn(Progress) + Sync)) -> Result<Built, Failure> {
    let workers = rayon::ThreadPoolBuilder::new().num_threads(request.jobs.unwrap_or(0)).build();
    let workers = workers.map_err(|error| Failure::Workers(error.to_string()))?;
    workers.install(|| make_all(request, progress))
}

fn make_all(request: &Build, progress: &(dyn Fn(Progress) + Sync)) -> Result<Built, Failure> {
    let setting = &request.setting;
    let root = Root::open(&setting.workspace)?;
    let mut findings = Vec::new();
    let (style, faces) = settings::load(Some(&root), &setting.fonts, &mut findings)?;
    let output = Output::open(root.path())?.take(&mut findings);
    let read = inputs::read(&root, setting.as_of.clone(), setting.today.clone()).take(&mut findings);
    let templates = press::templates(&root, &mut findings);
    let press = Press {
        templates: &templates,
        faces: &faces,
        root: &root,
        output: Some(&output),
        force: request.force,
        style: &style,
    };
    let mut made = Vec::new();
    let (mut order, mut asked) = (Vec::new(), 0);
    if let Some(inputs) = &read {
        let books = catalogue(inputs, &mut findings);
        order = books.iter().map(|book| book.name.clone()).collect();
        let books = select::books(books, inputs, &request.select)?;
        asked = books.len();
        made = make(&press, inputs, &books, request, progress, &mut findings);
    }
    settings::judge_faces(&faces, setting.is_strict, &mut findings);
    report::tidy(&mut findings);
    if let Err(busy) = output.write_beside(REPORT, &report::markdown(&findings)) {
        findings.push(busy);
    }
    let documents = made.len();
    let pages = made.iter().filter_map(|entry| entry.pages).sum();
    output.finish(&order, made)?;
    let folder = setting.workspace.join(output::FOLDER);
    let report = format!("{}/{REPORT}", output::FOLDER);
    let has_stand_in = settings::stands_in(&faces);
    Ok(Built { findings, documents, missing: asked - documents, pages, folder, report, has_stand_in })
}

/// The books of the catalogue.
pub(super) fn catalogue(inputs: &Inputs, findings: &mut Vec<Finding>) -> Vec<Book> {
    let material = Material { plan: &inputs.plan, ledger: &inputs.ledger, as_of: &inputs.as_of };
    documents::catalogue(material).take(findings)
}

fn make(
    press: &Press<'_>,
    inputs: &Inputs,
    books: &[Book],
    request: &Build,
    progress: &(dyn Fn(Progress) + Sync),
    findings: &mut Vec<Finding>,
) -> Vec<Entry> {
    progress(Progress::Total(books.len()));
    let one = |book| {
        let entry = write(press, inputs, book, request);
        progress(Progress::Made);
        entry
    };
    let made: Vec<Checked<Option<Entry>>> = books.par_iter().map(one).collect();
    made.into_iter().filter_map(|entry| entry.take(findings)).collect()
}

fn write(press: &Press<'_>, inputs: &Inputs, book: &Book, request: &Build) -> Checked<Option<Entry>> {
    let mut findings = Vec::new();
    let document = document(press, inputs, book, request).take(&mut findings);
    if let Some(document) = document.as_ref().filter(|_| request.proof) {
        let file = document.pdf_path();
        findings.extend(document.pdf.iter().flat_map(|bytes| super::proof::of_made(bytes, &file)));
    }
    let entry =
        document.zip(press.output).map(|(document, output)| output.write(&document).take(&mut findings));
    Checked { value: entry, findings }
}

fn document(press: &Press<'_>, inputs: &Inputs, book: &Book, request: &Build) -> Checked<Option<Document>> {
    let mut findings = Vec::new();
    let Some(printed) = press.print(book).take(&mut findings) else {
        return Checked { value: None, findings };
    };
    let pages = press.typeset(&printed).take(&mut findings);
    let mut document = press.document(book, printed, &pages, request.with_pdf, &inputs.checksums);
    if !request.with_markdown {
        document.markdown.clear();
    }
    Checked { value: Some(document), findings }
}

/// Reads and examines everything, and prints and sets every book in memory.
///
/// # Errors
/// A [`Failure`] where the workspace or the faces can't be read.
pub fn check(setting: &super::Setting) -> Result<Vec<Finding>, Failure> {
    let root = Root::open(&setting.workspace)?;
    let mut findings = Vec::new();
    let (style, faces) = settings::load(Some(&root), &setting.fonts, &mut findings)?;
    let read = inputs::read(&root, setting.as_of.clone(), setting.today.clone()).take(&mut findings);
    let templates = press::templates(&root, &mut findings);
    let press = Press {
        templates: &templates,
        faces: &faces,
        root: &root,
        output: None,
        force: false,
        style: &style,
    };
    if let Some(inputs) = &read {
        let books = catalogue(inputs, &mut findings);
        let found: Vec<Vec<Finding>> = books.par_iter().map(|book| proof(&press, book)).collect();
        findings.extend(found.into_iter().flatten());
    }
    settings::judge_faces(&faces, setting.is_strict, &mut findings);
    report::tidy(&mut findings);
    Ok(findings)
}

/// What is found while a book is printed and set.
fn proof(press: &Press<'_>, book: &Book) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(printed) = press.print(book).take(&mut findings) {
        press.typeset(&printed).take(&mut findings);
    }
    findings
}
