//! Stage: [`Plan`](crate::plan::Plan), rows and exhibits → [`Ledger`] (台账): one typed record of traced values.
//!
//! In: the plan, the workbooks of units and rounds, the evidence files. Out: the ledger; every row is
//! in it, or refused with a finding. It never judges what was accepted; that is `check`'s.

mod choice;
mod displaced;
mod keys;
mod merge;
mod records;
mod rounds;
mod rows;
mod sound;
mod standing;
mod submissions;

use std::collections::BTreeMap;

pub use merge::{Sources, merge};
pub use records::{
    Answer, Disclosure, EvidenceItem, IndicatorId, Problem, Progress, Publicity, Rectification, Refusal,
    RoundRecord, Standing, Submission, Visit,
};

use crate::base::{Date, Traced};
use crate::evidence::Exhibit;
use crate::plan::{SheetKind, UnitId};

/// Plan and submissions, merged. Documents are views of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// What each unit handed in, by the position of the unit.
    pub submissions: Vec<Option<Submission>>,
    /// What each round found, by the position of the round.
    pub rounds: Vec<RoundRecord>,
    /// What of both does not count, in the order in which it was read.
    pub refused: Vec<Refusal>,
    /// The evidence files, by path.
    pub exhibits: BTreeMap<String, Exhibit>,
}

impl Ledger {
    /// What a unit handed in.
    pub fn submission(&self, unit: UnitId) -> Option<&Submission> {
        self.submissions.get(unit.0)?.as_ref()
    }

    /// Everything handed in, in the order of the units.
    pub fn handed_in(&self) -> impl Iterator<Item = &Submission> {
        self.submissions.iter().flatten()
    }

    /// What a unit handed in that would say this, but does not count: the row, or the whole workbook.
    pub fn refusal(&self, unit: UnitId, kind: SheetKind, key: &str) -> Option<&Refusal> {
        let mut of_unit = self.refused.iter().filter(|it| it.unit == Some(unit));
        of_unit.find(|it| it.kind.is_none() || (it.kind == Some(kind) && it.key.as_deref() == Some(key)))
    }

    /// What a unit says of an indicator.
    pub fn answer(&self, unit: UnitId, indicator: IndicatorId) -> Option<&Answer> {
        with_key(&self.submission(unit)?.answers, &indicator, |answer| &answer.indicator).first()
    }

    /// The evidence for an indicator, in the order of the units and of their rows.
    pub fn evidence(&self, indicator: IndicatorId) -> impl Iterator<Item = &EvidenceItem> {
        self.handed_in()
            .flat_map(move |submission| with_key(&submission.evidence, &indicator, |item| &item.indicator))
    }

    /// All problems, round by round, in the order of the workbooks.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.rounds.iter().flat_map(|round| &round.problems)
    }

    /// What the unit says of one of its problems.
    pub fn rectification(&self, problem: &Problem) -> Option<&Rectification> {
        let reports = &self.submission(problem.unit.value)?.rectifications;
        with_key(reports, &problem.id.value, |report| &report.problem.value).first()
    }

    /// How far the unit has put a problem right; none when it says nothing.
    pub fn progress(&self, problem: &Problem) -> Option<&Traced<Progress>> {
        self.rectification(problem).map(|report| &report.progress)
    }

    /// Whether a problem's deadline has passed on this day and its unit does not report it done.
    pub fn is_overdue(&self, problem: &Problem, as_of: Date) -> bool {
        let deadline = problem.deadline.as_ref().and_then(|deadline| deadline.value.date);
        let is_done = self.progress(problem).is_some_and(|progress| progress.value == Progress::Done);
        deadline.is_some_and(|deadline| deadline < as_of) && !is_done
    }
}

/// The records with this key, among records in the order of their keys.
fn with_key<'a, T, K: Ord>(records: &'a [T], key: &K, key_of: impl Fn(&T) -> &K) -> &'a [T] {
    let (_, from) = records.split_at(records.partition_point(|record| key_of(record) < key));
    &from[..from.partition_point(|record| key_of(record) == key)]
}
