//! Stage: `inputs/plan/*.yaml` → [`Plan`].
//!
//! In: the texts of the plan files. Out: the campaign as typed, traced values, references resolved to
//! positions in the unit list, groups expanded. It never looks at a workbook.

mod campaign;
mod documents;
mod ids;
mod indicators;
mod inspections;
mod layouts;
mod meetings;
mod opening;
mod organization;
mod read;
mod resolve;
mod schema;
mod sheets;
mod short;
mod texts;
mod units;
mod version;

pub use campaign::{Basis, Campaign, Issuer, Requirement, Stage};
pub use documents::{DocumentKind, DocumentPlan};
pub use indicators::{FirstLevel, Indicator, IndicatorSystem, SecondLevel};
pub use inspections::{Coverage, Inspections, Round, Team};
pub use meetings::Meeting;
pub use organization::{Deliverable, LeadingGroup, MemberUnits, Organization, Person, Post, WorkGroup};
pub use read::{FOLDER, PlanText, read};
pub use schema::schemas;
pub use sheets::{Column, ColumnKind, SheetKind, SheetLayout, SheetLayouts};
pub use units::{Group, Unit, UnitId, UnitNames};
pub use version::layout_version;

/// The campaign as planned: every file of `inputs/plan/`, put together.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// `campaign.yaml`.
    pub campaign: Campaign,
    /// `units.yaml`: the units in order.
    pub units: Vec<Unit>,
    /// Every name by which they are known.
    pub names: UnitNames,
    /// `organization.yaml`.
    pub organization: Organization,
    /// `sheets.yaml`.
    pub sheets: SheetLayouts,
    /// `indicators.yaml`.
    pub indicators: IndicatorSystem,
    /// `inspections.yaml`.
    pub inspections: Inspections,
    /// `meetings.yaml`.
    pub meetings: Vec<Meeting>,
    /// `documents.yaml`.
    pub documents: Vec<DocumentPlan>,
}
