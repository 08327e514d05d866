//! The bytes of a Markdown file ↔ lines and columns for people.
//!
//! In: byte offsets of the file. Out: lines, and places for findings. It never parses.

use std::sync::Arc;

use crate::base::Place;

/// A file's text with the bytes at which its lines begin.
pub(super) struct Source<'a> {
    pub(super) file: Arc<str>,
    pub(super) text: &'a str,
    line_starts: Vec<usize>,
}

impl<'a> Source<'a> {
    pub(super) fn new(file: &str, text: &'a str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { file: file.into(), text, line_starts: std::iter::once(0).chain(starts).collect() }
    }

    /// The line, from 1, that holds this byte.
    pub(super) fn line(&self, at: usize) -> u32 {
        count(self.line_starts.partition_point(|&start| start <= at))
    }

    /// The line and the column, in characters from 1, of this byte.
    pub(super) fn place(&self, at: usize) -> Place {
        let line = self.line(at);
        let start = self.line_starts.get(line as usize - 1).copied().unwrap_or(0);
        let before = self.text.get(start..at).unwrap_or_default();
        Place::text(Arc::clone(&self.file), line, count(before.chars().count() + 1))
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
