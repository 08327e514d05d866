//! Promise: workbooks as WPS and Excel write them are read, and what is no `.xlsx` inside is refused
//! with a sentence that says what it is. `tests/real/README.md` tells where each file comes from.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

use std::collections::BTreeMap;
use std::path::Path;

use insta::assert_snapshot;
use juanzong::base::Checked;
use juanzong::evidence::{ExhibitKind, exhibit};
use juanzong::files::Root;
use juanzong::intake::{self, Workbook};
use juanzong::{run, yaml};

fn real() -> Root {
    Root::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real")).unwrap()
}

/// Reads a sheet of a real workbook; columns as `field=name`, a number where the field starts with `n`.
fn read(file: &str, sheet: &str, columns: &[&str]) -> Checked<Option<Workbook>> {
    let mut layout = format!("- kind: self_check\n  name: {sheet}\n  columns:\n");
    for column in columns {
        let (field, name) = column.split_once('=').unwrap();
        let kind = match field.as_bytes()[0] {
            b'n' => "number",
            b'd' => "date",
            _ => "text",
        };
        layout += &format!("    - {{field: {field}, name: '{name}', kind: {kind}}}\n");
    }
    let layouts: Vec<_> = yaml::read(&layout, "sheets.yaml").unwrap();
    let elsewhere = |bytes: &[u8]| run::read_cells(Path::new(env!("CARGO_BIN_EXE_juanzong")), bytes);
    intake::workbook_elsewhere(&layouts, file, &real().read(file).unwrap(), Some(&elsewhere))
}

/// One line a row: the first cell's place, then the fields; then what was found, and how often.
fn show(read: &Checked<Option<Workbook>>) -> String {
    let mut shown = String::new();
    let sheets = read.value.iter().flat_map(|workbook| &workbook.sheets);
    for row in sheets.flat_map(|sheet| &sheet.rows) {
        let mut cells: Vec<String> =
            row.filled().map(|field| format!("{field}={}", row.cell(field).unwrap())).collect();
        cells.sort_unstable();
        shown += &format!("{}: {}\n", row.place, cells.join(" "));
    }
    let mut found = BTreeMap::new();
    for finding in &read.findings {
        *found.entry(finding.code).or_insert(0) += 1;
    }
    for (code, count) in found {
        shown += &format!("{count} {}\n", code.name());
    }
    shown
}

