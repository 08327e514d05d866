//! Promises of the merge, whatever is handed in: no row is lost without a word, and the order in which
//! workbooks come changes nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking what is wrong"
)]

use std::collections::BTreeSet;

use juanzong::base::{Checked, Code, Finding, Place, Severity, Spot};
use juanzong::intake::{self, Workbook};
use juanzong::ledger::{self, Ledger, Sources};
use juanzong::plan::{self, Plan, PlanText};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

#[path = "support/accepted.rs"]
mod accepted;
#[path = "support/workbooks.rs"]
mod workbooks;

/// A column of a sheet: its header, and what may stand in it, sound or not.
type Column = (&'static str, &'static [&'static str]);

const ANSWERS: &[Column] = &[
    ("编号", &["A1-1", "A1-10", "A2-1", "B1-1", "X", "", "=error"]),
    ("自评", &["完成", "完成", "未完成", "好", "", "=formula:A1"]),
    ("做法", &["装了表", "", "=error"]),
    ("时限", &["=date:2024-05-20", "每月", "", "=error"]),
];
const EVIDENCE: &[Column] = &[
    ("名称", &["台账", "照片", "", "=error"]),
    ("编号", &["A1-1", "B1-1", "X", "", "=error"]),
    ("页数", &["=number:3", "三", "", "=error"]),
    ("网址或文件", &["图.png", "https://example.invalid", "", "=error"]),
];
const REPORTS: &[Column] = &[
    ("问题", &["9-001", "9-002", "9-003", "8-001", "", "=error"]),
    ("状态", &["已整改", "整改中", "好", "", "=error"]),
    ("日期", &["2024-06-10", "六月", "", "=error"]),
];
const VISITS: &[Column] = &[
    ("单位", &["县甲局", "县甲管理局", "县乙局", "丙镇", "丁镇", "", "=error"]),
    ("日期", &["=date:2024-06-03", "月初", "", "=error"]),
    ("组", &["东组", "", "=error"]),
];
const PROBLEMS: &[Column] = &[
    ("问题", &["9-001", "9-002", "9-003", "8-001", "9", "", "=error"]),
    ("单位", &["县甲局", "丙镇", "丁镇", "", "=error"]),
    ("编号", &["A1-1", "X", "", "=error"]),
    ("内容", &["没有标识", "", "=error"]),
];

/// A workbook as it is handed in: its path, and its sheets as tables of text.
#[derive(Debug, Clone)]
struct Handed {
    file: String,
    sheets: Vec<(&'static str, String)>,
}

fn handed_in(
    files: &'static [&'static str],
    units: &'static [&'static str],
    sheets: &'static [(&'static str, &'static [Column])],
) -> impl Strategy<Value = Handed> {
    let tables: Vec<_> = sheets.iter().map(|(_, columns)| table(columns)).collect();
    (select(files), select(units), tables).prop_map(|(file, unit, tables)| {
        let head = format!("填报单位\t{unit}\n");
        let sheets = sheets.iter().zip(tables).map(|((name, _), table)| (*name, format!("{head}{table}")));
        Handed { file: file.to_owned(), sheets: sheets.collect() }
    })
}

/// A header, which may lack one column, and rows below it, some of them blank.
fn table(columns: &'static [Column]) -> impl Strategy<Value = String> {
    let header = subsequence(columns.to_vec(), columns.len() - 1..=columns.len());
    let header = prop_oneof![3 => Just(columns.to_vec()), 1 => header];
    header.prop_flat_map(|columns| {
        let row: Vec<_> = columns.iter().map(|(_, cells)| select(*cells)).collect();
        let header: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let header = header.join("\t");
        prop::collection::vec(row, 0..8).prop_map(move |rows| {
            let rows: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
            format!("{header}\n{}", rows.join("\n"))
        })
    })
}

fn submission() -> impl Strategy<Value = Handed> {
    handed_in(
        &["inputs/submissions/甲.xlsx", "inputs/submissions/乙/1.xlsx", "inputs/submissions/丙.xlsx"],
        &["县甲局", "县甲管理局", "县丙镇", "丁镇", ""],
        &[("自评", ANSWERS), ("材料", EVIDENCE), ("销号", REPORTS)],
    )
}

fn inspection() -> impl Strategy<Value = Handed> {
    handed_in(
        &["inputs/inspections/检查.xlsx", "inputs/inspections/补/检查.xlsx", "inputs/inspections/别的.xlsx"],
        &[""],
        &[("走访", VISITS), ("问题", PROBLEMS)],
    )
}

/// Workbooks with different paths.
fn folder(workbook: impl Strategy<Value = Handed>) -> impl Strategy<Value = Vec<Handed>> {
    prop::collection::vec(workbook, 0..4).prop_map(|mut workbooks| {
        let mut seen = BTreeSet::new();
        workbooks.retain(|workbook| seen.insert(workbook.file.clone()));
        workbooks
    })
}

/// The second county's plan.
fn plan() -> Plan {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/second-county");
    let texts = std::fs::read_dir(folder.join(plan::FOLDER)).unwrap().map(|entry| {
        let entry = entry.unwrap();
        let file = format!("{}/{}", plan::FOLDER, entry.file_name().into_string().unwrap());
        PlanText { file, text: std::fs::read_to_string(entry.path()).unwrap() }
    });
    plan::read(&texts.collect::<Vec<_>>()).value.unwrap()
}

/// What intake makes of the workbooks.
fn read(plan: &Plan, submissions: &[Handed], inspections: &[Handed]) -> Checked<Sources> {
    let mut findings = Vec::new();
    let mut read = |workbooks: &[Handed], layouts: &[plan::SheetLayout]| -> Vec<Workbook> {
        let one = |handed: &Handed| {
            let sheets: Vec<(&str, &str)> =
                handed.sheets.iter().map(|(name, rows)| (*name, rows.as_str())).collect();
            intake::workbook(layouts, &handed.file, &workbooks::workbook(&sheets)).take(&mut findings)
        };
        workbooks.iter().filter_map(one).collect()
    };
    let sources = Sources {
        submissions: read(submissions, &plan.sheets.submission),
        inspections: read(inspections, &plan.sheets.inspection),
        exhibits: Vec::new(),
    };
    Checked { value: sources, findings }
}

/// File, sheet and row from 0 of everything handed in that holds anything below the header.
fn filled_rows(workbooks: &[Handed]) -> BTreeSet<(String, String, u32)> {
    let mut rows = BTreeSet::new();
    for workbook in workbooks {
        for (sheet, text) in &workbook.sheets {
            for (row, line) in (0..).zip(text.lines()).skip(2) {
                if !line.trim().is_empty() {
                    rows.insert((workbook.file.clone(), (*sheet).to_owned(), row));
                }
            }
        }
    }
    rows
}

fn row_of(place: &Place) -> Option<(String, String, u32)> {
    match &place.spot {
        Spot::Cell { sheet, cell } => Some((place.file.to_string(), sheet.to_string(), cell.row_0based)),
        _ => None,
    }
}

/// Why a row of a file is not in the ledger: an error at the row, at its sheet's header, or at the file that
/// was refused as a whole, or a warning at the file that says the same as another.
fn is_explained(row: &(String, String, u32), findings: &[Finding]) -> bool {
    let (file, sheet, _) = row;
    let is_repeated =
        |finding: &Finding| finding.code == Code::WorkbookRepeated && *finding.place.file == **file;
    if findings.iter().any(is_repeated) {
        return true;
    }
    findings.iter().filter(|finding| finding.severity() == Severity::Error).any(|finding| {
        let is_at_sheet = row_of(&finding.place).is_some_and(|(a, b, _)| (&a, &b) == (file, sheet));
        // What the inspectors got wrong refuses the unit's row, too; a row in the wrong place refuses the one above.
        let is_shown = matches!(finding.code, Code::ProblemUnknown | Code::RowDisplaced)
            && finding.related.iter().any(|related| row_of(&related.place).as_ref() == Some(row));
        row_of(&finding.place).as_ref() == Some(row)
            || is_shown
            || (finding.code == Code::ColumnMissing && is_at_sheet)
            || (refuses_workbooks(finding) && names(finding, file))
    })
}

/// Whether a finding shows a file, as the place to change or as the other side.
fn names(finding: &Finding, file: &str) -> bool {
    let related = finding.related.iter().map(|related| &related.place);
    related.chain([&finding.place]).any(|place| *place.file == *file)
}

fn refuses_workbooks(finding: &Finding) -> bool {
    match finding.code {
        Code::UnitUnnamed
        | Code::UnitContradicted
        | Code::UnitSubmittedTwice
        | Code::RoundSubmittedTwice
        | Code::RoundWorkbookUnknown => true,
        // At the cell above the header, that is, in the first row.
        Code::UnitNotInPlan => row_of(&finding.place).is_some_and(|(_, _, row)| row == 0),
        _ => false,
    }
}

fn places(ledger: &Ledger) -> Vec<Place> {
    accepted::rows(ledger).into_iter().cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn every_row_is_in_the_ledger_once_or_refused_with_a_finding(
        submissions in folder(submission()),
        inspections in folder(inspection()),
    ) {
        let plan = plan();
        let Checked { value: sources, mut findings } = read(&plan, &submissions, &inspections);
        let ledger = ledger::merge(&plan, &sources).take(&mut findings);
        let accepted: Vec<_> = accepted::rows(&ledger).into_iter().map(|place| row_of(place).unwrap()).collect();
        let known: BTreeSet<_> = accepted.iter().cloned().collect();
        prop_assert_eq!(known.len(), accepted.len(), "a row is in the ledger twice");

        let filled: BTreeSet<_> = &filled_rows(&submissions) | &filled_rows(&inspections);
        prop_assert!(known.is_subset(&filled), "a row that nobody filled in is in the ledger");
        for row in filled.difference(&known) {
            prop_assert!(is_explained(row, &findings), "{row:?} is lost without a word: {findings:#?}");
        }
    }

    #[test]
    fn of_a_workbook_that_counts_every_row_is_either_accepted_or_among_the_refused(
        submissions in folder(submission()),
        inspections in folder(inspection()),
    ) {
        let plan = plan();
        let sources = read(&plan, &submissions, &inspections).value;
        let ledger = ledger::merge(&plan, &sources).value;
        let refused = ledger.refused.iter().filter(|it| it.kind.is_some()).map(|it| &it.place);
        let mut known: Vec<_> = accepted::rows(&ledger).into_iter().chain(refused).filter_map(row_of).collect();
        known.sort();
        let files: BTreeSet<&str> = ledger.handed_in().map(|submission| &*submission.file)
            .chain(ledger.rounds.iter().filter_map(|round| round.file.as_deref())).collect();
        let workbooks = sources.submissions.iter().chain(&sources.inspections);
        let counting = workbooks.filter(|workbook| files.contains(&*workbook.file));
        let rows = counting.flat_map(|workbook| &workbook.sheets).flat_map(|sheet| &sheet.rows);
        let mut rows: Vec<_> = rows.filter_map(|row| row_of(&row.place)).collect();
        rows.sort();
        prop_assert_eq!(known, rows);
    }

    #[test]
    fn the_order_of_the_workbooks_changes_nothing(
        submissions in folder(submission()),
        inspections in folder(inspection()),
        turn in 0_usize..4,
    ) {
        let plan = plan();
        let sources = read(&plan, &submissions, &inspections).value;
        let mut turned = sources.clone();
        for workbooks in [&mut turned.submissions, &mut turned.inspections] {
            workbooks.reverse();
            let by = turn % workbooks.len().max(1);
            workbooks.rotate_left(by);
        }
        let (one, other) = (ledger::merge(&plan, &sources), ledger::merge(&plan, &turned));
        prop_assert_eq!(&one.findings, &other.findings);
        prop_assert_eq!(places(&one.value), places(&other.value));
        prop_assert_eq!(one.value, other.value);
    }
}
