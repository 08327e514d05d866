//! 督导检查情况通报, one for each round.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::{Place, Traced, Words, count};
use crate::documents::book::{About, Book, Part};
use crate::documents::catalogue::Material;
use crate::documents::{Printed, Traces, clause, entry_numbers, front, safe_name};
use crate::ledger::{Problem, Progress, RoundRecord, Visit};
use crate::plan::{DocumentPlan, Plan, Round, UnitId};

use super::problems::{by_unit, rounds};
use super::tasks::joined;

/// What `inspection-report.md` prints.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "templates ask by booleans what there is to print")]
pub struct InspectionReport {
    /// The campaign's name.
    pub campaign: Printed,
    /// The region as people say it.
    pub region: Printed,
    /// The round's name.
    pub round: Printed,
    /// The first day.
    pub start: Printed,
    /// The last day.
    pub end: Printed,
    /// How it was inspected, `…、…`.
    pub methods: Printed,
    /// What it looked at, `…、…`.
    pub subjects: Printed,
    /// How many teams went out.
    pub teams: Printed,
    /// How many units were to be visited in this round.
    pub wanted: Printed,
    /// How many of these were visited.
    pub visited: Printed,
    /// Whether some were not.
    pub has_unvisited: bool,
    /// Those that were not.
    pub unvisited: Vec<Printed>,
    /// How many problems were found.
    pub problems: Printed,
    /// Whether any was found.
    pub has_problems: bool,
    /// How many units have problems.
    pub units_with_problems: Printed,
    /// Whether any problem has a kind.
    pub has_kinds: bool,
    /// How many problems of each kind, those without one last, so that the figures add up.
    pub kinds: Vec<KindCount>,
    /// Each unit with problems, and what they are.
    pub units: Vec<UnitProblems>,
    /// The day of these figures.
    pub as_of: Printed,
    /// How many problems are put right.
    pub done: Printed,
    /// How many are being put right.
    pub underway: Printed,
    /// How many are not, or not reported on.
    pub not_started: Printed,
    /// How many are overdue.
    pub overdue: Printed,
    /// Whether any is overdue.
    pub has_overdue: bool,
}

/// How many problems of one kind there are.
#[derive(Debug, Clone, Serialize)]
pub struct KindCount {
    /// The kind.
    pub kind: Printed,
    /// How many.
    pub count: Printed,
}

/// The problems of one unit.
#[derive(Debug, Clone, Serialize)]
pub struct UnitProblems {
    /// 一, 二 …
    pub numeral: Printed,
    /// The unit.
    pub unit: Printed,
    /// How many.
    pub count: Printed,
    /// What they are.
    pub problems: Vec<ProblemLine>,
}

/// A problem in one line.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemLine {
    /// The id.
    pub id: Printed,
    /// What is wrong.
    pub description: Printed,
}

/// The reports.
pub(in crate::documents) fn books(material: Material<'_>, entry: &DocumentPlan) -> Vec<Book> {
    rounds(material, entry).map(|(round, record)| book(material, entry, round, record)).collect()
}

fn book(material: Material<'_>, entry: &DocumentPlan, round: &Round, record: &RoundRecord) -> Book {
    let mut traces = Traces::default();
    let view = view(material, round, record, &mut traces);
    let elements = front::letterhead(material.plan, entry, None);
    let name = format!("inspections/{}", safe_name(&format!("{}-督导检查情况通报", round.name)));
    let about = About { unit: None, id: Some(round.id.value.clone()) };
    Book::single(name, entry, about, Part::of(view, traces, elements))
}

fn view(
    material: Material<'_>,
    round: &Round,
    record: &RoundRecord,
    traces: &mut Traces,
) -> InspectionReport {
    let campaign = &material.plan.campaign;
    let coverage = coverage(material.plan, round, record);
    let progress = progress_of(material, &record.problems.iter().collect::<Vec<_>>());
    InspectionReport {
        campaign: traces.words(&campaign.name),
        region: traces.words(&campaign.region),
        round: traces.words(&round.name),
        start: traces.words(&round.start),
        end: traces.words(&round.end),
        methods: traces.words(&joined(&round.methods, "、")),
        subjects: traces.words(&joined(&round.subjects, "、")),
        teams: traces.number(&count(round.teams.iter().filter_map(|team| team.name.place()))),
        wanted: traces.number(&coverage.wanted),
        visited: traces.number(&coverage.visited),
        has_unvisited: !coverage.unvisited.is_empty(),
        unvisited: coverage.unvisited.iter().map(|unit| traces.words(unit)).collect(),
        problems: traces.number(&count(record.problems.iter().map(|problem| &problem.place))),
        has_problems: !record.problems.is_empty(),
        units_with_problems: traces.number(&units_with_problems(record)),
        has_kinds: record.problems.iter().any(|problem| problem.kind.is_some()),
        kinds: kinds(record, traces),
        units: units(material.plan, record, traces),
        as_of: traces.words(material.as_of),
        done: traces.number(&progress.done),
        underway: traces.number(&progress.underway),
        not_started: traces.number(&progress.not_started),
        has_overdue: progress.overdue.value > 0,
        overdue: traces.number(&progress.overdue),
    }
}

