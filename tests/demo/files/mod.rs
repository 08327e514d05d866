//! The example's plan → every workbook and evidence file of the example, in memory.
//!
//! Content is drawn from tables by the position of unit and indicator, so it is the same each time.
//! All of it says that it is an example, and nothing is amiss but in the 演示 units.

mod answers;
mod cell;
mod citations;
mod evidence;
mod faults;
mod fill;
mod heights;
mod problems;
mod published;
mod rounds;
mod submission;
mod workbook;

use std::error::Error;
use std::fs;
use std::path::Path;

use juanzong::intake;
use juanzong::ledger::{self, Ledger, Sources};
use juanzong::plan::{self, Plan, PlanText};

/// A file of the example.
pub(crate) struct Made {
    /// Where it goes, relative to the workspace.
    pub(crate) path: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

/// Why a file could not be made.
pub(crate) type Failed = Box<dyn Error>;

/// The example's plan.
///
/// # Errors
/// The first thing that is wrong with the plan: the example's must be without fault.
pub(crate) fn plan(root: &Path) -> Result<Plan, Failed> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(root.join(plan::FOLDER))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        texts.push(PlanText { file: format!("{}/{name}", plan::FOLDER), text: fs::read_to_string(&path)? });
    }
    let read = plan::read(&texts);
    match (read.value, read.findings.first()) {
        (Some(plan), None) => Ok(plan),
        (_, Some(finding)) => Err(finding.to_string().into()),
        (None, None) => Err("no plan".into()),
    }
}

/// Every file, the workbooks of rounds first, since forms list the problems that the rounds found.
///
/// # Errors
/// What the writers of xlsx, PDF or docx refuse.
pub(crate) fn all(plan: &Plan) -> Result<Vec<Made>, Failed> {
    let rounds = plan.inspections.rounds.iter().map(|round| rounds::file(plan, round));
    let mut made: Vec<Made> = rounds.collect::<Result<_, _>>()?;
    let ledger = of_rounds(plan, &made);
    for (unit, _) in plan.owing_units() {
        made.push(submission::file(plan, &ledger, unit)?);
    }
    made.extend(evidence::files()?);
    Ok(made)
}

/// What is known when the forms are sent out: the workbooks of the rounds.
fn of_rounds(plan: &Plan, rounds: &[Made]) -> Ledger {
    let read = |made: &Made| intake::workbook(&plan.sheets.inspection, &made.path, &made.bytes).value;
    let inspections = rounds.iter().filter_map(read).collect();
    ledger::merge(plan, &Sources { inspections, ..Sources::default() }).value
}
