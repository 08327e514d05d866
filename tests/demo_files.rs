//! The example's workbooks and evidence are what `tests/demo` makes of the plan, and it makes them alike each time.
//!
//! Workbooks and PDFs are compared by what they say, since a newer writer may pack the same differently.
#![allow(clippy::unwrap_used, reason = "a test says by panicking what is wrong")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};

#[path = "demo/files/mod.rs"]
mod files;

const FOLDERS: [&str; 3] = ["inputs/submissions", "inputs/inspections", "inputs/evidence"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn made() -> Vec<files::Made> {
    files::all(&files::plan(root()).unwrap()).unwrap()
}

#[test]
fn the_committed_files_say_what_the_program_makes() {
    for file in made() {
        let committed = fs::read(root().join(&file.path)).unwrap_or_default();
        assert_eq!(
            said(&file.path, &committed),
            said(&file.path, &file.bytes),
            "{}: cargo run --example demo",
            file.path
        );
    }
}

#[test]
fn no_other_file_lies_beside_them() {
    let made: BTreeSet<String> = made().into_iter().map(|file| file.path).collect();
    let lying = |folder: &str| {
        let entries = fs::read_dir(root().join(folder)).unwrap();
        entries
            .map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy()))
            .collect::<Vec<_>>()
    };
    assert_eq!(FOLDERS.iter().flat_map(|folder| lying(folder)).collect::<BTreeSet<_>>(), made);
}

#[test]
fn two_runs_make_the_same_bytes() {
    for (first, second) in made().iter().zip(made()) {
        assert!(first.bytes == second.bytes, "{}", first.path);
    }
}

#[test]
fn every_file_is_small() {
    for file in made() {
        assert!(file.bytes.len() < 40_000, "{}: {} bytes", file.path, file.bytes.len());
    }
}

/// What a file says: the cells of a workbook, the objects of a PDF unpacked, the bytes of anything else.
fn said(path: &str, bytes: &[u8]) -> Vec<String> {
    match path.rsplit('.').next() {
        Some("xlsx") => cells(bytes),
        Some("pdf") => objects(bytes),
        _ => bytes.iter().map(u8::to_string).collect(),
    }
}

fn cells(bytes: &[u8]) -> Vec<String> {
    let Ok(mut workbook) = Xlsx::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut said = Vec::new();
    for (sheet, range) in workbook.worksheets() {
        let filled = range.used_cells().filter(|(_, _, value)| **value != Data::Empty);
        let start = range.start();
        said.extend(filled.map(|(row, column, value)| format!("{sheet} {start:?} {row} {column} {value:?}")));
    }
    said
}

fn objects(bytes: &[u8]) -> Vec<String> {
    let Ok(mut document) = lopdf::Document::load_mem(bytes) else { return Vec::new() };
    document.decompress();
    let content = |object: &lopdf::Object| object.as_stream().map(|stream| stream.content.clone());
    document
        .objects
        .iter()
        .map(|(id, object)| format!("{id:?} {object:?} {:?}", content(object).ok()))
        .collect()
}
