//! 署名 and 成文日期: their places without seal, with seal, with a signature stamp.
//!
//! **Source:** GB/T 9704-2012 §7.3.5.

use crate::base::Length;
use crate::elements::Seal;
use crate::faces::Role;

use super::compose::Composer;
use super::page::Element;
use super::paragraph::{Align, Manner, set as set_paragraph};
use super::phrase::{Ink, Phrase};
use super::piece::SignatureText;
use super::strip::Strip;

/// Cells right of a signature without seal, and from its first character to the date's.
const UNSEALED_CELLS: i64 = 2;
/// Cells right of the date below a seal or stamp, and of the stamp.
const SEALED_CELLS: i64 = 4;
/// Blank lines above a signature stamp.
const STAMP_BLANK_LINES: i64 = 2;

/// A line of the signature with its width.
type Line = (Strip, Length);

/// Puts names and date below the text, all on one page.
pub(super) fn set(composer: &mut Composer<'_>, text: &SignatureText<'_>) {
    let seal =
        text.signature.and_then(|signature| signature.seal.as_ref()).map_or(Seal::None, |seal| seal.value);
    let body = composer.body();
    let names = names(composer, text, seal);
    let date = text.date.as_ref().map(|date| composer.single(std::slice::from_ref(date), &body));
    let blank = match seal {
        Seal::None => composer.style.signature_blank_lines,
        Seal::Seal => composer.style.sealed_blank_lines,
        Seal::Stamp => STAMP_BLANK_LINES,
    };
    let lines = blank + i64::try_from(names.len()).unwrap_or(0) + i64::from(date.is_some());
    composer.column.ensure(composer.column.line(lines));
    composer.column.skip_lines(blank);
    match seal {
        Seal::None => unsealed(composer, names, date),
        Seal::Seal => sealed(composer, names, date),
        Seal::Stamp => stamped(composer, names, date),
    }
}

/// A line for each name; one that is wider than the block takes several.
fn names(composer: &mut Composer<'_>, text: &SignatureText<'_>, seal: Seal) -> Vec<Line> {
    let body = composer.body();
    let mut lines = Vec::new();
    let Some(signature) = text.signature else { return lines };
    for name in &signature.issuers {
        let ink = Ink::plain(Role::FangSong, Element::Front("signature"), text.origin.of(name));
        let post = signature.post.as_ref().filter(|_| seal == Seal::Stamp);
        let mut phrases: Vec<Phrase<'_>> = Vec::new();
        if let Some(post) = post {
            let ink = Ink { origin: text.origin.of(post), ..ink.clone() };
            phrases.extend([Phrase::new(post.as_str(), ink.clone()), Phrase::new("\u{3000}\u{3000}", ink)]);
        }
        phrases.push(Phrase::new(name.as_str(), ink));
        let line = composer.single(&phrases, &body);
        if line.1 <= body.width {
            lines.push(line);
        } else {
            let manner = Manner { align: Align::Right, ..body };
            let strips = set_paragraph(&phrases, &manner, &mut composer.foundry, composer.part);
            lines.extend(strips.into_iter().map(|strip| (strip, body.width)));
        }
    }
    lines
}

/// The name two cells from the right, the date two cells further in than the name; a date that is longer
/// than the name stands two cells from the right instead, and moves the name.
fn unsealed(composer: &mut Composer<'_>, names: Vec<Line>, date: Option<Line>) {
    let body = composer.body();
    let cell = body.scale.cell;
    let edge = body.width - cell * UNSEALED_CELLS;
    let name_width = widest(&names);
    let date_width = date.as_ref().map_or(Length::ZERO, |(_, width)| *width);
    let (name_left, date_left) = if date_width > name_width {
        (edge - date_width - cell * UNSEALED_CELLS, edge - date_width)
    } else {
        (edge - name_width, edge - name_width + cell * UNSEALED_CELLS)
    };
    for (strip, width) in names {
        put(composer, (strip, width), name_left);
    }
    if let Some(date) = date {
        put(composer, date, if name_width == Length::ZERO { edge - date_width } else { date_left });
    }
}

/// The date four cells from the right, the names centred above it; a name that would leave the block ends
/// at its edge, and the date is centred below it.
fn sealed(composer: &mut Composer<'_>, names: Vec<Line>, date: Option<Line>) {
    let body = composer.body();
    let date_width = date.as_ref().map_or(Length::ZERO, |(_, width)| *width);
    let middle = body.width - body.scale.cell * SEALED_CELLS - date_width / 2;
    let middle = middle.min(body.width - widest(&names) / 2);
    for (strip, width) in names.into_iter().chain(date) {
        put(composer, (strip, width), middle - width / 2);
    }
}

/// Post and name of the signer, and below a blank line the date, four cells from the right.
fn stamped(composer: &mut Composer<'_>, names: Vec<Line>, date: Option<Line>) {
    let body = composer.body();
    let edge = body.width - body.scale.cell * SEALED_CELLS;
    for (strip, width) in names {
        put(composer, (strip, width), edge - width);
    }
    composer.column.skip_lines(1);
    if let Some((strip, width)) = date {
        put(composer, (strip, width), edge - width);
    }
}

fn widest(lines: &[Line]) -> Length {
    lines.iter().map(|(_, width)| *width).max().unwrap_or_default()
}

fn put(composer: &mut Composer<'_>, (strip, _): Line, left: Length) {
    composer.column.put(strip.shifted(left.at_least(Length::ZERO), Length::ZERO));
}
