//! Every element and form of an official document, each in a specimen of its own.
//!
//! `tests/elements/NAME.md` is set; `NAME.txt` says where each of its runs and rules stands, in EMU (36,000
//! are a millimetre), and `NAME.png` shows its pages side by side, drawn from the finished PDF by another
//! program's rasteriser.
//!
//! `JUANZONG_BLESS=1 cargo test --test elements` writes both anew, to be looked at; without it a reference
//! that is missing, or that no specimen makes any more, fails.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says by panicking what is wrong")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use juanzong::pdf;
use juanzong::pictures;
use juanzong::typeset::{self, Style};
use png::{BitDepth, ColorType, Compression, Encoder};

#[path = "support/pages.rs"]
mod pages;

/// Pixels for each point: 40 dpi.
const SCALE: f32 = 40.0 / 72.0;
/// Pages that a picture shows at most.
const SHOWN: usize = 6;
/// How far a channel of a pixel may be off: rasterisers round on one machine as they do not on another.
const TOLERANCE: u8 = 2;

#[test]
fn every_element_and_form_stands_as_it_was_looked_at() {
    let bless = std::env::var_os("JUANZONG_BLESS").is_some();
    let mut changed = Vec::new();
    for specimen in specimens() {
        let source = fs::read_to_string(&specimen).unwrap();
        let mut manuscript = pages::manuscript(&source);
        manuscript.illustrate(&mut picture_named);
        let pages = typeset::pages(&[manuscript], pages::faces(), &Style::default()).value;
        let dump = typeset::dump(&pages);
        let picture = picture(pdf::write(&pages, pages::faces()));
        let (text, image) = (specimen.with_extension("txt"), specimen.with_extension("png"));
        if bless {
            fs::write(&text, &dump).unwrap();
            fs::write(&image, picture.encoded()).unwrap();
        }
        if fs::read_to_string(&text).ok().as_deref() != Some(&*dump) {
            changed.push(text);
        }
        if !fs::read(&image).is_ok_and(|bytes| picture.looks_like(&Picture::decoded(&bytes))) {
            changed.push(image);
        }
    }
    assert_eq!(changed, Vec::<PathBuf>::new(), "these are not as they were looked at");
}

#[test]
fn every_reference_has_its_specimen() {
    let stems: BTreeSet<PathBuf> = specimens().iter().map(|path| path.with_extension("")).collect();
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let orphans: Vec<PathBuf> = files.filter(|path| !stems.contains(&path.with_extension(""))).collect();
    assert_eq!(orphans, Vec::<PathBuf>::new());
}

/// The picture of this path beside the specimens.
fn picture_named(target: &str) -> Result<Arc<pictures::Picture>, Arc<str>> {
    let bytes = fs::read(folder().join(target)).map_err(|error| Arc::from(error.to_string()))?;
    Ok(Arc::new(pictures::read(bytes).ok().unwrap()))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/elements")
}

fn specimens() -> Vec<PathBuf> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut specimens: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    specimens.sort();
    assert!(!specimens.is_empty());
    specimens
}

/// Pixels, three channels each, row by row.
struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

/// The pages of a file, side by side, with a grey line between them.
fn picture(bytes: Vec<u8>) -> Picture {
    let file = Pdf::new(Arc::new(bytes)).unwrap();
    let cache = RenderCache::new();
    let looks = RenderSettings { hinting: false, ..RenderSettings::default() };
    let paper = PixmapSettings { x_scale: SCALE, y_scale: SCALE, bg_color: WHITE };
    let draw = |page| hayro::render(page, &cache, &InterpreterSettings::default(), &looks, &paper);
    let sheets: Vec<Pixmap> = file.pages().iter().take(SHOWN).map(draw).collect();
    let height = sheets.iter().map(|sheet| usize::from(sheet.height())).max().unwrap();
    let width = sheets.iter().map(|sheet| usize::from(sheet.width()) + 1).sum::<usize>() - 1;
    let mut pixels = vec![128; width * height * 3];
    let mut left = 0;
    for sheet in &sheets {
        let sheet_width = usize::from(sheet.width());
        for (y, row) in sheet.data_as_u8_slice().chunks_exact(sheet_width * 4).enumerate() {
            for (x, pixel) in row.chunks_exact(4).enumerate() {
                let at = (y * width + left + x) * 3;
                pixels[at..at + 3].copy_from_slice(&pixel[..3]);
            }
        }
        left += sheet_width + 1;
    }
    Picture { width, height, pixels }
}

impl Picture {
    fn encoded(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let side = |length: usize| u32::try_from(length).unwrap();
        let mut encoder = Encoder::new(&mut bytes, side(self.width), side(self.height));
        encoder.set_color(ColorType::Rgb);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::High);
        encoder.write_header().unwrap().write_image_data(&self.pixels).unwrap();
        bytes
    }

    fn decoded(bytes: &[u8]) -> Self {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        Self { width: info.width as usize, height: info.height as usize, pixels }
    }

    fn looks_like(&self, other: &Self) -> bool {
        (self.width, self.height) == (other.width, other.height)
            && self.pixels.iter().zip(&other.pixels).all(|(one, two)| one.abs_diff(*two) <= TOLERANCE)
    }
}
