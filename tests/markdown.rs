//! What reading Markdown promises: typed blocks whose spans know their bytes, and Chinese read as meant.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fmt::Write;
use std::ops::Range;

use insta::assert_snapshot;
use juanzong::base::{Checked, Place, Words};
use juanzong::elements::Elements;
use juanzong::markdown::{
    self, Block, BlockKind, Cell, Item, Manuscript, Mark, Marks, Span, SpanKind, check_annexes,
    check_heading_order,
};

fn read(text: &str) -> Checked<Manuscript> {
    markdown::read("a.md", text, &Marks::default(), Vec::new())
}

/// The blocks as indented lines, spans in style marks, each block with its line.
fn blocks(text: &str) -> String {
    let mut out = String::new();
    read(text).value.blocks.iter().for_each(|block| dump(block, 0, &mut out));
    out
}

fn dump(block: &Block, depth: usize, out: &mut String) {
    let mut line = |text: String| writeln!(out, "{}{} {text}", "  ".repeat(depth), block.line).unwrap();
    match &block.kind {
        BlockKind::Heading { level, is_annex, anchor, spans } => {
            let annex = if *is_annex { " annex" } else { "" };
            let anchor = anchor.as_ref().map(|anchor| format!(" #{anchor}")).unwrap_or_default();
            line(format!("h{level}{annex}{anchor}: {}", show(spans)));
        }
        BlockKind::Paragraph(spans) => line(format!("p: {}", show(spans))),
        BlockKind::Code(text) => line(format!("code: {text:?}")),
        BlockKind::Html(text) => line(format!("html: {text:?}")),
        BlockKind::Rule => line("rule".to_owned()),
        BlockKind::Contents => line("contents".to_owned()),
        BlockKind::Table(table) => {
            line(format!("table {:?}: {}", table.alignments, row(&table.head)));
            table.rows.iter().for_each(|cells| line(format!("  row: {}", row(cells))));
        }
        BlockKind::List { start, items } => {
            line(format!("list {start:?}"));
            for item in items {
                dump_item(item, depth + 1, out);
            }
        }
        BlockKind::Quote(blocks) => {
            line("quote".to_owned());
            for block in blocks {
                dump(block, depth + 1, out);
            }
        }
        BlockKind::Footnote { label, blocks } => {
            line(format!("footnote {label}"));
            for block in blocks {
                dump(block, depth + 1, out);
            }
        }
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                line(format!("term: {}", show(&definition.term)));
            }
            let meanings = definitions.iter().flat_map(|definition| definition.meanings.iter().flatten());
            meanings.for_each(|block| dump(block, depth + 1, out));
        }
    }
}

fn dump_item(item: &Item, depth: usize, out: &mut String) {
    let sign = item.is_done.map_or("-", |done| if done { "- [x]" } else { "- [ ]" });
    writeln!(out, "{}{sign}", "  ".repeat(depth)).unwrap();
    for block in &item.blocks {
        dump(block, depth + 1, out);
    }
}

fn row(cells: &[Cell]) -> String {
    cells.iter().map(|cell| show(cell)).collect::<Vec<_>>().join(" | ")
}

fn show(spans: &[Span]) -> String {
    spans.iter().map(show_span).collect()
}

fn show_span(span: &Span) -> String {
    let style = &span.style;
    let mut text = match &span.kind {
        SpanKind::Text(text) => text.clone(),
        SpanKind::Break => "⏎".to_owned(),
        SpanKind::Image(image) => format!("image({}, {})", image.alt, image.target),
        SpanKind::FootnoteReference(label) => format!("note({label})"),
        SpanKind::PageNumber => "page".to_owned(),
    };
    for (is_set, name) in [
        (style.is_strong, "b"),
        (style.is_emphasis, "i"),
        (style.is_struck, "s"),
        (style.is_code, "code"),
        (span.mark.is_some(), "mark"),
    ] {
        text = if is_set { format!("<{name} {text}>") } else { text };
    }
    style.link.as_ref().map_or(text.clone(), |link| format!("<a {link} {text}>"))
}

fn findings(checked: &Checked<Manuscript>) -> String {
    checked.findings.iter().map(|finding| format!("{finding}\n")).collect()
}

