//! The flow of `returns`: workbooks with errors → each unit's own, marked, below `output/returns/`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::base::{Audience, Code, Failure, Finding, Place, Severity, Spot, fault_count};
use crate::documents::safe_name;
use crate::files::{self, Root};
use crate::intake::{Workbook, WorkbookFormat};
use crate::output::{self, Output};
use crate::plan::{Plan, UnitId};
use crate::workbook::{self, Correction};

use super::again::{self, Again};
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
    /// Those of them that were no `.xlsx`: their content is in a form, and their file goes back beside it.
    pub copied: Vec<String>,
    /// Files that were handed in and have errors, and that the office has to give back itself: they are no workbooks,
    /// or nobody knows whose they are.
    pub by_hand: Vec<String>,
    /// What became of those that went back before and came in again.
    pub again: Vec<Again>,
    /// Whether all were written that go back, by a plan and rounds of inspection without errors.
    pub is_done: bool,
    /// The folder in which they lie.
    pub folder: PathBuf,
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
    let (mut names, mut copied, mut again, mut by_hand) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut is_done = false;
    let read = inputs::read(&root, setting).take(&mut findings);
    report::tidy(&mut findings);
    if let Some(inputs) = read {
        let wanted = forms::selected(&inputs.plan, words)?;
        let is_wanted =
            |unit: Option<UnitId>| words.is_empty() || unit.is_some_and(|it| wanted.contains(&it));
        let returns = named(due(&inputs, &findings, is_wanted));
        if words.is_empty() {
            by_hand = left(&inputs, &returns, &findings);
        }
        let work = Work { root: &root, output: &output, inputs: &inputs };
        let sent: Vec<Sent> = returns.par_iter().map(|back| work.send(back)).collect();
        let gone = returns.iter().zip(&sent).filter(|(_, sent)| fault_count(&sent.findings) == 0);
        for (back, sent) in gone {
            names.push(back.name.clone());
            copied.extend(sent.is_copied.then(|| back.name.clone()));
        }
        again = inputs.sources.submissions.iter().filter_map(|it| again::came(it, &inputs.settled)).collect();
        let units = wanted.iter().map(|unit| safe_name(inputs.plan.unit(*unit).name.as_str())).collect();
        let written: BTreeSet<&String> = sent.iter().flat_map(|sent| &sent.files).collect();
        let is_outdated =
            |file: &String| !written.contains(file) && (words.is_empty() || is_of(file, &units));
        let outdated = output.retire_beside(FOLDER, is_outdated);
        let own: Vec<Finding> = sent.into_iter().flat_map(|sent| sent.findings).chain(outdated).collect();
        is_done = inputs.is_ground_sound && fault_count(&own) == 0;
        findings.extend(own);
    }
    Ok(Returns {
        findings,
        names,
        copied,
        by_hand,
        again,
        is_done,
        folder: root.path().join(output::FOLDER).join(FOLDER),
    })
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
        let unit = unit_of(&inputs.plan, workbook);
        let corrections = corrections(&inputs.plan, workbook, unit, findings);
        if is_wanted(unit) && corrections.iter().any(|it| it.severity == Severity::Error) {
            due.push(Return { workbook, unit, name: name_of(&inputs.plan, workbook, unit), corrections });
        }
    }
    due.sort_by(|a, b| a.workbook.file.cmp(&b.workbook.file));
    due
}

