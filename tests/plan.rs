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
    error[plan-reference-unknown]: 没有编号或名称为“M9”的会议
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

/// The plan and its findings over the second county with one text of one file replaced by another.
fn second_county(file: &str, from: &str, to: &str) -> (Plan, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/second-county").join(plan::FOLDER);
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let mut text = fs::read_to_string(entry.path()).unwrap();
        if name == file {
            assert!(text.contains(from), "{file} does not contain {from}");
            text = text.replacen(from, to, 1);
        }
        texts.push(PlanText { file: format!("{}/{name}", plan::FOLDER), text });
    }
    let read = plan::read(&texts);
    let findings: Vec<String> = read.findings.iter().map(ToString::to_string).collect();
    (read.value.unwrap(), findings.join("\n"))
}

#[test]
fn an_indicator_with_the_id_of_another_is_left_out() {
    let (plan, found) = second_county("indicators.yaml", "id: B1-2", "id: A1-1");
    insta::assert_snapshot!(found, @"
    error[plan-duplicate]: 三级指标编号“A1-1”出现了两次，第二次的没有采用
      --> inputs/plan/indicators.yaml:42:17
      ::: inputs/plan/indicators.yaml:11:17: 第一次出现
    ");
    let names: Vec<&str> = plan.third_level().map(|(_, _, indicator)| indicator.name.as_str()).collect();
    assert_eq!(names, ["分楼层计量", "按月抄表", "更换节水龙头", "张贴标识"]);
}

#[test]
fn second_level_ids_may_count_anew_below_each_parent() {
    let (plan, found) = second_county("indicators.yaml", "id: B1\n", "id: A1\n");
    assert_eq!(found, "");
    assert_eq!(plan.third_level().count(), 5);
    let (plan, found) = second_county("indicators.yaml", "id: A2\n", "id: A1\n");
    insta::assert_snapshot!(found, @"
    error[plan-duplicate]: 二级指标编号“A1”出现了两次
      --> inputs/plan/indicators.yaml:22:13
      ::: inputs/plan/indicators.yaml:8:13: 第一次出现
      = help: 改成不同的编号
    ");
    assert_eq!(plan.third_level().count(), 5);
}

#[test]
fn rounds_with_one_id_or_one_workbook_are_one_round() {
    let twice = |id: &str, workbook: &str| {
        let team = "teams: [{name: 组, leader: 某甲, visits: [县甲局]}]";
        let days = "start: 2024-06-03, end: 2024-06-05";
        let words = "methods: [查看], subjects: [台账]";
        format!("\nrounds:\n  - {{id: {id}, name: 前一轮, {days}, workbook: {workbook}, {words}, {team}}}")
    };
    let (plan, found) = second_county("inspections.yaml", "\nrounds:", &twice("9", "前.xlsx"));
    insta::assert_snapshot!(found, @"
    error[plan-duplicate]: 轮次编号“9”出现了两次，第二次的没有采用
      --> inputs/plan/inspections.yaml:6:9
      ::: inputs/plan/inspections.yaml:5:10: 第一次出现
    ");
    assert_eq!(plan.inspections.rounds.len(), 1);
    let (plan, found) = second_county("inspections.yaml", "\nrounds:", &twice("8", "检查.xlsx"));
    insta::assert_snapshot!(found, @"
    error[plan-duplicate]: 检查工作簿“检查.xlsx”出现了两次，第二次的没有采用
      --> inputs/plan/inspections.yaml:10:15
      ::: inputs/plan/inspections.yaml:5:70: 第一次出现
    ");
    assert_eq!(plan.inspections.rounds.len(), 1);
}

#[test]
fn a_document_about_nothing_of_its_kind_is_named() {
    let (_, found) =
        second_county("documents.yaml", "{kind: problem_list}", "{kind: problem_list, about: H1}");
    insta::assert_snapshot!(found, @"
    error[plan-reference-unknown]: 没有编号或名称为“H1”的轮次
      --> inputs/plan/documents.yaml:10:33
    ");
    let (_, found) = second_county("documents.yaml", "{kind: dossier}", "{kind: dossier, about: B}");
    assert_eq!(found, "");
    let table = ("{kind: responsibility_table}", "{kind: responsibility_table, about: 9}");
    let (_, found) = second_county("documents.yaml", table.0, table.1);
    insta::assert_snapshot!(found, @"
    error[plan-reference-unknown]: responsibility_table 不分会议、轮次或指标，about 没有采用
      --> inputs/plan/documents.yaml:7:41
    ");
}

#[test]
fn a_layout_that_no_sheet_can_be_read_by_is_left_out() {
    let (plan, found) = second_county("sheets.yaml", "kind: rectification", "kind: visit");
    insta::assert_snapshot!(found, @"
    error[plan-reference-unknown]: 工作表“销号”（visit）应列在 inspection 下，这里的没有采用
      --> inputs/plan/sheets.yaml:21:11
    ");
    assert_eq!(plan.sheets.submission.len(), 2);
    let (plan, found) = second_county("sheets.yaml", "name: 材料\n", "name: 自评\n");
    insta::assert_snapshot!(found, @"
    error[plan-duplicate]: 工作表名称“自评”出现了两次，第二次的没有采用
      --> inputs/plan/sheets.yaml:13:11
      ::: inputs/plan/sheets.yaml:5:11: 第一次出现
    ");
    assert_eq!(plan.sheets.submission.len(), 2);
    let (plan, found) = second_county("sheets.yaml", "field: work_done", "field: shortcomings");
    insta::assert_snapshot!(found, @"
    error[plan-duplicate]: 列的 field“shortcomings”出现了两次，第二次的没有采用
      --> inputs/plan/sheets.yaml:10:17
      ::: inputs/plan/sheets.yaml:9:17: 第一次出现
    ");
    let names: Vec<&str> = plan.sheets.submission[0].columns.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["自评", "编号", "做法", "时限"]);
}

#[test]
fn duties_name_units_by_their_canonical_names_and_groups_as_they_stand() {
    let (plan, _) = second_county("units.yaml", "", "");
    let (_, _, reading) = plan.third_level().nth(1).unwrap();
    let supporting: Vec<&str> = reading.supporting.iter().map(juanzong::base::Traced::as_str).collect();
    assert_eq!(supporting, ["各局", "县丙镇"]);
    let (_, _, taps) = plan.third_level().nth(2).unwrap();
    assert_eq!(taps.lead.as_str(), "县丙镇");
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
