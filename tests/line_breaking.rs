//! Lines: nothing lost, nothing outside the block, no forbidden mark at an edge, stretch capped, units whole.

#[path = "support/edges.rs"]
mod edges;
#[path = "support/pages.rs"]
mod pages;

use edges::{NO_END, NO_START, cell, distance_from_cells, is_han, is_within_block, right_edge};
use juanzong::base::{Code, Length};
use pages::{all_lines, shown, text, text_lines, typeset, typeset_plain};
use proptest::prelude::*;

/// What the face's rounding may add.
const TOLERANCE: Length = Length::hundredths_of_mm(1);

/// The lines of 25 hanzi, which leave one cell of the first line, and `text`.
fn after_25_hanzi(text: &str) -> Vec<String> {
    text_lines(&typeset_plain(&format!("{}{text}", "国".repeat(25))).value)
}

#[test]
fn plain_characters_sit_in_their_cells_exactly() {
    let pages = typeset_plain(&"国".repeat(26 + 28 * 3)).value;
    let lines = all_lines(&pages);
    assert_eq!(lines.len(), 4);
    for (k, line) in lines.iter().enumerate() {
        let indent = if k == 0 { 2 } else { 0 };
        let error = distance_from_cells(line, indent);
        assert!(error <= 14, "line {k} is {error} EMU off");
    }
}

#[test]
fn a_closing_mark_at_the_line_s_end_takes_half_a_cell() {
    let pages = typeset_plain(&format!("{}。{}", "国".repeat(25), "国".repeat(10))).value;
    let lines = all_lines(&pages);
    let last = lines[0].last().expect("a line has glyphs");
    assert_eq!(last.character, '。');
    let error = (last.x + cell() / 2 - right_edge()).to_emu().abs();
    assert!(error < 5_000, "the mark's half ends {error} EMU from the edge");
}

#[test]
fn a_closing_mark_is_pushed_in_where_other_marks_give_room() {
    let text = format!("国国，国国，{}。{}", "国".repeat(20), "家".repeat(5));
    assert_eq!(text_lines(&typeset_plain(&text).value), [&text[..text.len() - 15], "家家家家家"]);
}

#[test]
fn without_room_the_character_before_a_mark_goes_down_with_it() {
    let text = format!("{}，{}", "国".repeat(26), "家".repeat(5));
    let lines = text_lines(&typeset_plain(&text).value);
    assert_eq!(lines, ["国".repeat(25), "国，家家家家家".to_owned()]);
}

#[test]
fn a_lonely_last_character_is_taken_up_where_marks_give_room() {
    let text = format!("《国》《国》{}家", "国".repeat(20));
    assert_eq!(text_lines(&typeset_plain(&text).value), [text]);
}

#[test]
fn without_room_a_second_character_joins_a_lonely_last_one() {
    for last in ["家", "家。", "家？”", "家）。"] {
        let lines = text_lines(&typeset_plain(&format!("{}{last}", "国".repeat(26))).value);
        assert_eq!(lines, ["国".repeat(25), format!("国{last}")]);
    }
}

#[test]
fn units_stay_whole() {
    for unit in ["2023年", "〔2023〕1号", "98.5%", "第12条", "iPhone", "——", "……", "137个", "9:00"]
    {
        let lines = after_25_hanzi(&format!("{unit}国国国国"));
        assert!(lines.iter().any(|line| line.contains(unit)), "{unit}: {lines:?}");
    }
}

#[test]
fn a_date_stays_whole_where_the_line_before_it_does_not_get_too_loose() {
    let lines =
        |before: usize| text_lines(&typeset_plain(&format!("{}2023年3月13日国", "国".repeat(before))).value);
    assert_eq!(lines(24), ["国".repeat(24).as_str(), "2023年3月13日国"]);
    assert_eq!(lines(21), [format!("{}2023年3月", "国".repeat(21)).as_str(), "13日国"]);
}

#[test]
fn a_long_address_is_broken_at_its_signs() {
    let checked =
        typeset_plain(&format!("{}https://www.example.gov.cn/zwgk/2023/03/content.html国", "国".repeat(20)));
    assert_eq!(checked.findings, []);
    assert_eq!(
        text_lines(&checked.value),
        [
            "国国国国国国国国国国国国国国国国国国国国https://",
            "www.example.gov.cn/zwgk/2023/03/content.html国"
        ]
    );
}

