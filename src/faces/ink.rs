//! Where the ink of a glyph lies within its advance.
//!
//! In: a face and a character. Out: the left and right edge of the outline. It keeps nothing: whoever asks
//! often remembers the answer.

use super::{FaceId, Faces};

impl Faces {
    /// The left and right edge of a character's ink, in units of its face from the glyph's origin; none
    /// where the face lacks the character or it has no ink.
    pub fn ink(&self, face: FaceId, character: char) -> Option<(i16, i16)> {
        let face = self.face(face)?;
        let bounds = face.ink(face.glyph(character)?)?;
        Some((bounds.x_min, bounds.x_max))
    }
}
