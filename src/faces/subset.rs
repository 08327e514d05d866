//! The part of a face that a document needs, small enough to embed.
//!
//! In: a face and characters. Out: font programs with their measures. It never decides how they are
//! written into a file.

use std::collections::{BTreeMap, BTreeSet};

use super::face::{Face, Measures};

/// A font program that holds only some characters, each with a glyph of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subset {
    /// The font program: OpenType without a character map.
    pub program: Vec<u8>,
    /// The glyph of each character, numbered as in the program.
    pub glyphs: BTreeMap<char, SubsetGlyph>,
    /// Units to the em, for everything below.
    pub units_per_em: u16,
    /// Height above the baseline.
    pub ascender: i16,
    /// Depth below the baseline, negative.
    pub descender: i16,
    /// Left, lower, right, upper edge of all ink.
    pub bounds: [i16; 4],
    /// Weight, 400 for regular.
    pub weight: u16,
    /// The name of the face it was cut from.
    pub postscript_name: String,
}

/// One glyph of a subset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubsetGlyph {
    /// Its number in the font program.
    pub number: u16,
    /// Its advance, in units.
    pub advance_units: u16,
}

/// Cuts subsets that together hold all of `characters` that the face has.
///
/// There is one, and one more where characters share a glyph: a PDF names one character for each
/// glyph of a font, so `·` and `•` would read alike if they stood in the same one.
///
/// None for a hand of characters whose outlines are damaged.
pub(super) fn cut(face: &Face, characters: &BTreeSet<char>) -> Vec<Option<Subset>> {
    separate(face, characters).iter().map(|glyphs| cut_one(face, glyphs)).collect()
}

/// Deals the characters out, by glyph, so that no two in a hand share one.
fn separate(face: &Face, characters: &BTreeSet<char>) -> Vec<BTreeMap<u16, char>> {
    let mut hands: Vec<BTreeMap<u16, char>> = Vec::new();
    for (character, glyph) in characters.iter().filter_map(|c| Some((*c, face.glyph(*c)?))) {
        match hands.iter_mut().find(|hand| !hand.contains_key(&glyph)) {
            Some(hand) => drop(hand.insert(glyph, character)),
            None => hands.push(BTreeMap::from([(glyph, character)])),
        }
    }
    hands
}

fn cut_one(face: &Face, characters: &BTreeMap<u16, char>) -> Option<Subset> {
    let old_numbers: Vec<u16> = characters.keys().copied().collect();
    let program = face.program(&old_numbers)?;
    // `.notdef` has number 0, and the glyphs follow in order.
    let glyphs = (1..).zip(characters).map(|(number, (glyph, character))| {
        (*character, SubsetGlyph { number, advance_units: face.advance(*glyph) })
    });
    let Measures { units_per_em, ascender, descender, bounds, weight } = face.measures;
    let glyphs = glyphs.collect();
    Some(Subset {
        program,
        glyphs,
        units_per_em,
        ascender,
        descender,
        bounds,
        weight,
        postscript_name: face.postscript_name.clone(),
    })
}
