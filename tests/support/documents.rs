//! An output folder in memory → its documents, as the manifest lists them.

#![allow(dead_code, reason = "each test target uses its own part of it")]

use std::collections::BTreeSet;
use std::path::Path;

use super::folders::Tree;

/// A document of the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Made {
    /// Its name: `notices/…`.
    pub(crate) name: String,
    /// Its kind.
    pub(crate) kind: String,
    /// Its Markdown files in order.
    pub(crate) markdown: Vec<String>,
    /// Its PDF, where there is one.
    pub(crate) pdf: Option<String>,
}

/// The documents of an output folder, in the manifest's order.
pub(crate) fn documents(output: &Tree) -> Vec<Made> {
    let manifest: serde_json::Value = serde_json::from_slice(&output["manifest.json"]).unwrap();
    assert_eq!(manifest["format"], 1);
    manifest["documents"].as_array().unwrap().iter().map(document).collect()
}

fn document(entry: &serde_json::Value) -> Made {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let files = entry["files"].as_array().unwrap().iter().map(|file| text(&file["path"]));
    let is_pdf = |file: &String| Path::new(file).extension().is_some_and(|extension| extension == "pdf");
    let (pdf, markdown) = files.partition::<Vec<String>, _>(is_pdf);
    Made { name: text(&entry["name"]), kind: text(&entry["kind"]), markdown, pdf: pdf.into_iter().next() }
}

/// The names of the documents of an output folder.
pub(crate) fn names(output: &Tree) -> BTreeSet<String> {
    documents(output).into_iter().map(|document| document.name).collect()
}

/// The documents that two output folders do not hold alike, byte for byte.
pub(crate) fn changed(before: &Tree, after: &Tree) -> BTreeSet<String> {
    let all = documents(before).into_iter().chain(documents(after));
    let is_alike = |file: &String| before.get(file) == after.get(file);
    let is_changed = |document: &Made| !document.markdown.iter().chain(&document.pdf).all(is_alike);
    all.filter(is_changed).map(|document| document.name).collect()
}
