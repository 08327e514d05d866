//! Promise: the program knows no county; another one's plan, sheets and words give that county's ledger.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking what is wrong"
)]

use insta::assert_snapshot;

#[path = "support/county.rs"]
mod county;
#[path = "support/stages.rs"]
mod stages;
#[path = "support/workbooks.rs"]
mod workbooks;

#[test]
fn another_county_is_read_by_its_own_plan() {
    let workspace = county::build("second-county");
    let stages::Stages { plan, ledger, findings } = stages::run(workspace.path());
    let mut shown: Vec<String> = Vec::new();
    for submission in ledger.handed_in() {
        let answers = submission.answers.len();
        shown.push(format!("{}: 自评 {answers}，材料 {}", submission.unit, submission.evidence.len()));
    }
    for (round, record) in plan.inspections.rounds.iter().zip(&ledger.rounds) {
        shown.push(format!("{}: 走访 {}，问题 {}", round.name, record.visits.len(), record.problems.len()));
    }
    shown.extend(findings.iter().map(|found| format!("{} {}", found.code.name(), found.message)));
    assert_snapshot!(shown.join("\n"), @"
    县甲局: 自评 4，材料 4
    县丙镇: 自评 4，材料 1
    集中检查: 走访 2，问题 3
    submission-missing 县乙局没有报送
    submission-late 县丙镇填报日期是 2024年5月22日，晚于规定的 2024年5月20日
    indicator-overdue 指标 A2-1 应于 2024年5月31日 前完成，自查结论是“未完成”
    indicator-overdue 指标 B1-1 应于 2024年5月31日 前完成，自查结论是“部分完成”
    evidence-absent “标识清单”引用的文件“清单.xlsx”没有收到
    coverage-incomplete 集中检查没有检查县乙局
    rectification-overdue 问题 9-002 应于 2024年6月12日 前整改，县丙镇没有报告整改情况
    ");
}
