//! The flow of `returns`: workbooks with errors → each unit's own, marked, below `output/returns/`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::base::{Code, Failure, Finding, Place, Severity, Spot, fault_count};
use crate::documents::safe_name;
use crate::files::{self, Root};
use crate::intake::{Workbook, WorkbookFormat};
use crate::output::{self, Output};
use crate::plan::{Plan, UnitId};
use crate::workbook::{self, Correction};

use super::inputs::{self, Inputs};
use super::request::Setting;
use super::{forms, report};

/// Where the workbooks lie below the output folder.
const FOLDER: &str = "returns";
/// The most corrections that go back at once. Excel shows 65,530 links in a sheet; nobody mends a tenth of that.
const MOST: usize = 2_000;
/// The endings of workbooks that are marked; a content of this kind under another name gets the first.
const ENDINGS: [&str; 4] = ["xlsx", "xlsm", "xltx", "xltm"];

/// What was made.
#[derive(Debug)]
pub struct Returns {
    /// What was found in plan and workbooks, and workbooks that could not be marked or written.
    pub findings: Vec<Finding>,
    /// The workbooks that go back, by the names that they have there, without an ending.
    pub names: Vec<String>,
    /// What became of those that went back before and came in again.
    pub again: Vec<Again>,
    /// The folder in which they lie.
    pub folder: PathBuf,
}

/// A workbook that went back before and came in again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// The file, relative to the workspace.
    pub file: String,
    /// The marked cells that changed, each as `自评!B5`.
    pub mended: Vec<String>,
    /// The marked cells that are as they were.
    pub unmended: Vec<String>,
    /// How many changes nobody asked for.
    pub elsewhere: usize,
}

/// Marks the workbooks with errors of the units that any of the words means, as [`forms`](super::forms()) takes
/// them; of all where there are no words.
///
/// # Errors
/// A [`Failure`] where the workspace can't be read, or where a word means no unit that owes a submission.
pub fn returns(setting: &Setting, words: &[String]) -> Result<Returns, Failure> {
    let root = Root::open(&setting.workspace)?;
    let mut findings = Vec::new();
    let output = Output::open(root.path())?.take(&mut findings);
    let (mut names, mut again) = (Vec::new(), Vec::new());
    let read = inputs::read(&root, setting).take(&mut findings);
    report::tidy(&mut findings);
    if let Some(inputs) = read {
        let wanted = forms::selected(&inputs.plan, words)?;
        let is_wanted =
            |unit: Option<UnitId>| words.is_empty() || unit.is_some_and(|it| wanted.contains(&it));
        let returns = named(due(&inputs, &findings, is_wanted));
        let work = Work { root: &root, output: &output, inputs: &inputs };
        let made: Vec<Vec<Finding>> = returns.par_iter().map(|back| work.send(back)).collect();
        let is_sent = |findings: &[Finding]| fault_count(findings) == 0;
        let sent = returns.iter().zip(&made).filter(|(_, findings)| is_sent(findings));
        names = sent.map(|(back, _)| back.name.clone()).collect();
        findings.extend(made.into_iter().flatten());
        again = inputs.sources.submissions.iter().filter_map(came_again).collect();
    }
    Ok(Returns { findings, names, again, folder: root.path().join(output::FOLDER).join(FOLDER) })
}

/// A workbook that goes back.
struct Return<'a> {
    workbook: &'a Workbook,
    unit: Option<UnitId>,
    /// Its new name, without an ending.
    name: String,
    corrections: Vec<Correction>,
}

/// The workbooks with errors, by their paths.
fn due<'a>(
    inputs: &'a Inputs,
    findings: &[Finding],
    is_wanted: impl Fn(Option<UnitId>) -> bool,
) -> Vec<Return<'a>> {
    let mut due = Vec::new();
    for workbook in &inputs.sources.submissions {
        let unit = workbook.filler.unit.as_ref().and_then(|name| inputs.plan.names.unit(name.as_str()));
        let corrections = corrections(&inputs.plan, workbook, unit, findings);
        if is_wanted(unit) && corrections.iter().any(|it| it.severity == Severity::Error) {
            due.push(Return { workbook, unit, name: name_of(&inputs.plan, workbook, unit), corrections });
        }
    }
    due.sort_by(|a, b| a.workbook.file.cmp(&b.workbook.file));
    due
}

/// What is found in a workbook and is for the office alone.
const FOR_THE_OFFICE: [Code; 7] = [
    Code::MarkUnmended,
    Code::ChangeUnmarked,
    Code::FormOutdated,
    Code::FileMisnamed,
    Code::UnitSubmittedTwice,
    Code::WorkbookSuperseded,
    Code::WorkbookRepeated,
];

/// What a unit is to mend, errors first: what stands in its workbook, and problems it does not report on.
fn corrections(
    plan: &Plan,
    workbook: &Workbook,
    unit: Option<UnitId>,
    findings: &[Finding],
) -> Vec<Correction> {
    let name = unit.map(|unit| plan.unit(unit).name.as_str());
    let is_own = |finding: &&Finding| match finding.code {
        code if FOR_THE_OFFICE.contains(&code) => false,
        Code::RectificationOverdue => name.is_some() && finding.unit.as_deref() == name,
        _ => finding.place.file == workbook.file,
    };
    let named = workbook.filler.unit.as_ref().and_then(|name| name.place());
    let as_correction = |finding: &Finding| {
        let correction = Correction::of(finding, &workbook.file);
        // What a unit leaves out is said at its name, which is not wrong.
        let is_left_out = finding.severity() == Severity::Warning && named == Some(&finding.place);
        if is_left_out { Correction { spot: Spot::Whole, ..correction } } else { correction }
    };
    let mut corrections: Vec<Correction> = findings.iter().filter(is_own).map(as_correction).collect();
    corrections.sort_by_key(|it| it.severity);
    shortened(corrections)
}

