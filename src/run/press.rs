//! A book → its Markdown, its pages, its PDF. The way of one document through the later stages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Checked, Code, Finding, Place};
use crate::documents::{Book, Part};
use crate::elements;
use crate::faces::Faces;
use crate::files::{self, Root};
use crate::markdown::{self, Manuscript, Mark, Marks};
use crate::output::{self, Document, MarkdownFile, Output, SourceStamp};
use crate::pdf;
use crate::render::{self, Rendered, Source, Templates};
use crate::typeset::{self, Pages, Style};

use super::gallery::Gallery;

/// What every book is made with; shared by all that are made at once.
pub(super) struct Press<'a> {
    pub(super) templates: &'a Templates,
    pub(super) faces: &'a Faces,
    /// The workspace, in which pictures lie.
    pub(super) root: &'a Root,
    /// Where clerks may have edited what was written last; none where nothing is to be written.
    pub(super) output: Option<&'a Output>,
    pub(super) force: bool,
    pub(super) style: &'a Style,
}

/// The parts of a book as Markdown, and as they were read again.
#[derive(Default)]
pub(super) struct Printed {
    pub(super) files: Vec<MarkdownFile>,
    pub(super) manuscripts: Vec<Manuscript>,
    /// The traced values of each body, in the order in which they are printed; none of edited text.
    pub(super) marks: Vec<Vec<u32>>,
    /// The pictures that are shown, each with its checksum.
    pub(super) pictures: Vec<SourceStamp>,
}

impl Press<'_> {
    /// Prints a book; nothing where a part can't be made, as the findings say.
    pub(super) fn print(&self, book: &Book) -> Checked<Option<Printed>> {
        let mut findings = Vec::new();
        let mut printed = Printed::default();
        let mut gallery = Gallery::new(self.root.clone());
        for part in &book.parts {
            if let Err(faults) = self.part((book, part), &mut printed, &mut gallery, &mut findings) {
                findings.extend(faults);
            }
        }
        let stamp =
            |(file, sha256): (&str, &str)| SourceStamp { file: file.to_owned(), sha256: sha256.to_owned() };
        printed.pictures = gallery.files().map(stamp).collect();
        let is_whole = printed.files.len() == book.parts.len();
        Checked { value: is_whole.then_some(printed), findings }
    }

    fn part(
        &self,
        (book, part): (&Book, &Part),
        printed: &mut Printed,
        gallery: &mut Gallery,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Vec<Finding>> {
        let name = (book.parts.len() > 1).then_some(part.name.as_str());
        let path = output::markdown_path(&book.name, name);
        let front = elements::write_front_matter(&part.elements);
        let Rendered { markdown: text, marks } =
            self.templates.render(part.view.template(), &part.view, &part.traces, &front)?;
        let edited = self.edited(&path, &text).map_err(|finding| vec![finding])?;
        let is_edited = edited.is_some();
        let marks = if is_edited { Vec::new() } else { marks };
        printed.marks.push(marks.iter().map(|(_, id)| *id).collect());
        let marks = Marks::new(marks.into_iter().map(|(range, id)| (range, Mark(id))).collect());
        let body = edited.as_ref().unwrap_or(&text);
        let mut manuscript = markdown::read(&path, body, &marks, part.traces.places()).take(findings);
        manuscript.adopt(&part.elements);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        gallery.illustrate(&mut manuscript, &format!("{}/{folder}", output::FOLDER));
        printed.manuscripts.push(manuscript);
        printed.files.push(MarkdownFile { path, text, is_edited });
        Ok(())
    }

    fn edited(&self, path: &str, new: &str) -> Result<Option<String>, Finding> {
        match self.output {
            Some(output) if !self.force => output.edited(path, new),
            _ => Ok(None),
        }
    }

    /// The pages of a book.
    pub(super) fn typeset(&self, printed: &Printed) -> Checked<Pages> {
        let mut findings: Vec<Finding> =
            printed.manuscripts.iter().flat_map(markdown::check_heading_order).collect();
        findings.extend(markdown::check_annexes(&printed.manuscripts));
        let pages = typeset::pages(&printed.manuscripts, self.faces, self.style).take(&mut findings);
        Checked { value: pages, findings }
    }

    /// The document of a book, ready to be written.
    pub(super) fn document(
        &self,
        book: &Book,
        printed: Printed,
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
            sources: sources(book, &printed.pictures, checksums),
            markdown: printed.files,
        }
    }
}

/// The input files that a book's values come from, and those of its pictures.
fn sources(book: &Book, pictures: &[SourceStamp], checksums: &BTreeMap<String, String>) -> Vec<SourceStamp> {
    let traced = book.parts.iter().flat_map(|part| part.traces.places());
    let front = book.parts.iter().flat_map(|part| part.elements.leaves().into_iter().map(|leaf| leaf.places));
    let files: BTreeSet<Arc<str>> = traced.chain(front).flat_map(|places| files_of(&places)).collect();
    let stamp = |file: Arc<str>| {
        let sha256 = checksums.get(&*file)?.clone();
        Some(SourceStamp { file: file.to_string(), sha256 })
    };
    let mut stamps: Vec<SourceStamp> = files.into_iter().filter_map(stamp).collect();
    stamps.extend(pictures.iter().cloned());
    stamps.sort_by(|one, other| one.file.cmp(&other.file));
    stamps
}

fn files_of(places: &[Place]) -> Vec<Arc<str>> {
    let mut files: Vec<Arc<str>> = places.iter().map(|place| Arc::clone(&place.file)).collect();
    files.dedup();
    files
}

/// Loads the built-in templates and those with which the workspace overrides them.
pub(super) fn templates(root: &Root, findings: &mut Vec<Finding>) -> Templates {
    let mut sources = render::builtin();
    for file in root.list(TEMPLATES).take(findings) {
        let Some(name) = file.strip_prefix("templates/").filter(|name| files::has_ending(name, "md")) else {
            continue;
        };
        match root.read(&file).and_then(|bytes| files::text(&bytes, &file)) {
            Ok(text) => sources.push(Source { name: name.to_owned(), file, text }),
            Err(finding) => findings.push(Finding { code: Code::TemplateBroken, ..finding }),
        }
    }
    Templates::load(sources).take(findings)
}

/// Where a workspace keeps its own templates.
const TEMPLATES: &str = "templates";
