//! Entries of lists, numbered here because templates never number.

use serde::Serialize;

use crate::base::{Words, chinese_numeral};

use super::printed::{Printed, Traces};

/// One entry of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Its number, `1`, from the place of the entry.
    pub number: Printed,
    /// Its number in Chinese numerals, `一`.
    pub numeral: Printed,
    /// The text.
    pub text: Printed,
}

impl Entry {
    /// The entries of a list, numbered from 1.
    pub(super) fn list(words: &[Words], traces: &mut Traces) -> Vec<Self> {
        Self::numbered(words.iter(), traces)
    }

    /// The same as clauses of a list: each but the last ends in ；, the last in 。, unless it has a mark of its own.
    pub(super) fn clauses(words: &[Words], traces: &mut Traces) -> Vec<Self> {
        let last = words.len().saturating_sub(1);
        let ended: Vec<Words> = words
            .iter()
            .enumerate()
            .map(|(index, clause)| ended(clause, if index == last { '。' } else { '；' }))
            .collect();
        Self::numbered(ended.iter(), traces)
    }

    fn numbered<'a>(words: impl Iterator<Item = &'a Words>, traces: &mut Traces) -> Vec<Self> {
        let mut entries = Vec::new();
        for (index, text) in words.enumerate() {
            let (number, numeral) = numbers(index, text, traces);
            entries.push(Self { number, numeral, text: traces.words(text) });
        }
        entries
    }
}

/// The text without marks at its end, for a template that goes on after it.
pub(super) fn clause(words: &Words) -> Words {
    let text = words.as_str().trim_end_matches(['。', '；']);
    words.with(text.to_owned(), text)
}

/// The text with a mark at its end; one that it already has stays.
pub(super) fn ended(words: &Words, mark: char) -> Words {
    if words.as_str().ends_with(['。', '；', '！', '？', '：']) {
        return words.clone();
    }
    let text = format!("{words}{mark}");
    words.with(text.clone(), text)
}

/// The number of the entry at an index, in digits and in Chinese numerals, from the place of the entry.
pub(super) fn numbers(index: usize, entry: &Words, traces: &mut Traces) -> (Printed, Printed) {
    let number = entry.with(index + 1, (index + 1).to_string());
    let numeral = entry.with((), chinese_numeral(index + 1));
    (traces.number(&number), traces.words(&numeral))
}
