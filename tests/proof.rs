//! Promises of the proof: a sound page meets every clause, and a page that is spoiled in one point is named
//! with its millimetres.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "support/folders.rs"]
mod folders;
#[path = "support/pages.rs"]
mod pages;
#[path = "support/program.rs"]
mod program;
#[path = "proof/specimens.rs"]
mod specimens;
#[path = "proof/spoil.rs"]
mod spoil;

use std::collections::BTreeSet;
use std::fs;

use insta::assert_snapshot;
use juanzong::base::Length;
use juanzong::faces::Role;
use juanzong::pdf;
use juanzong::proof::{self, Layout, Refusal, Report, Verdict};
use juanzong::typeset::{Color, Element, Page, Pages, PlacedGlyph, Run};
use lopdf::dictionary;

use specimens::{cover, joint, letter, minutes, official, order, report, signed, table};
use spoil::{body, change, folio, has, line, lines, move_line, move_runs, reface, resize};

fn measured(pages: &Pages) -> Report {
    proof::measure(pdf::write(pages, pages::faces()), None).unwrap()
}

/// What is not met, one remark a line.
fn unmet(report: &Report) -> String {
    let remarks = report
        .unmet()
        .flat_map(|clause| clause.remarks.iter().map(move |remark| format!("{}：{remark}", clause.name)));
    remarks.collect::<Vec<_>>().join("\n")
}

/// What is found in a document that was sound before it was spoiled.
fn spoiled(mut pages: Pages, spoil: impl FnOnce(&mut Pages)) -> String {
    spoil(&mut pages);
    let found = unmet(&measured(&pages));
    assert_ne!(found, "", "nothing was found");
    found
}

#[test]
fn sound_documents_of_every_layout_meet_every_clause() {
    let documents = [official(), signed(), joint(), letter(), order(), minutes(), report(), table(), cover()];
    let mut met = BTreeSet::new();
    for document in documents {
        let report = measured(&document);
        assert_eq!(unmet(&report), "", "{:?}", document.layouts);
        let clauses = report.sections.iter().flat_map(|section| &section.clauses);
        met.extend(clauses.filter(|clause| clause.verdict == Verdict::Met).map(|clause| clause.name));
    }
    // Each clause that is measured is met somewhere, so none is met by finding nothing.
    let all: BTreeSet<&str> = Layout::ALL.iter().flat_map(|layout| measurable(*layout)).collect();
    assert_eq!(met, all);
}

/// The names of the clauses of a layout that are measured.
fn measurable(layout: Layout) -> Vec<&'static str> {
    let report = proof::measure(pdf::write(&report(), pages::faces()), Some(layout)).unwrap();
    let clauses = report.sections.into_iter().flat_map(|section| section.clauses);
    let is_measured = |verdict| !matches!(verdict, Verdict::Eye | Verdict::Printer);
    clauses.filter(|clause| is_measured(clause.verdict)).map(|clause| clause.name).collect()
}

#[test]
fn paper_of_another_size_is_named() {
    assert_snapshot!(spoiled(report(), |pages| pages.pages[0].width = Length::mm(208)), @"paper：第1页：纸张宽 208.00 mm，应为 210.00 mm");
}

#[test]
fn ink_outside_the_block_is_named() {
    let rule = specimens::black(26_400);
    assert_snapshot!(spoiled(report(), |pages| pages.pages[1].rules.push(rule)), @"block：第2页：版心下边之外有墨迹，到 264.10 mm，应为至多 262.00 mm");
}

