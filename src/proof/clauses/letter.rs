//! 信函格式 (§10.1).

use super::super::face::Kind;
use super::super::judge::{Judgement, Part, mm};
use super::super::line::Line;
use super::super::numbers::{BLOCK, CELL, LINE_TOLERANCE, PITCH, SIZE_4, TOLERANCE};
use super::super::page::{Page, apart};
use super::super::sheet::{Area, Bar};
use super::head::corner_form;
use crate::base::Length;

/// From the sheet's upper edge to the mark.
const MARK: Length = Length::mm(30);
/// From the mark to the first double rule, and from the last one to the sheet's lower edge.
const FIRST_RULE: Length = Length::mm(4);
const LAST_RULE: Length = Length::mm(20);
/// How long the double rules are.
const RULE: Length = Length::mm(170);
/// From the first rule to the number: 7/8 of a character of 3号.
const NUMBER: Length = Length::pt(14);
/// The two lines of a double rule stand nearer than this.
const DOUBLE: Length = Length::mm(4);

/// §10.1: the mark, 30 mm below the sheet's upper edge.
pub(super) fn mark(part: &Part<'_>, judgement: &mut Judgement) {
    let Some(page) = part.pages.first() else { return };
    let Some(ink) = Area::around(page.mark.iter().map(|line| line.ink)) else { return };
    judgement.length(page.number, "发文机关标志上边缘距上页边", ink.top, (MARK, TOLERANCE));
}

/// §10.1: red double rules of 170 mm, thick above thin 4 mm below the mark, thin above thick at the foot.
pub(super) fn rules(part: &Part<'_>, judgement: &mut Judgement) {
    let Some(page) = part.pages.first() else { return };
    let pairs: Vec<&[Bar]> =
        page.red_rules.chunk_by(|one, next| next.ink.top - one.ink.bottom < DOUBLE).collect();
    let is_double = pairs.len() == 2 && pairs.iter().all(|pair| pair.len() == 2);
    judgement.claim(page.number, is_double, ("红色双线", "两组，每组两条"), || {
        format!("有 {} 组，共 {} 条", pairs.len(), page.red_rules.len())
    });
    for rule in &page.red_rules {
        judgement.length(page.number, "红色双线长", rule.ink.width(), (RULE, TOLERANCE));
        judgement.length(page.number, "红色双线中点", rule.ink.center(), (page.width / 2, TOLERANCE));
    }
    let mark = Area::around(page.mark.iter().map(|line| line.ink));
    if let (Some(mark), Some(first)) = (mark, page.red_rules.first()) {
        let gap = first.ink.top - mark.bottom;
        judgement.length(page.number, "第一条红色双线距标志下边缘", gap, (FIRST_RULE, TOLERANCE));
    }
    if let Some(last) = page.red_rules.last().filter(|_| pairs.len() > 1) {
        let gap = page.height - last.ink.bottom;
        judgement.length(page.number, "第二条红色双线距下页边", gap, (LAST_RULE, TOLERANCE));
    }
    thickness(page.number, &pairs, judgement);
}

fn thickness(page: usize, pairs: &[&[Bar]], judgement: &mut Judgement) {
    if let [[upper, lower], [above, below]] = pairs {
        let is_so = upper.ink.height() > lower.ink.height() && above.ink.height() < below.ink.height();
        judgement.claim(
            page,
            is_so,
            ("红色双线", "上一组上粗下细、下一组上细下粗"),
            || "粗细次序不对".to_owned(),
        );
    }
}

/// §10.1: 发文字号 at the right edge of the block below the first double rule.
pub(super) fn number(part: &Part<'_>, judgement: &mut Judgement) {
    let Some(page) = part.pages.first() else { return };
    let Some(number) = front_groups(page).into_iter().rfind(is_number) else { return };
    let right = BLOCK.right - number.right();
    judgement.length(page.number, "发文字号距版心右边缘", right, (Length::ZERO, TOLERANCE * 2));
    below_rule(page, ("发文字号", &number), judgement);
}

/// §10.1: 份号, 密级, 紧急程度 at the left edge, the first of them as far below the double rule as the number.
pub(super) fn corner(part: &Part<'_>, judgement: &mut Judgement) {
    let Some(page) = part.pages.first() else { return };
    let corner: Vec<Line> = front_groups(page).into_iter().filter(|line| !is_number(line)).collect();
    for line in &corner {
        corner_form(part, page.number, line, judgement);
    }
    if let Some(first) = corner.first() {
        below_rule(page, (&first.head(), first), judgement);
    }
}

/// §10.1: the title two blank lines below what stands above it.
pub(super) fn title(part: &Part<'_>, judgement: &mut Judgement) {
    let Some(page) = part.pages.first() else { return };
    let (Some(title), Some(rule)) = (page.title.first(), first_rule(page)) else { return };
    let above = page.front.iter().map(Line::em_bottom).max().unwrap_or(rule.ink.bottom);
    let gap = title.em_top() - above;
    let wanted = format!(" {}（空二行）", mm(PITCH * 2));
    let is_so = apart(gap, PITCH * 2) <= LINE_TOLERANCE;
    judgement.claim(page.number, is_so, ("标题距其上的要素", &wanted), || format!(" {}", mm(gap)));
}

/// §10.1: the colophon at the foot of the last page, without rules, printing office and day.
pub(super) fn colophon(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        let ruled = page.colophon.iter().flat_map(|colophon| &colophon.lines);
        let lines: Vec<&Line> =
            page.small.iter().skip_while(|line| !opens_colophon(line)).chain(ruled).collect();
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { continue };
        let has_rules = page.colophon.is_some();
        judgement
            .claim(page.number, !has_rules, ("信函版记", "不加分隔线"), || "有分隔线".to_owned());
        let printing = lines.iter().any(|line| line.text().ends_with("印发"));
        let wanted = ("信函版记", "不加印发机关和印发日期");
        judgement.claim(page.number, !printing, wanted, || "印有印发机关或印发日期".to_owned());
        judgement.size(page.number, ("版记", first), SIZE_4);
        judgement.face(page.number, part, ("版记", first), Kind::FangSong);
        let left = first.left() - BLOCK.left;
        judgement.length(page.number, "版记左空", left, (SIZE_4, TOLERANCE * 2));
        let foot = BLOCK.bottom - last.em_bottom();
        let is_so = Length::ZERO - TOLERANCE <= foot && foot <= CELL;
        let wanted = ("版记距版心下边缘", "不到一字（版心内最下方）");
        judgement.claim(page.number, is_so, wanted, || format!(" {}", mm(foot)));
    }
}

fn opens_colophon(line: &Line) -> bool {
    line.text().starts_with("抄送") || line.text().starts_with("主送")
}

/// What stands between the first double rule and the title; a number beside the corner is a group of its own.
fn front_groups(page: &Page) -> Vec<Line> {
    page.front.iter().flat_map(Line::groups).collect()
}

fn is_number(line: &Line) -> bool {
    line.left() > BLOCK.left + CELL && (line.text().ends_with('号') || line.text().contains('〔'))
}

/// The lower line of the first double rule.
fn first_rule(page: &Page) -> Option<&Bar> {
    page.red_rules.chunk_by(|one, next| next.ink.top - one.ink.bottom < DOUBLE).next()?.last()
}

fn below_rule(page: &Page, (what, line): (&str, &Line), judgement: &mut Judgement) {
    if let Some(rule) = first_rule(page) {
        let gap = line.em_top() - rule.ink.bottom;
        let what = format!("{what}距红色双线");
        judgement.length(page.number, &what, gap, (NUMBER, TOLERANCE * 2));
    }
}
