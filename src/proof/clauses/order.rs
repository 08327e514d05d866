//! 命令（令）格式: text and stamps (§10.2, §7.3.5.3).

use super::super::judge::{Judgement, Part, mm};
use super::super::line::Line;
use super::super::numbers::{BLOCK, CELL, LINE_TOLERANCE, PITCH};
use super::super::page::{Page, apart};
use super::signature::is_date;
use crate::base::Length;

/// What measuring allows, in a row of characters of which some are half as wide.
const NEAR: Length = CELL.scaled(2, 5);

/// §10.2: the text two blank lines below the number; it may go down to the next line of the grid.
pub(super) fn text(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages.iter().filter(|page| !page.mark.is_empty() && page.title.is_empty()) {
        let (Some(number), Some(first)) = (page.front.last(), page.body.first()) else { continue };
        let gap = first.em_top() - number.em_bottom();
        let is_so = PITCH * 2 - LINE_TOLERANCE <= gap && gap < PITCH * 3 + LINE_TOLERANCE;
        let wanted = format!(" {} 到 {}（空二行）", mm(PITCH * 2), mm(PITCH * 3));
        judgement.claim(page.number, is_so, ("正文距令号", &wanted), || format!(" {}", mm(gap)));
    }
}

/// §7.3.5.3: post and stamp two blank lines below the text and one above the date, four cells from the right.
pub(super) fn stamp(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        let Some(date) = page.body.iter().position(|line| is_date(line.text())) else { continue };
        let Some(stamps) = stamps(page, date) else { continue };
        for pair in page.body[stamps..=date].windows(2) {
            let (gap, what) = (pair[1].y() - pair[0].y(), "签名章距下一行");
            lines_apart(page, (what, "空一行"), (gap, PITCH * 2), judgement);
        }
        for line in &page.body[stamps..date] {
            let right = BLOCK.right - line.right();
            judgement.length(page.number, "签名章右空", right, (CELL * 4, NEAR));
        }
        if let Some(above) = stamps.checked_sub(1).and_then(|above| page.body.get(above)) {
            let gap = page.body[stamps].y() - above.y();
            lines_apart(page, ("签名章距正文", "空二行"), (gap, PITCH * 3), judgement);
        }
    }
}

fn lines_apart(
    page: &Page,
    (what, lines): (&str, &str),
    (gap, wanted): (Length, Length),
    judgement: &mut Judgement,
) {
    let is_so = apart(gap, wanted) <= LINE_TOLERANCE;
    let wanted = format!(" {}（{lines}）", mm(wanted));
    judgement.claim(page.number, is_so, (what, &wanted), || format!(" {}", mm(gap)));
}

/// The first of the lines above the date that stand in the right half: posts and names.
fn stamps(page: &Page, date: usize) -> Option<usize> {
    let is_stamp = |line: &Line| line.left() > BLOCK.left + CELL * 6;
    let count = page.body[..date].iter().rev().take_while(|line| is_stamp(line)).count();
    (count > 0).then_some(date - count)
}
