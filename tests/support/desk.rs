//! The second county's plan, changed line by line, and workbooks put on top of it, one fixture a fault.
#![allow(dead_code, reason = "each test puts its own things on the desk")]

use std::fs;
use std::path::Path;

use juanzong::base::{Code, Finding};
use tempfile::TempDir;

use super::county;
use super::stages::{self, Stages};
use super::workbooks::workbook;

/// A workspace that a test fills.
pub(crate) struct Desk {
    workspace: TempDir,
}

impl Desk {
    /// The second county as it is.
    pub(crate) fn second_county() -> Self {
        Self { workspace: county::build("second-county") }
    }

    /// Its plan, with nothing handed in.
    pub(crate) fn empty() -> Self {
        let desk = Self::second_county();
        for folder in ["submissions", "inspections", "evidence"] {
            fs::remove_dir_all(desk.path().join("inputs").join(folder)).unwrap();
        }
        desk
    }

    /// A text of a plan file replaced by another, wherever it stands.
    pub(crate) fn plan(self, file: &str, from: &str, to: &str) -> Self {
        let path = self.path().join("inputs/plan").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} does not contain {from}");
        fs::write(path, text.replace(from, to)).unwrap();
        self
    }

    /// A file below `inputs`.
    pub(crate) fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path().join("inputs").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// The same without a file below `inputs`.
    pub(crate) fn without(self, name: &str) -> Self {
        fs::remove_file(self.path().join("inputs").join(name)).unwrap();
        self
    }

    /// A unit's workbook, each sheet below a line that names the unit and whatever cells follow its name.
    pub(crate) fn submission(self, name: &str, filler: &str, sheets: &[(&str, &str)]) -> Self {
        let named: Vec<(&str, String)> =
            sheets.iter().map(|(sheet, rows)| (*sheet, format!("填报单位\t{filler}\n{rows}"))).collect();
        let named: Vec<(&str, &str)> = named.iter().map(|(sheet, rows)| (*sheet, rows.as_str())).collect();
        self.file(&format!("submissions/{name}"), workbook(&named))
    }

    /// A round's workbook.
    pub(crate) fn round(self, name: &str, sheets: &[(&str, &str)]) -> Self {
        self.file(&format!("inspections/{name}"), workbook(sheets))
    }

    /// What the stages make of it.
    pub(crate) fn stages(&self) -> Stages {
        stages::run(self.path())
    }

    /// The workspace.
    pub(crate) fn path(&self) -> &Path {
        self.workspace.path()
    }
}

/// The findings between two codes of the table, both included, as a clerk reads them.
pub(crate) fn shown(findings: &[Finding], from: Code, to: Code) -> String {
    let these = findings.iter().filter(|finding| (from..=to).contains(&finding.code));
    these.map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
