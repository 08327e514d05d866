//! Promise: a workbook is read as it stands on the screen, each value with its cell, and nothing that
//! can't be used is passed over in silence.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

#[path = "support/workbooks.rs"]
mod workbooks;

use std::collections::BTreeSet;

use insta::assert_snapshot;
use juanzong::base::{Checked, Code};
use juanzong::intake::{self, Workbook};
use juanzong::plan::SheetLayout;
use juanzong::yaml;
use workbooks::workbook;

const SELF_CHECK: &str = "
- kind: self_check
  name: 自查自纠
  columns:
    - {field: indicator, name: 指标编号, synonyms: [指标序号], required: true, key: true}
    - {field: conclusion, name: 自查结论, required: true}
    - {field: work_done, name: 完成情况（含数据）}
    - {field: deadline, name: 完成时限, kind: date}
    - {field: remark, name: 备注, kind: number}
";

fn layouts(text: &str) -> Vec<SheetLayout> {
    yaml::read(text, "sheets.yaml").unwrap()
}

fn read(rows: &str) -> Checked<Option<Workbook>> {
    intake::workbook(&layouts(SELF_CHECK), "a.xlsx", &workbook(&[("自查自纠", rows)]))
}

/// The workbook as a list: who, each row with its cells, then the findings.
fn show(read: &Checked<Option<Workbook>>) -> String {
    let mut shown = String::new();
    if let Some(workbook) = &read.value {
        let filler = &workbook.filler;
        let words = [("单位", &filler.unit), ("联系人", &filler.contact), ("电话", &filler.phone)];
        for (label, value) in words {
            if let Some(value) = value {
                shown += &format!("{label} {value} @ {}\n", value.place().unwrap());
            }
        }
        if let Some(date) = &filler.date {
            shown += &format!("日期 {date} ({}) @ {}\n", date.value.raw, date.place().unwrap());
        }
        for row in workbook.sheets.iter().flat_map(|sheet| &sheet.rows) {
            shown += &format!("{}\n", row.place);
            let mut filled: Vec<&str> = row.filled().collect();
            filled.sort_unstable();
            for field in filled {
                let cell = row.cell(field).unwrap();
                shown += &format!("  {field} {:?} prints {cell} @ {}\n", cell.value, cell.place().unwrap());
            }
            let unusable: BTreeSet<&str> = row.unusable().collect();
            if !unusable.is_empty() {
                shown += &format!("  unusable {unusable:?}\n");
            }
        }
    }
    shown.push_str(&findings(read));
    shown
}

fn findings(read: &Checked<Option<Workbook>>) -> String {
    read.findings.iter().map(|finding| format!("{finding}\n")).collect()
}

