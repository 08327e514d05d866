//! Ground: the bytes of a PNG or JPEG file → a picture that can be placed and printed.
//!
//! In: bytes, of any origin. Out: a [`Picture`], which knows its size on paper, or a [`Refusal`] whose
//! sentence a clerk understands. It opens no file and places nothing.
//!
//! Bounds: 20 MB a file ([`MOST_BYTES`]) and 40 million pixels a picture ([`MOST_PIXELS`], a sheet of A4
//! scanned at 600 dpi has 35), so that decoding one takes at most 160 MB. A JPEG is not decoded unless its
//! colours have to be changed; a PNG is decoded to be sure of it, and once more when it is written: a book
//! of pictures stays as small in memory as its files.

mod exif;
mod jpeg;
mod png;

use std::sync::Arc;

use crate::base::{Length, caught};
use crate::files::sha256;

/// The longest file that is taken, in bytes.
pub const MOST_BYTES: usize = 20 << 20;
/// The largest picture that is taken, in pixels.
pub const MOST_PIXELS: u64 = 40_000_000;

/// The size of a pixel where a file says none: 96 to the inch.
const PIXEL: Length = Length::emu(914_400 / 96);

/// A picture, sound and within the bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Columns and rows of pixels, as they are stored.
    pub pixels: (u32, u32),
    /// How the stored picture is to be shown.
    pub pose: Pose,
    /// How large a stored pixel is on paper, wide and high.
    pixel: (Length, Length),
    coding: Coding,
    bytes: Arc<[u8]>,
    /// What tells one picture from another: SHA-256 of the file.
    pub sha256: String,
}

/// How a camera was held: how the stored picture is turned before it is shown.
///
/// **Source:** Exif 2.32 §4.6.4, Orientation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pose {
    /// Whether left and right are exchanged first.
    pub is_mirrored: bool,
    /// Quarter turns clockwise, 0 to 3.
    pub quarters: u8,
}

/// How the file holds its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Png,
    /// Grey or in the colours of a screen.
    Jpeg {
        is_grey: bool,
    },
    /// In the colours of a press.
    JpegForPress,
}

/// What a PDF holds of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// A JPEG file, without what cameras write beside the picture: place, day, previews, profiles.
    Jpeg {
        /// The file.
        bytes: Vec<u8>,
        /// Whether it has one channel instead of three.
        is_grey: bool,
    },
    /// Rows of pixels from the top, 8 bits a channel.
    Samples(Samples),
}

/// The pixels of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Samples {
    /// One byte a pixel where it is grey, else three.
    pub colors: Vec<u8>,
    /// Whether a pixel has one channel instead of three.
    pub is_grey: bool,
    /// One byte a pixel; none where every pixel is opaque.
    pub opacity: Option<Vec<u8>>,
}

/// Why a picture can't be used; its text is what the clerk reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The file is longer than [`MOST_BYTES`].
    #[error("文件超过 {} MB", MOST_BYTES >> 20)]
    TooLong,
    /// It has more pixels than [`MOST_PIXELS`].
    #[error("有 {0}×{1} 个像素，超过 {most} 万个", most = MOST_PIXELS / 10_000)]
    TooLarge(u32, u32),
    /// It is neither PNG nor JPEG.
    #[error("不是 PNG 或 JPEG 图片")]
    Unknown,
    /// It is damaged.
    #[error("图片不完整或者已损坏")]
    Damaged,
    /// It is a JPEG of a kind that PDF has no word for.
    #[error("这种 JPEG 很少见，请另存为普通的 JPEG 或 PNG")]
    Rare,
}

/// Reads a picture.
///
/// # Errors
/// A [`Refusal`] where the file is no picture, is damaged, or exceeds the bounds.
pub fn read(bytes: Vec<u8>) -> Result<Picture, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::TooLong);
    }
    // The decoders are others'; a file that breaks one is a damaged file.
    caught(|| match bytes.as_slice() {
        [0x89, b'P', b'N', b'G', ..] => png::read(bytes),
        [0xff, 0xd8, ..] => jpeg::read(bytes),
        _ => Err(Refusal::Unknown),
    })
    .unwrap_or(Err(Refusal::Damaged))
}

impl Picture {
    /// A picture of this file; it is larger than nothing.
    fn new(bytes: Vec<u8>, pixels: (u32, u32), coding: Coding) -> Result<Self, Refusal> {
        let (width, height) = pixels;
        if width == 0 || height == 0 {
            return Err(Refusal::Damaged);
        }
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(Refusal::TooLarge(width, height));
        }
        let sha256 = sha256(&bytes);
        let bytes = Arc::from(bytes);
        Ok(Self { pixels, pose: Pose::default(), pixel: (PIXEL, PIXEL), coding, bytes, sha256 })
    }

    /// The size on paper, upright: at the file's own density, else at 96 dpi.
    pub fn size(&self) -> (Length, Length) {
        let (width, height) = (self.pixel.0 * self.pixels.0.into(), self.pixel.1 * self.pixels.1.into());
        if self.pose.quarters % 2 == 1 { (height, width) } else { (width, height) }
    }

    /// What a PDF holds of it; nothing where it can't be decoded after all.
    pub fn data(&self) -> Option<Data> {
        let data = match self.coding {
            Coding::Jpeg { is_grey } => Ok(Data::Jpeg { bytes: jpeg::bare(&self.bytes), is_grey }),
            Coding::JpegForPress => jpeg::samples(&self.bytes).map(Data::Samples),
            Coding::Png => png::samples(&self.bytes).map(Data::Samples),
        };
        data.ok()
    }
}

/// The size of a pixel of which so many lie on an inch; none where the number makes no sense.
fn pixel(per_inch: f64) -> Option<Length> {
    const SENSIBLE: std::ops::RangeInclusive<f64> = 20.0..=10_000.0;
    #[expect(clippy::cast_possible_truncation, reason = "between 91 and 45 720")]
    SENSIBLE.contains(&per_inch).then(|| Length::emu((914_400.0 / per_inch).round() as i64))
}
