//! Every folder of `tests/cases` is a workspace whose outcome stands beside it in `expect/`.
//!
//! - `findings.txt`: everything that a check finds, as the terminal shows it;
//! - `documents.txt`: each document of the manifest with its kind and its pages;
//! - `FAMILY/NAME.md`: the Markdown of the first document of each kind;
//! - `FAMILY/NAME.pages.txt`: the pages of the first documents of some kinds, run by run.
//!
//! `JUANZONG_BLESS=1 cargo test --test golden` writes them anew, to be reviewed in the diff; without it a
//! reference that is missing, or that nothing makes any more, fails.
#![allow(clippy::unwrap_used, reason = "a test says by panicking what is wrong")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Reader, Xlsx};
use juanzong::base::{Date, FromText, Place, Traced};
use juanzong::faces::Faces;
use juanzong::markdown::{self, Marks};
use juanzong::run::{self, Setting};
use juanzong::typeset::{self, Style};

#[path = "support/county.rs"]
mod county;
#[path = "support/documents.rs"]
mod documents;
#[path = "support/folders.rs"]
mod folders;
#[path = "support/pdf.rs"]
mod pdf;
#[path = "support/program.rs"]
mod program;
#[path = "support/stages.rs"]
mod stages;
#[path = "support/workbooks.rs"]
mod workbooks;

use documents::{Made, documents};
use folders::{Tree, repository, tree};
use program::juanzong;

/// The kinds whose pages are kept: one of running text, one with a table.
const KINDS_WITH_PAGES: [&str; 2] = ["meeting_notice", "problem_list"];

fn cases() -> Vec<String> {
    let entries = fs::read_dir(repository().join("tests/cases")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The output folder of a case that is built as a clerk would.
fn build(case: &str) -> Tree {
    let workspace = county::build(case);
    juanzong(workspace.path(), &["build"]);
    tree(&workspace.path().join("output"))
}

#[test]
fn every_case_makes_what_its_references_say() {
    let cases = cases();
    assert!(!cases.is_empty());
    for case in cases {
        let made = outcome(&case);
        let folder = repository().join("tests/cases").join(&case).join("expect");
        if std::env::var_os("JUANZONG_BLESS").is_some() {
            bless(&folder, &made);
        }
        let references = if folder.exists() { tree(&folder) } else { Tree::new() };
        assert_alike(&references, &made);
    }
}

fn bless(folder: &Path, made: &Tree) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    folders::write(folder, made);
}

#[track_caller]
fn assert_alike(references: &Tree, made: &Tree) {
    assert_eq!(references.keys().collect::<Vec<_>>(), made.keys().collect::<Vec<_>>());
    for (path, reference) in references {
        let [reference, made] = [reference, &made[path]].map(|bytes| str::from_utf8(bytes).unwrap());
        let differing = reference.lines().zip(made.lines()).find(|(reference, made)| reference != made);
        assert_eq!((differing, reference.len()), (None, made.len()), "{path}: reference and outcome");
    }
}

/// What the references of a case must say.
fn outcome(case: &str) -> Tree {
    let output = build(case);
    let mut made = Tree::new();
    made.insert("findings.txt".to_owned(), findings(case).into_bytes());
    made.insert("documents.txt".to_owned(), list(&output).into_bytes());
    let mut kinds = BTreeSet::new();
    let firsts = documents(&output).into_iter().filter(|document| kinds.insert(document.kind.clone()));
    for document in firsts {
        if KINDS_WITH_PAGES.contains(&document.kind.as_str()) {
            made.insert(format!("{}.pages.txt", document.name), pages(&document, &output).into_bytes());
        }
        made.extend(document.markdown.into_iter().map(|file| (file.clone(), output[&file].clone())));
    }
    made
}

/// The findings of a case, a blank line between them.
fn findings(case: &str) -> String {
    let workspace = county::build(case);
    let (day, text) = Date::from_text("2000-01-01").unwrap();
    let setting = Setting {
        workspace: workspace.path().to_path_buf(),
        program: None,
        as_of: None,
        today: Traced::at(day, text, Place::file("today")),
        fonts: vec![repository().join("fonts")],
        is_strict: false,
    };
    let findings: Vec<String> = run::check(&setting).unwrap().iter().map(ToString::to_string).collect();
    format!("{}\n", findings.join("\n\n"))
}

fn list(output: &Tree) -> String {
    let manifest: serde_json::Value = serde_json::from_slice(&output["manifest.json"]).unwrap();
    let pages: BTreeMap<&str, &serde_json::Value> = manifest["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["name"].as_str().unwrap(), &entry["pages"]))
        .collect();
    let line = |document: Made| format!("{} {} {}\n", document.name, document.kind, pages[&*document.name]);
    documents(output).into_iter().map(line).collect()
}

fn pages(document: &Made, output: &Tree) -> String {
    let faces = Faces::open(&[repository().join("fonts")]).unwrap();
    let text = |file: &String| str::from_utf8(&output[file]).unwrap();
    let read = |file: &String| markdown::read(file, text(file), &Marks::default(), Vec::new()).value;
    let manuscripts: Vec<_> = document.markdown.iter().map(read).collect();
    typeset::dump(&typeset::pages(&manuscripts, &faces, &Style::default()).value)
}

#[test]
fn another_county_gets_all_four_families_without_a_word_of_the_example() {
    let output = build("second-county");
    let names = documents::names(&output);
    let families: BTreeSet<&str> = names.iter().map(|name| name.split('/').next().unwrap()).collect();
    assert_eq!(Vec::from_iter(families), ["dossiers", "inspections", "notices", "responsibility"]);
    let words = words_of_the_example();
    for (path, bytes) in &output {
        let text = text(bytes);
        let foreign: Vec<&String> = words.iter().filter(|word| text.contains(word.as_str())).collect();
        assert_eq!(foreign, Vec::<&String>::new(), "{path}");
    }
}

/// What a file of the output folder says.
fn text(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if bytes.starts_with(b"PK") => cells(bytes),
        Err(_) => pdf::read(bytes).text(),
    }
}

/// What the cells of a workbook say.
fn cells(bytes: &[u8]) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets();
    sheets.iter().flat_map(|(_, cells)| cells.used_cells()).map(|(_, _, cell)| cell.to_string()).collect()
}

/// The names of the example's county and of its units.
fn words_of_the_example() -> Vec<String> {
    let plan = stages::run(repository()).plan;
    let units = plan.units.iter().map(|unit| unit.name.value.clone());
    ["曾都", "随州"].map(str::to_owned).into_iter().chain(units).collect()
}
