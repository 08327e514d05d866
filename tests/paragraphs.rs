//! Paragraphs as a whole: bad lines are mended together, items hang, addresses break at their signs, words
//! take whole cells.

#[path = "support/edges.rs"]
mod edges;
#[path = "support/pages.rs"]
mod pages;

use edges::{cell, is_han, left_edge};
use juanzong::base::Length;
use juanzong::typeset::{Element, Pages};
use pages::{Glyph, all_lines, lines, run_text, text_lines, typeset, typeset_plain};
use proptest::prelude::*;

fn hanzi(count: usize) -> String {
    "国".repeat(count)
}

/// The widest step between neighbouring hanzi of a line.
fn widest_step(line: &[Glyph]) -> Length {
    let pairs = line.windows(2).filter(|pair| pair.iter().all(|glyph| is_han(glyph.character)));
    pairs.map(|pair| pair[1].x - pair[0].x).max().unwrap_or_default()
}

#[test]
fn a_loose_line_shares_its_room_with_the_line_before_it() {
    let pages = typeset_plain(&format!("{}〔2023〕1号{}", hanzi(26 + 24), hanzi(8))).value;
    assert_eq!(text_lines(&pages), [hanzi(24), hanzi(26), format!("〔2023〕1号{}", hanzi(8))]);
    for line in &all_lines(&pages)[..2] {
        assert!(widest_step(line) < cell() * 9 / 8, "{}", widest_step(line));
    }
}

#[test]
fn no_stop_is_squeezed_where_a_character_can_go_down_instead() {
    let text = format!("{}。{}。{}", hanzi(12), hanzi(13), "家".repeat(20));
    assert_eq!(
        text_lines(&typeset_plain(&text).value),
        [format!("{}。{}", hanzi(12), hanzi(12)), format!("国。{}", "家".repeat(20))]
    );
}

#[test]
fn a_lonely_last_character_gets_company_rather_than_room_that_every_mark_must_give() {
    let text = format!("{}，{}，{}家", hanzi(10), hanzi(7), hanzi(7));
    let lines = text_lines(&typeset_plain(&text).value);
    assert_eq!(lines, [format!("{}，{}，{}", hanzi(10), hanzi(7), hanzi(6)), "国家".to_owned()]);
}

#[test]
fn lines_that_fit_are_left_as_they_are_before_and_behind_a_mended_one() {
    let text = format!("{}{}〔2023〕1号{}", hanzi(26 + 28 * 5), hanzi(23), hanzi(22 + 28 * 3));
    let lines = all_lines(&typeset_plain(&text).value);
    let plain: Vec<usize> = lines.iter().map(Vec::len).collect();
    assert_eq!(plain[..3], [26, 28, 28]);
    assert_eq!(lines.iter().map(Vec::len).sum::<usize>(), text.chars().count());
}

/// Where the first glyphs of a page's lines stand, in cells from the block's edge; furniture counts.
fn indents(pages: &Pages) -> Vec<i64> {
    let start = |line: &Vec<Glyph>| (line[0].x - left_edge() + cell() / 4).to_emu() / cell().to_emu();
    lines(&pages.pages[0]).iter().skip(1).map(start).collect()
}

#[test]
fn the_lines_of_an_item_hang_behind_its_own_number() {
    for (label, cells) in [("1．", 2), ("（1）", 3), ("①", 1), ("一、", 2)] {
        let pages = typeset(&format!("# 题\n\n- {label}{}\n", hanzi(60))).value;
        let lines = text_lines(&pages);
        assert!(lines[1].starts_with(&format!("{label}国")), "{lines:?}");
        assert_eq!(indents(&pages), [2, 2 + cells, 2 + cells], "{label}");
        let bullet = |run: &juanzong::typeset::Run| run.element == Element::Artifact && run_text(run) == "·";
        assert!(!pages.pages[0].runs.iter().any(bullet), "{label} needs no bullet");
    }
}

#[test]
fn the_items_of_a_numbered_list_hang_alike() {
    let items: String =
        (1..=10).map(|k| format!("{k}. {}\n", hanzi(if k % 9 == 1 { 30 } else { 3 }))).collect();
    let pages = typeset(&format!("# 题\n\n{items}")).value;
    let hanging: Vec<i64> = indents(&pages)
        .into_iter()
        .zip(text_lines(&pages).iter().skip(1))
        .filter(|(_, line)| line.starts_with('国'))
        .map(|(indent, _)| indent)
        .collect();
    assert_eq!(hanging, [4, 4]);
}

#[test]
fn an_address_breaks_behind_each_of_its_signs_and_nowhere_else() {
    for sign in ["/", "?", "&", "=", ".", "_", "-"] {
        let address = format!("https://www.example.gov.cn/zwgkxxgkml{sign}abcdefghij");
        for before in 10..26 {
            let lines = text_lines(&typeset_plain(&format!("{}{address}{}", hanzi(before), hanzi(9))).value);
            for line in &lines[..lines.len() - 1] {
                let last = line.chars().last().expect("no line is empty");
                assert!(last == '国' || "/?&=._-".contains(last) || last == 'j', "{lines:?}");
            }
        }
    }
}

#[test]
fn what_follows_a_western_word_stands_on_the_grid_again() {
    for word in ["GDP", "2023", "A4", "iPhone", "98.5%"] {
        let lines = all_lines(&typeset_plain(&format!("国国{word}国国国国")).value);
        let last = lines[0].last().expect("a line");
        let cells = (last.x + last.advance / 2 - left_edge() - cell() / 2).to_emu();
        let off = cells.rem_euclid(cell().to_emu());
        assert!(off.min(cell().to_emu() - off) < 5_000, "{word} leaves the grid by {off} EMU");
    }
}

#[test]
fn a_soft_break_is_nothing_between_hanzi_and_a_blank_between_words() {
    let text = |source: &str| text_lines(&typeset(&format!("# 题\n\n{source}\n")).value)[1..].concat();
    assert_eq!(text("国家\n法治"), "国家法治");
    assert_eq!(text("国家，\n法治"), "国家，法治");
    assert_eq!(text("one\ntwo"), "one two");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Mending never makes a paragraph much longer than its characters need.
    #[test]
    fn no_line_is_left_half_empty(words in prop::collection::vec("[国家法治]{1,9}|[a-z]{1,9}|，|。|《[国家]{1,4}》|〔2023〕1号", 20..90)) {
        let text = words.join("国");
        let pages = typeset_plain(&text).value;
        let lines = all_lines(&pages);
        for line in &lines[..lines.len() - 1] {
            let last = line.last().expect("no line is empty");
            prop_assert!(last.x + last.advance > Length::mm(28 + 110), "{:?}", text_lines(&pages));
        }
    }
}
