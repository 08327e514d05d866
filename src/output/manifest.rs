//! `manifest.json`: what was written last, of which content, made from which files.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{FOLDER, MANIFEST};
use crate::base::{Checked, Code, Finding, Place};

/// The only format there is.
const FORMAT: u32 = 1;

/// All documents that were written, in the order of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// 1.
    pub format: u32,
    /// The documents.
    pub documents: Vec<Entry>,
}

/// One document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name below `output/`, without an ending.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The pages of its PDF, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// Its files: Markdown in the order of the parts, then the PDF.
    pub files: Vec<FileStamp>,
    /// The files that it was made from.
    pub sources: Vec<SourceStamp>,
}

/// A file of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStamp {
    /// Relative to `output/`.
    pub path: String,
    /// SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: String,
    /// Whether the content is a clerk's, which was kept.
    #[serde(default, skip_serializing_if = "is_false")]
    pub edited: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// A file that a document was made from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SourceStamp {
    /// Relative to the workspace.
    pub file: String,
    /// SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: String,
}

impl Default for Manifest {
    fn default() -> Self {
        Self { format: FORMAT, documents: Vec::new() }
    }
}

impl Manifest {
    /// The document with this name.
    pub fn document(&self, name: &str) -> Option<&Entry> {
        self.documents.iter().find(|document| document.name == name)
    }

    /// The file with this path.
    pub fn file(&self, path: &str) -> Option<&FileStamp> {
        self.documents.iter().flat_map(|document| &document.files).find(|file| file.path == path)
    }

    /// The manifest after a run that made these documents, of a catalogue that names `order`.
    ///
    /// Entries of neither are at its end.
    pub(super) fn succeeded_by(&self, order: &[String], made: Vec<Entry>) -> Self {
        let mut made: BTreeMap<String, Entry> =
            made.into_iter().map(|entry| (entry.name.clone(), entry)).collect();
        let mut last: BTreeMap<&str, &Entry> =
            self.documents.iter().map(|entry| (entry.name.as_str(), entry)).collect();
        let mut entry = |name: &String| {
            let last = last.remove(name.as_str());
            made.remove(name).or_else(|| last.cloned())
        };
        let mut documents: Vec<Entry> = order.iter().filter_map(&mut entry).collect();
        let listed: BTreeSet<&String> = order.iter().collect();
        documents.extend(self.documents.iter().filter(|entry| !listed.contains(&entry.name)).cloned());
        Self { format: FORMAT, documents }
    }

    /// The content of the file.
    pub(super) fn json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }
}

/// Reads the content of the file; none is an empty manifest.
pub(super) fn read(bytes: Option<Vec<u8>>) -> Checked<Manifest> {
    let Some(bytes) = bytes else { return Checked::sound(Manifest::default()) };
    match serde_json::from_slice::<Manifest>(&bytes) {
        Ok(manifest) if manifest.format == FORMAT => Checked::sound(manifest),
        _ => Checked { value: Manifest::default(), findings: vec![unreadable()] },
    }
}

fn unreadable() -> Finding {
    let place = Place::file(format!("{FOLDER}/{MANIFEST}"));
    Finding::new(Code::UnreadableFile, place, "上次生成的清单读不出来，现有的 Markdown 都按手工修改过的保留")
        .help("确认没有手工修改过时，用 --force 重新生成")
}
