//! 责任分解表: the whole table, and the extract of each unit with a task.

use serde::Serialize;

use crate::base::{Traced, count};
use crate::documents::book::{About, Book, Part};
use crate::documents::catalogue::{Material, about_unit};
use crate::documents::{Printed, Traces, front, safe_name};
use crate::elements::{Elements, Layout};
use crate::plan::{DocumentPlan, Plan, UnitId};

use super::tasks::{self, Duty, TaskRow};

/// What `responsibility-table.md` prints.
#[derive(Debug, Clone, Serialize)]
pub struct ResponsibilityTable {
    /// The campaign's name.
    pub campaign: Printed,
    /// The name of the indicator system.
    pub system: Printed,
    /// How many third-level indicators there are.
    pub indicators: Printed,
    /// A row for each.
    pub rows: Vec<TaskRow>,
}

/// What `responsibility-extract.md` prints.
#[derive(Debug, Clone, Serialize)]
pub struct ResponsibilityExtract {
    /// The campaign's name.
    pub campaign: Printed,
    /// The name of the indicator system.
    pub system: Printed,
    /// The unit.
    pub unit: Printed,
    /// How many indicators it leads.
    pub leads: Printed,
    /// How many it supports.
    pub supports: Printed,
    /// A row for each.
    pub rows: Vec<TaskRow>,
}

/// The whole table.
pub(in crate::documents) fn table(material: Material<'_>, entry: &DocumentPlan) -> Vec<Book> {
    let plan = material.plan;
    let mut traces = Traces::default();
    let ids = plan.third_level().filter_map(|(_, _, indicator)| indicator.id.place());
    let view = ResponsibilityTable {
        campaign: traces.words(&plan.campaign.name),
        system: traces.words(&plan.indicators.name),
        indicators: traces.number(&count(ids)),
        rows: tasks::rows(plan, None, &mut traces),
    };
    let tables = vec![front::table(&[10, 14, 6, 17, 12, 16, 15, 15], &[1, 2], true)];
    let elements = Elements { tables, ..front::plain(plan, Layout::Table) };
    let part = Part::of(view, traces, elements);
    vec![Book::single("responsibility/责任分解表".to_owned(), entry, About::default(), part)]
}

/// The extracts.
pub(in crate::documents) fn extracts(material: Material<'_>, entry: &DocumentPlan) -> Vec<Book> {
    let plan = material.plan;
    let units = (0..plan.units.len()).map(UnitId);
    let busy = units.filter(|unit| {
        plan.third_level().any(|(_, _, indicator)| tasks::duty(plan, *unit, indicator).is_some())
    });
    busy.map(|unit| extract(plan, entry, unit)).collect()
}

fn extract(plan: &Plan, entry: &DocumentPlan, unit: UnitId) -> Book {
    let mut traces = Traces::default();
    let name = &plan.unit(unit).name;
    let (leads, supports) = duties(plan, unit);
    let view = ResponsibilityExtract {
        campaign: traces.words(&plan.campaign.name),
        system: traces.words(&plan.indicators.name),
        unit: traces.words(name),
        leads: traces.number(&leads),
        supports: traces.number(&supports),
        rows: tasks::rows(plan, Some(unit), &mut traces),
    };
    let tables = vec![front::table(&[10, 14, 6, 15, 6, 11, 14, 15, 14], &[1, 2], true)];
    let elements = Elements { tables, ..front::plain(plan, Layout::Table) };
    let path = format!("responsibility/{}", safe_name(&format!("责任分解表-{name}")));
    Book::single(path, entry, about_unit(plan, unit), Part::of(view, traces, elements))
}

/// How many indicators a unit leads, and how many it supports, from the words that say so.
pub(in crate::documents) fn duties(plan: &Plan, unit: UnitId) -> (Traced<usize>, Traced<usize>) {
    let (mut leads, mut supports) = (Vec::new(), Vec::new());
    for duty in plan.third_level().filter_map(|(_, _, indicator)| tasks::duty(plan, unit, indicator)) {
        match duty {
            Duty::Lead(words) => leads.extend(words.place()),
            Duty::Support(words) => supports.extend(words.place()),
        }
    }
    (count(leads), count(supports))
}
