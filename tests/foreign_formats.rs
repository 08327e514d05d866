//! Promise: a workbook in another format than `.xlsx` is read by a process of its own, and whatever that does
//! is a finding of that file alone.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

#[path = "support/packages.rs"]
mod packages;

use std::path::Path;

use insta::assert_snapshot;
use juanzong::base::Checked;
use juanzong::intake::{self, Workbook};
use juanzong::plan::SheetLayout;
use juanzong::{run, yaml};
use packages::Package;

const XLS: &[u8] = include_bytes!("real/wps-xls-inside.xlsx");

fn layouts() -> Vec<SheetLayout> {
    let text = "
- kind: self_check
  name: Sheet1
  columns:
    - {field: room, name: 房间名称}
    - {field: number, name: 工号, kind: number}
";
    yaml::read(text, "sheets.yaml").unwrap()
}

fn read_by(program: &Path, bytes: &[u8]) -> Checked<Option<Workbook>> {
    let elsewhere = |bytes: &[u8]| run::read_cells(program, bytes);
    intake::workbook_elsewhere(&layouts(), "a.xls", bytes, Some(&elsewhere))
}

fn read(bytes: &[u8]) -> Checked<Option<Workbook>> {
    read_by(Path::new(env!("CARGO_BIN_EXE_juanzong")), bytes)
}

fn said(read: &Checked<Option<Workbook>>) -> String {
    assert_eq!(read.value, None);
    read.findings.iter().map(ToString::to_string).collect()
}

#[test]
fn a_whole_workbook_gives_no_finding_but_for_its_columns() {
    let read = read(XLS);
    assert_eq!(read.value.unwrap().sheets[0].rows.len(), 2);
    let codes: Vec<&str> = read.findings.iter().map(|finding| finding.code.name()).collect();
    assert_eq!(codes, ["column-unknown"; 3]);
}

#[test]
fn a_program_that_is_not_there_is_a_finding_of_the_file() {
    let message = read_by(Path::new("/nothing"), XLS).findings.remove(0).message;
    assert!(message.starts_with("工作簿读不下去，没有读入（无法另外启动本程序来读："), "{message}");
}

#[test]
fn a_stream_that_breaks_off_is_never_half_a_workbook() {
    let halves = ["", "juanzong-cells 2\nend\n", "juanzong-cells 1\nsheet\tvisible\tSheet1\n", "end\n"];
    for half in halves {
        let read = intake::workbook_elsewhere(&layouts(), "a.xls", XLS, Some(&|_| Ok(half.into())));
        assert_eq!(read.value, None, "{half}");
        assert_eq!(read.findings[0].message, "工作簿已损坏，没有读入（读取中断）", "{half}");
    }
}

#[test]
fn a_library_that_can_start_no_process_says_what_to_do() {
    assert_snapshot!(said(&intake::workbook(&layouts(), "a.xls", XLS)), @"
    error[workbook-unreadable]: 这是旧格式的工作簿 (.xls 或 .et)，没有读入
      --> a.xls
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    ");
}

/// A sheet that says it is as large as sheets can be: the reader makes room for all its cells at once, 640 MB.
fn boastful() -> Vec<u8> {
    let dimensions = XLS.windows(4).position(|record| record == [0x00, 0x02, 0x0e, 0x00]).unwrap();
    let mut bytes = XLS.to_vec();
    bytes[dimensions + 8..dimensions + 12].copy_from_slice(&65_536u32.to_le_bytes());
    bytes[dimensions + 14..dimensions + 16].copy_from_slice(&256u16.to_le_bytes());
    bytes
}

#[test]
fn a_workbook_that_asks_for_all_memory_does_not_get_it() {
    assert_snapshot!(said(&read(&boastful())), @"
    error[workbook-unreadable]: 工作簿读不下去，没有读入（内容太大，或者内部结构不合规范）
      --> a.xls
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    ");
}

#[test]
fn a_workbook_on_which_the_reader_panics_is_refused_without_a_word_of_the_panic() {
    // The record of a sheet (MS-XLS 2.4.28) with nothing in it.
    let sheet = XLS.windows(2).position(|record| record == [0x85, 0x00]).unwrap();
    let mut bytes = XLS.to_vec();
    bytes[sheet + 2] = 0;
    assert_snapshot!(said(&read(&bytes)), @"
    error[workbook-unreadable]: 工作簿读不下去，没有读入（内容太大，或者内部结构不合规范）
      --> a.xls
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    ");
}

#[test]
fn a_binary_workbook_without_its_parts_is_refused() {
    let types =
        r#"<Types><Override ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#;
    assert_snapshot!(said(&read(&Package::new().part("[Content_Types].xml", types).pack())), @"
    error[workbook-unreadable]: 工作簿已损坏，没有读入（里面缺少 xl/workbook.bin）
      --> a.xls
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    ");
}
