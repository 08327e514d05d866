//! What a page shows, as plain values: glyphs, bars and pictures with their ink. It judges nothing.

use crate::base::Length;

/// A box on a sheet; all coordinates count from the sheet's top left corner, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: Length,
    pub(super) top: Length,
    pub(super) right: Length,
    pub(super) bottom: Length,
}

impl Area {
    pub(super) fn width(&self) -> Length {
        self.right - self.left
    }

    pub(super) fn height(&self) -> Length {
        self.bottom - self.top
    }

    pub(super) fn center(&self) -> Length {
        (self.left + self.right) / 2
    }

    pub(super) fn middle(&self) -> Length {
        (self.top + self.bottom) / 2
    }

    /// The smallest box around both.
    pub(super) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The smallest box around all.
    pub(super) fn around(areas: impl IntoIterator<Item = Self>) -> Option<Self> {
        areas.into_iter().reduce(Self::union)
    }
}

/// A colour on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rgb(pub(super) [u8; 3]);

impl Rgb {
    /// What prints as black.
    pub(super) fn is_black(self) -> bool {
        self.0.iter().all(|&part| part < 64)
    }

    pub(super) fn is_red(self) -> bool {
        let [red, green, blue] = self.0;
        red > 150 && green < 96 && blue < 96
    }
}

/// A glyph with ink.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// What it reads as; U+FFFD where the file does not say.
    pub(super) character: char,
    /// Its origin.
    pub(super) x: Length,
    /// Its origin, on the baseline.
    pub(super) y: Length,
    /// How far the next one would stand, along the text.
    pub(super) advance: Length,
    pub(super) ink: Area,
    /// The em.
    pub(super) size: Length,
    /// Degrees by which it is turned counterclockwise, −180 to 180.
    pub(super) turn: i32,
    pub(super) color: Rgb,
    /// The number of its face in the volume.
    pub(super) face: usize,
}

impl Glyph {
    /// Whether it is a 汉字, which fills its em.
    pub(super) fn is_han(&self) -> bool {
        matches!(self.character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
    }

    /// Whether it is a mark, whose ink may fill only half of its em.
    pub(super) fn is_mark(&self) -> bool {
        !self.character.is_alphanumeric()
    }

    /// The upper edge of the em box, as nearly as the baseline tells: it lies 0.85 em down in Chinese faces.
    pub(super) fn em_top(&self) -> Length {
        self.y - self.size.scaled(85, 100)
    }

    pub(super) fn end(&self) -> Length {
        self.x + self.advance
    }
}

/// A line or a filled box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) ink: Area,
    pub(super) color: Rgb,
}

impl Bar {
    /// Whether it is a rule that lies.
    pub(super) fn is_level(&self) -> bool {
        self.ink.height() <= THICKEST && self.ink.width() > SHORTEST
    }

    /// Whether it is a rule that stands.
    pub(super) fn is_upright(&self) -> bool {
        self.ink.width() <= THICKEST && self.ink.height() > SHORTEST
    }
}

/// What is thicker is no rule.
const THICKEST: Length = Length::mm(2);
/// What is shorter is no rule.
const SHORTEST: Length = Length::mm(3);

/// One page of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    pub(super) width: Length,
    pub(super) height: Length,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) bars: Vec<Bar>,
    pub(super) pictures: Vec<Area>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Volume {
    pub(super) sheets: Vec<Sheet>,
    /// The names of the faces, by number.
    pub(super) faces: Vec<String>,
    /// Faces that the file names and does not hold, in the order in which they are first asked for.
    pub(super) missing: Vec<String>,
    /// What the metadata says of layouts: `official:1 table:3`.
    pub(super) layouts: String,
    /// What it says of pages whose spacing was adjusted: `3:23`.
    pub(super) adjusted: String,
    /// What it says was set otherwise on purpose: `lines page-number`.
    pub(super) departures: String,
}
