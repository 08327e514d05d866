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

/// The second county, mended: everybody handed in what was asked for in time, all was visited, all is done, and
/// nobody supports another, unless a test says so by [`supported`].
fn sound() -> Desk {
    let reports = "问题\t状态\t日期\n9-002\t已整改\t2024-06-11";
    let county = |desk: Desk, units: &&str| {
        desk.plan("indicators.yaml", &format!("supporting: [{units}]"), &format!("supporting: [] # {units}"))
    };
    SUPPORTED
        .iter()
        .fold(Desk::second_county(), county)
        .file("evidence/清单.xlsx", "清单")
        .submission("县甲局.xlsx", "县甲局\t填报日期\t2024-05-17", &BUREAU)
        .submission(
            "县乙局.xlsx",
            "县乙局\t填报日期\t2024-05-17",
            &[("自评", "编号\t自评\nA1-10\t完成"), ("材料", "名称\t编号")],
        )
        .submission(
            "县丙镇.xlsx",
            "丙镇\t填报日期\t2024-05-20",
            &[("自评", TOWN), ("材料", TOWN_EVIDENCE), ("销号", reports)],
        )
        .round("检查.xlsx", &[("走访", &visits(&["县甲局", "县乙局", "丙镇"])), ("问题", PROBLEMS)])
}

/// Who supports indicators in the second county.
const SUPPORTED: [&str; 4] = ["县乙局", "各局, 丙镇", "县丙镇", "各局"];

/// The same desk, on which these units support what they support in the second county.
fn supported(desk: Desk, units: &str) -> Desk {
    desk.plan("indicators.yaml", &format!("supporting: [] # {units}\n"), &format!("supporting: [{units}]\n"))
}

const BUREAU: [(&str, &str); 3] = [
    ("自评", "编号\t自评\t不足\nA1-1\t完成\t无。\nB1-1\t完成"),
    ("材料", BUREAU_EVIDENCE),
    ("销号", "问题\t状态\t日期\n9-001\t已整改\t2024-06-10"),
];

const BUREAU_EVIDENCE: &str = "名称\t编号\t日期\t页数\t网址或文件\t文号
用水台账\tA1-1\t2024-05-10\t\t\t演节水〔2024〕2号
计量表照片\tA1-1\t2024-05-11\t\t照片/表.txt
标识照片\tB1-1\t2024-05-12\t\thttps://example.invalid/b1-1
标识清单\tB1-1\t\t\t清单.xlsx";

const TOWN: &str = "编号\t自评\nA2-1\t完成\nB1-2\t完成";

const TOWN_EVIDENCE: &str = "名称\t编号\t网址或文件
龙头照片\tA2-1\thttps://example.invalid/a2-1
公示页\tB1-2\thttps://example.invalid/b1-2";

/// The sound county with nothing in the folder of evidence.
fn without_evidence() -> Desk {
    sound().without("evidence/清单.xlsx").without("evidence/照片/表.txt")
}

