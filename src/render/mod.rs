//! Stage: view + template → Markdown + marks.
//!
//! In: a view of printable values, its traces, and templates, built in or overridden by the workspace.
//! Out: Markdown in which every byte is a template's own word or a traced value, and which bytes print
//! which value. It never computes, never reads a file, and knows no kind of document.

mod builtin;
mod engine;
mod fault;
mod framing;
mod growth;
mod lexer;
mod lines;
mod lint;
mod templates;
mod turns;
mod unframe;

use std::ops::Range;

pub use builtin::builtin;
pub use templates::Templates;

/// One template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name that documents and other templates use: `meeting-notice.md`.
    pub name: String,
    /// The file that findings name, relative to the workspace.
    pub file: String,
    /// The text.
    pub text: String,
}

/// A part of a book as Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Front matter and body; ends with one line end.
    pub markdown: String,
    /// Which bytes print which number of the part's traces, sorted and disjoint.
    pub marks: Vec<(Range<usize>, u32)>,
}

impl Rendered {
    /// Puts the front matter, where there is any, before a body.
    fn assemble(front_matter: &str, body: &str, marks: Vec<(Range<usize>, u32)>) -> Self {
        let mut markdown = front_matter.to_owned();
        if !front_matter.is_empty() {
            markdown.push('\n');
        }
        let by = markdown.len();
        markdown.push_str(body);
        let marks = marks.into_iter().map(|(range, id)| (range.start + by..range.end + by, id)).collect();
        Self { markdown, marks }
    }
}
