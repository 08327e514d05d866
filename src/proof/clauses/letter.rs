//! 信函格式 (§10.1).

use super::super::judge::{Judgement, Part};
use super::super::numbers::{BLOCK, TOLERANCE};
use super::super::sheet::{Area, Bar};
use super::head::number_line;
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
    let Some(line) = number_line(page) else { return };
    let right = BLOCK.right - line.right();
    judgement.length(page.number, "发文字号距版心右边缘", right, (Length::ZERO, TOLERANCE * 2));
    let above = page.red_rules.iter().rev().find(|rule| rule.ink.bottom < line.ink.top);
    if let Some(rule) = above {
        let gap = line.em_top() - rule.ink.bottom;
        judgement.length(page.number, "发文字号距红色双线", gap, (NUMBER, TOLERANCE * 2));
    }
}
