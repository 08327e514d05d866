//! Promises of the rules over what texts of the plan speak of and the plan does not have: bodies, strands of work,
//! indicators, days.
//!
//! Each is shown on the second county, which has a committee and one work group, and on a town with a leading
//! group and three.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says by panicking what is wrong")]

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

/// The town's campaign; its first stage has one task.
const CAMPAIGN: &str = "\
format: 1
name: 演示县创建省级卫生县城
region: 全县
issuer:
  name: 演示县爱国卫生运动委员会
  office: 演示县创建省级卫生县城工作领导小组办公室
goal: [让县城干净起来。]
decided_by: 演示县人民政府
basis: [{title: 演示省卫生县城管理办法}]
stages:
  - id: 1
    name: 集中整治阶段
    period: 2024年5月
    start: 2024-05-01
    end: 2024-05-31
    tasks:
      - 清理卫生死角。
    submission_deadline: 2024-05-20
  - id: 2
    name: 迎检验收阶段
    period: 2024年6月起
    start: 2024-06-01
    tasks: [做好迎检。]
requirements: [{id: 1, name: 加强领导, content: 层层落实责任。}]
as_of: 2024-06-15
";

/// Who does it; the office has one duty.
const ORGANIZATION: &str = "\
format: 1
leading_group:
  name: 演示县创建省级卫生县城工作领导小组
  posts: [{role: 组长, people: [{name: 某甲, title: 县长}]}]
  member_units: {units: [各局, 县丙镇]}
  duties: [研究重要事项。]
office:
  id: B
  name: 办公室
  aliases: [创卫办]
  posts: [{role: 主任, people: [{name: 某甲, title: 县长}]}]
  liaison: {name: 某乙, title: 县甲局科员}
  duties:
    - 承担领导小组的日常工作。
work_groups:
  - {id: X, name: 舆论宣传组, posts: [], members: [县甲局], liaison: {name: 某乙, title: 县甲局科员}, duties: [宣传]}
  - {id: Z, name: 环境整治组, posts: [], members: [县乙局], liaison: {name: 某丙, title: 县乙局科员}, duties: [整治]}
  - {id: D, name: 督导检查组, posts: [], members: [县丙镇], liaison: {name: 某丁, title: 县丙镇镇长}, duties: [督导]}
";

/// What the rules over the plan say of a desk.
fn found(desk: &Desk) -> String {
    desk::shown(&desk.stages().findings, Code::PlanCountDiffers, Code::EnumerationOrder)
}

/// The second county with another task in its first stage.
fn county(task: &str) -> Desk {
    Desk::second_county().plan("campaign.yaml", "张贴节水标识", task)
}

/// The town with other sentences for the task of its first stage and the duty of its office.
fn town(task: &str, duty: &str) -> Desk {
    Desk::second_county()
        .file("plan/campaign.yaml", CAMPAIGN.replace("清理卫生死角。", task))
        .file("plan/organization.yaml", ORGANIZATION.replace("承担领导小组的日常工作。", duty))
}

/// What is said of a task of the town.
fn task(task: &str) -> String {
    found(&town(task, "承担领导小组的日常工作。"))
}

/// What is said of a duty of the town's office.
fn duty(duty: &str) -> String {
    found(&town("清理卫生死角。", duty))
}

