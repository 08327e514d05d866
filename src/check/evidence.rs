//! Rules over evidence.

use crate::base::{Code, Finding};
use crate::evidence::FOLDER;
use crate::ledger::{EvidenceItem, Standing};

use super::Subject;

/// A piece of evidence is cited but not there.
pub(super) fn absent(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let all = subject.ledger.handed_in().flat_map(|submission| &submission.evidence);
    findings.extend(all.filter(|item| item.standing == Standing::Absent).map(missing));
}

fn missing(item: &EvidenceItem) -> Finding {
    let Some(location) = &item.location else {
        let message = format!("“{}”没有文件、链接或文号", item.title);
        return Finding::new(Code::EvidenceAbsent, item.place.clone(), message);
    };
    let message = format!("“{}”引用的文件“{location}”不在 {FOLDER} 中", item.title);
    Finding::new(Code::EvidenceAbsent, location.place_or(FOLDER), message)
        .help(format!("把文件放进 {FOLDER}，或改正文件名；链接要以 http:// 或 https:// 开头"))
}
