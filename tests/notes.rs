//! Footnotes: at the foot of the page that cites them, whole, once, and never in the way of the text.
#![allow(clippy::panic, reason = "a test fails by a panic")]

#[path = "support/pages.rs"]
mod pages;
#[path = "support/structure.rs"]
mod structure;

use std::collections::BTreeSet;

use insta::assert_snapshot;
use juanzong::base::Length;
use juanzong::typeset::{Element, Page, Pages, Run, Style, Target, TextBlock};
use pages::{find, run_text, shown, typeset, typeset_book};
use proptest::prelude::*;

/// Paragraphs of two lines, about ten to a page.
fn filler(paragraphs: usize) -> String {
    "各单位要按照任务分工认真组织落实逐项对照检查发现问题及时整改确保各项工作按时完成。\n\n"
        .repeat(paragraphs)
}

const fn is_note(run: &Run) -> bool {
    matches!(run.element, Element::Note { .. })
}

/// The notes of a page as they read, a line each.
fn notes(page: &Page) -> String {
    let mut text = String::new();
    for run in page.runs.iter().filter(|run| is_note(run)) {
        let begins = matches!(run.element, Element::Note { is_label: true, .. });
        if begins && !text.is_empty() {
            text.push('\n');
        }
        text += &run_text(run);
    }
    text
}

fn all_notes(pages: &Pages) -> Vec<String> {
    pages.pages.iter().map(notes).collect()
}

/// The raised signs of a page.
fn signs(page: &Page) -> impl Iterator<Item = &Run> {
    let leads_inside = |run: &&Run| {
        let link = run.link.and_then(|link| page.links.get(link as usize));
        link.is_some_and(|link| matches!(link.target, Target::Place(_)))
    };
    page.runs.iter().filter(leads_inside)
}

fn top(run: &Run) -> Length {
    run.y - run.size.scaled(84, 100)
}

fn bottom(run: &Run) -> Length {
    top(run) + run.size
}

fn block_foot() -> Length {
    Length::mm(37) + TextBlock::STANDARD.height
}

/// The lower edge of the text above the notes, without furniture.
fn text_foot(page: &Page) -> Length {
    let text = page.runs.iter().filter(|run| !is_note(run) && run.element != Element::Artifact);
    text.map(bottom).max().unwrap_or_default()
}

#[test]
fn a_note_stands_at_the_foot_of_the_page_that_cites_it() {
    let text = format!("{}引用处[^1]。\n\n{}[^1]: 注文。\n", filler(14), filler(14));
    let pages = typeset(&text).value;
    assert_eq!(all_notes(&pages), ["", "①注文。", ""]);

    let page = &pages.pages[1];
    let note = find(page, "注文");
    assert_eq!(note.size, Style::default().note);
    assert_eq!(bottom(note), block_foot());
    assert!(text_foot(page) < page.rules[0].from.1 && page.rules[0].from.1 < top(note));
    assert_eq!(page.rules.len(), 1);
}

#[test]
fn the_sign_is_raised_and_leads_to_its_note() {
    let pages = typeset("正文[^甲]。\n\n[^甲]: 注文。\n").value;
    let page = &pages.pages[0];
    let (sign, text) = (signs(page).next().unwrap(), find(page, "正文"));
    assert_eq!(
        (run_text(sign), sign.size, top(sign)),
        ("①".to_owned(), text.size.scaled(60, 100), top(text))
    );

    let Target::Place(place) = page.links[0].target else { panic!("{:?}", page.links) };
    let place = pages.places[place as usize].unwrap();
    assert_eq!((place.page, place.y), (0, top(find(page, "注文"))));
}

