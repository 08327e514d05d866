//! 材料报送通知, one for each unit that owes a submission, with its own tasks and dates.

use serde::Serialize;

use crate::documents::book::{Book, Part};
use crate::documents::catalogue::{Material, about_unit};
use crate::documents::{Entry, Printed, Traces, front, safe_name};
use crate::elements::Elements;
use crate::plan::{DocumentPlan, UnitId};

use super::responsibility::duties;
use super::tasks::{self, TaskRow};

/// What `materials-notice.md` prints.
#[derive(Debug, Clone, Serialize)]
pub struct MaterialsNotice {
    /// The campaign's name.
    pub campaign: Printed,
    /// The unit.
    pub unit: Printed,
    /// The day by which it hands in; 另行通知 where none is set.
    pub deadline: Printed,
    /// How many indicators it leads.
    pub leads: Printed,
    /// How many it supports.
    pub supports: Printed,
    /// The sheets to fill in.
    pub sheets: Vec<Entry>,
    /// The office that takes them in.
    pub office: Printed,
    /// Whether it has a telephone.
    pub has_phone: bool,
    /// Its telephone.
    pub phone: Option<Printed>,
    /// Whether the unit has any task.
    pub has_rows: bool,
    /// A row for each task.
    pub rows: Vec<TaskRow>,
}

/// The notices.
pub(in crate::documents) fn books(material: Material<'_>, entry: &DocumentPlan) -> Vec<Book> {
    material.plan.owing_units().map(|(unit, _)| book(material, entry, unit)).collect()
}

fn book(material: Material<'_>, entry: &DocumentPlan, unit: UnitId) -> Book {
    let plan = material.plan;
    let mut traces = Traces::default();
    let name = &plan.unit(unit).name;
    let sheets: Vec<_> = plan.sheets.submission.iter().map(|sheet| sheet.name.clone()).collect();
    let (leads, supports) = duties(plan, unit);
    let rows = tasks::rows(plan, Some(unit), &mut traces);
    let view = MaterialsNotice {
        campaign: traces.words(&plan.campaign.name),
        unit: traces.words(name),
        deadline: traces.or("另行通知", plan.campaign.submission_deadline()),
        leads: traces.number(&leads),
        supports: traces.number(&supports),
        sheets: Entry::clauses(&sheets, &mut traces),
        office: traces.words(&plan.campaign.issuer.office),
        has_phone: plan.campaign.issuer.phone.is_some(),
        phone: plan.campaign.issuer.phone.as_ref().map(|phone| traces.words(phone)),
        has_rows: !rows.is_empty(),
        rows,
    };
    let tables = vec![front::table(&[8, 27, 8, 18, 27], &[], false)];
    let annex = format!("{name}任务表");
    let annexes = if view.has_rows { vec![name.with(annex.clone(), annex)] } else { Vec::new() };
    let elements = Elements { annexes, tables, ..front::letterhead(plan, entry, Some(name.clone())) };
    let path = format!("notices/{}", safe_name(&format!("材料报送通知-{name}")));
    Book::single(path, entry, about_unit(plan, unit), Part::of(view, traces, elements))
}
