//! The special forms, joint documents, and lines of the front matter that are longer than the block.
//!
//! **Source:** GB/T 9704-2012, the clauses named at each test.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

#[path = "support/edges.rs"]
mod edges;
#[path = "support/pages.rs"]
mod pages;

use edges::is_within_block;
use juanzong::base::{Code, Length};
use juanzong::faces::Role;
use juanzong::typeset::{self, Color, Element, Page, Pages, Rule, Run, Style, TextBlock};
use pages::{faces, find, lines, manuscript, run_text, shown, text, text_lines, typeset};

const TITLE_AND_TEXT: &str = "# 关于报送有关材料的函\n\n请于本月底前报送。\n";

fn letter(front: &str) -> Pages {
    let source =
        format!("---\nlayout: letter\nissuers: [甲县人民政府办公室]\n{front}---\n\n{TITLE_AND_TEXT}");
    typeset(&source).value
}

fn top(run: &Run) -> Length {
    run.y - run.size.scaled(84, 100)
}

/// The upper edge of the cell in which 三号 text stands.
fn line_top(run: &Run) -> Length {
    top(run) - (TextBlock::STANDARD.cell() - Length::pt(16)) / 2
}

fn end(run: &Run) -> Length {
    run.x + run.glyphs.last().map_or(Length::ZERO, |glyph| glyph.offset) + run.size
}

fn pitch() -> Length {
    TextBlock::STANDARD.pitch()
}

#[track_caller]
fn assert_near(actual: Length, expected: Length) {
    let error = (actual - expected).to_emu().abs();
    assert!(error <= 3_000, "{actual} instead of {expected}");
}

fn red_rules(page: &Page) -> Vec<&Rule> {
    page.rules.iter().filter(|rule| rule.color == Color::Red).collect()
}

fn runs_of<'a>(page: &'a Page, field: &'static str) -> Vec<&'a Run> {
    page.runs.iter().filter(|run| run.element == Element::Front(field)).collect()
}

fn folios(pages: &Pages) -> Vec<String> {
    let is_folio = |run: &&Run| run.element == Element::Artifact && run.y > Length::mm(262);
    let folio = |page: &Page| page.runs.iter().filter(is_folio).map(run_text).collect::<String>();
    pages.pages.iter().map(folio).collect()
}

/// §10.1
#[test]
fn a_letter_has_its_mark_and_red_double_rules_at_their_distances() {
    let pages = letter("");
    let page = &pages.pages[0];
    let mark = find(page, "甲县人民政府办公室");
    assert_near(top(mark), Length::mm(30));
    assert_eq!((mark.color, mark.face), (Color::Red, Role::TitleSong.face()));
    assert_near((mark.x + end(mark)) / 2, Length::mm(28 + 78));
    let rules = red_rules(page);
    assert_eq!(rules.len(), 4);
    for rule in &rules {
        assert_eq!((rule.from.0, rule.to.0), (Length::mm(20), Length::mm(190)));
    }
    let upper = |rule: &Rule| rule.from.1 - rule.thickness / 2;
    let lower = |rule: &Rule| rule.from.1 + rule.thickness / 2;
    let ink_foot = top(mark) + mark.size.scaled(92, 100);
    assert_near(upper(rules[0]), ink_foot + Length::mm(4));
    assert_near(lower(rules[3]), Length::mm(297 - 20));
    let thickness: Vec<Length> = rules.iter().map(|rule| rule.thickness).collect();
    assert!(thickness[0] > thickness[1] && thickness[2] < thickness[3], "{thickness:?}");
}

/// §10.1
#[test]
fn a_letter_has_corner_and_number_below_its_first_rule_and_its_title_two_lines_below_them() {
    let pages = letter("serial_number: '000001'\nurgency: 特急\ndocument_number: 甲政办函〔2023〕1号\n");
    let page = &pages.pages[0];
    let rule = red_rules(page)[1];
    let first = rule.from.1 + rule.thickness / 2 + Length::pt(14);
    let (serial, urgency) = (find(page, "000001"), find(page, "特急"));
    let number = find(page, "甲政办函");
    assert_near(line_top(serial), first);
    assert_near(line_top(number), first);
    assert_near(line_top(urgency), first + pitch());
    assert_near(line_top(serial), line_top(number));
    let inset = (TextBlock::STANDARD.cell() - Length::pt(16)) / 2;
    assert_near(
        end(page.runs.iter().find(|run| run_text(run).ends_with('号')).unwrap()),
        Length::mm(184) - inset,
    );
    let foot = line_top(urgency) + TextBlock::STANDARD.cell();
    assert_near(top(find(page, "关于报送")), foot + pitch() * 2);
    let bare = letter("");
    let rule = red_rules(&bare.pages[0])[1];
    assert_near(top(find(&bare.pages[0], "关于报送")), rule.from.1 + rule.thickness / 2 + pitch() * 2);
}

