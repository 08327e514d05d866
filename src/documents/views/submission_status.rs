//! 报送情况表: who has handed in, when, how complete it is, what is overdue; and the units' other names.

use serde::Serialize;

use crate::base::{Place, count};
use crate::check::{self, Part as Share, Subject, UnitProgress};
use crate::documents::book::{About, Book, Part};
use crate::documents::catalogue::Material;
use crate::documents::{Printed, Traces, front};
use crate::elements::{Elements, Layout};
use crate::plan::{DocumentPlan, Plan};

use super::tasks::joined;

/// What `submission-status.md` prints.
#[derive(Debug, Clone, Serialize)]
pub struct SubmissionStatus {
    /// The campaign's name.
    pub campaign: Printed,
    /// The day of the figures.
    pub as_of: Printed,
    /// Whether the plan says by which day units hand in.
    pub has_deadline: bool,
    /// That day, where the plan says one.
    pub deadline: Option<Printed>,
    /// How many units are to hand in or have done so.
    pub units: Printed,
    /// How many of them have handed in.
    pub handed_in: Printed,
    /// How many of those after the deadline.
    pub late: Printed,
    /// How many have something overdue.
    pub overdue: Printed,
    /// A row for each unit.
    pub rows: Vec<StatusRow>,
    /// Whether units have other names.
    pub has_names: bool,
    /// A row for each unit that has.
    pub names: Vec<NamesRow>,
}

/// How far a unit is.
#[derive(Debug, Clone, Serialize)]
pub struct StatusRow {
    /// The unit.
    pub unit: Printed,
    /// Whether it has handed in.
    pub is_handed_in: bool,
    /// Whether the workbook says on which day.
    pub is_dated: bool,
    /// That day, where the workbook says one.
    pub date: Option<Printed>,
    /// Whether that is after the deadline.
    pub is_late: bool,
    /// Indicators that it leads: answered, of all.
    pub indicators: StatusShare,
    /// Its pieces of evidence: there, of those cited.
    pub evidence: StatusShare,
    /// Its problems: not yet put right, of all.
    pub problems: StatusShare,
    /// What is overdue, where anything is.
    pub overdue: Option<Printed>,
}

/// So many of so many.
#[derive(Debug, Clone, Serialize)]
pub struct StatusShare {
    /// How many.
    pub count: Printed,
    /// Of how many.
    pub of: Printed,
}

/// The other names of a unit, by which its workbook is known as well.
#[derive(Debug, Clone, Serialize)]
pub struct NamesRow {
    /// The unit.
    pub unit: Printed,
    /// The names.
    pub names: Printed,
}

/// The table.
pub(in crate::documents) fn books(material: Material<'_>, entry: &DocumentPlan) -> Vec<Book> {
    let Material { plan, ledger, as_of } = material;
    let progress = check::progress(Subject { plan, ledger, as_of: as_of.value });
    let mut traces = Traces::default();
    let view = view(material, &progress, &mut traces);
    let names = (!view.names.is_empty()).then(|| front::table(&[30, 70], &[], false));
    let tables = [front::table(&[25, 31, 10, 10, 10, 24], &[], false)].into_iter().chain(names).collect();
    let elements = Elements { tables, ..front::plain(plan, Layout::Report) };
    let part = Part::of(view, traces, elements);
    vec![Book::single("submissions/报送情况表".to_owned(), entry, About::default(), part)]
}

fn view(material: Material<'_>, progress: &[UnitProgress<'_>], traces: &mut Traces) -> SubmissionStatus {
    let plan = material.plan;
    let that = |is_so: fn(&UnitProgress<'_>) -> bool| {
        let places = progress.iter().filter(|unit| is_so(unit)).filter_map(|unit| place(plan, unit));
        count(&places.collect::<Vec<_>>())
    };
    let deadline = plan.campaign.submission_deadline();
    let names: Vec<NamesRow> = progress.iter().filter_map(|unit| names(plan, unit, traces)).collect();
    SubmissionStatus {
        campaign: traces.words(&plan.campaign.name),
        as_of: traces.words(material.as_of),
        has_deadline: deadline.is_some(),
        deadline: deadline.map(|deadline| traces.words(deadline)),
        units: traces.number(&that(|_| true)),
        handed_in: traces.number(&that(|unit| unit.submission.is_some())),
        late: traces.number(&that(|unit| unit.is_late)),
        overdue: traces.number(&that(|unit| !unit.overdue.is_empty())),
        rows: progress.iter().map(|unit| row(plan, unit, traces)).collect(),
        has_names: !names.is_empty(),
        names,
    }
}

/// Where a unit's workbook names it, else where the plan does.
fn place(plan: &Plan, progress: &UnitProgress<'_>) -> Option<Place> {
    let submitted = progress.submission.and_then(|submission| submission.unit.place());
    submitted.or_else(|| plan.unit(progress.unit).name.place()).cloned()
}

fn row(plan: &Plan, progress: &UnitProgress<'_>, traces: &mut Traces) -> StatusRow {
    let date = progress.submission.and_then(|submission| submission.filler.date.as_ref());
    let overdue = (!progress.overdue.is_empty()).then(|| joined(&progress.overdue, "、"));
    StatusRow {
        unit: traces.words(&plan.unit(progress.unit).name),
        is_handed_in: progress.submission.is_some(),
        is_dated: date.is_some(),
        date: date.map(|date| traces.words(date)),
        is_late: progress.is_late,
        indicators: share(&progress.indicators, traces),
        evidence: share(&progress.evidence, traces),
        problems: share(&progress.problems, traces),
        overdue: overdue.map(|overdue| traces.words(&overdue)),
    }
}

fn share(share: &Share, traces: &mut Traces) -> StatusShare {
    StatusShare { count: traces.number(&share.count), of: traces.number(&share.of) }
}

fn names(plan: &Plan, progress: &UnitProgress<'_>, traces: &mut Traces) -> Option<NamesRow> {
    let aliases = plan.aliases(progress.unit);
    (!aliases.is_empty()).then(|| NamesRow {
        unit: traces.words(&plan.unit(progress.unit).name),
        names: traces.words(&joined(&aliases, "、")),
    })
}
