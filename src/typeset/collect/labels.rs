//! The labels of list items: a sign, the list's number, or the number that the text itself begins with.
//!
//! In: a list's items, or the phrases of one. Out: labels, and how many cells the widest takes. It counts
//! nothing that Markdown has not counted.

use std::borrow::Cow;

use crate::markdown::Item;

use super::super::phrase::Phrase;

/// The sign of an item without number; no part of the text.
pub(super) const BULLET: &str = "·";
/// What numbers in Chinese consist of.
const NUMERALS: &str = "一二三四五六七八九十";
/// Characters of a number before it is no label any more.
const LONGEST: usize = 3;

/// The labels of a list that begins with this number.
pub(super) fn labels(start: Option<u64>, items: &[Item]) -> Vec<String> {
    let label = |(k, item): (u64, &Item)| match (item.is_done, start) {
        // The box fills its em: a blank parts it from the text.
        (Some(true), _) => "√ ".to_owned(),
        (Some(false), _) => "□ ".to_owned(),
        (None, Some(start)) => format!("{}.", start.saturating_add(k)),
        (None, None) => BULLET.to_owned(),
    };
    (0..).zip(items).map(label).collect()
}

/// The whole cells that a label takes: two of its Western characters to a cell, one of the others.
pub(super) fn cells(label: &str) -> i64 {
    let halves: i64 = label.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    (halves + 1) / 2
}

/// Takes the number off that a text begins with, such as `1．`, `（1）`, `①`.
pub(super) fn take_own<'a>(phrases: &mut [Phrase<'a>]) -> Option<Phrase<'a>> {
    let first = phrases.first_mut()?;
    let Cow::Borrowed(text) = first.text else { return None };
    let (label, rest) = text.split_at(own_length(text)?);
    first.text = Cow::Borrowed(rest.trim_start());
    Some(Phrase::new(label, first.ink.clone()))
}

/// The bytes of the number that a text begins with, and of what closes it.
fn own_length(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if matches!(first, '①'..='⒛') {
        return Some(first.len_utf8());
    }
    let is_open = matches!(first, '（' | '(');
    let start = if is_open { first.len_utf8() } else { 0 };
    let is_digit = |c: char| c.is_ascii_digit();
    let length = run(&text[start..], is_digit).or_else(|| run(&text[start..], |c| NUMERALS.contains(c)))?;
    let mut behind = text[start + length..].chars();
    let closer = behind.next()?;
    let closes = match closer {
        '）' | ')' => true,
        '、' => !is_open,
        '．' => !is_open && first.is_ascii_digit(),
        '.' => !is_open && first.is_ascii_digit() && !behind.next().is_some_and(is_digit),
        _ => false,
    };
    closes.then_some(start + length + closer.len_utf8())
}

/// The bytes that a text begins with of one kind, if they are few.
fn run(text: &str, is_kind: impl Fn(char) -> bool) -> Option<usize> {
    let end = text.find(|c| !is_kind(c)).unwrap_or(text.len());
    (1..=LONGEST).contains(&text[..end].chars().count()).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::own_length;

    #[test]
    fn numbers_that_label_a_text_are_told_from_those_that_belong_to_it() {
        let label = |text: &str| own_length(text).map(|length| text[..length].to_owned());
        for (text, expected) in [
            ("1．甲", "1．"),
            ("12.甲", "12."),
            ("（1）甲", "（1）"),
            ("(2)甲", "(2)"),
            ("①甲", "①"),
            ("3）甲", "3）"),
            ("一、甲", "一、"),
            ("（十二）甲", "（十二）"),
        ] {
            assert_eq!(label(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["3.5亿元", "2023年", "2023．甲", "一是", "（甲）", "（1", "", "十", "（1、", "1"]
        {
            assert_eq!(label(text), None, "{text}");
        }
    }
}
