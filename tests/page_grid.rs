//! The page: each element of a document at its place, in millimetres.
//!
//! **Source:** GB/T 9704-2012, the clauses named at each test.

#[path = "support/pages.rs"]
mod pages;

use juanzong::base::Length;
use juanzong::faces::Role;
use juanzong::typeset::{Color, Element, Page, Pages, Run, TextBlock, Turn};
use pages::{find, lines, run_text, text, text_lines, typeset, typeset_book, typeset_plain};

const NOTICE: &str = include_str!("page_dump/notice.md");

fn notice() -> Pages {
    typeset(NOTICE).value
}

/// The upper edge of a run's em box, from the page's upper edge.
fn top(run: &Run) -> Length {
    run.y - run.size.scaled(84, 100)
}

/// Where the em box of 三号 text on line `k`, from 1, begins: 16 pt centred in the cell.
fn line_top(k: i64) -> Length {
    let block = TextBlock::STANDARD;
    Length::mm(37) + block.line(k - 1) + (block.cell() - Length::pt(16)) / 2
}

fn assert_near(actual: Length, expected: Length) {
    let error = (actual - expected).to_emu().abs();
    assert!(error <= 100, "{actual} instead of {expected}");
}

fn end(run: &Run) -> Length {
    run.x + run.glyphs.last().map_or(Length::ZERO, |glyph| glyph.offset)
}

fn furniture(page: &Page) -> Vec<&Run> {
    page.runs.iter().filter(|run| run.element == Element::Artifact).collect()
}

/// §5.2.3
#[test]
fn a_page_of_text_holds_22_lines_that_begin_at_the_head_margin() {
    let pages = typeset_plain(&"国".repeat(28 * 30)).value;
    assert_eq!(lines(&pages.pages[0]).len(), 22);
    for (k, run) in (1..).zip(pages.pages[0].runs.iter().take(22)) {
        assert_near(top(run), line_top(k));
    }
    assert_near(top(&pages.pages[1].runs[0]), line_top(1));
}

/// §7.2
#[test]
fn the_letterhead_stands_at_its_distances() {
    let pages = notice();
    let page = &pages.pages[0];
    assert_near(top(find(page, "000001")), line_top(1));
    assert_near(top(find(page, "机密★1年")), line_top(2));
    assert_near(top(find(page, "特急")), line_top(3));
    let mark = find(page, "甲县人民政府办公室");
    assert_eq!((mark.color, mark.face), (Color::Red, Role::TitleSong.face()));
    assert_near(top(mark), Length::mm(37 + 35));
    let number = find(page, "甲政办发〔2023〕1号");
    let two_lines = TextBlock::STANDARD.pitch() * 2;
    let inset = (TextBlock::STANDARD.cell() - Length::pt(16)) / 2;
    assert_near(top(number) - inset, top(mark) + mark.size + two_lines);
    let rule = page.rules.iter().find(|rule| rule.color == Color::Red).expect("the red rule");
    assert_eq!((rule.from.0, rule.to.0), (Length::mm(28), Length::mm(28 + 156)));
    assert_near(rule.from.1, top(number) - inset + TextBlock::STANDARD.cell() + Length::mm(4));
    assert_near(top(find(page, "关于")), rule.from.1 + two_lines);
}

/// §7.2.4: as large as the block allows, up to the setting.
#[test]
fn a_long_mark_fills_the_block_and_a_short_one_keeps_its_largest_size() {
    let mark = |name: &str| {
        let pages = typeset(&format!("---\nissuers: [{name}]\nmark: 文件\n---\n\n# 标题\n")).value;
        find(&pages.pages[0], name).size
    };
    assert_near(mark("甲县全面依法治县委员会办公室"), Length::mm(156) / 16);
    assert_eq!(mark("甲县政府"), Length::pt(62));
}

