//! Links: rectangles that lead to an address or to a place in the file.
//!
//! In: the links of the pages. Out: annotations that print nothing and say where they lead. What
//! stands in a link is drawn with the text, not here.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary, text_string};

use crate::base::Length;
use crate::typeset::{Link, Page, PagePlace, Pages, Target};

use super::numbers::pt;

/// An annotation and the page that it stands on.
pub(super) struct PlacedLink {
    /// The page.
    pub(super) page: ObjectId,
    /// The annotation.
    pub(super) annotation: ObjectId,
    /// Whether it leads to a place in the file.
    pub(super) is_inner: bool,
}

/// Adds an annotation for each link; their keys in the structure tree follow those of the pages.
pub(super) fn add(document: &mut Document, page_ids: &[ObjectId], pages: &Pages) -> Vec<PlacedLink> {
    let mut placed = Vec::new();
    let mut keys = i64::try_from(page_ids.len()).unwrap_or(i64::MAX)..;
    for (page, id) in pages.pages.iter().zip(page_ids) {
        let first = placed.len();
        for (link, key) in page.links.iter().zip(keys.by_ref()) {
            let mut annotation = annotation(link, page.height, key);
            lead(&mut annotation, &link.target, pages, page_ids);
            let annotation = document.add_object(annotation);
            let is_inner = matches!(link.target, Target::Place(_));
            placed.push(PlacedLink { page: *id, annotation, is_inner });
        }
        set_annotations(document, *id, placed[first..].iter().map(|link| link.annotation).collect());
    }
    placed
}

/// Says where a link leads, for a click and in words.
fn lead(annotation: &mut Dictionary, target: &Target, pages: &Pages, page_ids: &[ObjectId]) {
    match target {
        Target::Address(address) => {
            let uri = Object::String(ascii(address).into_bytes(), StringFormat::Literal);
            annotation.set("A", dictionary! { "Type" => "Action", "S" => "URI", "URI" => uri });
            annotation.set("Contents", text_string(address));
        }
        Target::Place(place) => {
            let place = pages.places.get(*place as usize).copied().flatten();
            let place = place.unwrap_or(PagePlace { page: 0, y: Length::ZERO });
            annotation.set("Contents", text_string(&format!("转到第 {} 面", place.page + 1)));
            if let (Some(page), Some(id)) = (pages.pages.get(place.page), page_ids.get(place.page)) {
                annotation.set("Dest", destination(page, *id, place.y));
            }
        }
    }
}

/// A place in the file, at whatever size the reader has chosen.
pub(super) fn destination(page: &Page, id: ObjectId, y: Length) -> Vec<Object> {
    let top = pt(page.height - y).0;
    vec![Object::Reference(id), "XYZ".into(), Object::Null, top.into(), Object::Null]
}

fn set_annotations(document: &mut Document, page: ObjectId, annotations: Vec<ObjectId>) {
    let Ok(page) = document.get_dictionary_mut(page) else { return };
    if annotations.is_empty() {
        page.remove(b"Annots");
    } else {
        page.set("Annots", annotations.into_iter().map(Object::Reference).collect::<Vec<_>>());
    }
}

fn annotation(link: &Link, page_height: Length, key: i64) -> Dictionary {
    let [left, upper, right, lower] = link.area;
    let area = [left, page_height - lower, right, page_height - upper].map(|edge| pt(edge).0.into());
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => area.to_vec(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // Printed as it is shown: ISO 19005-2 §6.3.2.
        "F" => 4,
        "StructParent" => key,
    }
}

/// An address in the ASCII that PDF asks for; what is not gets percent signs.
fn ascii(address: &str) -> String {
    let mut ascii = String::new();
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            ascii.push(char::from(byte));
        } else {
            ascii.push_str(&format!("%{byte:02X}"));
        }
    }
    ascii
}
