//! YAML text ↔ typed values; every scalar arrives as the text that was written, with line and column.
//!
//! In: the text of a plan file or of a front matter. Out: a typed value, or findings that each name a
//! line and column; and the way back, values as YAML. It never turns `1.10`, `no` or a date into
//! something else, and never follows anchors: the same characters mean the same everywhere.

mod fold;
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
    let file: Arc<str> = file.into();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let root = tree::parse(text, &file).map_err(|fault| slips::explain(text, &file, fault))?;
    judge(&root, &file).map_err(|faults| slips::join(text, &file, faults))
}

/// Reads the tree again and again, each time without the entry that was faulty, until nothing new is found.
fn judge<T: DeserializeOwned>(root: &tree::Node, file: &Arc<str>) -> Result<T, Vec<Finding>> {
    let mut skipped = BTreeSet::new();
    let mut faults = Vec::new();
    while faults.len() < MAX_FINDINGS {
        let fault = match typed::value(root, file, &skipped) {
            Ok(value) if faults.is_empty() => return Ok(value),
            Ok(_) => break,
            Err(fault) => fault,
        };
        if !fault.is_echo() {
            faults.push(fault.finding(file));
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
