//! The flow of forms: plan and ledger → a workbook for each unit that owes one, below `output/forms/`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::base::{Failure, Finding};
use crate::documents::safe_name;
use crate::files::Root;
use crate::output::{self, Output};
use crate::plan::{Plan, Unit, UnitId};
use crate::workbook;

use super::inputs::{self, Merged};
use super::request::Setting;

/// Where the forms lie below the output folder.
const FOLDER: &str = "forms";

/// What was made.
#[derive(Debug)]
pub struct Forms {
    /// What was found in plan and workbooks, and forms that could not be made or written.
    pub findings: Vec<Finding>,
    /// How many forms were written.
    pub count: usize,
    /// How many of them are for units that have handed in; a form repeats nothing of that.
    pub handed_in: usize,
    /// Whether all were made that were asked for, from a plan and rounds of inspection without errors.
    pub is_done: bool,
    /// The folder in which they lie.
    pub folder: PathBuf,
}

/// Makes the forms of the units that any of the words means, a name, an alias, a group or a part of a name; of
/// all that owe a submission where there are no words.
///
/// # Errors
/// A [`Failure`] where the workspace can't be read, or where a word means no unit that owes a submission.
pub fn forms(setting: &Setting, words: &[String]) -> Result<Forms, Failure> {
    let root = Root::open(&setting.workspace)?;
    let mut findings = Vec::new();
    let output = Output::open(root.path())?.take(&mut findings);
    let (mut count, mut handed_in, mut is_done) = (0, 0, false);
    if let Some(Merged { plan, ledger, is_ground_sound, .. }) =
        inputs::merged(&root, setting).take(&mut findings)
    {
        let files = named(&plan, &selected(&plan, words)?);
        let write = |(unit, file): &(UnitId, String)| {
            workbook::form(&plan, &ledger, *unit).and_then(|bytes| output.write_beside(file, bytes))
        };
        let written: Vec<Result<(), Finding>> = files.par_iter().map(write).collect();
        count = written.iter().filter(|written| written.is_ok()).count();
        is_done = is_ground_sound && count == files.len();
        findings.extend(written.into_iter().filter_map(Result::err));
        handed_in = files.iter().filter(|(unit, _)| ledger.submission(*unit).is_some()).count();
    }
    Ok(Forms { findings, count, handed_in, is_done, folder: root.path().join(output::FOLDER).join(FOLDER) })
}

/// The units that any of the words means; all that owe a submission where there are no words.
pub(super) fn selected(plan: &Plan, words: &[String]) -> Result<Vec<UnitId>, Failure> {
    let is_meant = |(unit, named): &(UnitId, &Unit), word: &String| {
        plan.names.covers(word, *unit) || named.name.as_str().contains(word.as_str())
    };
    if let Some(word) = words.iter().find(|word| !plan.owing_units().any(|unit| is_meant(&unit, word))) {
        return Err(Failure::NoUnitSelected(word.clone()));
    }
    let is_wanted =
        |unit: &(UnitId, &Unit)| words.is_empty() || words.iter().any(|word| is_meant(unit, word));
    Ok(plan.owing_units().filter(is_wanted).map(|(unit, _)| unit).collect())
}

/// The file of each unit; two names that a file system takes for one are told apart by the unit's number.
fn named(plan: &Plan, units: &[UnitId]) -> Vec<(UnitId, String)> {
    let name = |unit: UnitId| safe_name(plan.unit(unit).name.as_str());
    let (mut once, mut twice) = (BTreeSet::new(), BTreeSet::new());
    for (unit, _) in plan.owing_units() {
        let name = name(unit).to_lowercase();
        if !once.insert(name.clone()) {
            twice.insert(name);
        }
    }
    let file = |unit: UnitId| match name(unit) {
        name if twice.contains(&name.to_lowercase()) => format!("{FOLDER}/{name}-{}.xlsx", unit.0 + 1),
        name => format!("{FOLDER}/{name}.xlsx"),
    };
    units.iter().map(|unit| (*unit, file(*unit))).collect()
}
