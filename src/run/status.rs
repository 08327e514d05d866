//! The flow of `status`: plan and ledger → who has handed in, how complete it is, and what is overdue.

use serde::Serialize;

use crate::base::{Date, Failure, Finding, Traced};
use crate::check::{self, Part, Subject, UnitProgress};
use crate::files::Root;

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
    /// The other names by which it is known.
    pub aliases: Vec<String>,
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

impl From<&Part> for Share {
    fn from(part: &Part) -> Self {
        Self { count: part.count.value, of: part.of.value }
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
    Ok(Status {
        units: check::progress(subject).iter().map(|unit| one(subject, unit)).collect(),
        as_of: Some(inputs.as_of),
        findings,
    })
}

fn one(subject: Subject<'_>, progress: &UnitProgress<'_>) -> UnitStatus {
    let date = progress.submission.and_then(|submission| submission.filler.date.as_ref());
    UnitStatus {
        unit: subject.plan.unit(progress.unit).name.to_string(),
        aliases: subject.plan.aliases(progress.unit).iter().map(ToString::to_string).collect(),
        file: progress.submission.map(|submission| submission.file.to_string()),
        date: date.map(ToString::to_string),
        is_late: progress.is_late,
        indicators: Share::from(&progress.indicators),
        evidence: Share::from(&progress.evidence),
        problems: Share::from(&progress.problems),
        overdue: progress.overdue.iter().map(ToString::to_string).collect(),
    }
}
