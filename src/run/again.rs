//! Workbooks that went back before and came in again → which of their marks still stand.
//!
//! In: what intake compared, and all findings. Out: the findings without marks that nobody touched and that are
//! wrong no more, and a summary of each workbook.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::{Code, Finding, Place, Severity};
use crate::intake::Workbook;

/// Findings by which a workbook, or a sheet of it, was not examined: nobody knows whether its cells are right.
const UNEXAMINED: [Code; 7] = [
    Code::SheetMissing,
    Code::HeaderMissing,
    Code::UnitUnnamed,
    Code::UnitNotInPlan,
    Code::UnitContradicted,
    Code::UnitSubmittedTwice,
    Code::WorkbookSuperseded,
];

/// A workbook that went back before and came in again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// The file, relative to the workspace.
    pub file: String,
    /// The marked cells that changed, each as `自评!B5`.
    pub mended: Vec<String>,
    /// The marked cells that are as they were.
    pub unmended: Vec<String>,
    /// How many marked cells are as they were and no longer wrong: a formula has another result, or the plan
    /// allows more.
    pub settled: usize,
    /// How many changes nobody asked for.
    pub elsewhere: usize,
}

/// Takes out the marks that nobody touched and where no error stands any more; returns their places.
pub(super) fn settle(findings: &mut Vec<Finding>) -> BTreeSet<Place> {
    let places = |is_meant: &dyn Fn(&Finding) -> bool| -> BTreeSet<Place> {
        findings.iter().filter(|it| is_meant(it)).flat_map(places).cloned().collect()
    };
    let wrong = places(&|it| it.severity() == Severity::Error);
    let unexamined = places(&|it| UNEXAMINED.contains(&it.code));
    let unexamined: BTreeSet<Arc<str>> = unexamined.into_iter().map(|place| place.file).collect();
    let stands = |place: &Place| wrong.contains(place) || unexamined.contains(&place.file);
    let is_settled = |it: &mut Finding| it.code == Code::MarkUnmended && !stands(&it.place);
    findings.extract_if(.., is_settled).map(|it| it.place).collect()
}

/// All places that a finding speaks of.
fn places(finding: &Finding) -> impl Iterator<Item = &Place> {
    std::iter::once(&finding.place).chain(finding.related.iter().map(|related| &related.place))
}

/// What became of a workbook's marks; none where it did not go back before.
pub(super) fn came(workbook: &Workbook, settled: &BTreeSet<Place>) -> Option<Again> {
    let returned = workbook.returned.as_ref()?;
    let (settled, unmended): (Vec<&Place>, Vec<&Place>) =
        returned.unmended.iter().partition(|place| settled.contains(place));
    // A place reads `FILE SHEET!CELL`.
    let cell = |place: &Place| place.to_string().replacen(&format!("{} ", workbook.file), "", 1);
    Some(Again {
        file: workbook.file.to_string(),
        mended: returned.mended.iter().map(cell).collect(),
        unmended: unmended.into_iter().map(cell).collect(),
        settled: settled.len(),
        elsewhere: returned.elsewhere,
    })
}
