//! 督导检查情况通报, one for each round.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::{Place, Traced, Words, count};
use crate::documents::book::{About, Book, Part};
use crate::documents::catalogue::Material;
use crate::documents::{Printed, Traces, clause, entry_numbers, front, safe_name};
use crate::elements::Elements;
use crate::ledger::{Problem, Progress, RoundRecord, Visit};
use crate::plan::{DocumentPlan, Plan, Round, UnitId};

use super::problems::rounds;
use super::tasks::joined;

/// What `inspection-report.md` prints.
#[derive(Debug, Clone, Serialize)]
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
    /// How many problems of each kind.
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
    let elements = Elements { ..front::letterhead(material.plan, entry, None) };
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
    let progress = progress(material, record);
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

fn coverage(plan: &Plan, round: &Round, record: &RoundRecord) -> CoverageFigures {
    let wanted: BTreeSet<UnitId> = round.teams.iter().flat_map(|team| team.units.iter().copied()).collect();
    let name = |unit: &UnitId| &plan.unit(*unit).name;
    let visit = |unit: &UnitId| record.visits.iter().find(|visit| visit.unit.value == *unit);
    let visits: Vec<&Visit> = wanted.iter().filter_map(visit).collect();
    CoverageFigures {
        visited: count(visits.iter().map(|visit| &visit.place)),
        unvisited: wanted
            .iter()
            .filter(|unit| visit(unit).is_none())
            .map(|unit| name(unit).clone())
            .collect(),
        wanted: count(wanted.iter().filter_map(|unit| name(unit).place())),
    }
}

/// The units with problems, counted at the first problem of each.
fn units_with_problems(record: &RoundRecord) -> Traced<usize> {
    let mut seen = BTreeSet::new();
    count(
        record
            .problems
            .iter()
            .filter(|problem| seen.insert(problem.unit.value))
            .map(|problem| &problem.place),
    )
}

/// How far problems are put right, each figure from the rows that say so.
pub(super) struct ProgressFigures {
    pub(super) done: Traced<usize>,
    pub(super) underway: Traced<usize>,
    pub(super) not_started: Traced<usize>,
    pub(super) overdue: Traced<usize>,
}

fn progress(material: Material<'_>, record: &RoundRecord) -> ProgressFigures {
    progress_of(material, &record.problems.iter().collect::<Vec<_>>())
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
    let overdue = problems.iter().filter(|problem| ledger.is_overdue(problem, material.as_of.value));
    ProgressFigures {
        done: figure(Progress::Done),
        underway: figure(Progress::Underway),
        not_started: figure(Progress::NotStarted),
        overdue: count(overdue.map(|problem| &problem.place)),
    }
}

/// The kinds in the order in which they first occur.
fn kinds(record: &RoundRecord, traces: &mut Traces) -> Vec<KindCount> {
    let mut kinds: Vec<(&Words, Vec<&Place>)> = Vec::new();
    for kind in record.problems.iter().filter_map(|problem| problem.kind.as_ref()) {
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, places)) => places.extend(kind.place()),
            None => kinds.push((kind, kind.place().into_iter().collect())),
        }
    }
    let figure = |(kind, places): (&Words, Vec<&Place>)| KindCount {
        kind: traces.words(kind),
        count: traces.number(&count(places)),
    };
    kinds.into_iter().map(figure).collect()
}

fn units(plan: &Plan, record: &RoundRecord, traces: &mut Traces) -> Vec<UnitProblems> {
    let units: BTreeSet<UnitId> = record.problems.iter().map(|problem| problem.unit.value).collect();
    let mut entries = Vec::new();
    for (index, unit) in units.into_iter().enumerate() {
        let problems: Vec<&Problem> =
            record.problems.iter().filter(|problem| problem.unit.value == unit).collect();
        entries.push(UnitProblems {
            numeral: entry_numbers(index, &plan.unit(unit).name, traces).1,
            unit: traces.words(&plan.unit(unit).name),
            count: traces.number(&count(problems.iter().map(|problem| &problem.place))),
            problems: problems.into_iter().map(|problem| line(problem, traces)).collect(),
        });
    }
    entries
}

fn line(problem: &Problem, traces: &mut Traces) -> ProblemLine {
    ProblemLine { id: traces.words(&problem.id), description: traces.words(&clause(&problem.description)) }
}
