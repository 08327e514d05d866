//! Rules over whether and when units handed in.

use std::collections::BTreeSet;

use crate::base::{Code, Date, Finding, Place, Traced};
use crate::intake::Filler;
use crate::plan::{FOLDER, Unit};

use super::Subject;

/// A unit that owes a submission has handed in none, and the deadline has passed, or none is set and others did.
pub(super) fn missing(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let deadline = subject.plan.campaign.submission_deadline();
    let is_asked_for = match deadline {
        Some(deadline) => deadline.value < subject.as_of,
        None => subject.ledger.handed_in().next().is_some(),
    };
    if !is_asked_for {
        return;
    }
    let owing = subject.plan.owing_units();
    let in_doubt = subject.ledger.refused.iter().filter(|it| it.kind.is_none());
    let in_doubt: BTreeSet<_> = in_doubt.filter_map(|it| it.unit).collect();
    let silent =
        owing.filter(|(unit, _)| subject.ledger.submission(*unit).is_none() && !in_doubt.contains(unit));
    findings.extend(silent.map(|(_, unit)| not_handed_in(unit, deadline)));
}

fn not_handed_in(unit: &Unit, deadline: Option<&Traced<Date>>) -> Finding {
    let message = format!("{}没有报送", unit.name);
    let finding =
        Finding::new(Code::SubmissionMissing, unit.name.place_or(FOLDER), message).of(unit.name.as_str());
    match deadline {
        Some(deadline) => finding.related(deadline.place_or(FOLDER), "规定的报送时间"),
        None => finding,
    }
}

/// A workbook says when it was filled in, but not on which day.
pub(super) fn date_unclear(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for submission in subject.ledger.handed_in() {
        let date = submission.filler.date.as_ref().filter(|date| date.value.date.is_none());
        findings.extend(date.map(|date| {
            let message =
                format!("{}填报日期写的是“{date}”，不是确定的某一天，看不出是否迟报", submission.unit);
            Finding::new(Code::DateUnclear, date.place_or(&submission.file), message)
                .help("写成 2023-03-25 这样的日期")
        }));
    }
}

/// A workbook says nowhere when it was filled in. One whose cell can't be used has its finding from intake; a sheet
/// that can't be read may say it.
pub(super) fn undated(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let is_undated = |filler: &Filler| filler.date.is_none() && !filler.is_date_unusable;
    let undated = subject.ledger.handed_in().filter(|it| is_undated(&it.filler) && it.unread.is_empty());
    findings.extend(undated.map(|submission| {
        let message = format!("{}没有写明填报日期，看不出哪天报送、是否迟报", submission.unit);
        let (place, help) = match &submission.filler.empty_date {
            Some(cell) => (cell.clone(), "在这一格填上日期，如 2023-03-25"),
            None => (Place::file(submission.file.clone()), "在表头上方写“填报日期：”和日期，如 2023-03-25"),
        };
        Finding::new(Code::DateMissing, place, message).of(&*submission.unit.text).help(help)
    }));
}

/// A unit handed in after the deadline.
pub(super) fn late(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(deadline) = subject.plan.campaign.submission_deadline() else { return };
    for submission in subject.ledger.handed_in() {
        let Some(date) = &submission.filler.date else { continue };
        if date.value.date.is_some_and(|day| day > deadline.value) {
            let message = format!("{}填报日期是 {date}，晚于规定的 {deadline}", submission.unit);
            let finding = Finding::new(Code::SubmissionLate, date.place_or(&submission.file), message);
            let finding = finding.related(deadline.place_or(FOLDER), "规定的报送时间");
            findings.push(finding.help("填报日期写错了就改正，没有写错就不用改"));
        }
    }
}
