//! The pictures of a file: each once, however often it is shown.
//!
//! In: the pages' images. Out: image objects among the resources of the file, and the operators that show
//! one at its place. Colours are grey or those of the output intent; no profile goes along. It never
//! changes a picture's size.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::base::Length;
use crate::pictures::{Data, Picture, Samples};
use crate::typeset::{Pages, PlacedImage, Turn};

use super::compress;
use super::numbers::{Decimal, points};
use super::operators::Operators;

/// The names of the pictures of a file, by what tells one from another.
pub(super) struct Names<'a>(BTreeMap<&'a str, (String, &'a Picture)>);

impl<'a> Names<'a> {
    /// Names each picture of the pages.
    pub(super) fn of(pages: &'a Pages) -> Self {
        let mut names = BTreeMap::new();
        for image in pages.pages.iter().flat_map(|page| &page.images) {
            let next = format!("i{}", names.len());
            names.entry(image.picture.sha256.as_str()).or_insert((next, &*image.picture));
        }
        Self(names)
    }

    /// Shows an image.
    pub(super) fn show(&self, image: &PlacedImage, page_height: Length, operators: &mut Operators) {
        let Some((name, _)) = self.0.get(image.picture.sha256.as_str()) else { return };
        operators.put(&[], "q");
        operators.put(&matrix(image, page_height), "cm");
        operators.show_object(name);
        operators.put(&[], "Q");
    }

    /// Adds the pictures to the file; one that can't be decoded after all shows nothing.
    pub(super) fn add(&self, document: &mut Document, page_ids: &[ObjectId]) {
        if self.0.is_empty() {
            return;
        }
        let objects = self.0.values().filter_map(|(name, picture)| Some((name, object(document, picture)?)));
        let objects: Vec<(&String, ObjectId)> = objects.collect();
        if let Some(resources) = page_ids.first().and_then(|page| resources(document, *page)) {
            for (name, object) in objects {
                resources.set(name.as_str(), object);
            }
        }
    }
}

/// The dictionary of external objects, which all pages share.
fn resources(document: &mut Document, page: ObjectId) -> Option<&mut Dictionary> {
    let page = document.get_dictionary(page).ok()?;
    let (_, resources) = document.dereference(page.get(b"Resources").ok()?).ok()?;
    let shared = resources.as_dict().ok()?.get(b"XObject").ok()?.as_reference().ok()?;
    document.get_dictionary_mut(shared).ok()
}

/// The matrix that lays the unit square of a picture onto its place, upright.
fn matrix(image: &PlacedImage, page_height: Length) -> [Decimal; 6] {
    let (left, foot) = (image.x, page_height - image.y - image.height);
    let (width, height, zero) = (image.width, image.height, Length::ZERO);
    let pose = image.picture.pose;
    let quarters = pose.quarters + if image.turn == Turn::Left { 3 } else { 0 };
    let (across, up, origin) = match quarters % 4 {
        0 => ((width, zero), (zero, height), (left, foot)),
        1 => ((zero, -height), (width, zero), (left, foot + height)),
        2 => ((-width, zero), (zero, -height), (left + width, foot + height)),
        _ => ((zero, height), (-width, zero), (left + width, foot)),
    };
    let (across, origin) = if pose.is_mirrored {
        ((-across.0, -across.1), (origin.0 + across.0, origin.1 + across.1))
    } else {
        (across, origin)
    };
    [across.0, across.1, up.0, up.1, origin.0, origin.1].map(points)
}

/// Adds a picture; none where it can't be decoded.
fn object(document: &mut Document, picture: &Picture) -> Option<ObjectId> {
    let (mut dictionary, content) = match picture.data()? {
        Data::Jpeg { bytes, is_grey } => {
            let mut dictionary = header(picture, is_grey);
            dictionary.set("Filter", "DCTDecode");
            (dictionary, bytes)
        }
        Data::Samples(Samples { colors, is_grey, opacity }) => {
            let mut dictionary = header(picture, is_grey);
            if let Some(opacity) = opacity {
                let mask = packed(header(picture, true), opacity);
                dictionary.set("SMask", document.add_object(mask));
            }
            return Some(document.add_object(packed(dictionary, colors)));
        }
    };
    dictionary.set("Length", i64::try_from(content.len()).ok()?);
    Some(document.add_object(Stream::new(dictionary, content).with_compression(false)))
}

/// A stream that is packed at once: pixels take much room.
fn packed(dictionary: Dictionary, content: Vec<u8>) -> Stream {
    let mut stream = Stream::new(dictionary, content);
    compress::deflate(&mut stream);
    stream
}

fn header(picture: &Picture, is_grey: bool) -> Dictionary {
    let (width, height) = picture.pixels;
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => 8,
        "ColorSpace" => if is_grey { "DeviceGray" } else { "DeviceRGB" },
        // Smoothing is not allowed: ISO 19005-2 §6.2.8.
        "Interpolate" => Object::Boolean(false),
    }
}
