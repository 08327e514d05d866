//! Placed atoms → the runs, strokes and links of one line.

use std::sync::Arc;

use crate::base::Length;
use crate::pictures::Picture;

use super::justify::Placed;
use super::page::{Color, Link, PlacedGlyph, PlacedImage, Rule, Run, Turn};
use super::phrase::{Ink, Phrase};
use super::shape::{Atom, Scale, picture_size};
use super::strip::Strip;

/// How far below its em box's upper edge the baseline lies, in hundredths of the em.
///
/// One rule for all faces: at 0.84 em the ink of hanzi stands within the em box in 仿宋 and 楷体 (which
/// sit low) as well as in 黑体, 宋体 and 小标宋 (which sit high), to a fiftieth of an em.
const BASELINE_PERCENT: i64 = 84;
/// The stroke through struck text lies this far below the em box's upper edge, in hundredths of the em.
const STRIKE_PERCENT: i64 = 52;
/// The stroke's thickness, in hundredths of the em.
const STROKE_PERCENT: i64 = 4;

/// The stroke along the outlines of bold text is this part of the em: about as much as bold faces have more than
/// regular ones, and no counter of a 汉字 is filled.
const BOLD_PART: i64 = 30;

/// From the upper edge of a strip to the baseline of text whose em is centred in its cell; the em box of a
/// raised sign, which has a scale of its own, begins where the text's does.
fn baseline(text: Scale, own: Scale) -> Length {
    (text.cell - text.size) / 2 + own.size.scaled(BASELINE_PERCENT, 100)
}

/// The line's ink, `indent` from the strip's left edge.
pub(super) fn draw(
    atoms: &[Atom],
    placed: &Placed,
    indent: Length,
    phrases: &[Phrase<'_>],
    (scale, part): (Scale, u16),
) -> Strip {
    // Most lines are of one run, and a table has very many lines: no room is kept for more.
    let mut strip = Strip { height: scale.cell, runs: Vec::with_capacity(1), ..Strip::default() };
    for piece in pieces(atoms) {
        let Some(phrase) = phrases.get(atoms[piece.start].phrase as usize) else { continue };
        let spots = &placed.places[piece.clone()];
        if let (Some(picture), [atom, ..], [spot, ..]) = (phrase.picture, &atoms[piece.clone()], spots) {
            let x = *spot + atom.shift + indent;
            let image = picture_image(phrase, picture, x, (scale, strip.runs.len()));
            decorate(&mut strip, &phrase.ink, (x, x + image.width), scale);
            strip.images.push(image);
            continue;
        }
        let run = run(&atoms[piece.clone()], spots, indent, &phrase.ink, (scale, part));
        let end = placed.places.get(piece.end).map_or(placed.width, |&next| next) + indent;
        let link = decorate(&mut strip, &phrase.ink, (run.x, end), scale);
        strip.runs.push(Run { link, ..run });
        strip.notes.extend(phrase.ink.note);
    }
    strip
}

/// A picture within a line, in the middle of its em box, behind so many runs.
fn picture_image(
    phrase: &Phrase<'_>,
    picture: &Arc<Picture>,
    x: Length,
    (scale, after): (Scale, usize),
) -> PlacedImage {
    let (width, height) = picture_size(picture, scale);
    PlacedImage {
        picture: Arc::clone(picture),
        x,
        y: (scale.cell - height) / 2,
        width,
        height,
        turn: Turn::None,
        alt: phrase.text.as_ref().into(),
        element: phrase.ink.element.clone(),
        after,
    }
}

/// Ranges of atoms of one phrase in one face.
fn pieces(atoms: &[Atom]) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut start = 0;
    atoms.chunk_by(|one, next| one.phrase == next.phrase && one.face == next.face).map(move |chunk| {
        let piece = start..start + chunk.len();
        start = piece.end;
        piece
    })
}

fn run(atoms: &[Atom], places: &[Length], indent: Length, ink: &Ink<'_>, (scale, part): (Scale, u16)) -> Run {
    let origins = atoms.iter().zip(places).map(|(atom, &place)| (atom.character, place + atom.shift));
    let x = atoms.iter().zip(places).map(|(atom, &place)| place + atom.shift).next().unwrap_or_default();
    Run {
        face: atoms.first().map_or_else(|| ink.role.face(), |atom| atom.face),
        size: ink.scale(scale).size,
        x: x + indent,
        y: baseline(scale, ink.scale(scale)) + atoms.first().map_or(Length::ZERO, |atom| atom.sink),
        turn: Turn::None,
        glyphs: origins.map(|(character, origin)| PlacedGlyph { character, offset: origin - x }).collect(),
        color: ink.color,
        stroke: ink.is_bold.then(|| ink.scale(scale).size / BOLD_PART),
        element: ink.element.clone(),
        mark: ink.mark,
        part,
        link: None,
    }
}

/// Adds what belongs to a run; the link that it is the text of.
fn decorate(strip: &mut Strip, ink: &Ink<'_>, (left, right): (Length, Length), scale: Scale) -> Option<u32> {
    let link = ink.link.as_ref().and_then(|_| u32::try_from(strip.links.len()).ok());
    if let Some(target) = &ink.link {
        let area = [left, Length::ZERO, right, scale.cell];
        strip.links.push(Link { area, target: target.clone() });
    }
    if ink.is_struck {
        let y = (scale.cell - scale.size) / 2 + scale.size.scaled(STRIKE_PERCENT, 100);
        let thickness = scale.size.scaled(STROKE_PERCENT, 100);
        strip.rules.push(Rule { from: (left, y), to: (right, y), thickness, color: Color::Black });
    }
    link
}