/// The sound county with another text in one sheet of a unit that is its own.
fn bureau(sheet: &str, rows: &str) -> Desk {
    let sheets = BUREAU.map(|(name, sound)| (name, if name == sheet { rows } else { sound }));
    sound().submission("县甲局.xlsx", "县甲局\t填报日期\t2024-05-17", &sheets)
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
    assert!(!found(&as_of(desk(), "2024-05-20")).contains("submission-missing"));
    assert_eq!(found(&desk().plan("units.yaml", "{name: 县乙局,", "{name: 县乙局, submits: false,")), "");
    let undated = || desk().plan("campaign.yaml", "    submission_deadline: 2024-05-20\n", "");
    // Where none is due on any day and none has come, none is missing.
    let none = undated().without("submissions/县甲局.xlsx").without("submissions/县丙镇.xlsx");
    assert!(!found(&none).contains("submission-missing"));
    assert_snapshot!(found(&undated()), @"
    warning[deliverable-open]: 3 个单位要交填报表，各阶段都没有写明截止日
      --> inputs/plan/campaign.yaml:19:11
      = help: 在布置报送的阶段里写 submission_deadline
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
      = help: 填报日期写错了就改正，没有写错就不用改
    ");
    assert_eq!(found(&late("2024年5月20日")), "");
    assert!(!found(&late("五月下旬")).contains("submission-late"));
}

#[test]
fn a_lead_unit_that_hands_in_but_says_nothing_of_its_indicator_is_named() {
    let sheets = [("自评", "编号\t自评"), ("材料", "名称\t编号")];
    assert_snapshot!(found(&sound().submission("县乙局.xlsx", "县乙局\t填报日期\t2024-05-17", &sheets)), @"
    warning[indicator-unanswered]: 县乙局没有给出指标 A1-10 的自查结论
      --> inputs/submissions/县乙局.xlsx 自评!B1
      ::: inputs/plan/indicators.yaml:17:17: 该单位牵头的指标
      = help: 补上这项指标的自查结论
    ");
}

#[test]
fn evidence_that_is_cited_and_not_there_is_named_at_its_cell() {
    let desk = sound().without("evidence/清单.xlsx").submission(
        "县乙局.xlsx",
        "县乙局\t填报日期\t2024-05-17",
        &[
            ("自评", "编号\t自评\nA1-10\t完成"),
            ("材料", "名称\t编号\t网址或文件\t文号\n读数\tA1-10\n记录\tA1-10\t\t演节水〔2024〕2号"),
        ],
    );
    assert_snapshot!(found(&desk), @"
    warning[evidence-absent]: “标识清单”引用的文件“清单.xlsx”没有收到
      --> inputs/submissions/县甲局.xlsx 材料!E6
      = help: 把文件随报送表一起报来，或改正文件名；已经报来的，放进 inputs/evidence/
    warning[evidence-absent]: “读数”没有文件、链接或文号
      --> inputs/submissions/县乙局.xlsx 材料!A3
      = help: 填上文件名、网址或文号
    warning[title-differs]: “演节水〔2024〕2号”的名称写的是“记录”，别处写的是“用水台账”
      --> inputs/submissions/县乙局.xlsx 材料!A4
      ::: inputs/submissions/县甲局.xlsx 材料!A3: 别处的名称
      = help: 对照原件，改正写错的名称或文号
    ");
}

#[test]
fn a_round_that_is_over_without_its_workbook_is_an_error_and_nothing_else_is_said_of_it() {
    let desk = || {
        without_evidence().without("inspections/检查.xlsx").without("submissions/县甲局.xlsx").submission(
            "县丙镇.xlsx",
            "县丙镇\t填报日期\t2024-05-20",
            &[("自评", TOWN), ("材料", TOWN_EVIDENCE)],
        )
    };
    let desk = || desk().plan("units.yaml", "category: 局}", "category: 局, submits: false}");
    assert_snapshot!(found(&desk()), @"
    error[round-unreported]: 集中检查已经结束，inputs/inspections 中没有能用的“检查.xlsx”，通报和问题清单没有生成
      --> inputs/plan/inspections.yaml:9:15
    ");
    assert_snapshot!(found(&desk().plan("inspections.yaml", "each_round", "all_rounds")), @"
    error[round-unreported]: 集中检查已经结束，inputs/inspections 中没有能用的“检查.xlsx”，通报和问题清单没有生成
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
    assert!(!found(&as_of(desk(), "2024-06-05")).contains("coverage-incomplete"));
    assert_snapshot!(found(&desk().plan("inspections.yaml", "visits: [各局]", "visits: [县甲局]")), @"
    warning[rule-unmeetable]: 计划要求每一轮都查遍，“集中检查”没有安排检查县乙局
      --> inputs/plan/inspections.yaml:6:11
      ::: inputs/plan/inspections.yaml:2:11: 全覆盖的要求
      = help: 在检查组的 visits 里补上，或改 coverage
    ");
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
            "县丙镇\t填报日期\t2024-05-20",
            &[("自评", TOWN), ("材料", TOWN_EVIDENCE), ("销号", &format!("问题\t状态\t日期\n{report}"))],
        )
    };
    assert_snapshot!(found(&desk("9-002\t整改中")), @"
    warning[rectification-overdue]: 问题 9-002 应于 2024年6月12日 前整改，县丙镇报告“整改中”
      --> inputs/inspections/检查.xlsx 问题!E3
      ::: inputs/submissions/县丙镇.xlsx 销号!B3: 单位报告的进展
      = help: 已经整改就在报送表里报告；没有整改就抓紧整改
    ");
    assert_snapshot!(found(&desk("9-003\t未整改")), @"
    warning[rectification-overdue]: 问题 9-002 应于 2024年6月12日 前整改，县丙镇没有报告整改情况
      --> inputs/inspections/检查.xlsx 问题!E3
      = help: 已经整改就在报送表里报告；没有整改就抓紧整改
    ");
    assert_eq!(found(&desk("9-002\t已整改\t2024-06-11")), "");
    assert_eq!(found(&as_of(desk("9-002\t整改中"), "2024-06-12")), "");
    let in_own_words = |said: &str| {
        let reports = |problem: &str| ("销号", format!("问题\t状态\t日期\n{problem}\t{said}\t2024-06-11"));
        let ((sheet, of_bureau), (_, of_town)) = (reports("9-001"), reports("9-002"));
        sound()
            .plan("sheets.yaml", "[未整改, 整改中, 已整改]", "[待办, 在办, 办结]")
            .submission(
                "县甲局.xlsx",
                "县甲局\t填报日期\t2024-05-17",
                &[BUREAU[0], BUREAU[1], (sheet, &of_bureau)],
            )
            .submission(
                "县丙镇.xlsx",
                "县丙镇\t填报日期\t2024-05-20",
                &[("自评", TOWN), ("材料", TOWN_EVIDENCE), (sheet, &of_town)],
            )
    };
    assert_eq!(found(&in_own_words("办结")), "");
    assert!(found(&in_own_words("在办")).contains("县甲局报告“在办”"));
}

#[test]
fn a_deadline_that_is_no_day_is_never_overdue() {
    let problems = PROBLEMS.replace("2024-06-12", "尽快");
    let desk = sound()
        .submission("县丙镇.xlsx", "县丙镇\t填报日期\t2024-05-20", &[("自评", TOWN), ("材料", TOWN_EVIDENCE)])
        .round("检查.xlsx", &[("走访", &visits(&["县甲局", "县乙局", "丙镇"])), ("问题", &problems)]);
    assert_snapshot!(found(&desk), @"
    warning[date-unclear]: “时限”填的是“尽快”，不是确定的某一天，按原文保留
      --> inputs/inspections/检查.xlsx 问题!E3
      = help: 是某一天的，连年份一起写，如 2023-03-05；不是的不用改
    ");
}

#[test]
fn an_indicator_whose_deadline_has_passed_and_that_is_not_met_is_overdue() {
    let answers = "编号\t自评\t时限\nA1-1\t完成\nB1-1\t部分完成\t2024-07-31";
    assert_snapshot!(found(&bureau("自评", answers)), @"
    warning[indicator-overdue]: 指标 B1-1 应于 2024年5月31日 前完成，自查结论是“部分完成”
      --> inputs/submissions/县甲局.xlsx 自评!B4
      ::: inputs/plan/indicators.yaml:41:23: 完成时限
      = help: 已经完成就改自查结论，并列出佐证材料；没有完成就抓紧办理
    ");
    assert!(!found(&as_of(bureau("自评", answers), "2024-05-31")).contains("indicator-overdue"));
    let forever = bureau("自评", answers).plan("indicators.yaml", "deadline: 2024-05-31", "deadline: 长期");
    assert_eq!(found(&forever), "");
    let promised = bureau("自评", &answers.replace("07-31", "06-14"));
    let promised = promised.plan("indicators.yaml", "deadline: 2024-05-31", "deadline: 长期");
    assert_snapshot!(found(&promised), @"
    warning[indicator-overdue]: 指标 B1-1 应于 2024年6月14日 前完成，自查结论是“部分完成”
      --> inputs/submissions/县甲局.xlsx 自评!B4
      ::: inputs/submissions/县甲局.xlsx 自评!C4: 完成时限
      = help: 已经完成就改自查结论，并列出佐证材料；没有完成就抓紧办理
    ");
}

#[test]
fn a_conclusion_that_nothing_shows_is_named_where_the_plan_asks_for_evidence() {
    let rows: Vec<&str> = BUREAU_EVIDENCE.lines().filter(|row| !row.contains("用水台账")).collect();
    let rows = rows.join("\n").replace("\tA1-1\t", "\tB1-1\t");
    assert_snapshot!(found(&bureau("材料", &rows)), @"
    warning[conclusion-unproven]: 指标 A1-1 的自查结论是“完成”，却没有列出佐证材料
      --> inputs/submissions/县甲局.xlsx 自评!B3
      ::: inputs/plan/indicators.yaml:16:24: 这项指标要的材料
      = help: 列出佐证材料（台账、照片），或改自查结论
    ");
    let unasked = bureau("材料", &rows).plan("indicators.yaml", "            evidence: [台账, 照片]\n", "");
    assert_eq!(found(&unasked), "");
}

#[test]
fn an_answer_for_an_indicator_in_which_the_unit_has_no_part_is_named() {
    assert_snapshot!(found(&bureau("自评", "编号\t自评\nA1-1\t完成\nA2-1\t完成\nB1-1\t完成")), @"
    warning[task-foreign]: 县甲局填了指标 A2-1 的自查结论，它既不牵头也不配合这项指标
      --> inputs/submissions/县甲局.xlsx 自评!A4
      ::: inputs/plan/indicators.yaml:27:19: 这项指标的牵头单位
      = help: 核对指标编号；确有任务就在计划里写成配合单位
    ");
}

#[test]
fn a_unit_that_says_nothing_of_what_it_supports_is_named_once() {
    let desk = |sheet: &str| {
        let sheets = [("自评", sheet), ("材料", "名称\t编号")];
        let desk = sound().submission("县乙局.xlsx", "县乙局\t填报日期\t2024-05-17", &sheets);
        found(&supported(supported(desk, "县乙局"), "各局"))
    };
    assert_snapshot!(desk("编号\t自评\nA1-10\t完成"), @"
    warning[support-unanswered]: 县甲局没有填写它配合的指标 B1-2
      --> inputs/submissions/县甲局.xlsx 自评!B1
      ::: inputs/plan/indicators.yaml:42:17: 该单位配合的指标
      = help: 补上配合情况
    warning[support-unanswered]: 县乙局没有填写它配合的指标 A1-1、B1-2
      --> inputs/submissions/县乙局.xlsx 自评!B1
      ::: inputs/plan/indicators.yaml:11:17: 该单位配合的指标
      ::: inputs/plan/indicators.yaml:42:17: 该单位配合的指标
      = help: 补上配合情况
    ");
    assert!(!desk("编号\t自评\nA1-10\t完成\nA1-1\t完成\nB1-2\t完成").contains("县乙局"));
    // A row that was refused has its finding.
    assert!(!desk("编号\t自评\nA1-10\t完成\nA1-1\t好\nB1-2\t完成").contains("support-unanswered]: 县乙局"));
}

#[test]
fn a_shortcoming_or_a_measure_without_a_person_is_named_where_the_sheet_has_a_column_for_one() {
    let with_person = |desk: Desk| {
        let column = "- {field: shortcomings, name: 不足}";
        let more = format!("{column}\n      - {{field: responsible_person, name: 责任人}}");
        desk.plan("sheets.yaml", column, &more)
    };
    let answers = "编号\t自评\t不足\t责任人\nA1-1\t完成\t一层没有装表\t\nB1-1\t完成\t无。\t";
    assert_snapshot!(found(&with_person(bureau("自评", answers))), @"
    warning[person-missing]: 县甲局写了“一层没有装表”，没有写责任人
      --> inputs/submissions/县甲局.xlsx 自评!C3
      = help: 在同一行填上责任人
    ");
    assert_eq!(found(&with_person(bureau("自评", &answers.replace("装表\t", "装表\t某甲")))), "");
    assert_eq!(found(&bureau("自评", &answers.replace("\t责任人", ""))), "");
}

#[test]
fn a_word_that_names_nobody_is_no_person() {
    let column = "- {field: shortcomings, name: 不足}";
    let desk = |said: &str| {
        let rows = format!("编号\t自评\t不足\t责任人\nA1-1\t完成\t有旧表未换\t{said}\nB1-1\t完成");
        sound()
            .plan(
                "sheets.yaml",
                column,
                &format!("{column}\n      - {{field: responsible_person, name: 责任人}}"),
            )
            .submission(
                "县甲局.xlsx",
                "县甲局\t填报日期\t2024-05-17",
                &[("自评", &rows), BUREAU[1], BUREAU[2]],
            )
    };
    for nobody in ["", "无", "/", "——", "待定", "暂缺。"] {
        assert!(found(&desk(nobody)).starts_with("warning[person-missing]"), "{nobody}");
    }
    assert_eq!(found(&desk("某某")), "");
}

#[test]
fn a_file_under_a_name_that_is_nearly_its_own_is_named() {
    let help = |said: &str| {
        let rows = format!("名称\t编号\t网址或文件\n台账\tA1-1\t{said}\n标识\tB1-1\t清单.xlsx");
        let found = found(&bureau("材料", &rows));
        found.lines().filter(|line| line.contains("help")).map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    for near in ["照片/表.TXT", "表", "表 .txt", "照片\\表.doc", "照片/表．txt"] {
        assert_eq!(help(near), "  = help: 是不是“照片/表.txt”：是的话，把文件名改成一样", "{near}");
    }
    assert_eq!(help("清单.xlsx；表.txt"), "  = help: 一行只写一个文件，几个文件分几行写");
    assert_snapshot!(help("别的.txt"), @"
    = help: 把文件随报送表一起报来，或改正文件名；已经报来的，放进 inputs/evidence/
    = help: 在佐证材料表里列出它，或移出这个文件夹
    ");
}

#[test]
fn a_report_that_was_refused_is_not_said_to_be_missing() {
    assert_snapshot!(found(&bureau("销号", "问题\t状态\t日期\n9-001\t完成了\t2024-06-10")), @"
    error[value-not-allowed]: “状态”填的是“完成了”，不在可选范围内
      --> inputs/submissions/县甲局.xlsx 销号!B3
      = help: 应为 未整改、整改中、已整改 之一
    warning[rectification-overdue]: 问题 9-001 应于 2024年6月10日 前整改，县甲局的报告没有采用
      --> inputs/inspections/检查.xlsx 问题!E2
      ::: inputs/submissions/县甲局.xlsx 销号!A3: 没有采用的报告
      = help: 已经整改就在报送表里报告；没有整改就抓紧整改
    ");
}

#[test]
fn what_was_published_after_the_workbook_was_filled_in_is_named() {
    let sheets = "  - kind: disclosure\n    name: 公开\n    columns:\n      - {field: title, name: 事项}\n      - {field: published_on, name: 日期, kind: date}\n  - kind: publicity\n    name: 宣传\n    columns:\n      - {field: title, name: 标题}\n      - {field: published_on, name: 日期, kind: date}\ninspection:";
    let desk = |day: &str| {
        let (disclosures, publicity) =
            (format!("事项\t日期\n用水量\t{day}"), format!("标题\t日期\n节水在行动\t{day}"));
        let sheets_of_bureau =
            [BUREAU[0], BUREAU[1], BUREAU[2], ("公开", &disclosures), ("宣传", &publicity)];
        let desk = sound().plan("sheets.yaml", "inspection:", sheets);
        let desk = desk.submission("县甲局.xlsx", "县甲局\t填报日期\t2024-05-17", &sheets_of_bureau);
        desk::shown(&desk.stages().findings, Code::DatesReversed, Code::DatesReversed)
    };
    assert_snapshot!(desk("2024-05-18"), @"
    warning[dates-reversed]: “用水量”的公开日期 2024年5月18日 晚于填报日期 2024年5月17日
      --> inputs/submissions/县甲局.xlsx 公开!B3
      ::: inputs/submissions/县甲局.xlsx 自评!D1: 填报日期
      = help: 改正其中一个日期
    warning[dates-reversed]: “节水在行动”的日期 2024年5月18日 晚于填报日期 2024年5月17日
      --> inputs/submissions/县甲局.xlsx 宣传!B3
      ::: inputs/submissions/县甲局.xlsx 自评!D1: 填报日期
      = help: 改正其中一个日期
    ");
    assert_eq!(desk("2024-05-17"), "");
}

#[test]
fn a_measure_against_a_problem_without_a_person_is_named() {
    let column = "- {field: completed_on, name: 日期, kind: date}";
    let more = format!(
        "{column}\n      - {{field: measures, name: 措施}}\n      - {{field: responsible_person, name: 责任人}}"
    );
    let desk = |person: &str| {
        let rows = format!("问题\t状态\t日期\t措施\t责任人\n9-001\t已整改\t2024-06-10\t补贴标识\t{person}");
        bureau("销号", &rows).plan("sheets.yaml", column, &more)
    };
    assert_snapshot!(found(&desk("")), @"
    warning[person-missing]: 县甲局写了“补贴标识”，没有写责任人
      --> inputs/submissions/县甲局.xlsx 销号!D3
      = help: 在同一行填上责任人
    ");
    assert_eq!(found(&desk("某甲")), "");
}

#[test]
fn evidence_that_nobody_cites_is_named() {
    let lying = || sound().file("evidence/县甲局/合影.jpg", "合影");
    assert_snapshot!(found(&lying()), @"
    warning[evidence-uncited]: “合影.jpg”没有被任何单位引用
      --> inputs/evidence/县甲局/合影.jpg
      = help: 在佐证材料表里列出它，或移出这个文件夹
    ");
    let cited = |desk: Desk| {
        let rows = format!("{BUREAU_EVIDENCE}\n合影\tA1-1\t\t\t合影.jpg");
        let sheets = BUREAU.map(|(name, sound)| (name, if name == "材料" { rows.as_str() } else { sound }));
        desk.submission("县甲局.xlsx", "县甲局\t填报日期\t2024-05-17", &sheets)
    };
    assert_eq!(found(&cited(lying())), "");
    let early = as_of(lying().without("submissions/县甲局.xlsx"), "2024-05-20");
    assert!(!found(&early).contains("合影.jpg"), "its unit has not handed in yet");
}

#[test]
fn one_file_under_two_names_is_named() {
    let rows = format!("{BUREAU_EVIDENCE}\n另一份清单\tB1-1\t\t\t清单(1).xlsx");
    assert_snapshot!(found(&bureau("材料", &rows).file("evidence/清单(1).xlsx", "清单")), @"
    warning[evidence-twice]: “清单.xlsx”与“清单(1).xlsx”是同一个文件
      --> inputs/evidence/清单.xlsx
      ::: inputs/evidence/清单(1).xlsx: 内容相同的文件
      = help: 是同一份材料就只留一个；放错了就换成要交的文件
    ");
    assert_eq!(found(&bureau("材料", &rows).file("evidence/清单(1).xlsx", "另单")), "");
}

#[test]
fn a_link_that_is_none_is_named() {
    let rows = |link: &str| BUREAU_EVIDENCE.replace("https://example.invalid/b1-1", link);
    assert_snapshot!(found(&bureau("材料", &rows("www.example.invalid"))), @"
    warning[link-malformed]: “www.example.invalid”不是能打开的网址
      --> inputs/submissions/县甲局.xlsx 材料!E5
      = help: 写完整的网址，以 http:// 或 https:// 开头，中间没有空格，也没有别的说明
    ");
    assert_snapshot!(found(&bureau("材料", &rows("http://example.invalid，第2条"))), @"
    warning[link-malformed]: “http://example.invalid，第2条”不是能打开的网址
      --> inputs/submissions/县甲局.xlsx 材料!E5
      = help: 写完整的网址，以 http:// 或 https:// 开头，中间没有空格，也没有别的说明
    ");
    assert_eq!(found(&bureau("材料", &rows("HTTP://example.invalid:8080/a?b=1"))), "");
}

#[test]
fn evidence_that_is_younger_than_the_workbook_that_lists_it_is_named() {
    let rows = |day: &str| BUREAU_EVIDENCE.replace("2024-05-12", day);
    assert_snapshot!(found(&bureau("材料", &rows("2024-05-18"))), @"
    warning[dates-reversed]: “标识照片”的形成日期 2024年5月18日 晚于填报日期 2024年5月17日
      --> inputs/submissions/县甲局.xlsx 材料!C5
      ::: inputs/submissions/县甲局.xlsx 自评!D1: 填报日期
      = help: 改正其中一个日期
    ");
    assert_eq!(found(&bureau("材料", &rows("2024-05-17"))), "");
}

#[test]
fn a_problem_that_is_put_right_before_it_was_found_is_named() {
    let rows = |day: &str| format!("问题\t状态\t日期\n9-001\t已整改\t{day}");
    assert_snapshot!(found(&bureau("销号", &rows("2024-06-03"))), @"
    warning[dates-reversed]: 问题 9-001 的完成日期 2024年6月3日 早于检查发现它的 2024年6月4日
      --> inputs/submissions/县甲局.xlsx 销号!C3
      ::: inputs/inspections/检查.xlsx 走访!B2: 检查日期
      = help: 改正完成日期
    ");
    assert_eq!(found(&bureau("销号", &rows("2024-06-04"))), "");
}

#[test]
fn a_workbook_that_is_dated_before_the_campaign_or_in_days_to_come_is_named() {
    let dated = |day: &str| sound().submission("县甲局.xlsx", &format!("县甲局\t填报日期\t{day}"), &BUREAU);
    let undated = |day: &str| {
        let rows = BUREAU_EVIDENCE.replace("2024-05-1", "2022-05-1");
        let sheets = BUREAU.map(|(name, sound)| (name, if name == "材料" { rows.as_str() } else { sound }));
        sound().submission("县甲局.xlsx", &format!("县甲局\t填报日期\t{day}"), &sheets)
    };
    assert_snapshot!(found(&undated("2023-05-17")), @"
    warning[period-wrong]: 县甲局填报日期是 2023年5月17日，早于活动开始的 2024年5月1日
      --> inputs/submissions/县甲局.xlsx 自评!D1
      ::: inputs/plan/campaign.yaml:21:12: 最早的阶段
      = help: 改正填报日期
    ");
    assert_snapshot!(found(&as_of(dated("2024-05-19"), "2024-05-18")), @"
    warning[period-wrong]: 县甲局填报日期是 2024年5月19日，这一天还没有到
      --> inputs/submissions/县甲局.xlsx 自评!D1
      = help: 改正填报日期
    warning[period-wrong]: 县丙镇填报日期是 2024年5月20日，这一天还没有到
      --> inputs/submissions/县丙镇.xlsx 自评!D1
      = help: 改正填报日期
    warning[dates-reversed]: 问题 9-001 的完成日期 2024年6月10日 还没有到
      --> inputs/submissions/县甲局.xlsx 销号!C3
      = help: 改正完成日期；还没有完成就改进展
    warning[dates-reversed]: 问题 9-002 的完成日期 2024年6月11日 还没有到
      --> inputs/submissions/县丙镇.xlsx 销号!C3
      = help: 改正完成日期；还没有完成就改进展
    ");
    assert_eq!(found(&dated("2024-05-19")), "");
}

#[test]
fn a_title_with_two_numbers_of_one_issuer_is_named_with_both_places() {
    let desk = |number: &str| {
        let rows = format!("名称\t编号\t文号\n《用水台账》\tA1-10\t{number}");
        sound().submission(
            "县乙局.xlsx",
            "县乙局\t填报日期\t2024-05-17",
            &[("自评", "编号\t自评\nA1-10\t完成"), ("材料", &rows)],
        )
    };
    assert_snapshot!(found(&desk("演节水〔2024〕3号")), @"
    warning[number-differs]: “《用水台账》”的文号写的是“演节水〔2024〕3号”，别处写的是“演节水〔2024〕2号”
      --> inputs/submissions/县乙局.xlsx 材料!C3
      ::: inputs/submissions/县甲局.xlsx 材料!F3: 别处的文号
      = help: 对照原件，改正写错的一处；是两份文件就在名称里区分开
    ");
    assert_eq!(found(&desk("演节水[2024]第2号")), "");
    assert_eq!(found(&desk("演乙办〔2024〕3号")), "");
}

#[test]
fn a_number_with_two_titles_is_named_with_both_places() {
    let desk = |title: &str| {
        let rows = format!("名称\t编号\t文号\n{title}\tA1-10\t演节水〔2024〕2号");
        sound().submission(
            "县乙局.xlsx",
            "县乙局\t填报日期\t2024-05-17",
            &[("自评", "编号\t自评\nA1-10\t完成"), ("材料", &rows)],
        )
    };
    assert_snapshot!(found(&desk("抄表记录")), @"
    warning[title-differs]: “演节水〔2024〕2号”的名称写的是“抄表记录”，别处写的是“用水台账”
      --> inputs/submissions/县乙局.xlsx 材料!A3
      ::: inputs/submissions/县甲局.xlsx 材料!A3: 别处的名称
      = help: 对照原件，改正写错的名称或文号
    ");
    assert_eq!(found(&desk("《用水台账》")), "");
}

#[test]
fn one_piece_of_evidence_with_two_days_or_two_counts_of_pages_is_named_with_both_places() {
    let desk = |day: &str, pages: &str| {
        let rows =
            format!("名称\t编号\t日期\t页数\t文号\n用水台账\tA1-10\t{day}\t{pages}\t演节水〔2024〕2号");
        sound().submission(
            "县乙局.xlsx",
            "县乙局\t填报日期\t2024-05-17",
            &[("自评", "编号\t自评\nA1-10\t完成"), ("材料", &rows)],
        )
    };
    assert_snapshot!(found(&desk("2024-05-09", "3")), @"
    warning[figure-differs]: “用水台账”的形成日期写的是“2024年5月9日”，别处写的是“2024年5月10日”
      --> inputs/submissions/县乙局.xlsx 材料!C3
      ::: inputs/submissions/县甲局.xlsx 材料!C3: 别处的形成日期
      = help: 对照原件，改正写错的一处；是两份材料就在名称里区分开
    ");
    assert_eq!(found(&desk("2024-05-10", "3")), "");
}

#[test]
fn a_supporting_unit_that_gives_reasons_against_the_leads_conclusion_is_named_with_both_places() {
    let desk = |conclusion: &str, shortcomings: &str| {
        let rows = format!("编号\t自评\t不足\nA2-1\t完成\nB1-2\t完成\nB1-1\t{conclusion}\t{shortcomings}");
        let reports = "问题\t状态\t日期\n9-002\t已整改\t2024-06-11";
        supported(sound(), "县丙镇").submission(
            "县丙镇.xlsx",
            "丙镇\t填报日期\t2024-05-20",
            &[("自评", &rows), ("材料", TOWN_EVIDENCE), ("销号", reports)],
        )
    };
    assert_snapshot!(found(&desk("部分完成", "食堂没有标识")), @"
    warning[conclusion-differs]: 指标 B1-1 牵头单位写的是“完成”，县丙镇写的是“部分完成”，还写了问题或措施
      --> inputs/submissions/县丙镇.xlsx 自评!B5
      ::: inputs/submissions/县甲局.xlsx 自评!B4: 牵头单位的结论
      = help: 两个单位核对一致；各类文书用牵头单位的结论
    ");
    assert_eq!(found(&desk("部分完成", "")), "");
    assert_eq!(found(&desk("完成", "")), "");
}

#[test]
fn an_answer_that_was_refused_is_not_asked_for_again() {
    assert_snapshot!(found(&bureau("自评", "编号\t自评\nA1-1\t已完成\nB1-1\t完成")), @"
    error[value-not-allowed]: “自评”填的是“已完成”，不在可选范围内
      --> inputs/submissions/县甲局.xlsx 自评!B3
      = help: 应为 完成、部分完成、未完成 之一
    ");
}

/// What stands on a sheet that can't be read is neither missing nor uncited.
#[test]
fn a_sheet_that_cannot_be_read_is_said_once_and_nothing_follows_from_it() {
    let renamed = |sheet: &str, name: &'static str| {
        let sheets = BUREAU.map(|(it, rows)| (if it == sheet { name } else { it }, rows));
        let desk = sound().submission("县甲局.xlsx", "县甲局\t填报日期\t2024-05-17", &sheets);
        desk.file("evidence/县甲局/另一份.txt", "甲")
    };
    assert_snapshot!(found(&renamed("自评", "自我评价")), @"
    warning[sheet-unread]: 这张工作表没有采用
      --> inputs/submissions/县甲局.xlsx 自我评价
      = help: 采用的工作表是：自评、材料、销号；要报送的内容填到那里
    error[sheet-missing]: 缺少工作表“自评”
      --> inputs/submissions/县甲局.xlsx
      = help: 工作簿里有：自我评价、材料、销号；把相应的一张改成这个名字
    ");
    assert_snapshot!(found(&renamed("材料", "清单")), @"
    warning[sheet-unread]: 这张工作表没有采用
      --> inputs/submissions/县甲局.xlsx 清单
      = help: 采用的工作表是：自评、材料、销号；要报送的内容填到那里
    error[sheet-missing]: 缺少工作表“材料”
      --> inputs/submissions/县甲局.xlsx
      = help: 工作簿里有：自评、清单、销号；把相应的一张改成这个名字
    ");
    assert_snapshot!(found(&renamed("销号", "整改")), @"
    warning[sheet-unread]: 这张工作表没有采用
      --> inputs/submissions/县甲局.xlsx 整改
      = help: 采用的工作表是：自评、材料、销号；要报送的内容填到那里
    warning[evidence-uncited]: “另一份.txt”没有被任何单位引用
      --> inputs/evidence/县甲局/另一份.txt
      = help: 在佐证材料表里列出它，或移出这个文件夹
    warning[rectification-overdue]: 问题 9-001 应于 2024年6月10日 前整改，县甲局没有报告整改情况
      --> inputs/inspections/检查.xlsx 问题!E2
      = help: 已经整改就在报送表里报告；没有整改就抓紧整改
    ");
    let no_head = [("自评", "编号甲\t评\nA1-1\t完成"), BUREAU[1], BUREAU[2]];
    assert_snapshot!(found(&sound().submission("县甲局.xlsx", "县甲局\t填报日期\t2024-05-17", &no_head)), @"
    error[header-missing]: 没有找到表头，整张工作表没有采用
      --> inputs/submissions/县甲局.xlsx 自评
      = help: 表头应有：自评、编号、做法、不足、时限
    ");
}

#[test]
fn a_workbook_that_says_nowhere_when_it_was_filled_in_is_named_once() {
    assert_snapshot!(found(&sound().submission("县甲局.xlsx", "县甲局", &BUREAU)), @"
    warning[date-missing]: 县甲局没有写明填报日期，看不出哪天报送、是否迟报
      --> inputs/submissions/县甲局.xlsx
      = help: 在表头上方写“填报日期：”和日期，如 2023-03-25
    ");
    let at = |filler: &str| {
        let findings = sound().submission("县甲局.xlsx", filler, &BUREAU).stages().findings;
        let undated = findings.iter().find(|finding| finding.code == Code::DateMissing);
        undated.map(|finding| finding.place.to_string()).unwrap()
    };
    let cell = |cell: &str| format!("inputs/submissions/县甲局.xlsx 自评!{cell}");
    assert_eq!(at("县甲局\t填报日期"), cell("D1"));
    assert_eq!(at("县甲局\t填报日期：\t电话\t1"), cell("C1"));
    assert_eq!(at("县甲局\t填报日期：　　电话：1"), cell("C1"));
    // A cell that can't be used has its own finding.
    assert_snapshot!(found(&sound().submission("县甲局.xlsx", "县甲局\t填报日期\t=error", &BUREAU)), @"
    error[cell-unusable]: 单元格是错误值 #DIV/0!，没有采用
      --> inputs/submissions/县甲局.xlsx 自评!D1
      = help: 改正公式，或直接填写内容
    error[cell-unusable]: 单元格是错误值 #DIV/0!，没有采用
      --> inputs/submissions/县甲局.xlsx 材料!D1
      = help: 改正公式，或直接填写内容
    error[cell-unusable]: 单元格是错误值 #DIV/0!，没有采用
      --> inputs/submissions/县甲局.xlsx 销号!D1
      = help: 改正公式，或直接填写内容
    ");
}

#[test]
fn a_day_of_handing_in_that_is_no_day_is_named() {
    let desk = |day: &str| sound().submission("县甲局.xlsx", &format!("县甲局\t填报日期\t{day}"), &BUREAU);
    assert_snapshot!(found(&desk("5月17日")), @"
    warning[date-unclear]: 县甲局填报日期写的是“5月17日”，不是确定的某一天，看不出是否迟报
      --> inputs/submissions/县甲局.xlsx 自评!D1
      = help: 写成 2023-03-25 这样的日期
    ");
    assert_eq!(found(&desk("2024.5.17")), "");
}

#[test]
fn a_report_that_a_problem_is_put_right_is_held_against_the_day_and_the_files() {
    let reports = |day: &str, proof: &str| {
        let desk = Desk::second_county().plan(
            "sheets.yaml",
            "field: completed_on, name: 日期, kind: date}",
            "field: completed_on, name: 日期, kind: date}\n      - {field: evidence, name: 佐证}",
        );
        let rows = format!("问题\t状态\t日期\t佐证\n9-001\t已整改\t{day}\t{proof}");
        desk.submission(
            "县甲局.xlsx",
            "县甲局\t填报日期\t2024-05-17",
            &[BUREAU[0], BUREAU[1], ("销号", &rows)],
        )
        .round("检查.xlsx", &[("走访", &visits(&["县甲局", "县乙局", "丙镇"])), ("问题", PROBLEMS)])
    };
    let said = |desk: &Desk| {
        let all = desk.stages().findings;
        [Code::EvidenceAbsent, Code::DatesReversed].map(|code| desk::shown(&all, code, code)).join("\n")
    };
    assert_snapshot!(said(&reports("2024-07-01", "整改照片.jpg")), @"
    warning[evidence-absent]: “标识清单”引用的文件“清单.xlsx”没有收到
      --> inputs/submissions/县甲局.xlsx 材料!E6
      = help: 把文件随报送表一起报来，或改正文件名；已经报来的，放进 inputs/evidence/
    warning[evidence-absent]: 问题 9-001 的佐证材料“整改照片.jpg”没有收到
      --> inputs/submissions/县甲局.xlsx 销号!D3
      = help: 把文件随报送表一起报来，或改正文件名；已经报来的，放进 inputs/evidence/
    warning[dates-reversed]: 问题 9-001 的完成日期 2024年7月1日 还没有到
      --> inputs/submissions/县甲局.xlsx 销号!C3
      = help: 改正完成日期；还没有完成就改进展
    ");
    assert_snapshot!(said(&reports("2024-06-10", "见附件")), @"
    warning[evidence-absent]: “标识清单”引用的文件“清单.xlsx”没有收到
      --> inputs/submissions/县甲局.xlsx 材料!E6
      = help: 把文件随报送表一起报来，或改正文件名；已经报来的，放进 inputs/evidence/
    ");
}

#[test]
fn visits_and_deadlines_are_held_against_their_round() {
    let desk = |day: &str, deadline: &str| {
        let visits = format!("单位\t日期\n县甲局\t{day}\n县乙局\t2024-06-04\n丙镇\t2024-06-04");
        let problems = PROBLEMS.replace("2024-06-30", deadline);
        sound().round("检查.xlsx", &[("走访", &visits), ("问题", &problems)])
    };
    assert_snapshot!(found(&desk("2024-06-14", "2024-06-30")), @"
    warning[dates-reversed]: 问题 9-001 的完成日期 2024年6月10日 早于检查发现它的 2024年6月14日
      --> inputs/submissions/县甲局.xlsx 销号!C3
      ::: inputs/inspections/检查.xlsx 走访!B2: 检查日期
      = help: 改正完成日期
    warning[visit-outside-round]: 检查县甲局的日期是 2024年6月14日，不在集中检查（2024年6月3日至2024年6月5日）之内
      --> inputs/inspections/检查.xlsx 走访!B2
      ::: inputs/plan/inspections.yaml:7:12: 这一轮的起止日
      = help: 改正检查日期，或改 inspections.yaml 里的起止日
    ");
    assert_snapshot!(found(&as_of(desk("2024-06-04", "2024-06-01"), "2024-06-12")), @"
    warning[deadline-unmeetable]: 问题 9-003 的整改时限 2024年6月1日 早于集中检查开始的 2024年6月3日
      --> inputs/inspections/检查.xlsx 问题!E4
      ::: inputs/plan/inspections.yaml:7:12: 这一轮的第一天
      = help: 改正整改时限
    warning[rectification-overdue]: 问题 9-003 应于 2024年6月1日 前整改，县丙镇没有报告整改情况
      --> inputs/inspections/检查.xlsx 问题!E4
      = help: 已经整改就在报送表里报告；没有整改就抓紧整改
    ");
}

#[test]
fn a_number_that_is_none_is_named() {
    let rows =
        BUREAU_EVIDENCE.replace("用水台账\tA1-1\t2024-05-10\t\t", "用水台账\tA1-1\t2024-05-10\t三页\t");
    assert_snapshot!(found(&bureau("材料", &rows)), @"
    warning[number-unclear]: “页数”填的是“三页”，不是数，按原文保留
      --> inputs/submissions/县甲局.xlsx 材料!D3
      = help: 只填数字
    ");
}

#[test]
fn a_count_of_pages_that_is_negative_or_has_a_fraction_is_named_and_left_out() {
    let desk = |number: &str| {
        let rows = BUREAU_EVIDENCE
            .replace("用水台账\tA1-1\t2024-05-10\t\t", &format!("用水台账\tA1-1\t2024-05-10\t{number}\t"));
        bureau("材料", &rows)
    };
    let pages = |number: &str| found(&desk(number));
    let kept = |number: &str| {
        let ledger = desk(number).stages().ledger;
        let mut items = ledger.handed_in().flat_map(|submission| &submission.evidence);
        items.find_map(|item| item.pages.as_ref().map(ToString::to_string))
    };
    assert_eq!(
        ["=number:12", "三页", "=number:-3"].map(kept),
        [Some("12".into()), Some("三页".into()), None]
    );
    assert_eq!(pages("=number:12"), "");
    assert_snapshot!(pages("=number:-3"), @"
    warning[number-unclear]: “页数”填的是“-3”，不是页数，没有采用
      --> inputs/submissions/县甲局.xlsx 材料!D3
      = help: 填整数，如 12
    ");
    assert_snapshot!(pages("２.5"), @"
    warning[number-unclear]: “页数”填的是“2.5”，不是页数，没有采用
      --> inputs/submissions/县甲局.xlsx 材料!D3
      = help: 填整数，如 12
    ");
}

#[test]
fn a_problem_that_the_inspectors_wrote_down_wrongly_is_no_fault_of_its_unit() {
    let problems = PROBLEMS.replace("9-001\t县甲局\tB1-1", "9-001\t县甲局\tB9-9");
    let desk =
        sound().round("检查.xlsx", &[("走访", &visits(&["县甲局", "县乙局", "丙镇"])), ("问题", &problems)]);
    assert_snapshot!(found(&desk), @"
    error[indicator-not-in-plan]: 指标编号“B9-9”不在指标体系中
      --> inputs/inspections/检查.xlsx 问题!C2
      = help: 按责任分解表上的三级指标编号填写
    error[problem-unknown]: 问题“9-001”在问题清单上的一行没有采用，县甲局报告的整改也就没有采用
      --> inputs/inspections/检查.xlsx 问题!A2
      ::: inputs/submissions/县甲局.xlsx 销号!A3: 该单位报告的整改
      = help: 先改正问题清单上的这一行
    ");
}

#[test]
fn a_unit_with_two_workbooks_is_not_said_to_have_handed_in_none() {
    let twice = sound().submission("县甲局（最终版）.xlsx", "县甲局\t填报日期\t2024-05-18", &BUREAU);
    assert_snapshot!(found(&twice.without("evidence/清单.xlsx")), @"
    error[unit-submitted-twice]: 县甲局交了 2 个内容不同的工作簿，分不清以哪个为准，都没有采用
      --> inputs/submissions/县甲局.xlsx 自评!B1
      ::: inputs/submissions/县甲局（最终版）.xlsx 自评!B1: 另一个
      = help: 只留一个，其余移出这个文件夹
    warning[rectification-overdue]: 问题 9-001 应于 2024年6月10日 前整改，县甲局的报告没有采用
      --> inputs/inspections/检查.xlsx 问题!E2
      ::: inputs/submissions/县甲局.xlsx 自评!B1: 没有采用的报告
      = help: 已经整改就在报送表里报告；没有整改就抓紧整改
    ");
}

#[test]
fn a_team_that_its_round_does_not_have_is_named_at_its_cell_with_the_one_it_may_mean() {
    let desk = |team: &str| {
        let visits =
            format!("单位\t日期\t组\n县甲局\t2024-06-04\t{team}\n县乙局\t2024-06-04\n丙镇\t2024-06-04");
        sound().round("检查.xlsx", &[("走访", &visits), ("问题", PROBLEMS)])
    };
    assert_snapshot!(found(&desk("东检查组")), @"
    warning[team-not-in-plan]: 集中检查没有名为“东检查组”的检查组
      --> inputs/inspections/检查.xlsx 走访!C2
      ::: inputs/plan/inspections.yaml:13:16: 名称相近的检查组
      = help: 是这一组就改为“东组”，不是就在 inspections.yaml 里补上
    ");
    assert_snapshot!(found(&desk("第二组")), @"
    warning[team-not-in-plan]: 集中检查没有名为“第二组”的检查组
      --> inputs/inspections/检查.xlsx 走访!C2
      = help: 计划里有：东组、西组
    ");
    for known in ["东组", "东组、西组", "西组和东组"] {
        assert_eq!(found(&desk(known)), "", "{known}");
    }
}

#[test]
fn a_problem_that_is_put_right_without_a_day_is_named_where_the_sheet_asks_for_one() {
    let desk = |rows: &str| {
        let reports = ("销号", rows);
        sound().submission("县甲局.xlsx", "县甲局\t填报日期\t2024-05-17", &[BUREAU[0], BUREAU[1], reports])
    };
    assert_snapshot!(found(&desk("问题\t状态\t日期\n9-001\t已整改\t")), @"
    warning[rectification-undated]: 问题 9-001 写的是“已整改”，没有写完成日期
      --> inputs/submissions/县甲局.xlsx 销号!B3
      = help: 在同一行填上完成日期；还没有完成就改进展
    ");
    let without_column = desk("问题\t状态\n9-001\t已整改").plan(
        "sheets.yaml",
        "      - {field: completed_on, name: 日期, kind: date}\n",
        "",
    );
    assert!(!found(&without_column).contains("rectification-undated"));
}
