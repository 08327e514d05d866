//! What is printed where a value is missing: never an invention.

use crate::base::{Traced, Words};

use super::printed::{Printed, Traces};

/// What stands where something that should be there is missing.
const MISSING: &str = "缺";

impl Traces {
    /// A value, or 缺.
    pub(super) fn or_missing<T>(&mut self, value: Option<&Traced<T>>) -> Printed {
        self.or(MISSING, value)
    }

    /// A value, or these words.
    pub(super) fn or<T>(&mut self, words: &str, value: Option<&Traced<T>>) -> Printed {
        match value {
            Some(value) => self.words(value),
            None => self.words(&Words::untraced(words)),
        }
    }
}
