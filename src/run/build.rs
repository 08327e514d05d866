//! The flow of a build: inputs → books, many at once → the output folder.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::base::{Checked, Failure, Finding, Severity};
use crate::documents::{self, Book, Material};
use crate::files::Root;
use crate::output::{self, Change, Document, Entry, Output, Preview};
use crate::plan::FOLDER as PLAN;

use super::inputs::{self, Inputs};
use super::press::{self, Press};
use super::report::{self, REPORT};
use super::request::{Build, Progress};
use super::{select, settings};

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
    /// The file that lists all findings, relative to the workspace; none where nothing was written.
    pub report: Option<String>,
    /// What would change, where nothing was written.
    pub changes: Vec<Preview>,
    /// The faces that are not built in, as clerks know them.
    pub own_faces: Vec<String>,
    /// Whether a bold 宋体 stands in for 小标宋.
    pub has_stand_in: bool,
}

/// What became of a book.
struct Outcome {
    /// Its entry in the manifest, where it was written.
    entry: Option<Entry>,
    /// What would have changed, where it was not.
    preview: Option<Preview>,
    pages: Option<usize>,
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
    let read = inputs::read(&root, setting).take(&mut findings);
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
    let is_whole = read.is_some() && findings.iter().all(|finding| !hides_documents(finding));
    let mut changes: Vec<Preview> = made.iter().filter_map(|outcome| outcome.preview.clone()).collect();
    if request.dry_run && is_whole {
        let outdated = output.outdated(&order).into_iter();
        changes.extend(outdated.map(|entry| Preview { name: entry.name.clone(), change: Change::Outdated }));
    }
    let (documents, pages) = (made.len(), made.iter().filter_map(|outcome| outcome.pages).sum());
    if request.dry_run {
        report::tidy(&mut findings);
    } else {
        let entries = made.into_iter().filter_map(|outcome| outcome.entry).collect();
        let mut manifest = output.succession(&order, entries);
        if is_whole {
            findings.extend(output.retire(&order, &mut manifest));
        }
        report::tidy(&mut findings);
        report::write_beside(&output, &mut findings);
        output.finish(&manifest)?;
    }
    let folder = setting.workspace.join(output::FOLDER);
    let report = (!request.dry_run).then(|| format!("{}/{REPORT}", output::FOLDER));
    let (own_faces, has_stand_in) = (faces.own(), settings::stands_in(&faces));
    Ok(Built {
        findings,
        documents,
        missing: asked - documents,
        pages,
        folder,
        report,
        changes,
        own_faces,
        has_stand_in,
    })
}

/// Whether a finding says that documents may lack in the catalogue that are none the less wanted: those
/// that were written last then stay where they are.
fn hides_documents(finding: &Finding) -> bool {
    let file = &finding.place.file;
    finding.severity() == Severity::Error
        && [PLAN, inputs::INSPECTIONS].iter().any(|folder| file.starts_with(folder))
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
) -> Vec<Outcome> {
    progress(Progress::Total(books.len()));
    let one = |book| {
        let entry = write(press, inputs, book, request);
        progress(Progress::Made);
        entry
    };
    let made: Vec<Checked<Option<Outcome>>> = books.par_iter().map(one).collect();
    made.into_iter().filter_map(|outcome| outcome.take(findings)).collect()
}

fn write(press: &Press<'_>, inputs: &Inputs, book: &Book, request: &Build) -> Checked<Option<Outcome>> {
    let mut findings = Vec::new();
    let document = document(press, inputs, book, request).take(&mut findings);
    if let Some(document) = document.as_ref().filter(|_| request.proof) {
        let file = document.pdf_path();
        findings.extend(document.pdf.iter().flat_map(|bytes| super::proof::of_made(bytes, &file)));
    }
    let outcome = document.zip(press.output).map(|(document, output)| {
        let preview = request.dry_run.then(|| output.preview(&document));
        let entry = (!request.dry_run).then(|| output.write(&document).take(&mut findings));
        let pages = entry.as_ref().map_or(document.pages, |entry| entry.pages);
        Outcome { entry, preview, pages }
    });
    Checked { value: outcome, findings }
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
    let read = inputs::read(&root, setting).take(&mut findings);
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
