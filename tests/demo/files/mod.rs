//! The example's plan → every workbook and evidence file of the example, in memory.
//!
//! Content is drawn from tables by the position of unit and indicator, so it is the same each time.
//! All of it says that it is an example, and nothing is amiss but in the 演示 units.

mod answers;
mod cell;
mod citations;
mod evidence;
mod faults;
mod problems;
mod rounds;
mod submission;
mod workbook;

use std::error::Error;
use std::fs;
use std::path::Path;

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

/// Every file, the workbooks of units first.
///
/// # Errors
/// What the writers of xlsx, PDF or docx refuse.
pub(crate) fn all(plan: &Plan) -> Result<Vec<Made>, Failed> {
    let mut made = Vec::new();
    for (unit, _) in plan.owing_units() {
        made.push(submission::file(plan, unit)?);
    }
    for round in &plan.inspections.rounds {
        made.push(rounds::file(plan, round)?);
    }
    made.extend(evidence::files()?);
    Ok(made)
}