#[test]
fn a_header_below_groups_of_columns_is_found_and_merged_records_keep_their_rows() {
    let read = read(
        "wps-title-above-header.xlsx",
        "项目支付情况",
        &["a=种类", "b=套餐月费(元)", "d=合同开始日期", "n=付款金额"],
    );
    assert_snapshot!(show(&read), @"
    wps-title-above-header.xlsx 项目支付情况!A3: a=XXXX b=5/20/30 d=2021年4月5日 n=18144
    wps-title-above-header.xlsx 项目支付情况!A4: a=XXXX b=5/20/30 d=2021年4月5日 n=27276
    wps-title-above-header.xlsx 项目支付情况!A5: a=XXXX d=2021年4月5日 n=7200
    wps-title-above-header.xlsx 项目支付情况!A6: a=XXXX d=2021年4月5日 n=3600
    13 column-unknown
    ");
}

#[test]
fn prefixed_elements_and_line_breaks_in_heads_are_read() {
    let read = read(
        "wps-prefixed-namespace.xlsx",
        "测试配方1027",
        &["a=原料编号", "b=INCI名", "n=原料中成分含量（%）", "c=配方中原料使用目的", "e=备案用商品名称"],
    );
    assert_snapshot!(show(&read), @r"
    wps-prefixed-namespace.xlsx 测试配方1027!B3: a=01502200 b=PENTYLENE GLYCOL e=1、信越有机硅；2、浙江物美生物 n=100
    13 column-unknown
    ");
}

#[test]
fn instructions_above_the_header_and_blank_rows_are_passed_over() {
    let read = read("instructions-and-blank-rows.xlsx", "导入数据", &["a=管轴编号", "b=位置标识", "n=排序"]);
    assert_snapshot!(show(&read), @r"
    instructions-and-blank-rows.xlsx 导入数据!A3: a=ZZ-01 b=中 n=0
    instructions-and-blank-rows.xlsx 导入数据!A4: a=ZZ-02 b=右 n=1
    instructions-and-blank-rows.xlsx 导入数据!A5: a=ZZ-03 b=中 n=2
    instructions-and-blank-rows.xlsx 导入数据!A7: a=ZZ-04 b=中 n=2
    instructions-and-blank-rows.xlsx 导入数据!A9: a=ZZ-05 b=中 n=2
    instructions-and-blank-rows.xlsx 导入数据!A11: b=右 n=4
    4 column-unknown
    ");
}

#[test]
fn results_of_formulas_are_read_as_they_were_stored() {
    let read = read("wps-two-row-header.xlsx", "Sheet1", &["a=时间", "b=单位", "n1=1月", "n7=7月", "n8=8月"]);
    let shown: Vec<String> = show(&read).lines().take(4).map(str::to_owned).collect();
    assert_snapshot!(shown.join("\n"), @r"
    wps-two-row-header.xlsx Sheet1!A4: a=来源项目
    wps-two-row-header.xlsx Sheet1!A5: a=一、本外币各项存款 b=亿元 n1=6779.0725293054 n7=6960.0814995195
    wps-two-row-header.xlsx Sheet1!A6: a=（一）境内存款 b=亿元 n1=6774.3615337228 n7=6955.4969075613
    wps-two-row-header.xlsx Sheet1!A7: a=1.住户存款 b=亿元 n1=3104.6674952724 n7=3238.3446221553
    ");
}

#[test]
fn an_old_workbook_is_read_whatever_its_name() {
    let old = read("wps-xls-inside.xlsx", "Sheet1", &["a=房间名称", "n=床位编号", "d=入住时间"]);
    assert_snapshot!(show(&old), @"
    wps-xls-inside.xlsx Sheet1!A2: a=名苑一栋-二楼-4 d=2021年7月1日 n=1
    wps-xls-inside.xlsx Sheet1!A3: a=名苑一栋-二楼-4 d=2021年7月1日 n=1
    2 column-unknown
    ");
    let et = read("wps-own-extension.et", "Sheet1", &["a=Name", "b=Result"]);
    assert_snapshot!(show(&et), @"
    wps-own-extension.et Sheet1!A2: a=EVALUATE b=2
    wps-own-extension.et Sheet1!A3: a=FIELDVALUE
    1 column-unknown
    1 cell-unusable
    ");
    let links = read("wps-links-comments-merges.xls", "Sheet1", &["a=第一列", "b=第二列"]);
    assert_snapshot!(show(&links), @"
    wps-links-comments-merges.xls Sheet1!A2: a=普通超链接
    wps-links-comments-merges.xls Sheet1!A3: a=多单元格超链接A b=多单元格超链接B
    wps-links-comments-merges.xls Sheet1!A4: a=多单元格超链接C b=多单元格超链接D
    wps-links-comments-merges.xls Sheet1!A5: a=批注
    wps-links-comments-merges.xls Sheet1!A6: a=合并单元格
    ");
    let biff5 = read("excel-95-biff5.xls", "Feuil1", &["n1=Number", "n2=Square"]);
    assert_snapshot!(show(&biff5), @"
    excel-95-biff5.xls Feuil1!B6: n1=1 n2=1
    excel-95-biff5.xls Feuil1!B7: n1=2 n2=4
    excel-95-biff5.xls Feuil1!B8: n1=3 n2=9
    excel-95-biff5.xls Feuil1!B9: n1=4 n2=16
    excel-95-biff5.xls Feuil1!B10: n1=5 n2=25
    excel-95-biff5.xls Feuil1!B11: n1=6 n2=36
    excel-95-biff5.xls Feuil1!B12: n1=7 n2=49
    excel-95-biff5.xls Feuil1!B13: n1=8 n2=64
    excel-95-biff5.xls Feuil1!B14: n1=9 n2=81
    excel-95-biff5.xls Feuil1!B15: n1=10 n2=100
    excel-95-biff5.xls Feuil1!B16: n1=11 n2=121
    excel-95-biff5.xls Feuil1!B17: n1=12 n2=144
    excel-95-biff5.xls Feuil1!B18: n1=13 n2=169
    excel-95-biff5.xls Feuil1!B19: n1=14 n2=196
    excel-95-biff5.xls Feuil1!B20: n1=15 n2=225
    2 column-unknown
    ");
}

#[test]
fn a_text_in_gbk_is_read_by_its_heads() {
    let read = read("gbk.csv", "测试", &["a=中文测试内容", "b=Test Content"]);
    assert_eq!((read.findings.len(), read.value.map(|workbook| workbook.sheets.len())), (0, Some(1)));
}

#[test]
fn what_is_no_workbook_inside_is_refused_by_name_of_what_it_is() {
    let files = ["encrypted.xlsx", "gbk.csv", "html-table-inside.xls"];
    let refused: String = files
        .map(|file| {
            let read = read(file, "Sheet1", &["a=a"]);
            assert_eq!(read.value, None);
            format!("{}\n", read.findings[0])
        })
        .concat();
    assert_snapshot!(refused, @"
    error[workbook-unreadable]: 这个文件设有打开密码，没有读入
      --> encrypted.xlsx
      = help: 用 WPS 或 Excel 打开，取消密码后另存为 .xlsx 重新报送
    error[workbook-unreadable]: 这是文本文件，里面没有找到任何一张表的表头，没有读入
      --> gbk.csv
      = help: 用下发的填报表填写后重新报送
    error[workbook-unreadable]: 这是网页表格，不是真正的工作簿，没有读入
      --> html-table-inside.xls
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    ");
}

#[test]
fn evidence_is_known_by_its_content() {
    let kind = |file: &str| exhibit(&real(), file).unwrap().kind;
    assert_eq!(kind("wps-xls-inside.xlsx"), ExhibitKind::Workbook);
    assert_eq!(kind("wps-prefixed-namespace.xlsx"), ExhibitKind::Workbook);
    assert_eq!(kind("html-table-inside.xls"), ExhibitKind::Text);
    assert_eq!(kind("gbk.csv"), ExhibitKind::Text);
    assert_eq!(kind("encrypted.xlsx"), ExhibitKind::Other);

    let bytes = real().read("gbk.csv").unwrap();
    let looked_at = exhibit(&real(), "gbk.csv").unwrap();
    assert_eq!((looked_at.size, looked_at.sha256), (25, juanzong::files::sha256(&bytes)));
}

#[test]
fn evidence_that_is_not_there_is_reported() {
    assert_snapshot!(exhibit(&real(), "nothing.pdf").unwrap_err(), @r"
    warning[evidence-unreadable]: 读不出来：没有这个文件或文件夹
      --> nothing.pdf
    ");
}
