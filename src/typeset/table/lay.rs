//! Rows → pages: as many as a page holds, but none alone where another can join it.
//!
//! In: the set rows of a table. Out: its ink on the column's sheets. It never parts a row.

use crate::base::Length;

use super::super::compose::Composer;
use super::super::piece::TableText;
use super::Frame;
use super::draw::Painter;
use super::rows::Rows;
use super::slice::{self, Slice};

/// A row of at least this share of a page may stand alone.
const TALL: i64 = 3;
/// A table of no more rows stays whole.
const FEW: usize = 3;

/// What must be left on a page for a table to begin there: the head and two rows, or all of a small table
/// with what stands below it; but one row, where that is much.
pub(super) fn least(composer: &Composer<'_>, frame: &Frame, rows: &Rows, below: Length) -> Length {
    let is_small = rows.body.len() <= FEW;
    let first = if is_small { &rows.body[..] } else { &rows.body[..2] };
    let heights = || first.iter().map(|row| row.height);
    let wanted = heights().sum::<Length>() + if is_small { below } else { Length::ZERO };
    let is_much = wanted * TALL > composer.column.block().height;
    let height = if is_much { heights().next().unwrap_or_default() } else { wanted };
    rows.head_height() + height + frame.rule
}

/// Puts the rows on pages; `below` is what stands below the last one.
pub(super) fn lay(
    composer: &mut Composer<'_>,
    text: &TableText<'_>,
    frame: &Frame,
    (mut rows, below): (Rows, Length),
) {
    let mut start = 0;
    let mut is_first = true;
    while start < rows.body.len() || (is_first && !rows.head.is_empty()) {
        let slice = page(composer, text, frame, (&rows, start, below));
        if slice.heights.is_empty() && start < rows.body.len() {
            if !composer.column.is_fresh() {
                composer.column.new_sheet();
                continue;
            }
            if composer.column.postpone_notes() {
                continue;
            }
        }
        let end = start + slice.heights.len();
        let mut painter = Painter::new(frame, composer.column.cursor());
        painter.head(&rows.head, is_first);
        painter.body(&mut rows.body[start..end], slice);
        let (mut strip, foot) = painter.finish();
        let notes = std::mem::take(&mut strip.notes);
        composer.column.stamp(strip, Length::ZERO);
        composer.column.move_to(foot);
        composer.column.cite(&notes);
        is_first = false;
        start = end;
        if start < rows.body.len() {
            composer.column.new_sheet();
        }
    }
}

/// The rows of this page.
fn page(
    composer: &mut Composer<'_>,
    text: &TableText<'_>,
    frame: &Frame,
    (rows, start, below): (&Rows, usize, Length),
) -> Slice {
    let room = composer.column.room() - rows.head_height() - frame.rule;
    let full = slice::take(composer, text, frame, rows, (start, usize::MAX, room));
    let count = full.heights.len();
    let kept = kept(count, rows.body.len() - start - count, full.left < below);
    let moved: Length = rows.body[start + kept..].iter().take(count - kept + 1).map(|row| row.height).sum();
    let whole = composer.column.block().height - rows.head_height() - frame.rule;
    let is_worth_it = moved + below <= whole && rows.body.last().is_some_and(|row| row.height * TALL < whole);
    if kept == count || !is_worth_it {
        return full;
    }
    slice::take(composer, text, frame, rows, (start, kept, room))
}

/// How many of the `count` rows that fit stay on a page: one or two go to the next page to join a last row
/// that would stand alone there, or what stands below the table.
const fn kept(count: usize, others: usize, is_below_parted: bool) -> usize {
    match (count, others, is_below_parted) {
        (4.., 0, true) => count - 2,
        (2.., 0, true) | (3.., 1, _) => count - 1,
        _ => count,
    }
}
