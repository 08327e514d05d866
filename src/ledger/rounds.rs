//! A round's workbook → visits and problems.

use crate::base::{Code, Finding, Place, Words};
use crate::intake::{Row, Sheet, Workbook};
use crate::plan::SheetKind;

use super::Ledger;
use super::merge::{INPUTS, Index};
use super::records::{Problem, RoundRecord, Visit};
use super::sound;

/// Files a workbook under its round.
pub(super) fn file(index: &Index<'_>, workbook: &Workbook, ledger: &mut Ledger, findings: &mut Vec<Finding>) {
    let Some(round) = round_of(index, workbook, findings) else { return };
    let mut record = RoundRecord { file: Some(workbook.file.clone()), ..RoundRecord::default() };
    let id = &index.plan.inspections.rounds[round].id;
    for sheet in &workbook.sheets {
        match sheet.kind {
            SheetKind::Visit => record.visits = visits(index, sheet, findings),
            SheetKind::Problem => record.problems = problems(index, id, sheet, findings),
            _ => {}
        }
    }
    ledger.rounds[round] = record;
}

fn round_of(index: &Index<'_>, workbook: &Workbook, findings: &mut Vec<Finding>) -> Option<usize> {
    let name = workbook.file.rsplit('/').next().unwrap_or(&workbook.file);
    let rounds = &index.plan.inspections.rounds;
    let round = rounds.iter().position(|round| round.workbook.as_str() == name);
    if round.is_none() {
        let names: Vec<&str> = rounds.iter().map(|round| round.workbook.as_str()).collect();
        let message = format!("“{name}”不是计划中任何一轮检查的工作簿，没有采用");
        let finding = Finding::new(Code::RoundWorkbookUnknown, Place::file(workbook.file.clone()), message);
        findings.push(finding.help(format!("inspections.yaml 中写的是：{}", names.join("、"))));
    }
    round
}

fn visits(index: &Index<'_>, sheet: &Sheet, findings: &mut Vec<Finding>) -> Vec<Visit> {
    let layouts = &index.plan.sheets.inspection;
    let rows = sound::rows(layouts, sheet, findings);
    rows.into_iter().filter_map(|row| visit(index, row, findings)).collect()
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

fn problems(index: &Index<'_>, round: &Words, sheet: &Sheet, findings: &mut Vec<Finding>) -> Vec<Problem> {
    let layouts = &index.plan.sheets.inspection;
    let rows = sound::rows(layouts, sheet, findings);
    rows.into_iter().filter_map(|row| problem(index, round, row, findings)).collect()
}

fn problem(index: &Index<'_>, round: &Words, row: &Row, findings: &mut Vec<Finding>) -> Option<Problem> {
    let id = row.words("problem")?;
    let is_of_round = id.as_str().split_once('-').is_some_and(|(first, _)| first == round.as_str());
    if !is_of_round {
        let message = format!("问题编号“{id}”应以本轮编号“{round}-”开头");
        findings.push(Finding::new(Code::ProblemIdMalformed, id.place_or(INPUTS), message));
    }
    let unit = index.unit(&row.words("unit")?, findings);
    let indicator = index.indicator(row, findings);
    let is_sound = is_of_round && indicator.is_some() == row.cells.contains_key("indicator");
    Some(Problem {
        id,
        unit: unit.filter(|_| is_sound)?,
        indicator,
        description: row.words("description")?,
        kind: row.words("kind"),
        requirement: row.words("requirement"),
        deadline: row.day("deadline"),
        inspectors: row.words("inspectors"),
        place: row.place.clone(),
    })
}
