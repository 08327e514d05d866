//! Stage: [`Plan`], [`Ledger`] → findings on what was accepted, by a table of small rules.
//!
//! In: the plan, the ledger and the day that decides what is overdue. Out: findings. It changes
//! nothing and reads nothing else.

mod evidence;
mod inspections;
mod plan;
mod submissions;

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
    plan::counts_differ,
    submissions::missing,
    submissions::late,
    submissions::indicator_unanswered,
    evidence::absent,
    inspections::round_unreported,
    inspections::coverage_incomplete,
    inspections::rectification_overdue,
];

/// Applies every rule.
pub fn examine(subject: Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        rule(subject, &mut findings);
    }
    findings
}
