//! PNG files: palettes, interlacing and deep colours come out as plain pixels of 8 bits.
//!
//! **Source:** W3C PNG, second edition, §5.3 (chunks) and §11.

use zune_png::PngDecoder;
use zune_png::zune_core::bytestream::ZCursor;
use zune_png::zune_core::colorspace::ColorSpace;
use zune_png::zune_core::options::DecoderOptions;

use super::{Coding, Picture, Refusal, Samples, pixel};
use crate::base::Length;

/// What every file opens with.
const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
/// What the pixels are made of; the rest are remarks, profiles and further frames.
const NEEDED: [[u8; 4]; 5] = [*b"IHDR", *b"PLTE", *b"tRNS", *b"IDAT", *b"IEND"];

/// A chunk, its length, name and checksum included.
struct Chunk<'a> {
    name: [u8; 4],
    whole: &'a [u8],
}

impl<'a> Chunk<'a> {
    fn payload(&self) -> &'a [u8] {
        self.whole.get(8..self.whole.len() - 4).unwrap_or_default()
    }
}

/// The chunks up to the end of the picture; what lies behind is no part of it.
fn chunks(bytes: &[u8]) -> Result<Vec<Chunk<'_>>, Refusal> {
    let mut rest = bytes.strip_prefix(&SIGNATURE).ok_or(Refusal::Damaged)?;
    let mut chunks = Vec::new();
    loop {
        let [l3, l2, l1, l0, n0, n1, n2, n3, ..] = *rest else { return Err(Refusal::Damaged) };
        let length = u32::from_be_bytes([l3, l2, l1, l0]) as usize;
        let (whole, others) = rest.split_at_checked(length.saturating_add(12)).ok_or(Refusal::Damaged)?;
        let name = [n0, n1, n2, n3];
        chunks.push(Chunk { name, whole });
        if name == *b"IEND" {
            return Ok(chunks);
        }
        rest = others;
    }
}

/// Reads a file and decodes it once, to be sure of it.
pub(super) fn read(bytes: Vec<u8>) -> Result<Picture, Refusal> {
    let chunks = chunks(&bytes)?;
    let payload = |name: &[u8; 4]| chunks.iter().find(|chunk| chunk.name == *name).map(Chunk::payload);
    let size = payload(b"IHDR").and_then(size).ok_or(Refusal::Damaged)?;
    let density = payload(b"pHYs").and_then(density);
    let mut picture = Picture::new(bytes, size, Coding::Png)?;
    samples(&picture.bytes)?;
    picture.pixel = density.unwrap_or(picture.pixel);
    Ok(picture)
}

/// The pixels.
pub(super) fn samples(bytes: &[u8]) -> Result<Samples, Refusal> {
    let chunks = chunks(bytes)?;
    let needed = chunks.iter().filter(|chunk| NEEDED.contains(&chunk.name)).map(|chunk| chunk.whole);
    let bare = [&SIGNATURE[..]].into_iter().chain(needed).collect::<Vec<_>>().concat();
    let side = usize::from(u16::MAX);
    let options = DecoderOptions::default().set_max_width(side).set_max_height(side);
    let mut decoder = PngDecoder::new_with_options(ZCursor::new(bare), options.png_set_strip_to_8bit(true));
    let pixels = decoder.decode_raw().map_err(|_error| Refusal::Damaged)?;
    match decoder.colorspace() {
        Some(ColorSpace::Luma) => Ok(Samples { colors: pixels, is_grey: true, opacity: None }),
        Some(ColorSpace::RGB) => Ok(Samples { colors: pixels, is_grey: false, opacity: None }),
        Some(ColorSpace::LumaA) => Ok(parted(&pixels, true)),
        Some(ColorSpace::RGBA) => Ok(parted(&pixels, false)),
        _ => Err(Refusal::Damaged),
    }
}

/// Colours and opacity, which a PDF holds apart.
fn parted(pixels: &[u8], is_grey: bool) -> Samples {
    let channels = if is_grey { 2 } else { 4 };
    let (mut colors, mut opacity) = (Vec::new(), Vec::new());
    for pixel in pixels.chunks_exact(channels) {
        if let Some((alpha, color)) = pixel.split_last() {
            colors.extend_from_slice(color);
            opacity.push(*alpha);
        }
    }
    let is_opaque = opacity.iter().all(|alpha| *alpha == u8::MAX);
    Samples { colors, is_grey, opacity: (!is_opaque).then_some(opacity) }
}

fn size(header: &[u8]) -> Option<(u32, u32)> {
    Some((number(header, 0)?, number(header, 4)?))
}

/// The size of a pixel, where the file says one.
fn density(dimensions: &[u8]) -> Option<(Length, Length)> {
    const INCHES_IN_A_METRE: f64 = 1.0 / 0.0254;
    let is_metric = dimensions.get(8) == Some(&1);
    let size = |at| pixel(f64::from(number(dimensions, at)?) / INCHES_IN_A_METRE);
    is_metric.then(|| Some((size(0)?, size(4)?))).flatten()
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}
