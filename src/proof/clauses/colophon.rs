//! 版记 (§7.4).

use super::super::face::Kind;
use super::super::judge::{Judgement, Part};
use super::super::numbers::{BLOCK, SIZE_4, TOLERANCE};
use super::super::page::{Colophon, Page};
use crate::base::Length;

/// First and last rule, and the rules between them (§7.4.1).
const THICK: Length = Length::hundredths_of_mm(35);
const THIN: Length = Length::hundredths_of_mm(25);
/// What measuring allows for the thickness of a rule.
const THICKNESS_TOLERANCE: Length = Length::hundredths_of_mm(4);

/// §7.4.1: rules as wide as the block, the last one on its lower edge.
pub(super) fn rules(part: &Part<'_>, judgement: &mut Judgement) {
    for (page, colophon) in colophons(part) {
        let last = colophon.rules.len().saturating_sub(1);
        for (k, rule) in colophon.rules.iter().enumerate() {
            let what = format!("版记第{}条分隔线", k + 1);
            judgement.length(page.number, &format!("{what}长"), rule.ink.width(), (BLOCK.width(), TOLERANCE));
            let thickness = if k == 0 || k == last { THICK } else { THIN };
            let wanted = (thickness, THICKNESS_TOLERANCE);
            judgement.length(page.number, &format!("{what}粗"), rule.ink.height(), wanted);
        }
        if let Some(rule) = colophon.rules.last() {
            let foot = rule.ink.middle() - BLOCK.top;
            let what = "版记末条分隔线距版心上边缘";
            judgement.length(page.number, what, foot, (BLOCK.height(), TOLERANCE));
        }
    }
}

/// §7.4.2, §7.4.3: 4号仿宋, one cell in on both sides.
pub(super) fn text(part: &Part<'_>, judgement: &mut Judgement) {
    for (page, colophon) in colophons(part) {
        for line in &colophon.lines {
            let what = format!("版记{}", line.head());
            judgement.size(page.number, (&what, line), SIZE_4);
            judgement.face(page.number, part, (&what, line), Kind::FangSong);
            if line.text().ends_with("印发") {
                let (left, right) = (line.left() - BLOCK.left, BLOCK.right - line.right());
                judgement.length(page.number, &format!("{what}左空"), left, (SIZE_4, Length::mm(1)));
                judgement.length(page.number, &format!("{what}右空"), right, (SIZE_4, Length::mm(1)));
            }
        }
    }
}

fn colophons<'a>(part: &'a Part<'_>) -> impl Iterator<Item = (&'a Page, &'a Colophon)> {
    part.pages.iter().filter_map(|page| Some((page, page.colophon.as_ref()?)))
}
