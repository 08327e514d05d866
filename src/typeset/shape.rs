//! Phrases → atoms: each character with its glyph and the width that it takes in a line.
//!
//! A full-width character stands centred in its cell; a Western one keeps its own width, in the scale
//! of cell to em. Nothing is placed yet.

use crate::base::Length;
use crate::faces::{FaceId, Glyph};
use crate::pictures::Picture;

use super::breaks::Grade;
use super::class::Class;
use super::figure::within;
use super::foundry::Foundry;
use super::phrase::Phrase;

/// No picture within a line is longer, in cells.
const MOST_CELLS: i64 = 10;

/// An em and the cell that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    /// The em.
    pub(super) size: Length,
    /// What a full-width character takes.
    pub(super) cell: Length,
}

/// One character, ready for a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom {
    pub(super) character: char,
    pub(super) face: FaceId,
    /// The phrase that it belongs to.
    pub(super) phrase: u32,
    pub(super) class: Class,
    /// How readily a line ends after it.
    pub(super) grade: Grade,
    /// Whether the boundary after it may be stretched.
    pub(super) is_elastic: bool,
    /// What it takes, without what follows.
    pub(super) width: Length,
    /// From the left of what it takes to the glyph's origin.
    pub(super) shift: Length,
    /// How far below the line's its baseline lies; nothing in all but odd faces.
    pub(super) sink: Length,
    /// What lies between it and the next; below zero where two marks share a half.
    pub(super) gap: Length,
    /// How much of `width` can go, and when.
    pub(super) give: Give,
}

/// What an atom can give up when a line is too full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Give {
    /// The atoms of a lower turn give first.
    pub(super) turn: u8,
    pub(super) amount: Length,
}

impl Give {
    pub(super) const NOTHING: Self = Self { turn: 0, amount: Length::ZERO };
}

/// The atoms of `phrases`; characters without ink or width are left out, with a finding.
pub(super) fn shape(phrases: &[Phrase<'_>], scale: Scale, foundry: &mut Foundry<'_>) -> Vec<Atom> {
    let mut atoms = Vec::with_capacity(phrases.iter().map(|phrase| phrase.text.len() / 3).sum());
    for (number, phrase) in (0..).zip(phrases) {
        if let Some(picture) = phrase.picture {
            atoms.push(picture_atom(picture, phrase.ink.role.face(), number, scale));
            continue;
        }
        for character in phrase.text.chars() {
            let Some((character, glyph)) = foundry.glyph(character, &phrase.ink) else { continue };
            let own = phrase.ink.scale(scale);
            let mut atom = atom(character, glyph, number, own);
            if own != scale {
                atom.class = Class::Note;
            }
            if matches!(atom.class, Class::Stop | Class::Pause) {
                atom.shift -= foundry.stray(character, glyph, scale.size);
            }
            atoms.push(atom);
        }
    }
    narrow_western_quotes(&mut atoms, scale);
    atoms
}

fn atom(character: char, glyph: Glyph, phrase: u32, scale: Scale) -> Atom {
    let class = classify(character, glyph);
    let advance = glyph.advance(scale.size);
    let width = if class.is_narrow() && character != '\u{3000}' {
        scale.cell.scaled(i64::from(glyph.advance_units), i64::from(glyph.units_per_em))
    } else {
        scale.cell
    };
    Atom {
        character,
        face: glyph.face,
        phrase,
        class,
        grade: Grade::Free,
        is_elastic: true,
        width,
        shift: (width - advance) / 2,
        sink: glyph.sink(scale.size),
        gap: Length::ZERO,
        give: Give::NOTHING,
    }
}

/// A picture takes whole cells, so that the text behind it stands on the grid.
fn picture_atom(picture: &Picture, face: FaceId, phrase: u32, scale: Scale) -> Atom {
    let (own, _) = picture_size(picture, scale);
    let cells = (own.to_emu() - 1).div_euclid(scale.cell.to_emu().max(1)) + 1;
    let width = scale.cell * cells;
    Atom {
        character: '\u{fffc}',
        face,
        phrase,
        class: Class::Han,
        grade: Grade::Free,
        is_elastic: true,
        width,
        shift: (width - own) / 2,
        sink: Length::ZERO,
        gap: Length::ZERO,
        give: Give::NOTHING,
    }
}

/// The size of a picture within a line: no higher than the em, and no longer than a few characters.
pub(super) fn picture_size(picture: &Picture, scale: Scale) -> (Length, Length) {
    within(picture.size(), (scale.cell * MOST_CELLS, scale.size))
}

/// Letters before U+2000 are proportional however wide a face draws them; behind it, width decides.
fn classify(character: char, glyph: Glyph) -> Class {
    match character {
        '\u{a0}' => Class::Glue,
        ' ' | '\u{3000}' => Class::Space,
        _ if Class::fills_a_cell(character) => Class::wide(character),
        '×' | '÷' | '±' | '\u{2000}'.. if is_full(glyph) => Class::Han,
        _ => Class::Western,
    }
}

/// Whether a glyph is about as wide as its em.
const fn is_full(glyph: Glyph) -> bool {
    glyph.advance_units as u32 * 20 >= glyph.units_per_em as u32 * 19
}

/// A quote between two Western characters, as in `it’s`, takes the half of the cell that has its ink.
fn narrow_western_quotes(atoms: &mut [Atom], scale: Scale) {
    for k in 1..atoms.len().saturating_sub(1) {
        let [before, quote, after] = &mut atoms[k - 1..=k + 1] else { continue };
        if !matches!(quote.character, '“' | '”' | '‘' | '’') {
            continue;
        }
        if before.class.is_narrow() && after.class.is_narrow() {
            quote.width = scale.cell / 2;
            if quote.class == Class::Opener {
                quote.shift -= scale.cell / 2;
            }
            quote.class = Class::Western;
        }
    }
}
