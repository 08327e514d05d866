//! 页码 (§7.5).

use super::super::face::Kind;
use super::super::judge::{Judgement, Part};
use super::super::line::Line;
use super::super::numbers::{BLOCK, SIZE_4, TOLERANCE};
use super::super::page::{Page, folio_number};
use crate::base::Length;

/// From the block's lower edge to the dash (§7.5).
const GAP: Length = Length::mm(7);
/// One cell, of the page number's own size or of the text's.
const INDENT: (Length, Length) = (Length::hundredths_of_mm(520), Length::hundredths_of_mm(70));

/// §7.5: 7 mm below the block, right on odd pages and left on even ones, one cell in.
pub(super) fn place(part: &Part<'_>, judgement: &mut Judgement) {
    for (page, folio, number) in folios(part) {
        let dash = folio.glyphs().iter().filter(|glyph| !glyph.character.is_ascii_digit());
        if let Some(top) = dash.map(|glyph| glyph.ink.top).min() {
            judgement.length(page.number, "页码一字线距版心下边缘", top - BLOCK.bottom, (GAP, TOLERANCE));
        }
        let (side, indent) = if number % 2 == 1 {
            ("单页码右空", BLOCK.right - folio.right())
        } else {
            ("双页码左空", folio.left() - BLOCK.left)
        };
        judgement.length(page.number, side, indent, INDENT);
    }
}

/// §7.5: 4号半角宋体 digits between dashes.
pub(super) fn form(part: &Part<'_>, judgement: &mut Judgement) {
    for (page, folio, number) in folios(part) {
        judgement.size(page.number, ("页码", folio), SIZE_4);
        if let Some(digits) = folio.only(|glyph| glyph.character.is_ascii_digit()) {
            judgement.face(page.number, part, ("页码", &digits), Kind::Song);
        }
        let is_between = folio.text() != number.to_string();
        judgement.claim(page.number, is_between, ("页码", "左右各一条一字线"), || {
            "没有一字线".to_owned()
        });
    }
}

/// §7.5: every page with text has a number, one more than the page before; the colophon's own page has none.
pub(super) fn sequence(part: &Part<'_>, judgement: &mut Judgement) {
    for (k, page) in part.pages.iter().enumerate() {
        let Some(number) = number(page) else {
            let is_empty = page.body.is_empty() && page.small.is_empty() && page.title.is_empty();
            let is_so = is_empty && page.figures.is_empty();
            judgement.claim(page.number, is_so, ("页码", "每面都印"), || "没有印出".to_owned());
            continue;
        };
        let before = k.checked_sub(1).and_then(|k| number_of(part, k));
        if let Some(before) = before {
            let wanted = format!(" {}", before.saturating_add(1));
            let is_so = number == before.saturating_add(1);
            judgement.claim(page.number, is_so, ("页码", &wanted), || format!("是 {number}"));
        }
    }
}

/// §10.1: the first page of a letter shows no number.
pub(super) fn none_on_first(part: &Part<'_>, judgement: &mut Judgement) {
    if let Some(page) = part.pages.first() {
        judgement.claim(page.number, page.folio.is_none(), ("信函首页", "不显示"), || {
            "显示了页码".to_owned()
        });
    }
}

/// §7.5 for letters: the pages behind the first.
pub(super) fn sequence_behind_first(part: &Part<'_>, judgement: &mut Judgement) {
    let behind = part.pages.get(1..).unwrap_or_default();
    sequence(&Part { pages: behind, ..*part }, judgement);
}

/// A cover has no number.
pub(super) fn none(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        judgement.claim(page.number, page.folio.is_none(), ("封面", "不编"), || "编了页码".to_owned());
    }
}

fn number(page: &Page) -> Option<u32> {
    folio_number(page.folio.as_ref()?.text())
}

fn number_of(part: &Part<'_>, k: usize) -> Option<u32> {
    part.pages.get(k).and_then(number)
}

fn folios<'a>(part: &'a Part<'_>) -> impl Iterator<Item = (&'a Page, &'a Line, u32)> {
    let folio = |page: &'a Page| {
        let folio = page.folio.as_ref()?;
        Some((page, folio, folio_number(folio.text())?))
    };
    part.pages.iter().filter_map(folio)
}
