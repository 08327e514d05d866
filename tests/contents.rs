//! Contents, references and links: what leads to another place says which, and the page is the right one.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "support/pages.rs"]
mod pages;
#[path = "support/structure.rs"]
mod structure;

use insta::assert_snapshot;
use juanzong::base::Length;
use juanzong::typeset::{Element, Pages, Run, Target, TextBlock};
use pages::{run_text, shown, text_lines, typeset, typeset_book};

fn filler(lines: usize) -> String {
    "各单位要按照任务分工认真组织落实逐项对照检查发现问题。\n\n".repeat(lines)
}

/// The entries of all contents as they read, leaders as one dot.
fn entries(pages: &Pages) -> String {
    let mut text = String::new();
    let mut last = None;
    for run in pages.pages.iter().flat_map(|page| &page.runs) {
        let words = run_text(run);
        match &run.element {
            Element::Entry { .. } => {
                if last.replace(&run.element).is_some_and(|last| last != &run.element) {
                    text.push('\n');
                }
                text += &words;
            }
            Element::Artifact if words.starts_with('…') => text.push('·'),
            _ => {}
        }
    }
    text
}

/// The number that is printed on a page.
fn printed_number(pages: &Pages, page: usize) -> Option<String> {
    let furniture = pages.pages[page].runs.iter().filter(|run| run.element == Element::Artifact);
    let words: String = furniture.map(run_text).filter(|words| !words.starts_with('…')).collect();
    Some(words.split('—').nth(1)?.trim().to_owned())
}

/// The text of each link with the address, or the page that it leads to and the text that begins there.
fn links(pages: &Pages) -> String {
    let mut text = String::new();
    for page in &pages.pages {
        for (k, link) in (0..).zip(&page.links) {
            let words: String = page.runs.iter().filter(|run| run.link == Some(k)).map(run_text).collect();
            let target = match &link.target {
                Target::Address(address) => address.to_string(),
                Target::Place(place) => leads_to(pages, *place),
            };
            text += &format!("{words} → {target}\n");
        }
    }
    text
}

fn leads_to(pages: &Pages, place: u32) -> String {
    let place = pages.places[place as usize].unwrap();
    let top = |run: &&Run| (run.y - run.size).to_emu() <= place.y.to_emu() && run.y > place.y;
    let run = pages.pages[place.page].runs.iter().find(top).unwrap();
    format!("{}: {}", place.page + 1, run_text(run))
}

