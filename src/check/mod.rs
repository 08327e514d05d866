//! Stage: [`Plan`], [`Ledger`] → findings on what was accepted, by a table of small rules.
//!
//! In: the plan, the ledger and the day that decides what is overdue. Out: findings. It changes
//! nothing and reads nothing else.

mod answers;
mod conflicts;
mod dates;
mod evidence;
mod inspections;
mod links;
mod plan;
mod status;
mod submissions;

pub use answers::passed_deadline;
pub use status::{Part, UnitProgress, progress};

use rayon::prelude::*;

use crate::base::{Date, Finding};
use crate::ledger::Ledger;
use crate::plan::Plan;

/// What rules look at.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The ledger.
    pub ledger: &'a Ledger,
    /// The day that decides what is overdue.
    pub as_of: Date,
}

type Rule = fn(Subject<'_>, &mut Vec<Finding>);

/// Every rule, in the order in which its findings are listed.
const RULES: &[Rule] = &[
    plan::counts::counts_differ,
    plan::counts::counts_in_texts,
    plan::counts::indicators_absent,
    plan::schedule::stage_before_order,
    plan::schedule::stage_days,
    plan::schedule::stage_outlived,
    plan::schedule::round_days,
    plan::schedule::deadline_unmeetable,
    plan::schedule::document_out_of_time,
    plan::schedule::owed_out_of_time,
    plan::organization::unit_outside,
    plan::people::person_outside,
    plan::people::unit_not_in_group,
    plan::people::person_with_two_titles,
    plan::people::title_without_sign,
    plan::people::blanks_mixed,
    plan::organization::group_empty,
    plan::organization::deliverable_open,
    plan::organization::submission_open,
    plan::coverage::coverage_unplanned,
    plan::people::team_visits_itself,
    plan::annexes::annex_absent,
    plan::annexes::annex_unnamed,
    plan::annexes::paper_unattached,
    plan::bodies::body_not_set_up,
    plan::bodies::body_unknown,
    plan::bodies::strand_without_group,
    plan::names::units_alike,
    plan::names::group_in_two_ways,
    plan::names::title_in_two_ways,
    plan::names::number_twice,
    plan::names::number_missing,
    plan::wording::brackets_mixed,
    plan::wording::number_brackets,
    plan::wording::enumeration,
    submissions::missing,
    submissions::late,
    submissions::date_unclear,
    submissions::undated,
    dates::period_wrong,
    answers::indicator_unanswered,
    answers::support_unanswered,
    answers::indicator_overdue,
    answers::conclusion_unproven,
    answers::conclusion_differs,
    answers::task_foreign,
    answers::person_missing,
    evidence::absent,
    evidence::proof_absent,
    evidence::uncited,
    evidence::twice,
    links::malformed,
    dates::after_submission,
    dates::closed_before_found,
    dates::rectification_undated,
    conflicts::number_differs,
    conflicts::title_differs,
    conflicts::figure_differs,
    inspections::round_unreported,
    inspections::visit_outside_round,
    inspections::team_not_in_plan,
    inspections::deadline_before_round,
    inspections::coverage_incomplete,
    inspections::rectification_overdue,
];

/// Applies every rule.
pub fn examine(subject: Subject<'_>) -> Vec<Finding> {
    let apply = |rule: &Rule| {
        let mut findings = Vec::new();
        rule(subject, &mut findings);
        findings
    };
    RULES.par_iter().flat_map_iter(apply).collect()
}
