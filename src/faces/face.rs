//! One face in memory: its file, and compact tables for questions asked a million times.
//!
//! In: a font file, and which of its faces. Out: glyph numbers, advances and font programs, or why it can't
//! serve after all. It never parses a table twice.

use std::collections::BTreeMap;
use std::path::Path;

use subsetter::GlyphRemapper;
use ttf_parser::{GlyphId, OutlineBuilder, Rect};

use super::outlines::Outlines;
use super::sparse::SparseFile;
use crate::base::io_reason;

/// Plane 0, where almost every character is, has a table of its own.
const PLANE: usize = 0x1_0000;

/// Characters of which every Chinese face has one: what it can't draw of them, it can't draw at all.
const PROBES: [char; 4] = ['国', '中', '一', '的'];

/// A face, read and indexed.
pub(super) struct Face {
    file: SparseFile,
    /// The number of the face in the file, from 0.
    index: u32,
    /// What holds of the whole face.
    pub(super) measures: Measures,
    /// The name that the face calls itself by in PDF and PostScript.
    pub(super) postscript_name: String,
    /// How far below other faces' its baseline lies, in units.
    pub(super) sink: i16,
    /// Its outlines, where it is worth keeping what was cut from them.
    outlines: Option<Outlines>,
    /// By character; 0 where the face has none.
    plane_zero: Box<[u16]>,
    /// Characters beyond plane 0.
    beyond: BTreeMap<char, u16>,
    /// By glyph number.
    advances: Box<[u16]>,
}

/// The measures of a whole face.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    /// Units to the em, for everything below.
    pub(super) units_per_em: u16,
    /// Height above the baseline.
    pub(super) ascender: i16,
    /// Depth below the baseline, negative.
    pub(super) descender: i16,
    /// Left, lower, right, upper edge of all ink.
    pub(super) bounds: [i16; 4],
    /// Weight, 400 for regular.
    pub(super) weight: u16,
}

/// What is found in the tables of a face.
struct Tables {
    measures: Measures,
    postscript_name: String,
    plane_zero: Box<[u16]>,
    beyond: BTreeMap<char, u16>,
    advances: Box<[u16]>,
}

impl Measures {
    fn of(face: &ttf_parser::Face<'_>) -> Self {
        let bounds = face.global_bounding_box();
        Self {
            units_per_em: face.units_per_em(),
            ascender: face.ascender(),
            descender: face.descender(),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
            weight: face.weight().to_number(),
        }
    }
}

impl Tables {
    fn read(bytes: &[u8], index: u32) -> Option<Self> {
        let face = ttf_parser::Face::parse(bytes, index).ok()?;
        let (plane_zero, beyond) = coverage(&face);
        let advances = (0..face.number_of_glyphs())
            .map(|glyph| face.glyph_hor_advance(GlyphId(glyph)).unwrap_or(0))
            .collect();
        let (measures, postscript_name) = (Measures::of(&face), postscript_name(&face));
        Some(Self { measures, postscript_name, plane_zero, beyond, advances })
    }
}

impl Face {
    /// Reads a face whose header was checked.
    ///
    /// # Errors
    /// A Chinese phrase where it can't be read, or draws no Chinese.
    pub(super) fn read(path: &Path, index: u32) -> Result<Self, String> {
        let file = SparseFile::open(path, index).map_err(|error| io_reason(&error))?;
        let face = Self::parse(file, index).ok_or("字体损坏")?;
        let ink = face.probe().ok_or("里面没有能用的汉字")?;
        let sink = sink(ink, face.measures.units_per_em);
        Ok(Self { sink, ..face })
    }

    fn parse(file: SparseFile, index: u32) -> Option<Self> {
        let outlines = file.with(&[1], |bytes| Outlines::of(bytes, index))?;
        let tables = file.with(&[], |bytes| Tables::read(bytes, index))??;
        let Tables { measures, postscript_name, plane_zero, beyond, advances } = tables;
        Some(Self { file, index, measures, postscript_name, sink: 0, outlines, plane_zero, beyond, advances })
    }

