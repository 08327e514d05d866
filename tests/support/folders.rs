//! Folders on disk ↔ their files in memory, by path with `/` between folders.

#![allow(dead_code, reason = "each test target uses its own part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;
use walkdir::WalkDir;

/// The files of a folder.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// The repository, which is the workspace of the example.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder.
pub(crate) fn tree(folder: &Path) -> Tree {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|file| (path_below(folder, file.path()), fs::read(file.path()).unwrap())).collect()
}

fn path_below(folder: &Path, file: &Path) -> String {
    let steps = file.strip_prefix(folder).unwrap().iter();
    steps.map(|step| step.to_str().unwrap()).collect::<Vec<_>>().join("/")
}

/// Writes files one after the other.
pub(crate) fn write<'a>(folder: &Path, files: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>) {
    for (path, bytes) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

/// A copy of the example's workspace that a test may change; it lives as long as the value.
pub(crate) fn example() -> TempDir {
    let workspace = tempfile::tempdir().unwrap();
    write(&workspace.path().join("inputs"), &tree(&repository().join("inputs")));
    workspace
}