#[test]
fn contents_list_the_headings_below_them_with_their_pages() {
    let text = format!(
        "# 关于工作的报告\n\n## 目录\n\n[TOC]\n\n## 一、总体要求\n\n{}### （一）目标\n\n#### 1. 不列\n\n{}## 二、保障\n\n文。\n\n# 任务表 {{.annex}}\n\n文。\n",
        filler(30),
        filler(30)
    );
    let set = typeset(&text);
    assert_eq!(shown(&set.findings), "");
    assert_snapshot!(entries(&set.value), @"
    一、总体要求·1
    （一）目标·4
    二、保障·7
    附件 任务表·8
    ");
    for (heading, number) in [("一、总体要求", "1"), ("（一）目标", "4"), ("二、保障", "7")] {
        let entry = set.value.outline.iter().find(|entry| entry.text == heading).unwrap();
        assert_eq!(printed_number(&set.value, entry.page).as_deref(), Some(number), "{heading}");
    }
}

#[test]
fn contents_in_the_first_part_behind_a_cover_list_the_whole_book() {
    let cover = "---\nlayout: cover\n---\n# 卷宗\n";
    let contents = "# 目录\n\n[目录]\n";
    let parts = ["# 第一件\n\n## 一、甲\n\n文。\n", "# 第二件\n\n[toc]\n\n## 一、乙\n\n文。\n"];
    let set = typeset_book(&[&[cover, contents], &parts[..]].concat());
    assert_snapshot!(entries(&set.value), @"
    第一件·2
    一、甲·2
    第二件·3
    一、乙·3
    一、乙·3
    ");
}

#[test]
fn a_second_table_of_contents_is_not_printed_and_reported() {
    let set = typeset("# 题\n\n[TOC]\n\n## 甲\n\n文。\n\n[TOC]\n\n## 乙\n\n文。\n");
    assert_eq!(entries(&set.value), "甲·1\n乙·1");
    assert_snapshot!(shown(&set.findings), @r"
    warning[contents-repeated]: 文中已有目录，这一处没有再印
      --> 测试.md:9:1
      = help: 删去多余的 [TOC]
    ");
}

#[test]
fn long_contents_take_pages_and_still_name_the_right_ones() {
    let sections: String = (1..=90).map(|k| format!("## 第{k}节\n\n{}", filler(9))).collect();
    let pages = typeset(&format!("# 题\n\n[TOC]\n\n{sections}")).value;
    let listed: Vec<(String, String)> = entries(&pages)
        .lines()
        .map(|line| line.split_once('·').map(|(words, page)| (words.to_owned(), page.to_owned())).unwrap())
        .collect();
    let real: Vec<(String, String)> = pages
        .outline
        .iter()
        .filter(|entry| entry.level == 2)
        .map(|entry| (entry.text.clone(), printed_number(&pages, entry.page).unwrap()))
        .collect();
    assert_eq!(listed.len(), 90);
    assert_eq!(listed, real);
    assert_eq!(listed[0].1, "5");
}

#[test]
fn entries_hang_and_their_page_numbers_end_at_the_edge() {
    let long = "很长的标题".repeat(9);
    let pages = typeset(&format!("# 题\n\n[TOC]\n\n## {long}\n\n### 短\n\n文。\n")).value;
    let cell = TextBlock::STANDARD.cell();
    let left = |run: &Run| (run.x - Length::mm(28) + cell / 4).to_emu() / cell.to_emu();
    let lines: Vec<String> = pages.pages[0]
        .runs
        .iter()
        .filter(|run| matches!(run.element, Element::Entry { .. }))
        .map(|run| format!("{} {}", left(run), run_text(run)))
        .collect();
    assert_snapshot!(lines.join("\n"), @"
    0 很长的标题很长的标题很长的标题很长的标题很长的标
    2 题很长的标题很长的标题很长的标题很长的标题
    27 1
    2 短
    27 1
    ");
}

#[test]
fn every_entry_is_a_link_to_its_heading() {
    let pages = typeset(&format!("# 题\n\n[TOC]\n\n## 甲\n\n{}## 乙\n\n文。\n", filler(30))).value;
    assert_snapshot!(links(&pages), @"
    甲 → 1: 甲
    1 → 1: 甲
    乙 → 4: 乙
    4 → 4: 乙
    ");
}

#[test]
fn contents_and_links_are_tagged_with_their_text() {
    let text =
        format!("# 题\n\n[TOC]\n\n## 甲\n\n{}## 乙\n\n见[题](#题)、[网](https://a.cn)。\n", filler(30));
    let pages = typeset(&text.replacen("# 题", "# 题 {#题}", 1)).value;
    let tree = structure::tree(&juanzong::pdf::write(&pages, pages::faces()));
    let shown: Vec<&str> = tree.lines().filter(|line| *line != "P .").collect();
    assert_snapshot!(shown.join("\n"), @"
    H1 .
    TOC
      TOCI
        Reference
          Link .→1
        Reference
          Link .→1
      TOCI
        Reference
          Link .→4
        Reference
          Link .→4
    H2 .
    H2 .
    P ...
      Reference
        Link .→1
      Link .→https://a.cn
    ");
}

#[test]
fn entries_and_notes_break_no_clause_of_the_standard() {
    let (long, text) = ("很长的标题".repeat(8), "各单位要认真组织落实。\n\n".repeat(12));
    let sections: String = (0..6)
        .map(|k| format!("## 一、节[^{k}]\n\n### （一）{long}\n\n{text}[^{k}]: 第{k}条。\n\n"))
        .collect();
    let pages = typeset(&format!("# 题\n\n## 目录\n\n[TOC]\n\n{sections}")).value;
    let report = juanzong::proof::measure(juanzong::pdf::write(&pages, pages::faces()), None).unwrap();
    let unmet: Vec<String> =
        report.unmet().flat_map(|clause| &clause.remarks).map(ToString::to_string).collect();
    assert_eq!(unmet, Vec::<String>::new());
}

#[test]
fn a_reference_leads_to_the_heading_of_its_part_or_else_of_the_book() {
    let first = "# 甲件\n\n见[本件](#same)和[乙件](#other)。\n\n## 一、甲 {#same}\n\n文。\n";
    let second = "# 乙件\n\n见[本件](#same)。\n\n## 一、乙 {#same}\n\n文。\n\n## 二、另 {#other}\n\n文。\n";
    let set = typeset_book(&[first, second]);
    assert_eq!(shown(&set.findings), "");
    assert_snapshot!(links(&set.value), @"
    本件 → 1: 一、甲
    乙件 → 2: 二、另
    本件 → 2: 一、乙
    ");
}

#[test]
fn a_reference_without_text_prints_the_page_of_its_heading() {
    let text = format!("# 题\n\n见第[](#end)页。\n\n{}## 末节 {{#end}}\n\n见第[](#end)页。\n", filler(220));
    let pages = typeset(&text).value;
    let lines = text_lines(&pages);
    let entry = pages.outline.last().unwrap();
    let number = printed_number(&pages, entry.page).unwrap();
    assert_eq!(number, "21");
    assert_eq!(lines.iter().filter(|line| line.as_str() == "见第21页。").count(), 2);
}

#[test]
fn a_reference_to_no_heading_is_reported_and_its_page_is_missing() {
    let set = typeset("# 题\n\n正文。\n\n见第[](#无)页和[某节](#空)。\n\n| 甲 |\n| - |\n| [](#表) |\n");
    assert_snapshot!(shown(&set.findings), @"
    warning[reference-unresolved]: 没有名为“无”的标题，引用落空
      --> 测试.md:5:1
      = help: 在要引用的标题后面加上 {#无}，或改正这里的名称
    warning[reference-unresolved]: 没有名为“空”的标题，引用落空
      --> 测试.md:5:1
      = help: 在要引用的标题后面加上 {#空}，或改正这里的名称
    warning[reference-unresolved]: 没有名为“表”的标题，引用落空
      --> 测试.md:7:1
      = help: 在要引用的标题后面加上 {#表}，或改正这里的名称
    ");
    let lines = text_lines(&set.value);
    assert!(lines.contains(&"见第缺页和某节。".to_owned()), "{lines:?}");
    assert_eq!(set.value.pages[0].links, []);
}

#[test]
fn a_heading_on_a_page_without_number_has_none_to_print() {
    let set = typeset_book(&["---\nlayout: cover\n---\n# 卷宗 {#cover}\n", "# 件\n\n见第[](#cover)页。\n"]);
    assert!(text_lines(&set.value).contains(&"见第缺页。".to_owned()));
}

#[test]
fn addresses_are_links_and_paths_are_text() {
    let text = "<https://a.cn/b>，[甲](https://a.cn)，<x@a.cn>，[乙](MAILTO:y@a.cn)，[丙](子/丑.md)，\
                [丁](javascript:alert)，[戊](file:///etc)。\n";
    assert_snapshot!(links(&typeset(text).value), @"
    https://a.cn/b → https://a.cn/b
    甲 → https://a.cn
    x@a.cn → mailto:x@a.cn
    乙 → MAILTO:y@a.cn
    ");
}
