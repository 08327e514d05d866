//! Plan, ledger and a day → how far each unit is: what it handed in, how complete that is, what is overdue.

use std::collections::BTreeSet;

use crate::base::{Place, Traced, Words, count};
use crate::ledger::{IndicatorId, Problem, Progress, Standing, Submission};
use crate::plan::{Indicator, UnitId};

use super::{Subject, passed_deadline};

/// How far a unit is.
#[derive(Debug, Clone)]
pub struct UnitProgress<'a> {
    /// The unit.
    pub unit: UnitId,
    /// What it handed in.
    pub submission: Option<&'a Submission>,
    /// Whether that was after the deadline.
    pub is_late: bool,
    /// The indicators that it leads: answered, of all.
    pub indicators: Part,
    /// Its pieces of evidence: there, of those cited.
    pub evidence: Part,
    /// Its problems: not yet put right, of all.
    pub problems: Part,
    /// What is overdue: `报送`, `指标 1.10`, `问题 1-003`.
    pub overdue: Vec<Words>,
}

/// So many of so many, each from what was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// How many.
    pub count: Traced<usize>,
    /// Of how many.
    pub of: Traced<usize>,
}

/// The units that owe a workbook or handed one in, in the order of the plan.
pub fn progress(subject: Subject<'_>) -> Vec<UnitProgress<'_>> {
    let owing = subject.plan.owing_units().map(|(unit, _)| unit);
    let shown: BTreeSet<UnitId> =
        owing.chain(subject.ledger.handed_in().map(|submission| submission.unit.value)).collect();
    shown.into_iter().map(|unit| one(subject, unit)).collect()
}

fn one(subject: Subject<'_>, unit: UnitId) -> UnitProgress<'_> {
    let submission = subject.ledger.submission(unit);
    let day = submission.and_then(|submission| submission.filler.date.as_ref()?.value.date);
    let deadline = subject.plan.campaign.submission_deadline();
    UnitProgress {
        unit,
        submission,
        is_late: day.zip(deadline).is_some_and(|(day, deadline)| day > deadline.value),
        indicators: indicators(subject, unit),
        evidence: evidence(submission),
        problems: problems(subject, unit),
        overdue: overdue(subject, unit),
    }
}

fn led(subject: Subject<'_>, unit: UnitId) -> impl Iterator<Item = (IndicatorId, &Indicator)> {
    let all = subject.plan.third_level().enumerate();
    let all = all.map(|(at, (_, _, third))| (IndicatorId(at), third));
    all.filter(move |(_, third)| third.lead_unit == Some(unit))
}

fn indicators(subject: Subject<'_>, unit: UnitId) -> Part {
    let answers = led(subject, unit).filter_map(|(id, _)| subject.ledger.answer(unit, id));
    let of = led(subject, unit).filter_map(|(_, third)| third.lead.place());
    Part { count: count(answers.map(|answer| &answer.place)), of: count(of) }
}

fn evidence(submission: Option<&Submission>) -> Part {
    let cited = submission.map_or(&[][..], |submission| &submission.evidence);
    let there = cited.iter().filter(|item| item.standing != Standing::Absent);
    Part { count: count(there.map(|item| &item.place)), of: count(cited.iter().map(|item| &item.place)) }
}

fn problems_of(subject: Subject<'_>, unit: UnitId) -> impl Iterator<Item = &Problem> {
    subject.ledger.problems().filter(move |problem| problem.unit.value == unit)
}

/// How many are open comes from what was reported of the others, too.
fn problems(subject: Subject<'_>, unit: UnitId) -> Part {
    let reported = |problem: &Problem| subject.ledger.progress(problem);
    let is_open = |problem: &&Problem| reported(problem).is_none_or(|it| it.value != Progress::Done);
    let open: Vec<&Problem> = problems_of(subject, unit).filter(is_open).collect();
    let reports = problems_of(subject, unit).filter_map(|problem| reported(problem)?.place());
    let places: Vec<Place> = open.iter().map(|problem| &problem.place).chain(reports).cloned().collect();
    Part {
        count: Traced::from_places(open.len(), open.len().to_string(), places),
        of: count(problems_of(subject, unit).map(|problem| &problem.place)),
    }
}

fn overdue(subject: Subject<'_>, unit: UnitId) -> Vec<Words> {
    let indicators = led(subject, unit)
        .filter(|(id, third)| passed_deadline(subject, third, subject.ledger.answer(unit, *id)).is_some())
        .map(|(_, third)| labelled("指标", &third.id));
    let problems = problems_of(subject, unit)
        .filter(|problem| subject.ledger.is_overdue(problem, subject.as_of))
        .map(|problem| labelled("问题", &problem.id));
    missing(subject, unit).into_iter().chain(indicators).chain(problems).collect()
}

/// 报送, from the deadline that passed.
fn missing(subject: Subject<'_>, unit: UnitId) -> Option<Words> {
    let owes = subject.ledger.submission(unit).is_none() && subject.plan.unit(unit).owes_submission();
    let deadline = subject.plan.campaign.submission_deadline().filter(|_| owes);
    let passed = deadline.filter(|deadline| deadline.value < subject.as_of)?;
    Some(passed.with("报送".to_owned(), "报送"))
}

fn labelled(what: &str, id: &Words) -> Words {
    let text = format!("{what} {id}");
    id.with(text.clone(), text)
}
