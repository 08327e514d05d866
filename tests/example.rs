//! Promises of the example: it is whole, without error, and shows no real office with a fault.
#![allow(clippy::unwrap_used, reason = "a test says by panicking what is wrong")]

use std::path::Path;

use insta::assert_snapshot;

#[path = "support/stages.rs"]
mod stages;

fn example() -> stages::Stages {
    stages::run(Path::new(env!("CARGO_MANIFEST_DIR")))
}

/// Whether a unit stands for no real office.
fn is_invented(name: &str) -> bool {
    name.starts_with("演示")
}

#[test]
fn what_is_amiss_in_the_example_is_what_was_planted() {
    let findings = example().findings;
    let lines: Vec<String> =
        findings.iter().map(|found| format!("{} {}", found.code.name(), found.message)).collect();
    assert_snapshot!(lines.join("\n"), @"
    stage-before-order “宣传动员阶段”到2023年2月28日已经结束，布置它的文书2023年3月13日才印发，来不及做
    stage-before-order “自查自纠阶段”到2023年3月10日已经结束，布置它的文书2023年3月13日才印发，来不及做
    stage-days “自查自纠阶段”2023年3月10日结束，“整改提升阶段”2023年3月21日才开始，中间的日子不属于任何阶段
    document-out-of-time 应交的“曾都区创建省级法治政府建设示范区工作方案”属于“宣传动员阶段”，该阶段2023年2月28日结束，文书2023年3月13日才落款
    document-out-of-time 应交的“关于成立曾都区创建省级法治政府建设示范区工作领导小组的通知”属于“宣传动员阶段”，该阶段2023年2月28日结束，文书2023年3月13日才落款
    document-out-of-time 应交的“曾都区法治政府建设示范指标体系责任分解表”属于“宣传动员阶段”，该阶段2023年2月28日结束，文书2023年3月13日才落款
    unit-outside “区委直属机关工委”是“舆论宣传组”的单位，却不在领导小组的成员单位中
    unit-outside “区信访局”是“评估测评组”的单位，却不在领导小组的成员单位中
    person-outside “办公室”有 4 人不在“曾都区创建省级法治政府建设示范区工作领导小组”的名单中
    person-outside “督导组”有 6 人不在“曾都区创建省级法治政府建设示范区工作领导小组”的名单中
    person-outside “舆论宣传组”有 5 人不在“曾都区创建省级法治政府建设示范区工作领导小组”的名单中
    person-outside “评估测评组”有 5 人不在“曾都区创建省级法治政府建设示范区工作领导小组”的名单中
    person-unit-outside 周楷能（区政府办公室副主任）是“舆论宣传组”的副组长，“区政府办公室”却不在该组的单位中
    person-unit-outside 郭世喜（区政府办公室副主任）是“评估测评组”的副组长，“区政府办公室”却不在该组的单位中
    title-sign-missing 职务“人大常委会主任”开头没有“区”字，别处写成“区人大常委会副主任”
    deliverable-open 应交的“曾都区创建省级法治政府建设示范区工作方案”没有写明由谁完成
    deliverable-open 应交的“曾都区法治政府建设示范指标体系责任分解表”没有写明由谁完成
    deliverable-open 应交的“曾都区创建省级法治政府建设示范区指标任务分解表”没有写明什么时候完成
    deliverable-open 应交的“曾都区创建省级法治政府建设示范区实地评估核查迎检方案”没有写明什么时候完成
    deliverable-open 应交的“会议文稿、示范创建工作信息、投诉建议汇总”没有写明什么时候完成
    deliverable-open 应交的“曾都区创建省级法治政府建设示范区督导检查方案”没有写明什么时候完成
    deliverable-open 应交的“曾都区创建省级法治政府建设示范区宣传方案”没有写明什么时候完成
    deliverable-open 应交的“专题宣传片、宣传册、宣传标语、一封公开信、问卷调查、知识测试、巡回宣讲”没有写明什么时候完成
    deliverable-open 应交的“曾都区创建省级法治政府建设示范区人民群众满意度模拟测评方案”没有写明什么时候完成
    deliverable-open 应交的“各工作组工作方案”没有写明由谁完成，没有写明什么时候完成
    strand-without-group “资料整理”和各工作组的工作列在一起，却没有做它的工作组
    title-two-ways 《曾都区创建省级法治政府建设示范区指标任务分解表》与《曾都区法治政府建设示范指标体系责任分解表》很像，是不是同一份文书写成了两样
    number-missing 印发工作方案的通知落款2023年3月13日，没有发文字号，印（文号待编）
    submission-late 演示镇丙填报日期是 2023年3月28日，晚于规定的 2023年3月25日
    submission-late 演示街道丁填报日期是 2023年3月31日，晚于规定的 2023年3月25日
    indicator-unanswered 演示镇丙没有给出指标 7.2.3 的自查结论
    conclusion-differs 指标 2.3.3 牵头单位写的是“达标”，演示镇丁写的是“基本达标”，还写了问题或措施
    conclusion-differs 指标 9.1.1 牵头单位写的是“达标”，演示镇丙写的是“基本达标”，还写了问题或措施
    conclusion-differs 指标 9.2.1 牵头单位写的是“达标”，演示街道戊写的是“基本达标”，还写了问题或措施
    evidence-absent “现场照片：便民服务延伸到村社区（示例）”引用的文件“演示-服务点现场照片.png”没有收到
    evidence-absent “队伍名册：基层应急有队伍（示例）”引用的文件“演示-队伍名册.xlsx”没有收到
    evidence-absent “联合执法照片：镇街执法衔接顺畅（示例）”没有文件、链接或文号
    evidence-uncited “演示-会议现场.png”没有被任何单位引用
    evidence-uncited “演示-审核意见书.pdf”没有被任何单位引用
    rectification-overdue 问题 1-005 应于 2023年4月5日 前整改，演示镇丙报告“整改中”
    rectification-overdue 问题 1-013 应于 2023年4月7日 前整改，演示街道丁报告“未整改”
    ");
}

#[test]
fn every_unit_has_handed_in_and_leads_or_supports_two_indicators() {
    let example = example();
    for (unit, known) in example.plan.owing_units() {
        let tasks = example.plan.third_level().filter(|(_, _, indicator)| {
            indicator.lead_unit == Some(unit) || indicator.supporting_units.contains(&unit)
        });
        assert!(tasks.count() >= 2, "{}", known.name);
        assert!(example.ledger.submission(unit).is_some(), "{}", known.name);
    }
    assert_eq!(example.plan.owing_units().count(), 60);
}

#[test]
fn no_real_office_is_shown_with_a_fault() {
    let example = example();
    for submission in example.ledger.handed_in().filter(|submission| !is_invented(&submission.unit.text)) {
        assert_eq!(submission.rectifications, [], "{}", submission.unit);
        for answer in &submission.answers {
            assert_eq!(answer.conclusion.as_str(), "达标", "{}", answer.place);
            assert_eq!(answer.shortcomings, None, "{}", answer.place);
        }
    }
    assert!(example.ledger.problems().all(|problem| is_invented(&problem.unit.text)));
}

#[test]
fn what_was_added_to_the_campaign_says_so_itself() {
    let example = example();
    assert!(example.plan.indicators.name.as_str().contains("示例体系（非官方文本）"));
    for submission in example.ledger.handed_in() {
        let answers = submission.answers.iter().flat_map(|answer| &answer.work_done);
        let texts = answers.chain(submission.evidence.iter().map(|item| &item.title));
        for text in texts {
            assert!(text.as_str().contains("示例"), "{}", text.place().unwrap());
        }
    }
}