#[test]
fn a_team_that_is_to_be_set_up_and_is_not_is_named() {
    assert_snapshot!(found(&county("组建工作专班，张贴节水标识")), @"
    warning[body-not-set-up]: 要成立“工作专班”，计划里没有它的组成人员和职责
      --> inputs/plan/campaign.yaml:25:9
      = help: 写进 work_groups；是已有的组，就在它的 aliases 里写上这个叫法
    ");
    assert_snapshot!(task("环境整治组组织专业人士成立评估专班、资料组，清理死角，再组建由县长任组长的评估专班。"), @"
    warning[body-not-set-up]: 要成立“评估专班”，计划里没有它的组成人员和职责
      --> inputs/plan/campaign.yaml:17:9
      = help: 写进 work_groups；是已有的组，就在它的 aliases 里写上这个叫法
    warning[body-not-set-up]: 要成立“资料组”，计划里没有它的组成人员和职责
      --> inputs/plan/campaign.yaml:17:9
      = help: 写进 work_groups；是已有的组，就在它的 aliases 里写上这个叫法
    ");
}

#[test]
fn a_body_that_the_plan_has_or_that_is_no_body_of_the_campaign_may_be_set_up() {
    for sentence in [
        "成立检查组，张贴节水标识",
        "设立办公室和检查组",
        "成立东组、西组",
        "成立若干工作组，张贴节水标识",
        "各单位要提高认识，成立工作专班，张贴节水标识",
        "县甲局要组建抢修小组",
        "结合本单位实际成立工作小组",
        "社区要成立保洁组",
        "印发《关于成立节水专班的通知》",
        "检查组建立台账，完善组织，成立组织机构",
    ] {
        assert_eq!(found(&county(sentence)), "", "{sentence}");
    }
    for sentence in [
        "成立以县长为组长的领导小组，下设工作组。",
        "印发《关于成立评估专班的通知》，设立舆论宣传组、环境整治组等工作组。",
        "成立演示县创建省级卫生县城工作领导小组。",
        "成立环境整治组、制定小组章程。",
    ] {
        assert_eq!(task(sentence), "", "{sentence}");
    }
    assert!(task("由县甲局牵头，组建工作专班。").contains("body-not-set-up"));
    assert!(task("统筹各方力量，从各单位抽调人员组建工作专班。").contains("body-not-set-up"));
}

#[test]
fn a_name_of_the_leading_group_or_its_office_that_nobody_has_is_named() {
    assert_snapshot!(found(&county("由节水机关建设领导小组张贴标识")), @"
    warning[body-unknown]: “节水机关建设领导小组”不是“演示县节约用水委员会”或它的办公室的名称，也不是写明的别名
      --> inputs/plan/campaign.yaml:25:9
      ::: inputs/plan/organization.yaml:3:9: 计划里的名称
      = help: 改成领导小组的名称
    ");
    assert_snapshot!(found(&county("张贴节水标识，由节水办负责")), @"
    warning[body-unknown]: “节水办”不是“演示县节约用水委员会”或它的办公室的名称，也不是写明的别名
      --> inputs/plan/campaign.yaml:25:9
      ::: inputs/plan/organization.yaml:19:9: 计划里的名称
      = help: 改成办公室的名称，或在 office 的 aliases 里写上这个叫法
    ");
    assert_snapshot!(task("卫生创建工作领导小组办公室按要求，在县创建办统一调度下清理死角。"), @"
    warning[body-unknown]: “卫生创建工作领导小组办公室”不是“演示县创建省级卫生县城工作领导小组”或它的办公室的名称，也不是写明的别名
      --> inputs/plan/campaign.yaml:17:9
      ::: inputs/plan/organization.yaml:9:9: 计划里的名称
      = help: 改成办公室的名称，或在 office 的 aliases 里写上这个叫法
    warning[body-unknown]: “县创建办”不是“演示县创建省级卫生县城工作领导小组”或它的办公室的名称，也不是写明的别名
      --> inputs/plan/campaign.yaml:17:9
      ::: inputs/plan/organization.yaml:9:9: 计划里的名称
      = help: 改成办公室的名称，或在 office 的 aliases 里写上这个叫法
    ");
    assert_snapshot!(duty("落实卫生创建领导小组的决定。"), @"
    warning[body-unknown]: “卫生创建领导小组”不是“演示县创建省级卫生县城工作领导小组”或它的办公室的名称，也不是写明的别名
      --> inputs/plan/organization.yaml:14:7
      ::: inputs/plan/organization.yaml:3:9: 计划里的名称
      = help: 改成领导小组的名称
    ");
}

#[test]
fn a_name_that_the_leading_group_its_office_or_another_has_is_none() {
    for sentence in [
        "由节约用水委员会办公室张贴节水标识",
        "由节水机关建设办法规定",
        "由市节水办统一张贴标识",
        "各镇节水机关建设领导小组张贴标识",
    ] {
        assert_eq!(found(&county(sentence)), "", "{sentence}");
    }
    for sentence in [
        "由创卫办牵头，县创卫办统一调度。",
        "服从县创建省级卫生县城工作领导小组，听领导小组办公室安排。",
        "省级卫生县城由省卫生县城创建领导小组评定。",
        "《卫生创建工作领导小组办公室职责》由县卫生局印发。",
    ] {
        assert_eq!(task(sentence), "", "{sentence}");
    }
}

#[test]
fn a_strand_of_work_beside_those_of_work_groups_that_has_no_group_is_named() {
    let with = |duty: &str| {
        found(
            &Desk::second_county()
                .plan("organization.yaml", "name: 检查组\n", "name: 检查组\n    aliases: [考核组]\n")
                .plan("organization.yaml", "汇总各单位的用水台账", duty),
        )
    };
    assert_snapshot!(with("做好检查、考核、宣传工作"), @"
    warning[strand-without-group]: “宣传”和各工作组的工作列在一起，却没有做它的工作组
      --> inputs/plan/organization.yaml:27:7
      = help: 写进 work_groups；由已有的组做，就在它的 aliases 里写上“宣传组”
    ");
    assert_eq!(with("做好检查、考核工作"), "");
    assert_snapshot!(duty("推动开展督导检查、舆论宣传、环境整治和资料整理等工作，做好迎检。"), @"
    warning[strand-without-group]: “资料整理”和各工作组的工作列在一起，却没有做它的工作组
      --> inputs/plan/organization.yaml:14:7
      = help: 写进 work_groups；由已有的组做，就在它的 aliases 里写上“资料整理组”
    ");
    for sentence in [
        "统筹协调、舆论宣传、环境整治等工作。",
        "采取督导检查、舆论宣传、现场会等方式推进。",
        "做好资料整理、舆论宣传等工作。",
    ] {
        assert_eq!(duty(sentence), "", "{sentence}");
    }
}

#[test]
fn indicators_that_are_demanded_and_that_the_plan_has_not_are_named_once() {
    let none = "format: 1\nname: 演示指标\nindicators: []\n";
    let bare = |desk: Desk| {
        let desk = desk.file("plan/indicators.yaml", none);
        let found = desk.stages().findings;
        desk::shown(&found, Code::IndicatorsAbsent, Code::IndicatorsAbsent)
    };
    let said = "对照指标体系张贴节水标识，确保各项指标达标";
    assert_snapshot!(bare(county(said)), @"
    warning[indicators-absent]: 要求对照指标，计划里一条指标也没有
      --> inputs/plan/campaign.yaml:25:9
      ::: inputs/plan/indicators.yaml:2:7: 指标体系
      = help: 把指标写进 indicators.yaml
    ");
    assert_eq!(bare(county("张贴节水标识")), "");
    assert_eq!(found(&county(said)), "");
    assert_snapshot!(bare(town("确保各项指标达标。", "对照指标督办。")), @"
    warning[indicators-absent]: 要求对照指标，计划里一条指标也没有
      --> inputs/plan/campaign.yaml:17:9
      ::: inputs/plan/indicators.yaml:2:7: 指标体系
      = help: 把指标写进 indicators.yaml
    ");
    assert_eq!(bare(town("编制《卫生县城指标体系》。", "督办。")), "");
}

#[test]
fn a_task_that_goes_on_into_a_later_stage_is_named() {
    assert_snapshot!(found(&county("张贴节水标识，直至全部单位验收结束")), @"
    warning[stage-outlived]: 要做到“全部单位验收结束”，那时已是“验收阶段”，而“建设阶段”2024年5月31日就结束
      --> inputs/plan/campaign.yaml:25:9
      ::: inputs/plan/campaign.yaml:22:10: 本阶段的结束日
      ::: inputs/plan/campaign.yaml:30:12: 后一阶段的开始日
      = help: 改 end，或把这项工作写进后面的阶段
    ");
    assert_snapshot!(task("天天清理死角，直到通过迎检验收为止。"), @"
    warning[stage-outlived]: 要做到“通过迎检验收为止”，那时已是“迎检验收阶段”，而“集中整治阶段”2024年5月31日就结束
      --> inputs/plan/campaign.yaml:17:9
      ::: inputs/plan/campaign.yaml:15:10: 本阶段的结束日
      ::: inputs/plan/campaign.yaml:22:12: 后一阶段的开始日
      = help: 改 end，或把这项工作写进后面的阶段
    ");
    for sentence in ["直至集中整治结束。", "直至5月底结束。", "直至问题清零，再迎检验收。"]
    {
        assert_eq!(task(sentence), "", "{sentence}");
    }
    let open = county("张贴节水标识").plan("campaign.yaml", "逐个单位验收", "逐个单位建设，直至建设阶段结束");
    assert_eq!(found(&open), "");
}
