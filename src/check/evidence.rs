//! Rules over evidence.

use crate::base::{Code, Finding};
use crate::ledger::Standing;

use super::{Subject, place_of};

/// A piece of evidence is cited but not there.
pub(super) fn absent(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for submission in subject.ledger.handed_in() {
        for item in submission.evidence.iter().filter(|item| item.standing == Standing::Absent) {
            let (message, place) = match &item.location {
                Some(location) => (
                    format!("“{}”引用的文件“{location}”不在 inputs/evidence 中", item.title),
                    place_of(location, &submission.file),
                ),
                None => (format!("“{}”没有文件、链接或文号", item.title), item.place.clone()),
            };
            findings.push(Finding::new(Code::EvidenceAbsent, place, message));
        }
    }
}
