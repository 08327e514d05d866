//! The text of a Markdown file → a manuscript, step by step.
//!
//! In: text, marks and traces. Out: the manuscript and what is wrong with the text. The steps: front
//! matter, a shadow for Chinese, the parser's events, blocks and their spans.

use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{OffsetIter, Options, Parser};

use super::manuscript::Manuscript;
use super::marks::Marks;
use super::shadow::{self, Shadow};
use super::source::Source;
use crate::base::{Checked, Finding, Place};
use crate::elements;

/// What is at hand while the body is read.
pub(super) struct Reader<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) shadow: &'a Shadow<'a>,
    pub(super) marks: &'a Marks,
    pub(super) events: Peekable<OffsetIter<'a>>,
    pub(super) depth: usize,
    pub(super) findings: Vec<Finding>,
    /// The byte of the file at which the body begins.
    body: usize,
}

/// Reads a Markdown file.
///
/// The text may be anything: it is read by CommonMark's rules with tables, footnotes, strikethrough, task
/// lists, heading attributes and definition lists, `[TOC]`, links without text as page numbers, and the exceptions for Chinese that `shadow` names.
/// Faulty front matter is findings, and the body is read all the same.
pub fn read(file: &str, text: &str, marks: &Marks, traces: Vec<Arc<[Place]>>) -> Checked<Manuscript> {
    let (elements, body) = elements::read_front_matter(text, file);
    let source = Source::new(file, text);
    let shadow = shadow::cast(&text[body..]);
    let events = Parser::new_ext(&shadow.text, options()).into_offset_iter().peekable();
    let findings = elements.findings;
    let mut reader = Reader { source: &source, shadow: &shadow, marks, events, depth: 0, findings, body };
    let blocks = reader.blocks();
    let findings = reader.findings;
    let file = Arc::clone(&source.file);
    Checked { value: Manuscript { file, elements: elements.value, blocks, traces }, findings }
}

impl Reader<'_> {
    /// A range of the body as a range of the file.
    pub(super) fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        self.body + range.start..self.body + range.end
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
}
