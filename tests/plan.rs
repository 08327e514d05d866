//! Promises of the plan stage: what is wrong in a plan file is named at its line, and the rest is read.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::Path;

use juanzong::plan::{self, Plan, PlanText};

/// The example's plan files, each changed as `change` says.
fn example(change: impl Fn(&str, String) -> String) -> Vec<PlanText> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(plan::FOLDER);
    let mut texts: Vec<PlanText> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let text = change(&name, fs::read_to_string(entry.path()).unwrap());
            PlanText { file: format!("{}/{name}", plan::FOLDER), text }
        })
        .collect();
    texts.sort_by(|a, b| a.file.cmp(&b.file));
    texts
}

/// The findings over the example with one text of one file replaced by another.
fn findings_with(file: &str, from: &str, to: &str) -> String {
    let texts = example(|name, text| {
        if name != file {
            return text;
        }
        assert!(text.contains(from), "{file} does not contain {from}");
        text.replacen(from, to, 1)
    });
    let findings = plan::read(&texts).findings;
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn example_plan() -> Plan {
    let read = plan::read(&example(|_, text| text));
    assert_eq!(read.findings, []);
    read.value.expect("the example is sound")
}

#[test]
fn the_example_is_sound_and_whole() {
    let plan = example_plan();
    assert_eq!(plan.owing_units().count(), 60);
    assert_eq!(plan.third_level().count(), 100);
    assert_eq!(plan.campaign.stages.len(), 6);
    assert_eq!(plan.campaign.requirements.len(), 3);
    assert_eq!(plan.campaign.slogans.len(), 13);
    assert_eq!(plan.organization.work_groups.len(), 3);
    assert_eq!(plan.organization.leading_group.member_units.expanded.len(), 60);
}

#[test]
fn every_unit_of_the_example_has_a_task() {
    let plan = example_plan();
    for (unit, entry) in plan.owing_units() {
        let has_task = plan.third_level().any(|(_, _, indicator)| {
            indicator.lead_unit == Some(unit) || indicator.supporting_units.contains(&unit)
        });
        assert!(has_task, "{}", entry.name);
    }
}

#[test]
fn a_misspelt_unit_is_named_at_its_line_with_the_unit_it_may_mean() {
    let found = findings_with("indicators.yaml", "lead: 区司法局", "lead: 区司法周");
    insta::assert_snapshot!(found, @"
    error[plan-unit-unknown]: “区司法周”不在单位名录中
      --> inputs/plan/indicators.yaml:39:19
      ::: inputs/plan/units.yaml:35:12: 名称相近的单位
      = help: 改为“区司法局”，或在 units.yaml 中补充该单位
    ");
}

#[test]
fn a_unit_listed_twice_is_one_unit() {
    let found = findings_with("units.yaml", "units:\n", "units:\n  - { name: 区司法局, category: 演示 }\n");
    insta::assert_snapshot!(found, @"
    error[plan-duplicate]: 单位或分组名称“区司法局”出现了两次，第二次的没有采用
      --> inputs/plan/units.yaml:36:12
      ::: inputs/plan/units.yaml:17:13: 第一次出现
    ");
}

#[test]
fn a_newer_format_gets_its_own_sentence() {
    let found = findings_with("campaign.yaml", "format: 1", "format: 2");
    insta::assert_snapshot!(found, @"
    error[plan-format-unknown]: campaign.yaml 的格式版本是 2，比本程序能读的 1 新
      --> inputs/plan/campaign.yaml:12:9
    ");
}

#[test]
fn an_unknown_meeting_is_named_where_it_is_asked_for() {
    let found = findings_with("documents.yaml", "about: M1", "about: M9");
    insta::assert_snapshot!(found, @"
    error[plan-reference-unknown]: 没有编号或名称为“M9”的会议或轮次
      --> inputs/plan/documents.yaml:24:12
    ");
}

#[test]
fn a_column_for_a_field_that_no_sheet_has_is_named_and_the_missing_one_too() {
    let found = findings_with("sheets.yaml", "field: conclusion", "field: conclusoin");
    insta::assert_snapshot!(found, @"
    error[plan-reference-unknown]: self_check 表没有名为“conclusoin”的 field
      --> inputs/plan/sheets.yaml:26:17
      = help: 可用的有：indicator、indicator_name、conclusion、work_done、shortcomings、measures、deadline、responsible_person、remark
    error[plan-reference-unknown]: 工作表“自查自纠”缺少 field 为 conclusion 的列，这张表无法使用
      --> inputs/plan/sheets.yaml:22:11
    ");
}

#[test]
fn a_missing_file_is_named_and_leaves_no_plan() {
    let mut texts = example(|_, text| text);
    texts.retain(|text| !text.file.ends_with("meetings.yaml"));
    let read = plan::read(&texts);
    assert_eq!(read.value, None);
    insta::assert_snapshot!(read.findings.iter().map(ToString::to_string).collect::<String>(), @"
    error[plan-file-missing]: 缺少计划文件 meetings.yaml
      --> inputs/plan/meetings.yaml
    ");
}
