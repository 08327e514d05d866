//! A row of a unit's workbook → its record. A row that names what is not there is refused with a finding.

use crate::base::{Code, Finding, Place, Traced, Words};
use crate::intake::Row;
use crate::plan::{SheetKind, UnitId};

use super::merge::{INPUTS, Index};
use super::records::{Answer, Disclosure, EvidenceItem, Progress, Publicity, Rectification, Standing};
use super::sound;
use super::standing::standing;
use super::submissions::Known;

pub(super) fn answer(index: &Index<'_>, row: &Row, findings: &mut Vec<Finding>) -> Option<Answer> {
    Some(Answer {
        indicator: index.indicator(row, findings)?.value,
        conclusion: row.words("conclusion")?,
        work_done: row.words("work_done"),
        shortcomings: row.words("shortcomings"),
        measures: row.words("measures"),
        deadline: row.day("deadline"),
        responsible_person: row.words("responsible_person"),
        place: row.place.clone(),
    })
}

pub(super) fn evidence(
    known: &Known<'_>,
    unit: &Traced<UnitId>,
    row: &Row,
    findings: &mut Vec<Finding>,
) -> Option<EvidenceItem> {
    let location = row.words("location");
    let document_number = row.words("document_number");
    Some(EvidenceItem {
        unit: unit.value,
        indicator: known.index.indicator(row, findings)?.value,
        title: row.words("title")?,
        kind: row.words("kind"),
        standing: standing(unit, location.as_ref(), document_number.as_ref(), known.exhibits),
        document_number,
        author: row.words("author"),
        formed_on: row.day("formed_on"),
        pages: row.words("pages").filter(|pages| sound::may_be_pages(pages.as_str())),
        location,
        place: row.place.clone(),
    })
}

pub(super) fn rectification(
    known: &Known<'_>,
    unit: &Traced<UnitId>,
    row: &Row,
    findings: &mut Vec<Finding>,
) -> Option<Rectification> {
    let problem = row.words("problem")?;
    if let Some(finding) = not_its_problem(known, unit, &problem) {
        findings.push(finding);
        return None;
    }
    let progress = row.words("progress")?;
    let column = known.index.plan.sheets.column(SheetKind::Rectification, "progress");
    let allowed = column.map_or(&[][..], |column| &column.allowed);
    let lines = row.each("evidence").into_iter().flat_map(|cell| lines(&cell));
    let is_absent = |line: &Words| standing(unit, Some(line), None, known.exhibits) == Standing::Absent;
    Some(Rectification {
        problem,
        measures: row.words("measures"),
        responsible_person: row.words("responsible_person"),
        progress: progress.with(Progress::read(progress.as_str(), allowed), progress.as_str()),
        completed_on: row.day("completed_on"),
        evidence: row.words("evidence"),
        absent: lines.filter(is_absent).collect(),
        remark: row.words("remark"),
        place: row.place.clone(),
    })
}

/// The lines of a cell that hold anything.
fn lines(cell: &Words) -> Vec<Words> {
    let lines = cell.as_str().lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| cell.with(line.to_owned(), line)).collect()
}

fn not_its_problem(known: &Known<'_>, unit: &Traced<UnitId>, id: &Words) -> Option<Finding> {
    let finding = |message: String| Finding::new(Code::ProblemUnknown, id.place_or(INPUTS), message);
    match known.problems.get(id.as_str()) {
        None => {
            if let Some(row) = known.refused_problems.get(id.as_str()) {
                return Some(refused(id, unit, row));
            }
            let unknown = finding(format!("没有编号为“{id}”的问题"));
            Some(unknown.help(match likened(known, unit, id.as_str()) {
                Some(near) => format!("是不是 {near}：编号照整改通知书上的写"),
                None => "按整改通知书上的问题编号填写".to_owned(),
            }))
        }
        Some(problem) if problem.unit.value != unit.value => {
            let foreign = finding(format!("问题“{id}”是{}的，不是{unit}的", problem.unit));
            let foreign = foreign.related(problem.place.clone(), "问题清单上的一行");
            Some(foreign.help("照整改通知书改正编号；不是本单位的问题，删去这一行"))
        }
        Some(_) => None,
    }
}

/// The unit's problem whose id has the same parts, whatever zeros and signs stand before and between them: `1—3`, `1-003`.
fn likened<'a>(known: &Known<'a>, unit: &Traced<UnitId>, id: &str) -> Option<&'a str> {
    let parts = |id: &str| -> Vec<String> {
        let parts = id.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.map(|part| part.trim_start_matches('0').to_owned()).collect()
    };
    let said = parts(id);
    let own = known.problems.iter().filter(|(_, problem)| problem.unit.value == unit.value);
    own.map(|(id, _)| *id).find(|id| parts(id) == said)
}

/// The fault is the inspectors'; nothing is to be mended in the unit's workbook.
fn refused(id: &Words, unit: &Traced<UnitId>, row: &Place) -> Finding {
    let message = format!("问题“{id}”在问题清单上的一行没有采用，{unit}报告的整改也就没有采用");
    Finding::new(Code::ProblemUnknown, row.clone(), message)
        .related(id.place_or(INPUTS), "该单位报告的整改")
        .help("先改正问题清单上的这一行")
}

pub(super) fn disclosure(index: &Index<'_>, row: &Row, findings: &mut Vec<Finding>) -> Option<Disclosure> {
    Some(Disclosure {
        title: row.words("title")?,
        indicator: index.indicator_if_any(row, findings).ok()?,
        location: row.words("location"),
        published_on: row.day("published_on"),
        remark: row.words("remark"),
        place: row.place.clone(),
    })
}

pub(super) fn publicity(row: &Row) -> Option<Publicity> {
    Some(Publicity {
        title: row.words("title")?,
        medium: row.words("medium"),
        published_on: row.day("published_on"),
        location: row.words("location"),
        remark: row.words("remark"),
        place: row.place.clone(),
    })
}
