//! The journal of a run: which Markdown it is about to write, noted before each file.
//!
//! The manifest is written last. If the run is killed before, the journal tells the next one that a new
//! text on disk is the program's own and no clerk's edit. It goes when the manifest is there.

use std::collections::BTreeSet;
use std::sync::Mutex;

use super::folder::Folder;

/// The file; it lies where the documents do and is no document.
const FILE: &str = ".writing";

/// What the killed run before this one noted, and what this one notes.
#[derive(Debug)]
pub(super) struct Journal {
    noted: BTreeSet<String>,
    text: Mutex<String>,
}

impl Journal {
    /// Reads what a killed run left.
    pub(super) fn read(folder: &Folder) -> Self {
        let text = folder.read(FILE).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        Self { noted: text.lines().map(str::to_owned).collect(), text: Mutex::new(text) }
    }

    /// Whether a killed run was about to write this content.
    pub(super) fn knows(&self, path: &str, sha256: &str) -> bool {
        self.noted.contains(&line(path, sha256))
    }

    /// Notes a file that is about to be written. A note that can't be written is none: it only matters
    /// for a run that is killed.
    pub(super) fn note(&self, folder: &Folder, path: &str, sha256: &str) {
        let Ok(mut text) = self.text.lock() else { return };
        text.push_str(&line(path, sha256));
        text.push('\n');
        let _ = folder.replace(FILE, text.as_bytes());
    }

    /// Removes the file.
    pub(super) fn remove(folder: &Folder) {
        let _ = folder.remove(FILE);
    }
}

fn line(path: &str, sha256: &str) -> String {
    format!("{sha256} {path}")
}
