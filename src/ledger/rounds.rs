//! The rounds' workbooks → visits and problems.

use crate::base::{Code, Finding, Place, Words};
use crate::intake::{Row, Workbook};
use crate::plan::SheetKind;

use super::choice::{self, Claim};
use super::merge::{Doubts, INPUTS, Index};
use super::records::{Problem, RoundRecord, Visit};
use super::sound;

/// What each round of the plan found; a round without a workbook that can be used has no file.
pub(super) fn of(index: &Index<'_>, workbooks: &[&Workbook], doubts: &mut Doubts) -> Vec<RoundRecord> {
    let mut handed_in = vec![Vec::new(); index.plan.inspections.rounds.len()];
    for workbook in workbooks {
        match round_of(index, workbook) {
            Ok((round, claim)) => choice::add(&mut handed_in[round], claim, &mut doubts.findings),
            Err(finding) => doubts.findings.push(finding),
        }
    }
    let one = |(round, claims): (usize, Vec<Claim<'_>>)| {
        let claim = choice::the_only(claims, Code::RoundSubmittedTwice, &mut doubts.findings);
        claim.map(|claim| record(index, round, claim.workbook, doubts)).unwrap_or_default()
    };
    handed_in.into_iter().enumerate().map(one).collect()
}

/// The round that a workbook is of, by the file's name.
fn round_of<'a>(index: &Index<'_>, workbook: &'a Workbook) -> Result<(usize, Claim<'a>), Finding> {
    let name = workbook.file.rsplit('/').next().unwrap_or(&workbook.file);
    let rounds = &index.plan.inspections.rounds;
    let round = rounds.iter().position(|round| round.workbook.as_str() == name);
    let round = round.ok_or_else(|| of_no_round(index, name, workbook))?;
    let owner = Words::text_at(rounds[round].name.as_str(), Place::file(workbook.file.clone()));
    Ok((round, Claim { owner, workbook }))
}

fn of_no_round(index: &Index<'_>, name: &str, workbook: &Workbook) -> Finding {
    let rounds = index.plan.inspections.rounds.iter();
    let names: Vec<&str> = rounds.map(|round| round.workbook.as_str()).collect();
    let message = format!("“{name}”不是计划中任何一轮检查的工作簿，没有采用");
    Finding::new(Code::RoundWorkbookUnknown, Place::file(workbook.file.clone()), message)
        .help(format!("inspections.yaml 中写的是：{}", names.join("、")))
}

fn record(index: &Index<'_>, round: usize, workbook: &Workbook, doubts: &mut Doubts) -> RoundRecord {
    let mut record = RoundRecord { file: Some(workbook.file.clone()), ..RoundRecord::default() };
    let id = &index.plan.inspections.rounds[round].id;
    let layouts = &index.plan.sheets.inspection;
    for sheet in &workbook.sheets {
        match sheet.kind {
            SheetKind::Visit => {
                record.visits =
                    sound::records(layouts, sheet, None, doubts, |row, findings| visit(index, row, findings));
            }
            SheetKind::Problem => {
                record.problems = sound::records(layouts, sheet, None, doubts, |row, findings| {
                    problem(index, id, row, findings)
                });
            }
            // The plan lets no other kind stand in a round's workbook.
            _ => {}
        }
    }
    record
}

fn visit(index: &Index<'_>, row: &Row, findings: &mut Vec<Finding>) -> Option<Visit> {
    Some(Visit {
        unit: index.unit(&row.words("unit")?, findings)?,
        visited_on: row.day("visited_on")?,
        team: row.words("team"),
        method: row.words("method"),
        observations: row.words("observations"),
        place: row.place.clone(),
    })
}

fn problem(index: &Index<'_>, round: &Words, row: &Row, findings: &mut Vec<Finding>) -> Option<Problem> {
    let id = row.words("problem")?;
    let malformed = malformed(&id, round);
    let is_well_formed = malformed.is_none();
    findings.extend(malformed);
    // All three are looked at before the row is refused: each fault is found at once.
    let unit = index.unit(&row.words("unit")?, findings);
    let indicator = index.indicator_if_any(row, findings);
    Some(Problem {
        id: is_well_formed.then_some(id)?,
        unit: unit?,
        indicator: indicator.ok()?,
        description: row.words("description")?,
        kind: row.words("kind"),
        requirement: row.words("requirement"),
        deadline: row.day("deadline"),
        inspectors: row.words("inspectors"),
        place: row.place.clone(),
    })
}

/// An id is its round's id, a hyphen and a serial without one, so no two rounds can give the same.
fn malformed(id: &Words, round: &Words) -> Option<Finding> {
    let is_of_round = id
        .as_str()
        .rsplit_once('-')
        .is_some_and(|(first, serial)| first == round.as_str() && !serial.is_empty());
    (!is_of_round).then(|| {
        let message = format!("问题编号“{id}”应由本轮编号“{round}”、短横线和顺序号组成");
        Finding::new(Code::ProblemIdMalformed, id.place_or(INPUTS), message).help(format!("如 {round}-001"))
    })
}
