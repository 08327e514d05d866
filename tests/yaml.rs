//! What YAML promises: every scalar arrives as it was written, and every fault names its place.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use insta::assert_snapshot;
use juanzong::base::{Date, Finding, Traced, Words};
use juanzong::yaml;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Office {
    name: Words,
    count: Option<Traced<u32>>,
    date: Option<Traced<Date>>,
    #[serde(default)]
    tasks: Vec<Task>,
    #[serde(default)]
    aliases: Vec<Words>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Task {
    id: Words,
    owner: Words,
}

fn read(text: &str) -> Result<Office, Vec<Finding>> {
    yaml::read(text, "a.yaml")
}

fn findings(text: &str) -> String {
    let findings = read(text).unwrap_err();
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

#[test]
fn scalars_arrive_as_the_text_that_was_written() {
    let texts = ["1.10", "no", "yes", "1", "0x1F", "1e3", "true", "2023-03-13", "〔2023〕1号", "off", "012"];
    for text in texts {
        assert_eq!(read(&format!("name: {text}")).unwrap().name.as_str(), text);
    }
}

#[test]
fn a_scalar_knows_its_line_and_column_in_characters() {
    let office =
        read("\u{feff}# 注释\nname: 甲\naliases: [乙局, 丙局]\ntasks:\n  - id: 1\n    owner: 丁\n").unwrap();
    assert_eq!(office.name.place().unwrap().to_string(), "a.yaml:2:7");
    assert_eq!(office.aliases[1].place().unwrap().to_string(), "a.yaml:3:15");
    assert_eq!(office.tasks[0].owner.place().unwrap().to_string(), "a.yaml:6:12");
}

#[test]
fn chinese_over_several_lines_has_no_blanks_where_they_meet() {
    for (written, name) in [
        ("甲\n  乙 丙\n\n  丁", "甲乙 丙\n丁"),
        (">-\n  甲，\n  word\n  word\n\n  乙\n    丙", "甲，word word\n乙\n  丙"),
        ("'甲''乙\n  丙'", "甲'乙丙"),
        ("\"甲\n  乙\"", "甲乙"),
        ("\"甲\\n\n  乙\"", "甲\n 乙"),
        ("|-\n  甲\n  乙", "甲\n乙"),
    ] {
        assert_eq!(read(&format!("name: {written}\ncount: 1\n")).unwrap().name.as_str(), name, "{written}");
    }
}

#[test]
fn an_entry_that_is_indented_too_far_is_no_text_of_the_one_above() {
    let fault = |text: &str| read(text).unwrap_err().iter().map(ToString::to_string).collect::<String>();
    assert_snapshot!(fault("name: 甲\naliases:\n  - 乙\n   - 丙\n"), @"
    error[yaml-syntax]: 这一行的“- ”缩进太深，成了上一项的文字；同一层的“- ”要对齐
      --> a.yaml:4:4
    ");
    assert_snapshot!(fault("name: 甲\naliases:\n  - 乙\n    丁\n      - 丙\n"), @"
    error[yaml-syntax]: 这一行的“- ”缩进太深，成了上一项的文字；同一层的“- ”要对齐
      --> a.yaml:5:7
    ");
    assert_eq!(read("name: 甲\naliases:\n  - 乙\n   -丙\n").unwrap().aliases[0].as_str(), "乙 -丙");
    assert_eq!(read("name: |-\n  甲\n  - 乙\n").unwrap().name.as_str(), "甲\n- 乙");
}

#[test]
fn what_is_left_blank_is_absent() {
    let office = read("name: 甲\ncount:\ndate: ~\ntasks:\naliases:\n").unwrap();
    assert_eq!((office.count, office.date, office.tasks, office.aliases), (None, None, vec![], vec![]));
}

#[test]
fn windows_line_ends_and_a_leading_document_line_change_nothing() {
    let office = read("---\r\nname: 甲\r\naliases:\r\n  - 乙\r\n").unwrap();
    assert_eq!(office.aliases[0].place().unwrap().to_string(), "a.yaml:4:5");
}

#[test]
fn faults_of_shape_are_all_reported_with_what_to_do() {
    assert_snapshot!(findings("\
name: 甲
count: 三
tasks:
  - id: 1
    ower: 乙
  - id: 2
  - 丙
  - id: [4]
    owner: 丁
  - id:
    owner: 丁
"), @"
    error[yaml-shape]: “count”填写有误：“三”应为整数
      --> a.yaml:2:8
    error[yaml-shape]: 不认识的项目“ower”
      --> a.yaml:5:5
      = help: 是否应为“owner”？可用的项目：id、owner
    error[yaml-shape]: 缺少“owner”
      --> a.yaml:6:5
    error[yaml-shape]: “tasks”应分项填写，每项一行，如“name: 内容”
      --> a.yaml:7:5
    error[yaml-shape]: “id”应为一段文字，不是列表或分项
      --> a.yaml:8:9
    error[yaml-shape]: “id”不能空着
      --> a.yaml:10:5
    ");
}

#[test]
fn an_empty_file_lacks_its_first_field() {
    assert_snapshot!(findings(""), @"
    error[yaml-shape]: 缺少“name”
      --> a.yaml:1:1
    ");
}

#[test]
fn a_value_that_is_no_list_is_named() {
    assert_snapshot!(findings("name: 甲\naliases: 乙\n"), @"
    error[yaml-shape]: “aliases”应为列表，每项一行，以“- ”开头
      --> a.yaml:2:10
    ");
}

#[test]
fn a_repeated_field_names_both_places() {
    assert_snapshot!(findings("name: 甲\ncount: 1\nname: 乙\n"), @"
    error[yaml-syntax]: “name”写了两次
      --> a.yaml:3:1
      ::: a.yaml:1:1: 第一次写在这里
      = help: 合并成一项，或改正其中一项的名称
    ");
}

#[test]
fn slips_of_typing_are_explained() {
    assert_snapshot!(findings("name: 甲\ncount：3\n"), @"
    error[yaml-syntax]: 项目名称后面的冒号要用半角“: ”，后面空一格
      --> a.yaml:2:6
    ");
    assert_snapshot!(findings("name: 甲\ntasks:\n  - id：1\n"), @"
    error[yaml-syntax]: 项目名称后面的冒号要用半角“: ”，后面空一格
      --> a.yaml:3:7
    error[yaml-shape]: “tasks”应分项填写，每项一行，如“name: 内容”
      --> a.yaml:3:5
    ");
    assert_snapshot!(findings("name: 甲\ntasks:\n\t- id: 1\n"), @"
    error[yaml-syntax]: 缩进里有 Tab，请改用空格
      --> a.yaml:3:1
    ");
    assert_snapshot!(findings("name:甲\n"), @"
    error[yaml-syntax]: 冒号后面要空一格
      --> a.yaml:1:5
    error[yaml-shape]: 这里应分项填写，每项一行，如“name: 内容”
      --> a.yaml:1:1
    ");
}

/// Each with the same text typed as YAML wants it.
const WIDE: [(&str, &str); 12] = [
    ("name: 甲\n　　aliases: [乙]\n", "name: 甲\naliases: [乙]\n"),
    ("name:　甲\n", "name: 甲\n"),
    ("name: 甲\ntasks:\n  -　id: 1\n", "name: 甲\ntasks:\n"),
    ("name: 甲\ntasks:\n  － id: 1\n", "name: 甲\ntasks:\n"),
    ("name: 甲\n＃ 说明\n", "name: 甲\n# 说明\n"),
    ("name: “甲: 乙”\n", "name: \"甲: 乙\"\n"),
    ("name: 甲\ncount: “３”\n", "name: 甲\ncount: \"3\"\n"),
    ("name: 甲\ndate: ２０２３－０３－１３\n", "name: 甲\ndate: 2023-03-13\n"),
    ("name: 甲\naliases: ［乙，丙］\n", "name: 甲\naliases: [乙, 丙]\n"),
    ("name: 甲\ntasks:\n  - ｛id: 1｝\n", "name: 甲\ntasks: []\n"),
    ("name: 甲\ntasks:\n  - {id: 1，owner: 乙}\n", "name: 甲\ntasks:\n  - {id: 1, owner: 乙}\n"),
    ("name: 甲\ntasks:\n  - {id: 1, owner：乙}\n", "name: 甲\ntasks:\n  - {id: 1, owner: 乙}\n"),
];

#[test]
fn signs_of_full_width_are_explained_at_their_place() {
    let said: Vec<String> = WIDE.iter().map(|(wide, _)| findings(wide)).collect();
    assert_snapshot!(said.concat(), @r#"
    error[yaml-syntax]: 缩进里有全角空格，请改用半角空格
      --> a.yaml:2:1
    error[yaml-shape]: 不认识的项目“　　aliases”
      --> a.yaml:2:1
      = help: 是否应为“aliases”？可用的项目：name、count、date、tasks、aliases
    error[yaml-syntax]: 冒号后面是全角空格，请改成半角空格
      --> a.yaml:1:6
    error[yaml-shape]: 这里应分项填写，每项一行，如“name: 内容”
      --> a.yaml:1:1
    error[yaml-syntax]: 列表的“- ”要用半角的减号，后面空一个半角空格
      --> a.yaml:3:3
    error[yaml-shape]: “tasks”应为列表，每项一行，以“- ”开头
      --> a.yaml:3:3
    error[yaml-syntax]: 列表的“- ”要用半角的减号，后面空一个半角空格
      --> a.yaml:3:3
    error[yaml-shape]: “tasks”应为列表，每项一行，以“- ”开头
      --> a.yaml:3:3
    error[yaml-syntax]: 说明要以半角的 # 开头
      --> a.yaml:2:1
    error[yaml-syntax]: 引号要用半角的："…"
      --> a.yaml:1:7
    error[yaml-shape]: “count”填写有误：““３””应为整数；请用半角，写成 3
      --> a.yaml:2:8
    error[yaml-shape]: “date”填写有误：“２０２３－０３－１３”应为日期，如 2023-03-13；请用半角，写成 2023-03-13
      --> a.yaml:2:7
    error[yaml-syntax]: 括号要用半角的 [ ] 和 { }
      --> a.yaml:2:10
    error[yaml-shape]: “aliases”应为列表，每项一行，以“- ”开头
      --> a.yaml:2:10
    error[yaml-syntax]: 括号要用半角的 [ ] 和 { }
      --> a.yaml:3:5
    error[yaml-shape]: 不认识的项目“｛id”
      --> a.yaml:3:5
      = help: 可用的项目：id、owner
    error[yaml-shape]: 缺少“id”
      --> a.yaml:3:5
    error[yaml-syntax]: 花括号里各项之间要用半角逗号“, ”
      --> a.yaml:3:11
    error[yaml-syntax]: 项目名称后面的冒号要用半角“: ”，后面空一格
      --> a.yaml:3:18
    error[yaml-shape]: 不认识的项目“owner：乙”
      --> a.yaml:3:13
      = help: 是否应为“owner”？可用的项目：id、owner
    "#);
    for (_, narrow) in WIDE {
        assert_eq!(read(narrow).err(), None, "{narrow}");
    }
}

#[test]
fn broken_yaml_is_one_sentence_at_its_place() {
    assert_snapshot!(findings("name: \"甲\ncount: 3\n"), @"
    error[yaml-syntax]: 引号没有成对，或引号里的后续各行没有缩进
      --> a.yaml:1:7
    ");
    assert_snapshot!(findings("name: 甲: 乙\n"), @"
    error[yaml-syntax]: 这一行有多余的冒号，或缩进不对；文字里有“: ”时请加引号
      --> a.yaml:1:8
    ");
    assert_snapshot!(findings("name: [甲, 乙\ncount: 1\n"), @"
    error[yaml-syntax]: 这里的写法不对，读不下去
      --> a.yaml:2:6
    ");
    assert_snapshot!(findings("name: 甲\n  count: 1\n"), @"
    error[yaml-syntax]: 这一行有多余的冒号，或缩进不对；文字里有“: ”时请加引号
      --> a.yaml:2:8
    ");
}

#[test]
fn anchors_tags_merges_and_further_documents_are_refused() {
    assert_snapshot!(["name: &a 甲", "name: *a", "name: !x 甲", "<<: 甲", "name: 甲\n---\nname: 乙"].map(findings).concat(), @"
    error[yaml-syntax]: 以 & 或 * 开头的引用不能使用；如果是文字，请加引号
      --> a.yaml:1:7
    error[yaml-syntax]: 以 & 或 * 开头的引用不能使用；如果是文字，请加引号
      --> a.yaml:1:7
    error[yaml-syntax]: 以 ! 开头的标签不能使用；如果是文字，请加引号
      --> a.yaml:1:7
    error[yaml-syntax]: 不支持 << 合并，请把内容照写一遍
      --> a.yaml:1:1
    error[yaml-syntax]: 一个文件里只能有一份内容，这里多了一行“---”
      --> a.yaml:2:1
    ");
}

#[test]
fn characters_that_nobody_can_see_are_refused() {
    assert_snapshot!(["name: 甲\0乙", "name: 甲\u{fdd0}", "name: \"甲\\u0000\""].map(findings).concat(), @r"
    error[yaml-syntax]: 这里有不能使用的字符（看不见的控制字符），请删去
      --> a.yaml:1:8
    error[yaml-syntax]: 这里有不能使用的字符（看不见的控制字符），请删去
      --> a.yaml:1:8
    error[yaml-syntax]: 这里的 \ 写法得出了不能使用的字符
      --> a.yaml:1:7
    ");
}

#[test]
fn hostile_depth_and_size_end_in_a_finding() {
    let deep = ["[", "{a: ", "- ", "? "].map(|opening| opening.repeat(100_000));
    let steps = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<String>();
    for text in deep.iter().chain([&steps, &"x".repeat(5 << 20)]) {
        assert_eq!(read(text).unwrap_err().len(), 1);
    }
}

#[test]
fn no_more_than_twenty_faults_are_reported() {
    let entries = "  - id: 1\n".repeat(1_000);
    assert_eq!(read(&format!("name: 甲\ntasks:\n{entries}")).unwrap_err().len(), 20);
}

/// Text that YAML has signs for.
fn hostile() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[甲乙，。：“”]{1,3}",
        "[a-z0-9]{1,3}",
        "[!-/:-@\\[-`{-~]{1,3}",
        "[ \t\n]{1,3}",
        "\\PC",
        prop::sample::select(vec![
            "- ", ": ", " #", "~", "null", "no", "1.10", "---", "...", "<<", "&a", "*a", "!x", "\\", "'",
            "\"", "\u{2029}", "\u{2028}", "\u{feff}"
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..5).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn what_is_written_reads_back_equal(name in hostile(), aliases in prop::collection::vec(hostile(), 0..3)) {
        let one_kind_of_line_end = |text: String| Words::untraced(text.replace(['\u{2028}', '\u{2029}'], " "));
        let mut office = Office {
            name: Words::untraced(name),
            count: None,
            date: None,
            tasks: Vec::new(),
            aliases: aliases.into_iter().map(Words::untraced).collect(),
        };
        let text = yaml::write(&office);
        office.name = one_kind_of_line_end(office.name.value);
        office.aliases = office.aliases.into_iter().map(|alias| one_kind_of_line_end(alias.value)).collect();
        prop_assert_eq!(read(&text).map_err(|findings| format!("{findings:?} {text:?}")), Ok(office));
    }

    #[test]
    fn any_text_is_a_value_or_findings_with_places(parts in prop::collection::vec(hostile(), 0..8)) {
        let text = parts.join("\n");
        if let Err(findings) = read(&text) {
            prop_assert!(!findings.is_empty());
            prop_assert!(findings.iter().all(|finding| finding.place.to_string().starts_with("a.yaml:")));
        }
    }
}
