//! Rules over inspections and what came of them.

use std::collections::BTreeSet;

use crate::base::{Code, Finding, Place};
use crate::ledger::RoundRecord;
use crate::plan::{Coverage, UnitId};

use super::{Subject, place_of};

/// A unit that was to be visited was not.
pub(super) fn coverage_incomplete(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let inspections = &subject.plan.inspections;
    let rounds: Vec<_> = inspections.rounds.iter().zip(&subject.ledger.rounds).collect();
    let is_over = |round: &crate::plan::Round| round.end.value < subject.as_of;
    match inspections.coverage.value {
        Coverage::EachRound => {
            for (round, record) in rounds.into_iter().filter(|(round, _)| is_over(round)) {
                let wanted = round.teams.iter().flat_map(|team| team.units.iter().copied()).collect();
                let place = place_of(&round.name, crate::plan::FOLDER);
                report(subject, &wanted, &visited([record]), &place, round.name.as_str(), findings);
            }
        }
        Coverage::AllRounds if rounds.iter().all(|(round, _)| is_over(round)) => {
            let members = &subject.plan.organization.leading_group.member_units.expanded;
            let wanted = members.iter().copied().collect();
            let place = place_of(&inspections.coverage, crate::plan::FOLDER);
            report(subject, &wanted, &visited(&subject.ledger.rounds), &place, "各轮督导检查", findings);
        }
        Coverage::AllRounds => {}
    }
}

fn visited<'a>(rounds: impl IntoIterator<Item = &'a RoundRecord>) -> BTreeSet<UnitId> {
    rounds.into_iter().flat_map(|round| round.visits.iter().map(|visit| visit.unit.value)).collect()
}

fn report(
    subject: Subject<'_>,
    wanted: &BTreeSet<UnitId>,
    visited: &BTreeSet<UnitId>,
    place: &Place,
    what: &str,
    findings: &mut Vec<Finding>,
) {
    for unit in wanted.difference(visited) {
        let name = &subject.plan.unit(*unit).name;
        let message = format!("{what}没有检查{name}");
        let finding = Finding::new(Code::CoverageIncomplete, place.clone(), message);
        findings.push(finding.related(place_of(name, crate::plan::FOLDER), "该单位"));
    }
}

/// A round is over and its workbook is not there: nothing can be said of it.
pub(super) fn round_unreported(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let rounds = subject.plan.inspections.rounds.iter().zip(&subject.ledger.rounds);
    for (round, _) in
        rounds.filter(|(round, record)| record.file.is_none() && round.end.value < subject.as_of)
    {
        let message = format!(
            "{}已经结束，inputs/inspections 中没有“{}”，通报和问题清单没有生成",
            round.name, round.workbook
        );
        findings.push(Finding::new(
            Code::RoundUnreported,
            place_of(&round.workbook, crate::plan::FOLDER),
            message,
        ));
    }
}

/// A problem's deadline has passed and the unit does not report it done.
pub(super) fn rectification_overdue(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for problem in subject.ledger.problems() {
        if !subject.ledger.is_overdue(problem, subject.as_of) {
            continue;
        }
        let Some(deadline) = &problem.deadline else { continue };
        let progress = subject.ledger.progress(problem);
        let said =
            progress.map_or_else(|| "没有报告整改情况".to_owned(), |progress| format!("报告“{progress}”"));
        let message = format!("问题 {} 应于 {deadline} 前整改，{}{said}", problem.id, problem.unit);
        let finding = Finding::new(Code::RectificationOverdue, place_of(deadline, "inputs"), message);
        let reported = progress.and_then(|progress| progress.place().cloned());
        findings.push(match reported {
            Some(place) => finding.related(place, "单位报告的进展"),
            None => finding,
        });
    }
}
