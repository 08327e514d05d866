//! The one thing that is asked of Exif: how the camera was held.
//!
//! **Source:** Exif 2.32 §4.5 (a TIFF file in a segment) and §4.6.4 (tag 0x0112, Orientation).

use super::Pose;

/// The tag of the orientation.
const ORIENTATION: u16 = 0x0112;

/// How the picture is to be turned, where an Exif segment says it.
pub(super) fn pose(segment: &[u8]) -> Option<Pose> {
    let tiff = Tiff::of(segment.strip_prefix(b"Exif\0\0")?)?;
    let directory = usize::try_from(tiff.long(4)?).ok()?;
    let entries = usize::from(tiff.short(directory)?);
    let entry = (0..entries)
        .map(|number| directory + 2 + 12 * number)
        .find(|entry| tiff.short(*entry) == Some(ORIENTATION))?;
    let (is_mirrored, quarters) = match tiff.short(entry + 8)? {
        2 => (true, 0),
        3 => (false, 2),
        4 => (true, 2),
        5 => (true, 3),
        6 => (false, 1),
        7 => (true, 1),
        8 => (false, 3),
        _ => return None,
    };
    Some(Pose { is_mirrored, quarters })
}

/// Numbers in either byte order.
struct Tiff<'a> {
    bytes: &'a [u8],
    is_big_endian: bool,
}

impl<'a> Tiff<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let is_big_endian = match bytes.get(..2)? {
            b"MM" => true,
            b"II" => false,
            _ => return None,
        };
        Some(Self { bytes, is_big_endian })
    }

    fn short(&self, at: usize) -> Option<u16> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }
}