/// §10.1
#[test]
fn a_letter_shows_no_page_number_on_its_first_page_and_counts_it() {
    let source =
        format!("---\nlayout: letter\nissuers: [甲县政府]\n---\n\n# 函\n\n{}\n", "国".repeat(28 * 50));
    assert_eq!(folios(&typeset(&source).value), ["", "— 2 —", "— 3 —"]);
}

/// §10.1
#[test]
fn the_colophon_of_a_letter_has_neither_rules_nor_printing_office_and_a_finding_says_so() {
    let colophon = "colophon: {cc: [县委办公室], printing_office: 甲县政府办, printing_date: 2023-03-13}\n";
    let source = format!("---\nlayout: letter\nissuers: [甲县政府]\n{colophon}---\n\n{TITLE_AND_TEXT}");
    let set = typeset(&source);
    let page = set.value.pages.last().unwrap();
    assert!(page.rules.iter().all(|rule| rule.color == Color::Red));
    let copies = find(page, "抄送：");
    assert_eq!(text_lines(&set.value).last().unwrap(), "抄送：县委办公室。");
    let line = Length::pt(26);
    assert_near(top(copies) - (line - copies.size) / 2, Length::mm(262) - line);
    insta::assert_snapshot!(shown(&set.findings), @"
    warning[element-unplaced]: 信函的版记不印印发机关和印发日期，“甲县政府办”没有印出
      --> 测试.md:4:42
      = help: 删去这一项，或改用其他格式
    ");
}

/// §10.1: the mark of the host alone.
#[test]
fn a_joint_letter_bears_the_mark_of_its_host() {
    let front = |signature: &str| {
        format!("---\nlayout: letter\nissuers: [甲县政府, 乙县政府]\n{signature}---\n\n{TITLE_AND_TEXT}")
    };
    let signed = typeset(&front("signature: {issuers: [甲县政府, 乙县政府]}\ndate: 2023-03-13\n"));
    assert_eq!(runs_of(&signed.value.pages[0], "issuers").len(), 1);
    assert_eq!(signed.findings, []);
    let unsigned = typeset(&front(""));
    assert_eq!(
        unsigned.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(),
        [Code::ElementUnplaced]
    );
}

const ORDER: &str = "---\nlayout: order\nissuers: [甲县人民政府]\nmark: 令\ndocument_number: 第1号\nsignature: {issuers: [张三], posts: [县长]}\ndate: 2023-03-13\n---\n\n现予公布，自5月1日起施行。\n";

/// §10.2, §7.3.5.3
#[test]
fn an_order_has_its_mark_number_text_and_stamp_at_their_distances() {
    let pages = typeset(ORDER).value;
    let page = &pages.pages[0];
    let mark = find(page, "甲县人民政府");
    assert_near(top(mark), Length::mm(37 + 20));
    let number = find(page, "第");
    assert_near(line_top(number), top(mark) + mark.size + pitch() * 2);
    let first = find(page, "现予公布");
    let gap = line_top(first) - line_top(number) - TextBlock::STANDARD.cell();
    assert!(gap >= pitch() * 2 && gap < pitch() * 3, "{gap}");
    assert_eq!(red_rules(page).len(), 0);
    let (post, name, date) = (find(page, "县长"), find(page, "张三"), find(page, "2023"));
    assert_eq!(post.y, name.y);
    assert_near(name.y - first.y, pitch() * 3);
    assert_near(date.y - name.y, pitch() * 2);
    let cell = TextBlock::STANDARD.cell();
    let inset = (cell - Length::pt(16)) / 2;
    assert_near(end(name) + inset, Length::mm(184) - cell * 4);
    assert_near(name.x - end(post) - inset * 2, cell * 2);
}

/// §7.3.5.3: posts below posts, names below names.
#[test]
fn the_stamps_of_a_joint_order_stand_one_below_the_other() {
    let source = ORDER.replace("[张三]", "[张三, 李四五]").replace("[县长]", "[县长, 主任]");
    let pages = typeset(&source).value;
    let page = &pages.pages[0];
    assert_eq!(find(page, "县长").x, find(page, "主任").x);
    assert_eq!(find(page, "张三").x, find(page, "李四五").x);
    assert_near(end(find(page, "张三")), end(find(page, "李四五")));
}

/// §10.3
#[test]
fn minutes_have_their_attendance_in_even_columns_behind_the_colon() {
    let front = "---\nlayout: minutes\nissuers: [甲县政府]\nmark: 会议纪要\ndocument_number: 第3号\nattendance: {present: [张三, 李四五, 王六, 赵七八, 钱九, 孙十, 周一一], absent: [吴二], observers: [县司法局郑三, 县财政局王四]}\n---\n\n# 纪要\n\n议定事项。\n";
    let pages = typeset(front).value;
    let page = &pages.pages[0];
    assert_near(top(find(page, "甲县政府")), Length::mm(37 + 35));
    insta::assert_snapshot!(text_lines(&pages).join("\n"), @"
    甲县政府会议纪要
    第3号
    纪要
    议定事项。
    出席：张三　李四五　王六　赵七八　钱九
    孙十　周一一
    请假：吴二
    列席：县司法局郑三、县财政局王四
    ");
    let cell = TextBlock::STANDARD.cell();
    let inset = (cell - Length::pt(16)) / 2;
    let (word, first) = (find(page, "出席："), find(page, "张三"));
    assert_near(word.y - find(page, "议定事项").y, pitch() * 2);
    assert_eq!(word.face, Role::Hei.face());
    assert_near(word.x - inset, Length::mm(28) + cell * 2);
    assert_near(first.x - inset, Length::mm(28) + cell * 5);
    assert_eq!(find(page, "孙十").x, first.x);
    assert_near(end(first) - first.x, cell * 2 + Length::pt(16));
    assert_near(end(find(page, "钱九")), Length::mm(184) - inset);
    assert_near(find(page, "请假：").y - find(page, "周一一").y, pitch());
}

/// §10.3
#[test]
fn minutes_are_not_signed_and_a_finding_says_so() {
    let set =
        typeset("---\nlayout: minutes\nsignature: {issuers: [甲县政府]}\n---\n\n# 纪要\n\n议定事项。\n");
    assert_eq!(text(&set.value), "纪要议定事项。");
    insta::assert_snapshot!(shown(&set.findings), @"
    warning[element-unplaced]: 纪要不署名，也不盖章，“甲县政府”没有印出
      --> 测试.md:3:23
      = help: 删去这一项，或改用其他格式
    ");
}

/// Names of so many offices, the last of them long.
fn offices(count: usize) -> Vec<String> {
    let long = "甲县全面依法治县委员会法治政府建设协调小组办公室".to_owned();
    let short = ["甲县司法局", "县委办", "甲县人民政府办公室", "甲县财政局", "甲县水务局"];
    short.iter().take(count - 1).map(|name| (*name).to_owned()).chain([long]).collect()
}

/// §7.2.4
#[test]
fn the_names_of_a_joint_mark_are_as_wide_as_each_other_and_leave_room_for_text() {
    for count in 2..=6 {
        let names = offices(count);
        let source = format!(
            "---\nissuers: [{}]\nmark: 文件\ndocument_number: 甲发〔2023〕1号\n---\n\n# 通知\n\n正文。\n",
            names.join(", ")
        );
        let pages = typeset(&source).value;
        let page = &pages.pages[0];
        let marks = runs_of(page, "issuers");
        assert_eq!(marks.iter().map(|run| run_text(run)).collect::<Vec<_>>(), names);
        for mark in &marks {
            assert_eq!((mark.x, mark.size), (marks[0].x, marks[0].size));
            assert_near(end(mark), end(marks[0]));
        }
        let word = find(page, "文件");
        assert_eq!(word.size, marks[0].size);
        assert_near(word.y, (marks[0].y + marks[count - 1].y) / 2);
        assert!(word.x > end(marks[0]));
        assert_near((marks[0].x + end(word)) / 2, Length::mm(28 + 78));
        assert!(lines(page).iter().all(|line| is_within_block(line)), "{count}");
        assert!(text_lines(&pages).contains(&"正文。".to_owned()), "{count} names leave room for text");
    }
}

/// The middles of the names that sign, and of the date.
fn seals(names: &str) -> (Vec<(Length, Length)>, (Length, Length), Pages) {
    let source = format!(
        "---\nsignature: {{issuers: [{names}], seal: seal}}\ndate: 2023-03-13\n---\n\n# 通知\n\n正文。\n"
    );
    let pages = typeset(&source).value;
    let page = pages.pages.last().unwrap();
    let middle = |runs: &[&Run]| {
        let (left, right) = (runs.iter().map(|run| run.x).min(), runs.iter().map(|run| end(run)).max());
        ((left.unwrap() + right.unwrap()) / 2, runs[0].y - runs[0].size.scaled(34, 100))
    };
    let names = runs_of(page, "signature").into_iter().map(|run| middle(&[run])).collect();
    let date = middle(&runs_of(page, "date"));
    (names, date, pages)
}

/// §7.3.5.1: seals neither meet nor touch, none leaves the block, the last is pressed over the date.
#[test]
fn joint_seals_have_room_side_by_side_in_order_and_the_last_stands_over_the_date() {
    let seal = Length::mm(45);
    for names in [
        "甲县政府, 乙县政府",
        "甲县政府, 乙县政府, 丙县政府",
        "甲县政府, 乙县政府, 丙县政府, 丁县政府",
        "甲县人民政府, 乙局, 丙县全面依法治县委员会, 丁局, 戊局",
        "甲县全面依法治县委员会办公室, 乙县全面依法治县委员会办公室",
        "甲县人民政府, 甲县全面依法治县委员会办公室, 甲县司法局, 甲县财政局",
    ] {
        let (places, date, pages) = seals(names);
        assert_eq!(places.len(), names.split(", ").count());
        for (k, one) in places.iter().enumerate() {
            assert!(
                one.0 - seal / 2 >= Length::mm(28) && one.0 + seal / 2 <= Length::mm(184),
                "{names}: {}",
                one.0
            );
            for other in &places[k + 1..] {
                let (across, down) = (other.0 - one.0, other.1 - one.1);
                let apart = across.to_mm().hypot(down.to_mm());
                assert!(apart > seal.to_mm(), "{names}: {apart} mm");
                assert!(down > Length::mm(1) || across > Length::ZERO, "{names}: in order");
            }
        }
        let last = places.last().unwrap();
        assert!((last.0 - date.0).to_emu().abs() < 36_000, "{names}: {} over {}", last.0, date.0);
        assert_near(date.1 - last.1, pitch());
        assert!(date.1 + seal / 2 <= Length::mm(262), "{names}");
        let top = places[0].1 - seal / 2;
        let text = find(pages.pages.last().unwrap(), "正文").y;
        assert!(top > text && top < text + pitch(), "{names}: the seal's top lies within a line of the text");
    }
}

#[test]
fn two_and_three_seals_stand_in_one_row_and_four_in_two() {
    let rows = |names: &str| {
        let mut rows: Vec<Length> = seals(names).0.into_iter().map(|place| place.1).collect();
        rows.dedup();
        rows.len()
    };
    assert_eq!(rows("甲县政府, 乙县政府"), 1);
    assert_eq!(rows("甲县政府, 乙县政府, 丙县政府"), 1);
    assert_eq!(rows("甲县政府, 乙县政府, 丙县政府, 丁县政府"), 2);
    assert_eq!(rows("甲县人民政府, 甲县全面依法治县委员会办公室, 甲县司法局, 甲县财政局"), 2);
}

/// §7.2.6
#[test]
fn the_signers_of_a_joint_document_stand_two_in_a_row_in_even_columns() {
    let source = "---\nissuers: [甲县政府]\ndocument_number: 甲发〔2023〕1号\nsigners: [张三, 李四五, 王六七, 赵八]\n---\n\n# 请示\n\n正文。\n";
    let pages = typeset(source).value;
    let page = &pages.pages[0];
    let [one, two, three, four] = ["张三", "李四五", "王六七", "赵八"].map(|name| find(page, name));
    assert_eq!((one.x, two.x), (three.x, four.x));
    assert_near(end(one), end(three));
    assert_near(end(two), end(four));
    assert_near(three.y - one.y, pitch());
    assert_eq!(find(page, "甲发").y, three.y);
    let cell = TextBlock::STANDARD.cell();
    assert_near(end(two) + (cell - Length::pt(16)) / 2, Length::mm(184) - cell);
}

/// §7.3.2
#[test]
fn addressees_that_would_leave_no_text_on_the_first_page_stand_in_the_colophon_above_the_copies() {
    let front = |count: usize| {
        let addressees = (1..=count).map(|k| format!("第{k}县人民政府")).collect::<Vec<_>>().join("，");
        let source = format!(
            "---\nissuers: [甲省人民政府]\nmark: 文件\ndocument_number: 甲发〔2023〕1号\naddressees: {addressees}\ncolophon: {{cc: [省委办公厅]}}\n---\n\n# 关于某事的通知\n\n正文从这里开始。\n"
        );
        (typeset(&source), addressees)
    };
    let (few, addressees) = front(3);
    assert!(text_lines(&few.value).contains(&format!("{addressees}：")));
    for count in [50, 80] {
        let (many, addressees) = front(count);
        assert_eq!(many.findings, []);
        assert!(text_lines(&many.value).contains(&"正文从这里开始。".to_owned()));
        assert!(
            lines(&many.value.pages[0]).len() > 3 && find(&many.value.pages[0], "正文从").y < Length::mm(262)
        );
        assert!(text(&many.value).ends_with(&format!("主送：{addressees}。抄送：省委办公厅。")));
        assert_eq!(
            many.value.pages.last().unwrap().rules.iter().filter(|rule| rule.color == Color::Black).count(),
            2
        );
        assert!(many.value.pages.iter().flat_map(lines).all(|line| is_within_block(&line)));
    }
}

fn on_even_pages(source: &str) -> Pages {
    let style = Style { colophon_on_even_page: true, ..Style::default() };
    typeset::pages(&[manuscript(source)], faces(), &style).value
}

/// §7.4, §7.5: neither the blank page nor the colophon's own has a number.
#[test]
fn a_colophon_on_an_even_page_leaves_a_blank_one_where_it_must() {
    let source = |lines: usize| {
        let text = "国".repeat(28 * lines - 2);
        format!("---\ncolophon: {{printing_office: 甲县政府办, printing_date: 2023-03-13}}\n---\n\n{text}\n")
    };
    for (lines, expected) in
        [(5, vec!["— 1 —", ""]), (30, vec!["— 1 —", "— 2 —"]), (44, vec!["— 1 —", "— 2 —", "", ""])]
    {
        let pages = on_even_pages(&source(lines));
        assert_eq!(folios(&pages), expected, "{lines} lines");
        assert!(!runs_of(pages.pages.last().unwrap(), "colophon").is_empty());
    }
}

#[test]
fn a_colophon_that_is_longer_than_a_page_loses_nothing_and_stays_in_the_block() {
    let names = (1..=300).map(|k| format!("第{k}办公室")).collect::<Vec<_>>();
    let source = format!("---\ncolophon: {{cc: [{}]}}\n---\n\n正文。\n", names.join(", "));
    let pages = typeset(&source).value;
    assert_eq!(text(&pages), format!("正文。抄送：{}。", names.join("，")));
    for page in &pages.pages {
        assert!(page.runs.iter().all(|run| run.y > Length::mm(37)), "nothing stands above the block");
    }
}

/// §7.3.3
#[test]
fn a_heading_that_goes_on_as_text_keeps_its_face_up_to_the_full_stop() {
    let pages = typeset(
        "# 办法\n\n## 一、总则。本办法由**县司法局**解释，自公布之日起施行。\n\n## 二、附则。\n\n正文。\n",
    )
    .value;
    let page = &pages.pages[0];
    let (heading, rest) = (find(page, "一、总则。"), find(page, "本办法由"));
    assert_eq!((heading.face, run_text(heading).as_str()), (Role::Hei.face(), "一、总则。"));
    assert!(matches!(heading.element, Element::Heading { level: 2, .. }));
    assert_eq!((rest.face, &rest.element), (Role::FangSong.face(), &Element::Paragraph { index: 0 }));
    assert_eq!(find(page, "县司法局").face, Role::Hei.face());
    assert_eq!(find(page, "二、附则。").face, Role::Hei.face());
    let outline: Vec<(u8, &str)> =
        pages.outline.iter().map(|entry| (entry.level, entry.text.as_str())).collect();
    assert_eq!(outline, [(1, "办法"), (2, "一、总则"), (2, "二、附则。")]);
    assert_eq!(text(&pages), "办法一、总则。本办法由县司法局解释，自公布之日起施行。二、附则。正文。");
}

#[test]
fn contents_name_a_run_in_heading_up_to_its_full_stop() {
    let pages =
        typeset("# 办法\n\n[TOC]\n\n## 一、总则。本办法自公布之日起施行。\n\n## 二、附则\n\n正文。\n").value;
    let page = &pages.pages[0];
    let entries = page.runs.iter().filter(|run| matches!(run.element, Element::Entry { .. }));
    assert_eq!(entries.map(run_text).collect::<String>(), "一、总则1二、附则1");
}

#[test]
fn a_long_paragraph_behind_a_run_in_heading_breaks_over_pages_and_loses_nothing() {
    let rest = "国".repeat(28 * 40);
    let pages = typeset(&format!("{}\n\n### （一）甲。{rest}\n", "家".repeat(28 * 10))).value;
    assert_eq!(pages.pages.len(), 3);
    assert_eq!(text(&pages), format!("{}（一）甲。{rest}", "家".repeat(28 * 10)));
}

/// Every element of the front matter that stands on a line of its own, longer than the block.
#[test]
fn no_line_of_the_front_matter_leaves_the_block_however_long_it_is() {
    let long = |name: &str, length: usize| format!("{name}{}", "甲乙丙丁".repeat(length));
    for (layout, length) in ["official", "letter", "order", "minutes", "report"]
        .into_iter()
        .flat_map(|layout| [2, 4, 7, 12, 30].map(|length| (layout, length)))
    {
        let word = |name: &str| long(name, length);
        let source = format!(
            "---\nlayout: {layout}\nserial_number: '{}'\nsecrecy: {}\nurgency: {}\nissuers: [{}]\nmark: 文件\ndocument_number: {}〔2023〕1号\nsigners: [{}, 张三, {}]\naddressees: {}\nannexes: [{}, {}]\nsignature: {{issuers: [{}], seal: stamp, posts: [{}]}}\ndate: 2023-03-13\nnote: {}\nattendance: {{present: [{}, 张三]}}\ncolophon: {{cc: [{}], printing_office: {}, printing_date: 2023-03-14}}\n---\n\n# 标题\n\n正文。\n",
            "1".repeat(length * 4),
            word("密级"),
            word("急"),
            word("机关"),
            word("号"),
            word("签"),
            word("名"),
            word("主送"),
            word("附件"),
            word("附"),
            word("署"),
            word("职"),
            word("注"),
            word("出"),
            word("抄"),
            word("印"),
        );
        let pages = typeset(&source).value;
        for line in pages.pages.iter().flat_map(lines) {
            let line: Vec<_> = line.into_iter().collect();
            let text: String = line.iter().map(|glyph| glyph.character).collect();
            assert!(is_within_block(&line), "{layout}, {length}: {text}");
        }
        for seal in ["none", "seal"] {
            let pages = typeset(&source.replace("seal: stamp", &format!("seal: {seal}"))).value;
            assert!(
                pages.pages.iter().flat_map(lines).all(|line| is_within_block(&line)),
                "{layout}, {length}, {seal}"
            );
        }
    }
}

/// Number and signers on one line stand beside each other, not over each other.
#[test]
fn a_long_number_wraps_beside_its_signers() {
    let number = "甲依法治县办综合协调文〔2023〕12号";
    let source = format!(
        "---\nissuers: [甲县政府]\ndocument_number: {number}\nsigners: [张某某, 李四五]\n---\n\n# 请示\n\n正文。\n"
    );
    let pages = typeset(&source).value;
    let page = &pages.pages[0];
    let numbers = runs_of(page, "document_number");
    let left = find(page, "签发人").x;
    assert!(numbers.iter().all(|run| end(run) <= left), "the number ends before the signers");
    assert_eq!(numbers.iter().map(|run| run_text(run)).collect::<String>(), number);
    assert_eq!(numbers.last().unwrap().y, find(page, "张某某").y);
}
