//! Which bytes of a Markdown file print which traced value.
//!
//! In: ranges as `render` found them. Out: the marks that touch a piece of text. It knows no values.

use std::ops::Range;

use super::manuscript::Mark;

/// Marked ranges of a file's bytes, in order, none touching another's inside.
///
/// Offsets count from the file's first byte, its front matter included. Text that was edited by hand
/// has none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks(Vec<(Range<usize>, Mark)>);

impl Marks {
    /// Marks in any order; one that begins before the last one's end is dropped.
    pub fn new(mut marks: Vec<(Range<usize>, Mark)>) -> Self {
        marks.sort_by_key(|(range, _)| (range.start, range.end));
        let mut end = 0;
        marks.retain(|(range, _)| {
            let is_sound = range.start >= end && range.start < range.end;
            end = if is_sound { range.end } else { end };
            is_sound
        });
        Self(marks)
    }

    /// The marks that share a byte with this range, in order.
    pub(super) fn within(&self, range: &Range<usize>) -> impl Iterator<Item = &(Range<usize>, Mark)> {
        let first = self.0.partition_point(|(marked, _)| marked.end <= range.start);
        let end = range.end;
        self.0[first..].iter().take_while(move |(marked, _)| marked.start < end)
    }
}