#[test]
fn a_sheet_as_an_office_fills_it_in_is_read_with_its_cells() {
    let read = read(
        "=merge:5:自查自纠情况表\n\
         填报单位\t甲局\t\t填报日期\t=date:2023-03-09\n\
         联系人\t联系人甲\t\t电话\t=number:12345678\n\
         指标编号*\t自查结论＊\t完成情况(含数据)\t完成\\n时限\t备 注\n\
         1.10\t达标\t 召开会议。\\n印发通知。 \t=date:2023-03-31\t=number:3\n\
         \n\
         =number:1.1\t基本达标\t\t2023年4月1日\t\n\
         =formatted\t=formatted\t=formatted\t=formatted\t=formatted",
    );
    assert_snapshot!(show(&read), @r#"
    单位 甲局 @ a.xlsx 自查自纠!B2
    联系人 联系人甲 @ a.xlsx 自查自纠!B3
    电话 12345678 @ a.xlsx 自查自纠!E3
    日期 2023年3月9日 (2023-03-09) @ a.xlsx 自查自纠!E2
    a.xlsx 自查自纠!A5
      conclusion Text("达标") prints 达标 @ a.xlsx 自查自纠!B5
      deadline Day(Day { raw: "2023-03-31", date: Some(2023-03-31) }) prints 2023年3月31日 @ a.xlsx 自查自纠!D5
      indicator Text("1.10") prints 1.10 @ a.xlsx 自查自纠!A5
      remark Number(3.0) prints 3 @ a.xlsx 自查自纠!E5
      work_done Text("召开会议。\n印发通知。") prints 召开会议。
    印发通知。 @ a.xlsx 自查自纠!C5
    a.xlsx 自查自纠!A7
      conclusion Text("基本达标") prints 基本达标 @ a.xlsx 自查自纠!B7
      deadline Day(Day { raw: "2023年4月1日", date: Some(2023-04-01) }) prints 2023年4月1日 @ a.xlsx 自查自纠!D7
      indicator Number(1.1) prints 1.1 @ a.xlsx 自查自纠!A7
    "#);
}

#[test]
fn labels_and_values_in_one_cell_name_the_filler() {
    let read = read(
        "自查自纠情况表\n\
         =merge:5:填报单位（盖章）：甲局　　填报日期：2023.3.9　　联 系 人：联系人甲　　联系电话：\n\
         指标编号\t自查结论",
    );
    assert_snapshot!(show(&read), @r"
    单位 甲局 @ a.xlsx 自查自纠!A2
    联系人 联系人甲 @ a.xlsx 自查自纠!A2
    日期 2023年3月9日 (2023.3.9) @ a.xlsx 自查自纠!A2
    ");
}

#[test]
fn a_label_without_a_value_names_nobody() {
    let read = read("填报单位\t\t联系人\t联系人甲\n指标编号\t自查结论");
    assert_snapshot!(show(&read), @"联系人 联系人甲 @ a.xlsx 自查自纠!D1");
}

#[test]
fn columns_are_found_by_name_or_synonym_in_any_order() {
    let read = read("备注\t指标序号\t自查结论\n=number:2\t1.1\t达标");
    assert_snapshot!(show(&read), @r#"
    a.xlsx 自查自纠!A2
      conclusion Text("达标") prints 达标 @ a.xlsx 自查自纠!C2
      indicator Text("1.1") prints 1.1 @ a.xlsx 自查自纠!B2
      remark Number(2.0) prints 2 @ a.xlsx 自查自纠!A2
    "#);
}

#[test]
fn days_are_read_from_dates_and_from_text() {
    let read = read(
        "指标编号\t自查结论\t完成时限\n\
         =date:2023-03-09\t=datetime:2023-03-09T14:30:00\t=datetime:2023-03-09T14:30:00\n\
         1\t=time:14:30:00\t2023-3-9\n\
         2\t达标\t3月底前\n\
         3\t达标\t=number:45000\n\
         4\t达标\t=time:14:30:00",
    );
    assert_snapshot!(show(&read), @r#"
    a.xlsx 自查自纠!A2
      conclusion Text("2023年3月9日 14:30") prints 2023年3月9日 14:30 @ a.xlsx 自查自纠!B2
      deadline Day(Day { raw: "2023-03-09", date: Some(2023-03-09) }) prints 2023年3月9日 @ a.xlsx 自查自纠!C2
      indicator Text("2023年3月9日") prints 2023年3月9日 @ a.xlsx 自查自纠!A2
    a.xlsx 自查自纠!A3
      conclusion Text("14:30") prints 14:30 @ a.xlsx 自查自纠!B3
      deadline Day(Day { raw: "2023-3-9", date: Some(2023-03-09) }) prints 2023年3月9日 @ a.xlsx 自查自纠!C3
      indicator Text("1") prints 1 @ a.xlsx 自查自纠!A3
    a.xlsx 自查自纠!A4
      conclusion Text("达标") prints 达标 @ a.xlsx 自查自纠!B4
      deadline Day(Day { raw: "3月底前", date: None }) prints 3月底前 @ a.xlsx 自查自纠!C4
      indicator Text("2") prints 2 @ a.xlsx 自查自纠!A4
    a.xlsx 自查自纠!A5
      conclusion Text("达标") prints 达标 @ a.xlsx 自查自纠!B5
      deadline Day(Day { raw: "45000", date: None }) prints 45000 @ a.xlsx 自查自纠!C5
      indicator Text("3") prints 3 @ a.xlsx 自查自纠!A5
    a.xlsx 自查自纠!A6
      conclusion Text("达标") prints 达标 @ a.xlsx 自查自纠!B6
      deadline Day(Day { raw: "14:30", date: None }) prints 14:30 @ a.xlsx 自查自纠!C6
      indicator Text("4") prints 4 @ a.xlsx 自查自纠!A6
    "#);
}

#[test]
fn a_column_of_numbers_keeps_what_is_no_number_as_text() {
    let read = read("指标编号\t备注\n1\t12\n2\t12页\n3\tinf\n=bool:true\t=bool:false");
    assert_snapshot!(show(&read), @r#"
    a.xlsx 自查自纠!A2
      indicator Text("1") prints 1 @ a.xlsx 自查自纠!A2
      remark Number(12.0) prints 12 @ a.xlsx 自查自纠!B2
      unusable {"conclusion"}
    a.xlsx 自查自纠!A3
      indicator Text("2") prints 2 @ a.xlsx 自查自纠!A3
      remark Text("12页") prints 12页 @ a.xlsx 自查自纠!B3
      unusable {"conclusion"}
    a.xlsx 自查自纠!A4
      indicator Text("3") prints 3 @ a.xlsx 自查自纠!A4
      remark Text("inf") prints inf @ a.xlsx 自查自纠!B4
      unusable {"conclusion"}
    a.xlsx 自查自纠!A5
      indicator Text("TRUE") prints TRUE @ a.xlsx 自查自纠!A5
      remark Text("FALSE") prints FALSE @ a.xlsx 自查自纠!B5
      unusable {"conclusion"}
    error[column-missing]: 表头里缺少必填的列“自查结论”
      --> a.xlsx 自查自纠!A1
      = help: 补上这一列后重新报送
    "#);
}

#[test]
fn errors_and_formulas_without_a_result_are_no_values() {
    let read = read(
        "指标编号\t自查结论\t完成情况（含数据）\n\
         =error\t=formula:B1\t=formula:1+1=>2\n\
         =formula:A1&B1=>1.2\t=formula:IF(1,\"\")=>\t达标",
    );
    assert_snapshot!(show(&read), @r#"
    a.xlsx 自查自纠!A2
      work_done Text("2") prints 2 @ a.xlsx 自查自纠!C2
      unusable {"conclusion", "indicator"}
    a.xlsx 自查自纠!A3
      indicator Number(1.2) prints 1.2 @ a.xlsx 自查自纠!A3
      work_done Text("达标") prints 达标 @ a.xlsx 自查自纠!C3
      unusable {"conclusion"}
    error[cell-unusable]: 单元格是错误值 #DIV/0!，没有采用
      --> a.xlsx 自查自纠!A2
      = help: 改正公式，或直接填写内容
    error[cell-unusable]: 公式没有算出结果，没有采用
      --> a.xlsx 自查自纠!B2
      = help: 用 WPS 或 Excel 打开，保存后重新报送，或直接填写内容
    error[cell-unusable]: 公式没有算出结果，没有采用
      --> a.xlsx 自查自纠!B3
      = help: 用 WPS 或 Excel 打开，保存后重新报送，或直接填写内容
    "#);
}

#[test]
fn a_number_that_has_lost_digits_is_no_value() {
    let read = read("指标编号\t备注\n=number:420000199001011234\t=number:123456789012345678");
    assert_snapshot!(show(&read), @r#"
    a.xlsx 自查自纠!A2
      unusable {"conclusion", "indicator", "remark"}
    error[column-missing]: 表头里缺少必填的列“自查结论”
      --> a.xlsx 自查自纠!A1
      = help: 补上这一列后重新报送
    error[cell-unusable]: 数字超过 15 位，末尾几位已经丢失，没有采用
      --> a.xlsx 自查自纠!A2
      = help: 把单元格设为文本格式，再重新录入
    error[cell-unusable]: 数字超过 15 位，末尾几位已经丢失，没有采用
      --> a.xlsx 自查自纠!B2
      = help: 把单元格设为文本格式，再重新录入
    "#);
}

#[test]
fn characters_that_no_document_may_contain_are_refused() {
    let read = read("指标编号\t自查结论\n1\u{fdd0}\t达\u{7}标\n2\t达\\n标");
    assert_snapshot!(show(&read), @r#"
    a.xlsx 自查自纠!A2
      unusable {"conclusion", "indicator"}
    a.xlsx 自查自纠!A3
      conclusion Text("达\n标") prints 达
    标 @ a.xlsx 自查自纠!B3
      indicator Text("2") prints 2 @ a.xlsx 自查自纠!A3
    error[cell-forbidden]: 单元格里有不能使用的字符 U+FDD0，没有采用
      --> a.xlsx 自查自纠!A2
      = help: 删去这个看不见的字符，或重新录入这一格
    error[cell-forbidden]: 单元格里有不能使用的字符 U+0007，没有采用
      --> a.xlsx 自查自纠!B2
      = help: 删去这个看不见的字符，或重新录入这一格
    "#);
}

#[test]
fn a_missing_required_column_is_reported_once() {
    let read = read("标题\n指标编号\t备注\n1\t2\n2\t3");
    assert_snapshot!(show(&read), @r#"
    a.xlsx 自查自纠!A3
      indicator Text("1") prints 1 @ a.xlsx 自查自纠!A3
      remark Number(2.0) prints 2 @ a.xlsx 自查自纠!B3
      unusable {"conclusion"}
    a.xlsx 自查自纠!A4
      indicator Text("2") prints 2 @ a.xlsx 自查自纠!A4
      remark Number(3.0) prints 3 @ a.xlsx 自查自纠!B4
      unusable {"conclusion"}
    error[column-missing]: 表头里缺少必填的列“自查结论”
      --> a.xlsx 自查自纠!A2
      = help: 补上这一列后重新报送
    "#);
}

#[test]
fn columns_that_nobody_asked_for_are_named() {
    let read =
        read("指标编号\t自查结论\t自查结论\t领导\\n批示\n1\t达标\t未达标\t同意\t无表头\n\t\t\t\t又一个");
    assert_snapshot!(show(&read), @r#"
    a.xlsx 自查自纠!A2
      conclusion Text("达标") prints 达标 @ a.xlsx 自查自纠!B2
      indicator Text("1") prints 1 @ a.xlsx 自查自纠!A2
    warning[column-unknown]: 多出来的列“自查结论”，内容没有采用
      --> a.xlsx 自查自纠!C1
      = help: 要报送的内容填到采用的列里；不报送的不用改
    warning[column-unknown]: 多出来的列“领导批示”，内容没有采用
      --> a.xlsx 自查自纠!D1
      = help: 要报送的内容填到采用的列里；不报送的不用改
    warning[column-unknown]: 这一列没有表头，内容没有采用
      --> a.xlsx 自查自纠!E2
      = help: 写上表头，或删去这一列的内容
    "#);
}

#[test]
fn a_sheet_without_a_header_is_reported() {
    let read = read("填报单位：甲局\n一\t二\n指标编号\t1");
    assert_snapshot!(show(&read), @r"
    单位 甲局 @ a.xlsx 自查自纠!A1
    error[header-missing]: 没有找到表头，整张工作表没有采用
      --> a.xlsx 自查自纠
      = help: 表头应有：指标编号、自查结论、完成情况（含数据）、完成时限、备注
    ");
}

#[test]
fn a_missing_sheet_is_reported_unless_it_may_be_missing() {
    let optional = SELF_CHECK.replace("name: 自查自纠", "name: 自查自纠\n  required: false");
    let without = workbook(&[("Sheet1", "指标编号\t自查结论"), ("说明", "")]);
    let blank = workbook(&[("自查自纠", "")]);
    for bytes in [&without, &blank] {
        let read = intake::workbook(&layouts(&optional), "a.xlsx", bytes);
        assert!(read.findings.iter().all(|finding| finding.code == Code::SheetUnread));
        assert_eq!(read.value.unwrap().sheets, vec![]);
    }
    assert_snapshot!(show(&intake::workbook(&layouts(SELF_CHECK), "a.xlsx", &without)), @"
    warning[sheet-unread]: 这张工作表没有采用
      --> a.xlsx Sheet1
      = help: 采用的工作表是：自查自纠；要报送的内容填到那里
    error[sheet-missing]: 缺少工作表“自查自纠”
      --> a.xlsx
      = help: 工作簿里有：Sheet1、说明；把相应的一张改成这个名字
    ");
    assert_snapshot!(show(&intake::workbook(&layouts(SELF_CHECK), "a.xlsx", &blank)), @r"
    error[header-missing]: 没有找到表头，整张工作表没有采用
      --> a.xlsx 自查自纠
      = help: 表头应有：指标编号、自查结论、完成情况（含数据）、完成时限、备注
    ");
}

#[test]
fn a_sheet_is_found_by_its_name_without_blanks() {
    let bytes = workbook(&[(" 自查 自纠", "指标编号\t自查结论\n1\t达标")]);
    assert_snapshot!(show(&intake::workbook(&layouts(SELF_CHECK), "a.xlsx", &bytes)), @r#"
    a.xlsx  自查 自纠!A2
      conclusion Text("达标") prints 达标 @ a.xlsx  自查 自纠!B2
      indicator Text("1") prints 1 @ a.xlsx  自查 自纠!A2
    "#);
}

#[test]
fn the_workbook_knows_its_checksum_and_size() {
    let bytes = workbook(&[("自查自纠", "指标编号\t自查结论")]);
    let read = intake::workbook(&layouts(SELF_CHECK), "a.xlsx", &bytes).value.unwrap();
    assert_eq!(read.sha256, juanzong::files::sha256(&bytes));
    assert_eq!(read.size, bytes.len() as u64);
}

fn csv(text: &str) -> Checked<Option<Workbook>> {
    intake::workbook(&layouts(SELF_CHECK), "甲局.csv", text.as_bytes())
}

#[test]
fn a_csv_file_is_the_sheet_whose_heads_it_has() {
    let read =
        csv("\u{feff}填报单位,甲局\r\n\r\n指标编号,自查结论,完成时限\r\n1.10,\"达标,\n合格\",2023/3/9\r\n");
    assert_snapshot!(show(&read), @r#"
    单位 甲局 @ 甲局.csv 甲局!B1
    甲局.csv 甲局!A4
      conclusion Text("达标,\n合格") prints 达标,
    合格 @ 甲局.csv 甲局!B4
      deadline Day(Day { raw: "2023/3/9", date: Some(2023-03-09) }) prints 2023年3月9日 @ 甲局.csv 甲局!C4
      indicator Text("1.10") prints 1.10 @ 甲局.csv 甲局!A4
    "#);
}

#[test]
fn a_text_without_any_head_is_refused() {
    assert_snapshot!(show(&csv("会议纪要\n1.1,达标")), @"
    error[workbook-unreadable]: 这是文本文件，里面没有找到任何一张表的表头，没有读入
      --> 甲局.csv
      = help: 用下发的填报表填写后重新报送
    ");
}

#[test]
fn a_csv_file_with_a_quote_that_stays_open_is_refused() {
    assert_snapshot!(show(&csv("指标编号,自查结论\n1.1,\"达标")), @"
    error[workbook-unreadable]: 工作簿已损坏，没有读入（引号没有成对）
      --> 甲局.csv
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    ");
}

#[test]
fn a_csv_file_of_old_windows_is_read() {
    // 指标编号,自查结论 and 1.1,达标 in GBK.
    let bytes = b"\xd6\xb8\xb1\xea\xb1\xe0\xba\xc5,\xd7\xd4\xb2\xe9\xbd\xe1\xc2\xdb\n1.1,\xb4\xef\xb1\xea\n";
    let read = intake::workbook(&layouts(SELF_CHECK), "甲局.csv", bytes);
    assert_snapshot!(show(&read), @r#"
    甲局.csv 甲局!A2
      conclusion Text("达标") prints 达标 @ 甲局.csv 甲局!B2
      indicator Text("1.1") prints 1.1 @ 甲局.csv 甲局!A2
    "#);
}

#[test]
fn the_lower_row_of_a_head_of_two_counts() {
    let read = read(
        "指标编号\t=merge:2:自查情况\t\t备注\n\
         \t自查结论\t完成情况（含数据）\t\n\
         1.1\t达标\t已办\t=number:2",
    );
    assert_snapshot!(show(&read), @r#"
    a.xlsx 自查自纠!A3
      conclusion Text("达标") prints 达标 @ a.xlsx 自查自纠!B3
      indicator Text("1.1") prints 1.1 @ a.xlsx 自查自纠!A3
      remark Number(2.0) prints 2 @ a.xlsx 自查自纠!D3
      work_done Text("已办") prints 已办 @ a.xlsx 自查自纠!C3
    "#);
}

#[test]
fn a_head_that_is_nearly_right_is_asked_about() {
    let read = read("指标编号\t自查结伦\t备注\t领导批示\n1.1\t达标\t\t同意");
    assert_snapshot!(findings(&read), @"
    error[column-missing]: 表头里缺少必填的列“自查结论”
      --> a.xlsx 自查自纠!A1
      = help: 补上这一列后重新报送
    warning[column-unknown]: 多出来的列“自查结伦”，内容没有采用
      --> a.xlsx 自查自纠!B1
      = help: 是不是“自查结论”？是的话，把表头改成这个名称
    warning[column-unknown]: 多出来的列“领导批示”，内容没有采用
      --> a.xlsx 自查自纠!D1
      = help: 要报送的内容填到采用的列里；不报送的不用改
    ");
}

#[test]
fn sums_and_notes_below_the_table_are_no_entries() {
    let read = read(
        "指标编号\t自查结论\n1.1\t达标\n合 计\t1项\n注：自查结论分为达标、基本达标、未达标三种。\n备注\t达标",
    );
    assert_snapshot!(show(&read), @r#"
    a.xlsx 自查自纠!A2
      conclusion Text("达标") prints 达标 @ a.xlsx 自查自纠!B2
      indicator Text("1.1") prints 1.1 @ a.xlsx 自查自纠!A2
    a.xlsx 自查自纠!A5
      conclusion Text("达标") prints 达标 @ a.xlsx 自查自纠!B5
      indicator Text("备注") prints 备注 @ a.xlsx 自查自纠!A5
    warning[row-aside]: 这一行是“合 计”，不是填报的事项，没有采用
      --> a.xlsx 自查自纠!A3
      = help: 不是填报的事项就不用改；是填报的事项，就按表头逐格填写
    warning[row-aside]: 这一行是“注：自查结论分为达标、基…”，不是填报的事项，没有采用
      --> a.xlsx 自查自纠!A4
      = help: 不是填报的事项就不用改；是填报的事项，就按表头逐格填写
    "#);
}

/// Of sheets whose names differ in blanks only, the first that people see anything on is read; the others are named.
#[test]
fn a_second_sheet_of_one_name_is_reported() {
    let read = |is_hidden: bool| {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        for (name, value) in [("自查自纠 ", "1.1"), ("自查自纠", "1.2")] {
            let sheet = workbook.add_worksheet().set_name(name).unwrap();
            sheet.set_hidden(is_hidden && value == "1.1").set_active(value == "1.2");
            sheet.write_row(0, 0, ["指标编号", "自查结论"]).unwrap();
            sheet.write_row(1, 0, [value, "完成"]).unwrap();
        }
        workbook.add_worksheet().set_name("自 查 自 纠").unwrap();
        let read = intake::workbook(&layouts(SELF_CHECK), "a.xlsx", &workbook.save_to_buffer().unwrap());
        let sheet = &read.value.unwrap().sheets[0];
        let findings: String = read.findings.iter().map(|finding| format!("{finding}\n")).collect();
        format!("{}\n{findings}", sheet.rows[0].value("indicator").unwrap().printed())
    };
    assert_snapshot!(read(false), @"
    1.1
    warning[sheet-unread]: 这张工作表没有采用
      --> a.xlsx 自查自纠
      = help: 要报送的，把内容并到“自查自纠”，删去这一张
    ");
    assert_snapshot!(read(true), @"1.2");
}

#[test]
fn a_hidden_sheet_is_read_and_reported() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet();
    let sheet = workbook.add_worksheet().set_name("自查自纠").unwrap().set_hidden(true);
    sheet.write_row(0, 0, ["指标编号", "自查结论"]).unwrap();
    sheet.write_row(1, 0, ["1.1", "达标"]).unwrap();
    let read = intake::workbook(&layouts(SELF_CHECK), "a.xlsx", &workbook.save_to_buffer().unwrap());
    assert_snapshot!(show(&read), @r#"
    a.xlsx 自查自纠!A2
      conclusion Text("达标") prints 达标 @ a.xlsx 自查自纠!B2
      indicator Text("1.1") prints 1.1 @ a.xlsx 自查自纠!A2
    warning[sheet-hidden]: 这张工作表是隐藏的，内容照样采用
      --> a.xlsx 自查自纠
      = help: 取消隐藏，核对内容；不该报送的，删去这张工作表
    "#);
}

#[test]
fn a_sheet_that_nobody_asked_for_is_named_where_it_holds_anything() {
    let rows = "指标编号\t自查结论\n1.1\t达标";
    let sheets = [
        ("自查自纠", rows),
        ("自查自纠 (2)", rows),
        ("会议记录", rows),
        ("Sheet2", "=formatted"),
        ("填表说明", "一"),
    ];
    assert_snapshot!(findings(&intake::workbook(&layouts(SELF_CHECK), "a.xlsx", &workbook(&sheets))), @"
    warning[sheet-unread]: 这张工作表没有采用
      --> a.xlsx 自查自纠 (2)
      = help: 要报送的，把内容并到“自查自纠”，删去这一张
    warning[sheet-unread]: 这张工作表没有采用
      --> a.xlsx 会议记录
      = help: 采用的工作表是：自查自纠；要报送的内容填到那里
    ");
    let renamed = workbook(&[("自查自纠表", rows)]);
    assert_snapshot!(findings(&intake::workbook(&layouts(SELF_CHECK), "a.xlsx", &renamed)), @"
    warning[sheet-unread]: 这张工作表没有采用
      --> a.xlsx 自查自纠表
      = help: 是不是“自查自纠”：是的话，改成这个名字
    error[sheet-missing]: 缺少工作表“自查自纠”
      --> a.xlsx
      = help: 是不是“自查自纠表”：是的话，把它改名为“自查自纠”
    ");
}

#[test]
fn signatures_and_a_header_once_more_below_the_table_are_no_entries() {
    let read = read(
        "指标编号\t自查结论\t完成情况（含数据）\n1.1\t达标\t负责人：某某\n指标序号\t自查结论\t完成情况（含数据）\n\
         1.2\t达标\n填表人：某甲\t审核人：某乙\n负责人签字\t\t某丙\n\t审核人：某丁\n填报说明：一\t二\n\t审核人员到位",
    );
    assert_snapshot!(show(&read), @r#"
    a.xlsx 自查自纠!A2
      conclusion Text("达标") prints 达标 @ a.xlsx 自查自纠!B2
      indicator Text("1.1") prints 1.1 @ a.xlsx 自查自纠!A2
      work_done Text("负责人：某某") prints 负责人：某某 @ a.xlsx 自查自纠!C2
    a.xlsx 自查自纠!A4
      conclusion Text("达标") prints 达标 @ a.xlsx 自查自纠!B4
      indicator Text("1.2") prints 1.2 @ a.xlsx 自查自纠!A4
    a.xlsx 自查自纠!A9
      conclusion Text("审核人员到位") prints 审核人员到位 @ a.xlsx 自查自纠!B9
    warning[row-aside]: 这一行是重复的表头，不是填报的事项，没有采用
      --> a.xlsx 自查自纠!A3
      = help: 不是填报的事项就不用改；是填报的事项，就按表头逐格填写
    warning[row-aside]: 这一行是“填表人：某甲”，不是填报的事项，没有采用
      --> a.xlsx 自查自纠!A5
      = help: 不是填报的事项就不用改；是填报的事项，就按表头逐格填写
    warning[row-aside]: 这一行是“负责人签字”，不是填报的事项，没有采用
      --> a.xlsx 自查自纠!A6
      = help: 不是填报的事项就不用改；是填报的事项，就按表头逐格填写
    warning[row-aside]: 这一行是“审核人：某丁”，不是填报的事项，没有采用
      --> a.xlsx 自查自纠!B7
      = help: 不是填报的事项就不用改；是填报的事项，就按表头逐格填写
    warning[row-aside]: 这一行是“填报说明：一”，不是填报的事项，没有采用
      --> a.xlsx 自查自纠!A8
      = help: 不是填报的事项就不用改；是填报的事项，就按表头逐格填写
    "#);
}

#[test]
fn an_empty_file_is_called_empty_and_a_csv_file_is_said_to_hold_one_sheet() {
    assert_snapshot!(show(&csv("")), @"
    error[workbook-unreadable]: 这是空文件，里面什么也没有（0 字节），没有读入
      --> 甲局.csv
      = help: 可能是没有保存好或没有传完；重新保存后再报送
    ");
    let two = format!(
        "{SELF_CHECK}{}",
        SELF_CHECK.replace("self_check", "evidence").replace("自查自纠", "佐证材料")
    );
    let read = intake::workbook(&layouts(&two), "a.csv", "指标编号,自查结论\n".as_bytes());
    assert_snapshot!(show(&read), @"
    error[sheet-missing]: 缺少工作表“佐证材料”
      --> a.csv
      = help: CSV 文件只有一张工作表；请把几张工作表放在同一个 .xlsx 工作簿里重新报送
    ");
}
