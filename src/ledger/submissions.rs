//! The units' workbooks → what each unit handed in.

use std::collections::BTreeMap;

use crate::base::{Code, Finding, Place, Traced};
use crate::intake::{Sheet, Workbook};
use crate::plan::{SheetKind, UnitId};

use super::merge::{INPUTS, Index};
use super::records::{Problem, Submission};
use super::standing::Exhibits;
use super::{rows, sound};

/// What rows of a unit are held against.
pub(super) struct Known<'a> {
    pub(super) index: &'a Index<'a>,
    /// The problems of all rounds, by id.
    pub(super) problems: BTreeMap<&'a str, &'a Problem>,
    pub(super) exhibits: &'a Exhibits,
}

/// What each unit of the plan handed in.
pub(super) fn of(
    known: &Known<'_>,
    workbooks: &[&Workbook],
    findings: &mut Vec<Finding>,
) -> Vec<Option<Submission>> {
    let mut submissions = vec![None; known.index.plan.units.len()];
    for workbook in workbooks {
        let Some(unit) = unit_of(known.index, workbook, findings) else { continue };
        let slot: &mut Option<Submission> = &mut submissions[unit.value.0];
        match slot {
            Some(first) => findings.push(submitted_twice(&unit, first)),
            None => *slot = Some(submission(known, unit, workbook, findings)),
        }
    }
    submissions
}

fn unit_of(index: &Index<'_>, workbook: &Workbook, findings: &mut Vec<Finding>) -> Option<Traced<UnitId>> {
    if let Some(name) = &workbook.filler.unit {
        return index.unit(name, findings);
    }
    let first = workbook.sheets.first();
    let place = first.map_or_else(|| Place::file(workbook.file.clone()), |sheet| sheet.place.clone());
    let finding = Finding::new(Code::UnitUnnamed, place, "表头上方没有写明填报单位，整个工作簿没有采用");
    findings.push(finding.help("在表头上方写“填报单位：”和单位名称"));
    None
}

fn submitted_twice(unit: &Traced<UnitId>, first: &Submission) -> Finding {
    let message = format!("{unit}交了多个工作簿，这一个没有采用");
    Finding::new(Code::UnitSubmittedTwice, unit.place_or(INPUTS), message)
        .related(first.unit.place_or(INPUTS), "已采用的工作簿")
        .help("只留一个，其余移出 inputs/submissions")
}

fn submission(
    known: &Known<'_>,
    unit: Traced<UnitId>,
    workbook: &Workbook,
    findings: &mut Vec<Finding>,
) -> Submission {
    let mut submission = Submission::empty(unit, workbook);
    for sheet in &workbook.sheets {
        take(known, sheet, &mut submission, findings);
    }
    submission.sort();
    submission
}

fn take(known: &Known<'_>, sheet: &Sheet, submission: &mut Submission, findings: &mut Vec<Finding>) {
    let (layouts, unit) = (&known.index.plan.sheets.submission, &submission.unit);
    let index = known.index;
    match sheet.kind {
        SheetKind::SelfCheck => {
            submission.answers =
                sound::records(layouts, sheet, findings, |row, findings| rows::answer(index, row, findings));
        }
        SheetKind::Evidence => {
            submission.evidence = sound::records(layouts, sheet, findings, |row, findings| {
                rows::evidence(known, unit, row, findings)
            });
        }
        SheetKind::Rectification => {
            submission.rectifications = sound::records(layouts, sheet, findings, |row, findings| {
                rows::rectification(known, unit, row, findings)
            });
        }
        SheetKind::Disclosure => {
            submission.disclosures = sound::records(layouts, sheet, findings, |row, findings| {
                rows::disclosure(index, row, findings)
            });
        }
        SheetKind::Publicity => {
            submission.publicity = sound::records(layouts, sheet, findings, |row, _| rows::publicity(row));
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