    /// The ink of a 汉字 that has width and of which a subset can be cut.
    fn probe(&self) -> Option<Rect> {
        let glyph =
            PROBES.iter().find_map(|probe| self.glyph(*probe)).filter(|glyph| self.advance(*glyph) > 0)?;
        let drawn = |bytes: &[u8]| {
            ttf_parser::Face::parse(bytes, self.index).ok()?.outline_glyph(GlyphId(glyph), &mut Unseen)
        };
        let ink = self.file.with(&[glyph], drawn)??;
        self.program(&[glyph])?;
        Some(ink)
    }

    /// The rectangle around a glyph's ink, in units; none where it has none.
    pub(super) fn ink(&self, glyph: u16) -> Option<Rect> {
        let look = |bytes: &[u8]| {
            ttf_parser::Face::parse(bytes, self.index).ok()?.glyph_bounding_box(GlyphId(glyph))
        };
        self.file.with(&[glyph], look)?
    }

    /// A font program of these glyphs, numbered from 1 in their order; none where the file is damaged there.
    pub(super) fn program(&self, glyphs: &[u16]) -> Option<Vec<u8>> {
        match &self.outlines {
            Some(outlines) => outlines.program(&self.file, self.index, glyphs),
            None => self.file.with(glyphs, |bytes| {
                subsetter::subset(bytes, self.index, &GlyphRemapper::new_from_glyphs(glyphs)).ok()
            })?,
        }
    }

    /// The number of the character's glyph.
    pub(super) fn glyph(&self, character: char) -> Option<u16> {
        let glyph = match self.plane_zero.get(character as usize) {
            Some(glyph) => *glyph,
            None => self.beyond.get(&character).copied().unwrap_or(0),
        };
        (glyph != 0).then_some(glyph)
    }

    /// The advance of a glyph, in units.
    pub(super) fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }
}

/// How far the ink of a 汉字 must be let down to lie in its em box, in units; nothing where it lies there already.
///
/// The em box reaches from 0.84 em above the baseline to 0.16 em below it, as in nearly every Chinese face.
fn sink(ink: Rect, units_per_em: u16) -> i16 {
    const TOP_PERCENT: i32 = 84;
    /// Ink beyond the box by a fiftieth of the em is no oddity.
    const TOLERANCE_PERCENT: i32 = 2;
    let percent = |percent: i32| i32::from(units_per_em) * percent / 100;
    let (top, foot) = (percent(TOP_PERCENT), percent(TOP_PERCENT - 100));
    let over = (i32::from(ink.y_max) - top).max(foot - i32::from(ink.y_min));
    if over <= percent(TOLERANCE_PERCENT) {
        return 0;
    }
    i16::try_from((i32::from(ink.y_max) + i32::from(ink.y_min) - top - foot) / 2).unwrap_or(0)
}

/// An outline of which only the box is wanted.
struct Unseen;

impl OutlineBuilder for Unseen {
    fn move_to(&mut self, _x: f32, _y: f32) {}
    fn line_to(&mut self, _x: f32, _y: f32) {}
    fn quad_to(&mut self, _x1: f32, _y1: f32, _x: f32, _y: f32) {}
    fn curve_to(&mut self, _x1: f32, _y1: f32, _x2: f32, _y2: f32, _x: f32, _y: f32) {}
    fn close(&mut self) {}
}

/// Every character of the face's Unicode tables with its glyph.
fn coverage(face: &ttf_parser::Face<'_>) -> (Box<[u16]>, BTreeMap<char, u16>) {
    let mut plane_zero = vec![0; PLANE].into_boxed_slice();
    let mut beyond = BTreeMap::new();
    let subtables = face.tables().cmap.iter().flat_map(|cmap| cmap.subtables);
    for subtable in subtables.filter(ttf_parser::cmap::Subtable::is_unicode) {
        subtable.codepoints(|code| {
            let (Some(GlyphId(glyph)), Some(character)) = (subtable.glyph_index(code), char::from_u32(code))
            else {
                return;
            };
            match plane_zero.get_mut(code as usize) {
                Some(slot) => *slot = glyph,
                None => drop(beyond.insert(character, glyph)),
            }
        });
    }
    (plane_zero, beyond)
}

fn postscript_name(face: &ttf_parser::Face<'_>) -> String {
    let mut named =
        face.names().into_iter().filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME);
    let name = named.find_map(|name| name.to_string()).unwrap_or_default();
    let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    if plain.is_empty() { "Face".to_owned() } else { plain }
}
