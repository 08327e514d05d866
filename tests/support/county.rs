//! A case's folder of plan files and tables of text → a workspace on disk with real workbooks.
//!
//! `inputs/submissions/单位/工作表.tsv` becomes the sheet 工作表 of `inputs/submissions/单位.xlsx`, and so for
//! `inputs/inspections`; every other file below `inputs` is copied. Sheets stand in the order of their names.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::workbooks::workbook;

/// The folders whose folders are workbooks.
const WORKBOOKS: [&str; 2] = ["submissions", "inspections"];

/// Builds the workspace of `tests/cases/NAME`; it lives as long as the value.
pub(crate) fn build(name: &str) -> TempDir {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name).join("inputs");
    let workspace = tempfile::tempdir().unwrap();
    for folder in entries(&case) {
        let target = workspace.path().join("inputs").join(folder.file_name().unwrap());
        if WORKBOOKS.iter().any(|name| folder.ends_with(name)) {
            fs::create_dir_all(&target).unwrap();
            for tables in entries(&folder) {
                let name = format!("{}.xlsx", tables.file_name().unwrap().to_string_lossy());
                fs::write(target.join(name), sheets(&tables)).unwrap();
            }
        } else {
            copy(&folder, &target);
        }
    }
    workspace
}

fn sheets(folder: &Path) -> Vec<u8> {
    let tables: Vec<(String, String)> = entries(folder)
        .iter()
        .map(|file| {
            let name = file.file_stem().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(file).unwrap())
        })
        .collect();
    let tables: Vec<(&str, &str)> =
        tables.iter().map(|(name, rows)| (name.as_str(), rows.as_str())).collect();
    workbook(&tables)
}

fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir_all(to).unwrap();
    for entry in entries(from) {
        copy(&entry, &to.join(entry.file_name().unwrap()));
    }
}

/// What lies in a folder, by name.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}
