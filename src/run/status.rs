//! The flow of `status`: plan and ledger → who has handed in, how complete it is, and what is overdue.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::{Date, Failure, Finding, Traced};
use crate::check::{self, Subject};
use crate::files::Root;
use crate::ledger::{IndicatorId, Progress, Standing, Submission};
use crate::plan::{Unit, UnitId};

use super::{Setting, inputs, report};

/// How far all units are.
#[derive(Debug)]
pub struct Status {
    /// The day that decides what is overdue; none where there is no plan, as the findings say.
    pub as_of: Option<Traced<Date>>,
    /// The units that owe a workbook or handed one in, in the order of the plan.
    pub units: Vec<UnitStatus>,
    /// Everything that was found.
    pub findings: Vec<Finding>,
}

/// How far a unit is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitStatus {
    /// Its canonical name.
    pub unit: String,
    /// The workbook that it handed in.
    pub file: Option<String>,
    /// 填报日期 as it is printed, where the workbook says one.
    pub date: Option<String>,
    /// Whether that is after the deadline.
    pub is_late: bool,
    /// The indicators that it leads: answered, of all.
    pub indicators: Share,
    /// Its pieces of evidence: there, of those cited.
    pub evidence: Share,
    /// Its problems: not yet put right, of all.
    pub problems: Share,
    /// What is overdue: `报送`, `指标 1.10`, `问题 1-003`.
    pub overdue: Vec<String>,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    /// How many.
    pub count: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// How many of some things are so.
    fn of<T>(things: impl Iterator<Item = T>, is_so: impl Fn(&T) -> bool) -> Self {
        things.fold(Self { count: 0, of: 0 }, |share, thing| Self {
            count: share.count + usize::from(is_so(&thing)),
            of: share.of + 1,
        })
    }
}

/// Reads and examines everything, and says how far each unit is. Nothing is written.
///
/// # Errors
/// A [`Failure`] where the workspace can't be read.
pub fn status(setting: &Setting) -> Result<Status, Failure> {
    let root = Root::open(&setting.workspace)?;
    let mut findings = Vec::new();
    let read = inputs::read(&root, setting).take(&mut findings);
    report::tidy(&mut findings);
    let Some(inputs) = read else { return Ok(Status { as_of: None, units: Vec::new(), findings }) };
    let subject = Subject { plan: &inputs.plan, ledger: &inputs.ledger, as_of: inputs.as_of.value };
    Ok(Status { units: units(subject), as_of: Some(inputs.as_of), findings })
}

fn units(subject: Subject<'_>) -> Vec<UnitStatus> {
    let owing = subject.plan.owing_units().map(|(unit, _)| unit);
    let shown: BTreeSet<UnitId> =
        owing.chain(subject.ledger.handed_in().map(|submission| submission.unit.value)).collect();
    shown.into_iter().map(|unit| one(subject, unit)).collect()
}

fn one(subject: Subject<'_>, id: UnitId) -> UnitStatus {
    let unit = subject.plan.unit(id);
    let submission = subject.ledger.submission(id);
    let date = submission.and_then(|submission| submission.filler.date.as_ref());
    let deadline = subject.plan.campaign.submission_deadline();
    let day = date.and_then(|date| date.value.date);
    let led = led(subject, id);
    let cited = submission.map_or(&[][..], |submission| &submission.evidence);
    UnitStatus {
        unit: unit.name.to_string(),
        file: submission.map(|submission| submission.file.to_string()),
        date: date.map(ToString::to_string),
        is_late: day.zip(deadline).is_some_and(|(day, deadline)| day > deadline.value),
        indicators: Share::of(led.into_iter(), |led| subject.ledger.answer(id, *led).is_some()),
        evidence: Share::of(cited.iter(), |item| item.standing != Standing::Absent),
        problems: problems(subject, id),
        overdue: overdue(subject, id, unit, submission),
    }
}

fn led(subject: Subject<'_>, unit: UnitId) -> Vec<IndicatorId> {
    let all = subject.plan.third_level().enumerate();
    all.filter(|(_, (_, _, third))| third.lead_unit == Some(unit)).map(|(at, _)| IndicatorId(at)).collect()
}

fn problems(subject: Subject<'_>, unit: UnitId) -> Share {
    let problems = subject.ledger.problems().filter(|problem| problem.unit.value == unit);
    let is_done = |progress: &Traced<Progress>| progress.value == Progress::Done;
    Share::of(problems, |problem| !subject.ledger.progress(problem).is_some_and(is_done))
}

fn overdue(subject: Subject<'_>, id: UnitId, unit: &Unit, submission: Option<&Submission>) -> Vec<String> {
    let deadline = subject.plan.campaign.submission_deadline();
    let is_passed = deadline.is_some_and(|deadline| deadline.value < subject.as_of);
    let missing = (submission.is_none() && unit.owes_submission() && is_passed).then(|| "报送".to_owned());
    let third = subject.plan.third_level().enumerate();
    let third = third.filter(|(_, (_, _, indicator))| indicator.lead_unit == Some(id));
    let late = third.filter(|(at, (_, _, indicator))| {
        check::passed_deadline(subject, indicator, subject.ledger.answer(id, IndicatorId(*at))).is_some()
    });
    let indicators = late.map(|(_, (_, _, indicator))| format!("指标 {}", indicator.id));
    let problems = subject.ledger.problems().filter(|problem| problem.unit.value == id);
    let problems = problems.filter(|problem| subject.ledger.is_overdue(problem, subject.as_of));
    let problems = problems.map(|problem| format!("问题 {}", problem.id));
    missing.into_iter().chain(indicators).chain(problems).collect()
}