/// §7.3.1 to §7.3.3
#[test]
fn the_text_returns_to_the_grid_below_the_title() {
    let pages = notice();
    let page = &pages.pages[0];
    let addressees = find(page, "各镇人民政府");
    assert_eq!(addressees.x - (TextBlock::STANDARD.cell() - Length::pt(16)) / 2, Length::mm(28));
    let lines = i64::from(page.adjusted_lines.unwrap_or(22));
    let pitch = TextBlock::STANDARD.line(21) / (lines - 1);
    let line = (0..lines).find(|&k| (line_top(1) + pitch * k - top(addressees)).to_emu().abs() <= 100);
    assert!(line.is_some(), "{} is no line of the grid", top(addressees));
    let title = find(page, "方案》的通知");
    assert!(top(addressees) - top(title) - title.size >= TextBlock::STANDARD.pitch());
}

/// §7.5
#[test]
fn page_numbers_stand_outside_on_odd_pages_right_and_even_pages_left() {
    let pages = typeset_plain(&"国".repeat(28 * 22 * 2)).value;
    let numbers: Vec<&Run> = pages
        .pages
        .iter()
        .flat_map(furniture)
        .filter(|run| run_text(run).contains(char::is_numeric))
        .collect();
    assert_eq!(numbers.iter().map(|run| run_text(run)).collect::<Vec<_>>(), [" 1 ", " 2 ", " 3 "]);
    let dashes = |page: &Page| -> Vec<Length> {
        furniture(page).iter().filter(|run| run_text(run) == "—").map(|run| run.x).collect()
    };
    let size = Length::pt(14);
    assert_near(dashes(&pages.pages[0])[1] + size, Length::mm(28 + 156) - size);
    assert_near(dashes(&pages.pages[1])[0], Length::mm(28) + size);
    assert_eq!(numbers[0].face, Role::Song.face());
    assert_near(numbers[0].y, Length::mm(37 + 225 + 7) + size.scaled(329, 1_000));
}

/// §7.3.5.1: a name that would leave the block ends at its edge; the date is centred below it.
#[test]
fn a_sealed_signature_is_centred_on_its_date() {
    let pages =
        typeset("---\nsignature: {issuers: [甲县政府], seal: seal}\ndate: 2023-03-13\n---\n\n正文。\n").value;
    let page = &pages.pages[0];
    let name = find(page, "甲县政府");
    let date = find(page, "2023年3月13日");
    let cell = TextBlock::STANDARD.cell();
    let date_end = Length::mm(28 + 156) - cell * 4;
    assert_near(end(date) + cell - (cell - Length::pt(16)) / 2, date_end);
    let error = (name.x + end(name) + Length::pt(16)) / 2 - (date.x + date_end) / 2;
    assert!(error.to_emu().abs() < 1_000, "the name's middle is {error} off the date's");
    assert_near(date.y - name.y, TextBlock::STANDARD.pitch());
}

/// §7.3.5.2
#[test]
fn an_unsealed_name_stands_two_cells_in_and_its_date_two_cells_further() {
    let source = "---\nsignature: {issuers: [甲县全面依法治县委员会]}\ndate: 2023-03-13\n---\n\n正文。\n";
    let pages = typeset(source).value;
    let name = find(&pages.pages[0], "甲县全面依法治县委员会");
    let date = find(&pages.pages[0], "2023年3月13日");
    let cell = TextBlock::STANDARD.cell();
    let inset = (cell - Length::pt(16)) / 2;
    assert_near(end(name) - inset + cell * 3, Length::mm(28 + 156));
    assert!(
        (date.x - name.x - cell * 2).to_emu().abs() < 3_000,
        "the date begins {} behind",
        date.x - name.x
    );
}

