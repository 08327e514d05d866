//! Any text survives data → Markdown → manuscript, wherever a template puts it, and prose stays prose.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use juanzong::elements::{escape_inline, guard, link_target};
use juanzong::markdown::{self, Block, BlockKind, Manuscript, Mark, Marks, Span, SpanKind};
use proptest::prelude::*;

fn escaped(text: &str) -> String {
    let mut out = Vec::new();
    escape_inline(text, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What the text says in Markdown: one line, no blanks around it.
fn plain(text: &str) -> String {
    text.trim_matches([' ', '\t', '\r', '\n']).replace("\r\n", " ").replace(['\r', '\n', '\t'], " ")
}

/// The line `before` + text + `after` as `render` puts it together: guarded where it begins with the text.
fn line(before: &str, text: &str, after: &str) -> (String, usize) {
    let text = escaped(text);
    let mut line = format!("{before}{text}{after}");
    let mut end = before.len() + text.len();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    if let Some(at) = guard(&line[start..], before.len() - start) {
        line.insert(start + at, '\\');
        end += usize::from(start + at < end);
    }
    (line, end)
}

/// All spans of a document in order.
fn spans(manuscript: &Manuscript) -> Vec<&Span> {
    fn collect<'a>(blocks: &'a [Block], out: &mut Vec<&'a Span>) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { spans, .. } | BlockKind::Paragraph(spans) => out.extend(spans),
                BlockKind::List { items, .. } => items.iter().for_each(|item| collect(&item.blocks, out)),
                BlockKind::Table(table) => {
                    out.extend(table.head.iter().chain(table.rows.iter().flatten()).flatten());
                }
                BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => collect(blocks, out),
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        out.extend(&definition.term);
                        definition.meanings.iter().for_each(|meaning| collect(meaning, out));
                    }
                }
                BlockKind::Code(_) | BlockKind::Html(_) | BlockKind::Rule | BlockKind::Contents => {}
            }
        }
    }
    let mut out = Vec::new();
    collect(&manuscript.blocks, &mut out);
    out
}

fn text<'a>(spans: impl IntoIterator<Item = &'a Span>) -> String {
    let text = |span: &Span| match &span.kind {
        SpanKind::Text(text) => text.clone(),
        other => format!("{other:?}"),
    };
    spans.into_iter().map(text).collect()
}

/// Everything a template may put around a value: before it, after it, and what follows the line.
const CONTEXTS: &[(&str, &str, &str)] = &[
    ("", "", ""),
    ("前", "后", ""),
    ("前 ", " 后", ""),
    ("第一行\n", "", "\n第三行"),
    ("第一行\n", "：后", ""),
    ("- ", "", "\n- 乙"),
    ("1. ", "、后", ""),
    ("> ", "", ""),
    ("> - ", "", ""),
    ("- [ ] ", "", ""),
    ("## ", "", ""),
    ("## 一、", "", ""),
    ("### ", " {.annex}", ""),
    ("# 甲", "乙", ""),
    ("| 甲 | 乙 |\n| - | - |\n| ", " | 丙 |", ""),
    ("| 甲 | 乙 |\n| - | - |\n| 丙 | 前", "后 |", ""),
    ("| ", " | 乙 |", "\n| - | - |\n"),
    ("见[^a]\n\n[^a]: ", "", ""),
    ("术语\n: ", "", ""),
    ("**", "**", ""),
    ("甲**", "**乙", ""),
    ("[", "](a.md)", ""),
    ("（", "）。", ""),
    ("", ". 后", ""),
    ("", " 后", "\n---"),
    ("", "", "\n===\n"),
];

