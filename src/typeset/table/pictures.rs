//! Cells with pictures: a picture takes whole lines of its cell, as wide as the column where it must.

use std::sync::Arc;

use crate::base::Length;
use crate::pictures::Picture;

use super::super::compose::Composer;
use super::super::figure::within;
use super::super::page::{PlacedImage, Turn};
use super::super::paragraph::{Align, Manner, set as set_paragraph};
use super::super::phrase::Phrase;
use super::super::strip::Strip;

/// The lines of a cell. What stands before a picture ends its line; what stands behind it begins one.
pub(super) fn lines(composer: &mut Composer<'_>, phrases: &[Phrase<'_>], manner: &Manner) -> Vec<Strip> {
    let mut strips = Vec::new();
    for group in phrases.chunk_by(|one, next| one.picture.is_none() && next.picture.is_none()) {
        match group {
            [phrase @ Phrase { picture: Some(picture), .. }] => {
                // A row is parted between its lines: a picture of half a page finds a place.
                let room = (manner.width, composer.column.block().height / 2);
                strips.extend(picture_lines(phrase, picture, within(picture.size(), room), manner));
            }
            _ if phrases.len() > group.len() && is_blank(group) => {}
            text => strips.extend(set_paragraph(text, manner, &mut composer.foundry, composer.part)),
        }
    }
    strips
}

fn is_blank(phrases: &[Phrase<'_>]) -> bool {
    phrases.iter().all(|phrase| phrase.text.trim().is_empty())
}

/// As many lines as cover the picture; the first one holds it.
fn picture_lines(
    phrase: &Phrase<'_>,
    picture: &Arc<Picture>,
    (width, height): (Length, Length),
    manner: &Manner,
) -> Vec<Strip> {
    let Manner { pitch, scale, .. } = *manner;
    let beyond = (height - scale.size).at_least(Length::ZERO).to_emu();
    let more = (beyond + pitch.to_emu() - 1) / pitch.to_emu().max(1);
    let slack = (manner.width - width).at_least(Length::ZERO);
    let x = match manner.align {
        Align::Justify | Align::Left => Length::ZERO,
        Align::Center => slack / 2,
        Align::Right => slack,
    };
    let image = PlacedImage {
        picture: Arc::clone(picture),
        x,
        y: (pitch * more + scale.size - height) / 2,
        width,
        height,
        turn: Turn::None,
        alt: phrase.text.as_ref().into(),
        element: phrase.ink.element.clone(),
        after: 0,
    };
    let empty = Strip { height: scale.cell, pitch, ..Strip::default() };
    let mut lines = vec![empty; usize::try_from(more + 1).unwrap_or(1)];
    if let Some(first) = lines.first_mut() {
        first.images.push(image);
    }
    lines
}
