//! A finished PDF, read again by a reader that the writer does not use.
//!
//! In: a file's bytes. Out: for each page its size, its glyphs in the order of drawing, its rules. It
//! measures what is drawn, not what was meant. Coordinates count in mm from the page's top left corner.
//!
//! A test takes it in with `#[path = "support/pdf.rs"] mod pdf;`.

#![allow(dead_code, reason = "each test target uses its own part of the reader")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where its PDF can't be read")]

use std::sync::{Arc, Mutex};

use hayro_interpret::font::{FontQuery, Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::{Pdf, page::Page};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, Paint, SoftMask, TransformExt, interpret_page,
};

const MM: f64 = 25.4 / 72.0;

/// What a file shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PdfText {
    /// The pages in order.
    pub(crate) pages: Vec<PageText>,
    /// Fonts that the file names but does not hold.
    pub(crate) missing_fonts: Vec<String>,
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PageText {
    /// Width of the sheet.
    pub(crate) width: f64,
    /// Height of the sheet.
    pub(crate) height: f64,
    /// Glyphs in the order of drawing.
    pub(crate) glyphs: Vec<DrawnGlyph>,
    /// Lines and bars in the order of drawing.
    pub(crate) rules: Vec<DrawnRule>,
}

/// A glyph on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DrawnGlyph {
    /// What it reads as; U+FFFD where the file does not say.
    pub(crate) text: String,
    /// Its origin.
    pub(crate) x: f64,
    /// Its origin on the baseline.
    pub(crate) y: f64,
    /// The em, in pt.
    pub(crate) size: f64,
    /// Degrees by which it is turned counterclockwise.
    pub(crate) turn: f64,
    /// Red, green, blue.
    pub(crate) color: [u8; 3],
    /// The name of its face in the font program.
    pub(crate) face: String,
    /// Whether it is painted, not white, and its ink lies on the page.
    pub(crate) is_visible: bool,
    /// The tags of the marked content around it, from outside to inside.
    pub(crate) tags: Vec<String>,
}

/// A line or bar on a page, as the box of its ink.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DrawnRule {
    /// Left, upper, right, lower edge.
    pub(crate) ink: [f64; 4],
    /// Red, green, blue.
    pub(crate) color: [u8; 3],
}

impl DrawnGlyph {
    /// Whether it is page furniture, no part of the text: contents are furniture too, though they are read.
    pub(crate) fn is_artifact(&self) -> bool {
        self.tags.iter().any(|tag| tag == "Artifact" || tag == "TOCI")
    }
}

impl PageText {
    /// The text in reading order, without page furniture.
    pub(crate) fn text(&self) -> String {
        self.glyphs.iter().filter(|glyph| !glyph.is_artifact()).map(|glyph| glyph.text.as_str()).collect()
    }

    /// Page furniture, in the order of drawing.
    pub(crate) fn furniture(&self) -> String {
        self.glyphs.iter().filter(|glyph| glyph.is_artifact()).map(|glyph| glyph.text.as_str()).collect()
    }
}

impl PdfText {
    /// The text of all pages in reading order, without page furniture.
    pub(crate) fn text(&self) -> String {
        self.pages.iter().map(PageText::text).collect()
    }
}

/// Reads a file.
pub(crate) fn read(bytes: &[u8]) -> PdfText {
    let pdf = Pdf::new(bytes.to_vec()).expect("the file opens as a PDF");
    let missing_fonts = Arc::new(Mutex::new(Vec::new()));
    let settings = settings(Arc::clone(&missing_fonts));
    let cache = InterpreterCache::new();
    let pages = pdf.pages().iter().map(|page| read_page(page, &cache, &settings)).collect();
    let missing_fonts = missing_fonts.lock().unwrap().clone();
    PdfText { pages, missing_fonts }
}

/// The reader would put another font in silence; here every such wish is written down.
fn settings(missing: Arc<Mutex<Vec<String>>>) -> InterpreterSettings {
    InterpreterSettings {
        font_resolver: Arc::new(move |query| {
            let (name, font) = match query {
                FontQuery::Standard(font) => (font.postscript_name().to_owned(), font.get_font_data()),
                FontQuery::Fallback(font) => {
                    (format!("{:?}", font.post_script_name), font.pick_standard_font().get_font_data())
                }
            };
            missing.lock().unwrap().push(name);
            Some(font)
        }),
        ..InterpreterSettings::default()
    }
}

fn read_page<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, settings: &InterpreterSettings) -> PageText {
    let (width, height) = page.render_dimensions();
    let sheet = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut ink = Ink { sheet, glyphs: Vec::new(), rules: Vec::new(), tags: Vec::new() };
    let transform: Affine = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, sheet, cache, page.xref(), settings.clone());
    interpret_page(page, &mut context, &mut ink);
    PageText { width: sheet.width() * MM, height: sheet.height() * MM, glyphs: ink.glyphs, rules: ink.rules }
}

/// Collects what is drawn.
struct Ink {
    sheet: Rect,
    glyphs: Vec<DrawnGlyph>,
    rules: Vec<DrawnRule>,
    tags: Vec<String>,
}

fn rgb(paint: &Paint<'_>) -> [u8; 3] {
    match paint {
        Paint::Color(color) => {
            let [red, green, blue, _] = color.to_rgba().to_rgba8();
            [red, green, blue]
        }
        Paint::Pattern(_) => [0, 0, 0],
    }
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
        for part in sub_paths(path) {
            let ink = grown((props.transform * part).bounding_box(), half).scale_from_origin(MM);
            self.rules.push(DrawnRule { ink: [ink.x0, ink.y0, ink.x1, ink.y1], color: rgb(&props.paint) });
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        for glyph in run.glyphs() {
            let transform = props.transform * glyph.transform();
            let text = match glyph.as_unicode() {
                Some(BfString::Char(character)) => character.to_string(),
                Some(BfString::String(text)) => text,
                None => '\u{fffd}'.to_string(),
            };
            let (outline, face) = match &**glyph {
                Glyph::Outline(outline) => (outline.outline(), outline.font_data()),
                Glyph::Type3(_) => (BezPath::new(), None),
            };
            let origin = transform * Point::ZERO;
            let em = transform * Point::new(1000.0, 0.0) - origin;
            let ink = if outline.is_empty() {
                Rect::from_points(origin, origin)
            } else {
                (transform * outline).bounding_box()
            };
            let color = rgb(&props.paint);
            self.glyphs.push(DrawnGlyph {
                text,
                x: origin.x * MM,
                y: origin.y * MM,
                size: em.hypot(),
                turn: (-em.y).atan2(em.x).to_degrees(),
                color,
                face: face.and_then(|face| face.postscript_name).unwrap_or_default(),
                is_visible: !matches!(mode, DrawMode::Invisible)
                    && color != [255; 3]
                    && self.sheet.contains(Point::new(ink.x0, ink.y0))
                    && self.sheet.contains(Point::new(ink.x1, ink.y1)),
                tags: self.tags.clone(),
            });
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], _properties: Option<&Dict<'_>>) {
        self.tags.push(String::from_utf8_lossy(tag).into_owned());
    }

    fn end_marked_content(&mut self) {
        self.tags.pop();
    }

    fn draw_image(&mut self, _image: Image<'a, '_>, _props: ImageDrawProps<'a>) {}
    fn push_clip_path(&mut self, _clip: &ClipPath) {}
    fn pop_clip(&mut self) {}
    fn push_transparency_group(&mut self, _opacity: f32, _mask: Option<SoftMask<'a>>, _mode: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}
