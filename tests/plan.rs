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
fn a_document_may_be_owed_by_all_work_groups() {
    let by = |by: &str| {
        findings_with(
            "organization.yaml",
            "name: 各工作组工作方案}",
            &format!("name: 各工作组工作方案, by: {by}}}"),
        )
    };
    assert_eq!(by("各工作组"), "");
    insta::assert_snapshot!(by("各小组"), @"
    error[plan-reference-unknown]: 没有编号或名称为“各小组”的责任单位或工作组
      --> inputs/plan/organization.yaml:173:35
    ");
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
fn a_newer_an_older_and_a_missing_format_get_a_sentence_each_whatever_else_the_file_says() {
    let found = ["format: 2\nnew_thing: 甲\n", "format: 0", "# 没有"]
        .map(|format| findings_with("campaign.yaml", "format: 1", format));
    insta::assert_snapshot!(found.join("\n"), @"
    error[plan-format-unknown]: campaign.yaml 的格式版本是 2，比本程序能读的 1 新
      --> inputs/plan/campaign.yaml:12:9
      = help: 换用新版的程序，或请做这个文件的人另存旧版
    error[plan-format-unknown]: campaign.yaml 的格式版本是 0，比本程序能读的 1 旧
      --> inputs/plan/campaign.yaml:12:9
      = help: 按 README 的说明改好这个文件，再改格式版本
    error[plan-format-unknown]: campaign.yaml 没有写格式版本
      --> inputs/plan/campaign.yaml:1:1
      = help: 在文件开头加一行“format: 1”
    ");
}

#[test]
fn units_that_are_joined_by_a_full_width_comma_are_told_apart() {
    let found =
        findings_with("indicators.yaml", "[区发改局, 区市场监督管理局]", "[区发改局，区市场监督管理局]");
    insta::assert_snapshot!(found, @"
    error[plan-unit-unknown]: “区发改局，区市场监督管理局”不在单位名录中
      --> inputs/plan/indicators.yaml:34:26
      = help: 各单位之间要用半角逗号“, ”隔开，或每行写一个
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

/// The second county's plan files.
fn county_texts() -> Vec<PlanText> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/second-county").join(plan::FOLDER);
    let mut texts: Vec<PlanText> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let text = fs::read_to_string(entry.path()).unwrap();
            PlanText { file: format!("{}/{name}", plan::FOLDER), text }
        })
        .collect();
    texts.sort_by(|a, b| a.file.cmp(&b.file));
    texts
}

/// The plan and its findings over the second county with one text of one file replaced by another.
fn second_county(file: &str, from: &str, to: &str) -> (Plan, String) {
    let mut texts = county_texts();
    for text in &mut texts {
        if text.file == format!("{}/{file}", plan::FOLDER) {
            assert!(text.text.contains(from), "{file} does not contain {from}");
            text.text = text.text.replacen(from, to, 1);
        }
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
fn a_unit_is_known_without_the_sign_of_its_region_where_that_can_mean_no_other() {
    let (plan, _) = second_county(
        "units.yaml",
        "units:\n",
        "\
units:
  - {name: 县水务局, category: 甲}
  - {name: 县粮食局, category: 甲}
  - {name: 粮食局, category: 甲}
  - {name: 县城建局, category: 甲, aliases: [住建局]}
  - {name: 县住建局, category: 甲}
  - {name: 县委办公室, category: 甲}
  - {name: 县府, category: 甲}
",
    );
    let names = |name: &str| plan.names.unit(name).map(|unit| plan.unit(unit).name.as_str());
    assert_eq!(names("水务局"), Some("县水务局"));
    assert_eq!(names("粮食局"), Some("粮食局"));
    assert_eq!(names("住建局"), Some("县城建局"));
    assert_eq!((names("委办公室"), names("府")), (None, None));
    let made: Vec<&str> = plan.names.short.values().map(String::as_str).collect();
    insta::assert_snapshot!(made.join("、"), @"水务局、城建局、甲局、乙局");
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

/// The second county with the end of its list of indicators in other files, and how these begin.
fn spread(include: &str, parts: &[(&str, &str)]) -> (Option<Plan>, String) {
    let mut texts = county_texts();
    let indicators = texts.iter_mut().find(|text| text.file.ends_with("indicators.yaml")).unwrap();
    indicators.text.push_str(include);
    let part = |(name, text): &(&str, &str)| PlanText {
        file: format!("{}/{name}", plan::FOLDER),
        text: (*text).to_owned(),
    };
    texts.extend(parts.iter().map(part));
    let read = plan::read(&texts);
    let findings: Vec<String> = read.findings.iter().map(ToString::to_string).collect();
    (read.value, findings.join("\n"))
}

const PART: &str = "format: 1\nindicators:\n  - id: 卷Z\n    name: 补充\n    children: []\n";

#[test]
fn included_files_go_on_with_the_list_in_order_and_know_their_own_lines() {
    let other = PART.replace("卷Z", "卷Y");
    let parts = [("indicators/2.yaml", &*other), ("indicators/1.yaml", PART)];
    let (plan, found) = spread("include: [indicators/1.yaml, indicators\\2.yaml]\n", &parts);
    assert_eq!(found, "");
    let first = plan.unwrap().indicators.indicators;
    let ids: Vec<String> =
        first.iter().map(|first| format!("{} {}", first.id, first.id.place().unwrap())).collect();
    insta::assert_snapshot!(ids.join("\n"), @"
    A inputs/plan/indicators.yaml:5:9
    B inputs/plan/indicators.yaml:31:9
    卷Z inputs/plan/indicators/1.yaml:3:9
    卷Y inputs/plan/indicators/2.yaml:3:9
    ");
}

#[test]
fn a_fault_in_an_included_file_is_named_there() {
    let part = "format: 1\nname: 别的\nindicators: []\n";
    let misspelt = "format: 1\nindicators:\n  - id：卷Z\n    nam: 补充\n    children: []\n";
    let newer = "format: 3\n";
    let found = [part, misspelt, newer, "x: [\n", "- 甲\n"].map(|part| {
        let (plan, found) = spread("include: [a.yaml]\n", &[("a.yaml", part)]);
        assert!(plan.is_none());
        found
    });
    insta::assert_snapshot!(found.join("\n"), @"
    error[yaml-shape]: “name”不能写在分出去的文件里，那里只能写单位、指标这样的列表
      --> inputs/plan/a.yaml:2:1
    error[yaml-syntax]: 项目名称后面的冒号要用半角“: ”，后面空一格
      --> inputs/plan/a.yaml:3:7
    error[plan-format-unknown]: a.yaml 的格式版本是 3，比本程序能读的 1 新
      --> inputs/plan/a.yaml:1:9
      = help: 换用新版的程序，或请做这个文件的人另存旧版
    error[yaml-syntax]: 这里的写法不对，读不下去
      --> inputs/plan/a.yaml:2:1
    error[yaml-shape]: 这里应分项填写，每项一行，如“name: 内容”
      --> inputs/plan/a.yaml:1:1
    ");
}

#[test]
fn a_file_that_can_not_be_included_is_named_at_its_line() {
    let include = "include: [../units.yaml, C:\\a.yaml, missing.yaml, indicators.yaml, a.yaml, ./a.yaml]\n";
    let (plan, found) = spread(include, &[("a.yaml", PART)]);
    assert!(plan.is_none());
    insta::assert_snapshot!(found, @r"
    error[unsafe-path]: “../units.yaml”不在 inputs/plan 里，没有读入
      --> inputs/plan/indicators.yaml:49:11
      = help: 只能引入这个文件夹里的文件
    error[unsafe-path]: “C:\a.yaml”不在 inputs/plan 里，没有读入
      --> inputs/plan/indicators.yaml:49:26
      = help: 只能引入这个文件夹里的文件
    error[plan-file-missing]: 要引入的“missing.yaml”不存在
      --> inputs/plan/indicators.yaml:49:37
      = help: 文件放在 inputs/plan 里，名称以 .yaml 结尾，写法如 indicators/01.yaml
    error[plan-duplicate]: “indicators.yaml”引入了它自己
      --> inputs/plan/indicators.yaml:49:51
      = help: 删去这一项
    error[plan-duplicate]: “./a.yaml”引入了两次
      --> inputs/plan/indicators.yaml:49:76
      ::: inputs/plan/indicators.yaml:49:68: 第一次引入
    ");
}

#[test]
fn an_included_file_may_include_others_and_they_follow_it() {
    let first = format!("{PART}include: [a/2.yaml]\n");
    let second = PART.replace("卷Z", "卷Y");
    let third = PART.replace("卷Z", "卷X");
    let parts = [("1.yaml", &*first), ("a/2.yaml", &*second), ("3.yaml", &*third)];
    let (plan, found) = spread("include: [1.yaml, 3.yaml]\n", &parts);
    assert_eq!(found, "");
    let first = plan.unwrap().indicators.indicators;
    assert_eq!(first.iter().map(|first| first.id.as_str()).collect::<String>(), "AB卷Z卷Y卷X");
}

#[test]
fn files_that_include_each_other_are_named_in_their_order() {
    let (first, second) =
        (format!("{PART}include: [b.yaml]\n"), "format: 1\ninclude: [a.yaml, indicators.yaml]\n");
    let (plan, found) = spread("include: [a.yaml]\n", &[("a.yaml", &*first), ("b.yaml", second)]);
    assert!(plan.is_none());
    insta::assert_snapshot!(found, @"
    error[plan-duplicate]: 这些文件互相引入，没有尽头：a.yaml → b.yaml → a.yaml
      --> inputs/plan/b.yaml:2:11
      = help: 删去这一项
    error[plan-duplicate]: 这些文件互相引入，没有尽头：indicators.yaml → a.yaml → b.yaml → indicators.yaml
      --> inputs/plan/b.yaml:2:19
      = help: 删去这一项
    ");
}

#[test]
fn files_include_others_down_to_a_fourth_level() {
    let names = ["1.yaml", "2.yaml", "3.yaml", "4.yaml", "5.yaml", "6.yaml"];
    let texts: Vec<String> =
        names[1..].iter().map(|name| format!("format: 1\ninclude: [{name}]\n")).collect();
    let parts: Vec<(&str, &str)> = names.into_iter().zip(texts.iter().map(String::as_str)).collect();
    let found = |levels: usize| {
        let mut parts = parts[..levels].to_vec();
        parts[levels - 1].1 = PART;
        spread("include: [1.yaml]\n", &parts).1
    };
    assert_eq!(found(4), "");
    insta::assert_snapshot!(found(5), @"
    error[plan-reference-unknown]: “5.yaml”是一层层引入的第 5 层，最多 4 层
      --> inputs/plan/4.yaml:2:11
      = help: 都写在第一个文件的 include 里
    ");
}

#[test]
fn a_plan_file_that_nobody_includes_is_named() {
    let (plan, found) = spread("", &[("indicators/3.yaml", PART)]);
    assert!(plan.is_some());
    insta::assert_snapshot!(found, @"
    warning[plan-file-unread]: 这个文件没有被任何计划文件引入，没有读
      --> inputs/plan/indicators/3.yaml
      = help: 写进相应文件的 include；不用的就移走
    ");
}

/// Whether a plan says something else than the second county's: places apart, which lines it stands in.
fn differs(plan: &Plan) -> bool {
    *plan != plan::read(&county_texts()).value.unwrap()
}

#[test]
fn a_plan_that_notepad_saved_reads_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notepad");
    for saved in ["ansi", "utf-8-bom", "unicode"] {
        let mut texts = county_texts();
        for text in &mut texts {
            let name = text.file.rsplit('/').next().unwrap();
            let bytes = fs::read(folder.join(saved).join(name)).unwrap();
            text.text = juanzong::files::text(&bytes, &text.file).unwrap();
            assert!(text.text.contains("\r\n") && !text.text.starts_with('\u{feff}'));
        }
        let read = plan::read(&texts);
        assert_eq!(read.findings, []);
        assert!(!differs(&read.value.unwrap()), "{saved}");
    }
}
