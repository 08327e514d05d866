//! Promises of the rules: each speaks of its fault, at the place to change, and is silent without it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking what is wrong"
)]

use insta::assert_snapshot;
use juanzong::base::Code;

#[path = "support/county.rs"]
mod county;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/stages.rs"]
mod stages;
#[path = "support/workbooks.rs"]
mod workbooks;

use desk::Desk;

/// The second county, mended: everybody handed in what was asked for in time, all was visited, all is done.
fn sound() -> Desk {
    let evidence = "名称\t编号\t网址或文件\t文号\n";
    let reports = "问题\t状态\t日期\n9-002\t已整改\t2024-06-11";
    Desk::second_county()
        .file("evidence/清单.xlsx", "清单")
        .submission("县乙局.xlsx", "县乙局", &[("自评", "编号\t自评\nA1-10\t完成"), ("材料", evidence)])
        .submission(
            "县丙镇.xlsx",
            "丙镇\t填报日期\t2024-05-20",
            &[("自评", "编号\t自评\nA2-1\t完成\nB1-2\t完成"), ("材料", evidence), ("销号", reports)],
        )
        .round("检查.xlsx", &[("走访", &visits(&["县甲局", "县乙局", "丙镇"])), ("问题", PROBLEMS)])
}

const PROBLEMS: &str = "问题\t单位\t编号\t内容\t时限
9-001\t县甲局\tB1-1\t食堂没有张贴标识\t2024-06-10
9-002\t县丙镇\tA2-1\t仍有旧式龙头\t2024-06-12
9-003\t县丙镇\t\t用水台账没有签名\t2024-06-30";

fn visits(units: &[&str]) -> String {
    let rows: Vec<String> = units.iter().map(|unit| format!("{unit}\t2024-06-04")).collect();
    format!("单位\t日期\n{}", rows.join("\n"))
}

/// Every finding, whatever stage found it.
fn found(desk: &Desk) -> String {
    desk::shown(&desk.stages().findings, Code::UnsafePath, Code::FileBusy)
}

fn as_of(desk: Desk, day: &str) -> Desk {
    desk.plan("campaign.yaml", "as_of: 2024-06-15", &format!("as_of: {day}"))
}

#[test]
fn a_county_without_a_fault_has_no_finding() {
    assert_eq!(found(&sound()), "");
}

