//! The outlines of a CFF face, each cut once for all documents.
//!
//! In: glyph numbers. Out: a font program that holds those glyphs, byte for byte the outlines that
//! `subsetter` cuts. It keeps what was cut: one glyph costs 25 µs, a document needs hundreds, and the
//! documents of a campaign share most of them.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use subsetter::GlyphRemapper;
use ttf_parser::{RawFace, Tag};

use super::cff::{self, Frame};
use super::sparse::SparseFile;

const CFF: Tag = Tag::from_bytes(b"CFF ");

/// Glyph programs by glyph number.
type Programs = BTreeMap<u16, Box<[u8]>>;

/// What has been cut from a face so far.
pub(super) struct Outlines {
    frame: Frame,
    programs: Mutex<Programs>,
}

impl Outlines {
    /// A store for a CFF face of the shape that can be put together; `None` for any other.
    pub(super) fn of(face: &[u8], index: u32) -> Option<Self> {
        if !cff::has_one_dictionary(RawFace::parse(face, index).ok()?.table(CFF)?)? {
            return None;
        }
        let (frame, programs) = cut(face, index, &[1])?;
        Some(Self { frame, programs: Mutex::new(programs) })
    }

    /// A font program of `.notdef` and these glyphs, numbered from 1; only its outlines, in an OpenType file.
    pub(super) fn program(&self, file: &SparseFile, index: u32, glyphs: &[u16]) -> Option<Vec<u8>> {
        let mut known = self.programs.lock().unwrap_or_else(PoisonError::into_inner);
        let missing: Vec<u16> = glyphs.iter().copied().filter(|glyph| !known.contains_key(glyph)).collect();
        if !missing.is_empty() {
            known.extend(file.with(&missing, |face| cut(face, index, &missing))??.1);
        }
        let wanted = std::iter::once(&0).chain(glyphs);
        let programs = wanted.map(|glyph| known.get(glyph).map(AsRef::as_ref)).collect::<Option<Vec<_>>>()?;
        Some(wrapped(&self.frame.filled(&programs)?))
    }
}

/// Cuts `.notdef` and these glyphs.
fn cut(face: &[u8], index: u32, glyphs: &[u16]) -> Option<(Frame, Programs)> {
    let subset = subsetter::subset(face, index, &GlyphRemapper::new_from_glyphs(glyphs)).ok()?;
    let (frame, programs) = Frame::split(RawFace::parse(&subset, 0).ok()?.table(CFF)?)?;
    let numbers = std::iter::once(0).chain(glyphs.iter().copied());
    Some((frame, numbers.zip(programs.into_iter().map(Box::from)).collect()))
}

/// An OpenType file of this one table.
fn wrapped(table: &[u8]) -> Vec<u8> {
    /// The directory of one table: 12 bytes and a record of 16.
    const DIRECTORY_LENGTH: u32 = 28;
    let mut file = Vec::with_capacity(table.len() + 28);
    file.extend(b"OTTO\0\x01\0\x10\0\0\0\0CFF ");
    file.extend([0; 4]);
    file.extend(DIRECTORY_LENGTH.to_be_bytes());
    file.extend(u32::try_from(table.len()).unwrap_or(u32::MAX).to_be_bytes());
    file.extend(table);
    file
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use subsetter::GlyphRemapper;
    use ttf_parser::RawFace;

    use super::super::sparse::SparseFile;
    use super::{CFF, Outlines};

    fn path(file: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(file)
    }

    fn font(file: &str) -> Vec<u8> {
        std::fs::read(path(file)).unwrap()
    }

    #[test]
    fn what_is_put_together_is_what_subsetter_cuts_at_once() {
        for file in ["FandolFang-Regular.otf", "FandolKai-Regular.otf"] {
            let face = font(file);
            let opened = SparseFile::open(&path(file), 0).unwrap();
            let outlines = opened.with(&[1], |bytes| Outlines::of(bytes, 0)).unwrap().unwrap();
            let many: Vec<u16> = (2..700).step_by(3).collect();
            for glyphs in [&[5, 900, 17][..], &[17, 5], &[3], &many] {
                let put_together = outlines.program(&opened, 0, glyphs).unwrap();
                let at_once = subsetter::subset(&face, 0, &GlyphRemapper::new_from_glyphs(glyphs)).unwrap();
                let [ours, theirs] = [&put_together, &at_once]
                    .map(|file| RawFace::parse(file, 0).unwrap().table(CFF).unwrap());
                assert!(ours == theirs, "{file} {glyphs:?}");
            }
        }
    }

    #[test]
    fn a_face_with_other_outlines_is_left_to_subsetter() {
        assert!(Outlines::of(&font("NotoSerifSC-Regular.ttf"), 0).is_none());
        assert!(Outlines::of(b"no face", 0).is_none());
    }
}
