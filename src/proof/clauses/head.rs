//! 版头: corner, issuer mark, document number, signers, red rule (§7.2).

use super::super::face::Kind;
use super::super::judge::{Judgement, Part, mm};
use super::super::line::Line;
use super::super::numbers::{BLOCK, CELL, PITCH, SIZE_3, TOLERANCE};
use super::super::page::{Page, apart};
use super::super::sheet::Area;
use super::annex;
use super::paper::centered;
use crate::base::Length;

/// From the block's upper edge to the mark (§7.2.4).
const MARK: Length = Length::mm(35);
/// The same for orders (§10.2).
const ORDER_MARK: Length = Length::mm(20);
/// What measuring allows below a mark: its ink ends up to a tenth of its em above its em box.
const MARK_TOLERANCE: Length = Length::hundredths_of_mm(150);
/// From the number to the red rule (§7.2.7).
const RULE_GAP: Length = Length::mm(4);
/// The corner's elements begin no farther in than this, and end above this.
const CORNER: (Length, Length) = (Length::mm(35), Length::mm(70));

/// §7.2.1–§7.2.3: 份号, 密级, 紧急程度, flush left in the upper left corner.
pub(super) fn corner(part: &Part<'_>, judgement: &mut Judgement) {
    for page in first_pages(part) {
        let mark = Area::around(page.mark.iter().map(|line| line.ink)).map(|ink| ink.top);
        let is_corner =
            |line: &&Line| line.left() < CORNER.0 && line.y() < mark.unwrap_or(CORNER.1).min(CORNER.1);
        let is_label = |line: &&Line| annex::is_label(line.text());
        for line in page.front.iter().filter(is_corner).filter(|line| !is_label(line)) {
            corner_form(part, page.number, line, judgement);
        }
    }
}

/// Flush left, 3号, 黑体 but for 份号, which has six digits.
pub(super) fn corner_form(part: &Part<'_>, page: usize, line: &Line, judgement: &mut Judgement) {
    let what = line.head();
    let left = line.left() - BLOCK.left;
    judgement.length(page, &format!("{what}距版心左边缘"), left, (Length::ZERO, TOLERANCE));
    judgement.size(page, (&what, line), SIZE_3);
    if line.text().chars().all(|character| character.is_ascii_digit()) {
        let count = line.glyphs().len();
        judgement.claim(page, count == 6, ("份号", " 6 位"), || format!("有 {count} 位"));
    } else {
        judgement.face(page, part, (&what, line), Kind::Hei);
    }
}

/// §7.2.4: 发文机关标志, 35 mm below the block's upper edge.
pub(super) fn mark(part: &Part<'_>, judgement: &mut Judgement) {
    mark_at(part, judgement, MARK);
}

/// §10.2: the mark of an order, 20 mm below the block's upper edge.
pub(super) fn order_mark(part: &Part<'_>, judgement: &mut Judgement) {
    mark_at(part, judgement, ORDER_MARK);
}

fn mark_at(part: &Part<'_>, judgement: &mut Judgement, top: Length) {
    for page in first_pages(part) {
        let Some(ink) = Area::around(page.mark.iter().map(|line| line.ink)) else {
            let has_none = page.red_rules.is_empty();
            let found = || "没有找到".to_owned();
            judgement.claim(page.number, has_none, ("发文机关标志", "红色大字，在红线之上"), found);
            continue;
        };
        let what = "发文机关标志上边缘距版心上边缘";
        judgement.length(page.number, what, ink.top - BLOCK.top, (top, TOLERANCE));
        let off = apart(ink.center(), BLOCK.center());
        let (what, wanted) = ("发文机关标志的中线偏离版心中线", "居中");
        judgement.claim(page.number, off <= Length::mm(1), (what, wanted), || format!(" {}", mm(off)));
        for line in &page.mark {
            judgement.face(page.number, part, ("发文机关标志", line), Kind::TitleSong);
            let off = line.glyphs().iter().find(|glyph| !glyph.color.is_red());
            judgement.claim(page.number, off.is_none(), ("发文机关标志", "红色"), || {
                "不是红色".to_owned()
            });
        }
    }
}

