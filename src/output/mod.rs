//! Stage: finished documents → files below `output/`, and the manifest that knows them.
//!
//! In: the last manifest, read first; each document's Markdown and PDF. Out: files, replaced whole and
//! only where they change, and the new manifest, written last. It alone writes to disk, never outside of
//! `output/` (but for [`write_file`], where a user named the file), and never over a clerk's own text.

mod atomic;
mod create;
mod edited;
mod folder;
mod journal;
mod manifest;
mod preview;
mod retire;
mod write;

use std::path::Path;

pub use atomic::write_file;
pub use create::{create, write_files};
pub use manifest::{Entry, FileStamp, Manifest, SourceStamp};
pub use preview::{Change, Preview};

use crate::base::{Checked, Failure, Finding};
use folder::Folder;
use journal::Journal;

/// The folder below the workspace that everything is written to.
pub const FOLDER: &str = "output";

/// The file that knows what was written last.
const MANIFEST: &str = "manifest.json";

/// The output folder, with what the last run left there.
///
/// Documents may be written from several threads; no two of them may share a file.
#[derive(Debug)]
pub struct Output {
    folder: Folder,
    last: Manifest,
    journal: Journal,
}

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Where it goes below `output/`, without an ending: `notices/会议通知`.
    pub name: String,
    /// Its kind, as the plan names kinds.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The pages of its PDF, where one was made.
    pub pages: Option<usize>,
    /// The Markdown of its parts, in order.
    pub markdown: Vec<MarkdownFile>,
    /// The PDF, where one was made.
    pub pdf: Option<Vec<u8>>,
    /// The files that it was made from.
    pub sources: Vec<SourceStamp>,
}

/// The Markdown of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkdownFile {
    /// The file, relative to `output/`, with its ending.
    pub path: String,
    /// The text that was rendered.
    pub text: String,
    /// Whether the PDF was made from the clerk's text instead, as [`Output::edited`] gave it.
    pub is_edited: bool,
}

impl Document {
    /// The file of the PDF, relative to `output/`.
    pub fn pdf_path(&self) -> String {
        format!("{}.pdf", self.name)
    }
}

/// The file of a part's Markdown, relative to `output/`: `NAME.md`, or `NAME/PART.md` where the book
/// has several parts.
pub fn markdown_path(name: &str, part: Option<&str>) -> String {
    part.map_or_else(|| format!("{name}.md"), |part| format!("{name}/{part}.md"))
}

impl Output {
    /// Opens the output folder of a workspace, which need not exist yet.
    ///
    /// A manifest that can't be read is a finding (`UnreadableFile`); then every Markdown file counts
    /// as edited by hand, so that nothing is lost.
    ///
    /// # Errors
    /// [`Failure::Unwritable`] where `output` leads out of the workspace or into `inputs`.
    pub fn open(workspace: &Path) -> Result<Checked<Self>, Failure> {
        let folder = Folder::open(workspace)?;
        let Checked { value: last, findings } = manifest::read(folder.read(MANIFEST));
        let journal = Journal::read(&folder);
        Ok(Checked { value: Self { folder, last, journal }, findings })
    }

    /// What the last run wrote.
    pub const fn last(&self) -> &Manifest {
        &self.last
    }

    /// The text that a clerk put in the place of what was written last, where it is not the new text.
    ///
    /// Line ends and byte order marks are no edit. Asked before typesetting: the PDF is made from it.
    ///
    /// # Errors
    /// `UnreadableFile` where the edited file is no text; then the document can't be made.
    pub fn edited(&self, path: &str, new: &str) -> Result<Option<String>, Finding> {
        edited::text(self, path, new)
    }

    /// Writes a document's files; what is the same already stays untouched.
    ///
    /// Findings: `EditedKept` where the clerk's text stays and the new one lies beside it as
    /// `NAME.new.md`, `FileBusy` for a file that can't be replaced; the others are written.
    pub fn write(&self, document: &Document) -> Checked<Entry> {
        write::document(self, document)
    }

    /// Writes another file, such as `findings.md`, that the manifest does not list.
    ///
    /// # Errors
    /// `FileBusy` where it can't be replaced.
    pub fn write_beside(&self, path: &str, content: impl AsRef<[u8]>) -> Result<(), Finding> {
        self.folder.replace(path, content.as_ref()).map_err(|error| write::busy(path, &error))
    }

    /// What [`Self::write`] would change, and why. It writes nothing.
    pub fn preview(&self, document: &Document) -> Preview {
        preview::document(self, document)
    }

    /// The documents of the last run that a catalogue of these names has no more.
    pub fn outdated(&self, order: &[String]) -> Vec<&Entry> {
        self.last.documents.iter().filter(|entry| !order.contains(&entry.name)).collect()
    }

    /// The manifest after this run. `order` names the documents of the catalogue in its order; of those
    /// that were not made this time the last entry stays, and so do, at the end, those that are in no
    /// catalogue any more.
    pub fn succession(&self, order: &[String], made: Vec<Entry>) -> Manifest {
        self.last.succeeded_by(order, made)
    }

    /// Moves to `output/过期/` the documents that the catalogue has no more, and the parts that their
    /// document has no more.
    ///
    /// Findings: `DocumentOutdated` for each document, `FileBusy` for a file that can't be moved; it stays
    /// listed.
    pub fn retire(&self, order: &[String], manifest: &mut Manifest) -> Vec<Finding> {
        retire::files(self, order, manifest)
    }

    /// Moves to `output/过期/` the files of a folder that no manifest lists and that are of no more use.
    ///
    /// Findings: `DocumentOutdated` once, `FileBusy` for a file that can't be moved.
    pub fn retire_beside(&self, folder: &str, is_outdated: impl Fn(&String) -> bool) -> Vec<Finding> {
        retire::beside(self, folder, is_outdated)
    }

    /// Writes the manifest, and with it ends the run; what a killed run left half-written is swept out.
    ///
    /// # Errors
    /// [`Failure::Unwritable`] where the manifest can't be replaced.
    pub fn finish(self, manifest: &Manifest) -> Result<(), Failure> {
        let written = self.folder.replace(MANIFEST, manifest.json().as_bytes());
        written.map_err(|error| self.folder.failure(MANIFEST, &error))?;
        Journal::remove(&self.folder);
        self.folder.sweep();
        Ok(())
    }
}
