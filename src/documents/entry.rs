//! Entries of lists, numbered here because templates never number.

use serde::Serialize;

use crate::base::Words;

use super::numerals::chinese;
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
        let entries = words.iter().enumerate();
        entries.map(|(index, text)| Self::of(index, text, traces)).collect()
    }

    fn of(index: usize, text: &Words, traces: &mut Traces) -> Self {
        let (number, numeral) = numbers(index, text, traces);
        Self { number, numeral, text: traces.words(text) }
    }
}

/// The number of the entry at an index, in digits and in Chinese numerals, from the place of the entry.
pub(super) fn numbers(index: usize, entry: &Words, traces: &mut Traces) -> (Printed, Printed) {
    let number = entry.with(index + 1, (index + 1).to_string());
    let numeral = entry.with((), chinese(index + 1));
    (traces.number(&number), traces.words(&numeral))
}
