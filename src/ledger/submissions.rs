//! The units' workbooks → what each unit handed in.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::{Code, Finding, Place, Traced, Words};
use crate::intake::{Sheet, Workbook};
use crate::plan::{SheetKind, UnitId};

use super::choice::{self, Claim};
use super::merge::{Doubts, INPUTS, Index};
use super::records::{Problem, Refusal, Submission};
use super::standing::Exhibits;
use super::{rows, sound};

/// What rows of a unit are held against.
pub(super) struct Known<'a> {
    pub(super) index: &'a Index<'a>,
    /// The problems of all rounds, by id.
    pub(super) problems: BTreeMap<&'a str, &'a Problem>,
    /// The rows of problems that were refused, by id.
    pub(super) refused_problems: BTreeMap<&'a str, &'a Place>,
    pub(super) exhibits: &'a Exhibits,
}

/// What each unit of the plan handed in; a unit with several workbooks of which none counts handed in none.
pub(super) fn of(known: &Known<'_>, workbooks: &[&Workbook], doubts: &mut Doubts) -> Vec<Option<Submission>> {
    let plan = known.index.plan;
    let mut handed_in = vec![Vec::new(); plan.units.len()];
    for workbook in workbooks {
        let Some(unit) = unit_of(known.index, workbook, &mut doubts.findings) else {
            doubts.findings.extend(faults(known, workbook));
            continue;
        };
        if let Some(claims) = handed_in.get_mut(unit.value.0) {
            let owner = unit.with(unit.text.to_string(), unit.text.clone());
            choice::add(claims, Claim { owner, workbook }, &mut doubts.findings);
        }
    }
    let latest_wins = plan.sheets.latest_wins.as_ref().is_some_and(|it| it.value);
    let choose = if latest_wins { choice::the_latest } else { choice::the_only };
    let mut chosen = Vec::with_capacity(handed_in.len());
    for (unit, claims) in handed_in.into_iter().enumerate() {
        let refusal = |claim: &Claim<'_>| Refusal {
            unit: Some(UnitId(unit)),
            kind: None,
            key: None,
            place: claim.owner.place_or(INPUTS),
        };
        let refusals: Vec<Refusal> = claims.iter().map(refusal).collect();
        let claim = choose(claims, Code::UnitSubmittedTwice, &mut doubts.findings);
        if claim.is_none() {
            doubts.refused.extend(refusals);
        }
        chosen.push(claim);
    }
    let read = |(unit, claim): (usize, Option<Claim<'_>>)| {
        let Claim { owner, workbook } = claim?;
        let unit = owner.with(UnitId(unit), owner.text.clone());
        let mut own = Doubts::default();
        Some((submission(known, unit, workbook, &mut own), own))
    };
    let read: Vec<_> = chosen.into_par_iter().enumerate().map(read).collect();
    let mut keep = |(submission, own): (Submission, Doubts)| {
        doubts.findings.extend(own.findings);
        doubts.refused.extend(own.refused);
        submission
    };
    read.into_iter().map(|read| read.map(&mut keep)).collect()
}

/// What is wrong in the rows of a workbook that is of no unit, so that all of it can be mended at once.
fn faults(known: &Known<'_>, workbook: &Workbook) -> Vec<Finding> {
    let mut own = Doubts::default();
    for sheet in &workbook.sheets {
        let layouts = &known.index.plan.sheets.submission;
        let _rows: Vec<()> = sound::records(layouts, sheet, None, &mut own, |_row, _findings| Some(()));
    }
    own.findings
}

/// The unit that a workbook is of, as its cell says; the form's hidden word and the file's name confirm it.
fn unit_of(index: &Index<'_>, workbook: &Workbook, findings: &mut Vec<Finding>) -> Option<Traced<UnitId>> {
    let Some(name) = &workbook.filler.unit else {
        findings.push(unnamed(workbook));
        return None;
    };
    let unit = index.unit(name, findings)?;
    let names = &index.plan.names;
    let made_for = workbook.form.as_ref().map(|form| &form.unit);
    let another =
        made_for.filter(|made_for| names.unit(made_for.as_str()).is_some_and(|it| it != unit.value));
    if let Some(made_for) = another {
        findings.push(contradicted(&unit, made_for));
        return None;
    }
    for other in &workbook.filler.other_units {
        if index.unit(other, findings)?.value != unit.value {
            findings.push(disagreed(&unit, other));
            return None;
        }
    }
    let stem = workbook.file.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
    let is_misnamed = names.unit(stem).is_some_and(|it| it != unit.value);
    findings.extend(is_misnamed.then(|| misnamed(&unit, stem, workbook)));
    Some(unit)
}

