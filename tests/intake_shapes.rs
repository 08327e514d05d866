//! Promise: what a sheet says by its shape (merged cells, heads of two rows, formats) is understood as a reader
//! of the sheet understands it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

use insta::assert_snapshot;
use juanzong::base::Checked;
use juanzong::intake::{self, CellValue, Workbook};
use juanzong::plan::SheetLayout;
use juanzong::yaml;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

const EVIDENCE: &str = "
- kind: evidence
  name: 佐证材料
  columns:
    - {field: indicator, name: 指标编号, required: true}
    - {field: title, name: 材料名称, required: true}
    - {field: pages, name: 材料页数, kind: number}
    - {field: remark, name: 备注}
";

fn read(fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Checked<Option<Workbook>> {
    let layouts: Vec<SheetLayout> = yaml::read(EVIDENCE, "sheets.yaml").unwrap();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    fill(workbook.add_worksheet().set_name("佐证材料").unwrap()).unwrap();
    intake::workbook(&layouts, "a.xlsx", &workbook.save_to_buffer().unwrap())
}

/// One line a row: each filled cell with its place, text in quotes; then the findings.
fn show(read: &Checked<Option<Workbook>>) -> String {
    let mut shown = String::new();
    for row in read.value.iter().flat_map(|workbook| &workbook.sheets).flat_map(|sheet| &sheet.rows) {
        for field in row.filled() {
            let value = match row.value(field).unwrap() {
                CellValue::Number(number) => number.to_string(),
                other => format!("{:?}", other.printed()),
            };
            let place = row.place_of(field).to_string();
            shown += &format!("{}={value} ", place.rsplit('!').next().unwrap());
        }
        shown += &format!("{:?}\n", row.unusable().collect::<Vec<_>>());
    }
    shown.extend(read.findings.iter().map(|finding| format!("{finding}\n")));
    shown
}

const HEADS: [&str; 4] = ["指标编号", "材料名称", "材料页数", "备注"];

#[test]
fn cells_merged_downwards_count_for_every_row_that_says_something() {
    let read = read(|sheet| {
        sheet.merge_range(0, 0, 1, 3, "佐证材料清单", &Format::new())?;
        sheet.write_row(2, 0, HEADS)?;
        sheet.merge_range(3, 0, 6, 0, "1.1", &Format::new())?;
        sheet.write_row(3, 1, ["甲"])?.write_row(4, 1, ["乙"])?;
        // Row 6 is blank, row 7 names nothing but a page count, row 8 is no longer merged.
        sheet.write_number(6, 2, 3)?.write_row(7, 1, ["丙"])?;
        sheet.merge_range(3, 3, 4, 3, "共用", &Format::new())?;
        Ok(())
    });
    assert_snapshot!(show(&read), @r#"
    A4="1.1" B4="甲" D4="共用" []
    A4="1.1" B5="乙" D4="共用" []
    A4="1.1" C7=3 []
    B8="丙" []
    "#);
}

#[test]
fn a_merged_error_is_reported_once_and_makes_all_its_rows_unusable() {
    let read = read(|sheet| {
        sheet.write_row(0, 0, HEADS)?;
        sheet.merge_range(1, 0, 2, 0, "", &Format::new())?;
        sheet.write_formula(1, 0, rust_xlsxwriter::Formula::new("1/0").set_result("#DIV/0!"))?;
        sheet.write_row(1, 1, ["甲"])?.write_row(2, 1, ["乙"])?;
        Ok(())
    });
    assert_snapshot!(show(&read), @r#"
    B2="甲" ["indicator"]
    B3="乙" ["indicator"]
    error[cell-unusable]: 单元格是错误值 #DIV/0!，没有采用
      --> a.xlsx 佐证材料!A2
      = help: 改正公式，或直接填写内容
    "#);
}

#[test]
fn a_group_and_its_items_are_heads_together() {
    let read = read(|sheet| {
        sheet.merge_range(0, 0, 1, 0, "指标编号*", &Format::new())?;
        sheet.merge_range(0, 1, 0, 2, "材 料", &Format::new())?;
        sheet.write_row(1, 1, ["名称", "页数"])?;
        sheet.merge_range(0, 3, 1, 3, "备注", &Format::new())?;
        sheet.write_row(2, 0, ["1.1", "名称", "3", "无"])?;
        Ok(())
    });
    assert_snapshot!(show(&read), @r#"A3="1.1" B3="名称" C3=3 D3="无" []"#);
}

#[test]
fn percentages_are_what_is_shown() {
    let read = read(|sheet| {
        let [whole, exact] = ["0%", "0.00%"].map(|code| Format::new().set_num_format(code));
        sheet.write_row(0, 0, HEADS)?;
        sheet.write_row(1, 0, ["1.1", "满意率"])?.write_number(1, 2, 0.85)?;
        sheet.write_number_with_format(1, 3, 0.853, &whole)?;
        sheet.write_row(2, 0, ["1.2", "满意率"])?.write_number_with_format(2, 2, 0.85, &whole)?;
        sheet.write_number_with_format(2, 3, 0.853, &exact)?;
        Ok(())
    });
    assert_snapshot!(show(&read), @r#"
    A2="1.1" B2="满意率" C2=0.85 D2="85%" []
    A3="1.2" B3="满意率" C3="85%" D3="85.30%" []
    "#);
}

#[test]
fn thousands_of_formatted_empty_rows_say_nothing() {
    let read = read(|sheet| {
        let border = Format::new().set_border(rust_xlsxwriter::FormatBorder::Thin);
        sheet.write_row(0, 0, HEADS)?.write_row(1, 0, ["1.1", "甲"])?;
        for row in 2..30_000 {
            for column in 0..4 {
                sheet.write_blank(row, column, &border)?;
            }
        }
        Ok(())
    });
    assert_snapshot!(show(&read), @r#"A2="1.1" B2="甲" []"#);
}

#[test]
fn line_breaks_of_other_systems_are_line_breaks() {
    let read = read(|sheet| {
        sheet.write_row(0, 0, HEADS)?.write_row(1, 0, ["1.1", "甲\r\n乙\r丙"])?;
        Ok(())
    });
    assert_snapshot!(show(&read), @r#"A2="1.1" B2="甲\n乙\n丙" []"#);
}

#[test]
fn eighteen_digits_are_kept_as_text_and_refused_as_a_number() {
    let read = read(|sheet| {
        sheet.write_row(0, 0, HEADS)?.write_row(1, 0, ["1.1", "甲", "", "420000199001011234"])?;
        sheet.write_row(2, 0, ["1.2", "乙"])?.write_number(2, 3, 420_000_199_001_011_234_f64)?;
        Ok(())
    });
    assert_snapshot!(show(&read), @r#"
    A2="1.1" B2="甲" D2="420000199001011234" []
    A3="1.2" B3="乙" ["remark"]
    error[cell-unusable]: 数字超过 15 位，末尾几位已经丢失，没有采用
      --> a.xlsx 佐证材料!D3
      = help: 把单元格设为文本格式，再重新录入
    "#);
}
