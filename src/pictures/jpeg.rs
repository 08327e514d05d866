//! JPEG files: read segment by segment, and handed on as they are but for what cameras add.
//!
//! **Source:** ITU-T T.81 annex B (segments), JFIF 1.02 (density).

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{Coding, Picture, Refusal, Samples, exif, pixel};
use crate::base::Length;

/// Start of image.
const START: [u8; 2] = [0xff, 0xd8];
/// End of image.
const END: [u8; 2] = [0xff, 0xd9];
/// Start of scan: compressed data follows.
const SCAN: u8 = 0xda;
/// JFIF's segment.
const APP0: u8 = 0xe0;
/// Exif's segment.
const APP1: u8 = 0xe1;
/// Adobe's segment, without which the colours can't be read.
const APP14: u8 = 0xee;
const APP15: u8 = 0xef;
const COMMENT: u8 = 0xfe;

/// A segment before the first scan, its marker and length included.
struct Segment<'a> {
    marker: u8,
    whole: &'a [u8],
}

impl<'a> Segment<'a> {
    fn payload(&self) -> &'a [u8] {
        self.whole.get(4..).unwrap_or_default()
    }

    /// Whether the picture itself needs it; the rest says where, when and by whom it was taken.
    fn is_needed(&self) -> bool {
        !matches!(self.marker, COMMENT | APP1..=APP15) || self.marker == APP14
    }
}

/// The segments up to the first scan, and all that follows.
fn segments(bytes: &[u8]) -> Option<(Vec<Segment<'_>>, &[u8])> {
    let mut rest = bytes.strip_prefix(&START)?;
    let mut segments = Vec::new();
    loop {
        // Any number of fill bytes may stand before a marker.
        while let [0xff, 0xff, ..] = rest {
            rest = rest.get(1..)?;
        }
        let [0xff, marker, high, low, ..] = *rest else { return None };
        if marker == SCAN {
            return Some((segments, rest));
        }
        let (whole, others) = rest.split_at_checked(2 + usize::from(u16::from_be_bytes([high, low])))?;
        segments.push(Segment { marker, whole });
        rest = others;
    }
}

/// Reads a file. Its scans are decoded only where their colours are those of a press.
pub(super) fn read(bytes: Vec<u8>) -> Result<Picture, Refusal> {
    let (segments, scans) = segments(&bytes).ok_or(Refusal::Damaged)?;
    if !scans.windows(2).any(|pair| pair == END) {
        return Err(Refusal::Damaged);
    }
    let frame = segments.iter().find_map(frame).ok_or(Refusal::Damaged)??;
    let payload = |marker| segments.iter().find(|found| found.marker == marker).map(Segment::payload);
    let (density, pose) = (payload(APP0).and_then(density), payload(APP1).and_then(exif::pose));
    let mut picture = Picture::new(bytes, frame.size, frame.coding)?;
    if picture.coding == Coding::JpegForPress {
        samples(&picture.bytes)?;
    }
    picture.pixel = density.unwrap_or(picture.pixel);
    picture.pose = pose.unwrap_or_default();
    Ok(picture)
}

/// The file without the segments that the picture does not need.
pub(super) fn bare(bytes: &[u8]) -> Vec<u8> {
    let Some((segments, scans)) = segments(bytes) else { return bytes.to_vec() };
    let needed = segments.iter().filter(|segment| segment.is_needed()).map(|segment| segment.whole);
    [&START[..]].into_iter().chain(needed).chain([scans]).collect::<Vec<_>>().concat()
}

/// The pixels, in the colours of a screen.
pub(super) fn samples(bytes: &[u8]) -> Result<Samples, Refusal> {
    let side = usize::from(u16::MAX);
    let options = DecoderOptions::default().set_max_width(side).set_max_height(side);
    let options = options.jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let colors = decoder.decode().map_err(|_error| Refusal::Damaged)?;
    Ok(Samples { colors, is_grey: false, opacity: None })
}

/// What the header of the frame says.
struct Frame {
    size: (u32, u32),
    coding: Coding,
}

/// The frame, if this segment is its header; refused where it is coded in a way that PDF does not know.
///
/// **Source:** ISO 32000-1 §7.4.8: baseline and progressive, 8 bits a channel.
fn frame(segment: &Segment<'_>) -> Option<Result<Frame, Refusal>> {
    match segment.marker {
        0xc0..=0xc2 => Some(header(segment.payload())),
        // Tables share the range with the other frames.
        0xc4 | 0xc8 | 0xcc => None,
        0xc3..=0xcf => Some(Err(Refusal::Rare)),
        _ => None,
    }
}

fn header(payload: &[u8]) -> Result<Frame, Refusal> {
    let [depth, h1, h0, w1, w0, channels, ..] = *payload else { return Err(Refusal::Damaged) };
    let coding = match (depth, channels) {
        (8, 1) => Coding::Jpeg { is_grey: true },
        (8, 3) => Coding::Jpeg { is_grey: false },
        (8, 4) => Coding::JpegForPress,
        _ => return Err(Refusal::Rare),
    };
    let number = |high, low| u32::from(u16::from_be_bytes([high, low]));
    Ok(Frame { size: (number(w1, w0), number(h1, h0)), coding })
}

/// The size of a pixel, where the file says one.
fn density(jfif: &[u8]) -> Option<(Length, Length)> {
    const CENTIMETRES_IN_AN_INCH: f64 = 2.54;
    let [unit, x1, x0, y1, y0, ..] = *jfif.strip_prefix(b"JFIF\0")?.get(2..)? else { return None };
    let scale = match unit {
        1 => 1.0,
        2 => CENTIMETRES_IN_AN_INCH,
        _ => return None,
    };
    let size = |high, low| pixel(f64::from(u16::from_be_bytes([high, low])) * scale);
    Some((size(x1, x0)?, size(y1, y0)?))
}
