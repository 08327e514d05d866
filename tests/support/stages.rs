//! A workspace on disk → plan, ledger and every finding up to `check`, without the program around them.

#![allow(dead_code, reason = "each test target uses its own part of it")]

use std::path::Path;

use juanzong::base::Finding;
use juanzong::check::{self, Subject};
use juanzong::evidence;
use juanzong::files::{self, Root};
use juanzong::intake::{self, Workbook};
use juanzong::ledger::{self, Ledger, Sources};
use juanzong::plan::{self, Plan, PlanText, SheetLayout};

/// What the stages made of a workspace.
pub(crate) struct Stages {
    /// The plan.
    pub(crate) plan: Plan,
    /// The ledger.
    pub(crate) ledger: Ledger,
    /// What they found, in the order of the stages.
    pub(crate) findings: Vec<Finding>,
}

/// Runs the stages; the campaign's own `as_of` decides what is overdue.
pub(crate) fn run(workspace: &Path) -> Stages {
    let root = Root::open(workspace).unwrap();
    let mut findings = Vec::new();
    let texts = list(&root, plan::FOLDER, &mut findings).into_iter().map(|file| plan_text(&root, file));
    let plan = plan::read(&texts.collect::<Vec<_>>()).take(&mut findings).unwrap();
    let sources = Sources {
        submissions: workbooks(&root, "inputs/submissions", &plan.sheets.submission, &mut findings),
        inspections: workbooks(&root, "inputs/inspections", &plan.sheets.inspection, &mut findings),
        exhibits: list(&root, evidence::FOLDER, &mut findings)
            .iter()
            .map(|file| evidence::exhibit(&root, file).unwrap())
            .collect(),
    };
    let ledger = ledger::merge(&plan, &sources).take(&mut findings);
    let as_of = plan.campaign.as_of.as_ref().unwrap().value;
    findings.extend(check::examine(Subject { plan: &plan, ledger: &ledger, as_of }));
    Stages { plan, ledger, findings }
}

fn list(root: &Root, folder: &str, findings: &mut Vec<Finding>) -> Vec<String> {
    root.list(folder).take(findings)
}

fn plan_text(root: &Root, file: String) -> PlanText {
    let text = files::text(&root.read(&file).unwrap(), &file).unwrap();
    PlanText { file, text }
}

fn workbooks(
    root: &Root,
    folder: &str,
    layouts: &[SheetLayout],
    findings: &mut Vec<Finding>,
) -> Vec<Workbook> {
    let files = list(root, folder, findings);
    let read = |file: &String| intake::workbook(layouts, file, &root.read(file).unwrap());
    files.iter().filter_map(|file| read(file).take(findings)).collect()
}