/// §7.3.7
#[test]
fn an_annex_begins_a_page_with_its_label_and_its_title_on_the_third_line() {
    let pages = typeset("# 甲\n\n正文。\n\n# 名单 {.annex}\n\n人员。\n\n# 标语 {.annex}\n\n标语。\n").value;
    assert_eq!(pages.pages.len(), 3);
    for (page, label) in pages.pages[1..].iter().zip(["附件1", "附件2"]) {
        let found = page.runs.iter().find(|run| run.element == Element::AnnexLabel).expect("a label");
        assert_eq!(run_text(found), label);
        assert_eq!(found.face, Role::Hei.face());
        assert_near(top(found), line_top(1));
    }
    assert_near(top(find(&pages.pages[1], "名单")), Length::mm(37) + TextBlock::STANDARD.line(2));
    assert_eq!(
        pages.outline.iter().map(|entry| (entry.text.as_str(), entry.page)).collect::<Vec<_>>(),
        [("甲", 0), ("附件1 名单", 1), ("附件2 标语", 2)]
    );
}

#[test]
fn a_single_annex_has_no_number() {
    let pages = typeset("# 甲\n\n正文。\n\n# 名单 {.annex}\n\n人员。\n").value;
    assert_eq!(text_lines(&pages), ["甲", "正文。", "附件", "名单", "人员。"]);
}

/// §7.2.5: what is seen is centred, whatever blank halves the brackets have.
#[test]
fn a_centred_line_in_brackets_is_centred_by_what_is_seen() {
    let pages = typeset("---\nissuers: [甲县政府]\ndocument_number: （文号待编）\n---\n\n正文。\n").value;
    let number = find(&pages.pages[0], "（文号待编）");
    // 文号待编 stands in the middle of the block; the brackets' halves are alike on both sides.
    let (first, last) = (number.glyphs[1].offset, number.glyphs[4].offset);
    let middle = number.x + (first + last + Length::pt(16)) / 2;
    let error = middle - (Length::mm(28) + Length::mm(156) / 2);
    assert!(error.to_emu().abs() < 1_000, "the middle is {error} off the block's");
}

/// §7.4: the last rule lies on the block's lower edge, and the rules are thick, thin, thick.
#[test]
fn the_colophon_stands_at_the_foot_of_the_last_page() {
    let pages = notice();
    let last = pages.pages.last().expect("pages");
    let rules: Vec<(Length, Length)> = last.rules.iter().map(|rule| (rule.from.1, rule.thickness)).collect();
    let (thick, thin) = (Length::hundredths_of_mm(35), Length::hundredths_of_mm(25));
    assert_eq!(rules.iter().map(|rule| rule.1).collect::<Vec<_>>(), [thick, thin, thick]);
    assert_eq!(rules[2].0, Length::mm(262));
}

