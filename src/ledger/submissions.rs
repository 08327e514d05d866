//! The units' workbooks → what each unit handed in.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Finding, Place, Traced, Words};
use crate::intake::{Sheet, Workbook};
use crate::plan::{SheetKind, UnitId};

use super::choice::{self, Claim};
use super::merge::{INPUTS, Index};
use super::records::{Answer, IndicatorId, Problem, Submission};
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

/// What each unit of the plan handed in, and the units with workbooks of which none counts.
pub(super) fn of(
    known: &Known<'_>,
    workbooks: &[&Workbook],
    findings: &mut Vec<Finding>,
) -> (Vec<Option<Submission>>, BTreeSet<UnitId>) {
    let plan = known.index.plan;
    let mut handed_in = vec![Vec::new(); plan.units.len()];
    for workbook in workbooks {
        let Some(unit) = unit_of(known.index, workbook, findings) else { continue };
        if let Some(claims) = handed_in.get_mut(unit.value.0) {
            let owner = unit.with(unit.text.to_string(), unit.text.clone());
            choice::add(claims, Claim { owner, workbook }, findings);
        }
    }
    let latest_wins = plan.sheets.latest_wins.as_ref().is_some_and(|it| it.value);
    let choose = if latest_wins { choice::the_latest } else { choice::the_only };
    let mut in_doubt = BTreeSet::new();
    let one = |(unit, claims): (usize, Vec<Claim<'_>>)| {
        let has_claims = !claims.is_empty();
        let Some(Claim { owner, workbook }) = choose(claims, Code::UnitSubmittedTwice, findings) else {
            in_doubt.extend(has_claims.then_some(UnitId(unit)));
            return None;
        };
        let unit = owner.with(UnitId(unit), owner.text.clone());
        Some(submission(known, unit, workbook, findings))
    };
    let submissions = handed_in.into_iter().enumerate().map(one).collect();
    (submissions, in_doubt)
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
            submission.refused_answers = refused(index, sheet, &submission.answers);
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

/// The indicators of the rows that became no answer; both are in the order of the rows.
fn refused(index: &Index<'_>, sheet: &Sheet, answers: &[Answer]) -> BTreeSet<IndicatorId> {
    let mut accepted = answers.iter().map(|answer| &answer.place).peekable();
    let refused = sheet.rows.iter().filter(|row| accepted.next_if_eq(&&row.place).is_none());
    refused.filter_map(|row| index.indicator_named(row)).collect()
}

impl Submission {
    fn empty(unit: Traced<UnitId>, workbook: &Workbook) -> Self {
        Self {
            unit,
            file: workbook.file.clone(),
            filler: workbook.filler.clone(),
            answers: Vec::new(),
            refused_answers: BTreeSet::new(),
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
