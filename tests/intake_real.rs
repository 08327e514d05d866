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
use juanzong::yaml;

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
    intake::workbook(&layouts, file, &real().read(file).unwrap())
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
    assert_snapshot!(show(&read), @r"
    wps-title-above-header.xlsx 项目支付情况!A3: a=XXXX b=5/20/30 d=2021年4月5日 n=18144
    wps-title-above-header.xlsx 项目支付情况!A4: n=27276
    wps-title-above-header.xlsx 项目支付情况!A5: a=XXXX d=2021年4月5日 n=7200
    wps-title-above-header.xlsx 项目支付情况!A6: n=3600
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
fn what_is_no_xlsx_inside_is_refused_by_name_of_what_it_is() {
    let files = [
        "encrypted.xlsx",
        "excel-95-biff5.xls",
        "gbk.csv",
        "html-table-inside.xls",
        "wps-links-comments-merges.xls",
        "wps-own-extension.et",
        "wps-xls-inside.xlsx",
    ];
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
    error[workbook-unreadable]: 这是旧格式的工作簿 (.xls 或 .et)，没有读入
      --> excel-95-biff5.xls
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    error[workbook-unreadable]: 这是文本文件，里面没有找到任何一张表的表头，没有读入
      --> gbk.csv
      = help: 用下发的填报表填写后重新报送
    error[workbook-unreadable]: 这是网页表格，不是真正的工作簿，没有读入
      --> html-table-inside.xls
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    error[workbook-unreadable]: 这是旧格式的工作簿 (.xls 或 .et)，没有读入
      --> wps-links-comments-merges.xls
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    error[workbook-unreadable]: 这是旧格式的工作簿 (.xls 或 .et)，没有读入
      --> wps-own-extension.et
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    error[workbook-unreadable]: 这是旧格式的工作簿 (.xls 或 .et)，没有读入
      --> wps-xls-inside.xlsx
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
