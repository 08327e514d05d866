//! 问题清单 of a round, and the 整改通知书 to each unit with problems.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::{Words, count};
use crate::documents::book::{About, Book, Part};
use crate::documents::catalogue::Material;
use crate::documents::{Printed, Traces, front, safe_name};
use crate::elements::{Elements, Layout};
use crate::ledger::{Problem, RoundRecord};
use crate::plan::{DocumentPlan, Plan, Round, SheetKind, UnitId};

use super::tasks::labelled;

/// What `problem-list.md` prints.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemList {
    /// The campaign's name.
    pub campaign: Printed,
    /// The round's name.
    pub round: Printed,
    /// How many problems it found.
    pub problem_count: Printed,
    /// Whether it found any.
    pub has_rows: bool,
    /// A row for each problem.
    pub rows: Vec<ProblemRow>,
}

/// What `rectification-notice.md` prints.
#[derive(Debug, Clone, Serialize)]
pub struct RectificationNotice {
    /// The campaign's name.
    pub campaign: Printed,
    /// The round's name.
    pub round: Printed,
    /// Its first day.
    pub start: Printed,
    /// Its last day.
    pub end: Printed,
    /// The unit.
    pub unit: Printed,
    /// How many problems were found in it.
    pub problem_count: Printed,
    /// Whether there is a sheet in which the unit reports.
    pub has_sheet: bool,
    /// The sheet in which the unit reports.
    pub sheet: Option<Printed>,
    /// The office to which it reports.
    pub office: Printed,
    /// A row for each problem.
    pub rows: Vec<ProblemRow>,
}

/// A problem as tables print it.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemRow {
    /// The id.
    pub id: Printed,
    /// The unit.
    pub unit: Printed,
    /// The indicator, id and title.
    pub indicator: Option<Printed>,
    /// What is wrong.
    pub description: Printed,
    /// 立行立改, 限期整改, 长期整改.
    pub kind: Option<Printed>,
    /// What is required.
    pub requirement: Option<Printed>,
    /// The deadline.
    pub deadline: Option<Printed>,
    /// Who found it.
    pub inspectors: Option<Printed>,
}

/// The problem lists.
pub(in crate::documents) fn lists(material: Material<'_>, entry: &DocumentPlan) -> Vec<Book> {
    rounds(material, entry).map(|(round, record)| list(material.plan, entry, round, record)).collect()
}

/// The notices.
pub(in crate::documents) fn notices(material: Material<'_>, entry: &DocumentPlan) -> Vec<Book> {
    let mut books = Vec::new();
    for (round, record) in rounds(material, entry) {
        let units = by_unit(record).into_iter();
        books.extend(units.map(|(unit, problems)| notice(material.plan, entry, round, (unit, &problems))));
    }
    books
}

/// The problems of a round unit by unit, in the order of the units and of their rows.
pub(super) fn by_unit(record: &RoundRecord) -> BTreeMap<UnitId, Vec<&Problem>> {
    let mut units: BTreeMap<UnitId, Vec<&Problem>> = BTreeMap::new();
    for problem in &record.problems {
        units.entry(problem.unit.value).or_default().push(problem);
    }
    units
}

/// The rounds that an entry is about and that have handed in, with what they found.
///
/// Of a round that has not, nothing is said: no problem is not the same as no report.
pub(super) fn rounds<'a>(
    material: Material<'a>,
    entry: &'a DocumentPlan,
) -> impl Iterator<Item = (&'a Round, &'a RoundRecord)> {
    let rounds = material.plan.inspections.rounds.iter().zip(&material.ledger.rounds);
    rounds.filter(|(round, record)| record.file.is_some() && entry.is_about(round.id.as_str()))
}

fn list(plan: &Plan, entry: &DocumentPlan, round: &Round, record: &RoundRecord) -> Book {
    let mut traces = Traces::default();
    let rows: Vec<_> = record.problems.iter().map(|problem| row(plan, problem, &mut traces)).collect();
    let view = ProblemList {
        campaign: traces.words(&plan.campaign.name),
        round: traces.words(&round.name),
        problem_count: traces.number(&count(record.problems.iter().map(|problem| &problem.place))),
        has_rows: !rows.is_empty(),
        rows,
    };
    let tables = vec![front::table(&[10, 10, 17, 23, 9, 16, 16, 10], &[], true)];
    let elements = Elements { tables, ..front::plain(plan, Layout::Table) };
    let name = format!("inspections/{}", safe_name(&format!("{}-问题清单", round.name)));
    Book::single(name, entry, about(round, None, plan), Part::of(view, traces, elements))
}

fn notice(plan: &Plan, entry: &DocumentPlan, round: &Round, (unit, problems): (UnitId, &[&Problem])) -> Book {
    let mut traces = Traces::default();
    let name = &plan.unit(unit).name;
    let view = RectificationNotice {
        campaign: traces.words(&plan.campaign.name),
        round: traces.words(&round.name),
        start: traces.words(&round.start),
        end: traces.words(&round.end),
        unit: traces.words(name),
        problem_count: traces.number(&count(problems.iter().map(|problem| &problem.place))),
        has_sheet: reporting_sheet(plan).is_some(),
        sheet: reporting_sheet(plan).map(|sheet| traces.words(sheet)),
        office: traces.words(&plan.campaign.issuer.office),
        rows: problems.iter().map(|problem| row(plan, problem, &mut traces)).collect(),
    };
    let tables = vec![front::table(&[12, 30, 11, 26, 21], &[], false)];
    let elements = Elements { tables, ..front::letterhead(plan, entry, Some(name.clone())) };
    let path = format!("inspections/{}", safe_name(&format!("{}-整改通知书-{name}", round.name)));
    Book::single(path, entry, about(round, Some(unit), plan), Part::of(view, traces, elements))
}

fn about(round: &Round, unit: Option<UnitId>, plan: &Plan) -> About {
    About { unit: unit.map(|unit| plan.unit(unit).name.value.clone()), id: Some(round.id.value.clone()) }
}

fn reporting_sheet(plan: &Plan) -> Option<&Words> {
    let mut sheets = plan.sheets.submission.iter();
    sheets.find(|sheet| sheet.kind.value == SheetKind::Rectification).map(|sheet| &sheet.name)
}

/// A problem as tables print it.
pub(super) fn row(plan: &Plan, problem: &Problem, traces: &mut Traces) -> ProblemRow {
    ProblemRow {
        id: traces.words(&problem.id),
        unit: traces.words(&problem.unit),
        indicator: indicator(plan, problem).map(|indicator| traces.words(&indicator)),
        description: traces.words(&problem.description),
        kind: problem.kind.as_ref().map(|kind| traces.words(kind)),
        requirement: problem.requirement.as_ref().map(|requirement| traces.words(requirement)),
        deadline: problem.deadline.as_ref().map(|deadline| traces.words(deadline)),
        inspectors: problem.inspectors.as_ref().map(|inspectors| traces.words(inspectors)),
    }
}

fn indicator(plan: &Plan, problem: &Problem) -> Option<Words> {
    let id = problem.indicator.as_ref()?;
    let (_, _, indicator) = plan.third_level().nth(id.value.0)?;
    Some(labelled(&id.words(), &indicator.name))
}