/// §7.2.5: 发文字号, two blank lines below the mark, centred, in 3号仿宋.
pub(super) fn number(part: &Part<'_>, judgement: &mut Judgement) {
    for page in first_pages(part) {
        let Some(line) = number_line(page).and_then(number_alone) else { continue };
        let line = &line;
        judgement.size(page.number, ("发文字号", line), SIZE_3);
        judgement.face(page.number, part, ("发文字号", line), Kind::FangSong);
        if !has_signers(page) {
            centered(judgement, page, ("发文字号", line));
            if let Some(mark) = page.mark.last() {
                let gap = line.em_top() - mark.em_bottom();
                let is_so = apart(gap, PITCH * 2) <= MARK_TOLERANCE;
                let wanted = format!(" {}（空二行）", mm(PITCH * 2));
                let what = "发文字号距标志下边缘";
                judgement.claim(page.number, is_so, (what, &wanted), || format!(" {}", mm(gap)));
            }
        }
        if let Some(fault) = wrong_number(line.text()) {
            judgement.claim(page.number, false, ("发文字号", "形如 ×发〔2023〕1号"), || {
                fault.to_owned()
            });
        }
    }
}

/// §7.2.6: 签发人 at the right of the number, the names in 楷体.
pub(super) fn signers(part: &Part<'_>, judgement: &mut Judgement) {
    for page in first_pages(part) {
        let mut lines = page.front.iter().skip_while(|line| !line.text().contains(SIGNERS)).peekable();
        let Some(line) = lines.peek().copied() else { continue };
        let right = BLOCK.right - lines.map(Line::right).max().unwrap_or_default();
        judgement.length(page.number, "签发人姓名距版心右边缘", right, (CELL, CELL / 2));
        let Some(name) = line.glyphs().last() else { continue };
        let kind = part.kind(Some(name.face));
        let found = || format!("用{}", kind.label());
        judgement.claim(page.number, kind == Kind::Kai, ("签发人姓名", "楷体"), found);
    }
}

const SIGNERS: &str = "签发人";

fn has_signers(page: &Page) -> bool {
    page.front.iter().any(|line| line.text().contains(SIGNERS))
}

/// §7.2.7: the red rule, 4 mm below the number, as wide as the block.
pub(super) fn rule(part: &Part<'_>, judgement: &mut Judgement) {
    for page in first_pages(part).filter(|page| !page.mark.is_empty()) {
        let rule = page.red_rules.first();
        let found = || "没有找到".to_owned();
        judgement.claim(page.number, rule.is_some(), ("版头的红色分隔线", "与版心等宽的红线"), found);
        let Some(rule) = rule else { continue };
        let what = "红色分隔线长";
        judgement.length(page.number, what, rule.ink.width(), (BLOCK.width(), TOLERANCE));
        let left = rule.ink.left - BLOCK.left;
        judgement.length(page.number, "红色分隔线距版心左边缘", left, (Length::ZERO, TOLERANCE));
        if let Some(above) = page.front.iter().rfind(|line| line.y() < rule.ink.top) {
            let gap = rule.ink.middle() - above.em_bottom();
            judgement.length(page.number, "红色分隔线距发文字号", gap, (RULE_GAP, TOLERANCE));
        }
    }
}

/// Pages that have a letterhead, or begin a text.
fn first_pages<'a>(part: &'a Part<'_>) -> impl Iterator<Item = &'a Page> {
    part.pages.iter().filter(|page| !page.mark.is_empty() || !page.front.is_empty())
}

/// The last line of the letterhead that ends in 号, or stands in the place of one.
fn number_line(page: &Page) -> Option<&Line> {
    let mark = page.mark.iter().map(|line| line.ink.bottom).max();
    page.front.iter().rev().find(|line| {
        let text = line.text().split(SIGNERS).next().unwrap_or_default();
        text.ends_with('号') || text.contains('〔') || mark.is_some_and(|foot| foot < line.ink.top)
    })
}

/// The line without the signers who stand beside the number.
fn number_alone(line: &Line) -> Option<Line> {
    let count = line.text().split(SIGNERS).next().unwrap_or_default().chars().count();
    let end = line.glyphs().get(count).map(|glyph| glyph.x);
    let number = line.only(|glyph| end.is_none_or(|end| glyph.x < end))?;
    number.groups().into_iter().next()
}

/// What is wrong with the form of a number (§7.2.5).
fn wrong_number(text: &str) -> Option<&'static str> {
    let Some((_, rest)) = text.split_once('〔') else {
        let is_year = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
        let mut others = text.split(['[', '【', '［', '(', '（']).skip(1);
        return others.any(is_year).then_some("年份没有用六角括号〔〕");
    };
    let Some((year, serial)) = rest.split_once('〕') else { return Some("缺少括号〕") };
    match () {
        () if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) => Some("年份不是四位数字"),
        () if serial.starts_with('第') => Some("序号前加了“第”"),
        () if serial.starts_with('0') => Some("序号编了虚位"),
        () => None,
    }
}