#[test]
fn counts_that_the_plan_declares_are_held_against_what_it_lists() {
    let desk = sound()
        .plan("organization.yaml", "declared: 3", "declared: 4")
        .plan("indicators.yaml", "declared: [2, 3, 5]", "declared: [2, 4, 6]")
        .plan("inspections.yaml", "minimum_rounds: 1", "minimum_rounds: 2");
    assert_snapshot!(found(&desk), @"
    warning[plan-count-differs]: 计划写明成员单位 4 个，实际列出 3 个
      --> inputs/plan/organization.yaml:13:15
    warning[plan-count-differs]: 计划写明二级指标 4 个，实际列出 3 个
      --> inputs/plan/indicators.yaml:3:15
    warning[plan-count-differs]: 计划写明三级指标 6 个，实际列出 5 个
      --> inputs/plan/indicators.yaml:3:18
    warning[plan-count-differs]: 计划要求督导检查不少于 2 轮，实际安排 1 轮
      --> inputs/plan/inspections.yaml:3:17
    ");
}

#[test]
fn a_unit_that_has_not_handed_in_when_the_day_is_over_is_missing() {
    let desk = || sound().without("submissions/县乙局.xlsx");
    assert_snapshot!(found(&desk()), @"
    warning[submission-missing]: 县乙局没有报送
      --> inputs/plan/units.yaml:4:12
      ::: inputs/plan/campaign.yaml:26:26: 规定的报送时间
    ");
    assert_eq!(found(&as_of(desk(), "2024-05-20")), "");
    assert_eq!(found(&desk().plan("units.yaml", "{name: 县乙局,", "{name: 县乙局, submits: false,")), "");
    let undated = desk().plan("campaign.yaml", "    submission_deadline: 2024-05-20\n", "");
    assert_snapshot!(found(&undated), @"
    warning[submission-missing]: 县乙局没有报送
      --> inputs/plan/units.yaml:4:12
    ");
}

#[test]
fn a_unit_that_hands_in_after_the_day_is_late() {
    let late = |day: &str| {
        sound().submission(
            "县乙局.xlsx",
            &format!("县乙局\t填报日期\t{day}"),
            &[("自评", "编号\t自评\nA1-10\t完成"), ("材料", "名称\t编号")],
        )
    };
    assert_snapshot!(found(&late("=date:2024-05-21")), @"
    warning[submission-late]: 县乙局填报日期是 2024年5月21日，晚于规定的 2024年5月20日
      --> inputs/submissions/县乙局.xlsx 自评!D1
      ::: inputs/plan/campaign.yaml:26:26: 规定的报送时间
    ");
    assert_eq!(found(&late("2024年5月20日")), "");
    assert_eq!(found(&late("五月下旬")), "");
}

#[test]
fn a_lead_unit_that_hands_in_but_says_nothing_of_its_indicator_is_named() {
    let sheets = [("自评", "编号\t自评\nA1-1\t完成\nB1-2\t完成"), ("材料", "名称\t编号")];
    assert_snapshot!(found(&sound().submission("县乙局.xlsx", "县乙局", &sheets)), @"
    warning[indicator-unanswered]: 县乙局没有给出指标 A1-10 的自查结论
      --> inputs/submissions/县乙局.xlsx 自评!B1
      ::: inputs/plan/indicators.yaml:17:17: 该单位牵头的指标
    ");
}

#[test]
fn evidence_that_is_cited_and_not_there_is_named_at_its_cell() {
    let desk = sound().without("evidence/清单.xlsx").submission(
        "县乙局.xlsx",
        "县乙局",
        &[
            ("自评", "编号\t自评\nA1-10\t完成"),
            ("材料", "名称\t编号\t网址或文件\t文号\n读数\tA1-10\n记录\tA1-10\t\t演节水〔2024〕2号"),
        ],
    );
    assert_snapshot!(found(&desk), @"
    warning[evidence-absent]: “标识清单”引用的文件“清单.xlsx”不在 inputs/evidence 中
      --> inputs/submissions/县甲局.xlsx 材料!E6
      = help: 把文件放进 inputs/evidence，或改正文件名；链接要以 http:// 或 https:// 开头
    warning[evidence-absent]: “读数”没有文件、链接或文号
      --> inputs/submissions/县乙局.xlsx 材料!A3
    ");
}

#[test]
fn a_round_that_is_over_without_its_workbook_is_an_error_and_nothing_else_is_said_of_it() {
    let desk = || {
        sound().without("inspections/检查.xlsx").without("submissions/县甲局.xlsx").submission(
            "县丙镇.xlsx",
            "县丙镇",
            &[("自评", "编号\t自评\nA2-1\t完成\nB1-2\t完成"), ("材料", "名称\t编号")],
        )
    };
    let desk = || desk().plan("units.yaml", "category: 局}", "category: 局, submits: false}");
    assert_snapshot!(found(&desk()), @"
    error[round-unreported]: 集中检查已经结束，inputs/inspections 中没有“检查.xlsx”，通报和问题清单没有生成
      --> inputs/plan/inspections.yaml:9:15
    ");
    assert_snapshot!(found(&desk().plan("inspections.yaml", "each_round", "all_rounds")), @"
    error[round-unreported]: 集中检查已经结束，inputs/inspections 中没有“检查.xlsx”，通报和问题清单没有生成
      --> inputs/plan/inspections.yaml:9:15
    ");
    assert_eq!(found(&as_of(desk(), "2024-06-05")), "");
}

#[test]
fn a_unit_that_a_round_was_to_visit_and_did_not_is_named() {
    let desk = || {
        sound().round("检查.xlsx", &[("走访", &visits(&["丙镇", "县甲管理局", "丙镇"])), ("问题", PROBLEMS)])
    };
    let desk =
        || desk().plan("sheets.yaml", "name: 单位, required: true, key: true", "name: 单位, required: true");
    assert_snapshot!(found(&desk()), @"
    warning[coverage-incomplete]: 集中检查没有检查县乙局
      --> inputs/plan/inspections.yaml:6:11
      ::: inputs/plan/units.yaml:4:12: 该单位
    ");
    assert_eq!(found(&as_of(desk(), "2024-06-05")), "");
    assert_eq!(found(&desk().plan("inspections.yaml", "visits: [各局]", "visits: [县甲局]")), "");
}

#[test]
fn all_rounds_together_visit_every_member_unit() {
    let desk = sound()
        .plan("inspections.yaml", "each_round", "all_rounds")
        .plan("inspections.yaml", "visits: [各局]", "visits: [县甲局]")
        .round("检查.xlsx", &[("走访", &visits(&["县甲局", "丙镇"])), ("问题", PROBLEMS)]);
    assert_snapshot!(found(&desk), @"
    warning[coverage-incomplete]: 各轮督导检查没有检查县乙局
      --> inputs/plan/inspections.yaml:2:11
      ::: inputs/plan/units.yaml:4:12: 该单位
    ");
    let visited = visits(&["县甲局", "丙镇", "县乙局"]);
    assert_eq!(found(&desk.round("检查.xlsx", &[("走访", &visited), ("问题", PROBLEMS)])), "");
}

#[test]
fn a_problem_whose_deadline_has_passed_is_overdue_unless_its_unit_reports_it_done() {
    let desk = |report: &str| {
        sound().submission(
            "县丙镇.xlsx",
            "县丙镇",
            &[
                ("自评", "编号\t自评\nA2-1\t完成\nB1-2\t完成"),
                ("材料", "名称\t编号"),
                ("销号", &format!("问题\t状态\n{report}")),
            ],
        )
    };
    assert_snapshot!(found(&desk("9-002\t整改中")), @"
    warning[rectification-overdue]: 问题 9-002 应于 2024年6月12日 前整改，县丙镇报告“整改中”
      --> inputs/inspections/检查.xlsx 问题!E3
      ::: inputs/submissions/县丙镇.xlsx 销号!B3: 单位报告的进展
    ");
    assert_snapshot!(found(&desk("9-003\t未整改")), @"
    warning[rectification-overdue]: 问题 9-002 应于 2024年6月12日 前整改，县丙镇没有报告整改情况
      --> inputs/inspections/检查.xlsx 问题!E3
    ");
    assert_eq!(found(&desk("9-002\t已整改")), "");
    assert_eq!(found(&as_of(desk("9-002\t整改中"), "2024-06-12")), "");
}

#[test]
fn a_deadline_that_is_no_day_is_never_overdue() {
    let problems = PROBLEMS.replace("2024-06-12", "尽快");
    let desk = sound()
        .submission(
            "县丙镇.xlsx",
            "县丙镇",
            &[("自评", "编号\t自评\nA2-1\t完成\nB1-2\t完成"), ("材料", "名称\t编号")],
        )
        .round("检查.xlsx", &[("走访", &visits(&["县甲局", "县乙局", "丙镇"])), ("问题", &problems)]);
    assert_snapshot!(found(&desk), @"
    warning[date-unclear]: “时限”填的是“尽快”，不是确定的某一天，按原文保留
      --> inputs/inspections/检查.xlsx 问题!E3
    ");
}
