//! Columns of numbers: where their decimal points stand, one below the other.
//!
//! In: the cells of a column. Out: where the point stands, and how far each number is indented. It never
//! touches a column for which the author chose an alignment.

use crate::base::Length;
use crate::markdown::{Alignment, Cell, SpanKind};

use super::super::foundry::Foundry;
use super::super::phrase::Phrase;
use super::super::piece::TableText;
use super::Frame;
use super::spans::{self, RowSpans};

/// What stands in a column of numbers where there is none.
const NO_NUMBER: [&str; 9] = ["—", "——", "－", "-", "/", "／", "无", "缺", "…"];

/// For each column that holds nothing but numbers, where the point stands, from the left of its text: the
/// widest number lies in the middle of the column.
pub(super) fn points(
    text: &TableText<'_>,
    spans: &[RowSpans],
    frame: &Frame,
    measure: impl Fn(usize, usize) -> (Length, Length),
) -> Vec<Option<Length>> {
    let column_point = |column: usize| {
        let given = text.table.alignments.get(column).copied().unwrap_or_default();
        let numbers = (given == Alignment::Auto).then(|| numbers_of(text, spans, column)).flatten()?;
        let widths = numbers.into_iter().map(|row| measure(row, column));
        let (left, right) = widths.fold((Length::ZERO, Length::ZERO), |(left, right), (one, other)| {
            (left.at_least(one), right.at_least(other))
        });
        let slack = frame.inner(column, 1) - left - right;
        (slack >= Length::ZERO).then_some(slack / 2 + left)
    };
    (0..frame.columns()).map(column_point).collect()
}

/// The rows in which a column has a number; none unless everything in it is one.
fn numbers_of(text: &TableText<'_>, spans: &[RowSpans], column: usize) -> Option<Vec<usize>> {
    let mut rows = Vec::new();
    let body = spans::rows(text.table).zip(spans).enumerate().skip(spans::head_rows(text));
    for (number, (row, spans)) in body {
        if spans.across[column] != 1 {
            continue;
        }
        let words = words(row, column)?;
        if is_number(&words) {
            rows.push(number);
        } else if !words.is_empty() && !NO_NUMBER.contains(&words.as_str()) {
            return None;
        }
    }
    (!rows.is_empty()).then_some(rows)
}

/// The text of a cell of nothing but text.
pub(super) fn words(row: &[Cell], column: usize) -> Option<String> {
    let texts = row.get(column).into_iter().flatten().map(|span| match &span.kind {
        SpanKind::Text(text) => Some(text.as_str()),
        _ => None,
    });
    Some(texts.collect::<Option<String>>()?.trim().to_owned())
}

/// Whether a text is one number: `1,234`, `-0.5`, `98.5%`.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+', '−']).trim_end_matches(['%', '％', '‰']);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_signed_once = text.chars().count() - digits.chars().count() <= 2;
    is_signed_once && whole.split(',').all(is_digits) && is_digits(fraction)
}

/// The widths of a number before and from its point on.
pub(super) fn widths(phrases: &[Phrase<'_>], size: Length, foundry: &Foundry<'_>) -> (Length, Length) {
    let (mut before, mut behind) = (Length::ZERO, Length::ZERO);
    for phrase in phrases {
        for character in phrase.text.chars() {
            let is_behind = behind > Length::ZERO || matches!(character, '.' | '%' | '％' | '‰');
            let side = if is_behind { &mut behind } else { &mut before };
            *side += foundry.advance(phrase.ink.role, character, size);
        }
    }
    (before, behind)
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_are_told_from_dates_ids_and_words() {
        for number in ["0", "12", "1,234", "-0.5", "98.5%", "+3", "3.0‰"] {
            assert!(is_number(number), "{number}");
        }
        for other in ["", "-", "1.2.3", "2023-04-10", "1-003", "12个", "甲", ".", "1,", "%"] {
            assert!(!is_number(other), "{other}");
        }
    }
}