/// Text with all that Markdown might take for its own.
fn hostile() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[甲乙，。：“”（）—]{1,3}",
        "[a-z0-9]{1,3}",
        r"[!-/:-@\[-`{-~]{1,4}",
        "[ \t\n]{1,2}",
        "\\PC",
        prop::sample::select(vec![
            "|",
            "\\|",
            "\n",
            "\r\n",
            "#",
            "##",
            " #",
            "{{",
            "}}",
            "{.annex}",
            "<",
            "<br>",
            "<b>",
            "</p>",
            "<!--",
            "<http://a>",
            "*",
            "**",
            "***",
            "_",
            "__",
            "`",
            "``",
            "[",
            "]",
            "](",
            "[x](y)",
            "![",
            "[^1]",
            "[^1]:",
            "[ ]",
            "~",
            "~~",
            "&",
            "&amp;",
            "&#65;",
            "\\",
            "\\\\",
            "-",
            "- ",
            "---",
            "+ ",
            "* ",
            "1. ",
            "1.",
            "12)",
            "2023. ",
            "> ",
            ">",
            "=",
            "===",
            ": ",
            ":-",
            "|-|",
            "$",
            "$$",
            "```",
            "~~~",
            "    甲",
            "http://a.b/c_d?e=f&g",
            "85.3%",
            "\u{3000}",
            "\u{a0}",
            "é",
            "😀",
            "\u{200b}",
            "\u{e000}",
            "!",
        ])
        .prop_map(str::to_owned),
    ];
    (r"[甲a1“（]|[!-/:-@\[-`{-~]", prop::collection::vec(part, 0..6))
        .prop_map(|(first, rest)| format!("{first}{}", rest.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn any_text_comes_out_of_every_context_as_it_went_in(data in hostile(), context in 0..CONTEXTS.len()) {
        let (before, after, rest) = CONTEXTS[context];
        let (line, end) = line(before, &data, after);
        let text_of_file = format!("{line}{rest}");
        let marks = Marks::new(vec![(before.len()..end, Mark(7))]);
        let read = markdown::read("a.md", &text_of_file, &marks, Vec::new()).value;
        let spans = spans(&read);
        let printed = text(spans.iter().copied().filter(|span| span.mark == Some(Mark(7))));
        prop_assert_eq!(printed, plain(&data), "{:?} in {:#?}", text_of_file, read.blocks);
        for span in spans {
            if let SpanKind::Text(text) = &span.kind && span.mark.is_some() {
                prop_assert_eq!(&text_of_file[span.range.clone()], text.as_str());
            }
        }
    }

    #[test]
    fn a_link_target_leads_where_it_should(target in hostile()) {
        let target = plain(&target);
        for context in ["[甲](TARGET)", "| [甲](TARGET) | 乙 |\n| - | - |", "![甲](TARGET)"] {
            let text = context.replace("TARGET", &link_target(&target));
            let read = markdown::read("a.md", &text, &Marks::default(), Vec::new()).value;
            let spans = spans(&read);
            let found = match &spans[0].kind {
                SpanKind::Image(image) => image.target.as_str(),
                _ => spans[0].style.link.as_deref().unwrap_or_default(),
            };
            prop_assert_eq!(found, target.as_str(), "{}", text);
        }
    }

    #[test]
    fn reading_never_panics_and_ranges_stand_in_order(parts in prop::collection::vec(hostile(), 0..12)) {
        let file = parts.join("\n");
        let read = markdown::read("a.md", &file, &Marks::default(), Vec::new()).value;
        let mut end = 0;
        for block in &read.blocks {
            prop_assert!(block.range.start >= end && block.range.end <= file.len(), "{:?}", file);
            end = block.range.start;
        }
        for span in spans(&read) {
            prop_assert!(file.get(span.range.clone()).is_some(), "{:?}", file);
        }
    }
}

#[test]
fn ordinary_text_has_no_backslash() {
    for text in [
        "各镇人民政府、区直各单位：",
        "1-003",
        "1.10",
        "2023年3月13日",
        "2023-03-13",
        "85.3%",
        "（一）压实责任",
        "某法治发〔2023〕1号",
        "《法治政府建设实施纲要（2021—2025年）》",
        "图/检查_01.jpg",
        "3~5个工作日",
        "https://example.cn/a?b=1&c=2#d",
        "A&B公司，C#语言，<5%，>3万元",
        "联系人：甲（电话：0000-1234567）",
        "“两个维护”、‘四个意识’……",
        "+86 100",
        "第3.1条",
        "3.5",
        "-5℃",
        "a=b",
    ] {
        assert_eq!(line("", text, "").0, text);
        assert_eq!(line("- ", text, "。").0, format!("- {text}。"));
    }
}

#[test]
fn only_what_would_act_at_the_beginning_of_a_line_is_guarded() {
    let guarded = |text: &str| line("", text, "").0;
    assert_eq!(guarded("1. 加强领导"), "1\\. 加强领导");
    assert_eq!(guarded("- 甲"), "\\- 甲");
    assert_eq!(guarded("> 甲"), "\\> 甲");
    assert_eq!(guarded("==="), "\\===");
    assert_eq!(line("> - ", "2) 甲", "").0, "> - 2\\) 甲");
    assert_eq!(line("", "2", ". 甲").0, "2\\. 甲");
    assert_eq!(line("序号 ", "1. 甲", "").0, "序号 1. 甲");
    assert_eq!(line("## ", "1. 甲", "").0, "## 1. 甲");
    assert_eq!(line("| ", "- 甲", " |").0, "| - 甲 |");
}

#[test]
fn ordinary_link_targets_stay_as_they_are() {
    for target in ["https://a.cn/b_c?d=1&e=2#f", "图片/检查一.png", "#annex", "a/b.md"] {
        assert_eq!(link_target(target), target);
    }
    assert_eq!(link_target("a b(1).png"), "<a b(1).png>");
    assert_eq!(link_target(""), "<>");
}
