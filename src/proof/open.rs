//! A file's bytes → the ink of its pages and what its metadata says of layouts.
//!
//! Files of any origin go through here: what the reader can't digest is refused, never a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use hayro_interpret::font::FontQuery;
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use hayro_syntax::object::{Dict, Stream};
use hayro_syntax::page::Page;
use hayro_syntax::{LoadPdfError, Pdf};

use super::Refusal;
use super::ink::Ink;
use super::sheet::{Sheet, Volume};
use crate::base::Length;

/// More pages than this are not measured.
const MOST_PAGES: usize = 10_000;
/// The XMP properties that name the layouts, the adjusted pages, and what was set otherwise on purpose.
const LAYOUTS: (&str, &str) = ("<juanzong:layouts>", "</juanzong:layouts>");
const ADJUSTED: (&str, &str) = ("<juanzong:adjusted>", "</juanzong:adjusted>");
const DEPARTURES: (&str, &str) = ("<juanzong:departures>", "</juanzong:departures>");

/// Reads a file.
///
/// # Errors
/// A [`Refusal`] where it is no PDF, is encrypted, has no page or too many, or breaks the reader.
pub(super) fn read(bytes: Vec<u8>) -> Result<Volume, Refusal> {
    // The one place where a foreign file may break the reader.
    catch_unwind(AssertUnwindSafe(|| read_unguarded(bytes))).unwrap_or(Err(Refusal::Broken))
}

fn read_unguarded(bytes: Vec<u8>) -> Result<Volume, Refusal> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Refusal::Encrypted,
        LoadPdfError::Invalid => Refusal::NoPdf,
    })?;
    let pages = pdf.pages();
    match pages.len() {
        0 => return Err(Refusal::NoPages),
        count if count > MOST_PAGES => return Err(Refusal::TooManyPages(count)),
        _ => {}
    }
    let missing = Arc::new(Mutex::new(Vec::new()));
    let settings = settings(Arc::clone(&missing));
    let cache = InterpreterCache::new();
    let mut ink = Ink::default();
    let sheets = pages.iter().map(|page| sheet(page, &cache, &settings, &mut ink)).collect();
    let missing = missing.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let packet = packet(&pdf).unwrap_or_default();
    let [layouts, adjusted, departures] = [LAYOUTS, ADJUSTED, DEPARTURES].map(|name| property(&packet, name));
    Ok(Volume { sheets, faces: ink.faces, missing, layouts, adjusted, departures })
}

/// The reader would put another face in silence; here every such wish is written down.
fn settings(missing: Arc<Mutex<Vec<String>>>) -> InterpreterSettings {
    InterpreterSettings {
        font_resolver: Arc::new(move |query| {
            let (name, data) = match query {
                FontQuery::Standard(face) => (face.postscript_name().to_owned(), face.get_font_data()),
                FontQuery::Fallback(face) => {
                    let name = face.post_script_name.clone().unwrap_or_else(|| "无名字体".to_owned());
                    (name, face.pick_standard_font().get_font_data())
                }
            };
            let mut missing = missing.lock().unwrap_or_else(PoisonError::into_inner);
            if !missing.contains(&name) {
                missing.push(name);
            }
            Some(data)
        }),
        ..InterpreterSettings::default()
    }
}

fn sheet<'a>(
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    ink: &mut Ink,
) -> Sheet {
    let (width, height) = page.render_dimensions();
    let sheet = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform: Affine = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, sheet, cache, page.xref(), settings.clone());
    ink.begin(sheet);
    interpret_page(page, &mut context, ink);
    Sheet {
        width: points(width),
        height: points(height),
        glyphs: std::mem::take(&mut ink.glyphs),
        bars: std::mem::take(&mut ink.bars),
        pictures: std::mem::take(&mut ink.pictures),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a page is some hundred points; NaN becomes 0")]
fn points(points: f32) -> Length {
    Length::emu((f64::from(points).clamp(0.0, 1e6) * 12_700.0).round() as i64)
}

/// The metadata as text; nothing where the file has none.
fn packet(pdf: &Pdf) -> Option<String> {
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let stream: Stream<'_> = catalog.get(&b"Metadata"[..])?;
    let packet = stream.decoded().ok()?;
    Some(String::from_utf8_lossy(&packet).into_owned())
}

/// A property of the metadata, as it stands there.
fn property(packet: &str, (open, close): (&str, &str)) -> String {
    let (_, rest) = packet.split_once(open).unwrap_or_default();
    rest.split_once(close).map_or_else(String::new, |(text, _)| text.to_owned())
}
