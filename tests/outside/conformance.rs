//! veraPDF's word on PDF/A-2a and PDF/UA-1: one document of each kind that the example has, the hand-made
//! file, and a specimen of every element in every layout.
//!
//! In: the build that the other checks look at, and `specimens/*.md`. `verapdf/` holds the few lines that
//! run the validator's library; they need a JDK and, the first time, Maven.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;
use walkdir::WalkDir;

use super::{made, said};

/// The conformance that every file claims.
const PROFILES: &str = "2a,ua1";
/// The layouts of the front matter.
const LAYOUTS: [&str; 7] = ["official", "letter", "order", "minutes", "report", "table", "cover"];
/// What the specimen of the letterhead says of its layout.
const LAYOUT: &str = "layout: official\n";

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Holds files to both standards; says what veraPDF said where one does not meet them.
#[track_caller]
fn assert_valid(files: &[PathBuf]) {
    // The first run fetches the validator: one at a time.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut verapdf = Command::new(repository().join("tests/outside/verapdf/verapdf"));
    let judged = verapdf.arg(PROFILES).args(files).output();
    let judged = judged.expect("the validator can be run; a JDK and Maven are installed");
    let text = said(&judged);
    assert!(judged.status.success(), "{text}");
    let valid = text.lines().filter(|line| line.starts_with("valid ")).count();
    assert_eq!(valid, files.len() * PROFILES.split(',').count(), "{text}");
}

/// Sets a Markdown file; findings are not asked for here.
fn typeset(markdown: &Path, pdf: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_juanzong"));
    command.arg("typeset").arg(markdown).arg("-o").arg(pdf);
    let set = command.arg("--fonts").arg(repository().join("fonts")).output().unwrap();
    assert!(pdf.is_file(), "{}: {}", markdown.display(), said(&set));
}

/// The PDF of the first document of each kind that the manifest lists.
fn one_of_each_kind(output: &Path) -> Vec<PathBuf> {
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(output.join("manifest.json")).unwrap()).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let documents = manifest["documents"].as_array().unwrap();
    let first: BTreeMap<String, String> =
        documents.iter().rev().map(|document| (text(&document["kind"]), text(&document["name"]))).collect();
    first.into_values().map(|name| output.join(format!("{name}.pdf"))).collect()
}

#[test]
fn a_document_of_each_kind_is_valid() {
    let by_hand = made().paths.last().cloned();
    let chosen: Vec<PathBuf> = one_of_each_kind(&made().built).into_iter().chain(by_hand).collect();
    assert!(chosen.len() > 8, "{chosen:?}");
    assert_valid(&chosen);
}

#[test]
fn every_element_is_valid_in_every_layout() {
    let folder = tempfile::tempdir().unwrap();
    let mut pdfs = Vec::new();
    let folders = ["tests/outside/specimens", "tests/elements"].map(|folder| repository().join(folder));
    for markdown in folders.iter().flat_map(|folder| WalkDir::new(folder).sort_by_file_name()) {
        let markdown = markdown.unwrap().into_path();
        if markdown.extension() == Some(OsStr::new("md")) {
            let name = markdown.file_stem().unwrap().to_string_lossy().into_owned();
            pdfs.push(folder.path().join(format!("{name}.pdf")));
            typeset(&markdown, pdfs.last().unwrap());
        }
    }
    let letterhead = std::fs::read_to_string(repository().join("tests/outside/specimens/letterhead.md"));
    let letterhead = letterhead.unwrap();
    assert!(letterhead.contains(LAYOUT));
    for layout in LAYOUTS {
        let markdown = folder.path().join(format!("{layout}.md"));
        std::fs::write(&markdown, letterhead.replace(LAYOUT, &format!("layout: {layout}\n"))).unwrap();
        pdfs.push(markdown.with_extension("pdf"));
        typeset(&markdown, pdfs.last().unwrap());
    }
    assert_valid(&pdfs);
}