/// The files with errors that are of no unit of the plan and don't go back.
fn left(inputs: &Inputs, returns: &[Return<'_>], findings: &[Finding]) -> Vec<String> {
    let errors = findings.iter().filter(|finding| finding.code.severity() == Severity::Error);
    let files: BTreeSet<&str> = errors.map(|finding| &*finding.place.file).collect();
    let owned = inputs.sources.submissions.iter().filter(|it| unit_of(&inputs.plan, it).is_some());
    let gone: BTreeSet<&str> =
        owned.chain(returns.iter().map(|back| back.workbook)).map(|workbook| &*workbook.file).collect();
    let is_left = |file: &&str| {
        let below = file.strip_prefix(inputs::SUBMISSIONS);
        below.is_some_and(|name| name.starts_with('/')) && !gone.contains(file)
    };
    files.into_iter().filter(is_left).map(str::to_owned).collect()
}

fn unit_of(plan: &Plan, workbook: &Workbook) -> Option<UnitId> {
    workbook.filler.unit.as_ref().and_then(|name| plan.names.unit(name.as_str()))
}

/// What only the office has: help that speaks of it is no help to a unit.
const WORDS_OF_THE_OFFICE: [&str; 4] = [".yaml", "juanzong", "inputs/", "计划里"];

/// The clauses of a help that a unit can follow.
fn for_units(help: &str) -> Option<String> {
    let is_for_units = |clause: &&str| !WORDS_OF_THE_OFFICE.iter().any(|word| clause.contains(word));
    let clauses: Vec<&str> = help.split('；').filter(is_for_units).collect();
    (!clauses.is_empty()).then(|| clauses.join("；"))
}

/// What a unit is to mend, errors first: what stands in its workbook, and problems it does not report on.
fn corrections(
    plan: &Plan,
    workbook: &Workbook,
    unit: Option<UnitId>,
    findings: &[Finding],
) -> Vec<Correction> {
    let name = unit.map(|unit| plan.unit(unit).name.as_str());
    let is_own = |finding: &&Finding| match finding.code {
        code if code.audience() == Audience::Office => false,
        Code::RectificationOverdue => name.is_some() && finding.unit.as_deref() == name,
        _ => finding.place.file == workbook.file,
    };
    let named = workbook.filler.unit.as_ref().and_then(|name| name.place());
    let as_correction = |finding: &Finding| {
        let mut correction = Correction::of(finding, &workbook.file);
        correction.help = correction.help.as_deref().and_then(for_units);
        // What a unit leaves out is said at its name, which is not wrong.
        let is_left_out = finding.severity() == Severity::Warning && named == Some(&finding.place);
        if is_left_out { Correction { spot: Spot::Whole, ..correction } } else { correction }
    };
    let mut corrections: Vec<Correction> = findings.iter().filter(is_own).map(as_correction).collect();
    corrections.sort_by_key(|it| it.severity);
    corrections
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

/// What was written of a workbook.
#[derive(Default)]
struct Sent {
    /// The names of the files, in their folder.
    files: Vec<String>,
    /// Whether its content went into a form.
    is_copied: bool,
    findings: Vec<Finding>,
}

/// Files, each by what its name has behind the name of the workbook.
type Files = Vec<(String, Vec<u8>)>;

impl Work<'_> {
    /// Writes a workbook with its marks; where that can't be, as it is, with a list beside it.
    fn send(&self, back: &Return<'_>) -> Sent {
        let mut sent = Sent { is_copied: back.workbook.format != WorkbookFormat::Xlsx, ..Sent::default() };
        let files = self.marked(back).or_else(|finding| {
            sent.is_copied = false;
            sent.findings.push(finding);
            self.beside(back)
        });
        match files {
            Ok(files) => files.iter().for_each(|(end, bytes)| self.write(back, end, bytes, &mut sent)),
            Err(finding) => sent.findings.push(finding),
        }
        sent
    }

    /// The marked workbook; a file that is none gets its content into a form and goes back beside it, for intake
    /// may not have read all of it.
    fn marked(&self, back: &Return<'_>) -> Result<Files, Finding> {
        let refused = |reason: &dyn std::fmt::Display| {
            let message = format!("这个工作簿里加不了标注（{reason}），原样退回，要更正的另列一份");
            Finding::new(Code::ReturnUnmarked, Place::file(back.workbook.file.clone()), message)
        };
        let bytes = self.root.read(&back.workbook.file)?;
        if back.workbook.format == WorkbookFormat::Xlsx {
            let marked = workbook::marked(&bytes, &shortened(back.corrections.clone()));
            return Ok(vec![(back.ending(), marked.map_err(|misfit| refused(&misfit))?)]);
        }
        let unit = back.unit.ok_or_else(|| refused(&"格式不是 .xlsx，又不知道是哪个单位的"))?;
        let Inputs { plan, ledger, .. } = self.inputs;
        let (form, corrections) =
            workbook::filled_form(plan, ledger, (unit, back.workbook), &back.corrections)?;
        let mut corrections = shortened(corrections);
        corrections.push(copied());
        let marked = workbook::marked(&form, &corrections).map_err(|misfit| refused(&misfit))?;
        Ok(vec![(format!(".{}", ENDINGS[0]), marked), (format!("-原件{}", back.ending()), bytes)])
    }

    fn beside(&self, back: &Return<'_>) -> Result<Files, Finding> {
        let bytes = self.root.read(&back.workbook.file)?;
        let list = workbook::listing(&shortened(back.corrections.clone()), &back.workbook.file)?;
        Ok(vec![(back.ending(), bytes), ("-更正说明.xlsx".to_owned(), list)])
    }

    /// What can't be replaced is not outdated either.
    fn write(&self, back: &Return<'_>, end: &str, bytes: &[u8], sent: &mut Sent) {
        let name = format!("{}{end}", back.name);
        sent.findings.extend(self.output.write_beside(&format!("{FOLDER}/{name}"), bytes).err());
        sent.files.push(name);
    }
}

impl Return<'_> {
    /// The ending that its file goes back with, with the dot.
    fn ending(&self) -> String {
        let file = &self.workbook.file;
        if self.workbook.format == WorkbookFormat::Xlsx {
            let known = ENDINGS.iter().find(|ending| files::has_ending(file, ending));
            return format!(".{}", known.unwrap_or(&ENDINGS[0]));
        }
        let name = file.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or_else(String::new, |(_, ending)| format!(".{}", safe_name(ending)))
    }
}

/// What a unit is told whose file is no `.xlsx`.
fn copied() -> Correction {
    Correction {
        severity: Severity::Warning,
        spot: Spot::Whole,
        message: "原来的文件不是 .xlsx 格式，内容已抄到这份填报表里，原件一并退回".to_owned(),
        help: Some("对照原件，没有抄过来的补填在这里；以后用这份填报表报送".to_owned()),
        others: Vec::new(),
    }
}

/// Whether a file of the folder is one that may have been written for one of these units.
fn is_of(file: &str, units: &BTreeSet<String>) -> bool {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = ["-更正说明", "-原件"].iter().find_map(|end| stem.strip_suffix(end)).unwrap_or(stem);
    let plain = stem.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix('-').unwrap_or(stem);
    [stem, plain].iter().any(|name| units.contains(*name))
}