/// So many that somebody mends them; the last line says how many more there are.
fn shortened(mut corrections: Vec<Correction>) -> Vec<Correction> {
    let more = corrections.len().saturating_sub(MOST);
    if more > 0 {
        corrections.truncate(MOST);
        corrections.push(Correction {
            severity: Severity::Error,
            spot: Spot::Whole,
            message: format!("另有 {more} 处没有列出"),
            help: Some("改好列出的再报送一次".to_owned()),
            others: Vec::new(),
        });
    }
    corrections
}

fn name_of(plan: &Plan, workbook: &Workbook, unit: Option<UnitId>) -> String {
    let file = workbook.file.rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    safe_name(unit.map_or(stem, |unit| plan.unit(unit).name.as_str()))
}

/// Tells names apart that a file system takes for one.
fn named(mut returns: Vec<Return<'_>>) -> Vec<Return<'_>> {
    let mut taken = BTreeSet::new();
    for back in &mut returns {
        let plain = back.name.clone();
        let mut names = (2..).map(|number: usize| format!("{plain}-{number}"));
        while !taken.insert(back.name.to_lowercase()) {
            back.name = names.next().unwrap_or_default();
        }
    }
    returns
}

struct Work<'a> {
    root: &'a Root,
    output: &'a Output,
    inputs: &'a Inputs,
}

impl Work<'_> {
    /// Writes a workbook with its marks; where that can't be, as it is, with a list beside it.
    fn send(&self, back: &Return<'_>) -> Vec<Finding> {
        match self.marked(back) {
            Ok((ending, bytes)) => self.write(back, &ending, &bytes).err().into_iter().collect(),
            Err(finding) => {
                let beside = self.beside(back).err();
                std::iter::once(finding).chain(beside).collect()
            }
        }
    }

    /// The marked workbook and its ending; a file that is none gets its content into a form.
    fn marked(&self, back: &Return<'_>) -> Result<(String, Vec<u8>), Finding> {
        let refused = |reason: &dyn std::fmt::Display| {
            let message = format!("这个工作簿里加不了标注（{reason}），原样退回，要更正的另列一份");
            Finding::new(Code::ReturnUnmarked, Place::file(back.workbook.file.clone()), message)
        };
        if back.workbook.format == WorkbookFormat::Xlsx {
            let bytes = self.root.read(&back.workbook.file)?;
            let marked = workbook::marked(&bytes, &back.corrections).map_err(|misfit| refused(&misfit))?;
            return Ok((ending(&back.workbook.file, ENDINGS[0]), marked));
        }
        let unit = back.unit.ok_or_else(|| refused(&"格式不是 .xlsx，又不知道是哪个单位的"))?;
        let Inputs { plan, ledger, .. } = self.inputs;
        let (form, corrections) =
            workbook::filled_form(plan, ledger, (unit, back.workbook), &back.corrections)?;
        let marked = workbook::marked(&form, &corrections).map_err(|misfit| refused(&misfit))?;
        Ok((ENDINGS[0].to_owned(), marked))
    }

    fn beside(&self, back: &Return<'_>) -> Result<(), Finding> {
        let Return { workbook, corrections, name, .. } = back;
        let bytes = self.root.read(&workbook.file)?;
        let own = workbook.file.rsplit_once('.').map_or("", |(_, ending)| ending);
        let ending = if workbook.format == WorkbookFormat::Xlsx {
            ending(&workbook.file, ENDINGS[0])
        } else {
            safe_name(own)
        };
        self.write(back, &ending, &bytes)?;
        let list = workbook::listing(corrections, &workbook.file)?;
        self.output.write_beside(&format!("{FOLDER}/{name}-更正说明.xlsx"), list)
    }

    fn write(&self, back: &Return<'_>, ending: &str, bytes: &[u8]) -> Result<(), Finding> {
        self.output.write_beside(&format!("{FOLDER}/{}.{ending}", back.name), bytes)
    }
}

/// The ending of a file, where it is one of a workbook that can be marked.
fn ending(file: &str, other: &str) -> String {
    let known = ENDINGS.iter().find(|ending| files::has_ending(file, ending));
    (*known.unwrap_or(&other)).to_owned()
}

fn came_again(workbook: &Workbook) -> Option<Again> {
    let returned = workbook.returned.as_ref()?;
    let cells = |places: &[Place]| {
        // A place reads `FILE SHEET!CELL`.
        let cell = |place: &Place| place.to_string().replacen(&format!("{} ", workbook.file), "", 1);
        places.iter().map(cell).collect()
    };
    Some(Again {
        file: workbook.file.to_string(),
        mended: cells(&returned.mended),
        unmended: cells(&returned.unmended),
        elsewhere: returned.elsewhere,
    })
}
