//! A figure: pictures side by side, each with its caption below, never parted by a page's end.
//!
//! In: pictures with their captions. Out: one strip on the line grid, centred between the block's edges. A
//! picture keeps its size on paper unless it is wider or higher than the block; it is never made larger.
//!
//! **Source:** the standard says nothing of pictures; size and place are this program's own.

use std::sync::Arc;

use crate::base::Length;

use super::compose::Composer;
use super::page::{Element, PlacedImage, Turn};
use super::paragraph::{Align, Manner, set as set_paragraph};
use super::piece::{FigureText, Pictured};
use super::strip::Strip;

/// A size, scaled down to what there is room for.
pub(super) fn within((width, height): (Length, Length), room: (Length, Length)) -> (Length, Length) {
    let narrower = if width > room.0 { (room.0, part(height, room.0, width)) } else { (width, height) };
    let (width, height) = narrower;
    if height > room.1 { (part(width, room.1, height), room.1) } else { (width, height) }
}

/// `length · numerator / denominator`, but never nothing.
fn part(length: Length, numerator: Length, denominator: Length) -> Length {
    length.scaled(numerator.to_emu(), denominator.to_emu().max(1)).at_least(Length::emu(1))
}

/// A caption of a picture in a row has room for so many characters in a line, however small the picture is.
const CAPTION_CHARACTERS: i64 = 6;

/// Where a picture and its caption stand in a row.
#[derive(Debug, Clone, Copy)]
struct Slot {
    left: Length,
    width: Length,
}

/// Sets a figure, with the headings that wait for it.
pub(super) fn set(composer: &mut Composer<'_>, text: &FigureText<'_>) {
    let (strip, rest) = strips(composer, text);
    composer.place_headings(0, strip.height);
    composer.column.put(strip);
    for line in rest {
        composer.column.put_free(line);
    }
    composer.column.leave(composer.style.figure_gap);
}

/// The figure, and the lines of its captions that no page has room for beside it.
fn strips(composer: &mut Composer<'_>, text: &FigureText<'_>) -> (Strip, Vec<Strip>) {
    let block = composer.column.block();
    let left = block.cell() * text.indent;
    let least = composer.style.figure_caption * CAPTION_CHARACTERS;
    let slots = slots(&text.pictures, left, block.width - left, (composer.style.figure_spacing, least));
    let mut captions: Vec<Vec<Strip>> =
        text.pictures.iter().zip(&slots).map(|(pictured, slot)| caption(composer, pictured, *slot)).collect();
    let pitch = composer.style.figure_caption_pitch;
    let most = usize::try_from((block.height / 2).to_emu() / pitch.to_emu().max(1)).unwrap_or(1);
    let rest = captions.iter_mut().flat_map(|lines| lines.split_off(lines.len().min(most))).collect();
    let lines = captions.iter().map(Vec::len).max().unwrap_or(0);
    let below =
        if lines == 0 { Length::ZERO } else { composer.style.figure_caption_gap + pitch * count(lines) };
    let room = (block.height - composer.waiting_height() - below).at_least(block.height / 4);
    let sizes: Vec<(Length, Length)> = text
        .pictures
        .iter()
        .zip(&slots)
        .map(|(pictured, slot)| within(pictured.picture.size(), (slot.width, room)))
        .collect();
    let foot = sizes.iter().map(|(_, height)| *height).max().unwrap_or_default();
    let mut figure = Strip { height: foot + below, pitch: foot + below, ..Strip::default() };
    for (((pictured, slot), size), lines) in text.pictures.iter().zip(slots).zip(sizes).zip(captions) {
        figure.join(image(pictured, slot, size, foot));
        let mut y = foot + composer.style.figure_caption_gap;
        for line in lines {
            figure.join(line.shifted(Length::ZERO, y));
            y += pitch;
        }
    }
    (figure, rest)
}

/// One picture has the whole width; several stand side by side in the middle, closer to each other's size
/// where they would be too wide.
fn slots(
    pictures: &[Pictured<'_>],
    left: Length,
    room: Length,
    (spacing, least): (Length, Length),
) -> Vec<Slot> {
    if pictures.len() < 2 {
        return vec![Slot { left, width: room }; pictures.len()];
    }
    let gaps = (spacing * count(pictures.len() - 1)).min(room / 2);
    let width = |pictured: &Pictured<'_>| {
        let least = if pictured.caption.is_some() { least } else { Length::ZERO };
        pictured.picture.size().0.at_least(least).min(room)
    };
    let widths: Vec<Length> = pictures.iter().map(width).collect();
    let whole: Length = widths.iter().copied().sum();
    let taken = whole.min(room - gaps);
    let mut left = left + (room - taken - gaps) / 2;
    let slot = |width: Length| {
        let slot = Slot { left, width: part(width, taken, whole) };
        left += slot.width + gaps / count(pictures.len() - 1);
        slot
    };
    widths.into_iter().map(slot).collect()
}

/// A picture in the middle of its slot, its lower edge at `foot`.
fn image(pictured: &Pictured<'_>, slot: Slot, (width, height): (Length, Length), foot: Length) -> Strip {
    let image = PlacedImage {
        picture: Arc::clone(pictured.picture),
        x: slot.left + (slot.width - width) / 2,
        y: foot - height,
        width,
        height,
        turn: Turn::None,
        alt: pictured.alt.into(),
        element: Element::Figure { index: pictured.index },
        after: 0,
    };
    Strip { images: vec![image], ..Strip::default() }
}

/// The lines below a picture.
fn caption(composer: &mut Composer<'_>, pictured: &Pictured<'_>, slot: Slot) -> Vec<Strip> {
    let size = composer.style.figure_caption;
    let pitch = composer.style.figure_caption_pitch;
    let manner = Manner { pitch, width: slot.width, ..composer.sized(size, Align::Center) };
    let lines = set_paragraph(pictured.caption.as_slice(), &manner, &mut composer.foundry, composer.part);
    lines.into_iter().map(|line| line.shifted(slot.left, Length::ZERO)).collect()
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::from(u32::MAX))
}
