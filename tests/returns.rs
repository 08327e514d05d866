//! Promise: each unit's own workbook goes back with what is wrong marked, and what became of it is known later.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking what is wrong"
)]

use std::fs;

use calamine::Data;
use insta::assert_snapshot;
use juanzong::base::{Code, Severity};

#[path = "support/cells.rs"]
mod cells;
#[path = "support/county.rs"]
mod county;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/folders.rs"]
mod folders;
#[path = "support/marks.rs"]
mod marks;
#[path = "support/packages.rs"]
mod packages;
#[path = "support/program.rs"]
mod program;
#[path = "support/resave.rs"]
mod resave;
#[path = "support/stages.rs"]
mod stages;
#[path = "support/workbooks.rs"]
mod workbooks;

use desk::Desk;
use packages::Package;
use program::juanzong;
use resave::Rows;

const FILLER: &str = "县甲局\t填报日期\t2024-05-17";
/// B3 is no conclusion, B5 is empty, A6 is the second row of A1-10.
const SELF_CHECK: &str = "编号\t自评\t做法\t不足\t时限\nA1-1\t很好\t每层装表\nA1-10\t完成\t按月报送读数\n\
    B1-2\t\t提供读数\nA1-10\t部分完成\t又填了一行\nB1-1\t完成\t已张贴\t\t=date:2024-05-30";
/// B3 is no indicator.
const EVIDENCE: &str =
    "名称\t编号\t日期\t页数\t网址或文件\t文号\n用水台账\tZ9\t2024-05-10\t=number:3\t\t演节水〔2024〕2号";
const FILE: &str = "submissions/县甲局.xlsx";

fn desk() -> Desk {
    Desk::empty().submission("县甲局.xlsx", FILLER, &[("自评", SELF_CHECK), ("材料", EVIDENCE)])
}

/// The workbook that goes back.
fn returned(desk: &Desk) -> Vec<u8> {
    juanzong(desk.path(), &["returns"]);
    fs::read(desk.path().join("output/returns/县甲局.xlsx")).unwrap()
}

/// The same desk, the workbook handed in again.
fn again(desk: Desk, bytes: &[u8]) -> Desk {
    desk.file(FILE, bytes)
}

/// What became of the marks.
fn after(desk: &Desk) -> String {
    desk::shown(&desk.stages().findings, Code::MarkUnmended, Code::ChangeUnmarked)
}

