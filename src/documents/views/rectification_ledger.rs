//! 整改台账, across rounds.

use serde::Serialize;

use crate::base::count;
use crate::documents::book::{About, Book, Part};
use crate::documents::catalogue::Material;
use crate::documents::{Printed, Traces, front};
use crate::elements::{Elements, Layout};
use crate::ledger::{Problem, Progress};
use crate::plan::DocumentPlan;

use super::inspection_report::progress_of;

/// What `rectification-ledger.md` prints.
#[derive(Debug, Clone, Serialize)]
pub struct RectificationLedger {
    /// The campaign's name.
    pub campaign: Printed,
    /// The day of the figures.
    pub as_of: Printed,
    /// How many problems there are.
    pub problems: Printed,
    /// How many are put right.
    pub done: Printed,
    /// How many are being put right.
    pub underway: Printed,
    /// How many are not, or not reported on.
    pub not_started: Printed,
    /// How many are overdue.
    pub overdue: Printed,
    /// Whether there are problems.
    pub has_rows: bool,
    /// A row for each problem.
    pub rows: Vec<LedgerRow>,
}

/// A problem and what became of it.
#[derive(Debug, Clone, Serialize)]
pub struct LedgerRow {
    /// The id.
    pub id: Printed,
    /// The unit.
    pub unit: Printed,
    /// What is wrong.
    pub description: Printed,
    /// What is required.
    pub requirement: Option<Printed>,
    /// The deadline.
    pub deadline: Option<Printed>,
    /// What the unit does about it.
    pub measures: Printed,
    /// Who answers for it.
    pub responsible_person: Printed,
    /// How far it is.
    pub progress: Printed,
    /// Whether it is overdue.
    pub is_overdue: bool,
    /// The day on which it was done.
    pub completed_on: Option<Printed>,
}

/// The ledger.
pub(in crate::documents) fn books(material: Material<'_>, entry: &DocumentPlan) -> Vec<Book> {
    let plan = material.plan;
    if material.ledger.rounds.iter().all(|round| round.file.is_none()) {
        return Vec::new();
    }
    let mut traces = Traces::default();
    let view = view(material, &mut traces);
    let tables = vec![front::table(&[9, 10, 19, 15, 17, 15, 9, 9, 17], &[], true)];
    let elements = Elements { tables, ..front::plain(plan, Layout::Table) };
    let part = Part::of(view, traces, elements);
    vec![Book::single("inspections/整改台账".to_owned(), entry, About::default(), part)]
}

fn view(material: Material<'_>, traces: &mut Traces) -> RectificationLedger {
    let problems: Vec<&Problem> = material.ledger.problems().collect();
    let progress = progress_of(material, &problems);
    RectificationLedger {
        campaign: traces.words(&material.plan.campaign.name),
        as_of: traces.words(material.as_of),
        problems: traces.number(&count(problems.iter().map(|problem| &problem.place))),
        done: traces.number(&progress.done),
        underway: traces.number(&progress.underway),
        not_started: traces.number(&progress.not_started),
        overdue: traces.number(&progress.overdue),
        has_rows: !problems.is_empty(),
        rows: problems.into_iter().map(|problem| row(material, problem, traces)).collect(),
    }
}

fn row(material: Material<'_>, problem: &Problem, traces: &mut Traces) -> LedgerRow {
    let report = material.ledger.rectification(problem);
    let is_done = report.is_some_and(|report| report.progress.value == Progress::Done);
    let completed_on = report.and_then(|report| report.completed_on.as_ref());
    let not_reported = || problem.id.with("未报".to_owned(), "未报");
    LedgerRow {
        id: traces.words(&problem.id),
        unit: traces.words(&problem.unit),
        description: traces.words(&problem.description),
        requirement: problem.requirement.as_ref().map(|requirement| traces.words(requirement)),
        deadline: problem.deadline.as_ref().map(|deadline| traces.words(deadline)),
        measures: traces.or_missing(report.and_then(|report| report.measures.as_ref())),
        responsible_person: traces.or_missing(report.and_then(|report| report.responsible_person.as_ref())),
        progress: traces.words(&report.map_or_else(not_reported, |report| report.progress.words())),
        is_overdue: material.ledger.is_overdue(problem, material.as_of.value),
        completed_on: (is_done || completed_on.is_some()).then(|| traces.or_missing(completed_on)),
    }
}
