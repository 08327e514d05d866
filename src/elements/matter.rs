//! The front matter of a Markdown file: YAML between two lines `---` ↔ [`Elements`].
//!
//! In: elements, or the text of any Markdown file. Out: the lines, or elements and where the body
//! begins. It never looks into the body.

use super::Elements;
use crate::base::{Checked, Code};
use crate::yaml;

/// The front matter with its two lines `---`; nothing for a document without elements.
pub fn write_front_matter(elements: &Elements) -> String {
    if *elements == Elements::default() {
        return String::new();
    }
    format!("---\n{}---\n", yaml::write(elements))
}

/// Reads the front matter of a Markdown file, and says at which byte the body begins.
///
/// A first line `---` without a second is a rule of the body. Faulty front matter is findings
/// (`MarkdownShape`) and no elements.
pub fn read_front_matter(text: &str, file: &str) -> (Checked<Elements>, usize) {
    let Some((matter, body)) = split(text) else {
        let byte_order_mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
        return (Checked::sound(Elements::default()), byte_order_mark);
    };
    let elements = match yaml::read(matter, file) {
        Ok(elements) => Checked::sound(elements),
        Err(mut findings) => {
            for finding in &mut findings {
                finding.code = Code::MarkdownShape;
            }
            Checked { value: Elements::default(), findings }
        }
    };
    (elements, body)
}

/// The text up to the closing line, and the byte behind it.
///
/// The opening line stays: to YAML it opens a document, and lines are counted from it.
fn split(text: &str) -> Option<(&str, usize)> {
    let mut end = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let is_fence = line.trim_start_matches('\u{feff}').trim_end() == "---";
        match (number, is_fence) {
            (0, false) => return None,
            (1.., true) => return Some((&text[..end], end + line.len())),
            _ => end += line.len(),
        }
    }
    None
}
