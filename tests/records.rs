//! Promise: rows that share the cell by which a record is known are one record, and lose nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking what is wrong"
)]

use insta::assert_snapshot;
use juanzong::base::Code;
use juanzong::ledger::{Ledger, Rectification};

#[path = "support/accepted.rs"]
mod accepted;
#[path = "support/county.rs"]
mod county;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/stages.rs"]
mod stages;
#[path = "support/workbooks.rs"]
mod workbooks;

use desk::Desk;

const ANSWERS: &str = "编号\t自评\t做法\t时限\n";
const EVIDENCE: &str = "名称\t编号\t日期\t网址或文件\t文号\n";
const REPORTS: &str = "问题\t状态\t日期\t佐证\n";
const PROBLEMS: &str = "问题\t单位\t编号\t内容\t时限\n9-001\t县甲局\t\t没有标识\t";

/// A desk with one unit's answers, evidence and reports on its problem 9-001.
fn desk(answers: &str, evidence: &str, reports: &str) -> Desk {
    let sheets = [("自评", ANSWERS, answers), ("材料", EVIDENCE, evidence), ("销号", REPORTS, reports)];
    let sheets = sheets.map(|(name, heads, rows)| (name, format!("{heads}{rows}")));
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, rows)| (*name, rows.as_str())).collect();
    let last = "field: completed_on, name: 日期, kind: date}";
    Desk::empty()
        .plan("sheets.yaml", last, &format!("{last}\n      - {{field: evidence, name: 佐证}}"))
        .round("检查.xlsx", &[("走访", "单位\t日期\t组\n"), ("问题", PROBLEMS)])
        .submission("甲.xlsx", "县甲局", &sheets)
}

/// The accepted rows of the unit's workbook, then what was found in it.
fn merged(desk: &Desk) -> String {
    let stages = desk.stages();
    let rows = accepted::rows(&stages.ledger);
    let rows = rows.iter().map(ToString::to_string).filter(|row| row.contains("甲.xlsx"));
    let findings = desk::shown(&stages.findings, Code::WorkbookUnreadable, Code::RowDuplicate);
    rows.map(|row| format!("+ {row}\n")).chain([findings]).collect()
}

fn report(ledger: &Ledger) -> &Rectification {
    ledger.handed_in().flat_map(|submission| &submission.rectifications).next().unwrap()
}

#[test]
fn a_record_of_thousands_of_rows_has_all_of_them() {
    let further: String = (1..5_000).map(|number| format!("\n\t\t\t{number}.jpg")).collect();
    let desk = desk("", "", &format!("=down:5000:9-001\t=down:5000:整改中\t\t0.jpg{further}"));
    let stages = desk.stages();
    let evidence = report(&stages.ledger).evidence.as_ref().unwrap();
    assert_eq!((evidence.text.lines().count(), evidence.places.len()), (5_000, 5_000));
}

