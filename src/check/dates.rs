//! Rules over days that units and rounds report: each after what it follows.

use crate::base::{Code, Date, Day, Finding, Place, Traced, Words};
use crate::ledger::{Problem, Progress, RoundRecord, Submission};
use crate::plan::{FOLDER, Round, SheetKind};

use super::Subject;

/// A workbook is dated before the campaign began, or on a day that has not come.
pub(super) fn period_wrong(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(start) =
        subject.plan.campaign.stages.iter().map(|stage| &stage.start).min_by_key(|day| day.value)
    else {
        return;
    };
    for submission in subject.ledger.handed_in() {
        let Some((date, day)) = submission.filler.date.as_ref().and_then(known) else { continue };
        let said = |fault: &str| {
            let message = format!("{}填报日期是 {date}，{fault}", submission.unit);
            Finding::new(Code::PeriodWrong, date.place_or(&submission.file), message).help("改正填报日期")
        };
        if day < start.value {
            let finding = said(&format!("早于活动开始的 {start}"));
            findings.push(finding.related(start.place_or(FOLDER), "最早的阶段"));
        } else if day > subject.as_of {
            findings.push(said("这一天还没有到"));
        }
    }
}

/// What a workbook lists was formed or published after the workbook was filled in.
pub(super) fn after_submission(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for submission in subject.ledger.handed_in() {
        let Some((filled, last)) = submission.filler.date.as_ref().and_then(known) else { continue };
        let later = dated(submission).filter(|(.., day)| day.value.date.is_some_and(|day| day > last));
        findings.extend(later.map(|(title, what, day)| {
            let message = format!("“{title}”的{what} {day} 晚于填报日期 {filled}");
            Finding::new(Code::DatesReversed, day.place_or(&submission.file), message)
                .related(filled.place_or(&submission.file), "填报日期")
                .help("改正其中一个日期")
        }));
    }
}

/// What a workbook lists with a day: its title, and the day and what it is called.
fn dated(submission: &Submission) -> impl Iterator<Item = (&Words, &'static str, &Traced<Day>)> {
    let evidence = submission.evidence.iter().map(|it| (&it.title, "形成日期", &it.formed_on));
    let disclosures = submission.disclosures.iter().map(|it| (&it.title, "公开日期", &it.published_on));
    let publicity = submission.publicity.iter().map(|it| (&it.title, "日期", &it.published_on));
    let all = evidence.chain(disclosures).chain(publicity);
    all.filter_map(|(title, what, day)| Some((title, what, day.as_ref()?)))
}

/// A problem was put right before it was found, or is so on a day that has not come.
pub(super) fn closed_before_found(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for (round, record) in subject.plan.inspections.rounds.iter().zip(&subject.ledger.rounds) {
        for problem in &record.problems {
            let report = subject.ledger.rectification(problem);
            let Some((completed, day)) = report.and_then(|report| known(report.completed_on.as_ref()?))
            else {
                continue;
            };
            let found = found(round, record, problem);
            if day < found.value {
                findings.push(too_early(problem, completed, &found));
            } else if day > subject.as_of {
                let message = format!("问题 {} 的完成日期 {completed} 还没有到", problem.id);
                let finding = Finding::new(Code::DatesReversed, completed.place_or(FOLDER), message);
                findings.push(finding.help("改正完成日期；还没有完成就改进展"));
            }
        }
    }
}

/// A unit reports a problem put right and does not say when, though its sheet asks.
pub(super) fn rectification_undated(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.plan.sheets.column(SheetKind::Rectification, "completed_on").is_none() {
        return;
    }
    let reports = subject.ledger.handed_in().flat_map(|submission| &submission.rectifications);
    let undated = reports.filter(|it| it.progress.value == Progress::Done && it.completed_on.is_none());
    findings.extend(undated.map(|report| {
        let message = format!("问题 {} 写的是“{}”，没有写完成日期", report.problem, report.progress);
        Finding::new(Code::RectificationUndated, report.progress.place_or(FOLDER), message)
            .help("在同一行填上完成日期；还没有完成就改进展")
    }));
}

/// The day on which a unit's problems were found: that of the round's first visit, else its first day.
fn found(round: &Round, record: &RoundRecord, problem: &Problem) -> Traced<Date> {
    let visits = record.visits.iter().filter(|visit| visit.unit.value == problem.unit.value);
    let days = visits.filter_map(|visit| known(&visit.visited_on));
    let first = days.min_by_key(|(_, day)| *day);
    first.map_or_else(|| round.start.clone(), |(visited, day)| visited.with(day, visited.text.clone()))
}

fn too_early(problem: &Problem, completed: &Traced<Day>, found: &Traced<Date>) -> Finding {
    let message = format!("问题 {} 的完成日期 {completed} 早于检查发现它的 {found}", problem.id);
    let related: Place = found.place_or(FOLDER);
    Finding::new(Code::DatesReversed, completed.place_or(FOLDER), message)
        .related(related, "检查日期")
        .help("改正完成日期")
}

/// The text of a day with the day, where it names one.
fn known(day: &Traced<Day>) -> Option<(&Traced<Day>, Date)> {
    Some((day, day.value.date?))
}
