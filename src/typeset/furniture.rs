//! What stands on pages without being text: page numbers and the watermark.
//!
//! **Source:** GB/T 9704-2012 §7.5 for page numbers.

use std::sync::Arc;

use crate::base::{Length, Words};
use crate::faces::Role;
use crate::markdown::Manuscript;

use super::column::Sheet;
use super::compose::Composer;
use super::page::{Color, Element, Run, Turn};
use super::paragraph::{Align, Manner};
use super::phrase::{Ink, Origin, Phrase};
use super::strip::Strip;
use super::style::Side;

/// From the em box's upper edge to the ink of a dash, in thousandths of the em.
const DASH_TOP_PERMILLE: i64 = 511;
/// √½, in hundred-thousandths.
const DIAGONAL: i64 = 70_711;
/// How much of the sheet's width a watermark's text is long at most, in hundredths.
const WATERMARK_PERCENT: i64 = 100;

/// Puts page numbers and watermarks on all sheets; returns the number of each sheet, where it has one.
pub(super) fn furnish(composer: &mut Composer<'_>, book: &[Manuscript]) -> Vec<Option<u32>> {
    let mut sheets = std::mem::take(&mut composer.column.sheets);
    let mut number = 0;
    let mut numbers = vec![None; sheets.len()];
    for (sheet, printed) in sheets.iter_mut().zip(&mut numbers) {
        let Some(part) = book.get(usize::from(sheet.part)) else { continue };
        if let Some(words) = &part.elements.watermark {
            watermark(composer, sheet, words, &part.file);
        }
        if sheet.is_numbered {
            number += 1;
            *printed = Some(number);
            if sheet.shows_number {
                page_number(composer, sheet, number, &part.file);
            }
        }
    }
    composer.column.sheets = sheets;
    numbers
}

/// “— 1 —”: odd pages right, even pages left, one cell in, unless the style says otherwise; in its portrait place
/// on turned pages too.
fn page_number(composer: &mut Composer<'_>, sheet: &mut Sheet, number: u32, file: &Arc<str>) {
    let style = composer.style;
    let size = style.page_number;
    let ink = Ink::plain(Role::Song, Element::Artifact, Origin { file, line: 1, places: &[] });
    let text = if style.page_number_dashes { format!("— {number} —") } else { number.to_string() };
    let (strip, width) = line(composer, &text, ink, size);
    let room = style.block.width - width;
    let indent = match style.page_number_side {
        Side::Center => room / 2,
        Side::Outer if number.is_multiple_of(2) => size,
        Side::Outer | Side::Right => room - size,
    };
    let foot = style.head_margin + style.block.height + style.page_number_gap;
    let strip = strip.shifted(style.binding_margin + indent, foot - size.scaled(DASH_TOP_PERMILLE, 1_000));
    sheet.page.runs.extend(strip.runs);
}

/// Pale, rising from corner to corner, drawn first so that the text stands upon it.
fn watermark(composer: &mut Composer<'_>, sheet: &mut Sheet, words: &Words, file: &Arc<str>) {
    let style = composer.style;
    let origin = Origin { file, line: 1, places: &words.places };
    let ink = Ink { color: Color::Pale, ..Ink::plain(Role::Hei, Element::Artifact, origin) };
    let trial = composer.foundry.width(Role::Hei, words.as_str(), style.watermark_largest);
    let longest = style.sheet_width.scaled(WATERMARK_PERCENT, 100);
    let size = style.watermark_largest.scaled(longest.to_emu(), trial.at_least(longest).to_emu());
    let (strip, width) = line(composer, words.as_str(), ink, size);
    let rising = |run: Run| {
        // Along the text from its middle, and down from the middle of its em box, before both are turned.
        let (along, down) = (run.x - width / 2, run.y - size / 2);
        let x = style.sheet_width / 2 + (along + down).scaled(DIAGONAL, 100_000);
        let y = style.sheet_height / 2 + (down - along).scaled(DIAGONAL, 100_000);
        Run { x, y, turn: Turn::Rising, ..run }
    };
    let page = &mut sheet.page;
    page.images.iter_mut().for_each(|image| image.after += strip.runs.len());
    page.runs.splice(0..0, strip.runs.into_iter().map(rising));
}

/// Furniture on one line, at the origin, and its width.
fn line(composer: &mut Composer<'_>, text: &str, ink: Ink<'_>, size: Length) -> (Strip, Length) {
    let manner = Manner { width: Length::mm(1_000), ..composer.sized(size, Align::Left) };
    composer.single(&[Phrase::new(text, ink)], &manner)
}
