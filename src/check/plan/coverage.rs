//! Rules over what the inspections are to cover.

use std::collections::BTreeSet;

use crate::base::{Code, Date, Finding, Words};
use crate::plan::{Coverage, FOLDER, Inspections, Plan, Round, UnitId};

use super::super::Subject;

/// How many units a sentence names before it only counts them.
const NAMED: usize = 3;

/// The rule of coverage asks for visits that no team is to make.
pub(in super::super) fn coverage_unplanned(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let inspections = &plan.inspections;
    let minimum = inspections.minimum_rounds.as_ref().map_or(0, |minimum| minimum.value);
    match inspections.coverage.value {
        Coverage::EachRound => {
            for round in &inspections.rounds {
                let what = format!("计划要求每一轮都查遍，“{}”", round.name);
                findings.extend(unplanned(plan, std::slice::from_ref(round), &what, &round.name));
            }
        }
        // Where no round is planned and some are asked for, that is told already.
        Coverage::AllRounds if inspections.rounds.is_empty() && minimum > 0 => {}
        // When all rounds are over, what was not visited is told.
        Coverage::AllRounds if !are_over(inspections, subject.as_of) => {
            let coverage = &inspections.coverage;
            let place = coverage.with(String::new(), "");
            findings.extend(unplanned(plan, &inspections.rounds, "计划要求各轮合起来查遍，各轮都", &place));
        }
        Coverage::AllRounds => {}
    }
}

fn are_over(inspections: &Inspections, as_of: Date) -> bool {
    !inspections.rounds.is_empty() && inspections.rounds.iter().all(|round| round.end.value < as_of)
}

fn unplanned(plan: &Plan, rounds: &[Round], what: &str, at: &Words) -> Option<Finding> {
    let planned: BTreeSet<UnitId> =
        rounds.iter().flat_map(|round| &round.teams).flat_map(|team| team.units.iter().copied()).collect();
    let members = &plan.organization.leading_group.member_units.expanded;
    let left_out: Vec<&str> = members
        .iter()
        .filter(|unit| !planned.contains(unit))
        .map(|unit| plan.unit(*unit).name.as_str())
        .collect();
    let named = left_out.get(..NAMED).unwrap_or(&left_out).join("、");
    let count =
        if left_out.len() > NAMED { format!("等 {} 个单位", left_out.len()) } else { String::new() };
    let message = format!("{what}没有安排检查{named}{count}");
    let finding = Finding::new(Code::RuleUnmeetable, at.place_or(FOLDER), message);
    let finding = finding.related(plan.inspections.coverage.place_or(FOLDER), "全覆盖的要求");
    (!left_out.is_empty()).then(|| finding.help("在检查组的 visits 里补上，或改 coverage"))
}
