//! The program as a clerk runs it: a workspace and arguments → what it says, and its exit code.

#![allow(dead_code, reason = "each test target uses its own part of it")]

use std::fmt;
use std::path::Path;
use std::process::Command;

use super::folders::repository;

/// What a run said.
#[derive(Debug)]
pub(crate) struct Said {
    /// On standard output; the workspace's own path reads `[工作区]`.
    pub(crate) out: String,
    /// On standard error, likewise.
    pub(crate) err: String,
    /// The exit code.
    pub(crate) code: i32,
}

impl fmt::Display for Said {
    /// As on a terminal, the exit code last.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}[{}]", self.out, self.err, self.code)
    }
}

/// Runs the program inside a workspace, with the faces of the repository.
pub(crate) fn juanzong(workspace: &Path, arguments: &[&str]) -> Said {
    let fonts = repository().join("fonts");
    bare(workspace, &[arguments, &["--fonts", fonts.to_str().unwrap()]].concat())
}

/// Runs the program inside a folder with nothing but these arguments.
pub(crate) fn bare(folder: &Path, arguments: &[&str]) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_juanzong"))
        .current_dir(folder)
        .args(arguments)
        .env_remove("COLUMNS")
        .output()
        .unwrap();
    // A temporary folder may be reached by a link.
    let paths = [folder.to_path_buf(), folder.canonicalize().unwrap()];
    let said = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        paths.iter().fold(text, |text, path| text.replace(path.to_str().unwrap(), "[工作区]"))
    };
    Said { out: said(output.stdout), err: said(output.stderr), code: output.status.code().unwrap() }
}

/// A finding of a run with `--format json`: code and place as they are printed as text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    /// `error` or `warning`.
    pub(crate) severity: String,
    /// The code.
    pub(crate) code: String,
    /// `FILE`, `FILE SHEET!CELL` or `FILE:LINE:COLUMN`.
    pub(crate) place: String,
}

/// The findings of a run with `--format json`.
pub(crate) fn findings(said: &Said) -> Vec<Found> {
    let report: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let found = |finding: &serde_json::Value| Found {
        severity: text(&finding["severity"]),
        code: text(&finding["code"]),
        place: place(&finding["place"]),
    };
    report["findings"].as_array().unwrap().iter().map(found).collect()
}

fn place(place: &serde_json::Value) -> String {
    let file = place["file"].as_str().unwrap();
    match (place["sheet"].as_str(), place["cell"].as_str(), place["line"].as_u64(), place["column"].as_u64())
    {
        (Some(sheet), Some(cell), ..) => format!("{file} {sheet}!{cell}"),
        (Some(sheet), ..) => format!("{file} {sheet}"),
        (_, _, Some(line), Some(column)) => format!("{file}:{line}:{column}"),
        _ => file.to_owned(),
    }
}
