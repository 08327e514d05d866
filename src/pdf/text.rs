//! One run of glyphs as text operators.
//!
//! In: a run. Out: operators that put each glyph where the run says, within 0.002 mm. What the font's
//! own advances and one character spacing already do is not written again, so files stay small.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::f64::consts::FRAC_1_SQRT_2;

use crate::base::Length;
use crate::faces::FaceId;
use crate::typeset::{Color, PlacedGlyph, Run, Turn};

use super::content::set_color;
use super::fonts::{self, Fonts};
use super::numbers::{Decimal, points};
use super::operators::Operators;

/// A glyph is moved by an offset of its own when it would stand farther off than this, in pt.
const TOLERANCE: f64 = 0.005;

/// Writes runs, and remembers what the viewer already knows.
pub(super) struct TextWriter<'a> {
    fonts: &'a Fonts,
    page_height: Length,
    font: Option<(FaceId, usize, Length)>,
    spacing: Length,
    color: Option<Color>,
    /// The stroke along outlines and its colour, while there is one.
    stroke: Option<(Length, Color)>,
}

/// Glyphs of a run that one font has.
struct Segment {
    part: usize,
    glyphs: Vec<Coded>,
}

/// A glyph with its code and its advance.
struct Coded {
    offset: Length,
    advance: Length,
    number: u16,
}

impl<'a> TextWriter<'a> {
    /// A writer for a page of this height, on which nothing is written yet.
    pub(super) const fn new(fonts: &'a Fonts, page_height: Length) -> Self {
        Self { fonts, page_height, font: None, spacing: Length::ZERO, color: None, stroke: None }
    }

    /// Writes one run.
    pub(super) fn write(&mut self, run: &Run, operators: &mut Operators) {
        for segment in self.segments(run) {
            self.set_color(run.color, operators);
            self.set_stroke(run, operators);
            self.set_font((run.face, segment.part, run.size), operators);
            self.set_spacing(common_gap(&segment.glyphs), operators);
            operators.put(&self.matrix(run, &segment), "Tm");
            operators.show(&pieces(&segment.glyphs, self.spacing, run.size));
        }
    }

    /// Cuts a run where the font changes within the face; a glyph that no font has is left out.
    fn segments(&self, run: &Run) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
        for PlacedGlyph { character, offset } in &run.glyphs {
            let Some(code) = self.fonts.code(run.face, *character) else { continue };
            let advance = run.size.scaled(i64::from(code.width), 1000);
            let coded = Coded { offset: *offset, advance, number: code.number };
            match segments.last_mut().filter(|segment| segment.part == code.part) {
                Some(segment) => segment.glyphs.push(coded),
                None => segments.push(Segment { part: code.part, glyphs: vec![coded] }),
            }
        }
        segments
    }

    fn set_color(&mut self, color: Color, operators: &mut Operators) {
        if self.color.replace(color) != Some(color) {
            set_color(color, ["g", "rg"], operators);
        }
    }

    fn set_stroke(&mut self, run: &Run, operators: &mut Operators) {
        /// Text rendering modes. **Source:** ISO 32000-1 §9.3.6.
        const FILL: u32 = 0;
        const FILL_AND_STROKE: u32 = 2;
        let stroke = run.stroke.map(|thickness| (thickness, run.color));
        if std::mem::replace(&mut self.stroke, stroke) == stroke {
            return;
        }
        if let Some((thickness, color)) = stroke {
            operators.put(&[points(thickness)], "w");
            set_color(color, ["G", "RG"], operators);
        }
        let mode = if stroke.is_some() { FILL_AND_STROKE } else { FILL };
        operators.put(&[Decimal::whole(mode)], "Tr");
    }

    fn set_font(&mut self, font: (FaceId, usize, Length), operators: &mut Operators) {
        if self.font.replace(font) != Some(font) {
            let (face, part, size) = font;
            operators.font(&fonts::font_id(face, part).0, points(size));
        }
    }

    /// A single glyph has no gap, and leaves the spacing as it is.
    fn set_spacing(&mut self, gap: Option<Length>, operators: &mut Operators) {
        if let Some(gap) = gap.filter(|gap| *gap != self.spacing) {
            self.spacing = gap;
            operators.put(&[spacing(gap)], "Tc");
        }
    }

    fn matrix(&self, run: &Run, segment: &Segment) -> [Decimal; 6] {
        let along = segment.glyphs.first().map_or(0.0, |glyph| glyph.offset.to_pt());
        let (cos, sin) = match run.turn {
            Turn::None => (1.0, 0.0),
            Turn::Left => (0.0, 1.0),
            Turn::Rising => (FRAC_1_SQRT_2, FRAC_1_SQRT_2),
        };
        let x = run.x.to_pt() + along * cos;
        let y = (self.page_height - run.y).to_pt() + along * sin;
        let [cos, sin] = [cos, sin].map(|part| Decimal::new(part, 6));
        [cos, sin, sin.negated(), cos, Decimal::new(x, 3), Decimal::new(y, 3)]
    }
}

/// The gap between neighbours, beyond their advances, that occurs most often; the smaller of two.
fn common_gap(glyphs: &[Coded]) -> Option<Length> {
    let mut counts: BTreeMap<Length, usize> = BTreeMap::new();
    for pair in glyphs.windows(2) {
        if let [glyph, next] = pair {
            *counts.entry(next.offset - glyph.offset - glyph.advance).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(gap, count)| (*count, Reverse(gap.to_emu().abs())));
    most.map(|(gap, _)| gap)
}

fn spacing(gap: Length) -> Decimal {
    Decimal::new(gap.to_pt(), 4)
}

/// The codes, with an offset before each one that advance and spacing do not bring to its place.
fn pieces(glyphs: &[Coded], gap: Length, size: Length) -> Vec<(Decimal, Vec<u16>)> {
    let thousandth = size.max(Length::emu(1)).to_pt() / 1000.0;
    let gap = spacing(gap).value();
    let start = glyphs.first().map_or(Length::ZERO, |glyph| glyph.offset);
    let (mut pieces, mut codes, mut before, mut pen) = (Vec::new(), Vec::new(), Decimal::ZERO, 0.0);
    for glyph in glyphs {
        let target = (glyph.offset - start).to_pt();
        if (pen - target).abs() > TOLERANCE {
            let back = Decimal::new((pen - target) / thousandth, 2);
            pieces.push((std::mem::replace(&mut before, back), std::mem::take(&mut codes)));
            pen -= back.value() * thousandth;
        }
        codes.push(glyph.number);
        pen += glyph.advance.to_pt() + gap;
    }
    pieces.push((before, codes));
    pieces
}
