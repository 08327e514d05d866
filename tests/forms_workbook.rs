//! Promise: the forms that `juanzong forms` writes come back, filled in or not, with no finding of their own making.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking what is wrong"
)]

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use juanzong::base::{Finding, Severity};
use juanzong::intake;
use tempfile::TempDir;

#[path = "support/county.rs"]
mod county;
#[path = "support/folders.rs"]
mod folders;
#[path = "support/packages.rs"]
mod packages;
#[path = "support/program.rs"]
mod program;
#[path = "support/stages.rs"]
mod stages;
#[path = "support/workbooks.rs"]
mod workbooks;

use packages::Package;
use program::juanzong;
use stages::Stages;

const UNITS: [&str; 3] = ["县甲局", "县乙局", "县丙镇"];
/// The parts of a form of the second county.
const SELF_CHECK: &str = "xl/worksheets/sheet2.xml";
const EVIDENCE: &str = "xl/worksheets/sheet3.xml";
const RECTIFICATION: &str = "xl/worksheets/sheet4.xml";

#[test]
fn every_unit_that_owes_a_submission_gets_its_form() {
    let county = county::build("second-county");
    assert_snapshot!(juanzong(county.path(), &["forms"]), @"
    发现的问题：错误 0 条，提醒 0 条

    做好填报表 3 份，在 [工作区]/output/forms
    其中 2 个单位已经报送过，新表里没有它们填过的内容；要补充，就在它们交来的表上接着填
    [0]
    ");
    assert_eq!(
        folders::tree(&county.path().join("output")).keys().collect::<Vec<_>>(),
        ["forms/县丙镇.xlsx", "forms/县乙局.xlsx", "forms/县甲局.xlsx"]
    );
    assert_snapshot!(juanzong(county.path(), &["forms", "县丁局"]), @"
    失败：没有与“县丁局”相符、又要报送的单位
    [3]
    ");
}

#[test]
fn a_form_holds_what_is_the_units_own_and_nothing_to_compute() {
    let county = with_forms();
    assert_snapshot!(text(&form(county.path(), "县丙镇")), @"
    == 填表说明
    演示县节水机关建设填报表
    填报的单位：县丙镇
    报送时限：2024年5月20日
    报送到：演示县节约用水委员会办公室（电话：演示电话）
    表的版本：25e69997
    怎样填：
    1. 只填白色的格子。灰色的格子已经填好，锁住了，不用改；表头带 * 的是必填项。
    2. 每张表上方的填报日期、联系人、电话填在第一张表上就可以，其余各表可以不填。
    3. 有下拉框的格子从下拉框里选。编号的格子上有批注，写着分工、完成时限和要求的佐证材料，或问题的内容。
    4. 没有内容的行空着，不要填“无”。不要插入、合并单元格，不要改表头；行不够时接着往下填。
    5. 填好后存为 .xlsx 报送，文件叫什么名字都可以。
    填写举例（只是样子，不要照抄）：
    “自评”：自评选“完成”“部分完成”“未完成”中的一个，时限填 2024-05-20 这样的日期
    “材料”：名称用文字写明，编号填 A2-1 这样的编号，日期填 2024-05-20 这样的日期，页数填 3 这样的数
    “销号”：状态选“未整改”“整改中”“已整改”中的一个，日期填 2024-05-20 这样的日期
    本单位的指标和没有整改的问题：
    编号|指标或问题|分工或类型|完成时限|要求的佐证材料或整改要求
    A2-1|更换节水龙头|牵头|2024年5月31日|照片
    B1-2|公布用水量|牵头|长期坚持|公示链接
    A1-10|按月抄表|配合|每月
    B1-1|张贴标识|配合|2024年5月31日
    9-002|仍有旧式龙头||2024年6月12日
    9-003|用水台账没有签名||2024年6月30日
    == 自评
    演示县节水机关建设自评表
    填报单位：|县丙镇|填报日期：
    联系人：||电话：
    自评*|编号*|做法|不足|时限
    |A2-1
    |B1-2
    |A1-10
    |B1-1
    == 材料
    演示县节水机关建设材料表
    填报单位：|县丙镇|填报日期：||联系人：
    电话：
    名称*|编号*|日期|页数|网址或文件|文号
    == 销号
    演示县节水机关建设销号表
    填报单位：|县丙镇
    填报日期：
    联系人：
    电话：
    问题*|状态*|日期
    9-002
    9-003
    == juanzong
    juanzong|完成|A2-1|未整改
    25e69997|部分完成|B1-2|整改中
    县丙镇|未完成|A1-10|已整改
    ||B1-1
    ");
}

#[test]
fn values_to_choose_from_are_offered_and_days_are_checked() {
    let county = with_forms();
    let sheets =
        [SELF_CHECK, EVIDENCE, RECTIFICATION].map(|sheet| part(&form(county.path(), "县丙镇"), sheet));
    let rules = sheets.iter().flat_map(|xml| elements(xml, "dataValidation "));
    let shown = rules.map(|rule| {
        let formula = rule.split(['<', '>']).nth(3).unwrap_or_default();
        format!("{} {} {formula}", attribute(rule, "sqref"), attribute(rule, "type"))
    });
    assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @"
    A5:A1000 list juanzong!$B$1:$B$3
    D2 date 1
    E5:E1000 date 1
    B5:B1000 list juanzong!$C$1:$C$4
    C5:C1000 date 1
    D2 date 1
    D5:D1000 decimal 0
    B3 date 1
    B7:B1000 list juanzong!$D$1:$D$3
    C7:C1000 date 1
    ");
}

#[test]
fn only_cells_to_fill_in_are_unlocked() {
    let county = with_forms();
    let form = form(county.path(), "县丙镇");
    let styles = part(&form, "xl/styles.xml");
    let formats = styles.split_once("<cellXfs").unwrap().1.split_once("</cellXfs>").unwrap().0;
    let is_open: Vec<bool> =
        formats.split("<xf ").skip(1).map(|format| format.contains("locked=\"0\"")).collect();
    let xml = part(&form, SELF_CHECK);
    assert!(xml.contains("<sheetProtection sheet=\"1\"") && !xml.contains("password="));
    let cells = elements(&xml, "c ");
    let open = cells.filter(|cell| is_open[attribute(cell, "s").parse::<usize>().unwrap()]);
    let open: Vec<&str> = open.map(|cell| attribute(cell, "r")).collect();
    assert_snapshot!(open.join(" "), @"D2 B3 D3 A5 C5 D5 E5 A6 C6 D6 E6 A7 C7 D7 E7 A8 C8 D8 E8");
}

#[test]
fn rows_whose_text_wraps_are_as_high_as_it_needs_and_grow_with_what_is_typed() {
    let county = county::build("second-county");
    let plan = |file: &str, from: &str, to: &str| {
        let path = county.path().join("inputs/plan").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(&path, text.replace(from, to)).unwrap();
    };
    plan("sheets.yaml", "name: 做法}", "name: 做法}\n      - {field: indicator_name, name: 指标}");
    plan("indicators.yaml", "name: 更换节水龙头", &format!("name: {}", "更换节水龙头".repeat(10)));
    juanzong(county.path(), &["forms"]);
    let form = form(county.path(), "县丙镇");
    let high = |sheet: &str| -> Vec<String> {
        let xml = part(&form, sheet);
        let rows = elements(&xml, "row ").map(|row| row.split('>').next().unwrap().to_owned());
        rows.filter(|row| row.contains(" ht=\"")).collect()
    };
    assert_snapshot!(high(SELF_CHECK).join("\n"), @r#"
    r="1" spans="1:6" ht="32.25"
    r="5" spans="1:6" ht="75"
    "#);
    // Nobody types there, and merged cells grow in no program.
    assert!(high("xl/worksheets/sheet1.xml").iter().all(|row| row.contains("customHeight=\"1\"")));
}

#[test]
fn the_heads_of_each_table_stand_on_all_its_pages() {
    let county = with_forms();
    let book = part(&form(county.path(), "县丙镇"), "xl/workbook.xml");
    let titles = book.split("name=\"_xlnm.Print_Titles\"").skip(1);
    let rows: Vec<&str> = titles.map(|it| it.split(['>', '<']).nth(1).unwrap()).collect();
    assert_snapshot!(rows.join("\n"), @"
    填表说明!$18:$18
    材料!$4:$4
    自评!$4:$4
    销号!$6:$6
    ");
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let forms = || UNITS.map(|unit| form(with_forms().path(), unit));
    assert_eq!(forms(), forms());
}

#[test]
fn forms_that_nobody_filled_in_come_back_as_unanswered_and_no_more() {
    let county = with_forms();
    for unit in UNITS {
        hand_in(county.path(), unit, &form(county.path(), unit));
    }
    let Stages { ledger, findings, .. } = stages::run(county.path());
    assert_eq!(ledger.handed_in().count(), UNITS.len());
    assert_eq!(errors(&findings), Vec::<String>::new());
    assert!(findings.iter().all(|finding| finding.code.name() != "required-empty"));
    assert_eq!(ledger.handed_in().map(|submission| submission.answers.len()).sum::<usize>(), 0);
}

#[test]
fn a_form_that_was_filled_in_is_read_without_a_finding() {
    let county = with_forms();
    let filled = fill(&form(county.path(), "县丙镇"), SELF_CHECK, &[("A5", "完成"), ("C5", "全部更换")]);
    let filled = fill(&filled, SELF_CHECK, &[("A6", "完成"), ("E6", "2024-05-20"), ("D2", "2024-05-19")]);
    let filled = fill(&filled, SELF_CHECK, &[("A7", "完成"), ("A8", "部分完成")]);
    let filled = fill(&filled, EVIDENCE, &[("A6", "公示页"), ("B6", "B1-2"), ("F6", "演示〔2024〕1号")]);
    let filled = fill(&filled, EVIDENCE, &[("A7", "更换记录"), ("B7", "A2-1"), ("F7", "演示〔2024〕2号")]);
    let filled = fill(&filled, RECTIFICATION, &[("B7", "已整改"), ("C7", "2024-06-11")]);
    hand_in(county.path(), "随便什么名字(1)", &filled);
    let Stages { plan, ledger, findings } = stages::run(county.path());
    let unit = plan.names.unit("县丙镇").unwrap();
    let submission = ledger.submission(unit).unwrap();
    let answers: Vec<&str> = submission.answers.iter().map(|answer| answer.conclusion.as_str()).collect();
    assert_eq!(answers, ["完成", "完成", "部分完成", "完成"]);
    assert_eq!(submission.evidence.len(), 2);
    let reports: Vec<&str> = submission.rectifications.iter().map(|report| report.problem.as_str()).collect();
    assert_eq!(reports, ["9-002"]);
    let of_the_form = findings.iter().filter(|finding| finding.place.file.contains("随便"));
    assert_eq!(of_the_form.map(|finding| finding.code.name()).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn a_row_that_was_begun_is_held_to_what_is_required() {
    let county = with_forms();
    let begun = fill(&form(county.path(), "县丙镇"), SELF_CHECK, &[("C5", "全部更换")]);
    hand_in(county.path(), "县丙镇", &begun);
    assert_snapshot!(errors(&stages::run(county.path()).findings).join("\n"), @"
    error[required-empty]: “自评”是必填项，这里是空的
      --> inputs/submissions/县丙镇.xlsx 自评!A5
      = help: 填写后重新报送
    ");
}

#[test]
fn a_form_is_known_by_its_unit_when_the_cell_that_names_it_was_cleared() {
    let county = with_forms();
    let mut form = Package::unpack(&form(county.path(), "县丙镇"));
    for (name, part) in form.parts() {
        if [SELF_CHECK, EVIDENCE, RECTIFICATION].contains(&name.as_str()) {
            *part = without_cell(&String::from_utf8(part.clone()).unwrap(), "B2").into_bytes();
        }
    }
    hand_in(county.path(), "x", &form.pack());
    let Stages { plan, ledger, findings } = stages::run(county.path());
    assert!(ledger.submission(plan.names.unit("县丙镇").unwrap()).is_some());
    assert_eq!(errors(&findings), Vec::<String>::new());
}

#[test]
fn a_form_that_another_unit_filled_in_is_refused_and_both_are_named() {
    let county = with_forms();
    let form = fill(&form(county.path(), "县丙镇"), SELF_CHECK, &[("A5", "完成")]);
    let mut package = Package::unpack(&form);
    for (_, part) in package.parts().iter_mut().filter(|(name, _)| name == SELF_CHECK) {
        let other = r#"<c r="B2" t="inlineStr"><is><t>县乙局</t></is></c><c r="C2""#;
        let xml = without_cell(&String::from_utf8(part.clone()).unwrap(), "B2");
        *part = xml.replace(r#"<c r="C2""#, other).into_bytes();
    }
    hand_in(county.path(), "县丙镇", &package.pack());
    assert_snapshot!(errors(&stages::run(county.path()).findings).join("\n"), @"
    error[unit-contradicted]: 填报单位写的是县乙局，这份填报表却是做给县丙镇的，整个工作簿没有采用
      --> inputs/submissions/县丙镇.xlsx 自评!B2
      ::: inputs/submissions/县丙镇.xlsx juanzong!A3: 填报表是做给谁的
      = help: 请该单位用自己的填报表填写；填报单位写错了就改正
    ");
}

#[test]
fn a_form_of_an_older_layout_is_read_with_a_warning() {
    let county = with_forms();
    let old = fill(&form(county.path(), "县丙镇"), SELF_CHECK, &[("A5", "完成")]);
    hand_in(county.path(), "县丙镇", &old);
    let sheets = county.path().join("inputs/plan/sheets.yaml");
    let text = fs::read_to_string(&sheets).unwrap();
    let longer = text.replace("name: 不足}", "name: 不足}\n      - {field: remark, name: 备注}");
    assert_ne!(text, longer);
    fs::write(&sheets, longer).unwrap();
    let Stages { ledger, findings, .. } = stages::run(county.path());
    assert_eq!(ledger.handed_in().map(|submission| submission.answers.len()).sum::<usize>(), 1);
    let found = findings.iter().filter(|finding| finding.code.name() == "form-outdated");
    assert_snapshot!(found.map(ToString::to_string).collect::<String>(), @"
    warning[form-outdated]: 填报表的版本是 25e69997，现在的版本是 86c5a4ed，内容按表头读入
      --> inputs/submissions/县丙镇.xlsx
      = help: 样式改过以后，用 juanzong forms 重新做一份发给该单位；这一份核对后也可以继续用
    ");
}

#[test]
fn synonyms_make_no_form_older() {
    let county = with_forms();
    hand_in(county.path(), "县丙镇", &form(county.path(), "县丙镇"));
    let sheets = county.path().join("inputs/plan/sheets.yaml");
    let text = fs::read_to_string(&sheets).unwrap();
    fs::write(&sheets, text.replace("name: 不足}", "name: 不足, synonyms: [问题]}")).unwrap();
    let findings = stages::run(county.path()).findings;
    assert!(findings.iter().all(|finding| finding.code.name() != "form-outdated"));
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    for start in ["=", "+", "-", "@", "\t"] {
        let county = county::build("second-county");
        let indicators = county.path().join("inputs/plan/indicators.yaml");
        let text = fs::read_to_string(&indicators).unwrap();
        let planted = format!("name: {:?}", format!("{start}HYPERLINK(\"http://example.invalid\")"));
        fs::write(&indicators, text.replace("name: 更换节水龙头", &planted)).unwrap();
        juanzong(county.path(), &["forms"]);
        let mut form = Package::unpack(&form(county.path(), "县丙镇"));
        let parts: String =
            form.parts().iter().map(|(_, part)| String::from_utf8_lossy(part).into_owned()).collect();
        assert!(parts.contains(&format!(">{start}HYPERLINK(")), "{start}");
        assert!(!parts.contains("<f>"), "{start}");
    }
}

#[test]
fn a_sheet_name_that_no_workbook_can_have_is_a_finding() {
    let county = county::build("second-county");
    let sheets = county.path().join("inputs/plan/sheets.yaml");
    let text = fs::read_to_string(&sheets).unwrap();
    fs::write(&sheets, text.replace("name: 自评\n", "name: 自评/自查\n")).unwrap();
    let said = juanzong(county.path(), &["forms", "县甲局", "--format", "json"]);
    let found = program::findings(&said);
    assert_eq!(said.code, 1);
    assert!(found.iter().any(|found| found.code == "form-unwritable"), "{said}");
}

#[test]
fn forms_are_made_whatever_is_wrong_in_what_units_handed_in_but_a_faulty_plan_is_a_fault() {
    let county = county::build("second-county");
    hand_in(county.path(), "坏的", b"no workbook");
    let said = juanzong(county.path(), &["forms", "--format", "json"]);
    assert!(program::findings(&said).iter().any(|it| it.code == "workbook-unreadable"), "{said}");
    assert_eq!(said.code, 0);
    let indicators = county.path().join("inputs/plan/indicators.yaml");
    let text = fs::read_to_string(&indicators).unwrap();
    fs::write(&indicators, text.replace("lead: 丙镇", "lead: 县丁局")).unwrap();
    assert_eq!(juanzong(county.path(), &["forms", "--quiet"]).code, 1);
}

/// The second county without submissions, its forms below `output/forms`.
fn with_forms() -> TempDir {
    let county = county::build("second-county");
    fs::remove_dir_all(county.path().join("inputs/submissions")).unwrap();
    let said = juanzong(county.path(), &["forms", "--quiet"]);
    assert_eq!(said.code, 0, "{said}");
    county
}

fn form(county: &Path, unit: &str) -> Vec<u8> {
    fs::read(county.join(format!("output/forms/{unit}.xlsx"))).unwrap()
}

fn part(form: &[u8], name: &str) -> String {
    let mut package = Package::unpack(form);
    let (_, content) = package.parts().iter().find(|(part, _)| part == name).expect(name);
    String::from_utf8(content.clone()).unwrap()
}

/// The elements whose tag begins like this, each up to the next.
fn elements<'a>(xml: &'a str, tag: &str) -> impl Iterator<Item = &'a str> {
    let start = format!("<{tag}");
    xml.split(&start).skip(1).collect::<Vec<_>>().into_iter()
}

fn attribute<'a>(element: &'a str, name: &str) -> &'a str {
    let start = format!("{name}=\"");
    element.split_once(start.as_str()).map_or("", |(_, rest)| rest.split('"').next().unwrap_or_default())
}

fn hand_in(county: &Path, name: &str, bytes: &[u8]) {
    let folder = county.join("inputs/submissions");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.xlsx")), bytes).unwrap();
}

/// Writes texts into empty cells of a sheet, as another program does.
fn fill(form: &[u8], sheet: &str, cells: &[(&str, &str)]) -> Vec<u8> {
    let mut package = Package::unpack(form);
    for (name, part) in package.parts().iter_mut().filter(|(name, _)| name == sheet) {
        let mut xml = String::from_utf8(part.clone()).expect(name);
        for (cell, text) in cells {
            let start = xml.find(&format!("<c r=\"{cell}\"")).expect(cell);
            let end = start + xml[start..].find("/>").unwrap();
            xml.replace_range(end..end + 2, &format!(" t=\"inlineStr\"><is><t>{text}</t></is></c>"));
        }
        *part = xml.into_bytes();
    }
    package.pack()
}

fn without_cell(xml: &str, cell: &str) -> String {
    let start = xml.find(&format!("<c r=\"{cell}\"")).expect(cell);
    let end = start + xml[start..].find("</c>").unwrap() + "</c>".len();
    format!("{}{}", &xml[..start], &xml[end..])
}

fn errors(findings: &[Finding]) -> Vec<String> {
    let errors = findings.iter().filter(|finding| finding.severity() == Severity::Error);
    errors.map(ToString::to_string).collect()
}

/// The texts of every sheet in order, as `calamine` reads them.
fn text(form: &[u8]) -> String {
    use calamine::{Data, Reader, Xlsx};
    let mut workbook = Xlsx::new(std::io::Cursor::new(form)).unwrap();
    let mut shown = String::new();
    for name in workbook.sheet_names() {
        assert_eq!(workbook.worksheet_formula(&name).unwrap().used_cells().count(), 0);
        shown.push_str(&format!("== {name}\n"));
        for row in workbook.worksheet_range(&name).unwrap().rows() {
            let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
            if row.iter().any(|cell| *cell != Data::Empty) {
                shown.push_str(&format!("{}\n", cells.join("|").trim_end_matches('|')));
            }
        }
    }
    assert!(shown.contains(intake::FORM_SHEET));
    shown
}
