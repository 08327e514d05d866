//! Asks the faces for glyphs and reports, once per character, what a face lacks.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Finding, Length};
use crate::faces::{FaceId, Faces, Glyph, Role};

use super::phrase::{Ink, Origin};

/// What is drawn for a character that no face has (替代字).
const GETA: char = '〓';

/// The faces, and the characters that they lack so far in this book.
pub(super) struct Foundry<'a> {
    faces: &'a Faces,
    reported: BTreeSet<char>,
    /// How far marks were found to stand from their half of the cell, in units of their face.
    strays: BTreeMap<(FaceId, char), i64>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Foundry<'a> {
    pub(super) fn new(faces: &'a Faces) -> Self {
        Self { faces, reported: BTreeSet::new(), strays: BTreeMap::new(), findings: Vec::new() }
    }

    /// The glyph to draw, and the character that it stands for; none for what can't be seen at all.
    pub(super) fn glyph(&mut self, character: char, ink: &Ink<'_>) -> Option<(char, Glyph)> {
        let character = printable(character);
        match self.faces.glyph(ink.role, character) {
            Some(glyph) if glyph.face == self.faces.lead(ink.role) => {
                Some((character, self.joined(character, glyph)))
            }
            Some(glyph) => {
                self.report_fallback(character, glyph.face, ink);
                Some((character, glyph))
            }
            None if is_invisible(character) => {
                self.report_invisible(character, ink.origin);
                None
            }
            None => {
                self.report_missing(character, ink.origin);
                self.faces.glyph(ink.role, GETA).map(|glyph| (GETA, glyph))
            }
        }
    }

    /// How far right of the middle of its cell's left half a mark stands whose ink reaches over that half.
    ///
    /// Some faces set ？ in the middle of the em: at a line's end, where a mark takes half a cell, its ink
    /// would leave the block.
    pub(super) fn stray(&mut self, character: char, glyph: Glyph, size: Length) -> Length {
        let units_per_em = i64::from(glyph.units_per_em);
        let measure = || {
            let (left, right) = self.faces.ink(glyph.face, character).unwrap_or_default();
            let reaches_over = i64::from(right) * 2 > units_per_em;
            if reaches_over { i64::midpoint(left.into(), right.into()) - units_per_em / 4 } else { 0 }
        };
        let units = *self.strays.entry((glyph.face, character)).or_insert_with(measure);
        size.scaled(units, units_per_em)
    }

    /// The width of a text, for what is fitted to a place before it is set.
    pub(super) fn width(&self, role: Role, text: &str, size: Length) -> Length {
        text.chars().map(|character| self.advance(role, character, size)).sum()
    }

    /// The advance of one character; nothing where no face has it.
    pub(super) fn advance(&self, role: Role, character: char, size: Length) -> Length {
        self.faces.glyph(role, character).map_or(Length::ZERO, |glyph| glyph.advance(size))
    }

    /// The two halves of a 破折号 must touch: where a face's dash is narrower than its em, 仿宋's is taken.
    fn joined(&self, character: char, glyph: Glyph) -> Glyph {
        if character != '—' || glyph.advance_units >= glyph.units_per_em {
            return glyph;
        }
        self.faces.glyph(Role::FangSong, character).unwrap_or(glyph)
    }

    fn report_fallback(&mut self, character: char, other: FaceId, ink: &Ink<'_>) {
        if self.reported.insert(character) {
            let own = self.faces.name(self.faces.lead(ink.role));
            let is_of_role = Role::of(other) == Some(ink.role);
            let other = if is_of_role { "自带的字体".to_owned() } else { self.faces.name(other) };
            let message = format!("{own}里没有“{character}”字，改用{other}");
            self.findings.push(Finding::new(Code::GlyphFallback, ink.origin.place(), message));
        }
    }

    fn report_missing(&mut self, character: char, origin: Origin<'_>) {
        if self.reported.insert(character) {
            let code = u32::from(character);
            let message = format!("所有字体都没有“{character}”字（U+{code:04X}），印成“{GETA}”");
            self.findings.push(
                Finding::new(Code::GlyphMissing, origin.place(), message)
                    .help("改用常用字，或在 fonts/ 中换上有这个字的字体"),
            );
        }
    }

    fn report_invisible(&mut self, character: char, origin: Origin<'_>) {
        if self.reported.insert(character) {
            let code = u32::from(character);
            let message = format!("文字里有看不见的字符 U+{code:04X}，没有印出");
            self.findings.push(Finding::new(Code::CharacterInvisible, origin.place(), message));
        }
    }
}

/// Every blank that is no NBSP or ideographic space is a plain one on paper.
fn printable(character: char) -> char {
    match character {
        '\u{a0}' | '\u{202f}' => '\u{a0}',
        '\u{3000}' => character,
        _ if character.is_whitespace() => ' ',
        _ => character,
    }
}

/// Controls and the signs of Unicode that never have ink: joiners, direction marks, variation selectors.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}')
}
