//! Drawing instructions → ink. It keeps what is painted and where, and never looks at what was meant:
//! neither tags nor artifacts.

use std::collections::HashMap;

use hayro_interpret::font::{Glyph as Shape, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

use super::sheet::{Area, Bar, Glyph, Rgb};
use crate::base::Length;

/// More marks than this on one page are not kept: it is no page of text.
const MOST_ON_A_PAGE: usize = 200_000;
/// No coordinate is kept beyond ten metres.
const FARTHEST: f64 = 28_346.0;
/// What is fainter than this, in parts of 255, is not seen.
const FAINTEST: u8 = 8;

/// Collects what a page shows; faces are numbered over the whole file.
#[derive(Default)]
pub(super) struct Ink {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) bars: Vec<Bar>,
    pub(super) pictures: Vec<Area>,
    pub(super) faces: Vec<String>,
    numbers: HashMap<u128, usize>,
    boxes: HashMap<u128, Rect>,
    clips: Vec<Rect>,
}

impl Ink {
    /// Begins a page of this size.
    pub(super) fn begin(&mut self, sheet: Rect) {
        self.clips = vec![sheet];
    }

    /// What the clip leaves of a box.
    fn seen(&self, ink: Rect) -> Option<Area> {
        let seen = self.clips.last().map_or(ink, |clip| ink.intersect(*clip));
        (seen.x1 >= seen.x0 && seen.y1 >= seen.y0).then(|| area(seen))
    }

    fn is_full(&self) -> bool {
        self.glyphs.len() + self.bars.len() + self.pictures.len() >= MOST_ON_A_PAGE
    }

    /// The number of the face, and the box of the outline in its own units.
    fn outline(&mut self, shape: &Shape<'_>) -> (usize, Rect, f64) {
        let Shape::Outline(outline) = shape else {
            return (self.face(0, || "Type 3".to_owned()), Rect::ZERO, 0.0);
        };
        let key = outline.identifier().cache_key();
        let ink = *self.boxes.entry(key).or_insert_with(|| outline.outline().bounding_box());
        let data = outline.font_data();
        let key = data.as_ref().map_or(1, |data| data.cache_key);
        let name = || data.and_then(|data| data.postscript_name).unwrap_or_else(|| "无名字体".to_owned());
        (self.face(key, name), ink, outline.advance_width().map_or(0.0, f64::from))
    }

    fn face(&mut self, key: u128, name: impl FnOnce() -> String) -> usize {
        let next = self.faces.len();
        *self.numbers.entry(key).or_insert_with(|| {
            self.faces.push(name());
            next
        })
    }

    fn glyph(&mut self, shape: &Shape<'_>, transform: Affine, color: Rgb) {
        let (face, outline, advance) = self.outline(shape);
        if outline.area() <= 0.0 || self.is_full() {
            return;
        }
        let Some(ink) = self.seen(transform.transform_rect_bbox(outline)) else { return };
        let origin = transform * Point::ZERO;
        let along = (transform * Point::new(1_000.0, 0.0)) - origin;
        let up = (transform * Point::new(0.0, 1_000.0)) - origin;
        self.glyphs.push(Glyph {
            character: character(shape),
            x: length(origin.x),
            y: length(origin.y),
            advance: length(along.hypot() * advance / 1_000.0),
            ink,
            size: length(up.hypot()),
            turn: degrees((-along.y).atan2(along.x)),
            color,
            face,
        });
    }
}

fn character(shape: &Shape<'_>) -> char {
    match shape.as_unicode() {
        Some(BfString::Char(character)) => character,
        Some(BfString::String(text)) => text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER),
        None => char::REPLACEMENT_CHARACTER,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the value is clamped to ten metres; NaN becomes 0")]
fn length(points: f64) -> Length {
    Length::emu((points.clamp(-FARTHEST, FARTHEST) * 12_700.0).round() as i64)
}

#[expect(clippy::cast_possible_truncation, reason = "an angle lies between -180 and 180")]
fn degrees(radians: f64) -> i32 {
    radians.to_degrees().round() as i32
}

fn area(ink: Rect) -> Area {
    Area { left: length(ink.x0), top: length(ink.y0), right: length(ink.x1), bottom: length(ink.y1) }
}

/// The colour, if the paint can be seen on white paper.
fn painted(paint: &Paint<'_>) -> Option<Rgb> {
    let Paint::Color(color) = paint else { return Some(Rgb([0; 3])) };
    let [red, green, blue, opacity] = color.to_rgba().to_rgba8();
    let darkest = 255 - red.min(green).min(blue);
    (darkest >= FAINTEST && opacity >= FAINTEST).then_some(Rgb([red, green, blue]))
}

/// The sub-paths of a path: a table may be drawn as one.
fn sub_paths(path: &BezPath) -> Vec<BezPath> {
    let mut parts: Vec<BezPath> = Vec::new();
    for element in path.elements() {
        match parts.last_mut() {
            Some(part) if !matches!(element, PathEl::MoveTo(_)) => part.push(*element),
            _ => parts.push(BezPath::from_vec(vec![*element])),
        }
    }
    parts.retain(|part| part.elements().len() > 1);
    parts
}

/// The ink of a stroke with flat ends: a straight line only grows across.
fn grown(ink: Rect, half: f64) -> Rect {
    match (ink.width() < 1e-6, ink.height() < 1e-6) {
        (false, true) => ink.inflate(0.0, half),
        (true, false) => ink.inflate(half, 0.0),
        _ => ink.inflate(half, half),
    }
}

impl<'a> Device<'a> for Ink {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let half = match mode {
            DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) => {
                f64::from(stroke.line_width) / 2.0 * props.transform.determinant().abs().sqrt()
            }
            DrawMode::Fill(_) => 0.0,
            DrawMode::Invisible => return,
        };
        let Some(color) = painted(&props.paint) else { return };
        for part in sub_paths(path) {
            let ink = grown((props.transform * part).bounding_box(), half);
            if let Some(ink) = self.seen(ink).filter(|_| !self.is_full()) {
                self.bars.push(Bar { ink, color });
            }
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        let Some(color) = painted(&props.paint) else { return };
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), color);
        }
    }

    fn draw_image(&mut self, _image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let ink = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        if let Some(ink) = self.seen(ink).filter(|_| !self.is_full()) {
            self.pictures.push(ink);
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let outside = self.clips.last().copied();
        let inside = clip.path.bounding_box();
        self.clips.push(outside.map_or(inside, |outside| outside.intersect(inside)));
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, _opacity: f32, _mask: Option<SoftMask<'a>>, _mode: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}
