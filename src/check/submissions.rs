//! Rules over what units handed in.

use crate::base::{Code, Date, Finding, Traced};
use crate::ledger::IndicatorId;

use super::{Subject, place_of};

/// A unit that owes a submission has handed in none, and the deadline has passed or none is set.
pub(super) fn missing(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let deadline = deadline(subject);
    if deadline.is_some_and(|deadline| deadline.value >= subject.as_of) {
        return;
    }
    for (unit, entry) in subject.plan.owing_units() {
        if subject.ledger.submission(unit).is_none() {
            let place = place_of(&entry.name, crate::plan::FOLDER);
            let finding = Finding::new(Code::SubmissionMissing, place, format!("{}没有报送", entry.name));
            findings.push(match deadline {
                Some(deadline) => finding.related(place_of(deadline, crate::plan::FOLDER), "规定的报送时间"),
                None => finding,
            });
        }
    }
}

/// A unit handed in after the deadline.
pub(super) fn late(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(deadline) = deadline(subject) else { return };
    for submission in subject.ledger.handed_in() {
        let Some(date) = &submission.filler.date else { continue };
        if date.value.date.is_some_and(|day| day > deadline.value) {
            let message = format!("{}填报日期是 {date}，晚于规定的 {deadline}", submission.unit);
            let finding = Finding::new(Code::SubmissionLate, place_of(date, &submission.file), message);
            findings.push(finding.related(place_of(deadline, crate::plan::FOLDER), "规定的报送时间"));
        }
    }
}

/// An indicator's lead unit handed in, but said nothing of it.
pub(super) fn indicator_unanswered(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for (position, (_, _, indicator)) in subject.plan.third_level().enumerate() {
        let Some(lead) = indicator.lead_unit else { continue };
        let Some(submission) = subject.ledger.submission(lead) else { continue };
        if subject.ledger.answer(lead, IndicatorId(position)).is_none() {
            let message = format!("{}没有给出指标 {} 的自查结论", submission.unit, indicator.id);
            let place = place_of(&submission.unit, &submission.file);
            let finding = Finding::new(Code::IndicatorUnanswered, place, message);
            findings.push(finding.related(place_of(&indicator.id, crate::plan::FOLDER), "该单位牵头的指标"));
        }
    }
}

fn deadline(subject: Subject<'_>) -> Option<&Traced<Date>> {
    subject.plan.campaign.submission_deadline()
}
