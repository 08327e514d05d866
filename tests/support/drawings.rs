//! PNG files, made on the spot.
//!
//! A test takes it in with `#[path = "support/drawings.rs"] mod drawings;`.

#![allow(dead_code, reason = "each test target uses its own part of it")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};

/// How a PNG file holds its pixels. Source: W3C PNG §11.2.2, table 11.1.
#[derive(Clone, Copy)]
pub(crate) enum Color {
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}

/// A PNG file of one row or several, as its header says; `chunks` stand before the pixels.
pub(crate) fn png(
    size: (u32, u32),
    (color, depth): (Color, u8),
    rows: &[&[u8]],
    chunks: &[(&[u8], &[u8])],
) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = [&size.0.to_be_bytes()[..], &size.1.to_be_bytes(), &[depth, color as u8, 0, 0, 0]].concat();
    bytes.extend(chunk(b"IHDR", &header));
    bytes.extend(chunks.iter().flat_map(|(name, payload)| chunk(name, payload)));
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    for row in rows {
        packed.write_all(&[0]).unwrap();
        packed.write_all(row).unwrap();
    }
    bytes.extend(chunk(b"IDAT", &packed.finish().unwrap()));
    bytes.extend(chunk(b"IEND", b""));
    bytes
}

fn chunk(name: &[u8], payload: &[u8]) -> Vec<u8> {
    let named = [name, payload].concat();
    let length = u32::try_from(payload.len()).unwrap();
    [&length.to_be_bytes()[..], &named, &crc(&named).to_be_bytes()].concat()
}

/// The checksum of a chunk. Source: W3C PNG, annex D.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

/// A red one of this size.
pub(crate) fn red(width: u32, height: u32) -> Vec<u8> {
    with_chunks(width, height, &[])
}

/// A red one that says how many of its pixels lie on a metre.
pub(crate) fn dense(width: u32, height: u32, per_metre: u32) -> Vec<u8> {
    let density = [&per_metre.to_be_bytes()[..], &per_metre.to_be_bytes(), &[1]].concat();
    with_chunks(width, height, &[(b"pHYs", &density)])
}

fn with_chunks(width: u32, height: u32, chunks: &[(&[u8], &[u8])]) -> Vec<u8> {
    let row = [200, 30, 30].repeat(width as usize);
    png((width, height), (Color::Rgb, 8), &vec![row.as_slice(); height as usize], chunks)
}
