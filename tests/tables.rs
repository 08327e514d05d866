//! Tables: cells over several columns and rows, numbers below each other, no row alone, nothing parted from
//! its table.

#[path = "support/pages.rs"]
mod pages;

use juanzong::base::Length;
use juanzong::typeset::{Element, Page, Pages, Run};
use pages::{find, run_text, text, text_lines, typeset};
use proptest::prelude::*;

/// A table below front matter of this one entry.
fn table(front: &str, rows: &str) -> Pages {
    typeset(&format!("---\nlayout: report\ntables: [{{{front}}}]\n---\n\n# 题\n\n{rows}\n")).value
}

/// `head` and `count` rows behind `lines` lines of text.
fn after_lines(lines: usize, count: usize, front: &str) -> Pages {
    let rows: String = (0..count).map(|row| format!("| 单位{row:02} | {row} |\n")).collect();
    let before = "国".repeat(28 * lines);
    table(front, &format!("{before}\n\n| 单位 | 数 |\n| --- | --- |\n{rows}"))
}

/// Each cell with what it covers.
fn covered(pages: &Pages) -> String {
    let cell = |run: &Run| match run.element {
        Element::Cell { row, column, rows, columns, .. } => {
            Some(format!("{row}.{column} {} {rows}×{columns}", run_text(run)))
        }
        _ => None,
    };
    pages.pages.iter().flat_map(|page| &page.runs).filter_map(cell).collect::<Vec<_>>().join("\n")
}

/// How many body rows of the table stand on each page that has any.
fn rows_by_page(pages: &Pages) -> Vec<usize> {
    let count = |page: &Page| {
        let first_column = |run: &&Run| {
            matches!(run.element, Element::Cell { column: 0, is_head: false, .. })
                && run_text(run).starts_with('单')
        };
        page.runs.iter().filter(first_column).count()
    };
    pages.pages.iter().map(count).filter(|&count| count > 0).collect()
}

fn page_with<'a>(pages: &'a Pages, text: &str) -> &'a Page {
    let has = |page: &&Page| page.runs.iter().any(|run| run_text(run).contains(text));
    pages.pages.iter().find(has).expect("a page has the text")
}

