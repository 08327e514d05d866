//! Texts of a workbook, each kept once.
//!
//! In: the text of a cell. Out: a pointer to it, the same for cells that say the same. Its order is never
//! looked at.

use std::collections::HashSet;
use std::sync::Arc;

use foldhash::fast::RandomState;

/// The texts that were met.
#[derive(Default)]
pub(super) struct Texts(HashSet<Arc<str>, RandomState>);

impl Texts {
    /// The text, as whoever came first keeps it.
    pub(super) fn shared(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(text);
        self.0.insert(Arc::clone(&new));
        new
    }
}
