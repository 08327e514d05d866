//! Promise: the same inputs give the same bytes, wherever and however they are built.
#![allow(clippy::unwrap_used, reason = "a test says by panicking what is wrong")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use tempfile::TempDir;

#[path = "support/county.rs"]
mod county;
#[path = "support/folders.rs"]
mod folders;
#[path = "support/program.rs"]
mod program;
#[path = "support/workbooks.rs"]
mod workbooks;

use folders::{Tree, repository, tree, write};
use program::juanzong;

fn build(workspace: &Path, jobs: &str) -> Tree {
    let said = juanzong(workspace, &["build", "--jobs", jobs]);
    assert_eq!(said.code, 0, "{said}");
    tree(&workspace.join("output"))
}

#[track_caller]
fn assert_same(one: &Tree, other: &Tree) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    let differing: Vec<&String> = one.keys().filter(|path| one.get(*path) != other.get(*path)).collect();
    assert_eq!(differing, Vec::<&String>::new());
}

/// The example's files in a folder of this name, written one by one in this order.
fn copy<'a>(name: &str, files: impl Iterator<Item = (&'a String, &'a Vec<u8>)>) -> TempDir {
    let folder = TempDir::with_prefix(name).unwrap();
    write(&folder.path().join("inputs"), files);
    folder
}

#[test]
fn two_clones_at_different_paths_with_one_job_and_with_eight_give_the_same_bytes() {
    let inputs = tree(&repository().join("inputs"));
    let (one, other) = (copy("甲", inputs.iter()), copy("another folder", inputs.iter().rev()));
    assert_same(&build(one.path(), "1"), &build(other.path(), "8"));
}

#[test]
fn a_second_build_writes_nothing_anew() {
    let workspace = county::build("second-county");
    let first = build(workspace.path(), "2");
    let written = times(workspace.path(), &first);
    let second = build(workspace.path(), "2");
    assert_same(&first, &second);
    assert_eq!(times(workspace.path(), &second), written);
}

/// When each file of the output folder was written last.
fn times(workspace: &Path, output: &Tree) -> BTreeMap<String, SystemTime> {
    let time = |path: &String| workspace.join("output").join(path).metadata().unwrap().modified().unwrap();
    output.keys().map(|path| (path.clone(), time(path))).collect()
}
