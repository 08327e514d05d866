//! Promises of the ledger: each row is in it, or refused with a finding at the cell to change.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking what is wrong"
)]

use insta::assert_snapshot;
use juanzong::base::Code;
use juanzong::ledger::{IndicatorId, Standing};
use juanzong::plan::UnitId;

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

/// The rows that were accepted, then what intake and ledger found.
fn merged(desk: &Desk) -> String {
    let stages = desk.stages();
    let rows: Vec<String> = accepted::rows(&stages.ledger).iter().map(|place| format!("+ {place}")).collect();
    let findings = desk::shown(&stages.findings, Code::WorkbookUnreadable, Code::RowDuplicate);
    format!("{}\n{findings}", rows.join("\n"))
}

const ANSWERS: &str = "编号\t自评\t做法\t时限\n";
const EVIDENCE: &str = "名称\t编号\t日期\t网址或文件\t文号\n";
const REPORTS: &str = "问题\t状态\t日期\n";
const VISITS: &str = "单位\t日期\t组\n";
const PROBLEMS: &str = "问题\t单位\t编号\t内容\t时限\n";

/// A desk with one sheet of answers of one unit.
fn answers(rows: &str) -> Desk {
    Desk::empty().submission(
        "甲.xlsx",
        "县甲局",
        &[("自评", &format!("{ANSWERS}{rows}")), ("材料", EVIDENCE)],
    )
}

fn problems(rows: &str) -> Desk {
    Desk::empty().round("检查.xlsx", &[("走访", VISITS), ("问题", &format!("{PROBLEMS}{rows}"))])
}

/// A unit that reports on problems 9-001, its own, and 9-002, another's.
fn reports(rows: &str) -> Desk {
    let sheets = [("自评", ANSWERS), ("材料", EVIDENCE), ("销号", &format!("{REPORTS}{rows}"))];
    problems("9-001\t县甲局\t\t没有标识\n9-002\t丙镇\t\t没有台账").submission("甲.xlsx", "县甲局", &sheets)
}

