//! A unit's tasks: the indicators that it leads or supports.

use serde::Serialize;

use crate::base::{Place, Traced, Words};
use crate::documents::{Printed, Traces};
use crate::plan::{FirstLevel, Indicator, Plan, SecondLevel, UnitId};

/// One indicator, as tables of duties print it.
#[derive(Debug, Clone, Serialize)]
pub struct TaskRow {
    /// The first-level indicator, in the first of its rows; in the others nothing, which merges downwards.
    pub first: Option<Printed>,
    /// The second-level indicator, in the first of its rows.
    pub second: Option<Printed>,
    /// The indicator's id.
    pub id: Printed,
    /// The indicator's title.
    pub name: Printed,
    /// 牵头 or 配合, in a table for one unit.
    pub role: Option<Printed>,
    /// The lead unit.
    pub lead: Printed,
    /// The supporting units, as the plan lists them.
    pub supporting: Printed,
    /// The deadline.
    pub deadline: Printed,
    /// The evidence asked for.
    pub evidence: Printed,
}

/// The part that a unit has in an indicator, with the words of the plan that give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::documents) enum Duty<'a> {
    /// 牵头.
    Lead(&'a Words),
    /// 配合, by its own name or a group's.
    Support(&'a Words),
}

impl Duty<'_> {
    fn role(self) -> Words {
        match self {
            Self::Lead(lead) => lead.with("牵头".to_owned(), "牵头"),
            Self::Support(supporting) => supporting.with("配合".to_owned(), "配合"),
        }
    }
}

/// The part that a unit has in an indicator, if it has one.
pub(in crate::documents) fn duty<'a>(
    plan: &Plan,
    unit: UnitId,
    indicator: &'a Indicator,
) -> Option<Duty<'a>> {
    if indicator.lead_unit == Some(unit) {
        return Some(Duty::Lead(&indicator.lead));
    }
    indicator.supporting.iter().find(|name| plan.names.covers(name.as_str(), unit)).map(Duty::Support)
}

/// The rows of the whole table, or of one unit's extract of it.
pub(in crate::documents) fn rows(plan: &Plan, unit: Option<UnitId>, traces: &mut Traces) -> Vec<TaskRow> {
    let mut rows = Vec::new();
    let mut above: Option<(&FirstLevel, &SecondLevel)> = None;
    for (first, second, indicator) in plan.third_level() {
        let duty = unit.map(|unit| duty(plan, unit, indicator));
        if matches!(duty, Some(None)) {
            continue;
        }
        // Ids of the second level may count anew below each parent, so the entries are compared, not their ids.
        let is_new_first = above.is_none_or(|(above, _)| !std::ptr::eq(above, first));
        let is_new_second = above.is_none_or(|(_, above)| !std::ptr::eq(above, second));
        above = Some((first, second));
        rows.push(TaskRow {
            first: is_new_first.then(|| traces.words(&labelled(&first.id, &first.name))),
            second: is_new_second.then(|| traces.words(&labelled(&second.id, &second.name))),
            role: duty.flatten().map(|duty| traces.words(&duty.role())),
            ..row(indicator, traces)
        });
    }
    rows
}

fn row(indicator: &Indicator, traces: &mut Traces) -> TaskRow {
    TaskRow {
        first: None,
        second: None,
        role: None,
        id: traces.words(&indicator.id),
        name: traces.words(&indicator.name),
        lead: traces.words(&indicator.lead),
        supporting: traces.words(&joined(&indicator.supporting, "、")),
        deadline: traces.words(&indicator.deadline),
        evidence: traces.words(&joined(&indicator.evidence, "、")),
    }
}

/// Id and title as one text: `1.2 title`.
pub(in crate::documents) fn labelled(id: &Words, name: &Words) -> Words {
    joined([id, name], " ")
}

/// Several texts as one, from all their places.
pub(in crate::documents) fn joined<'a>(words: impl IntoIterator<Item = &'a Words>, between: &str) -> Words {
    let words: Vec<&Words> = words.into_iter().collect();
    let text = words.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(between);
    let places: Vec<Place> = words.iter().flat_map(|word| word.places.iter().cloned()).collect();
    Traced::from_places(text.clone(), text, places)
}
