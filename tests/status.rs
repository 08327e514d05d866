//! Promise: `status` says of each unit what was handed in, how complete it is and what is overdue.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking what is wrong"
)]

use insta::assert_snapshot;

#[path = "support/county.rs"]
mod county;
#[path = "support/folders.rs"]
mod folders;
#[path = "support/program.rs"]
mod program;
#[path = "support/workbooks.rs"]
mod workbooks;

use program::bare;

#[test]
fn each_unit_has_a_line_in_the_order_of_the_plan_below_a_summary() {
    let workspace = county::build("second-county");
    assert_snapshot!(bare(workspace.path(), &["status"]), @"
    截至2024年6月15日：3 个单位报送了 2 个，其中迟报 1 个；有逾期事项的 3 个

    单位    报送                 指标  佐证  问题  逾期
    县甲局  2024年5月17日        2/2   3/4   0/1   指标 B1-1
    县乙局  未报送               0/1   -     -     报送
    县丙镇  2024年5月22日（迟）  2/2   1/1   2/2   指标 A2-1、问题 9-002

    指标：已答/牵头；佐证：在册/引用；问题：未整改/全部
    [0]
    ");
    assert!(!workspace.path().join("output").exists());
}

#[test]
fn before_the_deadlines_nothing_is_overdue() {
    let workspace = county::build("second-county");
    let said = bare(workspace.path(), &["status", "--as-of", "2024-05-20", "-q"]);
    assert_snapshot!(said, @"
    单位    报送                 指标  佐证  问题  逾期
    县甲局  2024年5月17日        2/2   3/4   0/1   -
    县乙局  未报送               0/1   -     -     -
    县丙镇  2024年5月22日（迟）  2/2   1/1   2/2   -
    [0]
    ");
}

#[test]
fn the_same_is_there_for_programs() {
    let workspace = county::build("second-county");
    let said = bare(workspace.path(), &["status", "--format", "json"]);
    let folded: String = said.out.lines().map(str::trim).collect();
    assert_snapshot!(folded.replace("{\"unit\"", "\n{\"unit\""), @r#"
    {"format": 1,"as_of": "2024-06-15","units": [
    {"unit": "县甲局","aliases": ["县甲管理局","甲局"],"file": "inputs/submissions/县甲局.xlsx","date": "2024年5月17日","is_late": false,"indicators": {"count": 2,"of": 2},"evidence": {"count": 3,"of": 4},"problems": {"count": 0,"of": 1},"overdue": ["指标 B1-1"]},
    {"unit": "县乙局","aliases": ["乙局"],"file": null,"date": null,"is_late": false,"indicators": {"count": 0,"of": 1},"evidence": {"count": 0,"of": 0},"problems": {"count": 0,"of": 0},"overdue": ["报送"]},
    {"unit": "县丙镇","aliases": ["丙镇"],"file": "inputs/submissions/县丙镇.xlsx","date": "2024年5月22日","is_late": true,"indicators": {"count": 2,"of": 2},"evidence": {"count": 1,"of": 1},"problems": {"count": 2,"of": 2},"overdue": ["指标 A2-1","问题 9-002"]}]}
    "#);
}

#[test]
fn what_could_not_be_read_is_said_and_decides_the_exit_code() {
    let workspace = county::build("second-county");
    std::fs::write(workspace.path().join("inputs/submissions/县乙局.xlsx"), "%PDF-1.7").unwrap();
    let said = bare(workspace.path(), &["status"]);
    let last = said.out.trim_end().lines().last().unwrap();
    assert_eq!((last, said.code), ("另有错误 1 条，有的内容没有读入，见 juanzong check", 1));
}

#[test]
fn the_same_is_a_document_whose_figures_lead_to_their_cells() {
    let workspace = county::build("second-county");
    let plan = workspace.path().join("inputs/plan/documents.yaml");
    let documents = std::fs::read_to_string(&plan).unwrap();
    std::fs::write(&plan, format!("{documents}\n  - kind: submission_status\n")).unwrap();
    let built = program::juanzong(workspace.path(), &["build", "submission_status", "--to", "md", "-q"]);
    assert_eq!(built.code, 0, "{built}");
    let file = workspace.path().join("output/submissions/报送情况表.md");
    assert_snapshot!(std::fs::read_to_string(file).unwrap(), @"
    ---
    layout: report
    tables:
    - widths: 25 31 10 10 10 24
    - widths: 30 70
    author: 演示县节约用水委员会
    ---

    # 演示县节水机关建设报送情况表

    截至2024年6月15日，3个单位报送了2个，其中迟报1个；有逾期事项的3个。规定的报送时间是2024年5月20日。

    | 单位 | 报送 | 指标 | 佐证 | 问题 | 逾期 |
    | --- | :-: | :-: | :-: | :-: | --- |
    | 县甲局 | 2024年5月17日 | 2/2 | 3/4 | 0/1 | 指标 B1-1 |
    | 县乙局 | 未报送 | 0/1 | — | — | 报送 |
    | 县丙镇 | 2024年5月22日（迟） | 2/2 | 1/1 | 2/2 | 指标 A2-1、问题 9-002 |

    指标：牵头的指标中已答的；佐证：引用的材料中在册的；问题：全部问题中未整改的。

    填报单位写成下列名称，也认得是哪个单位。

    | 单位 | 别的名称 |
    | --- | --- |
    | 县甲局 | 县甲管理局、甲局 |
    | 县乙局 | 乙局 |
    | 县丙镇 | 丙镇 |
    ");
    let traced = program::juanzong(workspace.path(), &["trace", "报送情况表", "问题 9-002"]);
    assert_snapshot!(traced, @"
    submissions/报送情况表

    指标 A2-1、问题 9-002
      ← inputs/plan/indicators.yaml:25:17
      ← inputs/inspections/检查.xlsx 问题!A3
    [0]
    ");
}