#[test]
fn heads_of_several_rows_merge_across_and_downwards() {
    let rows =
        "| 单位 | 任务 | | 备注 |\n| --- | --- | --- | --- |\n| | 上年 | 本年 | |\n| 甲 | 1 | 2 | 无 |";
    insta::assert_snapshot!(covered(&table("head_rows: 2, merge_across: 1", rows)), @"
    0.0 单位 2×1
    0.1 任务 1×2
    0.3 备注 2×1
    1.1 上年 1×1
    1.2 本年 1×1
    2.0 甲 1×1
    2.1 1 1×1
    2.2 2 1×1
    2.3 无 1×1
    ");
}

#[test]
fn a_row_merges_across_only_where_the_front_matter_says_so_and_never_from_a_number() {
    let rows =
        "| 子 | 丑 | 寅 |\n| --- | --- | --- |\n| 各镇 | | |\n| 甲 | | |\n| 合计 | | 5 |\n| 合计 | 5 | |";
    insta::assert_snapshot!(covered(&table("merge_across: 2 4 5", rows)), @"
    0.0 子 1×1
    0.1 丑 1×1
    0.2 寅 1×1
    1.0 各镇 1×3
    2.0 甲 1×1
    3.0 合计 1×2
    3.2 5 1×1
    4.0 合计 1×1
    4.1 5 1×1
    ");
}

#[test]
fn no_rule_crosses_a_merged_cell() {
    let rows = "| 子 | 丑 |\n| --- | --- |\n| 甲 | 乙 |\n| 合计 | |";
    let pages = table("merge_across: 3", rows);
    let page = page_with(&pages, "合计");
    let label = find(page, "合计");
    let crosses = |x: Length| {
        page.rules.iter().any(|rule| {
            rule.from.0 == rule.to.0 && rule.from.0 == x && rule.from.1 < label.y && label.y < rule.to.1
        })
    };
    let uprights: Vec<Length> =
        page.rules.iter().filter(|rule| rule.from.0 == rule.to.0).map(|rule| rule.from.0).collect();
    let (left, right) = (uprights.iter().min().unwrap(), uprights.iter().max().unwrap());
    assert!(crosses(*left) && crosses(*right));
    assert!(uprights.iter().filter(|x| *x != left && *x != right).all(|x| !crosses(*x)));
}

#[test]
fn numbers_stand_with_their_points_below_each_other() {
    let rows = "| 甲 |\n| --- |\n| 1,204.5 |\n| 3.25 |\n| 33 |\n| — |\n| 9% |";
    let pages = table("", rows);
    let page = page_with(&pages, "1,204.5");
    let point = |text: &str, at: usize| {
        let run = find(page, text);
        run.x + run.glyphs.get(at).map_or(Length::ZERO, |glyph| glyph.offset)
    };
    let first = point("1,204.5", 5);
    assert!((first - point("3.25", 1)).to_emu().abs() < 100);
    assert!((first - point("9%", 1)).to_emu().abs() < 100);
    let right = rows_right(find(page, "33"));
    assert!((first - right).to_emu().abs() < 100, "{first} {right}");
}

/// Where the last glyph of two equal digits ends.
fn rows_right(run: &Run) -> Length {
    run.x + run.glyphs[1].offset * 2
}

#[test]
fn the_author_s_alignment_of_numbers_is_kept() {
    let pages = table("", "| 甲 | 乙 |\n| :-- | --- |\n| 1 | 文 |\n| 100 | 文 |");
    let page = page_with(&pages, "100");
    assert_eq!(find(page, "1").x, find(page, "100").x);
}

#[test]
fn what_stands_below_a_table_stays_on_the_page_of_its_last_rows() {
    for lines in (0..22).step_by(3) {
        for count in 1..12 {
            let pages = after_lines(lines, count, "note: 注：略, source: 甲局");
            let last = page_with(&pages, "资料来源：");
            let own = format!("单位{:02}", count - 1);
            assert!(last.runs.iter().any(|run| run_text(run) == own), "{lines} lines, {count} rows");
            assert!(text(&pages).ends_with("注：略资料来源：甲局"));
        }
    }
}

#[test]
fn no_row_stands_alone_on_a_page_where_another_can_join_it() {
    for lines in (0..22).step_by(3) {
        for count in 2..50 {
            let pages = after_lines(lines, count, "caption: 表1");
            let rows = rows_by_page(&pages);
            assert!(rows.iter().all(|&rows| rows >= 2), "{lines} lines, {count} rows: {rows:?}");
            assert_eq!(rows.iter().sum::<usize>(), count);
            let first = page_with(&pages, "单位00");
            assert!(first.runs.iter().any(|run| run_text(run) == "表1"), "{lines} lines, {count} rows");
        }
    }
}

#[test]
fn a_label_over_several_columns_is_repeated_with_its_width() {
    let mut rows = "| 子 | 丑 | 寅 |\n| --- | --- | --- |\n| 第一组 | | 甲 |\n".to_owned();
    rows.push_str(&"| | | 乙 |\n".repeat(40));
    let pages = table("merge_down: 1 2, merge_across: 2", &rows);
    let again =
        pages.pages.iter().filter(|page| page.runs.iter().any(|run| run_text(run).contains("（续）")));
    assert_eq!(again.count(), 1);
    assert!(covered(&pages).contains("1.0 第一组 41×2"));
}

#[test]
fn fifteen_columns_a_long_column_and_a_long_address_find_room() {
    let fifteen =
        format!("|{}\n|{}\n|{}", " 指标 |".repeat(15), " --- |".repeat(15), " 需要说明的情况 |".repeat(15));
    let long = format!("| 甲 | 乙 |\n| --- | --- |\n| 短 | {} |", "很长的文字".repeat(60));
    let address = "| 甲 | 乙 | 丙 |\n| --- | --- | --- |\n| 一二三四五六七八九十一二三四五六七八九十 | https://www.example.gov.cn/zwgk/2023/03/13/content_123456.html?from=list&page=2 | 一二三四五六七八九十一二三四五六七八九十 |";
    for rows in [fifteen.as_str(), &long, address] {
        let checked = typeset(&format!("# 题\n\n{rows}\n"));
        assert_eq!(checked.findings, [], "{rows}");
        let lines = text_lines(&checked.value).len();
        assert!(lines < 75, "{lines} lines: {rows}");
    }
}

/// Rows of cells, many of them empty.
fn cells(rows: usize, columns: usize) -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop_oneof![3 => Just(String::new()), 2 => "[甲乙丙丁]{1,30}", 1 => "[1-9][0-9]{0,5}"];
    prop::collection::vec(prop::collection::vec(cell, columns), rows)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is empty and whatever the front matter says, each place of the grid is covered once.
    #[test]
    fn spans_are_rectangles_that_cover_the_grid_once(
        rows in cells(9, 4),
        head_rows in 1..4_usize,
        down in prop::collection::vec(1..6_u32, 0..4),
        across in prop::collection::vec(1..11_u32, 0..6),
    ) {
        let numbers = |numbers: &[u32]| {
            if numbers.is_empty() { "9".to_owned() } else { numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ") }
        };
        let line = |row: &Vec<String>| format!("| {} |\n", row.join(" | "));
        let source = format!("{}|{}\n{}", line(&rows[0]), " --- |".repeat(4), rows[1..].iter().map(line).collect::<String>());
        let front = format!("head_rows: {head_rows}, merge_down: {}, merge_across: {}", numbers(&down), numbers(&across));
        let pages = table(&front, &source);
        let mut areas = Vec::new();
        for run in pages.pages.iter().flat_map(|page| &page.runs) {
            if let Element::Cell { row, column, rows, columns, .. } = run.element {
                areas.push((row, column, rows, columns));
            }
        }
        areas.dedup();
        areas.sort_unstable();
        areas.dedup();
        for (k, &(row, column, down, across)) in areas.iter().enumerate() {
            prop_assert!(row + down <= 9 && column + across <= 4);
            for &(other_row, other_column, ..) in &areas[k + 1..] {
                let inside = (row..row + down).contains(&other_row) && (column..column + across).contains(&other_column);
                prop_assert!(!inside, "{areas:?}");
            }
        }
        let mut expected: Vec<char> = rows.concat().concat().chars().chain(['题']).collect();
        let mut found: Vec<char> = text(&pages).chars().collect();
        expected.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(found, expected);
    }
}