#[test]
fn a_page_that_stands_two_millimetres_too_low_is_named() {
    assert_snapshot!(spoiled(report(), |pages| move_runs(pages, 1, body, (0, 200))), @"
    block：第2页：版心下边之外有墨迹，到 264.16 mm，应为至多 262.00 mm
    head-margin：第2页：天头 38.91 mm，应为 37.00 mm
    ");
}

#[test]
fn a_line_that_stands_two_millimetres_too_far_right_is_named() {
    let spoil = |pages: &mut Pages| {
        let y = lines(&pages.pages[1])[3];
        move_runs(pages, 1, |run| run.y == y, (200, 0));
    };
    assert_snapshot!(spoiled(report(), spoil), @"
    block：第2页：版心右边之外有墨迹，到 185.25 mm，应为至多 184.00 mm
    binding-margin：第2页：订口（“工抓好落实，配合…”一行） 29.96 mm，应为 28.00 mm
    ");
}

#[test]
fn text_in_another_size_is_named() {
    let spoil = |pages: &mut Pages| resize(pages, 0, |run| has(run, "细化工作措施"), 150);
    assert_snapshot!(spoiled(official(), spoil), @"size：第1页：“确工作责任细化工…”一行的字号 15.0 pt，应为 16.0 pt");
}

#[test]
fn text_in_another_face_is_named() {
    let spoil = |pages: &mut Pages| {
        reface(pages, 0, |run| has(run, "细化工作措施"), Role::Kai);
        reface(pages, 1, |run| has(run, "第1项"), Role::Song);
    };
    assert_snapshot!(spoiled(official(), spoil), @"
    face：第1页：“确工作责任细化工…”一行用楷体（FandolKai-Regular），应为仿宋
    face：第2页：“第1项工作由牵头…”一行用宋体（NotoSerifSC-Regular），应为仿宋
    ");
}

#[test]
fn a_line_off_its_place_is_named() {
    let spoil = |pages: &mut Pages| {
        let y = lines(&pages.pages[1])[3];
        move_runs(pages, 1, |run| run.y == y, (0, 200));
    };
    assert_snapshot!(spoiled(report(), spoil), @"
    lines：第2页：“工抓好落实，配合…”一行距上一行 12.44 mm，应为 10.45 mm
    lines：第2页：“工作格局，确保创…”一行距上一行 8.45 mm，应为 10.45 mm
    ");
}

#[test]
fn a_twenty_third_line_is_named() {
    let spoil = |pages: &mut Pages| {
        let all = lines(&pages.pages[1]);
        let (first, last) = (all[0], all[21]);
        let extra: Vec<_> = pages.pages[1].runs.iter().filter(|run| run.y == last).cloned().collect();
        change(pages, 1, body, |run| run.y = first + (run.y - first).scaled(21, 22));
        pages.pages[1].runs.extend(extra);
    };
    assert_snapshot!(spoiled(report(), spoil), @"
    lines：第2页：行距 9.97 mm，应为 10.45 mm（一行）
    lines：第2页：正文有 23 行，应为每面不多于 22 行
    indents：第2页：“的成效，让人民群…”一行左空 -0.04 mm，应为 11.14 mm
    ");
}

#[test]
fn a_twenty_ninth_character_is_named() {
    let spoil = |pages: &mut Pages| {
        change(
            pages,
            0,
            |run| has(run, "细化工作措施"),
            |run| {
                assert_eq!(run.glyphs.len(), 28);
                for glyph in &mut run.glyphs {
                    glyph.offset = glyph.offset.scaled(27, 28);
                }
                let offset = Length::mm(156).scaled(27, 28);
                run.glyphs.push(PlacedGlyph { character: '字', offset });
            },
        );
    };
    assert_snapshot!(spoiled(official(), spoil), @"characters：第1页：“确工作责任细化工…”一行有 29 字，应为28 字（每行 28 字）");
}

#[test]
fn a_cell_that_is_as_wide_as_its_em_is_named() {
    let spoil = |pages: &mut Pages| {
        change(pages, 1, body, |run| {
            for glyph in &mut run.glyphs {
                glyph.offset = glyph.offset.scaled(1_040, 1_000);
            }
        });
    };
    assert_snapshot!(spoiled(report(), spoil), @"
    block：第2页：版心右边之外有墨迹，到 189.56 mm，应为至多 184.00 mm
    characters：第2页：字距 5.79 mm，应为 5.57 mm
    ");
}

#[test]
fn a_page_that_is_not_full_is_named() {
    let spoil = |pages: &mut Pages| {
        let kept = lines(&pages.pages[1])[18];
        pages.pages[1].runs.retain(|run| run.y <= kept || folio(run));
    };
    assert_snapshot!(spoiled(official(), spoil), @"filled：第2页：末行之下空白 31.42 mm，应为不到两行");
}

#[test]
fn text_in_colour_is_named() {
    let spoil =
        |pages: &mut Pages| change(pages, 0, |run| has(run, "细化工作措施"), |run| run.color = Color::Red);
    assert_snapshot!(spoiled(official(), spoil), @"colors：第1页：“确工作责任细化工…”一行的颜色是 RGB [255, 0, 0]，应为黑色");
}

#[test]
fn a_faulty_corner_is_named() {
    let spoil = |pages: &mut Pages| {
        change(pages, 0, |run| has(run, "000001"), |run| run.glyphs.truncate(5));
        move_runs(pages, 0, |run| has(run, "机密"), (200, 0));
        reface(pages, 0, |run| has(run, "特急"), Role::FangSong);
    };
    assert_snapshot!(spoiled(official(), spoil), @"
    corner：第1页：份号有 5 位，应为 6 位
    corner：第1页：“机密★1年”距版心左边缘 1.96 mm，应为 0.00 mm
    corner：第1页：“特急”用仿宋（FandolFang-Regular），应为黑体
    ");
}

#[test]
fn a_mark_off_its_place_is_named() {
    let spoil = |pages: &mut Pages| move_runs(pages, 0, |run| run.color == Color::Red, (200, 200));
    assert_snapshot!(spoiled(official(), spoil), @"
    block：第1页：版心右边之外有墨迹，到 185.65 mm，应为至多 184.00 mm
    mark：第1页：发文机关标志上边缘距版心上边缘 36.79 mm，应为 35.00 mm
    mark：第1页：发文机关标志的中线偏离版心中线 2.02 mm，应为居中
    number：第1页：发文字号距标志下边缘 18.99 mm，应为 20.89 mm（空二行）
    ");
}

#[test]
fn a_mark_in_another_face_or_colour_is_named() {
    let spoil = |pages: &mut Pages| {
        reface(pages, 0, |run| has(run, "某县"), Role::Hei);
        change(pages, 0, |run| has(run, "文件"), |run| run.color = Color::Black);
    };
    let only_mark = |pages: &mut Pages| {
        pages.pages[0].runs.retain(|run| run.color == Color::Red || !body(run));
        spoil(pages);
    };
    assert_snapshot!(spoiled(official(), only_mark), @"
    mark：第1页：发文机关标志用黑体（NotoSansSC-Medium），应为小标宋
    mark：第1页：发文机关标志不是红色，应为红色
    ");
}

#[test]
fn a_document_number_off_its_place_is_named() {
    let spoil = |pages: &mut Pages| move_line(pages, 0, "〔2023〕", (200, -200));
    assert_snapshot!(spoiled(official(), spoil), @"
    number：第1页：发文字号的中线距版心左边缘 80.00 mm，应为 78.00 mm（居中）
    number：第1页：发文字号距标志下边缘 18.99 mm，应为 20.89 mm（空二行）
    red-rule：第1页：红色分隔线距发文字号 6.02 mm，应为 4.00 mm
    ");
}

#[test]
fn a_document_number_in_another_face_size_or_form_is_named() {
    let spoil = |pages: &mut Pages| {
        let y = line(pages, 0, "〔2023〕");
        resize(pages, 0, |run| run.y == y, 150);
        reface(pages, 0, |run| run.y == y, Role::Kai);
    };
    assert_snapshot!(spoiled(official(), spoil), @"
    number：第1页：发文字号的字号 15.0 pt，应为 16.0 pt
    number：第1页：发文字号用楷体（FandolKai-Regular），应为仿宋
    ");
    let written = |number: &str| {
        let text = specimens::text().replace("某政发〔2023〕1号", number);
        unmet(&measured(&pages::typeset(&text).value))
    };
    assert_snapshot!(written("某政发(2023)1号"), @"number：第1页：发文字号年份没有用六角括号〔〕，应为形如 ×发〔2023〕1号");
    assert_snapshot!(written("某政发〔23〕1号"), @"number：第1页：发文字号年份不是四位数字，应为形如 ×发〔2023〕1号");
    assert_snapshot!(written("某政发〔2023〕01号"), @"number：第1页：发文字号序号编了虚位，应为形如 ×发〔2023〕1号");
    assert_snapshot!(written("某政发〔2023〕第1号"), @"number：第1页：发文字号序号前加了“第”，应为形如 ×发〔2023〕1号");
}

#[test]
fn signers_off_their_place_or_in_another_face_are_named() {
    let spoil = |pages: &mut Pages| {
        move_runs(pages, 0, |run| run.element == Element::Front("signers"), (-500, 0));
        reface(pages, 0, |run| has(run, "甲某某") || has(run, "乙某"), Role::FangSong);
    };
    assert_snapshot!(spoiled(signed(), spoil), @"
    signers：第1页：签发人姓名距版心右边缘 10.53 mm，应为 5.57 mm
    signers：第1页：签发人姓名用仿宋，应为楷体
    ");
}

#[test]
fn a_red_rule_off_its_place_too_short_or_missing_is_named() {
    let moved = |pages: &mut Pages| {
        let rule = &mut pages.pages[0].rules[0];
        rule.from.1 += Length::mm(2);
        rule.to.1 += Length::mm(2);
    };
    assert_snapshot!(spoiled(official(), moved), @"
    red-rule：第1页：红色分隔线距发文字号 6.02 mm，应为 4.00 mm
    title：第1页：标题距红色分隔线 18.82 mm，应为 20.89 mm（空二行）
    ");
    let shorter = |pages: &mut Pages| pages.pages[0].rules[0].to.0 -= Length::mm(2);
    assert_snapshot!(spoiled(official(), shorter), @"red-rule：第1页：红色分隔线长 154.00 mm，应为 156.00 mm");
    let missing = |pages: &mut Pages| pages.pages[0].rules.clear();
    assert_snapshot!(spoiled(official(), missing), @"red-rule：第1页：版头的红色分隔线没有找到，应为与版心等宽的红线");
}

#[test]
fn a_title_off_its_place_or_in_another_face_or_size_is_named() {
    let is_title = |run: &Run| run.element == Element::Title { index: 0 };
    assert_snapshot!(spoiled(official(), |pages| move_runs(pages, 0, is_title, (200, 0))), @"
    title：第1页：标题“某县人民政府关于…”的中线距版心左边缘 80.00 mm，应为 78.00 mm（居中）
    title：第1页：标题“建设示范创建活动…”的中线距版心左边缘 80.00 mm，应为 78.00 mm（居中）
    ");
    assert_snapshot!(spoiled(official(), |pages| move_runs(pages, 0, is_title, (0, 200))), @"title：第1页：标题距红色分隔线 22.82 mm，应为 20.89 mm（空二行）");
    assert_snapshot!(spoiled(official(), |pages| resize(pages, 0, is_title, 210)), @"
    title：第1页：标题“某县人民政府关于…”的字号 21.0 pt，应为 22.0 pt
    title：第1页：标题“建设示范创建活动…”的字号 21.0 pt，应为 22.0 pt
    ");
    assert_snapshot!(spoiled(official(), |pages| reface(pages, 0, is_title, Role::Hei)), @"
    title：第1页：标题“某县人民政府关于…”用黑体（NotoSansSC-Medium），应为小标宋
    title：第1页：标题“建设示范创建活动…”用黑体（NotoSansSC-Medium），应为小标宋
    ");
}

#[test]
fn addressees_off_their_place_or_without_colon_are_named() {
    let is_addressee = |run: &Run| run.element == Element::Front("addressees");
    assert_snapshot!(spoiled(official(), |pages| move_runs(pages, 0, is_addressee, (0, -1_300))), @"
    lines：第1页：“为深入推进法治政…”一行距上一行 23.45 mm，应为 20.90 mm
    addressees：第1页：主送机关距标题 7.27 mm，应为 10.45 mm 到 20.89 mm（空一行）
    ");
    let colon = |pages: &mut Pages| {
        let is_colon = |glyph: &PlacedGlyph| glyph.character == '：';
        change(pages, 0, is_addressee, |run| run.glyphs.retain(|glyph| !is_colon(glyph)));
    };
    assert_snapshot!(spoiled(official(), colon), @"addressees：第1页：主送机关末尾是“各乡镇人民政府，…”，应为全角冒号");
}

#[test]
fn a_paragraph_that_is_not_indented_by_two_characters_is_named() {
    assert_snapshot!(spoiled(official(), |pages| move_line(pages, 0, "为深入推进", (-200, 0))), @"indents：第1页：“为深入推进法治政…”一行左空 9.11 mm，应为 11.14 mm");
}

#[test]
fn headings_in_another_face_are_named() {
    let spoil = |pages: &mut Pages| {
        reface(pages, 0, |run| has(run, "总体要求"), Role::FangSong);
        reface(pages, 1, |run| has(run, "工作目标"), Role::Hei);
    };
    assert_snapshot!(spoiled(official(), spoil), @"
    levels：第1页：标题“一、总体要求”用仿宋，应为黑体
    levels：第2页：标题“（一）工作目标”用黑体，应为楷体
    ");
}

#[test]
fn a_date_off_its_place_or_with_zeros_is_named() {
    let is_date = |run: &Run| run.element == Element::Front("date");
    assert_snapshot!(spoiled(official(), |pages| move_runs(pages, 3, is_date, (600, 0))), @"signature：第4页：成文日期右空 2.9 字（16.25 mm），应为右空四字、署名居中其上，或右空二字、署名错开二字");
    let zeros = |pages: &mut Pages| {
        change(pages, 3, is_date, |run| {
            for glyph in run.glyphs.iter_mut().filter(|glyph| glyph.character == '3').skip(1).take(1) {
                glyph.character = '0';
            }
        });
    };
    assert_snapshot!(spoiled(official(), zeros), @"signature：第4页：成文日期写作2023年0月13日，应为不编虚位");
}

#[test]
fn an_annex_off_its_place_or_in_another_face_is_named() {
    let is_label = |run: &Run| run.element == Element::AnnexLabel;
    let is_title = |run: &Run| matches!(run.element, Element::Title { .. });
    assert_snapshot!(spoiled(official(), |pages| move_runs(pages, 4, is_label, (200, 200))), @"
    annexes：第5页：附件标记距版心上边缘 1.91 mm，应为 0.00 mm
    annexes：第5页：附件标记距版心左边缘 1.96 mm，应为 0.00 mm
    ");
    assert_snapshot!(spoiled(official(), |pages| reface(pages, 4, is_label, Role::FangSong)), @"annexes：第5页：附件标记用仿宋（FandolFang-Regular），应为黑体");
    assert_snapshot!(spoiled(official(), |pages| move_runs(pages, 4, is_title, (0, 200))), @"annexes：第5页：附件标题距版心上边缘 22.82 mm，应为 20.89 mm");
}

#[test]
fn a_colophon_off_its_place_or_with_other_rules_is_named() {
    let last = |pages: &mut Pages| {
        let rule = pages.pages[5].rules.last_mut().unwrap();
        rule.from.1 -= Length::mm(2);
        rule.to.1 -= Length::mm(2);
    };
    assert_snapshot!(spoiled(official(), last), @"colophon-rules：第6页：版记末条分隔线距版心上边缘 223.00 mm，应为 225.00 mm");
    let thin = |pages: &mut Pages| pages.pages[5].rules[0].thickness = Length::hundredths_of_mm(25);
    assert_snapshot!(spoiled(official(), thin), @"colophon-rules：第6页：版记第1条分隔线粗 0.25 mm，应为 0.35 mm");
    let short = |pages: &mut Pages| pages.pages[5].rules[1].to.0 -= Length::mm(2);
    assert_snapshot!(spoiled(official(), short), @"colophon-rules：第6页：版记第2条分隔线长 154.00 mm，应为 156.00 mm");
}

#[test]
fn the_text_of_a_colophon_off_its_place_or_in_another_face_or_size_is_named() {
    let spoil = |pages: &mut Pages| {
        resize(pages, 5, |run| has(run, "抄送"), 130);
        reface(pages, 5, |run| has(run, "县人大常委会"), Role::Hei);
        move_runs(pages, 5, |run| has(run, "某县人民政府办公室"), (200, 0));
    };
    assert_snapshot!(spoiled(official(), spoil), @"
    colophon-text：第6页：版记“抄送：县委办公室…”的字号 13.0 pt，应为 14.0 pt
    colophon-text：第6页：版记“抄送：县委办公室…”用黑体（NotoSansSC-Medium），应为仿宋
    colophon-text：第6页：版记“某县人民政府办公…”左空 6.94 mm，应为 4.94 mm
    ");
}

#[test]
fn a_page_number_off_its_place_or_on_the_wrong_side_is_named() {
    assert_snapshot!(spoiled(report(), |pages| move_runs(pages, 0, folio, (200, 200))), @"
    folio-place：第1页：页码一字线距版心下边缘 9.00 mm，应为 7.00 mm
    folio-place：第1页：单页码右空 2.94 mm，应为 5.20 mm
    ");
    assert_snapshot!(spoiled(report(), |pages| move_runs(pages, 1, folio, (13_000, 0))), @"folio-place：第2页：双页码左空 134.94 mm，应为 5.20 mm");
}

#[test]
fn a_page_number_in_another_face_size_or_form_is_named() {
    let spoil = |pages: &mut Pages| {
        resize(pages, 0, folio, 130);
        reface(pages, 0, |run| folio(run) && has(run, "1"), Role::Kai);
        pages.pages[1].runs.retain(|run| !folio(run) || has(run, "2"));
        change(pages, 1, folio, |run| run.glyphs.retain(|glyph| glyph.character == '2'));
    };
    assert_snapshot!(spoiled(report(), spoil), @"
    folio-place：第2页：双页码左空 11.14 mm，应为 5.20 mm
    folio-form：第1页：页码的字号 13.0 pt，应为 14.0 pt
    folio-form：第1页：页码用楷体（FandolKai-Regular），应为宋体
    folio-form：第2页：页码没有一字线，应为左右各一条一字线
    ");
}

#[test]
fn a_page_number_that_is_missing_or_out_of_order_is_named() {
    let missing = |pages: &mut Pages| pages.pages[1].runs.retain(|run| !folio(run));
    assert_snapshot!(spoiled(report(), missing), @"folio-sequence：第2页：页码没有印出，应为每面都印");
    let other = |pages: &mut Pages| {
        change(
            pages,
            1,
            |run| folio(run) && has(run, "2"),
            |run| {
                run.glyphs
                    .iter_mut()
                    .filter(|glyph| glyph.character == '2')
                    .for_each(|glyph| glyph.character = '4');
            },
        );
    };
    assert_snapshot!(spoiled(report(), other), @"
    folio-sequence：第2页：页码是 4，应为 2
    folio-sequence：第3页：页码是 3，应为 5
    ");
}

#[test]
fn a_table_whose_head_lies_at_the_right_edge_is_named() {
    let mut file = lopdf::Document::load_mem(&pdf::write(&table(), pages::faces())).unwrap();
    for page in file.page_iter().collect::<Vec<_>>() {
        file.get_dictionary_mut(page).unwrap().set("Rotate", 180);
    }
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    let report = proof::measure(bytes, None).unwrap();
    let turned = report.unmet().find(|clause| clause.name == "turned").unwrap();
    assert_snapshot!(turned.remarks[0], @"第1页：横排表格的表头在右边，应为在左边");
}

#[test]
fn a_lonely_last_line_is_named() {
    let spoil = |pages: &mut Pages| {
        let second = lines(&pages.pages[2])[1];
        move_runs(pages, 2, |run| run.y == second, (1_114, 0));
    };
    let found = spoiled(official(), spoil);
    assert_snapshot!(found.lines().filter(|line| line.starts_with("lonely")).collect::<String>(), @"lonely：第3页：“工作格局，确保创…”一行独在页首，应为段末至少两行同面");
}

#[test]
fn a_heading_at_the_foot_of_a_page_is_named() {
    let spoil = |pages: &mut Pages| {
        let foot = *lines(&pages.pages[1]).last().unwrap();
        let heading = line(pages, 1, "二、");
        pages.pages[1].runs.retain(|run| run.y != foot);
        change(pages, 1, |run| run.y == heading, |run| run.y = foot);
    };
    assert_snapshot!(spoiled(official(), spoil), @"heading-at-foot：第2页：“二、工作安排”一行是标题，独在页末，应为与下文同面");
}

#[test]
fn a_letter_spoiled_in_one_point_is_named() {
    let red = |run: &Run| run.color == Color::Red;
    assert_snapshot!(spoiled(letter(), |pages| move_runs(pages, 0, red, (0, -200))), @"
    letter-mark：第1页：发文机关标志上边缘距上页边 27.76 mm，应为 30.00 mm
    letter-rules：第1页：第一条红色双线距标志下边缘 5.67 mm，应为 4.00 mm
    ");
    let moved = |pages: &mut Pages| {
        for rule in &mut pages.pages[0].rules[2..] {
            rule.from.1 += Length::mm(2);
            rule.to.1 += Length::mm(2);
        }
    };
    assert_snapshot!(spoiled(letter(), moved), @"letter-rules：第1页：第二条红色双线距下页边 18.00 mm，应为 20.00 mm");
    assert_snapshot!(spoiled(letter(), |pages| pages.pages[0].rules.truncate(3)), @"
    letter-rules：第1页：红色双线有 2 组，共 3 条，应为两组，每组两条
    letter-rules：第1页：第二条红色双线距下页边 21.60 mm，应为 20.00 mm
    ");
    let thin = |pages: &mut Pages| pages.pages[0].rules[0].thickness = Length::hundredths_of_mm(20);
    assert_snapshot!(spoiled(letter(), thin), @"letter-rules：第1页：红色双线粗细次序不对，应为上一组上粗下细、下一组上细下粗");
    let is_number = |run: &Run| run.element == Element::Front("document_number");
    assert_snapshot!(spoiled(letter(), |pages| move_runs(pages, 0, is_number, (-200, 200))), @"
    letter-number：第1页：发文字号距版心右边缘 1.96 mm，应为 0.00 mm
    letter-number：第1页：发文字号距红色双线 6.85 mm，应为 4.94 mm
    ");
    let corner = |pages: &mut Pages| {
        move_runs(pages, 0, |run| has(run, "000001"), (0, -200));
        move_runs(pages, 0, |run| has(run, "机密"), (200, 0));
        reface(pages, 0, |run| has(run, "特急"), Role::FangSong);
    };
    assert_snapshot!(spoiled(letter(), corner), @"
    letter-corner：第1页：“机密★1年”距版心左边缘 1.96 mm，应为 0.00 mm
    letter-corner：第1页：“特急”用仿宋（FandolFang-Regular），应为黑体
    letter-corner：第1页：“000001”距红色双线 2.85 mm，应为 4.94 mm
    ");
    let is_title = |run: &Run| run.element == Element::Title { index: 0 };
    assert_snapshot!(spoiled(letter(), |pages| move_runs(pages, 0, is_title, (0, -300))), @"letter-title：第1页：标题距其上的要素 17.84 mm，应为 20.89 mm（空二行）");
    let is_colophon = |run: &Run| run.element == Element::Front("colophon");
    let last = letter().pages.len() - 1;
    assert_snapshot!(spoiled(letter(), |pages| move_runs(pages, last, is_colophon, (200, -800))), @"
    letter-colophon：第6页：版记左空 6.94 mm，应为 4.94 mm
    letter-colophon：第6页：版记距版心下边缘 10.16 mm，应为不到一字（版心内最下方）
    ");
    let ruled = |pages: &mut Pages| {
        pages.pages[last].rules.extend([specimens::black(25_200), specimens::black(26_200)]);
    };
    assert_snapshot!(spoiled(letter(), ruled), @"letter-colophon：第6页：信函版记有分隔线，应为不加分隔线");
    let with_printing = |pages: &mut Pages| {
        let official = official();
        let printing = official.pages[5].runs.iter().filter(|run| has(run, "印发"));
        pages.pages[last].runs.extend(printing.cloned());
    };
    assert_snapshot!(spoiled(letter(), with_printing), @"letter-colophon：第6页：信函版记印有印发机关或印发日期，应为不加印发机关和印发日期");
    let number = |pages: &mut Pages| {
        let folio: Vec<Run> = official().pages[0].runs.iter().filter(|run| folio(run)).cloned().collect();
        pages.pages[0].runs.extend(folio);
    };
    assert_snapshot!(spoiled(letter(), number), @"letter-first：第1页：信函首页显示了页码，应为不显示");
}

#[test]
fn the_marks_of_orders_and_minutes_are_measured() {
    let red = |run: &Run| run.color == Color::Red;
    assert_snapshot!(spoiled(order(), |pages| move_runs(pages, 0, red, (0, 200))), @"
    order-mark：第1页：发文机关标志上边缘距版心上边缘 21.63 mm，应为 20.00 mm
    order-number：第1页：发文字号距标志下边缘 19.02 mm，应为 20.89 mm（空二行）
    ");
    assert_snapshot!(spoiled(minutes(), |pages| move_runs(pages, 0, red, (0, 200))), @"
    minutes-mark：第1页：发文机关标志上边缘距版心上边缘 36.70 mm，应为 35.00 mm
    number：第1页：发文字号距标志下边缘 18.93 mm，应为 20.89 mm（空二行）
    ");
}

#[test]
fn an_order_spoiled_in_one_point_is_named() {
    let is_number = |run: &Run| run.element == Element::Front("document_number");
    assert_snapshot!(spoiled(order(), |pages| move_runs(pages, 0, is_number, (200, -200))), @"
    order-number：第1页：发文字号的中线距版心左边缘 80.00 mm，应为 78.00 mm（居中）
    order-number：第1页：发文字号距标志下边缘 19.02 mm，应为 20.89 mm（空二行）
    ");
    let text = |pages: &mut Pages| {
        move_runs(pages, 0, |run| run.y > Length::mm(115) && run.y < Length::mm(262), (0, 1_500));
    };
    let found = spoiled(order(), text);
    assert_snapshot!(found.lines().filter(|line| line.starts_with("order")).collect::<String>(), @"order-text：第1页：正文距令号 40.61 mm，应为 20.89 mm 到 31.34 mm（空二行）");
    let last = order().pages.len() - 1;
    let is_stamp = |run: &Run| run.element == Element::Front("signature");
    assert_snapshot!(spoiled(order(), |pages| move_runs(pages, last, is_stamp, (-600, -300))), @"
    lines：第2页：“县长甲某某”一行距上一行 28.34 mm，应为 31.32 mm
    lines：第2页：“2023年3月1…”一行距上一行 23.89 mm，应为 20.88 mm
    order-stamp：第2页：签名章距下一行 23.89 mm，应为 20.89 mm（空一行）
    order-stamp：第2页：签名章右空 28.25 mm，应为 22.29 mm
    order-stamp：第2页：签名章距正文 28.34 mm，应为 31.34 mm（空二行）
    ");
}

#[test]
fn minutes_spoiled_in_one_point_are_named() {
    let page = minutes().pages.iter().position(|page| page.runs.iter().any(|run| has(run, "出席"))).unwrap();
    let moved = |pages: &mut Pages| move_runs(pages, page, |run| has(run, "出席"), (200, 0));
    assert_snapshot!(spoiled(minutes(), moved), @"
    indents：第2页：“出席：甲某某乙某…”一行左空 13.11 mm，应为 11.14 mm
    minutes-attendance：第2页：“出席：甲某某乙某…”左空 13.11 mm，应为 11.14 mm
    ");
    let faces = |pages: &mut Pages| {
        reface(pages, page, |run| has(run, "请假"), Role::FangSong);
        reface(pages, page, |run| has(run, "县司法局"), Role::Kai);
    };
    assert_snapshot!(spoiled(minutes(), faces), @"
    minutes-attendance：第2页：“请假”用仿宋（FandolFang-Regular），应为黑体
    minutes-attendance：第2页：“县司法局癸某某、…”用楷体（FandolKai-Regular），应为仿宋
    ");
    let hanging = |pages: &mut Pages| move_line(pages, page, "庚某某", (-300, 0));
    assert_snapshot!(spoiled(minutes(), hanging), @"minutes-attendance：第2页：“己某庚某某辛某”左空 24.82 mm，应为 27.86 mm");
    let lower = |pages: &mut Pages| {
        let first = line(pages, page, "出席");
        move_runs(pages, page, |run| run.y >= first && run.y < Length::mm(240), (0, 1_045));
    };
    assert_snapshot!(spoiled(minutes(), lower), @"minutes-attendance：第2页：“出席：甲某某乙某…”距上一行 31.35 mm，应为 10.45 mm 或 20.89 mm（另起一行，或空一行）");
}

#[test]
fn a_cover_with_a_page_number_is_named() {
    let spoil = |pages: &mut Pages| {
        let folio: Vec<Run> = report().pages[0].runs.iter().filter(|run| folio(run)).cloned().collect();
        pages.pages[0].runs.extend(folio);
    };
    assert_snapshot!(spoiled(cover(), spoil), @"cover-folio：第1页：封面编了页码，应为不编");
}

#[test]
fn a_page_that_says_that_it_was_adjusted_may_hold_other_lines_and_no_other_page_may() {
    let closer = |pages: &mut Pages| {
        let first = lines(&pages.pages[1])[0];
        let pitch = (Length::mm(225) - Length::mm(156) / 28) / 22;
        for (k, y) in (0..).zip(lines(&pages.pages[1])) {
            change(pages, 1, |run| run.y == y, |run| run.y = Length::emu(-(first + pitch * k).to_emu()));
        }
        change(pages, 1, |run| run.y < Length::ZERO, |run| run.y = -run.y);
    };
    let found = |found: String| found.lines().filter(|line| line.starts_with("lines")).collect::<String>();
    assert_snapshot!(found(spoiled(report(), closer)), @"lines：第2页：行距 9.97 mm，应为 10.45 mm（一行）");
    let mut named = report();
    closer(&mut named);
    named.pages[1].adjusted_lines = Some(23);
    assert_eq!(found(unmet(&measured(&named))), "");
}

#[test]
fn a_book_is_measured_part_by_part() {
    let parts = ["---\nlayout: cover\n---\n\n# 佐证材料\n", "---\nlayout: report\n---\n\n# 报告\n\n正文。\n"];
    let report = measured(&pages::typeset_book(&parts).value);
    let sections: Vec<(Layout, usize)> =
        report.sections.iter().map(|section| (section.layout, section.pages)).collect();
    assert_eq!(sections, [(Layout::Cover, 1), (Layout::Report, 1)]);
    assert_eq!(unmet(&report), "");
}

#[test]
fn pages_of_another_size_are_counted_and_not_measured() {
    let mut document = report();
    let wide = Page { width: Length::mm(420), ..document.pages[1].clone() };
    document.pages.insert(1, wide);
    let report = measured(&document);
    assert_eq!((report.pages, report.foreign.as_slice()), (document.pages.len(), &[2][..]));
    assert_eq!(unmet(&report), "");
}

/// A page of Letter size in Helvetica and Courier, which the file does not hold, as many programs write it.
fn foreign() -> Vec<u8> {
    use lopdf::{Document, Object, Stream, dictionary};
    let mut file = Document::with_version("1.4");
    let font = |name: &str| dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name };
    let (one, other) = (file.add_object(font("Helvetica")), file.add_object(font("Courier")));
    let fonts = dictionary! { "F1" => one, "F2" => other };
    let text = "BT /F1 12 Tf 72 700 Td (Notice) Tj 0 -20 Td (of a meeting) Tj /F2 12 Tf 0 -20 Td (x) Tj ET";
    let content = file.add_object(Stream::new(dictionary! {}, text.as_bytes().to_vec()));
    let pages = file.new_object_id();
    let page = file.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => pages,
        "MediaBox" => vec![0.into(), 0.into(), 612.into(), 792.into()],
        "Resources" => dictionary! { "Font" => fonts },
        "Contents" => content,
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![Object::from(page)], "Count" => 1 };
    file.objects.insert(pages, Object::Dictionary(tree));
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_page_by_another_program_is_measured_as_well() {
    assert_eq!(proof::measure(foreign(), None), Err(Refusal::LayoutUnknown));
    let report = proof::measure(foreign(), Some(Layout::Official)).unwrap();
    assert_snapshot!(unmet(&report), @"
    paper：第1页：纸张宽 215.90 mm，应为 210.00 mm
    paper：第1页：纸张高 279.40 mm，应为 297.00 mm
    block：第1页：版心左边之外有墨迹，到 25.48 mm，应为至少 28.00 mm
    block：第1页：版心上边之外有墨迹，到 29.42 mm，应为至少 37.00 mm
    size：第1页：正文字号 12.0 pt，应为 16.0 pt
    folio-sequence：第1页：页码没有印出，应为每面都印
    embedded：第1页：字体 Helvetica、Courier 没有嵌入，应为全部嵌入文件
    ");
}

#[test]
fn what_is_no_sound_pdf_is_refused_or_measured_and_never_a_panic() {
    assert_eq!(proof::measure(Vec::new(), Some(Layout::Report)), Err(Refusal::NoPdf));
    let sound = pdf::write(&table(), pages::faces());
    let mut outcomes = BTreeSet::new();
    for at in (0..sound.len()).step_by(sound.len() / 150) {
        let cut = proof::measure(sound[..at].to_vec(), None);
        let mut changed = sound.clone();
        changed[at] ^= 0x15;
        let changed = proof::measure(changed, None);
        outcomes.extend([cut.is_ok(), changed.is_ok()]);
        assert!(![cut.err(), changed.err()].contains(&Some(Refusal::Broken)));
    }
    assert_eq!(outcomes.len(), 2, "some were refused and some measured");
}

#[test]
fn a_clerk_reads_the_clauses_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut pages = report();
    move_runs(&mut pages, 1, folio, (0, 200));
    fs::write(folder.path().join("a.pdf"), pdf::write(&pages, pages::faces())).unwrap();
    fs::write(folder.path().join("b.pdf"), "text").unwrap();
    assert_snapshot!(program::bare(folder.path(), &["proof", "a.pdf"]), @"
    a.pdf：共 4 页

    版式 report（报告，无版头），4 页：符合 17 条，不符合 1 条
    符合　  §5.1      纸张为 A4（210 mm × 297 mm）
    符合　  §5.2.1    除页码外都在 156 mm × 225 mm 的版心内
    符合　  §5.2.1    天头 37 mm ± 1 mm
    符合　  §5.2.1    订口 28 mm ± 1 mm
    符合　  §5.2.2    正文用3号字
    符合　  §5.2.2    正文用仿宋体
    符合　  §5.2.3    每面 22 行，行距相等
    符合　  §5.2.3    每行 28 个字
    符合　  §5.2.3    文字撑满版心
    符合　  §5.2.4    文字为黑色
    符合　  §7.3.1    标题用2号小标宋，居中
    请目测  §7.3.1    标题回行词意完整、排列对称，用梯形或菱形
    符合　  §7.3.3    每段左空二字
    无此项  §7.3.3    一级标题黑体，二级标题楷体
    无此项  §7.3.5    成文日期与署名的位置，日期不编虚位
    无此项  §7.3.7    “附件”用3号黑体，顶格在第一行，标题在第三行
    不符合  §7.5      页码的一字线距版心下边缘 7 mm，单页居右、双页居左各空一字
              第2页：页码一字线距版心下边缘 9.00 mm，应为 7.00 mm
    符合　  §7.5      页码用4号半角宋体数字，左右各一条一字线
    符合　  §7.5      页码连续编排
    无此项  §8        横排表格的表头，单页在订口一边，双页在切口一边
    符合　  clreq     一段的末行不独在页首（国标未规定）
    符合　  clreq     标题不独在页末（国标未规定）
    符合　  PDF/A     字体都在文件里（国标未规定）
    印制时  §4        用纸 60–80 g/m²，白度 80%–90%
    印制时  §6.2      双面印刷，页码套正，两面误差不超过 2 mm
    印制时  §6.3      左侧装订，不掉页
    [1]
    ");
    assert_snapshot!(program::bare(folder.path(), &["proof", "a.pdf", "--format", "json"]), @r#"
    {
      "format": 1,
      "findings": [
        {
          "code": "clause-unmet",
          "severity": "error",
          "message": "第2页：页码一字线距版心下边缘 9.00 mm，应为 7.00 mm（§7.5）",
          "place": {
            "file": "a.pdf",
            "sheet": null,
            "cell": null,
            "line": null,
            "column": null
          },
          "related": [],
          "help": "页码的一字线距版心下边缘 7 mm，单页居右、双页居左各空一字"
        }
      ]
    }
    [1]
    "#);
    assert_snapshot!(program::bare(folder.path(), &["proof", "b.pdf"]), @"
    失败：无法查验 b.pdf：不是 PDF 文件，或者文件已损坏
    [3]
    ");
    assert_snapshot!(program::bare(folder.path(), &["proof", "a.pdf", "--layout", "cover", "-q"]), @"[1]");
}

#[test]
fn every_pdf_of_the_example_meets_every_clause() {
    let workspace = folders::example();
    let said = program::juanzong(workspace.path(), &["build", "--proof", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let is_unmet = |finding: &&serde_json::Value| finding["code"] == "clause-unmet";
    let unmet = report["findings"].as_array().unwrap().iter().filter(is_unmet);
    let messages: BTreeSet<&str> = unmet.map(|finding| finding["message"].as_str().unwrap()).collect();
    assert_eq!(Vec::from_iter(messages), Vec::<&str>::new());
    assert_eq!(said.code, 0);
}

#[test]
fn the_walk_through_the_standard_names_every_measured_clause_and_only_tests_that_there_are() {
    let source = |file: &str| fs::read_to_string(folders::repository().join(file)).unwrap();
    let walk = source("src/typeset/GBT_9704.md");
    let code: Vec<&str> = walk.split('`').skip(1).step_by(2).collect();
    let all: BTreeSet<&str> = Layout::ALL.iter().flat_map(|layout| measurable(*layout)).collect();
    for clause in all {
        assert!(code.contains(&clause), "{clause}");
    }
    let tests = source("tests/proof.rs");
    for name in code.iter().filter(|word| word.matches('_').count() > 2) {
        assert!(tests.contains(&format!("fn {name}()")), "{name}");
    }
}

/// A PDF that another program made; `tests/foreign/make.py` makes them again.
fn of_another_program(name: &str) -> Report {
    let path = folders::repository().join(format!("tests/foreign/{name}.pdf"));
    proof::measure(fs::read(path).unwrap(), Some(Layout::Report)).unwrap()
}

#[test]
fn a_sound_document_of_another_program_meets_every_clause() {
    let report = of_another_program("right");
    assert_eq!(unmet(&report), "");
    let met = report.sections[0].clauses.iter().filter(|clause| clause.verdict == Verdict::Met);
    let met: Vec<&str> = met.map(|clause| clause.name).collect();
    for clause in
        ["block", "head-margin", "binding-margin", "face", "lines", "characters", "indents", "title"]
    {
        assert!(met.contains(&clause), "{clause}: {met:?}");
    }
}

#[test]
fn what_is_wrong_in_a_document_of_another_program_is_named_with_its_millimetres() {
    let report = of_another_program("wrong");
    let first = report.unmet().map(|clause| format!("{}：{}", clause.name, clause.remarks[0]));
    assert_snapshot!(first.collect::<Vec<_>>().join("\n"), @r"
    block：第2页：版心上边之外有墨迹，到 32.95 mm，应为至少 37.00 mm
    head-margin：第2页：天头 32.94 mm，应为 37.00 mm
    face：第1页：“第一项工作由牵头…”一行用宋体（NotoSerifSC-Regular），应为仿宋
    indents：第1页：“第一项工作由牵头…”一行左空 0.00 mm，应为 11.14 mm
    folio-place：第1页：单页码右空 6.08 mm，应为 5.20 mm
    folio-form：第1页：页码没有一字线，应为左右各一条一字线
    ");
}

/// A page whose content is so many MiB of blanks when it is unpacked, in a file of some KiB a hundredfold.
fn bomb(mebibytes: usize) -> Vec<u8> {
    use std::io::Write;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![b' '; 8 << 20]).unwrap();
    packed.flush().unwrap();
    let whole = packed.get_ref().clone();
    packed.write_all(&vec![b' '; 8 << 20]).unwrap();
    packed.flush().unwrap();
    // A flushed block stands by itself on the blanks before it: it can be said again and again.
    let again = packed.get_ref()[whole.len()..].repeat(mebibytes / 8);
    let content = [whole, again].concat();
    let mut document = lopdf::Document::with_version("1.7");
    let stream = lopdf::Stream::new(dictionary! { "Filter" => "FlateDecode" }, content);
    let content = document.add_object(stream.with_compression(false));
    let pages = document.new_object_id();
    let size = vec![0.into(), 0.into(), 595.into(), 842.into()];
    let page = dictionary! {
        "Type" => "Page", "Parent" => pages, "MediaBox" => size, "Contents" => content,
    };
    let page = document.add_object(page);
    let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.set_object(pages, kids);
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_file_that_swells_beyond_all_bounds_is_one_failure() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pdf"), bomb(3 << 10)).unwrap();
    let said = program::bare(folder.path(), &["proof", "--layout", "report", "a.pdf"]);
    assert_snapshot!(said, @r"
    失败：无法查验 a.pdf：文件的内容太大或者层次太深，读不下去
    [3]
    ");
}
