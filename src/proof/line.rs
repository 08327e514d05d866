//! Glyphs of a page → lines of text, by their baselines. It knows no element.

use super::numbers::CELL;
use super::sheet::{Area, Glyph};
use crate::base::Length;

/// Glyphs whose baselines lie no farther apart stand on one line.
const SAME_LINE: Length = Length::hundredths_of_mm(45);
/// Sizes and baselines are compared to a hundredth of a millimetre.
const GRAIN: i64 = 360;

/// What stands farther apart belongs to different groups: columns of names, a number and the signers.
const GROUP_GAP: Length = CELL.scaled(3, 2);

/// A line of text, its glyphs from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    glyphs: Vec<Glyph>,
    pub(super) ink: Area,
    text: String,
}

impl Line {
    fn new(mut glyphs: Vec<Glyph>) -> Option<Self> {
        glyphs.sort_by_key(|glyph| glyph.x);
        let ink = Area::around(glyphs.iter().map(|glyph| glyph.ink))?;
        let text = glyphs.iter().map(|glyph| glyph.character).collect();
        Some(Self { glyphs, ink, text })
    }

    pub(super) fn glyphs(&self) -> &[Glyph] {
        &self.glyphs
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The first characters, to name the line by.
    pub(super) fn head(&self) -> String {
        let few: String = self.text.chars().take(8).collect();
        if few.len() < self.text.len() { format!("“{few}…”") } else { format!("“{few}”") }
    }

    /// The origin of the first glyph.
    pub(super) fn left(&self) -> Length {
        self.glyphs.first().map_or(Length::ZERO, |glyph| glyph.x)
    }

    /// Where the last glyph's advance ends; a 汉字 ends with its em.
    pub(super) fn right(&self) -> Length {
        self.glyphs
            .last()
            .map_or(Length::ZERO, |glyph| if glyph.is_han() { glyph.x + glyph.size } else { glyph.end() })
    }

    /// The middle of what is seen: a mark at either end counts with its ink, without its blank half.
    pub(super) fn center(&self) -> Length {
        let bearing = |glyph: &Glyph| glyph.size / 16;
        let left = |glyph: &Glyph| if glyph.is_mark() { glyph.ink.left - bearing(glyph) } else { glyph.x };
        let right = |glyph: &Glyph| glyph.ink.right + bearing(glyph);
        let first = self.glyphs.first().map_or(Length::ZERO, left);
        let last = self.glyphs.last().filter(|glyph| glyph.is_mark()).map(right);
        (first + last.unwrap_or_else(|| self.right())) / 2
    }

    /// The baseline of most of its glyphs.
    pub(super) fn y(&self) -> Length {
        most(self.glyphs.iter().map(|glyph| rounded(glyph.y))).unwrap_or_default()
    }

    /// The size of most of its glyphs.
    pub(super) fn size(&self) -> Length {
        most(self.glyphs.iter().map(|glyph| rounded(glyph.size))).unwrap_or_default()
    }

    /// The upper edge of the em box of a glyph of the line's own size.
    pub(super) fn em_top(&self) -> Length {
        let own = self.size();
        self.glyphs.iter().find(|glyph| rounded(glyph.size) == own).map_or(self.ink.top, Glyph::em_top)
    }

    pub(super) fn em_bottom(&self) -> Length {
        self.em_top() + self.size()
    }

    /// The face of most of its 汉字, or of most of its glyphs where it has none.
    pub(super) fn face(&self) -> Option<usize> {
        let han = self.glyphs.iter().filter(|glyph| glyph.is_han()).map(|glyph| glyph.face);
        most(han).or_else(|| most(self.glyphs.iter().map(|glyph| glyph.face)))
    }

    /// The same line with only those glyphs that `is_kept` names.
    pub(super) fn only(&self, is_kept: impl Fn(&Glyph) -> bool) -> Option<Self> {
        Self::new(self.glyphs.iter().filter(|glyph| is_kept(glyph)).cloned().collect())
    }

    /// Its parts, where more than one and a half cells lie between them.
    pub(super) fn groups(&self) -> Vec<Self> {
        let is_near = |one: &Glyph, next: &Glyph| next.x - one.x.at_least(one.end()) <= GROUP_GAP;
        self.glyphs.chunk_by(is_near).filter_map(|group| Self::new(group.to_vec())).collect()
    }

    /// Whether its 汉字 stand in neighbouring cells, as those of running text do.
    pub(super) fn is_running(&self) -> bool {
        self.groups().len() == 1 && self.steps().all(|step| step < GROUP_GAP)
    }

    /// Whether every glyph is a 汉字.
    pub(super) fn is_plain(&self) -> bool {
        self.glyphs.iter().all(Glyph::is_han)
    }

    /// The steps from each 汉字 to the next one beside it.
    pub(super) fn steps(&self) -> impl Iterator<Item = Length> {
        let pairs = self.glyphs.windows(2).filter(|pair| pair.iter().all(Glyph::is_han));
        pairs.map(|pair| pair[1].x - pair[0].x)
    }
}

fn rounded(length: Length) -> Length {
    Length::emu((length.to_emu() + GRAIN / 2).div_euclid(GRAIN) * GRAIN)
}

/// The lines of upright glyphs, from top to bottom.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by_key(|glyph| (glyph.y, glyph.x));
    let rows = glyphs.chunk_by(|one, next| next.y - one.y <= SAME_LINE);
    rows.filter_map(|row| Line::new(row.to_vec())).collect()
}

/// The value that occurs most often; the smallest of those that occur equally often.
pub(super) fn most<T: Copy + Ord>(values: impl IntoIterator<Item = T>) -> Option<T> {
    let mut values: Vec<T> = values.into_iter().collect();
    values.sort_unstable();
    let mut best: Option<(T, usize)> = None;
    for group in values.chunk_by(|a, b| a == b) {
        if best.is_none_or(|(_, count)| group.len() > count) {
            best = group.first().map(|value| (*value, group.len()));
        }
    }
    best.map(|(value, _)| value)
}

/// The value in the middle.
pub(super) fn median(values: impl IntoIterator<Item = Length>) -> Option<Length> {
    let mut values: Vec<Length> = values.into_iter().collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}
