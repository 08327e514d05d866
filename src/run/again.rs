//! Workbooks that went back before and came in again → which of their marks still stand.
//!
//! In: what intake compared, and all findings. Out: the findings, one for each error: that it was marked before
//! stands beside it. And a summary of each workbook.

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

/// What an error says beside that was marked when the workbook went back.
const REMINDER: &str = "；退回时标注过，没有改";

/// Takes out the marks that nobody touched: where their error still stands, that says so; where none stands any
/// more, there is nothing to say. Returns the places of the latter.
pub(super) fn settle(findings: &mut Vec<Finding>) -> BTreeSet<Place> {
    let standing = Standing::of(findings);
    let (mut settled, mut reminders) = (BTreeSet::new(), BTreeSet::new());
    findings.retain(|mark| {
        if mark.code != Code::MarkUnmended {
            return true;
        }
        if let Some(place) = places(mark).find(|place| standing.errors.contains(place)) {
            reminders.insert(place.clone());
            return false;
        }
        let stands = places(mark).any(|place| standing.sides.contains(place))
            || standing.unexamined.contains(&mark.place.file);
        if !stands {
            settled.insert(mark.place.clone());
        }
        stands
    });
    for finding in findings.iter_mut().filter(|it| it.severity() == Severity::Error) {
        if reminders.contains(&finding.place) {
            finding.message.push_str(REMINDER);
        }
    }
    settled
}

/// Where marks may still be right.
struct Standing {
    /// The places of errors.
    errors: BTreeSet<Place>,
    /// The other sides of errors.
    sides: BTreeSet<Place>,
    /// Files that were not examined.
    unexamined: BTreeSet<Arc<str>>,
}

impl Standing {
    fn of(findings: &[Finding]) -> Self {
        let errors = || findings.iter().filter(|it| it.severity() == Severity::Error);
        let unexamined = findings.iter().filter(|it| UNEXAMINED.contains(&it.code));
        Self {
            errors: errors().map(|it| it.place.clone()).collect(),
            sides: errors().flat_map(|it| &it.related).map(|side| side.place.clone()).collect(),
            unexamined: unexamined.flat_map(places).map(|place| Arc::clone(&place.file)).collect(),
        }
    }
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
