//! The fonts of a file: one subset a face, and one more for characters that share a glyph.
//!
//! In: pages and faces. Out: fonts as `printpdf` takes them, and for each character the font that
//! has it and its advance. It never embeds a whole face.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    FontId, FontMetrics, FontType, Op, ParsedFont, PdfFont, PdfFontHandle, PdfFontMetricsStub, Pt, TextItem,
};
use sha2::{Digest, Sha256};

use crate::faces::{FaceId, Faces, Subset};
use crate::typeset::Pages;

/// The fonts of one file.
pub(super) struct Fonts {
    programs: BTreeMap<FontId, PdfFont>,
    characters: BTreeMap<FaceId, BTreeMap<char, Code>>,
}

/// How a character is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Code {
    /// The font that has it, counted within its face from 0.
    pub(super) part: usize,
    /// Its number in that font, which is its code in the text.
    pub(super) number: u16,
    /// Its advance in thousandths of the em, as the file's width table rounds it.
    pub(super) width: u16,
}

impl Fonts {
    /// Cuts the subsets that the pages need.
    pub(super) fn cut(pages: &Pages, faces: &Faces) -> Self {
        let mut fonts = Self { programs: BTreeMap::new(), characters: BTreeMap::new() };
        for (face, characters) in characters_by_face(pages) {
            for (part, subset) in faces.subsets(face, &characters).into_iter().enumerate() {
                fonts.add(face, part, subset);
            }
        }
        fonts
    }

    fn add(&mut self, face: FaceId, part: usize, subset: Subset) {
        let codes = self.characters.entry(face).or_default();
        codes.extend(subset.glyphs.iter().map(|(character, glyph)| {
            let width = thousandths(glyph.advance_units, subset.units_per_em);
            (*character, Code { part, number: glyph.number, width })
        }));
        self.programs.insert(font_id(face, part), PdfFont::new(program(subset)));
    }

    /// Hands over the font programs; codes stay.
    pub(super) fn take_programs(&mut self) -> BTreeMap<FontId, PdfFont> {
        std::mem::take(&mut self.programs)
    }

    /// Text in every font that has every character: `printpdf` embeds what it sees used.
    pub(super) fn specimens(&self) -> Vec<Op> {
        let shown = self.programs.iter().flat_map(|(font, program)| {
            let codes = program.parsed_font.codepoint_to_glyph.keys();
            let text = codes.filter_map(|code| char::from_u32(*code)).collect();
            let font = PdfFontHandle::External(font.clone());
            [Op::SetFont { font, size: Pt(1.0) }, Op::ShowText { items: vec![TextItem::Text(text)] }]
        });
        std::iter::once(Op::StartTextSection).chain(shown).chain([Op::EndTextSection]).collect()
    }

    /// How a character of a face is shown; `None` where the face lacks it.
    pub(super) fn code(&self, face: FaceId, character: char) -> Option<Code> {
        self.characters.get(&face)?.get(&character).copied()
    }
}

/// The name of a font among the resources of the file.
pub(super) fn font_id(face: FaceId, part: usize) -> FontId {
    FontId(format!("f{}.{part}", face.0))
}

fn characters_by_face(pages: &Pages) -> BTreeMap<FaceId, BTreeSet<char>> {
    let mut characters: BTreeMap<FaceId, BTreeSet<char>> = BTreeMap::new();
    for run in pages.pages.iter().flat_map(|page| &page.runs) {
        characters.entry(run.face).or_default().extend(run.glyphs.iter().map(|glyph| glyph.character));
    }
    characters
}

/// The advance as `printpdf` writes it into the width table: thousandths, cut off.
fn thousandths(units: u16, units_per_em: u16) -> u16 {
    let thousandths = u32::from(units) * 1000 / u32::from(units_per_em.max(1));
    u16::try_from(thousandths).unwrap_or(u16::MAX)
}

/// A subset in the form that `printpdf` embeds, without parsing it again.
fn program(subset: Subset) -> ParsedFont {
    let [x_min, y_min, x_max, y_max] = subset.bounds;
    ParsedFont {
        font_index: 0,
        font_name: Some(format!("{}+{}", tag(&subset), subset.postscript_name)),
        codepoint_to_glyph: subset.glyphs.iter().map(|(c, glyph)| (*c as u32, glyph.number)).collect(),
        glyph_widths: subset.glyphs.values().map(|glyph| (glyph.number, glyph.advance_units)).collect(),
        units_per_em: subset.units_per_em,
        font_metrics: FontMetrics { ascent: subset.ascender, descent: subset.descender },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: subset.units_per_em,
            x_min,
            y_min,
            x_max,
            y_max,
            us_weight_class: subset.weight,
            ..PdfFontMetricsStub::default()
        },
        original_bytes: subset.program,
    }
}

/// Six capital letters that differ between subsets.
///
/// Source: ISO 32000-1 §9.6.4.
fn tag(subset: &Subset) -> String {
    let characters: String = subset.glyphs.keys().collect();
    let digest = Sha256::digest(characters.as_bytes());
    digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
