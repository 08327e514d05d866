//! A unit's workbook → its answers, evidence and reports on problems.

use std::collections::BTreeMap;

use crate::base::{Code, Finding, Place, Traced, Words};
use crate::evidence::Exhibit;
use crate::intake::{Row, Sheet, Workbook};
use crate::plan::{SheetKind, UnitId};

use super::merge::{INPUTS, Index};
use super::records::{Answer, EvidenceItem, Progress, Rectification, Standing, Submission};
use super::{Ledger, sound};

/// The folder against which evidence is cited.
const EVIDENCE: &str = "inputs/evidence";

/// Files a workbook under its unit.
pub(super) fn file(index: &Index<'_>, workbook: &Workbook, ledger: &mut Ledger, findings: &mut Vec<Finding>) {
    let Some(unit) = unit_of(index, workbook, findings) else { return };
    if let Some(first) = ledger.submission(unit.value) {
        findings.push(submitted_twice(&unit, first));
        return;
    }
    let slot = unit.value.0;
    let mut submission = Submission::of(unit, workbook);
    for sheet in &workbook.sheets {
        rows(index, sheet, ledger, &mut submission, findings);
    }
    ledger.submissions[slot] = Some(submission);
}

fn unit_of(index: &Index<'_>, workbook: &Workbook, findings: &mut Vec<Finding>) -> Option<Traced<UnitId>> {
    if let Some(name) = &workbook.filler.unit {
        return index.unit(name, findings);
    }
    let place = workbook
        .sheets
        .first()
        .map_or_else(|| Place::file(workbook.file.clone()), |sheet| sheet.place.clone());
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

fn rows(
    index: &Index<'_>,
    sheet: &Sheet,
    ledger: &Ledger,
    submission: &mut Submission,
    findings: &mut Vec<Finding>,
) {
    let rows = sound::rows(&index.plan.sheets.submission, sheet, findings);
    for row in rows {
        match sheet.kind {
            SheetKind::SelfCheck => submission.answers.extend(answer(index, row, findings)),
            SheetKind::Evidence => {
                let item = evidence(index, &submission.unit, row, &ledger.exhibits, findings);
                submission.evidence.extend(item);
            }
            SheetKind::Rectification => {
                let report = rectification(ledger, &submission.unit, row, findings);
                submission.rectifications.extend(report);
            }
            _ => {}
        }
    }
}

fn answer(index: &Index<'_>, row: &Row, findings: &mut Vec<Finding>) -> Option<Answer> {
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

type Exhibits = BTreeMap<String, Exhibit>;

fn evidence(
    index: &Index<'_>,
    unit: &Traced<UnitId>,
    row: &Row,
    exhibits: &Exhibits,
    findings: &mut Vec<Finding>,
) -> Option<EvidenceItem> {
    let location = row.words("location");
    let document_number = row.words("document_number");
    Some(EvidenceItem {
        unit: unit.value,
        indicator: index.indicator(row, findings)?.value,
        title: row.words("title")?,
        kind: row.words("kind"),
        standing: standing(unit, location.as_ref(), document_number.as_ref(), exhibits),
        document_number,
        author: row.words("author"),
        formed_on: row.day("formed_on"),
        pages: row.words("pages"),
        location,
        place: row.place.clone(),
    })
}

/// A link or a document number needs no file; a file is looked for in the evidence folder, then in the unit's own there.
fn standing(
    unit: &Traced<UnitId>,
    location: Option<&Words>,
    document_number: Option<&Words>,
    exhibits: &Exhibits,
) -> Standing {
    let Some(location) = location else {
        return if document_number.is_some() { Standing::Numbered } else { Standing::Absent };
    };
    if location.as_str().starts_with("http://") || location.as_str().starts_with("https://") {
        return Standing::Link;
    }
    let cited = location.as_str().replace('\\', "/");
    let cited = cited.trim_start_matches("./");
    [format!("{EVIDENCE}/{cited}"), format!("{EVIDENCE}/{unit}/{cited}")]
        .into_iter()
        .find(|path| exhibits.contains_key(path))
        .map_or(Standing::Absent, Standing::File)
}

fn rectification(
    ledger: &Ledger,
    unit: &Traced<UnitId>,
    row: &Row,
    findings: &mut Vec<Finding>,
) -> Option<Rectification> {
    let problem = row.words("problem")?;
    let known = ledger.problems().find(|known| known.id.value == problem.value);
    match known {
        None => {
            let message = format!("没有编号为“{problem}”的问题");
            let finding = Finding::new(Code::ProblemUnknown, problem.place_or(INPUTS), message);
            findings.push(finding.help("按整改通知书上的问题编号填写"));
            return None;
        }
        Some(known) if known.unit.value != unit.value => {
            let message = format!("问题“{problem}”是{}的，不是{unit}的", known.unit);
            let finding = Finding::new(Code::ProblemUnknown, problem.place_or(INPUTS), message);
            findings.push(finding.related(known.place.clone(), "问题清单上的一行"));
            return None;
        }
        Some(_) => {}
    }
    let progress = row.words("progress")?;
    Some(Rectification {
        problem,
        measures: row.words("measures"),
        responsible_person: row.words("responsible_person"),
        progress: progress.with(Progress::read(progress.as_str()), progress.as_str()),
        completed_on: row.day("completed_on"),
        evidence: row.words("evidence"),
        remark: row.words("remark"),
        place: row.place.clone(),
    })
}
