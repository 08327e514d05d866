//! Promises of `findings.xlsx`: every finding in a row to sort and filter, sums before it, and nothing in it that
//! a spreadsheet program would run.
#![allow(clippy::unwrap_used, reason = "a test says by panicking what is wrong")]

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use juanzong::base::{CellRef, Code, Finding, Place};
use juanzong::workbook;
use tempfile::TempDir;

#[path = "support/folders.rs"]
mod folders;
#[path = "support/program.rs"]
mod program;

use program::juanzong;

fn cell(sheet: &str) -> Place {
    Place::cell("inputs/submissions/甲局.xlsx", sheet, CellRef { row_0based: 6, column_0based: 3 })
}

fn found() -> Vec<Finding> {
    vec![
        Finding::new(Code::SubmissionLate, cell("自查自纠"), "报送晚了")
            .related(Place::text("inputs/plan/campaign.yaml", 76, 26), "规定的报送时间")
            .of("县甲局"),
        Finding::new(Code::RequiredEmpty, cell("佐证材料"), "“材料名称”是空的").help("补上").of("县甲局"),
        Finding::new(Code::YamlShape, Place::text("inputs/plan/units.yaml", 3, 5), "缺少“name”"),
        Finding::new(Code::WorkbookUnreadable, Place::file("=cmd|'/c calc'!A1.xlsx"), "=1+1 打不开")
            .help("+1")
            .related(Place::file("@甲"), "-1"),
    ]
}

/// The rows of a sheet, cells parted by |.
fn rows(bytes: &[u8], sheet: &str) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let rows = book.worksheet_range(sheet).unwrap();
    let line = |row: &[Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ");
    rows.rows().map(|row| line(row).trim_end().replace('\n', "⏎")).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_finding_is_a_row_and_the_sums_are_those_of_the_rows() {
    let bytes = workbook::findings(&found()).unwrap();
    insta::assert_snapshot!(rows(&bytes, "问题"), @"
    级别 | 单位 | 文件 | 工作表 | 位置 | 问题 | 怎么办 | 另一处 | 代码
    提醒 | 县甲局 | inputs/submissions/甲局.xlsx | 自查自纠 | D7 | 报送晚了 |  | 规定的报送时间：inputs/plan/campaign.yaml:76:26 | submission-late
    错误 | 县甲局 | inputs/submissions/甲局.xlsx | 佐证材料 | D7 | “材料名称”是空的 | 补上 |  | required-empty
    错误 |  | inputs/plan/units.yaml |  | 3:5 | 缺少“name” |  |  | yaml-shape
    错误 |  | =cmd|'/c calc'!A1.xlsx |  |  | =1+1 打不开 | +1 | -1：@甲 | workbook-unreadable
    ");
    insta::assert_snapshot!(rows(&bytes, "汇总"), @"
    发现的问题 |  |  |
    错误 3 条，提醒 1 条 |  |  |
     |  |  |
    单位或文件 | 错误 | 提醒 | 合计
    县甲局 | 1 | 1 | 2
    =cmd|'/c calc'!A1.xlsx | 1 | 0 | 1
    inputs/plan/units.yaml | 1 | 0 | 1
     |  |  |
    种类 | 错误 | 提醒 | 合计
    YAML 的内容与格式要求不符（yaml-shape） | 1 | 0 | 1
    工作簿打不开，或不是工作簿（workbook-unreadable） | 1 | 0 | 1
    必填的单元格是空的（required-empty） | 1 | 0 | 1
    单位报送晚于规定时间（submission-late） | 0 | 1 | 1
    ");
}

#[test]
fn no_text_becomes_a_formula_or_a_link() {
    let bytes = workbook::findings(&found()).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    for sheet in ["汇总", "问题"] {
        assert!(book.worksheet_formula(sheet).unwrap().is_empty());
    }
    let raw = zip_texts(&bytes);
    assert!(!raw.contains("<hyperlink") && !raw.contains("relationships/hyperlink") && !raw.contains("<f>"));
}

fn zip_texts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
    }
    text
}

#[test]
fn what_is_too_long_for_a_cell_is_cut() {
    let long = Finding::new(Code::YamlShape, Place::file("a.yaml"), "𠀀".repeat(40_000));
    assert!(rows(&workbook::findings(&[long]).unwrap(), "问题").contains("𠀀𠀀"));
}

#[test]
fn check_writes_the_table_where_the_name_asks_for_one() {
    let home = TempDir::new().unwrap();
    assert_eq!(juanzong(home.path(), &["init", "甲"]).code, 0);
    let said = juanzong(&home.path().join("甲"), &["check", "-o", "问题.XLSX"]);
    assert!(said.out.contains("错误 0 条"), "{said}");
    let bytes = std::fs::read(home.path().join("甲/问题.XLSX")).unwrap();
    assert!(rows(&bytes, "问题").starts_with("级别 | 单位 | 文件"));
}
