//! What a caller asks for, resolved: no default is decided behind this.

use std::path::PathBuf;

use crate::base::{Date, Traced};

/// The workspace and the day, as every flow needs them.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The workspace.
    pub workspace: PathBuf,
    /// The program, which reads workbooks of formats that are best read in a process of its own; where there is
    /// none, they are refused.
    pub program: Option<PathBuf>,
    /// The day that decides what is overdue, where the caller says one.
    pub as_of: Option<Traced<Date>>,
    /// The day that decides it where neither caller nor campaign says one.
    pub today: Traced<Date>,
    /// Folders that may hold the faces, in the order in which they are looked for.
    pub fonts: Vec<PathBuf>,
    /// Whether faces and glyphs that stand in for others are errors.
    pub is_strict: bool,
}

/// Markdown to set, with or without a workspace.
#[derive(Debug, Clone)]
pub struct Leaflet {
    /// The files, in order.
    pub sources: Vec<PathBuf>,
    /// The PDF; beside the first file where nothing is said.
    pub output: Option<PathBuf>,
    /// The workspace whose settings hold, where there is one.
    pub workspace: Option<PathBuf>,
    /// Folders that may hold the faces, in the order in which they are looked for.
    pub fonts: Vec<PathBuf>,
    /// Whether faces and glyphs that stand in for others are errors.
    pub is_strict: bool,
}

/// What to build.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub struct Build {
    /// Where and when.
    pub setting: Setting,
    /// Which documents: kinds, parts of names, units, ids; all where it is empty.
    pub select: Vec<String>,
    /// Whether PDFs are made beside the Markdown.
    pub with_pdf: bool,
    /// Whether Markdown files are written.
    pub with_markdown: bool,
    /// How many books are made at once; as many as there are processors where nothing is said.
    pub jobs: Option<usize>,
    /// Whether new text replaces Markdown that was edited by hand.
    pub force: bool,
    /// Whether every PDF that is made is measured.
    pub proof: bool,
    /// Whether nothing is written, only said what would change.
    pub dry_run: bool,
}

/// What happens during a build, for a progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many documents are to be made.
    Total(usize),
    /// One more is made.
    Made,
}
