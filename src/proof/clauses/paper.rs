//! Sheet, margins, block, colours, faces in the file: §5.1, §5.2.1, §5.2.4.

use super::super::judge::{Judgement, Part, mm};
use super::super::line::Line;
use super::super::numbers::{BLOCK, MARGIN_TOLERANCE, SHEET, TOLERANCE};
use super::super::page::{Page, apart};
use super::super::sheet::Area;
use crate::base::Length;

/// Ink that leaves the block by less is not seen; the last rule of a colophon lies on the edge itself.
const EDGE: Length = Length::hundredths_of_mm(40);
/// A first line further in than this is indented, not shifted.
const FLUSH: Length = Length::mm(8);

/// §5.1: A4.
pub(super) fn sheet(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        judgement.length(page.number, "纸张宽", page.width, (SHEET.0, TOLERANCE));
        judgement.length(page.number, "纸张高", page.height, (SHEET.1, TOLERANCE));
    }
}

/// §5.2.1: 天头 37 mm, where the page begins with text.
pub(super) fn head_margin(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages.iter().filter(|page| page.turn == 0) {
        if let Some(first) = first_text(page) {
            judgement.length(page.number, "天头", first.em_top(), (BLOCK.top, MARGIN_TOLERANCE));
        }
    }
}

/// The first line, if nothing but text stands above the rest.
fn first_text(page: &Page) -> Option<&Line> {
    let first = page.body.first()?;
    let others = page.mark.iter().chain(&page.front).chain(&page.title).chain(&page.small);
    let is_first = others.map(|line| line.ink.top).chain(page.figures.iter().map(|area| area.top));
    is_first.min().is_none_or(|top| top > first.ink.top).then_some(first)
}

/// §5.2.1: 订口 28 mm, by lines that begin at the block's edge.
pub(super) fn binding_margin(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages.iter().filter(|page| page.turn == 0) {
        let flush = page.body.iter().filter(|line| line.left() < BLOCK.left + FLUSH);
        // Names that sign side by side stand each below its seal.
        for line in flush.filter(|line| line.groups().len() == 1) {
            let what = format!("订口（{}一行）", line.head());
            judgement.length(page.number, &what, line.left(), (BLOCK.left, MARGIN_TOLERANCE));
        }
    }
}

/// §5.2.1: nothing but the page number stands outside of 156 mm × 225 mm.
pub(super) fn block(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        let Some(ink) = Area::around(page.ink.iter().copied()) else { continue };
        let edges = [
            ("左边", "至少", BLOCK.left - ink.left, BLOCK.left, ink.left),
            ("上边", "至少", BLOCK.top - ink.top, BLOCK.top, ink.top),
            ("右边", "至多", ink.right - BLOCK.right, BLOCK.right, ink.right),
            ("下边", "至多", ink.bottom - BLOCK.bottom, BLOCK.bottom, ink.bottom),
        ];
        for (side, limit, beyond, edge, found) in edges {
            let (what, wanted) = (format!("版心{side}之外有墨迹，到"), format!("{limit} {}", mm(edge)));
            judgement.claim(page.number, beyond <= EDGE, (&what, &wanted), || format!(" {}", mm(found)));
        }
    }
}

/// §5.2.4: text is black; red only in the letterhead.
pub(super) fn colors(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        let lines = page.front.iter().chain(&page.title).chain(&page.body).chain(&page.small);
        for line in lines.chain(&page.folio) {
            let off = line.glyphs().iter().find(|glyph| !glyph.color.is_black());
            let what = format!("{}一行的颜色", line.head());
            judgement.claim(page.number, off.is_none(), (&what, "黑色"), || {
                format!("是 RGB {:?}", off.map(|glyph| glyph.color.0).unwrap_or_default())
            });
        }
    }
}

/// Every face is in the file, or it prints otherwise elsewhere.
pub(super) fn embedded(part: &Part<'_>, judgement: &mut Judgement) {
    let Some(first) = part.pages.first() else { return };
    let names = part.missing.join("、");
    judgement.claim(first.number, part.missing.is_empty(), ("字体", "全部嵌入文件"), || {
        format!(" {names} 没有嵌入")
    });
}

/// The turned page: the head of a table at the left edge of the sheet (§8).
pub(super) fn turned(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages.iter().filter(|page| page.turn != 0) {
        let found = || format!("在{}边", if page.turn == 90 { "左" } else { "右" });
        judgement.claim(page.number, page.turn == 90, ("横排表格的表头", "在左边"), found);
    }
}

/// A line's middle stands in the middle of the block.
pub(super) fn centered(judgement: &mut Judgement, page: &Page, (what, line): (&str, &Line)) {
    let (found, wanted) = (line.center() - page.block.left, page.block.center() - page.block.left);
    let is_so = apart(found, wanted) <= TOLERANCE;
    let wanted = format!(" {}（居中）", mm(wanted));
    judgement.claim(page.number, is_so, (&format!("{what}的中线距版心左边缘"), &wanted), || {
        format!(" {}", mm(found))
    });
}
