//! 发文字号 and 签发人: the number centred, or at the left with the signers at the right.
//!
//! **Source:** GB/T 9704-2012 §7.2.5, §7.2.6.

use crate::base::Length;
use crate::elements::Elements;
use crate::faces::Role;

use super::super::compose::Composer;
use super::super::names;
use super::super::page::Element;
use super::super::paragraph::Align;
use super::super::phrase::{Ink, Origin, Phrase};
use super::super::strip::Strip;
use super::{Slot, front, lines, stamp};

/// Names of signers in a row. **Source:** §7.2.6.
const SIGNERS_IN_A_ROW: usize = 2;
/// 签发人：
const WORD: &str = "签发人：";
/// The cells that it takes; its colon takes a whole one, so that the names stand one cell behind the word.
const WORD_CELLS: i64 = 4;
/// Cells that the names of signers take at most: what is left holds a number of several lines.
const WIDEST_SIGNERS: i64 = 14;

pub(super) fn is_there(elements: &Elements) -> bool {
    elements.document_number.is_some() || !elements.signers.is_empty()
}

/// Stamps number and signers from `top` on, both down to the same line; returns its lower edge.
pub(super) fn set(
    composer: &mut Composer<'_>,
    elements: &Elements,
    origin: Origin<'_>,
    top: Length,
) -> Length {
    let block = composer.column.block();
    let (signers, left) = signers(composer, elements, origin);
    let number = elements.document_number.as_ref().map(|number| {
        let cell = block.cell();
        let slot = if signers.is_empty() {
            Slot { left: Length::ZERO, right: block.width, align: Align::Center }
        } else {
            Slot { left: cell, right: left - cell, align: Align::Left }
        };
        lines(composer, &[front("document_number", Role::FangSong, number, origin)], slot)
    });
    let number = number.unwrap_or_default();
    let count = number.len().max(signers.len());
    let above = |strips: &[Strip]| block.pitch() * i64::try_from(count - strips.len()).unwrap_or(0);
    let (number_top, signers_top) = (top + above(&number), top + above(&signers));
    stamp(composer, number, number_top);
    stamp(composer, signers, signers_top) - block.pitch() + block.cell()
}

/// “签发人：” once, then the names, two in a row, the rows flush left behind it, one cell free at the right;
/// and where the word begins.
fn signers(composer: &mut Composer<'_>, elements: &Elements, origin: Origin<'_>) -> (Vec<Strip>, Length) {
    let body = composer.body();
    let cell = body.scale.cell;
    let name = |name| front("signers", Role::Kai, name, origin);
    let names: Vec<Phrase<'_>> = elements.signers.iter().map(name).collect();
    let widest = cell * WIDEST_SIGNERS;
    let (mut strips, width) = names::rows(composer, &names, SIGNERS_IN_A_ROW, widest);
    let left = body.width - cell - width;
    for strip in &mut strips {
        *strip = std::mem::take(strip).shifted(left, Length::ZERO);
    }
    let word_left = left - cell * WORD_CELLS;
    if let Some(first) = strips.first_mut() {
        let word = Phrase::new(WORD, Ink::plain(Role::FangSong, Element::Front("signers"), origin));
        let (word, _) = composer.single(&[word], &body);
        let names = std::mem::replace(first, word.shifted(word_left, Length::ZERO));
        first.join(names);
    }
    (strips, word_left)
}
