//! Promises of the rules over the plan: each names its fault at the line to change and shows the other side.
//!
//! The second county has none of these faults; each test plants one. `tests/example.rs` lists
//! what they say of the example's plan, which has the faults of its source.
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

/// What the rules over the plan say of the second county with one passage of one file changed.
fn planted(file: &str, from: &str, to: &str) -> String {
    let desk = Desk::second_county().plan(file, from, to);
    desk::shown(&desk.stages().findings, Code::PlanCountDiffers, Code::EnumerationOrder)
}

/// The people of another place: a city, with posts of other names, and a blank in names of two characters.
const CITY: &str = "\
format: 1
leading_group:
  name: 演示市节水联席会
  posts:
    - role: 召集人
      people: [{name: 某 甲, title: 副市长}, {name: 某 乙, title: 市人大常委会副主任}]
    - role: 成员
      people:
        - {name: 某丙丁, title: 市甲管理局局长}
        - {name: 某 戊, title: 市乙局局长}
        - {name: 某 己, title: 市丙镇镇长}
  member_units: {units: [各局, 丙镇]}
  duties: [研究节水的事]
office:
  id: A
  name: 联席会办公室
  seat: 市乙局
  posts: [{role: 主任, people: [{name: 某 戊, title: 市乙局局长}]}]
  liaison: {name: 某 庚, title: 市乙局科员}
  duties: [汇总用水台账]
work_groups:
  - id: B
    name: 宣传专班
    posts:
      - {role: 组长, people: [{name: 某 己, title: 市丙镇镇长}]}
      - {role: 副组长, people: [{name: 某丙丁, title: 市甲管理局局长}]}
    members: [市甲局]
    liaison: {name: 某 辛, title: 市甲局科员}
    duties: [宣传节水]
deliverables:
  - {id: W1, name: 关于成立演示市节水联席会的通知, by: A, due: 2024年5月, stage: 一}
";

/// A plan of that city, with nothing handed in.
fn city() -> Desk {
    let desk = Desk::empty().file("plan/organization.yaml", CITY);
    ["campaign.yaml", "units.yaml", "indicators.yaml"]
        .into_iter()
        .fold(desk, |desk, file| desk.plan(file, "县", "市"))
}

/// What the rules over the plan say of it.
fn said(desk: &Desk) -> String {
    desk::shown(&desk.stages().findings, Code::PlanCountDiffers, Code::EnumerationOrder)
}

#[test]
fn a_plan_without_a_fault_has_no_finding() {
    assert_eq!(planted("campaign.yaml", "region: 全县", "region: 全县"), "");
    assert_eq!(said(&city()), "");
}

