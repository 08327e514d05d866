//! A workspace → plan and ledger, with everything found on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use crate::base::{Checked, Date, Finding, Place, Severity, Traced};
use crate::check;
use crate::evidence;
use crate::files::{self, Root};
use crate::intake::{self, Elsewhere, Workbook};
use crate::ledger::{self, Ledger, Sources};
use crate::plan::{self, Plan, PlanText, SheetLayout};

use super::request::Setting;
use super::{again, foreign, quote};

/// Where units put their workbooks.
pub(super) const SUBMISSIONS: &str = "inputs/submissions";
/// Where rounds of inspection put theirs.
pub(super) const INSPECTIONS: &str = "inputs/inspections";

/// What the inputs of a workspace say.
#[derive(Debug)]
pub(super) struct Inputs {
    pub(super) plan: Plan,
    pub(super) ledger: Ledger,
    pub(super) sources: Sources,
    pub(super) as_of: Traced<Date>,
    /// Whether plan and rounds of inspection are without errors, whatever units handed in.
    pub(super) is_ground_sound: bool,
    /// Marked cells that nobody touched and that are wrong no more.
    pub(super) settled: BTreeSet<Place>,
    /// SHA-256 of each file that the plan and the ledger were read from, in hexadecimal.
    pub(super) checksums: BTreeMap<String, String>,
}

/// What the inputs say before anybody examines it.
pub(super) struct Merged {
    pub(super) plan: Plan,
    pub(super) ledger: Ledger,
    /// Whether plan and rounds of inspection are without errors, whatever units handed in.
    pub(super) is_ground_sound: bool,
    sources: Sources,
    checksums: BTreeMap<String, String>,
}

/// Reads, merges and examines everything; none where there is no plan, as the findings say.
pub(super) fn read(root: &Root, setting: &Setting) -> Checked<Option<Inputs>> {
    let Checked { value, mut findings } = merged(root, setting);
    let Some(Merged { plan, ledger, is_ground_sound, sources, checksums }) = value else {
        return Checked { value: None, findings };
    };
    let as_of = setting.as_of.clone().or_else(|| plan.campaign.as_of.clone());
    let as_of = as_of.unwrap_or_else(|| setting.today.clone());
    let subject = check::Subject { plan: &plan, ledger: &ledger, as_of: as_of.value };
    findings.extend(check::examine(subject));
    let settled = again::settle(&mut findings);
    quote::explain(&sources, &ledger, &mut findings);
    Checked {
        value: Some(Inputs { plan, ledger, sources, as_of, is_ground_sound, settled, checksums }),
        findings,
    }
}

/// Reads and merges everything; none where there is no plan, as the findings say.
pub(super) fn merged(root: &Root, setting: &Setting) -> Checked<Option<Merged>> {
    let mut findings = Vec::new();
    let mut checksums = BTreeMap::new();
    let texts = plan_texts(root, &mut checksums, &mut findings);
    let Some(plan) = plan::read(&texts).take(&mut findings) else {
        return Checked { value: None, findings };
    };
    let program = setting.program.as_deref();
    let mut workbooks = |folder, layouts| workbooks(root, program, (folder, layouts), &mut findings);
    let sources = Sources {
        submissions: workbooks(SUBMISSIONS, &*plan.sheets.submission),
        inspections: workbooks(INSPECTIONS, &*plan.sheets.inspection),
        exhibits: exhibits(root, &mut findings),
    };
    let workbooks = sources.submissions.iter().chain(&sources.inspections);
    checksums.extend(workbooks.map(|workbook| (workbook.file.to_string(), workbook.sha256.clone())));
    let ledger = ledger::merge(&plan, &sources).take(&mut findings);
    let is_of_ground =
        |it: &&Finding| [plan::FOLDER, INSPECTIONS].iter().any(|folder| it.place.file.starts_with(folder));
    let is_ground_sound =
        findings.iter().filter(is_of_ground).all(|finding| finding.severity() != Severity::Error);
    Checked { value: Some(Merged { plan, ledger, is_ground_sound, sources, checksums }), findings }
}

fn plan_texts(
    root: &Root,
    checksums: &mut BTreeMap<String, String>,
    findings: &mut Vec<Finding>,
) -> Vec<PlanText> {
    let mut texts = Vec::new();
    for file in root.list(plan::FOLDER).take(findings) {
        if !files::has_ending(&file, "yaml") {
            continue;
        }
        let bytes = root.read(&file).inspect(|bytes| {
            checksums.insert(file.clone(), files::sha256(bytes));
        });
        match bytes.and_then(|bytes| files::text(&bytes, &file)) {
            Ok(text) => texts.push(PlanText { file, text }),
            Err(finding) => findings.push(finding),
        }
    }
    texts
}

/// Reads every workbook of a folder, many at once; the order is that of their paths.
fn workbooks(
    root: &Root,
    program: Option<&Path>,
    (folder, layouts): (&str, &[SheetLayout]),
    findings: &mut Vec<Finding>,
) -> Vec<Workbook> {
    let elsewhere = program.map(|program| move |bytes: &[u8]| foreign::read_cells(program, bytes));
    let elsewhere = elsewhere.as_ref().map(|elsewhere| elsewhere as Elsewhere<'_>);
    let read: Vec<Checked<Option<Workbook>>> = root
        .list(folder)
        .take(findings)
        .par_iter()
        .map(|file| match root.read(file) {
            Ok(bytes) => intake::workbook_elsewhere(layouts, file, &bytes, elsewhere),
            Err(finding) => Checked { value: None, findings: vec![finding] },
        })
        .collect();
    read.into_iter().filter_map(|workbook| workbook.take(findings)).collect()
}

fn exhibits(root: &Root, findings: &mut Vec<Finding>) -> Vec<evidence::Exhibit> {
    let files = root.list(evidence::FOLDER).take(findings);
    let read: Vec<_> = files.par_iter().map(|file| evidence::exhibit(root, file)).collect();
    let mut exhibits = Vec::new();
    for exhibit in read {
        match exhibit {
            Ok(exhibit) => exhibits.push(exhibit),
            Err(finding) => findings.push(finding),
        }
    }
    exhibits
}
