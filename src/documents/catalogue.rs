//! The catalogue: every entry of `documents.yaml` → the books that it asks for, in its order.

use std::collections::BTreeMap;

use crate::base::{Checked, Code, Date, Finding, Traced};
use crate::ledger::Ledger;
use crate::plan::{self, DocumentKind, DocumentPlan, Plan, UnitId};

use super::book::{About, Book};
use super::views;

/// What documents are made from.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The ledger.
    pub ledger: &'a Ledger,
    /// The day that decides what is overdue, with the place that says so.
    pub as_of: &'a Traced<Date>,
}

/// What one entry of the catalogue makes.
type Make = fn(Material<'_>, &DocumentPlan) -> Vec<Book>;

/// Which books there are to make, with their views.
///
/// # Errors
/// `PlanDuplicate` where two books would have the same name; the first is made.
pub fn catalogue(material: Material<'_>) -> Checked<Vec<Book>> {
    let mut findings = Vec::new();
    let mut books = Vec::new();
    // Windows tells no capital from a small letter.
    let mut names: BTreeMap<String, &DocumentPlan> = BTreeMap::new();
    for entry in &material.plan.documents {
        for book in maker(entry.kind.value)(material, entry) {
            if let Some(first) = names.get(&book.name.to_lowercase()) {
                findings.push(asked_twice(&book, entry, first));
                continue;
            }
            names.insert(book.name.to_lowercase(), entry);
            books.push(book);
        }
    }
    Checked { value: books, findings }
}

fn asked_twice(book: &Book, entry: &DocumentPlan, first: &DocumentPlan) -> Finding {
    let message = format!("有两份文书都叫“{}”，只生成了第一份", book.name);
    Finding::new(Code::PlanDuplicate, entry.kind.place_or(plan::FOLDER), message)
        .related(first.kind.place_or(plan::FOLDER), "第一份")
}

fn maker(kind: DocumentKind) -> Make {
    match kind {
        DocumentKind::PlanNotice => views::plan_notice::books,
        DocumentKind::MeetingNotice => views::meeting_notice::books,
        DocumentKind::InspectionNotice => views::inspection_notice::books,
        DocumentKind::MaterialsNotice => views::materials_notice::books,
        DocumentKind::ResponsibilityTable => views::responsibility::table,
        DocumentKind::ResponsibilityExtract => views::responsibility::extracts,
        DocumentKind::InspectionReport => views::inspection_report::books,
        DocumentKind::ProblemList => views::problems::lists,
        DocumentKind::RectificationNotice => views::problems::notices,
        DocumentKind::RectificationLedger => views::rectification_ledger::books,
        DocumentKind::SubmissionStatus => views::submission_status::books,
        DocumentKind::Dossier => views::dossier::books,
    }
}

impl DocumentPlan {
    /// Whether this entry makes documents about the thing with this id.
    pub(super) fn is_about(&self, id: &str) -> bool {
        self.about.as_ref().is_none_or(|about| about.as_str() == id)
    }
}

/// What a book is about, for selecting it.
pub(super) fn about_unit(plan: &Plan, unit: UnitId) -> About {
    About { unit: Some(plan.unit(unit).name.value.clone()), id: None }
}