struct CoverageFigures {
    wanted: Traced<usize>,
    visited: Traced<usize>,
    unvisited: Vec<Words>,
}

/// Coverage as the plan of the round has it: a visit to another unit counts for nothing, a second one
/// to the same unit neither.
fn coverage(plan: &Plan, round: &Round, record: &RoundRecord) -> CoverageFigures {
    let wanted: BTreeSet<UnitId> = round.teams.iter().flat_map(|team| team.units.iter().copied()).collect();
    let mut visits: BTreeMap<UnitId, &Visit> = BTreeMap::new();
    for visit in record.visits.iter().filter(|visit| wanted.contains(&visit.unit.value)) {
        visits.entry(visit.unit.value).or_insert(visit);
    }
    let name = |unit: &UnitId| &plan.unit(*unit).name;
    let unvisited = wanted.iter().filter(|unit| !visits.contains_key(unit));
    CoverageFigures {
        visited: count(visits.values().map(|visit| &visit.place)),
        unvisited: unvisited.map(|unit| name(unit).clone()).collect(),
        wanted: count(wanted.iter().filter_map(|unit| name(unit).place())),
    }
}

/// The units with problems, counted at the first problem of each.
fn units_with_problems(record: &RoundRecord) -> Traced<usize> {
    let units = by_unit(record);
    count(units.values().filter_map(|problems| problems.first()).map(|problem| &problem.place))
}

/// How far problems are put right, each figure from the rows that say so.
pub(super) struct ProgressFigures {
    pub(super) done: Traced<usize>,
    pub(super) underway: Traced<usize>,
    pub(super) not_started: Traced<usize>,
    pub(super) overdue: Traced<usize>,
}

/// The figures for these problems. One that its unit does not report on counts as not started.
pub(super) fn progress_of(material: Material<'_>, problems: &[&Problem]) -> ProgressFigures {
    let ledger = material.ledger;
    let figure = |wanted: Progress| {
        let said = problems.iter().map(|problem| (*problem, ledger.progress(problem)));
        let places: Vec<Place> = said
            .filter(|(_, said)| said.map_or(Progress::NotStarted, |said| said.value) == wanted)
            .map(|(problem, said)| said.and_then(|said| said.place()).unwrap_or(&problem.place).clone())
            .collect();
        count(&places)
    };
    ProgressFigures {
        done: figure(Progress::Done),
        underway: figure(Progress::Underway),
        not_started: figure(Progress::NotStarted),
        overdue: overdue(material, problems),
    }
}

/// How many are overdue, counted at the deadline of each.
fn overdue(material: Material<'_>, problems: &[&Problem]) -> Traced<usize> {
    let overdue = problems.iter().filter(|problem| material.ledger.is_overdue(problem, material.as_of.value));
    count(overdue.filter_map(|problem| problem.deadline.as_ref()?.place()))
}

/// The kinds in the order in which they first occur, then the problems without one.
fn kinds(record: &RoundRecord, traces: &mut Traces) -> Vec<KindCount> {
    let mut order: Vec<&Words> = Vec::new();
    let mut places: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    for kind in record.problems.iter().filter_map(|problem| problem.kind.as_ref()) {
        let places = places.entry(kind.as_str()).or_default();
        if places.is_empty() {
            order.push(kind);
        }
        places.extend(kind.place());
    }
    let of_kind = |kind: &Words| count(places.get(kind.as_str()).into_iter().flatten().copied());
    let mut figures: Vec<(Words, Traced<usize>)> =
        order.into_iter().map(|kind| (kind.clone(), of_kind(kind))).collect();
    figures.extend(without_kind(record));
    let figure = |(kind, count): (Words, Traced<usize>)| KindCount {
        kind: traces.words(&kind),
        count: traces.number(&count),
    };
    figures.into_iter().map(figure).collect()
}

fn without_kind(record: &RoundRecord) -> Option<(Words, Traced<usize>)> {
    let others = record.problems.iter().filter(|problem| problem.kind.is_none());
    let count = count(others.map(|problem| &problem.place));
    (count.value > 0).then(|| (Words::untraced("未注明类型"), count))
}

fn units(plan: &Plan, record: &RoundRecord, traces: &mut Traces) -> Vec<UnitProblems> {
    let mut entries = Vec::new();
    for (index, (unit, problems)) in by_unit(record).into_iter().enumerate() {
        let name = &plan.unit(unit).name;
        entries.push(UnitProblems {
            numeral: entry_numbers(index, name, traces).1,
            unit: traces.words(name),
            count: traces.number(&count(problems.iter().map(|problem| &problem.place))),
            problems: problems.into_iter().map(|problem| line(problem, traces)).collect(),
        });
    }
    entries
}

fn line(problem: &Problem, traces: &mut Traces) -> ProblemLine {
    ProblemLine { id: traces.words(&problem.id), description: traces.words(&clause(&problem.description)) }
}