#[test]
fn a_workbook_that_names_no_unit_is_refused_at_its_first_sheet() {
    let desk = Desk::empty().submission(
        "甲.xlsx",
        "",
        &[("自评", &format!("{ANSWERS}A1-1\t完成")), ("材料", EVIDENCE)],
    );
    assert_snapshot!(merged(&desk), @"

    error[unit-unnamed]: 表头上方没有写明填报单位，整个工作簿没有采用
      --> inputs/submissions/甲.xlsx 自评
      = help: 在表头上方写“填报单位：”和单位名称
    ");
}

#[test]
fn a_workbook_that_bears_the_name_of_another_unit_is_used_as_its_cell_says_and_named() {
    let answers = [("自评", &*format!("{ANSWERS}A1-1\t完成"))];
    let misnamed = Desk::empty().submission("县乙局.xlsx", "县甲局", &answers);
    assert_snapshot!(merged(&misnamed), @"
    + inputs/submissions/县乙局.xlsx 自评!A3
    error[sheet-missing]: 缺少工作表“材料”
      --> inputs/submissions/县乙局.xlsx
      = help: 工作簿里有：自评；把相应的一张改成这个名字
    warning[file-misnamed]: 文件名是“县乙局”，填报单位写的却是县甲局，按填报单位采用
      --> inputs/submissions/县乙局.xlsx 自评!B1
      ::: inputs/submissions/县乙局.xlsx: 这个文件
      = help: 核对是谁交的：文件名错了就改名，填报单位错了就改正
    ");
    let named = Desk::empty().submission("县甲局.xlsx", "县甲局", &answers);
    assert_snapshot!(merged(&named), @"
    + inputs/submissions/县甲局.xlsx 自评!A3
    error[sheet-missing]: 缺少工作表“材料”
      --> inputs/submissions/县甲局.xlsx
      = help: 工作簿里有：自评；把相应的一张改成这个名字
    ");
}

#[test]
fn a_unit_that_the_plan_does_not_know_is_named_with_the_one_it_may_mean() {
    let desk = Desk::empty()
        .submission("甲.xlsx", "县甲管局", &[("自评", &format!("{ANSWERS}A1-1\t完成")), ("材料", EVIDENCE)])
        .submission("乙.xlsx", "水文站", &[("自评", ANSWERS), ("材料", EVIDENCE)])
        .round(
            "检查.xlsx",
            &[("走访", &format!("{VISITS}县丁局\t2024-06-03\n丙镇\t2024-06-04")), ("问题", PROBLEMS)],
        );
    assert_snapshot!(merged(&desk), @"
    + inputs/inspections/检查.xlsx 走访!A3
    error[unit-not-in-plan]: 单位“县丁局”不在单位名录中
      --> inputs/inspections/检查.xlsx 走访!A2
      ::: inputs/plan/units.yaml:3:12: 名称相近的单位
      = help: 改为“县甲局”，或在单位名录 units.yaml 中补充该单位或别名
    error[unit-not-in-plan]: 单位“水文站”不在单位名录中
      --> inputs/submissions/乙.xlsx 自评!B1
      = help: 在单位名录 units.yaml 中补充该单位或别名
    error[unit-not-in-plan]: 单位“县甲管局”不在单位名录中
      --> inputs/submissions/甲.xlsx 自评!B1
      ::: inputs/plan/units.yaml:3:27: 名称相近的单位
      = help: 改为“县甲管理局”，或在单位名录 units.yaml 中补充该单位或别名
    ");
}

#[test]
fn of_two_workbooks_of_a_unit_that_differ_neither_counts() {
    let first = [("自评", &*format!("{ANSWERS}A1-1\t完成")), ("材料", EVIDENCE)];
    let second = [("自评", &*format!("{ANSWERS}A1-1\t未完成")), ("材料", EVIDENCE)];
    let desk =
        Desk::empty().submission("甲/后.xlsx", "县甲管理局", &second).submission("乙.xlsx", "县甲局", &first);
    assert_snapshot!(merged(&desk), @"

    error[unit-submitted-twice]: 县甲局交了 2 个内容不同的工作簿，分不清以哪个为准，都没有采用
      --> inputs/submissions/乙.xlsx 自评!B1
      ::: inputs/submissions/甲/后.xlsx 自评!B1: 另一个
      = help: 只留一个，其余移出这个文件夹
    ");
}

#[test]
fn a_workbook_that_says_the_same_as_another_is_used_once() {
    let sheets = [("自评", &*format!("{ANSWERS}A1-1\t完成")), ("材料", EVIDENCE)];
    let desk =
        Desk::empty().submission("甲(1).xlsx", "县甲局", &sheets).submission("甲.xlsx", "县甲局", &sheets);
    assert_snapshot!(merged(&desk), @"
    + inputs/submissions/甲(1).xlsx 自评!A3
    warning[workbook-repeated]: 这个工作簿与另一个的内容完全相同，只用了一个
      --> inputs/submissions/甲.xlsx
      ::: inputs/submissions/甲(1).xlsx: 采用的一个
      = help: 删去其中一个
    ");
}

#[test]
fn the_latest_workbook_of_a_unit_counts_where_the_plan_says_so() {
    let sheets = |answer: &str| format!("{ANSWERS}A1-1\t{answer}");
    let (first, second) = (sheets("未完成"), sheets("完成"));
    let desk = |day: &str| {
        let filler = format!("县甲局\t填报日期\t{day}");
        Desk::empty()
            .plan("sheets.yaml", "submission:", "latest_wins: true\nsubmission:")
            .submission("乙.xlsx", &filler, &[("自评", &second), ("材料", EVIDENCE)])
            .submission("甲.xlsx", "县甲局\t填报日期\t2024-05-03", &[("自评", &first), ("材料", EVIDENCE)])
    };
    assert_snapshot!(merged(&desk("2024-05-04")), @"
    + inputs/submissions/乙.xlsx 自评!A3
    warning[workbook-superseded]: 县甲局后来又交了一个工作簿，这一个没有采用
      --> inputs/submissions/甲.xlsx 自评!B1
      ::: inputs/submissions/乙.xlsx 自评!B1: 填报日期最晚的一个
    ");
    // On the same day nobody knows which is later.
    assert_snapshot!(merged(&desk("2024-05-03")), @"

    error[unit-submitted-twice]: 县甲局交了 2 个内容不同的工作簿，分不清以哪个为准，都没有采用
      --> inputs/submissions/乙.xlsx 自评!B1
      ::: inputs/submissions/甲.xlsx 自评!B1: 另一个
      = help: 只留一个，其余移出这个文件夹
    ");
}

#[test]
fn a_workbook_of_no_round_is_refused() {
    let desk = Desk::empty().round("抽查.xlsx", &[("走访", VISITS), ("问题", PROBLEMS)]);
    assert_snapshot!(merged(&desk), @"

    error[round-workbook-unknown]: “抽查.xlsx”不是计划中任何一轮检查的工作簿，没有采用
      --> inputs/inspections/抽查.xlsx
      = help: inspections.yaml 中写的是：检查.xlsx
    ");
}

#[test]
fn of_two_workbooks_of_a_round_that_differ_neither_counts() {
    let visits = |unit: &str| format!("{VISITS}{unit}\t2024-06-03");
    let desk = Desk::empty()
        .round("补/检查.xlsx", &[("走访", &visits("县乙局")), ("问题", PROBLEMS)])
        .round("检查.xlsx", &[("走访", &visits("县甲局")), ("问题", PROBLEMS)]);
    assert_snapshot!(merged(&desk), @"

    error[round-submitted-twice]: 集中检查交了 2 个内容不同的工作簿，分不清以哪个为准，都没有采用
      --> inputs/inspections/检查.xlsx
      ::: inputs/inspections/补/检查.xlsx: 另一个
      = help: 只留一个，其余移出这个文件夹
    ");
}

#[test]
fn an_indicator_that_the_plan_does_not_know_refuses_its_row_on_every_sheet() {
    let desk = Desk::empty()
        .submission(
            "甲.xlsx",
            "县甲局",
            &[
                ("自评", &format!("{ANSWERS}A1-2\t完成\nA1-1\t完成")),
                ("材料", &format!("{EVIDENCE}台账\tA1\n")),
            ],
        )
        .round("检查.xlsx", &[("走访", VISITS), ("问题", &format!("{PROBLEMS}9-001\t县甲局\tB9\t没有标识"))]);
    assert_snapshot!(merged(&desk), @"
    + inputs/submissions/甲.xlsx 自评!A4
    error[indicator-not-in-plan]: 指标编号“B9”不在指标体系中
      --> inputs/inspections/检查.xlsx 问题!C2
      = help: 按责任分解表上的三级指标编号填写
    error[indicator-not-in-plan]: 指标编号“A1-2”不在指标体系中
      --> inputs/submissions/甲.xlsx 自评!A3
      = help: 按责任分解表上的三级指标编号填写
    error[indicator-not-in-plan]: 指标编号“A1”不在指标体系中
      --> inputs/submissions/甲.xlsx 材料!B3
      = help: 按责任分解表上的三级指标编号填写
    ");
}

#[test]
fn an_indicator_that_became_a_number_is_asked_about_and_never_repaired() {
    let desk = |id: &str, cell: &str| {
        let plan = Desk::empty().plan("indicators.yaml", "id: A1-10", &format!("id: {id}"));
        let rows = format!("{ANSWERS}{cell}\t完成");
        merged(&plan.submission("甲.xlsx", "县甲局", &[("自评", &rows), ("材料", EVIDENCE)]))
    };
    let both = |cell: &str| {
        let plan = Desk::empty().plan("indicators.yaml", "id: A1-10", "id: 1.10").plan(
            "indicators.yaml",
            "id: A1-1\n",
            "id: 1.1\n",
        );
        let rows = format!("{ANSWERS}{cell}\t完成");
        merged(&plan.submission("甲.xlsx", "县甲局", &[("自评", &rows), ("材料", EVIDENCE)]))
    };
    assert_snapshot!(both("=number:1.1"), @"

    error[indicator-ambiguous]: 指标编号是数字 1.1，分不清是 1.1 还是 1.10，这一行没有采用
      --> inputs/submissions/甲.xlsx 自评!A3
      = help: 把这一格设为文本格式，再填 1.1 或 1.10
    ");
    assert_snapshot!(both("1.10"), @"+ inputs/submissions/甲.xlsx 自评!A3");
    assert_snapshot!(desk("2.10", "=number:2.1"), @"

    error[indicator-not-in-plan]: 指标编号“2.1”不在指标体系中
      --> inputs/submissions/甲.xlsx 自评!A3
      = help: 是不是 2.10：把这一格设为文本格式再填，末尾的 0 才不会丢
    ");
}

#[test]
fn an_id_is_read_without_what_typing_adds_to_it() {
    for typed in ["Ａ１－１０", "A1-10\u{3000}", "'A1-10", "A1 -10", "A1-\u{200b}10"] {
        let found = merged(&answers(&format!("{typed}\t完成")));
        assert_eq!(found.trim_end(), "+ inputs/submissions/甲.xlsx 自评!A3", "{typed}");
    }
}

#[test]
fn a_problem_has_the_id_of_its_round_and_a_serial() {
    let rows = ["9003", "8-001", "9-", "-1", "9-1-2", "9-001"];
    let rows: Vec<String> = rows.iter().map(|id| format!("{id}\t县甲局\t\t没有标识")).collect();
    assert_snapshot!(merged(&problems(&rows.join("\n"))), @"
    + inputs/inspections/检查.xlsx 问题!A7
    error[problem-id-malformed]: 问题编号“9003”应由本轮编号“9”、短横线和顺序号组成
      --> inputs/inspections/检查.xlsx 问题!A2
      = help: 如 9-001
    error[problem-id-malformed]: 问题编号“8-001”应由本轮编号“9”、短横线和顺序号组成
      --> inputs/inspections/检查.xlsx 问题!A3
      = help: 如 9-001
    error[problem-id-malformed]: 问题编号“9-”应由本轮编号“9”、短横线和顺序号组成
      --> inputs/inspections/检查.xlsx 问题!A4
      = help: 如 9-001
    error[problem-id-malformed]: 问题编号“-1”应由本轮编号“9”、短横线和顺序号组成
      --> inputs/inspections/检查.xlsx 问题!A5
      = help: 如 9-001
    error[problem-id-malformed]: 问题编号“9-1-2”应由本轮编号“9”、短横线和顺序号组成
      --> inputs/inspections/检查.xlsx 问题!A6
      = help: 如 9-001
    ");
}

#[test]
fn a_round_may_have_a_hyphen_in_its_id() {
    let desk = problems("2024-1-001\t县甲局\t\t没有标识\n2024-001\t县甲局\t\t没有标识");
    let desk = desk.plan("inspections.yaml", "id: 9", "id: 2024-1").plan(
        "documents.yaml",
        "about: 9",
        "about: 2024-1",
    );
    assert_snapshot!(merged(&desk), @"
    + inputs/inspections/检查.xlsx 问题!A2
    error[problem-id-malformed]: 问题编号“2024-001”应由本轮编号“2024-1”、短横线和顺序号组成
      --> inputs/inspections/检查.xlsx 问题!A3
      = help: 如 2024-1-001
    ");
}

#[test]
fn every_fault_of_a_problem_is_found_at_once() {
    assert_snapshot!(merged(&problems("3\t水文站\tB9\t没有标识")), @"

    error[problem-id-malformed]: 问题编号“3”应由本轮编号“9”、短横线和顺序号组成
      --> inputs/inspections/检查.xlsx 问题!A2
      = help: 如 9-001
    error[unit-not-in-plan]: 单位“水文站”不在单位名录中
      --> inputs/inspections/检查.xlsx 问题!B2
      = help: 在单位名录 units.yaml 中补充该单位或别名
    error[indicator-not-in-plan]: 指标编号“B9”不在指标体系中
      --> inputs/inspections/检查.xlsx 问题!C2
      = help: 按责任分解表上的三级指标编号填写
    ");
}

#[test]
fn a_unit_reports_only_on_its_own_problems() {
    assert_snapshot!(merged(&reports("9-001\t已整改\n9-002\t整改中\n9-003\t已整改")), @"
    + inputs/inspections/检查.xlsx 问题!A2
    + inputs/inspections/检查.xlsx 问题!A3
    + inputs/submissions/甲.xlsx 销号!A3
    error[problem-unknown]: 问题“9-002”是县丙镇的，不是县甲局的
      --> inputs/submissions/甲.xlsx 销号!A4
      ::: inputs/inspections/检查.xlsx 问题!A3: 问题清单上的一行
      = help: 照整改通知书改正编号；不是本单位的问题，删去这一行
    error[problem-unknown]: 没有编号为“9-003”的问题
      --> inputs/submissions/甲.xlsx 销号!A5
      = help: 按整改通知书上的问题编号填写
    ");
}

#[test]
fn an_id_that_is_nearly_one_of_the_units_problems_is_asked_about() {
    let help = |id: &str| {
        let found = merged(&reports(&format!("{id}\t已整改")));
        found.lines().filter(|line| line.contains("help")).map(str::to_owned).collect::<String>()
    };
    for near in ["9-1", "9—001", "9.001", "09-001"] {
        assert_eq!(help(near), "  = help: 是不是 9-001：编号照整改通知书上的写", "{near}");
    }
    for far in ["9-011", "9001", "9-002"] {
        assert!(!help(far).contains("是不是"), "{far}");
    }
}

#[test]
fn an_empty_required_cell_refuses_its_row() {
    assert_snapshot!(merged(&answers("A1-1\t\t装了表\n\t完成\tB\nB1-1\t完成")), @"
    + inputs/submissions/甲.xlsx 自评!A5
    error[required-empty]: “自评”是必填项，这里是空的
      --> inputs/submissions/甲.xlsx 自评!B3
      = help: 填写后重新报送
    error[required-empty]: “编号”是必填项，这里是空的
      --> inputs/submissions/甲.xlsx 自评!A4
      = help: 填写后重新报送
    ");
}

#[test]
fn a_row_without_what_its_kind_needs_is_refused_even_where_the_plan_does_not_require_it() {
    let desk = reports("9-001\t\t2024-06-10");
    let desk = desk.plan("sheets.yaml", "name: 状态, required: true, allowed", "name: 状态, allowed");
    assert_snapshot!(merged(&desk), @"
    + inputs/inspections/检查.xlsx 问题!A2
    + inputs/inspections/检查.xlsx 问题!A3
    error[required-empty]: “状态”是必填项，这里是空的
      --> inputs/submissions/甲.xlsx 销号!B3
      = help: 填写后重新报送
    ");
}

#[test]
fn a_needed_column_that_the_header_lacks_is_one_finding_not_one_for_each_row() {
    let desk = Desk::empty().submission(
        "甲.xlsx",
        "县甲局",
        &[("自评", "编号\t做法\nA1-1\t装了表\nA1-1\t又装了表"), ("材料", EVIDENCE)],
    );
    assert_snapshot!(merged(&desk), @"

    error[column-missing]: 表头里缺少必填的列“自评”
      --> inputs/submissions/甲.xlsx 自评!A2
      = help: 补上这一列后重新报送
    error[row-duplicate]: 编号为“A1-1”的一行重复填写，第二行没有采用
      --> inputs/submissions/甲.xlsx 自评!A4
      ::: inputs/submissions/甲.xlsx 自评!A3: 已有的一行
      = help: 删去其中一行
    ");
}

#[test]
fn a_value_that_is_not_allowed_refuses_its_row() {
    assert_snapshot!(merged(&answers("A1-1\t很好\nB1-1\t完成")), @"
    + inputs/submissions/甲.xlsx 自评!A4
    error[value-not-allowed]: “自评”填的是“很好”，不在可选范围内
      --> inputs/submissions/甲.xlsx 自评!B3
      = help: 应为 完成、部分完成、未完成 之一
    ");
}

#[test]
fn a_day_that_is_none_is_kept_as_it_stands() {
    let desk = answers("A1-1\t完成\t装了表\t5月底前");
    assert_snapshot!(merged(&desk), @"
    + inputs/submissions/甲.xlsx 自评!A3
    warning[date-unclear]: “时限”填的是“5月底前”，不是确定的某一天，按原文保留
      --> inputs/submissions/甲.xlsx 自评!D3
      = help: 是某一天的，连年份一起写，如 2023-03-05；不是的不用改
    ");
    let ledger = desk.stages().ledger;
    let deadline = ledger.answer(UnitId(0), IndicatorId(0)).unwrap().deadline.clone().unwrap();
    assert_eq!((deadline.value.date, &*deadline.text), (None, "5月底前"));
}

#[test]
fn the_second_of_two_rows_with_one_key_is_refused() {
    let rows = "台账\tA1-1\t2024-05-10\n台账\tB1-1\t2024-05-10\n台账\tA1-1\t2024-05-11";
    let desk = Desk::empty().submission(
        "甲.xlsx",
        "县甲局",
        &[("自评", ANSWERS), ("材料", &format!("{EVIDENCE}{rows}"))],
    );
    assert_snapshot!(merged(&desk), @"
    + inputs/submissions/甲.xlsx 材料!A3
    + inputs/submissions/甲.xlsx 材料!A4
    error[row-duplicate]: 名称、编号为“台账、A1-1”的一行重复填写，第二行没有采用
      --> inputs/submissions/甲.xlsx 材料!A5
      ::: inputs/submissions/甲.xlsx 材料!A3: 已有的一行
      = help: 删去其中一行
    ");
}

/// What is said of rows and of indicators without an answer, where the unit fills in a form of ours or not.
fn of_rows(rows: &str, is_form: bool) -> String {
    let answers = format!("填报单位\t县甲局\n{ANSWERS}{rows}");
    let mut sheets = vec![("自评", answers.as_str()), ("材料", "填报单位\t县甲局\n名称\t编号")];
    sheets.extend(is_form.then_some(("juanzong", "juanzong\n1\n县甲局")));
    let desk = Desk::empty().file("submissions/甲.xlsx", workbooks::workbook(&sheets));
    let findings = desk.stages().findings;
    let of_rows = desk::shown(&findings, Code::RequiredEmpty, Code::RowDuplicate);
    let unanswered = desk::shown(&findings, Code::IndicatorUnanswered, Code::IndicatorUnanswered);
    [of_rows, unanswered].join("\n").trim().to_owned()
}

#[test]
fn an_answer_that_was_typed_into_the_row_below_is_one_finding() {
    for is_form in [false, true] {
        insta::allow_duplicates! {
            assert_snapshot!(of_rows("A1-1\n\t完成\t装了表\nB1-1\t完成", is_form), @"
            error[row-displaced]: 这一行有“自评”，没有“编号”，上一行 A1-1 正好缺“自评”，两行都没有采用
              --> inputs/submissions/甲.xlsx 自评!A4
              ::: inputs/submissions/甲.xlsx 自评!B3: 上一行空着的格
              = help: 填错了行的，移到上一行；不是的，在这一行补上“编号”
            ");
        }
    }
}

#[test]
fn a_row_without_a_number_that_answers_no_row_above_has_its_own_finding() {
    assert_snapshot!(of_rows("A1-1\t\t装了表\n\t完成\t又一条\nB1-1\t完成", false), @"
    error[required-empty]: “自评”是必填项，这里是空的
      --> inputs/submissions/甲.xlsx 自评!B3
      = help: 填写后重新报送
    error[required-empty]: “编号”是必填项，这里是空的
      --> inputs/submissions/甲.xlsx 自评!A4
      = help: 填写后重新报送
    ");
    assert_snapshot!(of_rows("A1-1\t完成\n\t完成\nB1-1\t完成", false), @"
    error[required-empty]: “编号”是必填项，这里是空的
      --> inputs/submissions/甲.xlsx 自评!A4
      = help: 填写后重新报送
    ");
    assert_snapshot!(of_rows("A1-1\n\n\t完成\nB1-1\t完成", true), @"
    error[required-empty]: “编号”是必填项，这里是空的
      --> inputs/submissions/甲.xlsx 自评!A5
      = help: 填写后重新报送
    warning[indicator-unanswered]: 县甲局没有给出指标 A1-1 的自查结论
      --> inputs/submissions/甲.xlsx 自评!B1
      ::: inputs/plan/indicators.yaml:11:17: 该单位牵头的指标
      = help: 补上这项指标的自查结论
    ");
}

#[test]
fn what_others_refer_to_stands_once_whatever_the_plan_marks_as_a_key() {
    let desk = reports("9-001\t整改中\n9-001\t已整改")
        .plan("sheets.yaml", ", key: true", "")
        .round(
            "检查.xlsx",
            &[("走访", VISITS), ("问题", &format!("{PROBLEMS}9-001\t县甲局\t\t一\n9-001\t丙镇\t\t二"))],
        )
        .submission(
            "丙.xlsx",
            "丙镇",
            &[("自评", &format!("{ANSWERS}A2-1\t完成\nA2-1\t未完成")), ("材料", EVIDENCE)],
        );
    assert_snapshot!(merged(&desk), @"
    + inputs/inspections/检查.xlsx 问题!A2
    + inputs/submissions/甲.xlsx 销号!A3
    + inputs/submissions/丙.xlsx 自评!A3
    error[row-duplicate]: 问题为“9-001”的一行重复填写，第二行没有采用
      --> inputs/inspections/检查.xlsx 问题!A3
      ::: inputs/inspections/检查.xlsx 问题!A2: 已有的一行
      = help: 删去其中一行
    error[row-duplicate]: 问题为“9-001”的一行重复填写，第二行没有采用
      --> inputs/submissions/甲.xlsx 销号!A4
      ::: inputs/submissions/甲.xlsx 销号!A3: 已有的一行
      = help: 删去其中一行
    error[row-duplicate]: 编号为“A2-1”的一行重复填写，第二行没有采用
      --> inputs/submissions/丙.xlsx 自评!A4
      ::: inputs/submissions/丙.xlsx 自评!A3: 已有的一行
      = help: 删去其中一行
    ");
}

#[test]
fn a_cell_that_is_needed_and_unusable_refuses_its_row_without_a_second_finding() {
    assert_snapshot!(merged(&answers("=error\t完成\n=error\t完成\nA1-1\t=formula:A1\nA1-1\t完成")), @"

    error[cell-unusable]: 单元格是错误值 #DIV/0!，没有采用
      --> inputs/submissions/甲.xlsx 自评!A3
      = help: 改正公式，或直接填写内容
    error[cell-unusable]: 单元格是错误值 #DIV/0!，没有采用
      --> inputs/submissions/甲.xlsx 自评!A4
      = help: 改正公式，或直接填写内容
    error[cell-unusable]: 公式没有算出结果，没有采用
      --> inputs/submissions/甲.xlsx 自评!B5
      = help: 用 WPS 或 Excel 打开，保存后重新报送，或直接填写内容
    error[row-duplicate]: 编号为“A1-1”的一行重复填写，第二行没有采用
      --> inputs/submissions/甲.xlsx 自评!A6
      ::: inputs/submissions/甲.xlsx 自评!A5: 已有的一行
      = help: 删去其中一行
    ");
}

#[test]
fn a_cell_that_is_a_key_and_unusable_refuses_its_row_though_it_may_be_empty() {
    let rows = "台账\tA1-1\t\t=error\n台账\tA1-1\t\t=error\n台账\tA1-1\t\t\n台账\tA1-1\t\t";
    let desk = Desk::empty()
        .submission("甲.xlsx", "县甲局", &[("自评", ANSWERS), ("材料", &format!("{EVIDENCE}{rows}"))])
        .plan("sheets.yaml", "name: 网址或文件}", "name: 网址或文件, key: true}");
    assert_snapshot!(merged(&desk), @"
    + inputs/submissions/甲.xlsx 材料!A5
    error[cell-unusable]: 单元格是错误值 #DIV/0!，没有采用
      --> inputs/submissions/甲.xlsx 材料!D3
      = help: 改正公式，或直接填写内容
    error[cell-unusable]: 单元格是错误值 #DIV/0!，没有采用
      --> inputs/submissions/甲.xlsx 材料!D4
      = help: 改正公式，或直接填写内容
    error[row-duplicate]: 名称、编号、网址或文件为“台账、A1-1、（空）”的一行重复填写，第二行没有采用
      --> inputs/submissions/甲.xlsx 材料!A6
      ::: inputs/submissions/甲.xlsx 材料!A5: 已有的一行
      = help: 删去其中一行
    ");
}

#[test]
fn a_cell_that_is_not_needed_and_unusable_is_absent_from_its_row() {
    let desk = answers("A1-1\t完成\t=error");
    assert_snapshot!(merged(&desk), @"
    + inputs/submissions/甲.xlsx 自评!A3
    error[cell-unusable]: 单元格是错误值 #DIV/0!，没有采用
      --> inputs/submissions/甲.xlsx 自评!C3
      = help: 改正公式，或直接填写内容
    ");
    assert_eq!(desk.stages().ledger.answer(UnitId(0), IndicatorId(0)).unwrap().work_done, None);
}

#[test]
fn an_unusable_indicator_of_a_problem_is_absent_from_it() {
    let desk = problems("9-001\t县甲局\t=error\t没有标识");
    assert_snapshot!(merged(&desk), @"
    + inputs/inspections/检查.xlsx 问题!A2
    error[cell-unusable]: 单元格是错误值 #DIV/0!，没有采用
      --> inputs/inspections/检查.xlsx 问题!C2
      = help: 改正公式，或直接填写内容
    ");
    assert_eq!(desk.stages().ledger.rounds[0].problems[0].indicator, None);
}

#[test]
fn a_row_is_a_duplicate_of_one_that_was_refused_for_something_else() {
    assert_snapshot!(merged(&problems("9-001\t水文站\t\t没有标识\n9-001\t县甲局\t\t没有标识")), @"

    error[unit-not-in-plan]: 单位“水文站”不在单位名录中
      --> inputs/inspections/检查.xlsx 问题!B2
      = help: 在单位名录 units.yaml 中补充该单位或别名
    error[row-duplicate]: 问题为“9-001”的一行重复填写，第二行没有采用
      --> inputs/inspections/检查.xlsx 问题!A3
      ::: inputs/inspections/检查.xlsx 问题!A2: 已有的一行
      = help: 删去其中一行
    ");
}

/// All of it can be mended at once.
#[test]
fn what_is_wrong_in_a_workbook_of_no_unit_is_named_too() {
    let rows = format!("{ANSWERS}A1-1\t好\nA1-1\t完成");
    let desk = Desk::empty().submission("甲.xlsx", "水文站", &[("自评", &rows), ("材料", EVIDENCE)]);
    assert_snapshot!(merged(&desk), @"

    error[unit-not-in-plan]: 单位“水文站”不在单位名录中
      --> inputs/submissions/甲.xlsx 自评!B1
      = help: 在单位名录 units.yaml 中补充该单位或别名
    error[value-not-allowed]: “自评”填的是“好”，不在可选范围内
      --> inputs/submissions/甲.xlsx 自评!B3
      = help: 应为 完成、部分完成、未完成 之一
    error[row-duplicate]: 编号为“A1-1”的一行重复填写，第二行没有采用
      --> inputs/submissions/甲.xlsx 自评!A4
      ::: inputs/submissions/甲.xlsx 自评!A3: 已有的一行
      = help: 删去其中一行
    ");
}

#[test]
fn findings_stand_in_the_order_of_the_rows() {
    assert_snapshot!(merged(&answers("A9\t完成\nA1-1\t好\nA8\t完成")), @"

    error[indicator-not-in-plan]: 指标编号“A9”不在指标体系中
      --> inputs/submissions/甲.xlsx 自评!A3
      = help: 按责任分解表上的三级指标编号填写
    error[value-not-allowed]: “自评”填的是“好”，不在可选范围内
      --> inputs/submissions/甲.xlsx 自评!B4
      = help: 应为 完成、部分完成、未完成 之一
    error[indicator-not-in-plan]: 指标编号“A8”不在指标体系中
      --> inputs/submissions/甲.xlsx 自评!A5
      = help: 按责任分解表上的三级指标编号填写
    ");
}

#[test]
fn a_unit_that_goes_by_an_alias_has_its_canonical_name() {
    let desk = problems("9-001\t县甲管理局\t\t没有标识").submission(
        "丙.xlsx",
        "丙镇",
        &[("自评", ANSWERS), ("材料", EVIDENCE)],
    );
    let stages::Stages { plan, ledger, .. } = desk.stages();
    assert_eq!(&*ledger.rounds[0].problems[0].unit.text, "县甲局");
    let unit = plan.names.unit("县丙镇").unwrap();
    assert_eq!(&*ledger.submission(unit).unwrap().unit.text, "县丙镇");
}

#[test]
fn cited_files_are_found_as_clerks_write_them_and_only_among_the_evidence() {
    let cited = [
        "表.txt",
        "./照片/图.png",
        r"照片\图.png",
        "inputs/evidence/表.txt",
        "自有.txt",
        "../plan/units.yaml",
        "submissions/甲.xlsx",
        "照片",
        "HTTPS://example.invalid/1",
        "www.example.invalid",
    ];
    let rows: Vec<String> =
        cited.iter().enumerate().map(|(n, it)| format!("材料{n}\tA1-1\t\t{it}")).collect();
    let rows = format!("{EVIDENCE}{}\n文\tA1-1\t\t\t演节水〔2024〕2号\n无\tA1-1\n", rows.join("\n"));
    let desk = Desk::empty()
        .submission("甲.xlsx", "县甲管理局", &[("自评", ANSWERS), ("材料", &rows)])
        .file("evidence/表.txt", "表")
        .file("evidence/照片/图.png", "图")
        .file("evidence/县甲局/自有.txt", "自有");
    let ledger = desk.stages().ledger;
    let shown = |standing: &Standing| match standing {
        Standing::File(path) => path.clone(),
        other => format!("{other:?}"),
    };
    let standings: Vec<String> = ledger.evidence(IndicatorId(0)).map(|item| shown(&item.standing)).collect();
    assert_snapshot!(standings.join("\n"), @"
    inputs/evidence/表.txt
    inputs/evidence/照片/图.png
    inputs/evidence/照片/图.png
    inputs/evidence/表.txt
    inputs/evidence/县甲局/自有.txt
    Absent
    Absent
    Absent
    Link
    Absent
    Numbered
    Absent
    ");
}

#[test]
fn what_units_made_public_is_taken_in() {
    let sheets = "
  - kind: disclosure
    name: 公开
    columns:
      - {field: title, name: 事项}
      - {field: indicator, name: 编号}
  - kind: publicity
    name: 宣传
    columns:
      - {field: title, name: 标题}
      - {field: medium, name: 媒体}
inspection:";
    let desk = Desk::empty().plan("sheets.yaml", "\ninspection:", sheets).submission(
        "甲.xlsx",
        "县甲局",
        &[
            ("自评", ANSWERS),
            ("材料", EVIDENCE),
            ("公开", "事项\t编号\n用水量\tB1-2\n名单\t\n预算\tX\n\tB1-2"),
            ("宣传", "标题\t媒体\n节水周\t县报\n\t县报"),
        ],
    );
    assert_snapshot!(merged(&desk), @"
    + inputs/submissions/甲.xlsx 公开!A3
    + inputs/submissions/甲.xlsx 公开!A4
    + inputs/submissions/甲.xlsx 宣传!A3
    error[indicator-not-in-plan]: 指标编号“X”不在指标体系中
      --> inputs/submissions/甲.xlsx 公开!B5
      = help: 按责任分解表上的三级指标编号填写
    error[required-empty]: “事项”是必填项，这里是空的
      --> inputs/submissions/甲.xlsx 公开!A6
      = help: 填写后重新报送
    error[required-empty]: “标题”是必填项，这里是空的
      --> inputs/submissions/甲.xlsx 宣传!A4
      = help: 填写后重新报送
    ");
}

#[test]
fn evidence_stands_in_the_order_of_units_and_rows() {
    let sheet = |rows: &str| format!("{EVIDENCE}{rows}");
    let desk = Desk::empty()
        .submission("1.xlsx", "丙镇", &[("自评", ANSWERS), ("材料", &sheet("丁\tA1-1\n戊\tB1-1"))])
        .submission(
            "2.xlsx",
            "县甲局",
            &[("自评", ANSWERS), ("材料", &sheet("丙\tA1-1\n乙\tB1-1\n甲\tA1-1"))],
        );
    let ledger = desk.stages().ledger;
    let titles =
        |indicator| ledger.evidence(indicator).map(|item| item.title.value.clone()).collect::<Vec<_>>();
    assert_eq!(titles(IndicatorId(0)), ["丙", "甲", "丁"]);
    assert_eq!(titles(IndicatorId(3)), ["乙", "戊"]);
    assert_eq!(titles(IndicatorId(1)), [] as [&str; 0]);
}

#[test]
fn a_report_is_found_by_its_problem() {
    let desk = reports("9-001\t已整改\t2024年6月10日");
    let ledger = desk.stages().ledger;
    let said: Vec<Option<String>> =
        ledger.problems().map(|problem| ledger.progress(problem).map(ToString::to_string)).collect();
    assert_eq!(said, [Some("已整改".to_owned()), None]);
}

#[test]
fn a_day_that_lost_its_format_and_a_day_that_no_calendar_has_are_explained() {
    let desk = answers("A1-1\t完成\t装了表\t46000\nA1-2\t完成\t装了表\t2024-02-30");
    assert_snapshot!(merged(&desk), @"
    + inputs/submissions/甲.xlsx 自评!A3
    warning[date-unclear]: “时限”填的是“46000”，不是确定的某一天，按原文保留
      --> inputs/submissions/甲.xlsx 自评!D3
      = help: 是不是 2025年12月9日：是的话，把这一格设成日期格式
    warning[date-unclear]: “时限”填的是“2024-02-30”，不是确定的某一天，按原文保留
      --> inputs/submissions/甲.xlsx 自评!D4
      = help: 日历上没有这一天，请核对
    error[indicator-not-in-plan]: 指标编号“A1-2”不在指标体系中
      --> inputs/submissions/甲.xlsx 自评!A4
      = help: 按责任分解表上的三级指标编号填写
    ");
}

#[test]
fn a_workbook_whose_sheets_name_two_units_is_refused_and_two_names_of_one_unit_are_not() {
    let named = |other: &str| {
        let answers = format!("填报单位\t县甲局\n{ANSWERS}A1-1\t完成");
        let evidence = format!("填报单位\t{other}\n{EVIDENCE}");
        let sheets = [("自评", &*answers), ("材料", &*evidence)];
        merged(&Desk::empty().file("submissions/甲.xlsx", workbooks::workbook(&sheets)))
    };
    assert_snapshot!(named("丙镇"), @"

    error[unit-contradicted]: 前面的工作表写的填报单位是县甲局，这里写的却是丙镇，整个工作簿没有采用
      --> inputs/submissions/甲.xlsx 材料!B1
      ::: inputs/submissions/甲.xlsx 自评!B1: 前面写的填报单位
      = help: 核对这是谁的工作簿，把各张工作表的填报单位改成同一个；混进了别的单位的内容，就删去
    ");
    assert_snapshot!(named("水文站"), @"

    error[unit-not-in-plan]: 单位“水文站”不在单位名录中
      --> inputs/submissions/甲.xlsx 材料!B1
      = help: 在单位名录 units.yaml 中补充该单位或别名
    ");
    assert_snapshot!(named("县甲管理局"), @"+ inputs/submissions/甲.xlsx 自评!A3");
}
