//! YAML text ↔ typed values; every scalar arrives as the text that was written, with line and column.
//!
//! In: the text of a plan file or of a front matter. Out: a typed value, or findings that each name a
//! line and column; and the way back, values as YAML. It never turns `1.10`, `no` or a date into
//! something else, and never follows anchors: the same characters mean the same everywhere.

mod fold;
mod join;
mod schema;
mod shape;
mod slips;
mod tree;
mod typed;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_yaml::Value;

use crate::base::Finding;
use tree::Trees;

pub use schema::schema;

/// The text of a document, and the file that it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The file, for places.
    pub file: &'a str,
    /// The text.
    pub text: &'a str,
}

/// Reads a whole YAML document as a `T`.
///
/// A scalar becomes a [`Traced`](crate::base::Traced) value at its line and column, with its text as it
/// was written; lines of Chinese text that YAML folds into one meet without a blank. Nothing, `~` and
/// `null` are absent values; an empty list may be left blank. Lines count from the text's first, which
/// may be `---`.
///
/// # Errors
/// `YamlSyntax` where the text is no YAML, or uses what plans do not need: anchors, tags, repeated keys,
/// more than 64 levels, more than 4 MB. `YamlShape` where it does not have the shape of a `T`: of each
/// faulty list entry and field the first fault, up to 20 in all.
pub fn read<T: DeserializeOwned>(text: &str, file: &str) -> Result<T, Vec<Finding>> {
    read_joined(&[Document { file, text }], &[])
}

/// Reads documents as one `T`: the first, its lists followed by those of the others. Fields that are
/// named in `own` are each document's own and not read.
///
/// # Errors
/// As [`read`]; `YamlShape`, too, where another than the first document holds more than lists.
pub fn read_joined<T: DeserializeOwned>(documents: &[Document<'_>], own: &[&str]) -> Result<T, Vec<Finding>> {
    let files: Vec<Arc<str>> = documents.iter().map(|document| document.file.into()).collect();
    let mut trees = Trees::default();
    let mut roots = Vec::new();
    for (document, file) in documents.iter().zip(&files) {
        let text = document.text.strip_prefix('\u{feff}').unwrap_or(document.text);
        roots.push(trees.parse(text, file).map_err(|fault| slips::explain(text, file, fault))?);
    }
    let root = join::join(roots, own).map_err(|fault| vec![fault.finding(&files)]);
    root.and_then(|root| judge(&root, &files)).map_err(|faults| with_slips(documents, faults))
}

/// Faults of shape behind the slips that may be their causes, those of the documents that have faults.
fn with_slips(documents: &[Document<'_>], faults: Vec<Finding>) -> Vec<Finding> {
    let is_faulty = |file: &str| faults.iter().any(|fault| &*fault.place.file == file);
    let faulty = documents.iter().filter(|document| is_faulty(document.file));
    let mut all: Vec<Finding> =
        faulty.flat_map(|document| slips::all(document.text, document.file)).collect();
    all.extend(faults);
    all
}

/// Reads the tree again and again, each time without the entry that was faulty, until nothing new is found.
fn judge<T: DeserializeOwned>(root: &tree::Node, files: &[Arc<str>]) -> Result<T, Vec<Finding>> {
    let mut skipped = BTreeSet::new();
    let mut faults = Vec::new();
    while faults.len() < MAX_FINDINGS {
        let fault = match typed::value(root, files, &skipped) {
            Ok(value) if faults.is_empty() => return Ok(value),
            Ok(_) => break,
            Err(fault) => fault,
        };
        if !fault.is_echo() {
            faults.push(fault.finding(files));
        }
        if !fault.entry().is_some_and(|entry| skipped.insert(entry)) {
            break;
        }
    }
    Err(faults)
}

/// As many faults of shape as one file reports: the clerk mends those and looks again.
const MAX_FINDINGS: usize = 20;

/// The value as YAML text that [`read`] reads back equal; line separators of Unicode become blanks.
///
/// # Panics
/// On a value that YAML can't hold, such as a map with a list as key: a bug of the type, not of data.
pub fn write(value: &impl Serialize) -> String {
    let tree = serde_yaml::to_value(value).map(as_typed);
    tree.and_then(|tree| serde_yaml::to_string(&tree))
        .expect("written types hold text, lists and named fields")
}

/// The value as people would type it: whole numbers, `true` and `false` without quotes.
fn as_typed(value: Value) -> Value {
    match value {
        Value::String(text) => scalar(&text),
        Value::Sequence(values) => values.into_iter().map(as_typed).collect(),
        Value::Mapping(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, as_typed(value)));
            Value::Mapping(fields.collect())
        }
        other => other,
    }
}

fn scalar(text: &str) -> Value {
    let number = text.parse().ok().filter(|number: &u32| number.to_string() == text);
    match (text, number) {
        (_, Some(number)) => number.into(),
        ("true" | "false", _) => (text == "true").into(),
        // They end a line in YAML 1.1, which is written, and not in 1.2, which is read.
        _ => text.replace(['\u{85}', '\u{2028}', '\u{2029}'], " ").into(),
    }
}
