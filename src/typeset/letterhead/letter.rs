//! The head of a letter (信函), and the double rule at the foot of its first page.
//!
//! **Source:** GB/T 9704-2012 §10.1.

use crate::base::Length;
use crate::elements::Elements;
use crate::faces::Role;

use super::super::compose::Composer;
use super::super::paragraph::Align;
use super::super::phrase::Origin;
use super::{Slot, corner, front, lines, mark, red_rule, stamp};

/// How far below its upper edge the ink of a mark ends, in hundredths of its size: hanzi stand on a baseline
/// 0.84 em down and reach some 0.08 em below it.
const INK_FOOT_PERCENT: i64 = 92;
/// Cells that the corner takes at most beside a number.
const WIDEST_CORNER: i64 = 12;

/// Stamps both double rules, the mark above the first and number and corner below it.
pub(super) fn set(composer: &mut Composer<'_>, elements: &Elements, origin: Origin<'_>) {
    let style = composer.style;
    let pitch = composer.column.block().pitch();
    let top = style.letter_mark_top - style.head_margin;
    let host = elements.issuers.get(..1).unwrap_or_default();
    let foot = mark::set(composer, (host, elements.mark.as_ref()), origin, top);
    let ink_foot = top + (foot - top).scaled(INK_FOOT_PERCENT, 100);
    let rules = [style.letter_thick_rule, style.letter_thin_rule];
    let y = double_rule(composer, rules, ink_foot + style.letter_rule_gap);
    let sheet_foot = style.sheet_height - style.head_margin - style.letter_foot;
    let rules = [style.letter_thin_rule, style.letter_thick_rule];
    double_rule(composer, rules, sheet_foot - double_height(composer));
    let last = corner_and_number(composer, elements, origin, y);
    composer.column.move_to(last + pitch * style.title_blank_lines);
}

fn double_height(composer: &Composer<'_>) -> Length {
    let style = composer.style;
    style.letter_thick_rule + style.letter_rules_apart + style.letter_thin_rule
}

/// Two lines from `top` on, centred on the sheet; returns the lower edge.
fn double_rule(composer: &mut Composer<'_>, [upper, lower]: [Length; 2], top: Length) -> Length {
    let style = composer.style;
    let left = (style.sheet_width - style.letter_rule) / 2 - style.binding_margin;
    let edges = (left, left + style.letter_rule);
    let foot = top + double_height(composer);
    red_rule(composer, edges, top + upper / 2, upper);
    red_rule(composer, edges, foot - lower / 2, lower);
    foot
}

/// The corner flush left and the number flush right, both from one line on below `rule_foot`; returns the lower
/// edge of what stands lowest.
fn corner_and_number(
    composer: &mut Composer<'_>,
    elements: &Elements,
    origin: Origin<'_>,
    rule_foot: Length,
) -> Length {
    let block = composer.column.block();
    let beside = if elements.document_number.is_some() { block.cell() * WIDEST_CORNER } else { block.width };
    let slot = Slot { left: Length::ZERO, right: beside, align: Align::Left };
    let corner = corner::strips(composer, elements, origin, slot);
    let left = if corner.is_empty() { Length::ZERO } else { beside + block.cell() };
    let slot = Slot { left, right: block.width, align: Align::Right };
    let number = elements
        .document_number
        .as_ref()
        .map(|number| lines(composer, &[front("document_number", Role::FangSong, number, origin)], slot));
    let number = number.unwrap_or_default();
    let count = i64::try_from(corner.len().max(number.len())).unwrap_or(0);
    let top = rule_foot + composer.style.letter_number_gap;
    stamp(composer, corner, top);
    stamp(composer, number, top);
    if count == 0 { rule_foot } else { top + block.pitch() * (count - 1) + block.cell() }
}
