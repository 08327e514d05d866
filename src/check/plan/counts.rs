//! Rules over the counts that the plan declares.

use crate::base::{Code, Finding, Traced};
use crate::plan::FOLDER;

use super::super::Subject;

/// A count that the plan declares is not the count of what it lists.
pub(in super::super) fn counts_differ(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let members = &plan.organization.leading_group.member_units;
    let system = &plan.indicators;
    let second = || system.indicators.iter().flat_map(|first| &first.children);
    let levels =
        [system.indicators.len(), second().count(), second().map(|second| second.children.len()).sum()];
    let declared = members.declared.iter().map(|declared| ("成员单位", declared, members.expanded.len()));
    let indicators = system.declared.iter().zip(["一级指标", "二级指标", "三级指标"]).zip(levels);
    let indicators = indicators.map(|((declared, what), actual)| (what, declared, actual));
    let rounds = plan.inspections.minimum_rounds.iter();
    findings.extend(
        declared.chain(indicators).filter_map(|(what, declared, actual)| differs(what, declared, actual)),
    );
    findings.extend(rounds.filter_map(|minimum| too_few(minimum, plan.inspections.rounds.len())));
}

fn differs(what: &str, declared: &Traced<u32>, actual: usize) -> Option<Finding> {
    let is_same = usize::try_from(declared.value) == Ok(actual);
    let message = format!("计划写明{what} {declared} 个，实际列出 {actual} 个");
    (!is_same).then(|| Finding::new(Code::PlanCountDiffers, declared.place_or(FOLDER), message))
}

fn too_few(minimum: &Traced<u32>, rounds: usize) -> Option<Finding> {
    let is_enough = usize::try_from(minimum.value).is_ok_and(|minimum| rounds >= minimum);
    let message = format!("计划要求督导检查不少于 {minimum} 轮，实际安排 {rounds} 轮");
    (!is_enough).then(|| Finding::new(Code::PlanCountDiffers, minimum.place_or(FOLDER), message))
}