#[test]
fn a_workbook_with_errors_goes_back_with_its_cells_coloured_and_commented() {
    let desk = desk();
    let said = juanzong(desk.path(), &["returns"]);
    assert_snapshot!(said.out.lines().last().unwrap(), @"要退回的报送表 1 份（县甲局），在 [工作区]/output/returns");
    assert_eq!(said.code, 0);
    assert_eq!(
        folders::tree(&desk.path().join("output")).keys().collect::<Vec<_>>(),
        ["returns/县甲局.xlsx"]
    );
    let mut package = Package::unpack(&returned(&desk));
    let book = marks::part(&mut package, "xl/workbook.xml");
    assert!(book.contains("localSheetId=\"2\">&apos;更正说明&apos;!$4:$4</definedName>"), "{book}");
    let shown = shown(&mut package);
    assert_snapshot!(shown, @"
    1 A6 FFFFB0B0 【更正说明】
    错误：编号为“A1-10”的一行重复填写，第二行没有采用
    怎么办：删去其中一行
    已有的一行：自评!A4
    1 B3 FFFFB0B0 【更正说明】
    错误：“自评”填的是“很好”，不在可选范围内
    怎么办：应为 完成、部分完成、未完成 之一
    1 B5 FFFFB0B0 【更正说明】
    错误：“自评”是必填项，这里是空的
    怎么办：填写后重新报送
    2 B3 FFFFB0B0 【更正说明】
    错误：指标编号“Z9”不在指标体系中
    怎么办：按责任分解表上的三级指标编号填写
    == 自评

    == 材料

    == 更正说明
    更正说明|||||
    必须改正的 4 处，标为红色；请核对的 0 处，标为黄色，没有错的可以不改。|||||
    请在这个文件里改，改好后仍存为原来的格式，再报送一次；标注和这张表不用删。没有标注的内容请不要改动。|||||
    序号|程度|工作表|单元格|问题|怎么办
    1|错误|自评|B3|“自评”填的是“很好”，不在可选范围内|应为 完成、部分完成、未完成 之一
    2|错误|自评|B5|“自评”是必填项，这里是空的|填写后重新报送
    3|错误|自评|A6|编号为“A1-10”的一行重复填写，第二行没有采用|删去其中一行
    4|错误|材料|B3|指标编号“Z9”不在指标体系中|按责任分解表上的三级指标编号填写
    == juanzong-marks
    ");
}

/// The comments and colours of the two sheets, and the list of corrections.
fn shown(package: &mut Package) -> String {
    let styles = marks::part(package, "xl/styles.xml");
    let mut shown = String::new();
    for number in [1, 2] {
        let sheet = marks::part(package, &format!("xl/worksheets/sheet{number}.xml"));
        let colours = marks::colours(&sheet, &styles);
        let comments = marks::comments(package, number);
        assert_eq!(colours.keys().collect::<Vec<_>>(), comments.keys().collect::<Vec<_>>());
        for (cell, text) in comments {
            shown.push_str(&format!("{number} {cell} {} {text}\n", colours[&cell]));
        }
    }
    for (name, rows) in resave::sheets(&package.pack()) {
        let is_listed = name.starts_with("更正说明");
        let texts = |row: &Vec<Data>| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
        let rows: Vec<String> = rows.iter().filter(|_| is_listed).map(texts).collect();
        shown.push_str(&format!("== {name}\n{}\n", rows.join("\n")));
    }
    shown
}

#[test]
fn what_could_not_go_back_and_a_faulty_plan_are_a_fault_of_the_run() {
    let desk = desk();
    fs::create_dir_all(desk.path().join("output/returns/县甲局.xlsx")).unwrap();
    let said = juanzong(desk.path(), &["returns", "--format", "json"]);
    assert!(said.out.contains("“returns/县甲局.xlsx”写不进去（这是一个文件夹，不是文件）"), "{said}");
    assert_eq!(said.code, 1);
    fs::remove_dir(desk.path().join("output/returns/县甲局.xlsx")).unwrap();
    assert_eq!(juanzong(desk.path(), &["returns", "--quiet"]).code, 0);
    let desk = desk.plan("indicators.yaml", "lead: 丙镇", "lead: 县丁局");
    assert_eq!(juanzong(desk.path(), &["returns", "--quiet"]).code, 1);
}

#[test]
fn a_unit_without_errors_gets_nothing_back() {
    let county = county::build("second-county");
    let said = juanzong(county.path(), &["returns"]);
    assert_eq!(said.out.lines().last().unwrap(), "没有要退回的报送表");
    assert_eq!(said.code, 0);
    assert!(!county.path().join("output/returns").exists());
}

/// Nobody knows whose they are, or they are no workbooks.
#[test]
fn files_that_the_program_cannot_give_back_are_named() {
    let desk = Desk::second_county()
        .submission("丁.xlsx", "县丁局", &[("自评", "编号\t自评\nA1-1\t完成"), ("材料", "名称\t编号")])
        .file("submissions/空.xlsx", "");
    let said = juanzong(desk.path(), &["returns"]);
    let last: Vec<&str> = said.out.lines().rev().take(2).collect();
    assert_snapshot!(last.into_iter().rev().collect::<Vec<_>>().join("\n"), @"
    没有要退回的报送表
    另有 2 个文件有错误，程序退不回去，请按问题清单自行退回（inputs/submissions/丁.xlsx、inputs/submissions/空.xlsx）
    ");
    let said = juanzong(desk.path(), &["returns", "县甲局"]);
    assert_eq!(said.out.lines().last().unwrap(), "没有要退回的报送表");
}

#[test]
fn only_the_units_that_are_named_get_theirs_back() {
    let desk = desk();
    juanzong(desk.path(), &["returns", "县丙镇"]);
    assert!(!desk.path().join("output/returns").exists());
    assert_eq!(juanzong(desk.path(), &["returns", "县丁局"]).code, 3);
}

#[test]
fn the_same_workbook_goes_back_as_the_same_bytes() {
    let desk = desk();
    assert_eq!(returned(&desk), returned(&desk));
}

#[test]
fn a_workbook_that_is_corrected_is_accepted_with_no_finding_of_its_marks() {
    let desk = desk();
    let bytes = corrected(&returned(&desk));
    let desk = again(desk, &bytes);
    let findings = desk.stages().findings;
    let of_file = findings.iter().filter(|finding| finding.place.file.ends_with(FILE));
    let codes: Vec<&str> = of_file.map(|finding| finding.code.name()).collect();
    assert_eq!(codes, [""; 0]);
    let said = juanzong(desk.path(), &["returns"]);
    let last: Vec<&str> = said.out.lines().rev().take(3).collect();
    assert_snapshot!(last.into_iter().rev().collect::<Vec<_>>().join("\n"), @"
    退回后又报来的 inputs/submissions/县甲局.xlsx：标注的 4 处，改了 4 处（自评!B3、自评!B5、自评!A6、材料!B3），没有改 0 处；标注以外改了 0 处

    没有要退回的报送表
    ");
}

fn corrected(bytes: &[u8]) -> Vec<u8> {
    resave::resaved(bytes, |name, rows| match name {
        "自评" => {
            set(rows, "B3", "完成");
            set(rows, "B5", "完成");
            // The duplicate goes.
            rows.remove(5);
        }
        "材料" => set(rows, "B3", "A1-1"),
        _ => {}
    })
}

fn set(rows: &mut Rows, cell: &str, text: &str) {
    let column = usize::from(cell.as_bytes()[0] - b'A');
    let row = &mut rows[cell[1..].parse::<usize>().unwrap() - 1];
    row.resize(row.len().max(column + 1), Data::Empty);
    row[column] = Data::String(text.to_owned());
}

#[test]
fn marks_that_nobody_touched_are_named_with_what_still_stands_there() {
    let desk = desk();
    let bytes = resave::resaved(&returned(&desk), |name, rows| {
        if name == "自评" {
            set(rows, "B3", "完成");
        }
    });
    assert_snapshot!(after(&again(desk, &bytes)), @"
    warning[mark-unmended]: 退回时标为错误的单元格没有改，还是（空）
      --> inputs/submissions/县甲局.xlsx 自评!B5
    warning[mark-unmended]: 退回时标为错误的单元格没有改，还是“A1-10”
      --> inputs/submissions/县甲局.xlsx 自评!A6
    warning[mark-unmended]: 退回时标为错误的单元格没有改，还是“Z9”
      --> inputs/submissions/县甲局.xlsx 材料!B3
    ");
}

#[test]
fn a_change_outside_the_marks_is_named_with_both_contents() {
    let desk = desk();
    let bytes = resave::resaved(&corrected(&returned(&desk)), |name, rows| match name {
        "自评" => set(rows, "C4", "改报别的"),
        "材料" => {
            rows[2][3] = Data::Float(4.0);
            set(rows, "E3", "https://example.invalid/1");
        }
        _ => {}
    });
    assert_snapshot!(after(&again(desk, &bytes)), @"
    warning[change-unmarked]: 退回后把没有标注的“3”改成了“4”
      --> inputs/submissions/县甲局.xlsx 材料!D3
      = help: 与单位核对这处改动；退回时没有要求改这里
    warning[change-unmarked]: 退回后把没有标注的（空）改成了“https://example.…”
      --> inputs/submissions/县甲局.xlsx 材料!E3
      = help: 与单位核对这处改动；退回时没有要求改这里
    warning[change-unmarked]: 退回后把没有标注的“按月报送读数”改成了“改报别的”
      --> inputs/submissions/县甲局.xlsx 自评!C4
      = help: 与单位核对这处改动；退回时没有要求改这里
    ");
}

#[test]
fn a_row_inserted_above_the_marks_confuses_nothing() {
    let desk = desk();
    let bytes = resave::resaved(&returned(&desk), |name, rows| {
        if name == "自评" {
            set(rows, "B5", "完成");
            rows.insert(
                2,
                vec![Data::String("A2-1".into()), Data::String("完成".into()), Data::String("新填".into())],
            );
            rows.insert(0, Vec::new());
        }
    });
    assert_snapshot!(after(&again(desk, &bytes)), @"
    warning[mark-unmended]: 退回时标为错误的单元格没有改，还是“很好”
      --> inputs/submissions/县甲局.xlsx 自评!B5
    warning[mark-unmended]: 退回时标为错误的单元格没有改，还是“A1-10”
      --> inputs/submissions/县甲局.xlsx 自评!A8
    warning[mark-unmended]: 退回时标为错误的单元格没有改，还是“Z9”
      --> inputs/submissions/县甲局.xlsx 材料!B3
    warning[change-unmarked]: 退回后新增了一行（“A2-1”）
      --> inputs/submissions/县甲局.xlsx 自评!A4
      = help: 与单位核对这处改动；退回时没有要求改这里
    ");
}

#[test]
fn rows_and_sheets_that_are_gone_or_new_are_named() {
    let sound = SELF_CHECK.replace("A1-1\t很好", "A1-1\t完成");
    let desk = Desk::empty().submission("县甲局.xlsx", FILLER, &[("自评", &sound), ("材料", EVIDENCE)]);
    let bytes = resave::resaved(&corrected(&returned(&desk)), |name, rows| {
        if name == "自评" {
            set(rows, "E3", "2024-05-20");
            rows.remove(5);
            rows.push(vec![Data::String("A2-1".into()), Data::String("完成".into())]);
        }
    });
    let mut package = Package::unpack(&bytes);
    let book = marks::part(&mut package, "xl/workbook.xml").replace("name=\"材料\"", "name=\"材料改名\"");
    let bytes = package.part("xl/workbook.xml", book).pack();
    assert_snapshot!(after(&again(desk, &bytes)), @"
    warning[change-unmarked]: 退回后删去或改名了工作表“材料”
      --> inputs/submissions/县甲局.xlsx
      = help: 与单位核对这处改动；退回时没有要求改这里
    warning[change-unmarked]: 退回后新增了这张工作表
      --> inputs/submissions/县甲局.xlsx 材料改名
      = help: 与单位核对这处改动；退回时没有要求改这里
    warning[change-unmarked]: 退回后把没有标注的（空）改成了“2024-05-20”
      --> inputs/submissions/县甲局.xlsx 自评!E3
      = help: 与单位核对这处改动；退回时没有要求改这里
    warning[change-unmarked]: 退回后删去了没有标注的一行（原第 7 行，“B1-1”）
      --> inputs/submissions/县甲局.xlsx 自评
      = help: 与单位核对这处改动；退回时没有要求改这里
    warning[change-unmarked]: 退回后新增了一行（“A2-1”）
      --> inputs/submissions/县甲局.xlsx 自评!A6
      = help: 与单位核对这处改动；退回时没有要求改这里
    ");
}

#[test]
fn who_hands_in_and_when_may_change() {
    let desk = Desk::empty().submission(
        "县甲局.xlsx",
        &format!("{FILLER}\t联系人\t联系人甲"),
        &[("自评", SELF_CHECK), ("材料", EVIDENCE)],
    );
    let bytes = resave::resaved(&corrected(&returned(&desk)), |name, rows| {
        if name == "自评" {
            set(rows, "D1", "2024-05-18");
            set(rows, "F1", "联系人乙");
        }
    });
    assert_eq!(after(&again(desk, &bytes)), "");
}

#[test]
fn beside_the_first_one_the_corrected_workbook_is_named_as_such() {
    let desk = desk();
    let bytes = corrected(&returned(&desk));
    let desk = desk.file("submissions/县甲局（更正）.xlsx", bytes);
    let said = juanzong(desk.path(), &["returns"]);
    assert_eq!(
        said.out.lines().last().unwrap(),
        "没有要退回的报送表",
        "which one counts is no question to the unit"
    );
    let findings = desk.stages().findings;
    assert_snapshot!(desk::shown(&findings, Code::UnitSubmittedTwice, Code::UnitSubmittedTwice), @"
    error[unit-submitted-twice]: 县甲局交了 2 个内容不同的工作簿，分不清以哪个为准，都没有采用
      --> inputs/submissions/县甲局.xlsx 自评!B1
      ::: inputs/submissions/县甲局（更正）.xlsx 自评!B1: 另一个
      = help: 退回后更正的是 inputs/submissions/县甲局（更正）.xlsx；只留它，其余移出这个文件夹
    ");
}

#[test]
fn so_many_changes_that_nobody_reads_them_are_one_finding() {
    let rows: String = (1..40).map(|number| format!("\n台账{number}\tZ9")).collect();
    let desk = Desk::empty().submission(
        "县甲局.xlsx",
        FILLER,
        &[("自评", "编号\t自评\nA1-1\t完成"), ("材料", &format!("名称\t编号{rows}"))],
    );
    let bytes = resave::resaved(&returned(&desk), |name, rows| {
        if name == "材料" {
            for row in rows.iter_mut().skip(2) {
                row[0] = Data::String(format!("{}改", row[0]));
                row[1] = Data::String("A1-1".into());
            }
        }
    });
    assert_snapshot!(after(&again(desk, &bytes)), @"
    warning[change-unmarked]: 退回后这张表有 39 处标注以外的改动，第一处把没有标注的“台账1”改成了“台账1改”
      --> inputs/submissions/县甲局.xlsx 材料!A3
      = help: 与单位核对这处改动；退回时没有要求改这里
    ");
}

#[test]
fn more_errors_than_anybody_mends_are_counted_and_not_marked() {
    let rows: String = (0..2_010).map(|number| format!("\n台账{number}\tZ9")).collect();
    let sheets = [("自评", "编号\t自评\nA1-1\t完成"), ("材料", &format!("名称\t编号{rows}"))];
    let bytes = returned(&Desk::empty().submission("县甲局.xlsx", FILLER, &sheets));
    assert_eq!(marks::comments(&mut Package::unpack(&bytes), 2).len(), 2_000);
    let (_, list) = resave::sheets(&bytes).into_iter().find(|(name, _)| name == "更正说明").unwrap();
    let last: Vec<String> = list.last().unwrap().iter().map(ToString::to_string).collect();
    assert_snapshot!(last.join("|"), @"2001|错误|（整个文件）||另有 13 处没有列出|改好列出的再报送一次");
}

#[test]
fn the_second_round_takes_the_marks_of_the_first_out() {
    let desk = desk();
    let first = returned(&desk);
    let path = desk.path().join("inputs").join(FILE);
    let desk = again(desk, &first);
    cells::set(&path, "自评", "B3", "完成");
    cells::set(&path, "材料", "B3", "Z8");
    let mut second = Package::unpack(&returned(&desk));
    assert_snapshot!(shown(&mut second), @"
    1 A6 FFFFB0B0 【更正说明】
    错误：编号为“A1-10”的一行重复填写，第二行没有采用；退回时标注过，没有改
    怎么办：删去其中一行
    已有的一行：自评!A4
    1 B3 FFFFF080 【更正说明】
    提醒：指标 A1-1 的自查结论是“完成”，却没有列出佐证材料
    怎么办：列出佐证材料（台账、照片），或改自查结论
    1 B5 FFFFB0B0 【更正说明】
    错误：“自评”是必填项，这里是空的；退回时标注过，没有改
    怎么办：填写后重新报送
    2 B3 FFFFB0B0 【更正说明】
    错误：指标编号“Z8”不在指标体系中
    怎么办：按责任分解表上的三级指标编号填写
    == 自评

    == 材料

    == 更正说明
    更正说明|||||
    必须改正的 3 处，标为红色；请核对的 1 处，标为黄色，没有错的可以不改。|||||
    请在这个文件里改，改好后仍存为原来的格式，再报送一次；标注和这张表不用删。没有标注的内容请不要改动。|||||
    序号|程度|工作表|单元格|问题|怎么办
    1|错误|自评|B5|“自评”是必填项，这里是空的；退回时标注过，没有改|填写后重新报送
    2|错误|自评|A6|编号为“A1-10”的一行重复填写，第二行没有采用；退回时标注过，没有改|删去其中一行
    3|错误|材料|B3|指标编号“Z8”不在指标体系中|按责任分解表上的三级指标编号填写
    4|提醒|自评|B3|指标 A1-1 的自查结论是“完成”，却没有列出佐证材料|列出佐证材料（台账、照片），或改自查结论
    == juanzong-marks
    ");
    let names = marks::names(&mut second);
    assert_eq!(names, marks::names(&mut Package::unpack(&first)), "no sheet, note or shape is added twice");
    let shapes = marks::part(&mut second, "xl/drawings/vmlDrawing2.vml");
    assert_eq!(shapes.matches("<v:shape ").count(), 3);
}

#[test]
fn a_form_is_marked_where_it_was_filled_in() {
    let desk = Desk::empty();
    juanzong(desk.path(), &["forms", "县甲局"]);
    let form = fs::read(desk.path().join("output/forms/县甲局.xlsx")).unwrap();
    let desk = desk.file("submissions/表.xlsx", form);
    let path = desk.path().join("inputs/submissions/表.xlsx");
    cells::set(&path, "自评", "A5", "很好");
    let bytes = returned(&desk);
    let mut package = Package::unpack(&bytes);
    let comments = marks::comments(&mut package, 2);
    assert!(comments["A5"].contains("“自评”填的是“很好”"), "{comments:?}");
    let known: Vec<&String> = comments.keys().collect();
    assert_eq!(known, ["A5", "B5", "B6", "B7", "B8", "D2"], "the form's own notes stay");
    fs::write(&path, &bytes).unwrap();
    cells::set(&path, "自评", "A5", "完成");
    assert_eq!(after(&desk), "");
}

#[test]
fn a_workbook_keeps_its_ending_and_without_a_known_unit_its_name() {
    let macros = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
    let plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let mut package = Package::unpack(&fs::read(desk().path().join("inputs").join(FILE)).unwrap());
    let types = marks::part(&mut package, "[Content_Types].xml").replace(plain, macros);
    let package = package.part("[Content_Types].xml", types).part("xl/vbaProject.bin", [0, 159, 146, 150]);
    let desk = Desk::empty().file("submissions/a.xlsm", package.pack()).submission(
        "某单位的表.xlsx",
        "某单位",
        &[("自评", SELF_CHECK), ("材料", &EVIDENCE.replace("Z9", "=error"))],
    );
    juanzong(desk.path(), &["returns"]);
    let files = folders::tree(&desk.path().join("output/returns"));
    assert_eq!(files.keys().collect::<Vec<_>>(), ["县甲局.xlsm", "某单位的表.xlsx"]);
    let mut package = Package::unpack(&files["县甲局.xlsm"]);
    let (_, macros) = package.parts().iter().find(|(name, _)| name == "xl/vbaProject.bin").unwrap();
    assert_eq!(macros, &[0, 159, 146, 150]);
}

#[test]
fn a_file_of_another_format_goes_back_as_a_form_with_its_content() {
    let text = format!(
        "填报单位,县甲局,填报日期,2024-05-17\n{}",
        SELF_CHECK.replace('\t', ",").replace("=date:", "")
    );
    let desk = Desk::empty().file("submissions/县甲局.csv", text);
    let said = juanzong(desk.path(), &["returns"]);
    assert!(said.out.contains("要退回的报送表 1 份"), "{said}");
    let bytes = fs::read(desk.path().join("output/returns/县甲局.xlsx")).unwrap();
    let mut package = Package::unpack(&bytes);
    let comments = marks::comments(&mut package, 2);
    let wrong: Vec<&String> =
        comments.iter().filter(|(_, text)| text.contains("错误")).map(|(cell, _)| cell).collect();
    assert_eq!(wrong, ["A5", "A7", "B8"]);
    let (_, rows) = resave::sheets(&bytes).into_iter().find(|(name, _)| name == "自评").unwrap();
    let texts = |row: &Vec<Data>| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
    assert_snapshot!(rows.iter().skip(1).take(9).map(texts).collect::<Vec<_>>().join("\n"), @"
    填报单位：|县甲局|填报日期：|45429|
    联系人：||电话：||
    自评*|编号*|做法|不足|时限
    很好|A1-1|每层装表||
    完成|A1-10|按月报送读数||
    |B1-2|提供读数||
    部分完成|A1-10|又填了一行||
    完成|B1-1|已张贴||45442
    ");
    // What was read of the file is what is read of the form.
    let again = desk.without("submissions/县甲局.csv").file("submissions/a.xlsx", bytes);
    let codes: Vec<&str> = again
        .stages()
        .findings
        .iter()
        .filter(|it| it.code.severity() == Severity::Error)
        .map(|it| it.code.name())
        .collect();
    assert_eq!(codes, ["value-not-allowed", "required-empty", "row-duplicate", "round-unreported"]);
}

#[test]
fn a_workbook_that_a_mark_would_break_goes_back_as_it_is_with_a_list() {
    let desk = desk();
    let bytes = fs::read(desk.path().join("inputs").join(FILE)).unwrap();
    let signed = Package::unpack(&bytes).part("_xmlsignatures/sig1.xml", "<Signature/>").pack();
    let desk = again(desk, &signed);
    let said = juanzong(desk.path(), &["returns", "--format", "json"]);
    let found = program::findings(&said);
    assert!(
        found.iter().any(|it| it.code == "return-unmarked" && it.place == "inputs/submissions/县甲局.xlsx")
    );
    let files = folders::tree(&desk.path().join("output/returns"));
    assert_eq!(files.keys().collect::<Vec<_>>(), ["县甲局-更正说明.xlsx", "县甲局.xlsx"]);
    assert_eq!(files["县甲局.xlsx"], signed);
    let list = resave::sheets(&files["县甲局-更正说明.xlsx"]);
    let texts = |row: &Vec<Data>| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
    assert_snapshot!(list[0].1.iter().map(texts).collect::<Vec<_>>().join("\n"), @"
    更正说明|||||
    必须改正的 4 处；请核对的 0 处，没有错的可以不改。|||||
    序号|程度|工作表|单元格|问题|怎么办
    1|错误|自评|B3|“自评”填的是“很好”，不在可选范围内|应为 完成、部分完成、未完成 之一
    2|错误|自评|B5|“自评”是必填项，这里是空的|填写后重新报送
    3|错误|自评|A6|编号为“A1-10”的一行重复填写，第二行没有采用|删去其中一行
    4|错误|材料|B3|指标编号“Z9”不在指标体系中|按责任分解表上的三级指标编号填写
    ");
}

/// An `.ods` of these sheets; a cell that begins with `2:` is merged over two rows.
fn ods(sheets: &[(&str, &str)]) -> Vec<u8> {
    let cell = |text: &str| match text.split_once(':') {
        _ if text.is_empty() => "<table:table-cell/>".to_owned(),
        Some(("2", text)) => format!(
            "<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\" \
             table:number-columns-spanned=\"1\"><text:p>{text}</text:p></table:table-cell>"
        ),
        _ if text == "^" => "<table:covered-table-cell/>".to_owned(),
        _ => format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        ),
    };
    let row = |row: &str| {
        let cells: String = row.split('\t').map(cell).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let sheet = |(name, rows): &(&str, &str)| {
        let rows: String = rows.lines().map(row).collect();
        format!("<table:table table:name=\"{name}\">{rows}</table:table>")
    };
    let sheets: String = sheets.iter().map(sheet).collect();
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    );
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ];
    Package::of(&parts).pack()
}

#[test]
fn what_is_wrong_in_a_merged_cell_is_marked_in_each_row_of_the_form_that_it_fills() {
    let evidence = "填报单位\t县甲局\n名称\t编号\n台账一\t2:Z9\n台账二\t^";
    let bytes = ods(&[("自评", "填报单位\t县甲局\n编号\t自评\nA1-1\t完成"), ("材料", evidence)]);
    let desk = Desk::empty().file("submissions/县甲局.ods", bytes);
    let mut package = Package::unpack(&returned(&desk));
    let comments = marks::comments(&mut package, 3);
    let wrong = comments.iter().filter(|(_, text)| text.contains("“Z9”不在指标体系中"));
    assert_eq!(wrong.map(|(cell, _)| cell.as_str()).collect::<Vec<_>>(), ["B5", "B6"], "{comments:?}");
}

#[test]
fn a_file_of_another_format_goes_back_too_so_that_no_row_of_it_is_lost() {
    let bytes = ods(&[("自评", "没有表头的一行"), ("材料", "填报单位\t县甲局\n名称\t编号\n台账\tA1-1")]);
    let desk = Desk::empty().file("submissions/县甲局.ods", &bytes);
    let said = juanzong(desk.path(), &["returns"]);
    assert_snapshot!(said.out.lines().last().unwrap(), @"其中 1 份（县甲局）原来不是 .xlsx 格式，内容抄到了填报表里，原件放在旁边（-原件），请一并退回");
    let files = folders::tree(&desk.path().join("output/returns"));
    assert_eq!(files.keys().collect::<Vec<_>>(), ["县甲局-原件.ods", "县甲局.xlsx"]);
    assert_eq!(files["县甲局-原件.ods"], bytes);
    assert_snapshot!(listed(&files["县甲局.xlsx"]), @"
    1|错误|（整个文件）||没有找到表头，整张工作表没有采用|表头应有：自评、编号、做法、不足、时限
    2|提醒|材料|A5|“台账”没有文件、链接或文号|填上文件名、网址或文号
    3|提醒|（整个文件）||原来的文件不是 .xlsx 格式，内容已抄到这份填报表里，原件一并退回|对照原件，没有抄过来的补填在这里；以后用这份填报表报送
    ");
}

/// The lines of the list of corrections.
fn listed(bytes: &[u8]) -> String {
    let (_, list) = resave::sheets(bytes).into_iter().find(|(name, _)| name == "更正说明").unwrap();
    let texts = |row: &Vec<Data>| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
    list.iter().skip(4).map(texts).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_for_the_office_to_do_is_not_said_to_units() {
    let foreign = SELF_CHECK.replace("B1-2\t\t", "A2-1\t完成\t");
    let desk = Desk::empty()
        .submission("县甲局.xlsx", FILLER, &[("自评", &foreign), ("材料", EVIDENCE)])
        .submission(
            "某单位的表.xlsx",
            "某单位",
            &[("自评", "编号\t自评\nA1-1\t完成"), ("材料", "名称\t编号\n台账\tA1-1")],
        );
    assert_snapshot!(listed(&returned(&desk)), @"
    1|错误|自评|B3|“自评”填的是“很好”，不在可选范围内|应为 完成、部分完成、未完成 之一
    2|错误|自评|A6|编号为“A1-10”的一行重复填写，第二行没有采用|删去其中一行
    3|错误|材料|B3|指标编号“Z9”不在指标体系中|按责任分解表上的三级指标编号填写
    4|提醒|（整个文件）||县甲局没有填写它配合的指标 B1-2|补上配合情况
    5|提醒|自评|A5|县甲局填了指标 A2-1 的自查结论，它既不牵头也不配合这项指标|核对指标编号
    ");
    assert!(
        !desk.path().join("output/returns/某单位的表.xlsx").exists(),
        "the office knows the names of units"
    );
}

#[test]
fn only_what_is_marked_in_a_cell_is_said_to_be_coloured() {
    let said = |sheets: &[(&str, &str)]| {
        let bytes = returned(&Desk::empty().submission("县甲局.xlsx", FILLER, sheets));
        let (_, list) = resave::sheets(&bytes).into_iter().find(|(name, _)| name == "更正说明").unwrap();
        list[1][0].to_string()
    };
    let answers = "编号\t自评\nA1-1\t完成\nB1-1\t完成";
    assert_snapshot!(said(&[("自评", SELF_CHECK), ("材料", EVIDENCE)]), @"必须改正的 4 处，标为红色；请核对的 0 处，标为黄色，没有错的可以不改。");
    assert_snapshot!(said(&[("自评", SELF_CHECK), ("材料", "没有表头")]), @"必须改正的 4 处，其中 3 处标为红色；请核对的 0 处，标为黄色，没有错的可以不改。");
    assert_snapshot!(said(&[("自评", answers), ("材料", "没有表头")]), @"必须改正的 1 处（不在某一格里，没有标色）；请核对的 1 处（不在某一格里，没有标色），没有错的可以不改。");
}

#[test]
fn each_line_that_goes_to_a_unit_says_what_it_can_do_itself() {
    let evidence =
        format!("{EVIDENCE}\n台账\tA1-1\t\t\t台账.pdf\n公示\tA1-1\t\t\ta.example.cn/b\n照片\tA1-1\n合计\t1");
    let sheets = [("自评", SELF_CHECK), ("材料", &*evidence), ("销号", "问题\t状态\n9-002\t整改中")];
    let desk = |sheets: &[(&str, &str)]| {
        let rows =
            "问题\t单位\t内容\t时限\n9-001\t县甲局\t没有标识\t2024-06-10\n9-002\t丙镇\t没有台账\t2024-06-10";
        Desk::empty()
            .round("检查.xlsx", &[("走访", "单位\t日期\n县甲局\t2024-06-04"), ("问题", rows)])
            .submission("县甲局.xlsx", "县甲局\t填报日期\t2024-05-27", sheets)
    };
    let lines = listed(&returned(&desk(&sheets)));
    assert!(lines.lines().all(|line| !line.ends_with('|') && !line.contains("inputs")), "{lines}");
    assert_snapshot!(lines, @"
    1|错误|自评|B3|“自评”填的是“很好”，不在可选范围内|应为 完成、部分完成、未完成 之一
    2|错误|自评|B5|“自评”是必填项，这里是空的|填写后重新报送
    3|错误|自评|A6|编号为“A1-10”的一行重复填写，第二行没有采用|删去其中一行
    4|错误|材料|B3|指标编号“Z9”不在指标体系中|按责任分解表上的三级指标编号填写
    5|错误|销号|A3|问题“9-002”是县丙镇的，不是县甲局的|照整改通知书改正编号；不是本单位的问题，删去这一行
    6|提醒|材料|A7|这一行是“合计”，不是填报的事项，没有采用|不是填报的事项就不用改；是填报的事项，就按表头逐格填写
    7|提醒|自评|D1|县甲局填报日期是 2024年5月27日，晚于规定的 2024年5月20日|填报日期写错了就改正，没有写错就不用改
    8|提醒|材料|E4|“台账”引用的文件“台账.pdf”没有收到|把文件随报送表一起报来，或改正文件名
    9|提醒|材料|E5|“公示”引用的文件“a.example.cn/b”没有收到|是网址的，以 http:// 或 https:// 开头；是文件的，随报送表一起报来，或改正文件名
    10|提醒|材料|A6|“照片”没有文件、链接或文号|填上文件名、网址或文号
    11|提醒|（整个文件）||问题 9-001 应于 2024年6月10日 前整改，县甲局没有报告整改情况|已经整改就在报送表里报告；没有整改就抓紧整改
    ");
    let handed_in = listed(&returned(&desk(&sheets).file("evidence/台账.pdf", "台账")));
    assert!(!handed_in.contains("台账.pdf"), "{handed_in}");
}

#[test]
fn an_error_that_is_none_any_more_needs_no_change_of_its_cell() {
    let desk = desk();
    let bytes = returned(&desk);
    let desk = again(desk, &bytes).plan("sheets.yaml", "部分完成, 未完成]", "部分完成, 未完成, 很好]");
    assert!(!checked(&desk).contains("value-not-allowed"), "{}", checked(&desk));
    let said = juanzong(desk.path(), &["returns"]);
    let line = said.out.lines().find(|line| line.starts_with("退回后又报来的")).unwrap();
    assert_snapshot!(line, @"退回后又报来的 inputs/submissions/县甲局.xlsx：标注的 4 处，改了 0 处，没有改 3 处（自评!B5、自评!A6、材料!B3），没有改但已经不算错 1 处；标注以外改了 0 处");
}

#[test]
fn an_error_that_nobody_touched_is_one_finding_and_says_that_it_was_marked() {
    let desk = desk();
    let bytes = returned(&desk);
    let desk = again(desk, &bytes);
    assert_snapshot!(checked(&desk), @"
    value-not-allowed B3: “自评”填的是“很好”，不在可选范围内；退回时标注过，没有改
    required-empty B5: “自评”是必填项，这里是空的；退回时标注过，没有改
    row-duplicate A6: 编号为“A1-10”的一行重复填写，第二行没有采用；退回时标注过，没有改
    indicator-not-in-plan B3: 指标编号“Z9”不在指标体系中；退回时标注过，没有改
    round-unreported : 集中检查已经结束，inputs/inspections 中没有能用的“检查.xlsx”，通报和问题清单没有生成
    ");
}

#[test]
fn a_mark_that_is_seen_on_a_merged_cell_is_known_as_that_of_the_cell_inside() {
    let rows = "编号\t做法\t自评\nA1-1\t两格合并\t";
    let desk = Desk::empty().submission("县甲局.xlsx", FILLER, &[("自评", rows), ("材料", "名称\t编号")]);
    let path = desk.path().join("inputs").join(FILE);
    let mut package = Package::unpack(&fs::read(&path).unwrap());
    for (name, part) in package.parts() {
        if name == "xl/worksheets/sheet1.xml" {
            let merged = "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"B3:C3\"/></mergeCells>";
            *part = String::from_utf8(part.clone()).unwrap().replace("</sheetData>", merged).into_bytes();
        }
    }
    fs::write(&path, package.pack()).unwrap();
    let bytes = returned(&desk);
    assert_snapshot!(marks::comments(&mut Package::unpack(&bytes), 1)["B3"], @"
    【更正说明】
    错误：“自评”是必填项，这里是空的
    怎么办：填写后重新报送
    合并在里面的单元格：自评!C3
    ");
    assert_snapshot!(checked(&again(desk, &bytes)), @"
    required-empty C3: “自评”是必填项，这里是空的；退回时标注过，没有改
    round-unreported : 集中检查已经结束，inputs/inspections 中没有能用的“检查.xlsx”，通报和问题清单没有生成
    ");
}

#[test]
fn a_workbook_that_comes_back_in_another_format_is_read_and_a_warning_says_that_it_was_not_compared() {
    let filler = format!("填报单位\t{FILLER}");
    let [own, evidence] = [SELF_CHECK, EVIDENCE]
        .map(|rows| format!("{filler}\n{}", rows.replace("=date:", "").replace("=number:", "")));
    let sheets = [("自评", own.as_str()), ("材料", &evidence), ("juanzong-marks", "juanzong-marks\t1")];
    let desk = Desk::empty().file("submissions/县甲局.ods", ods(&sheets));
    let found = program::findings(&juanzong(desk.path(), &["check", "--format", "json"]));
    let of = |code: &str| {
        found.iter().filter(|it| it.code == code).map(|it| it.place.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of("return-uncompared"), ["inputs/submissions/县甲局.ods"]);
    assert_eq!(of("value-not-allowed"), ["inputs/submissions/县甲局.ods 自评!B3"]);
    let desk = Desk::empty().file("submissions/县甲局.ods", ods(&sheets[..2]));
    let found = program::findings(&juanzong(desk.path(), &["check", "--format", "json"]));
    assert!(found.iter().all(|it| it.code != "return-uncompared"), "{found:?}");
}

/// The errors and marks that a check names, each with its place.
fn checked(desk: &Desk) -> String {
    let said = juanzong(desk.path(), &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let is_meant = |it: &&serde_json::Value| it["severity"] == "error" || it["code"] == "mark-unmended";
    let line = |it: &serde_json::Value| {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        format!("{} {}: {}", text(&it["code"]), text(&it["place"]["cell"]), text(&it["message"]))
    };
    findings.filter(is_meant).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_went_back_before_is_put_aside_when_there_is_nothing_to_mend_any_more() {
    let desk = desk();
    let bytes = returned(&desk);
    let kept = desk.path().join("output/returns/县丙镇.xlsx");
    fs::write(&kept, "an earlier one of another unit").unwrap();
    let corrected = corrected(&bytes);
    let desk = again(desk, &corrected);
    juanzong(desk.path(), &["returns", "县甲局"]);
    let output = desk.path().join("output");
    assert_eq!(
        folders::tree(&output).keys().collect::<Vec<_>>(),
        ["returns/县丙镇.xlsx", "过期/returns/县甲局.xlsx"]
    );
    let said = juanzong(desk.path(), &["returns", "--format", "json"]);
    assert_eq!(
        folders::tree(&output).keys().collect::<Vec<_>>(),
        ["过期/returns/县丙镇.xlsx", "过期/returns/县甲局.xlsx"]
    );
    assert_eq!(fs::read(output.join("过期/returns/县甲局.xlsx")).unwrap(), bytes);
    assert!(program::findings(&said).iter().any(|it| it.code == "document-outdated"), "{said}");
}