#[test]
fn every_block_of_markdown_has_its_type_and_line() {
    assert_snapshot!(blocks("\
# 关于印发方案的通知

各镇人民政府：

## 一、总体要求 {#goal}

1. 甲
2. 乙
   - [x] 丙
   - [ ] 丁

> 引文
> 第二行

| 序号 | 名称 | 数目 |
| :-- | :-: | --: |
| 1 | **甲** | 3 |
| 2 | a\\|b |

```
let x = 1;
```

<div>
原样
</div>

---

术语
: 解释一
: 解释二

见注[^a]。

[^a]: 注文

# 名单 {.annex}
"), @r#"
    1 h1: 关于印发方案的通知
    3 p: 各镇人民政府：
    5 h2 #goal: 一、总体要求
    7 list Some(1)
      -
        7 p: 甲
      -
        8 p: 乙
        9 list None
          - [x]
            9 p: 丙
          - [ ]
            10 p: 丁
    12 quote
      12 p: 引文第二行
    15 table [Left, Center, Right]: 序号 | 名称 | 数目
    15   row: 1 | <b 甲> | 3
    15   row: 2 | a|b | 
    20 code: "let x = 1;"
    24 html: "<div>\n原样\n</div>"
    28 rule
    30 term: 术语
      31 p: 解释一
      32 p: 解释二
    34 p: 见注note(a)。
    36 footnote a
      36 p: 注文
    38 h1 annex: 名单
    "#);
}

#[test]
fn inline_markup_becomes_styles() {
    assert_snapshot!(blocks("\
**粗***斜*~~删~~`代码 x`[链接](https://a.cn/b?c=1&d=2)![图](图/一.png)行<br>尾\\
新行 &lt; <span>x</span> <a@b.cn>
"), @"1 p: <b 粗><i 斜><s 删><code 代码 x><a https://a.cn/b?c=1&d=2 链接>image(图, 图/一.png)行⏎尾⏎新行 < <span>x</span> <a mailto:a@b.cn a@b.cn>");
}

#[test]
fn emphasis_beside_chinese_marks_is_bold() {
    let texts = [
        "**“重点”**工作",
        "见**“重点”**工作",
        "**会议要求：**各单位**要重视。**后",
        "**重点。**后，**又：**甲",
        "**（一）总体**要求",
        "完成**85.3%**的任务",
        "于**(甲)**乙",
        "***甲：***乙",
        "**甲：*乙：*丙：**丁",
        "~~甲，~~乙",
        "**~~甲，~~**乙",
        "甲（**乙**）、“**丙**”，**丁**。**戊**",
        "*《办法》*第三条",
        "**A：**B",
        "见**[办法](a.md)**第三条",
        "`“**代码：**”`甲**乙：**丙",
        "[甲：**乙：**丙](b：**c.md)",
        "见**`甲`**乙**（丙）**，**丁**",
        "| **甲：**乙 | 丙**（丁）**戊 |\n| - | - |",
    ];
    assert_snapshot!(texts.map(blocks).concat(), @"
    1 p: <b “重点”>工作
    1 p: 见<b “重点”>工作
    1 p: <b 会议要求：>各单位<b 要重视。>后
    1 p: <b 重点。>后，<b 又：>甲
    1 p: <b （一）总体>要求
    1 p: 完成<b 85.3%>的任务
    1 p: 于<b (甲)>乙
    1 p: <i <b 甲：>>乙
    1 p: <b 甲：><i <b 乙：>><b 丙：>丁
    1 p: <s 甲，>乙
    1 p: <s <b 甲，>>乙
    1 p: 甲（<b 乙>）、“<b 丙>”，<b 丁>。<b 戊>
    1 p: <i 《办法》>第三条
    1 p: <b A：>B
    1 p: 见<a a.md <b 办法>>第三条
    1 p: <code “**代码：**”>甲<b 乙：>丙
    1 p: <a b：**c.md 甲：><a b：**c.md <b 乙：>><a b：**c.md 丙>
    1 p: 见<code <b 甲>>乙<b （丙）>，<b 丁>
    1 table [Auto, Auto]: <b 甲：>乙 | 丙<b （丁）>戊
    ");
}

#[test]
fn a_star_that_opens_nothing_is_kept_and_reported() {
    let read = read("正文\n\n甲**乙，丙\n\n\\*\\*甲\\*\\* `**`\n\n2 ** 3");
    assert_snapshot!(findings(&read), @r"
    warning[emphasis-open]: “**”没有成对，按原样印出
      --> a.md:3:2
      = help: 补上另一半，或在星号前加反斜杠“\”
    warning[emphasis-open]: “**”没有成对，按原样印出
      --> a.md:7:3
      = help: 补上另一半，或在星号前加反斜杠“\”
    ");
    assert_snapshot!(blocks("甲**乙，丙"), @"1 p: 甲**乙，丙");
}

#[test]
fn a_line_end_is_a_blank_only_beside_western_words() {
    let texts = [
        "甲\n乙",
        "甲，\n乙",
        "word\nword",
        "甲\nword",
        "word，\nword",
        "甲“\n”乙",
        "say\n“yes”",
        "甲\n“乙”",
        "甲**\n乙**",
        "甲[^1]\n乙\n\n[^1]: 注",
    ];
    assert_snapshot!(texts.map(blocks).concat(), @"
    1 p: 甲乙
    1 p: 甲，乙
    1 p: word word
    1 p: 甲 word
    1 p: word，word
    1 p: 甲“”乙
    1 p: say “yes”
    1 p: 甲“乙”
    1 p: 甲** 乙**
    1 p: 甲note(1)乙
    4 footnote 1
      4 p: 注
    ");
}

#[test]
fn a_year_begins_no_list_but_a_number_does() {
    assert_snapshot!(blocks("2023. 年度工作\n\n1. 甲\n2. 乙\n\n- 2024. 年\n\n`2025. `\n\n100. 丙\n"), @"
    1 p: 2023. 年度工作
    3 list Some(1)
      -
        3 p: 甲
      -
        4 p: 乙
    6 list None
      -
        6 p: 2024. 年
    8 p: <code 2025. >
    10 list Some(100)
      -
        10 p: 丙
    ");
}

#[test]
fn front_matter_is_typed_and_its_places_are_lines_of_the_file() {
    let read = read("---\nlayout: letter\nissuers:\n  - 甲\ndate: 2023年3月13日\n---\n# 题\n").value;
    assert_eq!(read.elements.issuers[0].place().unwrap().to_string(), "a.md:4:5");
    assert_eq!(read.elements.date.as_ref().unwrap().text.as_ref(), "2023年3月13日");
    assert_eq!((read.blocks[0].line, &read.blocks[0].range), (7, &(63..69)));
}

#[test]
fn faulty_front_matter_is_reported_and_the_body_read() {
    let read = read("---\nlayout: 信函\nisuers: [甲]\n---\n正文\n");
    assert_snapshot!(findings(&read), @"
    error[markdown-shape]: “layout”填写有误：“信函”应为 official、letter、order、minutes、report、table、cover 之一
      --> a.md:2:9
    error[markdown-shape]: 不认识的项目“isuers”
      --> a.md:3:1
      = help: 是否应为“issuers”？可用的项目：layout、serial_number、secrecy、urgency、issuers、mark、document_number、signers、addressees、annexes、signature、date、note、colophon、attendance、tables、watermark、author
    ");
    assert_eq!(read.value.elements, Elements::default());
    assert_eq!(read.value.blocks.len(), 1);
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    assert_snapshot!(blocks("---\n\n正文\n"), @"
    1 rule
    3 p: 正文
    ");
    assert_snapshot!(blocks("---\n"), @"1 rule");
}

#[test]
fn elements_that_still_say_the_same_keep_their_cells() {
    let mut manuscript = read("---\nissuers:\n- 甲\n---\n").value;
    let known = |name: &str| Elements {
        issuers: vec![Words::text_at(name, Place::text("plan.yaml", 3, 7))],
        ..Elements::default()
    };
    manuscript.adopt(&known("乙"));
    assert_eq!(manuscript.elements.issuers[0].place().unwrap().to_string(), "a.md:3:3");
    manuscript.adopt(&known("甲"));
    assert_eq!(manuscript.elements.issuers[0].place().unwrap().to_string(), "plan.yaml:3:7");
}

fn marked(text: &str, marks: &[Range<usize>]) -> String {
    let marks = marks.iter().zip(0..).map(|(range, mark)| (range.clone(), Mark(mark))).collect();
    let read = markdown::read("a.md", text, &Marks::new(marks), Vec::new()).value;
    let mut out = String::new();
    read.blocks.iter().for_each(|block| dump(block, 0, &mut out));
    out
}

#[test]
fn text_is_cut_at_the_borders_of_marks() {
    assert_snapshot!(marked("共12项**3项**其\\*他", &[3..5, 8..11, 18..21]), @"1 p: 共<mark 12>项<mark <b 3>><b 项><mark 其><mark *>他");
    assert_snapshot!(marked("| 12 | 甲乙 |\n| - | - |\n| 3\\|4 | 丙 |\n", &[2..4, 27..31]), @"
    1 table [Auto, Auto]: <mark 12> | 甲乙
    1   row: <mark 3><mark |>4 | 丙
    ");
    assert_snapshot!(marked("甲乙", &[1..5, 100..200]), @"1 p: <mark 甲>乙");
}

/// Written otherwise, a number counts all the same.
#[test]
fn heading_numbers_are_written_as_their_level_asks() {
    let text = "# 题\n\n## 一.甲\n\n### (一)乙\n\n### （二)丙\n\n### （三）丁\n\n#### 1、戊\n\n#### 2．己\n\n#### 3.庚\n\n##### (1) 辛\n\n##### （2）壬\n";
    let findings = check_heading_order(&read(text).value);
    assert_snapshot!(findings.iter().map(|finding| format!("{finding}\n")).collect::<String>(), @"
    warning[heading-order]: 标题“一.甲”的序号应为“一、”
      --> a.md:3:1
    warning[heading-order]: 标题“(一)乙”的序号应为“（一）”
      --> a.md:5:1
    warning[heading-order]: 标题“（二)丙”的序号应为“（二）”
      --> a.md:7:1
    warning[heading-order]: 标题“1、戊”的序号应为“1.”
      --> a.md:11:1
    warning[heading-order]: 标题“2．己”的序号应为“2.”
      --> a.md:13:1
    warning[heading-order]: 标题“(1) 辛”的序号应为“（1）”
      --> a.md:17:1
    ");
}

#[test]
fn heading_numbers_are_checked_for_order() {
    let text = "# 题\n\n## 一、甲\n\n### （一）乙\n\n### （三）丙\n\n## 二、丁\n\n### （二）戊\n\n#### 1.己\n\n#### 2. 庚\n\n##### （1）辛\n\n##### （3）壬\n\n## 无序号\n\n## 四、癸\n\n# 附\n\n## 一、甲\n";
    let findings = check_heading_order(&read(text).value);
    assert_snapshot!(findings.iter().map(|finding| format!("{finding}\n")).collect::<String>(), @"
    warning[heading-order]: 标题“（三）丙”的序号应为“（二）”
      --> a.md:7:1
    warning[heading-order]: 标题“（二）戊”的序号应为“（一）”
      --> a.md:11:1
    warning[heading-order]: 标题“（3）壬”的序号应为“（2）”
      --> a.md:19:1
    warning[heading-order]: 标题“四、癸”的序号应为“三、”
      --> a.md:23:1
    ");
}

#[test]
fn annexes_are_held_against_what_announces_them() {
    let found = |text: &str| {
        let findings = check_annexes(&[read(text).value]);
        findings.iter().map(|finding| format!("{finding}\n")).collect::<String>()
    };
    let announced = "---\nannexes:\n- 名单\n- 宣传 标语\n---\n\n# 题\n";
    assert_eq!(found(&format!("{announced}\n# 名单 {{.annex}}\n\n# 宣传标语 {{.annex}}\n")), "");
    assert_snapshot!(found(&format!("{announced}\n# 名单 {{.annex}}\n\n# 口号 {{.annex}}\n")), @"
    warning[annex-absent]: 附件说明里的“宣传 标语”后面没有
      --> a.md:4:3
      = help: 附件的标题写成一级标题，末尾加 {.annex}，与附件说明一字不差；没有这个附件就从说明里删去
    warning[annex-absent]: 附件“口号”没有写进附件说明
      --> a.md:11:1
      = help: 在开头的 annexes 里补上它的标题，与附件一字不差
    ");
}

#[test]
fn what_lies_too_deep_stands_in_the_deepest_container() {
    let (lists, quotes) = ("- ".repeat(1_000), "> ".repeat(1_000));
    for text in [format!("{lists}甲\n\n乙"), format!("{quotes}甲\n\n乙")] {
        let read = blocks(&text);
        assert!(read.contains("p: 甲\n") && read.ends_with("\n3 p: 乙\n"), "{read}");
        assert!(read.lines().count() < 400);
    }
}

#[test]
fn a_paragraph_that_is_only_a_contents_sign_is_the_contents() {
    let texts =
        ["[TOC]", "[toc]", "[目录]", "\\[TOC\\]", "甲[TOC]", "[TOC](#a)", "> [TOC]", "[TOC]\n\n[TOC]: #a"];
    assert_snapshot!(texts.map(blocks).concat(), @"
    1 contents
    1 contents
    1 contents
    1 p: [TOC]
    1 p: 甲[TOC]
    1 p: <a #a TOC>
    1 quote
      1 contents
    1 p: <a #a TOC>
    ");
}

#[test]
fn a_link_to_a_heading_without_text_is_its_page_number() {
    assert_snapshot!(blocks("见第[](#甲)页，[甲](#甲)，[](https://a.cn)。"), @"1 p: 见第<a #甲 page>页，<a #甲 甲>，。");
}

#[test]
fn hostile_nesting_and_length_neither_overflow_nor_crawl() {
    let openings = ["> ", "- ", "*a ", "[", "**“", "![", "<", "`", "1. ", "~~", "&", "[^1]: ", ": ", "_a "];
    for opening in openings {
        let read = read(&opening.repeat(20_000));
        assert!(read.value.blocks.len() < 40_000, "{opening}");
    }
    let paragraph = "甲**“乙”**丙，a\n".repeat(5_000_000 / 27);
    assert_eq!(read(&paragraph).value.blocks.len(), 1);
}