#[test]
fn a_stage_that_begins_before_it_is_ordered_is_named() {
    assert_snapshot!(planted("campaign.yaml", "start: 2024-05-01", "start: 2024-04-28"), @"
    warning[stage-before-order]: “建设阶段”2024年4月28日开始，早于布置它的文书（2024年5月1日）
      --> inputs/plan/campaign.yaml:21:12
      ::: inputs/plan/documents.yaml:3:53: 印发工作方案的日期
    ");
}

#[test]
fn days_between_two_stages_are_named() {
    assert_snapshot!(planted("campaign.yaml", "start: 2024-06-01", "start: 2024-06-03"), @"
    warning[stage-days]: “建设阶段”2024年5月31日结束，“验收阶段”2024年6月3日才开始，中间的日子不属于任何阶段
      --> inputs/plan/campaign.yaml:30:12
      ::: inputs/plan/campaign.yaml:22:10: 前一阶段的结束日
    ");
    assert_snapshot!(planted("campaign.yaml", "end: 2024-05-31", "end: 2024-06-02"), @"
    warning[stage-days]: “建设阶段”2024年6月2日才结束，“验收阶段”2024年6月1日已经开始，两个阶段重叠
      --> inputs/plan/campaign.yaml:30:12
      ::: inputs/plan/campaign.yaml:22:10: 前一阶段的结束日
    ");
}

#[test]
fn a_round_that_lies_in_no_stage_or_ends_before_it_begins_is_named() {
    let days = "start: 2024-06-03\n    end: 2024-06-05";
    let round = |to: &str| {
        let found = Desk::second_county().plan("inspections.yaml", days, to).stages().findings;
        [Code::StageDays, Code::DatesReversed].map(|code| desk::shown(&found, code, code)).concat()
    };
    assert_snapshot!(round("start: 2024-04-29\n    end: 2024-05-05"), @"
    warning[stage-days]: “集中检查”的2024年4月29日不在任何阶段之内
      --> inputs/plan/inspections.yaml:7:12
    ");
    assert_snapshot!(round("start: 2024-06-05\n    end: 2024-06-03"), @"
    warning[dates-reversed]: “集中检查”2024年6月5日开始，2024年6月3日就结束，先后颠倒
      --> inputs/plan/inspections.yaml:8:10
      ::: inputs/plan/inspections.yaml:7:12: 开始的日子
    ");
    assert_eq!(round("start: 2024-05-29\n    end: 2024-06-05"), "");
}

#[test]
fn a_stage_that_ends_before_it_begins_is_named_and_nothing_is_made_of_it() {
    assert_snapshot!(planted("campaign.yaml", "end: 2024-05-31", "end: 2024-04-30"), @"
    warning[stage-days]: “建设阶段”2024年5月1日开始，2024年4月30日就结束，先后颠倒
      --> inputs/plan/campaign.yaml:22:10
      ::: inputs/plan/campaign.yaml:21:12: 开始的日子
    warning[deadline-unmeetable]: 报送截止日2024年5月20日不在“建设阶段”（2024年5月）之内
      --> inputs/plan/campaign.yaml:26:26
      ::: inputs/plan/campaign.yaml:20:13: 该阶段的时间
    ");
}

#[test]
fn a_deadline_outside_of_its_stage_or_before_its_order_is_named() {
    let deadline = |day| {
        planted("campaign.yaml", "submission_deadline: 2024-05-20", &format!("submission_deadline: {day}"))
    };
    assert_snapshot!(deadline("2024-06-20"), @"
    warning[deadline-unmeetable]: 报送截止日2024年6月20日不在“建设阶段”（2024年5月）之内
      --> inputs/plan/campaign.yaml:26:26
      ::: inputs/plan/campaign.yaml:20:13: 该阶段的时间
    ");
    assert_snapshot!(deadline("2024-04-20"), @"
    warning[deadline-unmeetable]: 报送截止日2024年4月20日不在“建设阶段”（2024年5月）之内
      --> inputs/plan/campaign.yaml:26:26
      ::: inputs/plan/campaign.yaml:20:13: 该阶段的时间
    warning[deadline-unmeetable]: 材料报送通知落款2024年5月7日，晚于报送截止日2024年4月20日，各单位无法按时报送
      --> inputs/plan/documents.yaml:6:36
      ::: inputs/plan/campaign.yaml:26:26: 报送截止日
    warning[deadline-unmeetable]: 期限2024年4月20日早于布置它的文书（2024年5月1日），无法按时完成
      --> inputs/plan/campaign.yaml:26:26
      ::: inputs/plan/documents.yaml:3:53: 印发工作方案的日期
    ");
}

#[test]
fn a_deadline_that_no_calendar_has_is_named() {
    let deadline = |day| planted("indicators.yaml", "deadline: 每月", &format!("deadline: {day}"));
    assert_snapshot!(["2024-04-31", "2024.13.1"].map(deadline).join("\n"), @"
    warning[deadline-unmeetable]: 期限“2024-04-31”在日历上没有，无法按时完成
      --> inputs/plan/indicators.yaml:21:23
      = help: 核对年月日
    warning[deadline-unmeetable]: 期限“2024.13.1”在日历上没有，无法按时完成
      --> inputs/plan/indicators.yaml:21:23
      = help: 核对年月日
    ");
    assert_eq!(deadline("2024年4月底前"), "");
    let due = |day| planted("organization.yaml", "due: 2024年5月,", &format!("due: {day},"));
    assert_snapshot!(due("2024年2月30日前"), @"
    warning[deadline-unmeetable]: 期限“2024年2月30日”在日历上没有，无法按时完成
      --> inputs/plan/organization.yaml:41:45
      = help: 核对年月日
    ");
    assert_eq!(due("2024年2月29日前"), "");
}

#[test]
fn a_stage_that_is_over_before_it_is_ordered_can_not_be_met() {
    assert_snapshot!(planted("documents.yaml", "date: 2024-05-01", "date: 2024-06-02"), @"
    warning[stage-before-order]: “建设阶段”到2024年5月31日已经结束，布置它的文书2024年6月2日才印发，来不及做
      --> inputs/plan/campaign.yaml:21:12
      ::: inputs/plan/documents.yaml:3:53: 印发工作方案的日期
    warning[stage-before-order]: “验收阶段”2024年6月1日开始，早于布置它的文书（2024年6月2日）
      --> inputs/plan/campaign.yaml:30:12
      ::: inputs/plan/documents.yaml:3:53: 印发工作方案的日期
    warning[deadline-unmeetable]: 期限2024年5月20日早于布置它的文书（2024年6月2日），无法按时完成
      --> inputs/plan/campaign.yaml:26:26
      ::: inputs/plan/documents.yaml:3:53: 印发工作方案的日期
    warning[deadline-unmeetable]: 期限2024年5月20日早于布置它的文书（2024年6月2日），无法按时完成
      --> inputs/plan/indicators.yaml:15:23
      ::: inputs/plan/documents.yaml:3:53: 印发工作方案的日期
    warning[deadline-unmeetable]: 期限2024年5月31日早于布置它的文书（2024年6月2日），无法按时完成
      --> inputs/plan/indicators.yaml:28:23
      ::: inputs/plan/documents.yaml:3:53: 印发工作方案的日期
    warning[deadline-unmeetable]: 期限2024年5月31日早于布置它的文书（2024年6月2日），无法按时完成
      --> inputs/plan/indicators.yaml:41:23
      ::: inputs/plan/documents.yaml:3:53: 印发工作方案的日期
    ");
}

#[test]
fn a_notice_that_asks_for_submissions_after_they_are_due_is_named() {
    assert_snapshot!(planted("documents.yaml", "date: 2024-05-07", "date: 2024-05-21"), @"
    warning[deadline-unmeetable]: 材料报送通知落款2024年5月21日，晚于报送截止日2024年5月20日，各单位无法按时报送
      --> inputs/plan/documents.yaml:6:36
      ::: inputs/plan/campaign.yaml:26:26: 报送截止日
    ");
}

#[test]
fn submissions_that_are_owed_by_no_day_are_named() {
    assert_snapshot!(planted("campaign.yaml", "    submission_deadline: 2024-05-20\n", ""), @"
    warning[deliverable-open]: 3 个单位要交填报表，各阶段都没有写明截止日
      --> inputs/plan/campaign.yaml:19:11
      = help: 在布置报送的阶段里写 submission_deadline
    ");
}

#[test]
fn an_annex_of_the_notice_is_a_document_that_was_made() {
    let annex = "- {id: W2, name: 关于成立演示县节约用水委员会的通知, by: BGS, due: 2024年5月, stage: 一}\n";
    let owed = format!("deliverables:\n  {annex}");
    assert_eq!(planted("organization.yaml", "deliverables:\n", &owed), "");
    assert_snapshot!(planted("organization.yaml", "deliverables:\n", &owed.replace("通知", "公告")), @"
    warning[deliverable-open]: 应交的“关于成立演示县节约用水委员会的公告”到期了，文书目录和佐证材料里都没有它
      --> inputs/plan/organization.yaml:41:20
    ");
}

#[test]
fn members_that_no_team_is_to_visit_are_named() {
    assert_snapshot!(planted("inspections.yaml", "visits: [各局]", "visits: [县甲局]"), @"
    warning[rule-unmeetable]: 计划要求每一轮都查遍，“集中检查”没有安排检查县乙局
      --> inputs/plan/inspections.yaml:6:11
      ::: inputs/plan/inspections.yaml:2:11: 全覆盖的要求
      = help: 在检查组的 visits 里补上，或改 coverage
    ");
    let all = Desk::second_county().plan("inspections.yaml", "visits: [各局]", "visits: [县甲局]").plan(
        "inspections.yaml",
        "coverage: each_round",
        "coverage: all_rounds",
    );
    let all = all.plan("campaign.yaml", "as_of: 2024-06-15", "as_of: 2024-06-05");
    assert_snapshot!(desk::shown(&all.stages().findings, Code::RuleUnmeetable, Code::RuleUnmeetable), @"
    warning[rule-unmeetable]: 计划要求各轮合起来查遍，各轮都没有安排检查县乙局
      --> inputs/plan/inspections.yaml:2:11
      ::: inputs/plan/inspections.yaml:2:11: 全覆盖的要求
      = help: 在检查组的 visits 里补上，或改 coverage
    ");
}

#[test]
fn rounds_that_are_asked_for_and_not_planned_are_named_once() {
    let desk = |minimum: &str| {
        let inspections = format!("format: 1\ncoverage: all_rounds\n{minimum}rounds: []\n");
        let desk = Desk::second_county().file("plan/inspections.yaml", inspections);
        desk::shown(&desk.stages().findings, Code::PlanCountDiffers, Code::EnumerationOrder)
    };
    assert_snapshot!(desk("minimum_rounds: 1\n"), @"
    warning[plan-count-differs]: 计划要求督导检查不少于 1 轮，实际安排 0 轮
      --> inputs/plan/inspections.yaml:3:17
    ");
    assert_snapshot!(desk(""), @"
    warning[rule-unmeetable]: 计划要求各轮合起来查遍，各轮都没有安排检查县甲局、县乙局、县丙镇
      --> inputs/plan/inspections.yaml:2:11
      ::: inputs/plan/inspections.yaml:2:11: 全覆盖的要求
      = help: 在检查组的 visits 里补上，或改 coverage
    ");
}

#[test]
fn an_annex_that_a_text_speaks_of_and_the_notice_has_not_is_named() {
    assert_snapshot!(planted("campaign.yaml", "安装计量表具，", "按附件3的要求安装计量表具，"), @"
    warning[annex-absent]: 说到“附件3”，印发工作方案的通知只有 1 个附件
      --> inputs/plan/campaign.yaml:24:9
      = help: 通知的附件是：1. 关于成立演示县节约用水委员会的通知；改正序号，或不说附件
    ");
    assert_eq!(planted("campaign.yaml", "安装计量表具，", "按附件1的分工安装计量表具，"), "");
}

#[test]
fn an_annex_that_a_text_speaks_of_without_a_number_is_named() {
    let with = |text: &str| planted("campaign.yaml", "张贴节水标识", text);
    assert_snapshot!(with("张贴节水标识（样式附后）"), @"
    warning[annex-absent]: 说到附有“样式”，印发工作方案的通知没有这个附件
      --> inputs/plan/campaign.yaml:25:9
      = help: 随通知印发就改成附件的序号，另发就写明另发
    ");
    assert_snapshot!(with("张贴节水标识，样式见附表"), @"
    warning[annex-absent]: 说到附有“附表”，印发工作方案的通知没有这个附件
      --> inputs/plan/campaign.yaml:25:9
      = help: 随通知印发就改成附件的序号，另发就写明另发
    ");
    assert_eq!(with("成立演示县节约用水委员会（演示县节约用水委员会附后）"), "");
}

#[test]
fn a_document_that_is_to_be_followed_and_that_nobody_is_given_is_named() {
    let desk = |owed: &str| {
        let desk = Desk::second_county()
            .plan("campaign.yaml", "张贴节水标识", "对照《节水机关建设检查方案》张贴节水标识")
            .plan("organization.yaml", "stage: 一, document: inspection_notice}", owed);
        desk::shown(&desk.stages().findings, Code::AnnexAbsent, Code::AnnexAbsent)
    };
    assert_snapshot!(desk("stage: 二}"), @"
    warning[annex-absent]: 要按《节水机关建设检查方案》做，通知没有附它，文书目录和佐证材料里也没有
      --> inputs/plan/campaign.yaml:25:9
      ::: inputs/plan/organization.yaml:41:20: 应交的文书
    ");
    assert_eq!(desk("stage: 一, document: inspection_notice}"), "");
}

#[test]
fn a_count_in_a_text_is_held_against_what_the_plan_lists() {
    let with = |text: &str| planted("campaign.yaml", "逐个单位验收", text);
    assert_snapshot!(with("对60个成员单位逐个验收"), @"
    warning[plan-count-differs]: 说到 60 个成员单位，计划列出 3 个
      --> inputs/plan/campaign.yaml:32:9
    ");
    assert_snapshot!(with("由三个工作组分头验收"), @"
    warning[plan-count-differs]: 说到 3 个工作组，计划列出 1 个
      --> inputs/plan/campaign.yaml:32:9
    ");
    assert_eq!(with("对三个成员单位逐个验收"), "");
}

#[test]
fn a_count_of_members_that_stand_in_no_list_can_not_be_held_against_it() {
    let desk =
        Desk::second_county().plan("units.yaml", "groups:", "groups:\n  - {name: 各镇, members: []}").plan(
            "organization.yaml",
            "declared: 3\n    units: [各局, 县丙镇]",
            "declared: 60\n    units: [各局, 县丙镇, 各镇]",
        );
    assert_snapshot!(desk::shown(&desk.stages().findings, Code::PlanCountDiffers, Code::PlanCountDiffers), @"
    warning[plan-count-differs]: 计划写明成员单位 60 个，实际列出 3 个
      --> inputs/plan/organization.yaml:13:15
      ::: inputs/plan/organization.yaml:14:22: 没有名单的合称
      = help: “各镇”等合称没有列出是哪些单位，点不清数：在 units.yaml 的 members 里写上
    ");
}

#[test]
fn a_notice_that_is_dated_and_has_no_number_is_named_once_its_day_has_come() {
    let numbered = "kind: plan_notice, number: 演节水发〔2024〕1号, date: 2024-05-01";
    assert_snapshot!(planted("documents.yaml", numbered, "kind: plan_notice, date: 2024-05-01"), @"
    warning[number-missing]: 印发工作方案的通知落款2024年5月1日，没有发文字号，印（文号待编）
      --> inputs/plan/documents.yaml:3:31
      = help: 编了号就写 number
    ");
    assert!(
        !planted("documents.yaml", numbered, "kind: plan_notice, date: 2024-06-16")
            .contains("number-missing")
    );
}

#[test]
fn a_work_group_under_two_names_is_named() {
    assert_snapshot!(planted("campaign.yaml", "逐个单位验收", "由检查考核组逐个单位验收"), @"
    warning[names-alike]: “检查考核组”与工作组“检查组”很像，是不是同一个组
      --> inputs/plan/campaign.yaml:32:9
      ::: inputs/plan/organization.yaml:30:11: 工作组
      = help: 是同一个组就改成一样，或在 aliases 里写上这个叫法
    ");
    for text in ["由检查组逐个单位验收", "检查组组织逐个单位验收", "检查组组长逐个单位验收"]
    {
        assert_eq!(planted("campaign.yaml", "逐个单位验收", text), "");
    }
}

#[test]
fn two_documents_of_the_campaign_that_say_nearly_the_same_are_named() {
    let to = "汇总《演示县节水机关建设用水任务分解表》和《演示县节水机关用水责任任务分解表》";
    assert_snapshot!(planted("organization.yaml", "汇总各单位的用水台账", to), @"
    warning[title-two-ways]: 《演示县节水机关用水责任任务分解表》与《演示县节水机关建设用水任务分解表》很像，是不是同一份文书写成了两样
      --> inputs/plan/organization.yaml:27:7
      ::: inputs/plan/organization.yaml:27:7: 另一种写法
    ");
}

#[test]
fn a_document_that_is_dated_on_the_wrong_side_of_what_it_speaks_of_is_named() {
    assert_snapshot!(planted("documents.yaml", "date: 2024-05-02", "date: 2024-05-07"), @"
    warning[document-out-of-time]: 通知落款2024年5月7日，而“节水机关建设部署会”2024年5月6日已经开始
      --> inputs/plan/documents.yaml:4:34
      ::: inputs/plan/meetings.yaml:5:11: 所指的日期
    ");
    assert_snapshot!(planted("documents.yaml", "about: 9, date: 2024-06-07", "about: 9, date: 2024-06-04"), @"
    warning[document-out-of-time]: 文书落款2024年6月4日，而“集中检查”2024年6月5日才结束
      --> inputs/plan/documents.yaml:9:47
      ::: inputs/plan/inspections.yaml:8:10: 所指的日期
    ");
}

#[test]
fn a_unit_of_a_work_group_that_is_no_member_is_named() {
    let outside = Desk::second_county()
        .plan("units.yaml", "groups:", "  - {name: 县丁局, category: 局}\ngroups:")
        .plan("organization.yaml", "members: [各局]", "members: [各局, 县丁局]");
    let found = desk::shown(&outside.stages().findings, Code::UnitOutside, Code::UnitOutside);
    assert_snapshot!(found, @"
    warning[unit-outside]: “县丁局”是“检查组”的单位，却不在领导小组的成员单位中
      --> inputs/plan/organization.yaml:35:19
      ::: inputs/plan/organization.yaml:14:13: 成员单位名单
    ");
}

#[test]
fn a_person_of_a_work_group_who_is_not_in_the_leading_group_is_named() {
    let to = "role: 组长\n        people:\n          - {name: 某己, title: 县丙镇镇长}";
    let from = "role: 组长\n        people:\n          - {name: 某丙, title: 县丙镇镇长}";
    assert_snapshot!(planted("organization.yaml", from, to), @"
    warning[person-outside]: “检查组”有 1 人不在“演示县节约用水委员会”的名单中
      --> inputs/plan/organization.yaml:34:20
    ");
}

#[test]
fn a_person_with_two_titles_is_named() {
    let from = "role: 组长\n        people:\n          - {name: 某丙, title: 县丙镇镇长}";
    let to = "role: 组长\n        people:\n          - {name: 某丙, title: 县丙镇党委书记}";
    assert_snapshot!(planted("organization.yaml", from, to), @"
    warning[person-two-titles]: 某丙的职务写成“县丙镇党委书记”，别处写成“县丙镇镇长”
      --> inputs/plan/organization.yaml:34:31
      ::: inputs/plan/organization.yaml:11:29: 别处的写法
    ");
}

#[test]
fn a_unit_of_a_work_group_that_only_spells_a_member_otherwise_is_said_to_be_alike_and_no_more() {
    let desk = Desk::second_county()
        .plan("units.yaml", "groups:", "  - {name: 县乙管理局, category: 局, submits: false}\ngroups:")
        .plan("organization.yaml", "members: [各局]", "members: [各局, 县乙管理局]");
    let found = said(&desk);
    assert!(found.starts_with("warning[names-alike]") && !found.contains("unit-outside"), "{found}");
    let desk = city()
        .plan("units.yaml", "groups:", "  - {name: 市乙分局, category: 局, submits: false}\ngroups:")
        .plan("organization.yaml", "seat: 市乙局", "seat: 市乙分局");
    let found = said(&desk);
    assert!(found.starts_with("warning[names-alike]") && !found.contains("unit-outside"), "{found}");
}

#[test]
fn somebody_in_a_post_of_a_group_to_which_the_unit_does_not_belong_is_named() {
    let second = "      - role: 副组长\n        people:\n          - {name: 某丙, title: 县丙镇镇长}\n";
    let with = |members: &str| {
        let members = format!("{second}    members: {members}");
        planted("organization.yaml", "    members: [各局]", &members)
    };
    assert_snapshot!(with("[各局]"), @"
    warning[person-unit-outside]: 某丙（县丙镇镇长）是“检查组”的副组长，“县丙镇”却不在该组的单位中
      --> inputs/plan/organization.yaml:37:31
      ::: inputs/plan/organization.yaml:38:15: 该组的单位
      = help: 在该组的 members 里补上这个单位，或核对这个人的职务
    ");
    assert_eq!(with("[各局, 丙镇]"), "");
    assert_snapshot!(said(&city().plan("organization.yaml", "members: [市甲局]", "members: [市乙局]")), @"
    warning[person-unit-outside]: 某丙丁（市甲管理局局长）是“宣传专班”的副组长，“市甲局”却不在该组的单位中
      --> inputs/plan/organization.yaml:26:49
      ::: inputs/plan/organization.yaml:27:15: 该组的单位
      = help: 在该组的 members 里补上这个单位，或核对这个人的职务
    ");
}

#[test]
fn leaders_and_units_under_other_names_may_belong_to_a_group() {
    let of = |title: &str| {
        city().plan("organization.yaml", "{name: 某丙丁, title: 市甲管理局局长}", title).plan(
            "units.yaml",
            "groups:",
            "  - {name: 市丁局, category: 局, submits: false}\n  - {name: 市丁分局, category: 局}\ngroups:\n  - {name: 各乡, members: []}",
        )
    };
    let title = "{name: 某丙丁, title: 市丁分局局长}";
    let unit_outside = |desk: Desk| {
        let found = desk.stages().findings;
        desk::shown(&found, Code::PersonUnitOutside, Code::PersonUnitOutside)
    };
    assert!(unit_outside(of(title)).contains("“市丁分局”却不在该组的单位中"));
    let members = |members: &str| of(title).plan("organization.yaml", "members: [市甲局]", members);
    assert_eq!(unit_outside(members("members: [市丁局]")), "", "it is the same unit");
    assert_eq!(unit_outside(members("members: [市甲局, 各乡]")), "", "nobody knows who that is");
    let leader = of(title).plan("organization.yaml", "{name: 某 甲, title: 副市长}", title);
    assert_eq!(unit_outside(leader), "", "who leads the campaign stands above units");
}

#[test]
fn a_title_without_the_sign_of_the_region_is_named_where_others_have_it() {
    assert_snapshot!(planted("organization.yaml", "title: 县甲局科员", "title: 甲局局长助理"), @"
    warning[title-sign-missing]: 职务“甲局局长助理”开头没有“县”字，别处写成“县甲局局长”
      --> inputs/plan/organization.yaml:25:30
      ::: inputs/plan/organization.yaml:10:29: 别处的写法
      = help: 补上“县”字
    ");
    let with = |to: &str| said(&city().plan("organization.yaml", "title: 市乙局科员", to));
    assert_snapshot!(with("title: 人大常委会办公室主任"), @"
    warning[title-sign-missing]: 职务“人大常委会办公室主任”开头没有“市”字，别处写成“市人大常委会副主任”
      --> inputs/plan/organization.yaml:19:31
      ::: inputs/plan/organization.yaml:6:60: 别处的写法
      = help: 补上“市”字
    ");
    assert_eq!(with("title: 政协常委会委员"), "", "nobody has it with the sign");
    let bare = city().plan("organization.yaml", "title: 市", "title: ");
    assert_eq!(said(&bare), "", "where no title has the sign, none leaves it out");
}

#[test]
fn names_that_differ_in_blanks_are_one_person() {
    let office = |person: &str| {
        let from = "        - {name: 某乙, title: 县甲局局长}\n  liaison";
        planted("organization.yaml", from, &format!("        - {person}\n  liaison"))
    };
    assert_snapshot!(office("{name: 某\u{3000}乙, title: 县甲局局长}"), @"
    warning[blanks-mixed]: 两个字的姓名有的空格，有的不空：“某　乙”和“某甲”
      --> inputs/plan/organization.yaml:24:18
      ::: inputs/plan/organization.yaml:7:18: 另一种写法
      = help: 全都空一格，或全都不空
    ");
    assert!(office("{name: 某 乙, title: 县甲局副局长}").contains("某 乙的职务写成“县甲局副局长”"));
    let group = city().plan(
        "organization.yaml",
        "副组长, people: [{name: 某丙丁, title",
        "副组长, people: [{name: 某 丙丁, title",
    );
    assert_eq!(said(&group), "");
}

#[test]
fn short_names_with_and_without_a_blank_are_named_once() {
    let with = |from: &str, to: &str| said(&city().plan("organization.yaml", from, to));
    assert_snapshot!(with("某 庚", "某庚"), @"
    warning[blanks-mixed]: 两个字的姓名有的空格，有的不空：“某庚”和“某 甲”
      --> inputs/plan/organization.yaml:19:19
      ::: inputs/plan/organization.yaml:6:23: 另一种写法
      = help: 全都空一格，或全都不空
    ");
    assert_eq!(with("某 ", "某"), "", "all are written alike");
}

#[test]
fn a_document_owed_that_is_dated_after_its_stage_is_named() {
    assert_snapshot!(planted("documents.yaml", "date: 2024-05-30", "date: 2024-06-02"), @"
    warning[document-out-of-time]: 应交的“节水机关建设检查方案”属于“建设阶段”，该阶段2024年5月31日结束，文书2024年6月2日才落款
      --> inputs/plan/organization.yaml:41:20
      ::: inputs/plan/documents.yaml:5:59: 文书的日期
      ::: inputs/plan/campaign.yaml:22:10: 该阶段的结束日
    ");
    let late = city().plan("documents.yaml", "date: 2024-05-01", "date: 2024-06-02").stages().findings;
    assert_snapshot!(desk::shown(&late, Code::DocumentOutOfTime, Code::DocumentOutOfTime), @"
    warning[document-out-of-time]: 应交的“关于成立演示市节水联席会的通知”属于“建设阶段”，该阶段2024年5月31日结束，文书2024年6月2日才落款
      --> inputs/plan/organization.yaml:31:20
      ::: inputs/plan/documents.yaml:3:53: 文书的日期
      ::: inputs/plan/campaign.yaml:22:10: 该阶段的结束日
    ");
    let gathered = Desk::second_county()
        .plan("organization.yaml", "document: inspection_notice", "document: dossier")
        .plan("documents.yaml", "{kind: dossier}", "{kind: dossier, date: 2024-06-07}");
    assert_eq!(said(&gathered), "", "a dossier's date is not the day of what it gathers");
}

#[test]
fn a_team_that_is_to_visit_the_unit_of_its_leader_is_named() {
    let east = "东组, leader: 检查组组长";
    assert_snapshot!(planted("inspections.yaml", east, "东组, leader: 检查组组长、县乙局副局长"), @"
    warning[team-visits-itself]: “东组”由检查组组长、县乙局副局长带队，要查的单位里有“县乙局”，是自己检查自己
      --> inputs/plan/inspections.yaml:13:51
      ::: inputs/plan/inspections.yaml:13:28: 带队的人
      = help: 这个单位交给别的组查，或换人带队
    ");
    assert_eq!(planted("inspections.yaml", east, "东组, leader: 检查组组长、县丙镇镇长"), "");
    let west = |leader: &str| {
        said(&city().plan("inspections.yaml", "西组, leader: 检查组组长", &format!("西组, leader: {leader}")))
    };
    assert_snapshot!(west("组长某己"), @"
    warning[team-visits-itself]: “西组”由组长某己带队，要查的单位里有“市丙镇”，是自己检查自己
      --> inputs/plan/inspections.yaml:14:43
      ::: inputs/plan/organization.yaml:11:30: 带队的人
      = help: 这个单位交给别的组查，或换人带队
    ");
    assert_eq!(west("某 戊"), "");
}

#[test]
fn a_group_without_anybody_is_named() {
    assert_snapshot!(planted("units.yaml", "    members: [县甲局, 县乙局]", "    members: [县甲局, 县乙局]\n  - {name: 各乡, members: []}"), @"
    warning[group-empty]: “各乡”没有成员单位
      --> inputs/plan/units.yaml:9:12
    ");
    assert_snapshot!(planted("inspections.yaml", "visits: [丙镇]", "visits: []"), @"
    warning[group-empty]: “西组”没有要检查的单位
      --> inputs/plan/inspections.yaml:14:16
    warning[rule-unmeetable]: 计划要求每一轮都查遍，“集中检查”没有安排检查县丙镇
      --> inputs/plan/inspections.yaml:6:11
      ::: inputs/plan/inspections.yaml:2:11: 全覆盖的要求
      = help: 在检查组的 visits 里补上，或改 coverage
    ");
}

#[test]
fn a_document_owed_without_author_day_or_trace_is_named() {
    let owed = "by: JC, due: 2024年5月, stage: 一, document: inspection_notice}";
    assert_snapshot!(planted("organization.yaml", owed, "stage: 一, document: inspection_notice}"), @"
    warning[deliverable-open]: 应交的“节水机关建设检查方案”没有写明由谁完成，没有写明什么时候完成
      --> inputs/plan/organization.yaml:41:20
    ");
    assert_snapshot!(planted("organization.yaml", owed, "by: JC, due: 2024年5月, stage: 一}"), @"
    warning[deliverable-open]: 应交的“节水机关建设检查方案”到期了，文书目录和佐证材料里都没有它
      --> inputs/plan/organization.yaml:41:20
    ");
    assert_eq!(planted("organization.yaml", owed, "by: JC, due: 2024年6月, stage: 二}"), "");
}

#[test]
fn two_units_that_look_like_one_are_named() {
    let to = "  - {name: 县乙局, category: 局}\n  - {name: 县乙管理局, category: 局, submits: false}";
    assert_snapshot!(planted("units.yaml", "  - {name: 县乙局, category: 局}", to), @"
    warning[names-alike]: “县乙管理局”与“县乙局”很像，是不是同一个单位
      --> inputs/plan/units.yaml:5:12
      ::: inputs/plan/units.yaml:4:12: 另一个单位
      = help: 是同一个单位就写成别名，不是就不用改
    ");
}

#[test]
fn two_units_whose_names_are_joined_by_other_words_are_named() {
    let to =
        "  - {name: 县水利和湖泊局, category: 局}\n  - {name: 县水利与湖泊局, category: 局, submits: false}";
    assert_snapshot!(planted("units.yaml", "  - {name: 县乙局, category: 局}", &format!("  - {{name: 县乙局, category: 局}}\n{to}")), @"
    warning[names-alike]: “县水利与湖泊局”与“县水利和湖泊局”很像，是不是同一个单位
      --> inputs/plan/units.yaml:6:12
      ::: inputs/plan/units.yaml:5:12: 另一个单位
      = help: 是同一个单位就写成别名，不是就不用改
    ");
}

#[test]
fn a_title_in_two_ways_is_named() {
    let to = "汇总《节水机关建设检察方案》要的用水台账";
    assert_snapshot!(planted("organization.yaml", "汇总各单位的用水台账", to), @"
    warning[title-two-ways]: 《节水机关建设检察方案》与《节水机关建设检查方案》很像，是不是同一份文书写成了两样
      --> inputs/plan/organization.yaml:27:7
      ::: inputs/plan/organization.yaml:41:20: 另一种写法
    ");
}

#[test]
fn a_number_that_is_used_twice_is_named() {
    assert_snapshot!(planted("documents.yaml", "演节水办〔2024〕3号", "演节水发〔2024〕1号"), @"
    warning[number-twice]: 发文字号“演节水发〔2024〕1号”用了两次
      --> inputs/plan/documents.yaml:5:39
      ::: inputs/plan/documents.yaml:3:33: 先用的一处
    ");
}

#[test]
fn a_number_that_is_used_twice_in_other_brackets_is_named_too() {
    let found = planted("documents.yaml", "演节水办〔2024〕3号", "\"演节水发[2024]1号\"");
    assert!(found.starts_with("warning[number-twice]: 发文字号“演节水发[2024]1号”用了两次"), "{found}");
}

#[test]
fn a_number_that_an_entry_gives_to_several_documents_is_named() {
    let notice = "kind: materials_notice, date";
    let numbered = "kind: materials_notice, number: 演节水办〔2024〕4号, date";
    assert_snapshot!(planted("documents.yaml", notice, numbered), @"
    warning[number-twice]: 发文字号“演节水办〔2024〕4号”给了 3 份文书
      --> inputs/plan/documents.yaml:6:38
      = help: 不写 number，印出来以后逐份编号；或用 about 分开写
    ");
    let notice = "kind: rectification_notice, date";
    let numbered = "kind: rectification_notice, number: 演节水办〔2024〕4号, date";
    assert!(planted("documents.yaml", notice, numbered).contains("给了 2 份文书"), "two units have problems");
    let (table, numbered) = ("{kind: problem_list}", "{kind: problem_list, number: 演节水办〔2024〕4号}");
    assert_eq!(planted("documents.yaml", table, numbered), "", "there is one round");
}

#[test]
fn a_number_of_another_form_is_named() {
    let numbered = |number: &str| planted("documents.yaml", "演节水发〔2024〕1号", number);
    assert_snapshot!(numbered("演节水发2024年第1号"), @"
    warning[number-brackets]: 发文字号“演节水发2024年第1号”不是“机关代字〔年份〕序号”的写法
      --> inputs/plan/documents.yaml:3:33
      = help: 如 某发〔2023〕1号：年份写全，用六角括号〔〕，序号前不加“第”，也不补 0
    ");
    for wrong in ["演节水发〔24〕1号", "演节水发〔2024〕001号", "演节水发〔2024〕第1号", "演节水发1号"]
    {
        assert!(numbered(wrong).starts_with("warning[number-brackets]"), "{wrong}");
    }
    assert_eq!(numbered("演节水发〔2024〕12号"), "");
}

#[test]
fn brackets_of_two_widths_are_named() {
    assert_snapshot!(planted("campaign.yaml", "张贴节水标识", "张贴节水标识（各单位)"), @"
    warning[brackets-mixed]: “（各单位)”的括号全角半角混用，应写成“（）”
      --> inputs/plan/campaign.yaml:25:9
    ");
    assert_snapshot!(planted("campaign.yaml", "张贴节水标识", "张贴节水标识(各单位)"), @"
    warning[brackets-mixed]: “(各单位)”用了半角括号，应写成“（）”
      --> inputs/plan/campaign.yaml:25:9
    ");
    assert_eq!(planted("campaign.yaml", "张贴节水标识", "张贴节水标识（各单位）"), "");
    assert!(
        planted("campaign.yaml", "张贴节水标识", "张贴节水标识(各局（委）)").contains("用了半角括号"),
        "the two brackets are of one width, whatever stands between them"
    );
    for (file, from, to) in [
        ("organization.yaml", "title: 县甲局科员", "title: 县甲局科员(兼)"),
        ("documents.yaml", "addressees: 各局、各镇, cc", "addressees: 各局（委)、各镇, cc"),
        ("meetings.yaml", "name: 节水", "name: (全县)节水"),
    ] {
        assert!(planted(file, from, to).contains("warning[brackets-mixed]"), "{to}");
    }
}

#[test]
fn a_number_without_its_own_brackets_is_named() {
    assert_snapshot!(planted("documents.yaml", "演节水发〔2024〕1号", "\"演节水发[2024]1号\""), @"
    warning[number-brackets]: 发文字号里的“[2024]1号”应写成“〔2024〕1号”
      --> inputs/plan/documents.yaml:3:33
      = help: 年份用六角括号〔〕，序号前不加“第”
    ");
}

#[test]
fn an_enumeration_within_a_text_that_skips_a_number_is_named() {
    let with = |text: &str| planted("campaign.yaml", "每个单位确定一名用水管理人。", text);
    assert_snapshot!(with("一是确定管理人；二是建立台账；四是公示用水量。"), @"
    warning[enumeration-order]: 文中的序号接着前一项应为 3，写成了 4：“一是确定管理人；二是建立”
      --> inputs/plan/campaign.yaml:36:14
    ");
    assert_snapshot!(with("（一）确定管理人。（三）建立台账。"), @"
    warning[enumeration-order]: 文中的序号接着前一项应为 2，写成了 3：“（一）确定管理人。（三）”
      --> inputs/plan/campaign.yaml:36:14
    ");
    assert_eq!(with("一是确定管理人；二是建立台账。"), "");
}

#[test]
fn an_enumeration_that_skips_a_number_is_named() {
    let from = "      - 安装计量表具，建立用水台账\n      - 张贴节水标识";
    let to = "      - 一是安装计量表具，建立用水台账\n      - 三是张贴节水标识";
    assert_snapshot!(planted("campaign.yaml", from, to), @"
    warning[enumeration-order]: 序号接着前一条应为 2，写成了 3：“三是张贴节水标识”
      --> inputs/plan/campaign.yaml:25:9
    ");
}
