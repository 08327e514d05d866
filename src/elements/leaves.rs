//! The values of the front matter one by one, for those who ask where each comes from.

use std::sync::Arc;

use super::{Colophon, Elements, Signature, TableElement};
use crate::base::{Place, Traced};

/// One value of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// The text to print.
    pub text: Arc<str>,
    /// Where it comes from.
    pub places: Arc<[Place]>,
}

impl Elements {
    /// Every value that is printed, in the order of the elements.
    pub fn leaves(&self) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        gather(&mut leaves, &self.serial_number);
        gather(&mut leaves, &self.secrecy);
        gather(&mut leaves, &self.urgency);
        gather(&mut leaves, &self.issuers);
        gather(&mut leaves, &self.mark);
        gather(&mut leaves, &self.document_number);
        gather(&mut leaves, &self.signers);
        gather(&mut leaves, &self.addressees);
        gather(&mut leaves, &self.annexes);
        if let Some(Signature { issuers, posts, .. }) = &self.signature {
            gather(&mut leaves, issuers);
            gather(&mut leaves, posts);
        }
        gather(&mut leaves, &self.date);
        gather(&mut leaves, &self.note);
        if let Some(Colophon { cc, printing_office, printing_date }) = &self.colophon {
            gather(&mut leaves, cc);
            gather(&mut leaves, printing_office);
            gather(&mut leaves, printing_date);
        }
        if let Some(attendance) = &self.attendance {
            gather(&mut leaves, &attendance.present);
            gather(&mut leaves, &attendance.absent);
            gather(&mut leaves, &attendance.observers);
        }
        for TableElement { caption, note, source, .. } in &self.tables {
            gather(&mut leaves, caption);
            gather(&mut leaves, note);
            gather(&mut leaves, source);
        }
        gather(&mut leaves, &self.watermark);
        leaves
    }
}

fn gather<'a, T: 'a>(leaves: &mut Vec<Leaf>, values: impl IntoIterator<Item = &'a Traced<T>>) {
    leaves.extend(
        values
            .into_iter()
            .map(|value| Leaf { text: Arc::clone(&value.text), places: Arc::clone(&value.places) }),
    );
}
