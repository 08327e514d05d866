//! Plan and ledger → what one unit has to answer for: its indicators and its open problems.

use crate::base::Words;
use crate::ledger::{Ledger, Problem, Progress};
use crate::plan::{Indicator, Plan, SheetKind, Unit, UnitId};

/// What is a unit's own.
pub(super) struct Tasks<'a> {
    pub(super) unit: &'a Unit,
    /// Those that it leads, then those that it supports, each in the order of the plan.
    pub(super) indicators: Vec<Task<'a>>,
    /// Those that it has not reported as put right, round by round.
    pub(super) problems: Vec<&'a Problem>,
}

/// An indicator and the unit's part in it.
pub(super) struct Task<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) is_lead: bool,
}

/// A row that a form fills in beforehand.
pub(super) struct Given {
    /// The texts of the fields.
    pub(super) fields: Vec<(&'static str, String)>,
    /// What the unit should know of it.
    pub(super) note: String,
}

impl Given {
    /// The text of a field; none where that is to be filled in.
    pub(super) fn text(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(of, _)| *of == field).map(|(_, text)| text.as_str())
    }
}

impl<'a> Tasks<'a> {
    pub(super) fn of(plan: &'a Plan, ledger: &'a Ledger, unit: UnitId) -> Self {
        let all = || plan.third_level().map(|(_, _, indicator)| indicator);
        let is_lead = move |indicator: &Indicator| indicator.lead_unit == Some(unit);
        let led = all().filter(|indicator| is_lead(indicator));
        let supports =
            |indicator: &&Indicator| indicator.supporting_units.contains(&unit) && !is_lead(indicator);
        let tasks = led.map(|indicator| Task { indicator, is_lead: true });
        let others = all().filter(supports).map(|indicator| Task { indicator, is_lead: false });
        let is_open = |problem: &&Problem| {
            problem.unit.value == unit
                && ledger.progress(problem).is_none_or(|progress| progress.value != Progress::Done)
        };
        Self {
            unit: plan.unit(unit),
            indicators: tasks.chain(others).collect(),
            problems: ledger.problems().filter(is_open).collect(),
        }
    }

    /// The rows of a sheet that are filled in beforehand.
    pub(super) fn rows(&self, kind: SheetKind) -> Vec<Given> {
        match kind {
            SheetKind::SelfCheck => self.indicators.iter().map(Task::row).collect(),
            SheetKind::Rectification => self.problems.iter().map(|problem| problem_row(problem)).collect(),
            _ => Vec::new(),
        }
    }

    /// The ids of its indicators.
    pub(super) fn ids(&self) -> Vec<String> {
        self.indicators.iter().map(|task| task.indicator.id.value.clone()).collect()
    }
}

impl Task<'_> {
    /// The unit's part in it, as people say it.
    pub(super) const fn part(&self) -> &'static str {
        if self.is_lead { "牵头" } else { "配合" }
    }

    /// The evidence asked for, in one line.
    pub(super) fn evidence(&self) -> String {
        let evidence: Vec<&str> = self.indicator.evidence.iter().map(Words::as_str).collect();
        evidence.join("、")
    }

    fn row(&self) -> Given {
        let Self { indicator, .. } = self;
        let fields =
            vec![("indicator", indicator.id.value.clone()), ("indicator_name", indicator.name.value.clone())];
        let mut note = format!("{}\n完成时限：{}", self.part(), indicator.deadline);
        if !indicator.evidence.is_empty() {
            note.push_str(&format!("\n佐证材料：{}", self.evidence()));
        }
        Given { fields, note }
    }
}

fn problem_row(problem: &Problem) -> Given {
    let mut note = problem.description.value.clone();
    if let Some(deadline) = &problem.deadline {
        note.push_str(&format!("\n整改时限：{deadline}"));
    }
    Given { fields: vec![("problem", problem.id.value.clone())], note }
}