#[test]
fn a_word_wider_than_the_line_is_broken_with_a_finding() {
    let checked = typeset_plain(&"a".repeat(100));
    assert_eq!(text(&checked.value), "a".repeat(100));
    insta::assert_snapshot!(shown(&checked.findings), @r"
    warning[line-overfull]: 有一处文字太长，一行放不下，已强行断开
      --> 测试.md:1:1
      = help: 缩短这处文字，或在其中加空格
    ");
}

#[test]
fn a_character_that_the_face_lacks_comes_from_another_and_one_that_none_has_is_never_dropped() {
    let checked = typeset("# 标题\n\n王堃、张堃，𠮷\n");
    assert_eq!(text(&checked.value), "标题王堃、张堃，〓");
    insta::assert_snapshot!(shown(&checked.findings), @r"
    warning[glyph-fallback]: 仿宋里没有“堃”字，改用宋体
      --> 测试.md:3:1
    error[glyph-missing]: 所有字体都没有“𠮷”字（U+20BB7），印成“〓”
      --> 测试.md:3:1
      = help: 改用常用字，或在 fonts/ 中换上有这个字的字体
    ");
}

#[test]
fn a_bracket_beside_another_mark_takes_half_a_cell_less() {
    let pages = typeset_plain("《国》《家》").value;
    let lines = all_lines(&pages);
    let error = (lines[0][3].x - lines[0][2].x - cell() / 2).to_emu().abs();
    assert!(error <= 2, "{error} EMU off");
}

/// Chinese text with marks, digits, Latin words, units, addresses, blanks; no more than two marks together.
fn prose() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        12 => "[国家法治政府建设示范创建工作]{1,9}",
        3 => Just("，".to_owned()),
        2 => Just("。".to_owned()),
        1 => Just("、".to_owned()),
        1 => "《[法治政府]{1,8}》",
        1 => "“[法治政府]{1,8}”",
        1 => "（[一二三四]）",
        1 => Just("——".to_owned()),
        1 => Just("……".to_owned()),
        2 => "[1-9][0-9]{0,6}",
        1 => "[1-9][0-9]{0,2}(\\.[0-9])?%",
        2 => "[A-Za-z]{1,12}",
        1 => "[A-Za-z]{2,8} [A-Za-z]{2,8}",
        1 => "〔20[0-9]{2}〕[1-9][0-9]?号",
        1 => "20[0-9]{2}年[1-9]月[1-9][0-9]日",
        1 => "https://www\\.[a-z]{3,12}\\.gov\\.cn/[a-z]{1,8}/[0-9]{4,8}/[a-z_]{1,12}\\.html",
    ];
    prop::collection::vec(word, 1..120).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost(text in prose()) {
        prop_assert_eq!(pages::text(&typeset_plain(&text).value), text);
    }

    #[test]
    fn no_ink_leaves_the_block(text in prose()) {
        for line in all_lines(&typeset_plain(&text).value) {
            prop_assert!(is_within_block(&line), "{line:?}");
        }
    }

    #[test]
    fn a_last_line_of_hanzi_has_two_of_them(text in "[国家法治政府建设]{20,120}[。]?") {
        let lines = text_lines(&typeset_plain(&text).value);
        if let [.., _, last] = lines.as_slice() {
            prop_assert!(last.chars().filter(|&c| is_han(c)).count() >= 2, "{lines:?}");
        }
    }

    #[test]
    fn no_forbidden_mark_stands_at_an_edge(text in prose()) {
        let checked = typeset_plain(&text);
        prop_assume!(checked.findings.iter().all(|finding| finding.code != Code::LineOverfull));
        let lines = text_lines(&checked.value);
        for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
            prop_assert!(!next.starts_with(|c| NO_START.contains(c)), "{line} | {next}");
            prop_assert!(!line.ends_with(|c| NO_END.contains(c)), "{line} | {next}");
            let torn = line.ends_with('—') && next.starts_with('—') && line.matches('—').count() % 2 == 1;
            prop_assert!(!torn, "{line} | {next}");
        }
    }

    #[test]
    fn no_line_is_stretched_beyond_the_cap(text in prose()) {
        for line in all_lines(&typeset_plain(&text).value) {
            for pair in line.windows(2).filter(|pair| pair.iter().all(|glyph| is_han(glyph.character))) {
                let step = pair[1].x - pair[0].x;
                prop_assert!(step >= cell() - TOLERANCE, "{pair:?} are {step} apart");
                // A quarter of a cell, or the gap inside a date.
                prop_assert!(step <= cell() + cell() / 4 + TOLERANCE, "{pair:?} are {step} apart");
            }
        }
    }

    #[test]
    fn any_characters_at_all_are_typeset(text in any::<String>()) {
        let pages = typeset_plain(&text).value;
        prop_assert!(!pages.pages.is_empty());
    }
}
