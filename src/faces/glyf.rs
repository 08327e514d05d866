//! The outlines of TrueType faces: where each stands, and which others it is composed of.
//!
//! In: the tables `loca` and `glyf`. Out: places and glyph numbers. It draws nothing.
//!
//! **Source:** OpenType 1.9, the tables `loca` and `glyf`.

use std::ops::Range;

/// Bits of a component's flags.
const WORDS: u16 = 0x0001;
const ONE_SCALE: u16 = 0x0008;
const MORE: u16 = 0x0020;
const TWO_SCALES: u16 = 0x0040;
const MATRIX: u16 = 0x0080;

/// Where the outline of a glyph stands in the table `glyf`.
pub(super) fn place(loca: &[u8], is_long: bool, glyph: u16) -> Option<Range<usize>> {
    let offset = |number: usize| {
        if is_long {
            let bytes = loca.get(4 * number..4 * number + 4)?;
            usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
        } else {
            Some(2 * usize::from(word(loca, 2 * number)?))
        }
    };
    let number = usize::from(glyph);
    Some(offset(number)?..offset(number + 1)?).filter(|place| place.start <= place.end)
}

/// The glyphs that an outline is composed of; none for most.
pub(super) fn components(outline: &[u8]) -> Vec<u16> {
    /// The number of contours, and four edges.
    const HEADER: usize = 10;
    let (mut components, mut at) = (Vec::new(), HEADER);
    let mut goes_on = outline.first().is_some_and(|byte| *byte >= 0x80);
    while goes_on {
        let (Some(flags), Some(glyph)) = (word(outline, at), word(outline, at + 2)) else { break };
        components.push(glyph);
        at += component_length(flags);
        goes_on = flags & MORE != 0;
    }
    components
}

fn component_length(flags: u16) -> usize {
    let place = if flags & WORDS == 0 { 2 } else { 4 };
    let scale = match flags & (ONE_SCALE | TWO_SCALES | MATRIX) {
        0 => 0,
        flags if flags & ONE_SCALE != 0 => 2,
        flags if flags & TWO_SCALES != 0 => 4,
        _ => 8,
    };
    4 + place + scale
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).and_then(|bytes| bytes.try_into().ok()).map(u16::from_be_bytes)
}
