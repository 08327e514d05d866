//! 版头: what stands above the title on the first page, each element at its place in the form of the document.
//!
//! In: the front matter and the layout. Out: marks, numbers and rules stamped on the sheet, and the column left
//! where the title, or the text, begins. It never begins a sheet.
//!
//! **Source:** GB/T 9704-2012 §7.2, §10.

mod corner;
mod letter;
mod mark;
mod number;

use crate::base::{Length, Words};
use crate::elements::{Elements, Layout};
use crate::faces::Role;

use super::compose::Composer;
use super::page::{Color, Element, Rule};
use super::paragraph::{Align, Manner, set as set_paragraph};
use super::phrase::{Ink, Origin, Phrase};
use super::strip::Strip;

/// Stamps the letterhead, and leaves the column where the title begins.
pub(super) fn set(composer: &mut Composer<'_>, elements: &Elements, origin: Origin<'_>) {
    let has_mark = !elements.issuers.is_empty();
    if composer.layout == Layout::Letter {
        composer.column.hide_number();
    }
    match composer.layout {
        Layout::Letter if has_mark => letter::set(composer, elements, origin),
        Layout::Order if has_mark => order(composer, elements, origin),
        Layout::Official | Layout::Minutes if has_mark => official(composer, elements, origin),
        _ => bare(composer, elements, origin),
    }
}

/// Mark, number, signers, red rule. **Source:** §7.2.4 to §7.2.7; §10.3 puts the mark of minutes there, too.
fn official(composer: &mut Composer<'_>, elements: &Elements, origin: Origin<'_>) {
    corner::set(composer, elements, origin);
    let mark = (&*elements.issuers, elements.mark.as_ref());
    let foot = mark::set(composer, mark, origin, composer.style.mark_top);
    let y = number_below(composer, elements, origin, foot) + composer.style.red_rule_gap;
    let block = composer.column.block();
    red_rule(composer, (Length::ZERO, block.width), y, composer.style.red_rule);
    composer.column.move_to(y + block.pitch() * composer.style.title_blank_lines);
}

/// Mark and number; no rule parts them from the text. **Source:** §10.2.
fn order(composer: &mut Composer<'_>, elements: &Elements, origin: Origin<'_>) {
    corner::set(composer, elements, origin);
    let mark = (&*elements.issuers, elements.mark.as_ref());
    let foot = mark::set(composer, mark, origin, composer.style.order_mark_top);
    let foot = number_below(composer, elements, origin, foot);
    composer.column.move_to(foot + composer.column.block().pitch() * composer.style.order_blank_lines);
}

/// Without a mark the number, and signers, stand alone at the head of the page, below the corner.
fn bare(composer: &mut Composer<'_>, elements: &Elements, origin: Origin<'_>) {
    let line = corner::set(composer, elements, origin);
    let block = composer.column.block();
    let blank = composer.style.bare_title_blank_lines;
    if number::is_there(elements) {
        let foot = number::set(composer, elements, origin, block.line(line));
        composer.column.move_to(foot + block.pitch() * blank);
    } else if line > 0 {
        composer.column.move_to(block.line(line + blank));
    }
}

/// Number and signers below a mark; returns the lower edge of what stands lowest.
fn number_below(
    composer: &mut Composer<'_>,
    elements: &Elements,
    origin: Origin<'_>,
    mark_foot: Length,
) -> Length {
    if !number::is_there(elements) {
        return mark_foot;
    }
    let blank = composer.column.block().pitch() * composer.style.number_blank_lines;
    number::set(composer, elements, origin, mark_foot + blank)
}

/// Where lines of 三号 stand: between two edges, counted from the block's left one.
#[derive(Clone, Copy)]
struct Slot {
    left: Length,
    right: Length,
    align: Align,
}

/// The lines that a text takes between its edges.
fn lines(composer: &mut Composer<'_>, phrases: &[Phrase<'_>], slot: Slot) -> Vec<Strip> {
    let Slot { left, right, align } = slot;
    let manner = Manner { first: left, rest: left, width: right, align, ..composer.body() };
    set_paragraph(phrases, &manner, &mut composer.foundry, composer.part)
}

/// Stamps lines one below the other from `top` on; returns the upper edge of the line below them.
fn stamp(composer: &mut Composer<'_>, strips: Vec<Strip>, top: Length) -> Length {
    let pitch = composer.column.block().pitch();
    let mut y = top;
    for strip in strips {
        composer.column.stamp(strip, y);
        y += pitch;
    }
    y
}

fn front<'a>(field: &'static str, role: Role, words: &'a Words, origin: Origin<'a>) -> Phrase<'a> {
    Phrase::new(words.as_str(), Ink::plain(role, Element::Front(field), origin.of(words)))
}

/// A red rule whose axis lies at `y`, between two edges.
fn red_rule(composer: &mut Composer<'_>, (left, right): (Length, Length), y: Length, thickness: Length) {
    let rule = Rule { from: (left, y), to: (right, y), thickness, color: Color::Red };
    composer.column.stamp(Strip { rules: vec![rule], ..Strip::default() }, Length::ZERO);
}
