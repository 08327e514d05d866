//! Names and date below their seals: one name over the date, or the names of a joint document in rows.
//!
//! **Source:** GB/T 9704-2012 §7.3.5.1.

use crate::base::Length;

use super::super::compose::Composer;
use super::super::piece::SignatureText;
use super::{Line, Step, date, issuers, lines, name, widest};

/// Cells right of the date.
const CELLS: i64 = 4;
/// Lines below the date that the last seal reaches over: the standard has name and date just below its middle.
pub(super) const BLANK_BELOW: i64 = 1;
/// Seals in a row at most; more do not fit into 156 mm.
const MOST_IN_A_ROW: usize = 3;

/// Cells between two names of a row at least.
const BETWEEN_NAMES: i64 = 2;

/// The date four cells from the right, the last name centred above it, the others in rows to its left and above,
/// in order. A name that would leave the block ends at its edge, and the date is centred below it.
pub(super) fn steps(composer: &mut Composer<'_>, text: &SignatureText<'_>) -> Vec<Step> {
    let names: Vec<Vec<Line>> =
        issuers(text).iter().map(|words| lines(composer, &[name(text, words)])).collect();
    let date = date(composer, text);
    let body = composer.body();
    let middle = body.width - body.scale.cell * CELLS - widest(&date) / 2;
    let middle = middle.min(body.width - widest(names.iter().flatten()) / 2);
    let row = Row::of(composer, &names, middle);
    let mut steps = rows(composer, names, &row);
    let blank = if steps.is_empty() { composer.style.sealed_blank_lines } else { 0 };
    steps.extend(date.map(|date| {
        let left = middle - date.1 / 2;
        Step::new(blank, date, left)
    }));
    steps
}

/// How the seals of a row stand.
struct Row {
    /// How many there are in a full one.
    count: usize,
    /// The middle of the last.
    middle: Length,
    /// From the middle of one to that of the next.
    step: Length,
}

impl Row {
    /// As many seals as fit into the block side by side, shared evenly among the rows.
    fn of(composer: &Composer<'_>, names: &[Vec<Line>], middle: Length) -> Self {
        let widths: Vec<Length> = names.iter().map(widest).collect();
        let candidates = (1..=MOST_IN_A_ROW).rev().map(|most| {
            let rows = names.len().div_ceil(most).max(1);
            let count = names.len().div_ceil(rows).max(1);
            Self { count, middle, step: closest(composer, &widths, count) }
        });
        let seal = composer.style.seal;
        let mut fitting = candidates.filter(|row| row.room(&widths, seal) >= Length::ZERO);
        let row = fitting.next().unwrap_or(Self { count: 1, middle, step: Length::ZERO });
        row.loosened(&widths, seal)
    }

    /// What is left of the block, at its left edge, of the row that has least.
    fn room(&self, widths: &[Length], seal: Length) -> Length {
        let left = |row: &[Length]| {
            let first = row.first().copied().unwrap_or_default().at_least(seal);
            self.left(row.len().saturating_sub(1), first)
        };
        widths.chunks(self.count).map(left).min().unwrap_or_default()
    }

    /// The same with what is left shared out, up to half a seal between two.
    fn loosened(self, widths: &[Length], seal: Length) -> Self {
        let Ok(gaps @ 1..) = i64::try_from(self.count.saturating_sub(1)) else { return self };
        let more = self.room(widths, seal) / gaps;
        let step = self.step.at_least((self.step + more).min(seal * 3 / 2));
        Self { step, ..self }
    }

    /// The left edge of what is `width` wide, so many places before the last of its row.
    fn left(&self, before: usize, width: Length) -> Length {
        self.middle - self.step * i64::try_from(before).unwrap_or(0) - width / 2
    }
}

/// The least step at which neither seals touch nor names run into each other.
fn closest(composer: &Composer<'_>, widths: &[Length], count: usize) -> Length {
    let gap = composer.column.block().cell() * BETWEEN_NAMES;
    let pairs = widths.chunks(count).flat_map(|row| row.windows(2));
    let names = pairs.map(|pair| pair.iter().copied().sum::<Length>() / 2 + gap).max();
    (composer.style.seal + composer.style.seals_apart).at_least(names.unwrap_or_default())
}

/// The names row by row; the rows stand so far apart that their seals don't touch.
fn rows(composer: &Composer<'_>, names: Vec<Vec<Line>>, row: &Row) -> Vec<Step> {
    let pitch = composer.column.block().pitch();
    let apart = (composer.style.seal + composer.style.seals_apart).to_emu().div_euclid(pitch.to_emu());
    let mut steps: Vec<Step> = Vec::new();
    let mut names = names.into_iter().peekable();
    while names.peek().is_some() {
        let members: Vec<Vec<Line>> = names.by_ref().take(row.count).collect();
        let blank = if steps.is_empty() { composer.style.sealed_blank_lines } else { apart };
        steps.extend(side_by_side(members, row, blank));
    }
    steps
}

/// The names of one row; one that takes several lines stands alone in its row.
fn side_by_side(members: Vec<Vec<Line>>, row: &Row, blank: i64) -> Vec<Step> {
    let last = members.len().saturating_sub(1);
    let mut steps: Vec<Step> = Vec::new();
    for (k, lines) in members.into_iter().enumerate() {
        for (line_number, line) in lines.into_iter().enumerate() {
            let left = row.left(last - k, line.1);
            let step = Step::new(if line_number == 0 { blank } else { 0 }, line, left);
            match steps.get_mut(line_number) {
                Some(first) => first.strip.join(step.strip),
                None => steps.push(step),
            }
        }
    }
    steps
}
