//! Which rows a page holds, and how tall each is there: a group's label has room beside its rows.

use crate::base::Length;

use super::super::compose::Composer;
use super::super::piece::TableText;
use super::super::strip::Strip;
use super::Frame;
use super::rows::{Row, Rows, continued_label};

/// The rows of one page.
pub(super) struct Slice {
    /// The height of each row.
    pub(super) heights: Vec<Length>,
    /// Labels of groups that began on an earlier page, by column.
    pub(super) continued: Vec<(usize, Vec<Strip>)>,
    /// What is left of the page below them.
    pub(super) left: Length,
}

/// As many rows from `start` on as fit into `room`, but no more than `most`; none where not even one does.
pub(super) fn take(
    composer: &mut Composer<'_>,
    text: &TableText<'_>,
    frame: &Frame,
    rows: &Rows,
    (start, most, room): (usize, usize, Length),
) -> Slice {
    let continued = continued(composer, text, frame, (rows, start));
    let mut heights = Vec::new();
    let mut left = room;
    let mut own = Length::ZERO;
    let mut notes: Vec<u32> = Vec::new();
    for end in start + 1..=rows.body.len().min(start.saturating_add(most)) {
        let row = &rows.body[end - 1];
        own += row.height;
        let cited: Vec<u32> = row.notes().collect();
        // A row that fills an empty page leaves its notes to the next.
        let is_alone = heights.is_empty() && composer.column.is_fresh();
        let added = if is_alone { Length::ZERO } else { composer.column.added_by(&notes, &cited) };
        notes.extend(cited);
        let room = room - added;
        if own > room {
            break;
        }
        let stretched = stretched(&rows.body[start..end], frame, &continued);
        let rest = room - stretched.iter().copied().sum();
        if rest < Length::ZERO {
            break;
        }
        (heights, left) = (stretched, rest);
    }
    Slice { heights, continued, left }
}

/// The labels to print again if the page begins with row `start`.
fn continued(
    composer: &mut Composer<'_>,
    text: &TableText<'_>,
    frame: &Frame,
    (rows, start): (&Rows, usize),
) -> Vec<(usize, Vec<Strip>)> {
    let Some(row) = rows.body.get(start) else { return Vec::new() };
    let columns =
        (0..frame.columns()).filter(|&column| row.spans.continues[column] && row.spans.across[column] > 0);
    let label = |column: usize| {
        let owner = rows.body[..start].iter().rfind(|row| !row.spans.continues[column])?;
        Some((column, continued_label(composer, text, frame, (owner, column))))
    };
    columns.filter_map(label).collect()
}

/// The heights of rows on one page: the last row of a group grows where its label needs more room.
pub(super) fn stretched(rows: &[Row], frame: &Frame, continued: &[(usize, Vec<Strip>)]) -> Vec<Length> {
    let mut heights: Vec<Length> = rows.iter().map(|row| row.height).collect();
    for column in (0..frame.columns()).rev() {
        for (first, last) in segments(rows, column) {
            let lines = label(rows, first, column, continued).map_or(0, <[Strip]>::len);
            let missing = frame.height(lines) - heights[first..=last].iter().copied().sum();
            heights[last] += missing.at_least(Length::ZERO);
        }
    }
    heights
}

/// The label that stands in a column beside the rows from `first` on.
fn label<'a>(
    rows: &'a [Row],
    first: usize,
    column: usize,
    continued: &'a [(usize, Vec<Strip>)],
) -> Option<&'a [Strip]> {
    if rows.get(first)?.spans.continues[column] {
        continued.iter().find(|(owner, _)| *owner == column).map(|(_, lines)| lines.as_slice())
    } else {
        Some(&rows[first].cells[column])
    }
}

/// The groups of a column on a page: first and last row of each.
pub(super) fn segments(rows: &[Row], column: usize) -> Vec<(usize, usize)> {
    let mut segments: Vec<(usize, usize)> = Vec::new();
    for (k, row) in rows.iter().enumerate() {
        match segments.last_mut() {
            Some((_, last)) if row.spans.continues[column] => *last = k,
            _ => segments.push((k, k)),
        }
    }
    segments
}
