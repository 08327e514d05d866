//! 标题 and 主送机关 (§7.3.1, §7.3.2).

use super::super::face::Kind;
use super::super::judge::{Judgement, Part, mm};
use super::super::line::Line;
use super::super::numbers::{BLOCK, CELL, LINE_TOLERANCE, PITCH, SIZE_2};
use super::super::page::{Page, apart};
use super::paper::centered;
use crate::base::Length;

/// Lines of a title stand nearer to each other than this.
const SAME_TITLE: Length = Length::mm(16);

/// §7.3.1: 2号小标宋, centred, two blank lines below the red rule.
pub(super) fn title(part: &Part<'_>, judgement: &mut Judgement) {
    form(part, judgement);
    for page in part.pages {
        below_rule(page, judgement);
    }
}

/// §7.3.1: 2号小标宋, centred.
pub(super) fn form(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        for line in &page.title {
            let what = format!("标题{}", line.head());
            judgement.size(page.number, (&what, line), SIZE_2);
            judgement.face(page.number, part, (&what, line), Kind::TitleSong);
            centered(judgement, page, (&what, line));
        }
    }
}

fn below_rule(page: &Page, judgement: &mut Judgement) {
    let rule = page.red_rules.first().filter(|_| !page.mark.is_empty());
    let (Some(rule), Some(title)) = (rule, page.title.first()) else { return };
    let gap = title.em_top() - rule.ink.middle();
    let is_so = apart(gap, PITCH * 2) <= LINE_TOLERANCE;
    let wanted = format!(" {}（空二行）", mm(PITCH * 2));
    judgement.claim(page.number, is_so, ("标题距红色分隔线", &wanted), || format!(" {}", mm(gap)));
}

/// §7.3.2: 主送机关 a line below the title, flush left, a full-width colon at its end.
pub(super) fn addressees(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        let Some(title) = first_title(page) else { continue };
        let below: Vec<&Line> = page.body.iter().filter(|line| line.y() > title.y()).collect();
        let is_flush = |line: &&&Line| apart(line.left(), BLOCK.left) < CELL / 2;
        let lines: Vec<&Line> = below.iter().take_while(is_flush).copied().collect();
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { continue };
        let gap = first.em_top() - title.em_bottom();
        let is_so = PITCH - LINE_TOLERANCE <= gap && gap <= PITCH * 2 + LINE_TOLERANCE;
        let wanted = format!(" {} 到 {}（空一行）", mm(PITCH), mm(PITCH * 2));
        judgement.claim(page.number, is_so, ("主送机关距标题", &wanted), || format!(" {}", mm(gap)));
        let ends = last.text().ends_with('：');
        judgement.claim(page.number, ends, ("主送机关末尾", "全角冒号"), || {
            format!("是{}", last.head())
        });
    }
}

/// The last line of the title with which a page begins.
fn first_title(page: &Page) -> Option<&Line> {
    let first = page.title.first()?;
    let is_head = page.body.first().is_none_or(|line| line.y() > first.y());
    let block = page.title.windows(2).take_while(|pair| pair[1].y() - pair[0].y() < SAME_TITLE);
    is_head.then(|| block.last().map_or(first, |pair| &pair[1]))
}