#[test]
fn the_text_reads_in_the_order_of_the_standard() {
    insta::assert_snapshot!(text_lines(&notice()).join("\n"), @"
    000001
    机密★1年
    特急
    甲县人民政府办公室文件
    甲政办发〔2023〕1号
    关于印发《甲县法治政府建设
    示范创建工作方案》的通知
    各镇人民政府，县直各部门：
    为推进法治政府建设示范创建工作，现印发给你们，请于
    2023年3月31日前完成100项指标的自查。
    一、总体要求
    （一）目标
    1. 做到应查尽查。
    附件：1.领导小组名单
    2.宣传标语
    甲县人民政府办公室
    2023年3月13日
    （此件公开发布）
    附件1
    领导小组名单
    组长：某某
    附件2
    宣传标语
    1.法治是最好的营商环境。
    2.依法行政。
    抄送：县委办公室，县人大常委会办公室。
    甲县人民政府办公室2023年3月14日印发
    ");
}

#[test]
fn every_element_of_the_front_matter_is_printed_with_and_without_a_mark() {
    let source = "---\nserial_number: '000002'\ndocument_number: 甲纪〔2023〕2号\nsigners: [张三, 李四, 王五]\nattendance: {present: [甲局, 乙局], absent: [丙局], observers: [丁局]}\n---\n\n# 纪要\n\n议定事项。\n";
    insta::assert_snapshot!(text_lines(&typeset(source).value).join("\n"), @"
    000002
    甲纪〔2023〕2号
    签发人：张三　李四
    王五
    纪要
    议定事项。
    出席：甲局　乙局
    请假：丙局
    列席：丁局
    ");
}

#[test]
fn a_heading_never_stands_alone_at_a_page_s_foot() {
    for filler in 15..26 {
        let source = format!("# 甲\n\n{}\n\n## 一、标题\n\n正文。\n", "国".repeat(28 * filler));
        let pages = typeset(&source).value;
        let page = pages.pages.iter().find(|page| text_of(page).contains("一、标题")).expect("the heading");
        assert!(text_of(page).contains("正文。"), "{filler} lines before");
    }
}

fn text_of(page: &Page) -> String {
    lines(page).into_iter().flatten().map(|glyph| glyph.character).collect()
}

fn long_table(rows: usize, front: &str) -> Pages {
    let mut source =
        format!("---\nlayout: report\ntables: [{{{front}}}]\n---\n\n# 甲\n\n| 组 | 单位 |\n| --- | --- |\n");
    for row in 0..rows {
        let group = if row % 50 == 0 { "第一组" } else { "" };
        source.push_str(&format!("| {group} | 单位{row:03} |\n"));
    }
    typeset(&source).value
}

#[test]
fn a_table_repeats_its_head_and_the_label_of_a_group_as_furniture() {
    let pages = long_table(60, "merge_down: 1");
    let furniture: Vec<Vec<String>> =
        pages.pages.iter().map(|page| furniture(page).into_iter().map(run_text).collect()).collect();
    assert_eq!(furniture[0], ["—", " 1 ", "—"]);
    assert_eq!(furniture[1], ["组", "单位", "第一组", "（续）", "—", " 2 ", "—"]);
    let rows: String =
        (0..60).map(|row| format!("{}单位{row:03}", if row % 50 == 0 { "第一组" } else { "" })).collect();
    assert_eq!(text(&pages), format!("甲组单位{rows}"));
}

/// §8: the head at the sheet's left edge, the page number in its portrait place.
#[test]
fn a_turned_table_rises_from_the_block_s_foot() {
    let pages = long_table(60, "turned: true");
    let page = &pages.pages[1];
    let head = find(page, "单位");
    assert_eq!((head.turn, head.face), (Turn::Left, Role::Hei.face()));
    assert!(head.x < Length::mm(28 + 10), "the head stands at the left: {}", head.x);
    assert!(page.rules.iter().all(|rule| rule.from.0 >= Length::mm(28) && rule.to.1 <= Length::mm(262)));
    let number = furniture(page).into_iter().find(|run| run_text(run) == " 2 ").expect("a page number");
    assert_eq!(number.turn, Turn::None);
}

#[test]
fn a_row_taller_than_a_page_is_split_and_loses_nothing() {
    let cell = "内容".repeat(2_000);
    let pages = typeset(&format!("# 甲\n\n| 子 | 丑 |\n| --- | --- |\n| {cell} | 寅 |\n| 卯 | 辰 |\n")).value;
    let mut expected: Vec<char> = format!("甲子丑{cell}寅卯辰").chars().collect();
    let mut found: Vec<char> = text(&pages).chars().collect();
    expected.sort_unstable();
    found.sort_unstable();
    assert!(pages.pages.len() > 2);
    assert_eq!(found, expected);
}

#[test]
fn a_cover_has_no_page_number_and_is_not_counted() {
    let pages =
        typeset_book(&["---\nlayout: cover\n---\n\n# 第一卷\n\n编制单位\n", "# 乙\n\n正文。\n"]).value;
    assert_eq!(furniture(&pages.pages[0]), Vec::<&Run>::new());
    assert!(furniture(&pages.pages[1]).iter().any(|run| run_text(run) == " 1 "));
}

#[test]
fn a_title_is_broken_in_balance_and_never_inside_a_word() {
    let lines = |title: &str| {
        let pages = typeset(&format!("# {title}\n")).value;
        text_lines(&pages)
    };
    insta::assert_debug_snapshot!(
        [
            "甲县人民政府办公室关于印发2023年法治政府建设工作要点的通知",
            "关于召开甲县全面依法治县工作会议暨法治政府建设示范创建动员部署会议的通知",
            "关于第一轮督导检查情况的通报",
            "甲县全面依法治县委员会办公室关于报送市县法治政府建设示范创建佐证材料和自查自纠情况报告的通知",
            "第一行<br>第二行",
        ]
        .map(lines),
        @r#"
    [
        [
            "甲县人民政府办公室关于印发2023年",
            "法治政府建设工作要点的通知",
        ],
        [
            "关于召开甲县全面依法治县",
            "工作会议暨法治政府建设示范创建",
            "动员部署会议的通知",
        ],
        [
            "关于第一轮督导检查情况的通报",
        ],
        [
            "甲县全面依法治县委员会办公室",
            "关于报送市县法治政府建设示范创建佐证",
            "材料和自查自纠情况报告的通知",
        ],
        [
            "第一行",
            "第二行",
        ],
    ]
    "#
    );
}

#[test]
fn the_watermark_lies_on_every_page_behind_the_text() {
    let pages = typeset("---\nwatermark: 演示数据\n---\n\n# 甲\n\n正文。\n\n# 乙\n").value;
    for page in &pages.pages {
        let first = &page.runs[0];
        assert_eq!(
            (first.turn, first.color, &first.element),
            (Turn::Rising, Color::Pale, &Element::Artifact)
        );
    }
    assert_eq!(text(&pages), "甲正文。乙");
}

#[test]
fn nested_quotes_and_lists_of_any_depth_are_set() {
    let quote = format!("# 甲\n\n{}深\n", "> ".repeat(100));
    assert_eq!(text(&typeset(&quote).value), "甲深");
    let list: String = (0..100).map(|depth| format!("{}- 项{depth}\n", "  ".repeat(depth))).collect();
    assert!(text(&typeset(&list).value).ends_with("项99"));
}

/// Text of so many full lines, a signature, and what `front` adds.
fn signed(lines: usize, front: &str) -> Pages {
    let text = "国".repeat(28 * lines - 2);
    typeset(&format!("---\nsignature: {{issuers: [甲县政府]}}\ndate: 2023-03-13\n{front}---\n\n{text}\n"))
        .value
}

/// For each page, the lines that are text, and those that are not: signature, date, list of annexes, note.
fn text_and_signature(pages: &Pages) -> Vec<(usize, usize)> {
    let is_text = |run: &&Run| matches!(run.element, Element::Paragraph { .. });
    let is_signature =
        |run: &&Run| matches!(run.element, Element::Front("annexes" | "signature" | "date" | "note"));
    let count = |runs: Vec<&Run>| {
        let mut places: Vec<Length> = runs.iter().map(|run| run.y).collect();
        places.dedup();
        places.len()
    };
    let page = |page: &Page| {
        let runs = || page.runs.iter();
        (count(runs().filter(is_text).collect()), count(runs().filter(is_signature).collect()))
    };
    pages.pages.iter().map(page).collect()
}

/// §7.3.5.5
#[test]
fn no_signature_stands_alone_on_a_page() {
    let fronts = [
        "",
        "note: 此件公开发布\n",
        "annexes: [名单, 标语]\n",
        "colophon: {printing_office: 甲县政府办公室, printing_date: 2023-03-14}\n",
    ];
    for (front, lines) in fronts.into_iter().flat_map(|front| (12..70).map(move |lines| (front, lines))) {
        let pages = signed(lines, front);
        let counts = text_and_signature(&pages);
        for &(text, signature) in &counts {
            assert!(signature == 0 || text >= 1, "{lines} lines, {front}: {counts:?}");
        }
        let adjusted: Vec<u16> = pages.pages.iter().filter_map(|page| page.adjusted_lines).collect();
        assert!(adjusted.len() <= 1 && adjusted.iter().all(|lines| (21..=24).contains(lines)));
        assert_eq!(counts.iter().map(|(text, _)| text).sum::<usize>(), lines);
    }
}

#[test]
fn a_page_takes_its_signature_in_with_closer_lines_that_fill_the_block() {
    let pages = signed(20, "");
    assert_eq!(text_and_signature(&pages), [(20, 2)]);
    let page = &pages.pages[0];
    assert_eq!(page.adjusted_lines, Some(23));
    let places: Vec<Length> = page.runs.iter().map(top).take(20).collect();
    let pitch = TextBlock::STANDARD.line(21) / 22;
    assert_near(places[0], line_top(1));
    assert!(places.windows(2).all(|pair| ((pair[1] - pair[0]) - pitch).to_emu().abs() <= 2));
    assert_near(top(find(page, "2023年3月13日")), line_top(22));
}

#[test]
fn where_closer_lines_do_not_help_wider_ones_bring_text_to_the_signature() {
    let pages = signed(22, "");
    assert_eq!(text_and_signature(&pages), [(20, 0), (2, 2)]);
    assert_eq!(pages.pages[0].adjusted_lines, Some(21));
    assert_eq!(pages.pages[1].adjusted_lines, None);
}

#[test]
fn a_text_whose_signature_has_room_keeps_the_standard_s_lines() {
    for lines in [10, 19, 25, 40] {
        let pages = signed(lines, "");
        assert!(pages.pages.iter().all(|page| page.adjusted_lines.is_none()), "{lines} lines");
    }
}

/// The colophon has its own page only where the signature could not stand below text otherwise.
#[test]
fn a_colophon_that_closer_lines_would_drive_away_stays_with_the_signature() {
    let pages = signed(20, "colophon: {printing_office: 甲县政府办公室, printing_date: 2023-03-14}\n");
    assert_eq!(text_and_signature(&pages), [(18, 0), (2, 2)]);
}

#[test]
fn headings_one_below_the_other_go_to_the_next_page_together() {
    for filler in 15..26 {
        let text = "国".repeat(28 * filler);
        let pages = typeset(&format!("# 甲\n\n{text}\n\n## 一、子\n\n### （一）丑\n\n正文。\n")).value;
        let page = pages.pages.iter().find(|page| text_of(page).contains("一、子")).expect("the heading");
        assert!(text_of(page).contains("正文。"), "{filler} lines before");
    }
}

#[test]
fn a_heading_goes_to_the_next_page_with_its_table() {
    for filler in 12..26 {
        let text = "国".repeat(28 * filler);
        let pages =
            typeset(&format!("# 甲\n\n{text}\n\n## 一、标题\n\n| 子 | 丑 |\n| --- | --- |\n| 寅 | 卯 |\n"))
                .value;
        let page = pages.pages.iter().find(|page| text_of(page).contains("一、标题")).expect("the heading");
        assert!(text_of(page).contains('寅'), "{filler} lines before");
    }
}

#[test]
fn no_paragraph_s_last_line_stands_alone_at_a_page_s_head() {
    for (filler, lines) in (1..24).flat_map(|filler| (2..30).map(move |lines| (filler, lines))) {
        let paragraph = |character: &str, lines: usize| character.repeat(28 * lines - 2);
        for heading in ["", "## 一、标题\n\n"] {
            let (before, text) = (paragraph("国", filler), paragraph("家", lines));
            let pages = typeset(&format!("{before}\n\n{heading}{text}\n\n尾。\n")).value;
            for page in &pages.pages[1..] {
                let alone = lines_of(page, "家") == 1 && text_of(page).contains('尾');
                assert!(!alone, "{lines} lines behind {filler} and {heading:?}");
            }
            if let Some(page) = pages.pages.iter().find(|page| text_of(page).contains("标题")) {
                assert!(text_of(page).contains('家'), "{lines} lines behind {filler} and a heading");
            }
        }
    }
}

fn lines_of(page: &Page, character: &str) -> usize {
    let is_of = |line: &Vec<pages::Glyph>| line.iter().any(|glyph| character.contains(glyph.character));
    lines(page).iter().filter(|line| is_of(line)).count()
}
