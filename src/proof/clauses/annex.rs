//! 附件 (§7.3.7).

use super::super::face::Kind;
use super::super::judge::{Judgement, Part};
use super::super::line::Line;
use super::super::numbers::{LINE_TOLERANCE, PITCH, SIZE_3, TOLERANCE};
use super::super::page::Page;
use crate::base::Length;

/// §7.3.7: “附件1” in 3号黑体 on the first line, flush left; the title on the third.
pub(super) fn annexes(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        let Some(label) = label(page) else { continue };
        let (head, left) = (label.em_top() - page.block.top, label.left() - page.block.left);
        judgement.size(page.number, ("附件标记", label), SIZE_3);
        judgement.face(page.number, part, ("附件标记", label), Kind::Hei);
        judgement.length(page.number, "附件标记距版心上边缘", head, (Length::ZERO, LINE_TOLERANCE));
        judgement.length(page.number, "附件标记距版心左边缘", left, (Length::ZERO, TOLERANCE));
        if let Some(title) = page.title.first() {
            let gap = title.em_top() - page.block.top;
            judgement.length(page.number, "附件标题距版心上边缘", gap, (PITCH * 2, LINE_TOLERANCE));
        }
    }
}

/// The first line of the page, if it is 附件 with its number.
fn label(page: &Page) -> Option<&Line> {
    let lines = page.front.iter().chain(&page.body).chain(&page.small);
    let first = lines.filter(|line| is_label(line.text())).min_by_key(|line| line.y())?;
    (first.y() < page.block.top + PITCH).then_some(first)
}

/// Whether a line is 附件 with its number; a colon behind it is looked at, too.
pub(super) fn is_label(text: &str) -> bool {
    text.strip_prefix("附件").is_some_and(|rest| rest.chars().all(|character| character.is_ascii_digit()))
}
