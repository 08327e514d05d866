//! The units' workbooks → what each unit handed in.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Code, Date, Finding, Place, Traced};
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
    let mut handed_in = vec![Vec::new(); known.index.plan.units.len()];
    for workbook in workbooks {
        let Some(unit) = unit_of(known.index, workbook, findings) else { continue };
        if let Some(slot) = handed_in.get_mut(unit.value.0) {
            take_in(slot, Handed { unit, workbook }, findings);
        }
    }
    let latest_wins = known.index.plan.sheets.latest_wins.as_ref().is_some_and(|it| it.value);
    let one = |of_unit: Vec<Handed<'_>>| {
        let Handed { unit, workbook } = the_one(of_unit, latest_wins, findings)?;
        Some(submission(known, unit, workbook, findings))
    };
    handed_in.into_iter().map(one).collect()
}

/// A workbook and the unit that it names.
#[derive(Clone)]
struct Handed<'a> {
    unit: Traced<UnitId>,
    workbook: &'a Workbook,
}

/// The workbook that counts of those of a unit; none where nobody but the unit can say which is right.
fn the_one<'a>(
    mut of_unit: Vec<Handed<'a>>,
    latest_wins: bool,
    findings: &mut Vec<Finding>,
) -> Option<Handed<'a>> {
    if of_unit.len() < 2 {
        return of_unit.pop();
    }
    let latest = if latest_wins { latest(&of_unit) } else { None };
    let Some(latest) = latest else {
        findings.extend(submitted_twice(&of_unit));
        return None;
    };
    let latest = of_unit.swap_remove(latest);
    of_unit.sort_by(|a, b| a.workbook.file.cmp(&b.workbook.file));
    findings.extend(of_unit.iter().map(|earlier| superseded(earlier, &latest)));
    Some(latest)
}

/// The position of the workbook whose 填报日期 is after all others; none where one has no clear day.
fn latest(of_unit: &[Handed<'_>]) -> Option<usize> {
    let days: Option<Vec<Date>> =
        of_unit.iter().map(|it| it.workbook.filler.date.as_ref()?.value.date).collect();
    let days = days?;
    let last = days.iter().max()?;
    let is_alone = days.iter().filter(|day| *day == last).count() == 1;
    if is_alone { days.iter().position(|day| day == last) } else { None }
}

fn superseded(earlier: &Handed<'_>, latest: &Handed<'_>) -> Finding {
    let unit = &earlier.unit;
    let message = format!("{unit}后来又交了一个工作簿，这一个没有采用");
    Finding::new(Code::WorkbookSuperseded, unit.place_or(INPUTS), message)
        .related(latest.unit.place_or(INPUTS), "填报日期最晚的一个")
}

/// The same bytes under another name say nothing new.
fn take_in<'a>(slot: &mut Vec<Handed<'a>>, handed: Handed<'a>, findings: &mut Vec<Finding>) {
    match slot.iter().find(|known| known.workbook.sha256 == handed.workbook.sha256) {
        Some(known) => findings.push(repeated(handed.workbook, known.workbook)),
        None => slot.push(handed),
    }
}

fn repeated(workbook: &Workbook, known: &Workbook) -> Finding {
    let place = Place::file(Arc::clone(&workbook.file));
    Finding::new(Code::WorkbookRepeated, place, "这个工作簿与另一个的内容完全相同，只用了一个")
        .related(Place::file(Arc::clone(&known.file)), "采用的一个")
        .help("删去其中一个")
}

fn submitted_twice(several: &[Handed<'_>]) -> Option<Finding> {
    let (Handed { unit, .. }, others) = several.split_first()?;
    let message = format!("{unit}交了 {} 个内容不同的工作簿，分不清以哪个为准，都没有采用", several.len());
    let finding = Finding::new(Code::UnitSubmittedTwice, unit.place_or(INPUTS), message);
    let named =
        others.iter().fold(finding, |finding, other| finding.related(other.unit.place_or(INPUTS), "另一个"));
    Some(named.help("只留一个，其余移出 inputs/submissions"))
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
