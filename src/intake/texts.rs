//! Texts of a workbook or of a part of it, each kept once.
//!
//! In: the text of a cell. Out: a pointer to it, the same for cells that say the same. Its order is never
//! looked at.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::grid::Raw;

/// The texts that were met.
#[derive(Default)]
pub(super) struct Texts(HashSet<Arc<str>, RandomState>);

impl Texts {
    /// What a cell holds that says this; nothing where it says nothing.
    pub(super) fn raw(&mut self, text: &str) -> Option<Raw> {
        clean(text).map(|text| Raw::Text(self.shared(&text)))
    }

    /// The text, as whoever came first keeps it.
    fn shared(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(text);
        self.0.insert(Arc::clone(&new));
        new
    }
}

/// Line breaks of one kind, no blanks around; nothing is left of blanks.
pub(super) fn clean(text: &str) -> Option<Cow<'_, str>> {
    let is_blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
    let trimmed = text.trim_matches(is_blank);
    if trimmed.is_empty() {
        return None;
    }
    Some(if trimmed.contains('\r') {
        Cow::Owned(trimmed.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(trimmed)
    })
}
