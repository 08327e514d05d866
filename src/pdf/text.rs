//! One run of glyphs as text operators.
//!
//! In: a run. Out: operators that put each glyph where the run says, within 0.002 mm. What the font's
//! own advances and one character spacing already do is not written again, so files stay small.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::f64::consts::FRAC_1_SQRT_2;

use printpdf::{Color, Greyscale, Op, PdfFontHandle, Rgb, TextItem, TextMatrix, TextRenderingMode};

use crate::base::Length;
use crate::faces::FaceId;
use crate::typeset::{self, PlacedGlyph, Run, Turn};

use super::fonts::{self, Fonts};
use super::numbers::{decimals, pt};

/// A glyph is moved by an offset of its own when it would stand farther off than this, in pt.
const TOLERANCE: f64 = 0.005;

/// Writes runs, and remembers what the viewer already knows.
pub(super) struct TextWriter<'a> {
    fonts: &'a Fonts,
    page_height: Length,
    font: Option<(FaceId, usize, Length)>,
    spacing: Length,
    color: Option<typeset::Color>,
    /// The stroke along outlines and its colour, while there is one.
    stroke: Option<(Length, typeset::Color)>,
}

/// Glyphs of a run that one font has, each with its advance.
struct Segment {
    part: usize,
    glyphs: Vec<(PlacedGlyph, Length)>,
}

impl<'a> TextWriter<'a> {
    /// A writer for a page of this height, on which nothing is written yet.
    pub(super) const fn new(fonts: &'a Fonts, page_height: Length) -> Self {
        Self { fonts, page_height, font: None, spacing: Length::ZERO, color: None, stroke: None }
    }

    /// Writes one run.
    pub(super) fn write(&mut self, run: &Run, operations: &mut Vec<Op>) {
        for segment in self.segments(run) {
            self.set_color(run.color, operations);
            self.set_stroke(run, operations);
            self.set_font((run.face, segment.part, run.size), operations);
            self.set_spacing(common_gap(&segment.glyphs), operations);
            operations.push(Op::SetTextMatrix { matrix: self.matrix(run, &segment) });
            operations.push(Op::ShowText { items: items(&segment.glyphs, self.spacing, run.size) });
        }
    }

    /// Cuts a run where the font changes within the face; a glyph that no font has is left out.
    fn segments(&self, run: &Run) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
        for glyph in &run.glyphs {
            let Some(code) = self.fonts.code(run.face, glyph.character) else { continue };
            let placed = (*glyph, run.size.scaled(i64::from(code.width), 1000));
            match segments.last_mut().filter(|segment| segment.part == code.part) {
                Some(segment) => segment.glyphs.push(placed),
                None => segments.push(Segment { part: code.part, glyphs: vec![placed] }),
            }
        }
        segments
    }

    fn set_color(&mut self, color: typeset::Color, operations: &mut Vec<Op>) {
        if self.color.replace(color) != Some(color) {
            operations.push(Op::SetFillColor { col: ink(color) });
        }
    }

    fn set_stroke(&mut self, run: &Run, operations: &mut Vec<Op>) {
        let stroke = run.stroke.map(|thickness| (thickness, run.color));
        if std::mem::replace(&mut self.stroke, stroke) == stroke {
            return;
        }
        let Some((thickness, color)) = stroke else {
            operations.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
            return;
        };
        operations.push(Op::SetOutlineThickness { pt: pt(thickness) });
        operations.push(Op::SetOutlineColor { col: ink(color) });
        operations.push(Op::SetTextRenderingMode { mode: TextRenderingMode::FillStroke });
    }

    fn set_font(&mut self, font: (FaceId, usize, Length), operations: &mut Vec<Op>) {
        if self.font.replace(font) != Some(font) {
            let (face, part, size) = font;
            let font = PdfFontHandle::External(fonts::font_id(face, part));
            operations.push(Op::SetFont { font, size: pt(size) });
        }
    }

    /// A single glyph has no gap, and leaves the spacing as it is.
    fn set_spacing(&mut self, gap: Option<Length>, operations: &mut Vec<Op>) {
        if let Some(gap) = gap.filter(|gap| *gap != self.spacing) {
            self.spacing = gap;
            operations.push(Op::SetCharacterSpacing { multiplier: spacing_pt(gap) });
        }
    }

    fn matrix(&self, run: &Run, segment: &Segment) -> TextMatrix {
        let along = segment.glyphs.first().map_or(0.0, |(glyph, _)| glyph.offset.to_pt());
        let (cos, sin) = match run.turn {
            Turn::None => (1.0, 0.0),
            Turn::Left => (0.0, 1.0),
            Turn::Rising => (FRAC_1_SQRT_2, FRAC_1_SQRT_2),
        };
        let x = run.x.to_pt() + along * cos;
        let y = (self.page_height - run.y).to_pt() + along * sin;
        let [cos, sin] = [decimals(cos, 6), decimals(sin, 6)];
        TextMatrix::Raw([cos, sin, -sin, cos, decimals(x, 3), decimals(y, 3)])
    }
}

/// The gap between neighbours, beyond their advances, that occurs most often; the smaller of two.
fn common_gap(glyphs: &[(PlacedGlyph, Length)]) -> Option<Length> {
    let mut counts: BTreeMap<Length, usize> = BTreeMap::new();
    for pair in glyphs.windows(2) {
        if let [(glyph, advance), (next, _)] = pair {
            *counts.entry(next.offset - glyph.offset - *advance).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(gap, count)| (*count, Reverse(gap.to_emu().abs())));
    most.map(|(gap, _)| gap)
}

fn spacing_pt(gap: Length) -> f32 {
    decimals(gap.to_pt(), 4)
}

/// The characters, with an offset before each one that advance and spacing do not bring to its place.
fn items(glyphs: &[(PlacedGlyph, Length)], spacing: Length, size: Length) -> Vec<TextItem> {
    let thousandth = size.max(Length::emu(1)).to_pt() / 1000.0;
    let spacing = f64::from(spacing_pt(spacing));
    let start = glyphs.first().map_or(Length::ZERO, |(glyph, _)| glyph.offset);
    let (mut items, mut text, mut pen) = (Vec::new(), String::new(), 0.0);
    for (glyph, advance) in glyphs {
        let target = (glyph.offset - start).to_pt();
        if (pen - target).abs() > TOLERANCE {
            let back = decimals((pen - target) / thousandth, 2);
            items.extend([TextItem::Text(std::mem::take(&mut text)), TextItem::Offset(back)]);
            pen -= f64::from(back) * thousandth;
        }
        text.push(glyph.character);
        pen += advance.to_pt() + spacing;
    }
    items.push(TextItem::Text(text));
    items
}

/// The colours of the file: black and grey as grey, red as the sRGB that the output intent names.
pub(super) fn ink(color: typeset::Color) -> Color {
    let grey = |percent| Color::Greyscale(Greyscale { percent, icc_profile: None });
    match color {
        typeset::Color::Black => grey(0.0),
        typeset::Color::Pale => grey(0.92),
        typeset::Color::Red => Color::Rgb(Rgb { r: 1.0, g: 0.0, b: 0.0, icc_profile: None }),
    }
}