#[test]
fn a_problem_with_a_file_in_each_of_its_rows_has_all_of_them_each_at_its_cell() {
    let rows = "=down:3:9-001\t=down:3:整改中\t\t照片.jpg\n\t\t\t回执.pdf\n\t\t=date:2024-06-10\t见附件";
    let desk = desk("", "", rows);
    assert_snapshot!(merged(&desk), @"+ inputs/submissions/甲.xlsx 销号!A3");

    let stages = desk.stages();
    let report = report(&stages.ledger);
    let evidence = report.evidence.as_ref().unwrap();
    assert_eq!(&*evidence.text, "照片.jpg\n回执.pdf\n见附件");
    let cells: Vec<String> = evidence.places.iter().map(ToString::to_string).collect();
    assert_eq!(cells, ["D3", "D4", "D5"].map(|cell| format!("inputs/submissions/甲.xlsx 销号!{cell}")));
    let completed_on = report.completed_on.as_ref().unwrap().place().unwrap().to_string();
    assert_eq!(completed_on, "inputs/submissions/甲.xlsx 销号!C5");
    assert_snapshot!(desk::shown(&stages.findings, Code::EvidenceAbsent, Code::EvidenceAbsent), @"
    warning[evidence-absent]: 问题 9-001 的佐证材料“照片.jpg”没有收到
      --> inputs/submissions/甲.xlsx 销号!D3
      = help: 把文件随报送表一起报来，或改正文件名；已经报来的，放进 inputs/evidence/
    warning[evidence-absent]: 问题 9-001 的佐证材料“回执.pdf”没有收到
      --> inputs/submissions/甲.xlsx 销号!D4
      = help: 把文件随报送表一起报来，或改正文件名；已经报来的，放进 inputs/evidence/
    ");
}

#[test]
fn each_line_of_a_cell_of_files_is_looked_for_by_itself() {
    let desk = desk("", "", "9-001\t整改中\t\t照片.jpg\\n回执.pdf").file("evidence/照片.jpg", [1, 2]);
    let findings = desk.stages().findings;
    assert_snapshot!(desk::shown(&findings, Code::EvidenceAbsent, Code::EvidenceAbsent), @"
    warning[evidence-absent]: 问题 9-001 的佐证材料“回执.pdf”没有收到
      --> inputs/submissions/甲.xlsx 销号!D3
      = help: 把文件随报送表一起报来，或改正文件名；已经报来的，放进 inputs/evidence/
    ");
}

#[test]
fn a_record_that_says_two_things_where_there_can_be_one_is_refused_at_both_cells() {
    let answers = "=down:2:A1-1\t完成\t第一条\n\t未完成\t第二条\nB1-1\t完成";
    assert_snapshot!(merged(&desk(answers, "", "")), @"
    + inputs/submissions/甲.xlsx 自评!A5
    error[cell-contradicted]: 这几行合并成一条记录，“自评”却写了两样：“完成”和“未完成”，都没有采用
      --> inputs/submissions/甲.xlsx 自评!B4
      ::: inputs/submissions/甲.xlsx 自评!B3: 前面写的
      = help: 只留对的一个；本来是几条记录的，取消合并，各行写各行的
    ");
}

#[test]
fn a_record_that_says_the_same_in_all_its_rows_says_it_once() {
    let desk = desk("=down:2:A1-1\t完成\t第一条\n\t完成\t第一条", "", "");
    assert_snapshot!(merged(&desk), @"+ inputs/submissions/甲.xlsx 自评!A3");
    let work_done = desk.stages().ledger.handed_in().next().unwrap().answers[0].work_done.clone().unwrap();
    assert_eq!((work_done.as_str(), work_done.places.len()), ("第一条", 1));
}

#[test]
fn pieces_of_evidence_that_share_part_of_their_key_stay_apart() {
    let evidence = "台账\t=down:3:A1-1\t\ta.pdf\n照片\t\t\tb.pdf\n照片\t\t\tc.pdf";
    assert_snapshot!(merged(&desk("", evidence, "")), @"
    + inputs/submissions/甲.xlsx 材料!A3
    + inputs/submissions/甲.xlsx 材料!A4
    error[row-duplicate]: 名称、编号为“照片、A1-1”的一行重复填写，第二行没有采用
      --> inputs/submissions/甲.xlsx 材料!A5
      ::: inputs/submissions/甲.xlsx 材料!A4: 已有的一行
      = help: 删去其中一行
    ");
}

#[test]
fn a_piece_of_evidence_whose_whole_key_is_merged_is_one() {
    let evidence = "=down:2:台账\t=down:2:A1-1\t\ta.pdf\n\t\t2024-05-10\t";
    assert_snapshot!(merged(&desk("", evidence, "")), @"+ inputs/submissions/甲.xlsx 材料!A3");
    let two_files = "=down:2:台账\t=down:2:A1-1\t\ta.pdf\n\t\t\tb.pdf";
    assert_snapshot!(merged(&desk("", two_files, "")), @"
    + inputs/submissions/甲.xlsx 材料!A3
    error[cell-contradicted]: 这几行合并成一条记录，“网址或文件”却写了两样：“a.pdf”和“b.pdf”，都没有采用
      --> inputs/submissions/甲.xlsx 材料!D4
      ::: inputs/submissions/甲.xlsx 材料!D3: 前面写的
      = help: 只留对的一个；本来是几条记录的，取消合并，各行写各行的
    ");
}
