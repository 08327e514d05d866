//! The edges of lines: where the block ends, which marks may not stand there, where ink really is.

#![allow(dead_code, reason = "each test file uses the part that it needs")]

use std::path::Path;
use std::sync::OnceLock;

use juanzong::base::Length;
use juanzong::faces::Role;
use juanzong::typeset::TextBlock;
use ttf_parser::Face;

use crate::pages::Glyph;

/// Marks that may not begin a line.
pub(crate) const NO_START: &str = "、，；：。！？”’）〕】》〉」』·～／%";
/// Marks that may not end a line.
pub(crate) const NO_END: &str = "“‘（〔【《〈「『／";

pub(crate) fn left_edge() -> Length {
    Length::mm(28)
}

pub(crate) fn right_edge() -> Length {
    Length::mm(28 + 156)
}

pub(crate) fn cell() -> Length {
    TextBlock::STANDARD.cell()
}

pub(crate) fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

/// From where to where the ink of a glyph lies, by its outline; none of a blank.
fn ink(glyph: &Glyph) -> Option<(Length, Length)> {
    static FILES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    let files = FILES.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        let read = |role: &Role| std::fs::read(folder.join(role.default_file())).expect("the face is there");
        Role::ALL.iter().map(read).collect()
    });
    let face = Face::parse(&files[usize::from(glyph.face.0)], 0).expect("the face can be read");
    let bounds = face.glyph_bounding_box(face.glyph_index(glyph.character)?)?;
    let scaled = |units: i16| glyph.size.scaled(i64::from(units), i64::from(face.units_per_em()));
    Some((glyph.x + scaled(bounds.x_min), glyph.x + scaled(bounds.x_max)))
}

/// Whether the ink of a line's glyphs stays in the block: an em may reach over by half of what it is wider
/// than its cell, a letter by its own bearing.
pub(crate) fn is_within_block(line: &[Glyph]) -> bool {
    line.iter().filter_map(|glyph| Some((glyph, ink(glyph)?))).all(|(glyph, (left, right))| {
        let overhang = Length::hundredths_of_mm(if glyph.character.is_ascii() { 25 } else { 4 });
        left >= left_edge() - overhang && right <= right_edge() + overhang
    })
}

/// How far plain characters stand from their cells at most, in EMU.
pub(crate) fn distance_from_cells(line: &[Glyph], indent: i64) -> i64 {
    let distance = |(column, glyph): (i64, &Glyph)| {
        let middle = glyph.x + glyph.advance / 2;
        (middle - left_edge() - Length::mm(156).scaled(2 * column + 1, 56)).to_emu().abs()
    };
    (indent..).zip(line).map(distance).max().unwrap_or(0)
}
