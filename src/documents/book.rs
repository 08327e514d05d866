//! A book: the one thing that is typeset.

use serde::Serialize;

use crate::base::Date;
use crate::elements::Elements;
use crate::plan::{DocumentKind, DocumentPlan};

use super::printed::Traces;
use super::views;

/// A list of parts that make one PDF.
#[derive(Debug, Clone)]
pub struct Book {
    /// Where it goes below `output/`, without an ending: `notices/会议通知-…`. Safe on Windows.
    pub name: String,
    /// Its kind.
    pub kind: DocumentKind,
    /// What it is about.
    pub about: About,
    /// Its date (成文日期), where the plan gives one.
    pub date: Option<Date>,
    /// Its parts in order; a single part is `NAME.md`, several are `NAME/01-….md` and so on.
    pub parts: Vec<Part>,
}

/// What a book is about, for selecting it on the command line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// The unit that it goes to.
    pub unit: Option<String>,
    /// The meeting, round or first-level indicator, by id.
    pub id: Option<String>,
}

/// A view with its template and front matter.
#[derive(Debug, Clone)]
pub struct Part {
    /// The name of its file in a book of several parts, without an ending.
    pub name: String,
    /// What the template prints.
    pub view: View,
    /// The traced values of the view.
    pub traces: Traces,
    /// The front matter.
    pub elements: Elements,
}

/// Declares the views: for each its template.
macro_rules! views {
    ($($variant:ident($type:path) $template:literal;)*) => {
        /// What a template prints: one variant for each template.
        #[derive(Debug, Clone, Serialize)]
        #[serde(untagged)]
        pub enum View { $(#[doc = concat!("For `", $template, "`.")] $variant(Box<$type>),)* }

        impl View {
            /// The names of all templates.
            pub const TEMPLATES: &[&str] = &[$($template,)*];

            /// The template that prints this view.
            pub const fn template(&self) -> &'static str {
                match self { $(Self::$variant(_) => $template,)* }
            }
        }

        $(impl From<$type> for View {
            fn from(view: $type) -> Self {
                Self::$variant(Box::new(view))
            }
        })*
    };
}

views! {
    PlanNotice(views::plan_notice::PlanNotice) "plan-notice.md";
    MeetingNotice(views::meeting_notice::MeetingNotice) "meeting-notice.md";
    InspectionNotice(views::inspection_notice::InspectionNotice) "inspection-notice.md";
    MaterialsNotice(views::materials_notice::MaterialsNotice) "materials-notice.md";
    ResponsibilityTable(views::responsibility::ResponsibilityTable) "responsibility-table.md";
    ResponsibilityExtract(views::responsibility::ResponsibilityExtract) "responsibility-extract.md";
    InspectionReport(views::inspection_report::InspectionReport) "inspection-report.md";
    ProblemList(views::problems::ProblemList) "problem-list.md";
    RectificationNotice(views::problems::RectificationNotice) "rectification-notice.md";
    RectificationLedger(views::rectification_ledger::RectificationLedger) "rectification-ledger.md";
    SubmissionStatus(views::submission_status::SubmissionStatus) "submission-status.md";
    DossierCover(views::dossier::DossierCover) "dossier-cover.md";
    DossierSection(views::dossier::DossierSection) "dossier-section.md";
}

impl Book {
    /// A book of one part.
    pub(super) fn single(name: String, entry: &DocumentPlan, about: About, part: Part) -> Self {
        Self::of(name, entry, about, vec![part])
    }

    /// A book of several parts.
    pub(super) fn of(name: String, entry: &DocumentPlan, about: About, parts: Vec<Part>) -> Self {
        let date = entry.date.as_ref().map(|date| date.value);
        Self { name, kind: entry.kind.value, about, date, parts }
    }
}

impl Part {
    /// A part of a book of one part, which needs no name of its own.
    pub(super) fn of(view: impl Into<View>, traces: Traces, elements: Elements) -> Self {
        Self { name: String::new(), view: view.into(), traces, elements }
    }
}
