//! 份号, 密级 and 紧急程度, one below the other at the left edge.
//!
//! **Source:** GB/T 9704-2012 §7.2.1 to §7.2.3.

use crate::base::{Length, Words};
use crate::elements::Elements;
use crate::faces::Role;

use super::super::compose::Composer;
use super::super::paragraph::Align;
use super::super::phrase::Origin;
use super::super::strip::Strip;
use super::{Slot, front, lines, stamp};

/// The line on which 密级 stands, with or without a serial number above it.
const SECRECY_LINE: usize = 1;

/// Stamps the corner at the block's upper edge; returns the first free line.
pub(super) fn set(composer: &mut Composer<'_>, elements: &Elements, origin: Origin<'_>) -> i64 {
    let block = composer.column.block();
    let slot = Slot { left: Length::ZERO, right: block.width, align: Align::Left };
    let mut line = 0;
    for (words, role, field) in present(elements) {
        if field == "secrecy" {
            line = line.max(SECRECY_LINE);
        }
        let strips = lines(composer, &[front(field, role, words, origin)], slot);
        let count = strips.len();
        stamp(composer, strips, block.line(i64::try_from(line).unwrap_or(0)));
        line += count;
    }
    i64::try_from(line).unwrap_or(0)
}

/// The lines of the corner one right below the other, as letters have them.
pub(super) fn strips(
    composer: &mut Composer<'_>,
    elements: &Elements,
    origin: Origin<'_>,
    slot: Slot,
) -> Vec<Strip> {
    let all = present(elements);
    all.flat_map(|(words, role, field)| lines(composer, &[front(field, role, words, origin)], slot)).collect()
}

fn present(elements: &Elements) -> impl Iterator<Item = (&Words, Role, &'static str)> {
    let all = [
        (&elements.serial_number, Role::FangSong, "serial_number"),
        (&elements.secrecy, Role::Hei, "secrecy"),
        (&elements.urgency, Role::Hei, "urgency"),
    ];
    all.into_iter().filter_map(|(words, role, field)| Some((words.as_ref()?, role, field)))
}
