//! A book → its Markdown, its pages, its PDF. The way of one document through the later stages.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Checked, Code, Finding, Place};
use crate::documents::{Book, Part};
use crate::elements;
use crate::faces::Faces;
use crate::markdown::{self, Manuscript, Mark, Marks};
use crate::output::{self, Document, MarkdownFile, Output, SourceStamp};
use crate::pdf;
use crate::render::Templates;
use crate::typeset::{self, Pages, Style};

/// What every book is made with; shared by all that are made at once.
pub(super) struct Press<'a> {
    pub(super) templates: &'a Templates,
    pub(super) faces: &'a Faces,
    /// Where clerks may have edited what was written last; none where nothing is to be written.
    pub(super) output: Option<&'a Output>,
    pub(super) force: bool,
    pub(super) style: &'a Style,
}

/// A part as Markdown, and as it was read again.
pub(super) struct Printed {
    pub(super) file: MarkdownFile,
    pub(super) manuscript: Manuscript,
    /// The traced values of its body, in the order in which they are printed; none of edited text.
    pub(super) marks: Vec<u32>,
}

impl Press<'_> {
    /// The parts of a book as Markdown; none where a part can't be made, as the findings say.
    pub(super) fn print(&self, book: &Book) -> Checked<Option<Vec<Printed>>> {
        let mut findings = Vec::new();
        let mut printed = Vec::new();
        for part in &book.parts {
            match self.part(book, part) {
                Ok(part) => printed.push(part.take(&mut findings)),
                Err(faults) => findings.extend(faults),
            }
        }
        let is_whole = printed.len() == book.parts.len();
        Checked { value: is_whole.then_some(printed), findings }
    }

    fn part(&self, book: &Book, part: &Part) -> Result<Checked<Printed>, Vec<Finding>> {
        let name = (book.parts.len() > 1).then_some(part.name.as_str());
        let path = output::markdown_path(&book.name, name);
        let front = elements::write_front_matter(&part.elements);
        let rendered = self.templates.render(part.view.template(), &part.view, &part.traces, &front)?;
        let edited = self.edited(&path, &rendered.markdown).map_err(|finding| vec![finding])?;
        let is_edited = edited.is_some();
        let (mut marks, mut ids) = (Marks::default(), Vec::new());
        if !is_edited {
            ids = rendered.marks.iter().map(|(_, id)| *id).collect();
            marks = Marks::new(rendered.marks.into_iter().map(|(range, id)| (range, Mark(id))).collect());
        }
        let text = edited.as_ref().unwrap_or(&rendered.markdown);
        let read = markdown::read(&path, text, &marks, part.traces.places());
        Ok(read.map(|mut manuscript| {
            manuscript.adopt(&part.elements);
            Printed { file: MarkdownFile { path, text: rendered.markdown, is_edited }, manuscript, marks: ids }
        }))
    }

    fn edited(&self, path: &str, new: &str) -> Result<Option<String>, Finding> {
        match self.output {
            Some(output) if !self.force => output.edited(path, new),
            _ => Ok(None),
        }
    }

    /// The pages of a book.
    pub(super) fn typeset(&self, printed: &[Printed]) -> Checked<Pages> {
        let manuscripts: Vec<&Manuscript> = printed.iter().map(|part| &part.manuscript).collect();
        let mut findings: Vec<Finding> =
            manuscripts.iter().flat_map(|manuscript| markdown::check_heading_order(manuscript)).collect();
        let pages = typeset::pages(&manuscripts, self.faces, self.style).take(&mut findings);
        Checked { value: pages, findings }
    }

    /// The document of a book, ready to be written.
    pub(super) fn document(
        &self,
        book: &Book,
        printed: Vec<Printed>,
        pages: &Pages,
        with_pdf: bool,
        checksums: &BTreeMap<String, String>,
    ) -> Document {
        Document {
            name: book.name.clone(),
            kind: book.kind.name().to_owned(),
            title: pages.title.clone(),
            pages: with_pdf.then_some(pages.pages.len()),
            pdf: with_pdf.then(|| pdf::write(pages, self.faces)),
            sources: sources(book, checksums),
            markdown: printed.into_iter().map(|part| part.file).collect(),
        }
    }
}

/// The input files that a book's values come from.
fn sources(book: &Book, checksums: &BTreeMap<String, String>) -> Vec<SourceStamp> {
    let traced = book.parts.iter().flat_map(|part| part.traces.places());
    let front = book.parts.iter().flat_map(|part| part.elements.leaves().into_iter().map(|leaf| leaf.places));
    let files: std::collections::BTreeSet<Arc<str>> =
        traced.chain(front).flat_map(|places| files_of(&places)).collect();
    let stamp = |file: Arc<str>| {
        let sha256 = checksums.get(&*file)?.clone();
        Some(SourceStamp { file: file.to_string(), sha256 })
    };
    files.into_iter().filter_map(stamp).collect()
}

fn files_of(places: &[Place]) -> Vec<Arc<str>> {
    let mut files: Vec<Arc<str>> = places.iter().map(|place| Arc::clone(&place.file)).collect();
    files.dedup();
    files
}

/// Loads the built-in templates and those with which the workspace overrides them.
pub(super) fn templates(root: &crate::files::Root, findings: &mut Vec<Finding>) -> Templates {
    let mut sources = crate::render::builtin();
    for file in root.list(TEMPLATES).take(findings) {
        let Some(name) = file.strip_prefix("templates/").filter(|name| name.ends_with(".md")) else { continue };
        match root.read(&file).and_then(|bytes| crate::files::text(&bytes, &file)) {
            Ok(text) => sources.push(crate::render::Source { name: name.to_owned(), file, text }),
            Err(finding) => findings.push(Finding { code: Code::TemplateBroken, ..finding }),
        }
    }
    Templates::load(sources).take(findings)
}

/// Where a workspace keeps its own templates.
const TEMPLATES: &str = "templates";