fn unnamed(workbook: &Workbook) -> Finding {
    let first = workbook.sheets.first();
    let place = first.map_or_else(|| Place::file(workbook.file.clone()), |sheet| sheet.place.clone());
    Finding::new(Code::UnitUnnamed, place, "表头上方没有写明填报单位，整个工作簿没有采用")
        .help("在表头上方写“填报单位：”和单位名称")
}

fn disagreed(unit: &Traced<UnitId>, other: &Words) -> Finding {
    let message = format!("前面的工作表写的填报单位是{unit}，这里写的却是{other}，整个工作簿没有采用");
    Finding::new(Code::UnitContradicted, other.place_or(INPUTS), message)
        .related(unit.place_or(INPUTS), "前面写的填报单位")
        .help("核对这是谁的工作簿，把各张工作表的填报单位改成同一个；混进了别的单位的内容，就删去")
}

fn contradicted(unit: &Traced<UnitId>, made_for: &Words) -> Finding {
    let message = format!("填报单位写的是{unit}，这份填报表却是做给{made_for}的，整个工作簿没有采用");
    Finding::new(Code::UnitContradicted, unit.place_or(INPUTS), message)
        .related(made_for.place_or(INPUTS), "填报表是做给谁的")
        .help("请该单位用自己的填报表填写；填报单位写错了就改正")
}

fn misnamed(unit: &Traced<UnitId>, stem: &str, workbook: &Workbook) -> Finding {
    let message = format!("文件名是“{stem}”，填报单位写的却是{unit}，按填报单位采用");
    Finding::new(Code::FileMisnamed, unit.place_or(INPUTS), message)
        .related(Place::file(workbook.file.clone()), "这个文件")
        .help("核对是谁交的：文件名错了就改名，填报单位错了就改正")
}

fn submission(
    known: &Known<'_>,
    unit: Traced<UnitId>,
    workbook: &Workbook,
    doubts: &mut Doubts,
) -> Submission {
    let mut submission = Submission::empty(unit, workbook);
    for sheet in &workbook.sheets {
        take(known, sheet, &mut submission, doubts);
    }
    submission.sort();
    submission
}

fn take(known: &Known<'_>, sheet: &Sheet, submission: &mut Submission, doubts: &mut Doubts) {
    let (index, unit) = (known.index, &submission.unit);
    let layouts = &index.plan.sheets.submission;
    let of = Some(unit.value);
    match sheet.kind {
        SheetKind::SelfCheck => {
            submission.answers = sound::records(layouts, sheet, of, doubts, |row, findings| {
                rows::answer(index, row, findings)
            });
        }
        SheetKind::Evidence => {
            submission.evidence = sound::records(layouts, sheet, of, doubts, |row, findings| {
                rows::evidence(known, unit, row, findings)
            });
        }
        SheetKind::Rectification => {
            submission.rectifications = sound::records(layouts, sheet, of, doubts, |row, findings| {
                rows::rectification(known, unit, row, findings)
            });
        }
        SheetKind::Disclosure => {
            submission.disclosures = sound::records(layouts, sheet, of, doubts, |row, findings| {
                rows::disclosure(index, row, findings)
            });
        }
        SheetKind::Publicity => {
            submission.publicity = sound::records(layouts, sheet, of, doubts, |row, _| rows::publicity(row));
        }
        // The plan lets no sheet of a round stand in a unit's workbook.
        SheetKind::Visit | SheetKind::Problem => {}
    }
}

impl Submission {
    fn empty(unit: Traced<UnitId>, workbook: &Workbook) -> Self {
        Self {
            unit,
            file: workbook.file.clone(),
            filler: workbook.filler.clone(),
            unread: workbook.unread.clone(),
            answers: Vec::new(),
            evidence: Vec::new(),
            rectifications: Vec::new(),
            disclosures: Vec::new(),
            publicity: Vec::new(),
        }
    }

    /// Puts what is looked up in the order in which it is looked for; rows with the same key keep theirs.
    fn sort(&mut self) {
        self.answers.sort_by_key(|answer| answer.indicator);
        self.evidence.sort_by_key(|item| item.indicator);
        self.rectifications.sort_by(|a, b| a.problem.value.cmp(&b.problem.value));
    }
}