#[test]
fn notes_are_numbered_in_the_order_in_which_they_are_cited() {
    let text = "甲[^b]，乙[^a]，丙[^c]。\n\n[^a]: 乙注。\n[^b]: 甲注[^d]。\n[^c]: 丙注。\n[^d]: 注中注。\n";
    assert_snapshot!(notes(&typeset(text).value.pages[0]), @"
    ①甲注②。
    ②注中注。
    ③乙注。
    ④丙注。
    ");
}

#[test]
fn a_note_that_is_cited_twice_is_printed_once_under_one_number() {
    let text = format!("甲[^1]，乙[^1]。\n\n{}丙[^1]。\n\n[^1]: 注文。\n", filler(14));
    let pages = typeset(&text).value;
    assert_eq!(all_notes(&pages), ["①注文。", ""]);
    let signs: Vec<String> = pages.pages.iter().flat_map(signs).map(run_text).collect();
    assert_eq!(signs, ["①", "①", "①"]);
}

#[test]
fn behind_the_twentieth_note_plain_numbers_go_on() {
    let cited: String = (1..=21).map(|k| format!("甲[^{k}]")).collect();
    let defined: String = (1..=21).map(|k| format!("[^{k}]: 注{k}。\n")).collect();
    let pages = typeset(&format!("{cited}\n\n{defined}")).value;
    let all = all_notes(&pages).join("\n");
    assert!(all.contains("\n⑳注20。\n21注21。"), "{all}");
}

#[test]
fn a_note_that_does_not_fit_goes_on_on_the_next_page() {
    let long = "这条注释很长".repeat(500);
    let pages = typeset(&format!("{}引用处[^1]。\n\n{}[^1]: {long}\n", filler(6), filler(20))).value;
    let parts = all_notes(&pages);
    assert!(parts.iter().filter(|part| !part.is_empty()).count() > 1, "{parts:?}");
    assert!(parts[0].starts_with('①'));
    assert_eq!(parts.concat(), format!("①{long}"));
}

#[test]
fn what_is_left_of_a_note_at_the_end_gets_a_page_before_the_printing_record() {
    let long = "这条注释很长".repeat(900);
    let front = "---\ncolophon: {printing_office: 办公室}\n---\n";
    let pages = typeset(&format!("{front}# 题\n\n引用处[^1]。\n\n[^1]: {long}\n")).value;
    assert_eq!(all_notes(&pages).concat(), format!("①{long}"));
    let last = pages.pages.last().unwrap();
    let office = find(last, "办公室");
    assert!(last.runs.iter().filter(|run| is_note(run)).all(|note| bottom(note) < top(office)));
}

#[test]
fn notes_of_titles_headings_lists_tables_and_annexes_stand_on_their_pages() {
    let front = "---\ntables:\n- {turned: true}\n---\n";
    let text = "# 题[^a]\n\n## 一、节[^b]\n\n1. 项[^c]\n\n| 甲 | 乙 |\n| - | - |\n| 子[^d] | 丑 |\n\n\
                # 附[^e] {.annex}\n\n文[^f]。\n\n[^a]: 题注。\n[^b]: 节注。\n[^c]: 项注。\n[^d]: 表注。\n\
                [^e]: 附题注。\n[^f]: 附注。\n";
    let set = typeset(&format!("{front}{text}"));
    assert_eq!(shown(&set.findings), "");
    assert_snapshot!(all_notes(&set.value).join("\n--\n"), @"
    ①题注。
    ②节注。
    ③项注。
    --
    ④表注。
    --
    ⑤附题注。
    ⑥附注。
    ");
    let words: Vec<&str> = set.value.outline.iter().map(|entry| entry.text.as_str()).collect();
    assert_eq!(words, ["题", "一、节", "附件 附"]);
}

#[test]
fn the_sign_of_a_note_is_no_word_of_a_heading() {
    let text =
        "# 题[^1]\n\n## 一、节[^1]\n\n文。\n\n## 二、总则[^1]。本办法自印发之日起施行。\n\n[^1]: 注。\n";
    let words: Vec<String> = typeset(text).value.outline.into_iter().map(|entry| entry.text).collect();
    assert_eq!(words, ["题", "一、节", "二、总则"]);
}

#[test]
fn a_table_leaves_room_for_the_notes_of_its_rows() {
    let rows: String = (0..60).map(|k| format!("| 单位{k}[^{k}] | 内容 |\n")).collect();
    let defined: String = (0..60).map(|k| format!("[^{k}]: 第{k}条。\n")).collect();
    let pages = typeset(&format!("| 甲 | 乙 |\n| - | - |\n{rows}\n\n{defined}")).value;
    for page in &pages.pages {
        let first = page.runs.iter().find(|run| is_note(run)).expect("every page of the table has notes");
        assert!(text_foot(page) < top(first));
        let cited: Vec<String> = signs(page).map(run_text).collect();
        let printed: Vec<String> = page
            .runs
            .iter()
            .filter(|run| matches!(run.element, Element::Note { is_label: true, .. }))
            .map(run_text)
            .collect();
        assert_eq!(cited, printed);
    }
}

#[test]
fn a_note_keeps_all_text_whatever_blocks_it_holds() {
    let note = "[^1]: 甲段。\n\n    - 子项\n\n    1. 丑项\n\n    > 引文\n\n    ```\n    代码\n    ```\n\n    | 天 | 地 |\n    | - | - |\n    | 玄 | 黄 |\n";
    assert_snapshot!(notes(&typeset(&format!("文[^1]。\n\n{note}")).value.pages[0]), @"①甲段。子项1.丑项引文代码天　地　玄　黄");
}

#[test]
fn a_note_that_nothing_cites_is_printed_at_the_end_and_reported() {
    let read = juanzong::markdown::read(
        "a.md",
        "# 题\n\n正文。\n\n[^x]: 没人引用。\n\n末段。\n",
        &juanzong::markdown::Marks::default(),
        Vec::new(),
    );
    let set = juanzong::typeset::pages(&[read.value], pages::faces(), &Style::default());
    assert_snapshot!(shown(&set.findings), @"
    warning[note-uncited]: 脚注“x”没有在正文中引用，印在文末
      --> a.md:5:1
      = help: 在正文的相应位置加上 [^x]，或删去这条脚注
    ");
    assert!(pages::text(&set.value).ends_with("末段。［x］没人引用。"));
}

#[test]
fn a_note_of_one_part_is_no_note_of_another() {
    let set = typeset_book(&["甲[^1]。\n\n[^1]: 甲注。\n", "乙[^1]。\n\n[^1]: 乙注。\n"]);
    assert_eq!(all_notes(&set.value), ["①甲注。", "①乙注。"]);
}

#[test]
fn notes_are_tagged_with_identifiers_and_signs_are_references_that_lead_to_them() {
    let text =
        format!("甲[^1]乙[^2]。\n\n| 表[^1] |\n| - |\n| 子 |\n\n{}[^1]: 一。\n[^2]: 二。\n", filler(9));
    let pages = typeset(&text).value;
    let tree = structure::tree(&juanzong::pdf::write(&pages, pages::faces()));
    assert_snapshot!(tree, @"
    P ...
      Reference
        Link .→1
      Reference
        Link .→1
    Table
      TR
        TH .
          Reference
            Link .→1
      TR
        TD .
    P .
    P .
    P .
    P .
    P .
    P .
    P .
    P .
    Note (note-0000000000)
      Lbl .
      P .
    Note (note-0000000001)
      Lbl .
      P .
    P .
    ");
}

#[test]
fn a_paragraph_that_goes_on_behind_notes_is_one_element() {
    let text = format!("甲[^1]{}\n\n[^1]: 一。\n", "国".repeat(28 * 30));
    let pages = typeset(&text).value;
    let tree = structure::tree(&juanzong::pdf::write(&pages, pages::faces()));
    assert_snapshot!(tree, @"
    P ...
      Reference
        Link .→1
    Note (note-0000000000)
      Lbl .
      P .
    ");
}

/// A text of paragraphs, some of which cite a note of so many characters.
fn any_text() -> impl Strategy<Value = Vec<(usize, Option<usize>)>> {
    let paragraph = (1_usize..120, proptest::option::of(1_usize..400));
    proptest::collection::vec(paragraph, 1..40)
}

fn markdown(paragraphs: &[(usize, Option<usize>)]) -> String {
    let mut text = String::new();
    for (k, (length, note)) in paragraphs.iter().enumerate() {
        let sign = note.map_or_else(String::new, |_| format!("[^{k}]"));
        text += &format!("{}{sign}。\n\n", "国".repeat(*length));
        if let Some(length) = note {
            text += &format!("[^{k}]: {}\n\n", "注".repeat(*length));
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_note_is_whole_at_its_sign_or_after_it_and_below_all_text(paragraphs in any_text()) {
        let pages = typeset(&markdown(&paragraphs)).value;
        let lengths: Vec<usize> = paragraphs.iter().filter_map(|(_, note)| *note).collect();
        let mut printed = vec![0; lengths.len()];
        let mut cited = BTreeSet::new();
        let mut next = 0;
        for page in &pages.pages {
            let notes: Vec<&Run> = page.runs.iter().filter(|run| is_note(run)).collect();
            let signs = signs(page).count();
            cited.extend(next..next + signs);
            next += signs;
            for note in &notes {
                let Element::Note { index, is_label } = note.element else { continue };
                prop_assert!(cited.contains(&(index as usize)), "a note before its sign");
                printed[index as usize] += if is_label { 0 } else { note.glyphs.len() };
                prop_assert!(bottom(note) <= block_foot());
            }
            if let Some(first) = notes.first() {
                prop_assert!(text_foot(page) < top(first));
            }
            // Each line of text stands on the grid, whatever the notes take.
            let (pitch, cell) = (TextBlock::STANDARD.pitch(), TextBlock::STANDARD.cell());
            for run in page.runs.iter().filter(|run| matches!(run.element, Element::Paragraph { .. })) {
                let from_head = top(run) - Length::mm(37) - (cell - Length::pt(16)) / 2;
                let off = from_head.to_emu() % pitch.to_emu();
                prop_assert!(off <= 100 || pitch.to_emu() - off <= 100, "off the grid by {off}");
            }
        }
        prop_assert_eq!(printed, lengths);
    }
}
