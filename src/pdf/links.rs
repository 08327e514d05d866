//! Links: rectangles that lead to an address.
//!
//! In: the links of the pages. Out: annotations that print nothing and say where they lead. What
//! stands in a link is drawn with the text, not here.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary, text_string};

use crate::base::Length;
use crate::typeset::{Link, Pages};

use super::numbers::pt;

/// An annotation and the page that it stands on.
pub(super) struct PlacedLink {
    /// The page.
    pub(super) page: ObjectId,
    /// The annotation.
    pub(super) annotation: ObjectId,
}

/// Adds an annotation for each link; their keys in the structure tree follow those of the pages.
pub(super) fn add(document: &mut Document, page_ids: &[ObjectId], pages: &Pages) -> Vec<PlacedLink> {
    let mut placed = Vec::new();
    let mut keys = i64::try_from(page_ids.len()).unwrap_or(i64::MAX)..;
    for (page, id) in pages.pages.iter().zip(page_ids) {
        let annotations = page.links.iter().zip(keys.by_ref());
        let annotations: Vec<ObjectId> =
            annotations.map(|(link, key)| document.add_object(annotation(link, page.height, key))).collect();
        placed.extend(annotations.iter().map(|annotation| PlacedLink { page: *id, annotation: *annotation }));
        set_annotations(document, *id, annotations);
    }
    placed
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
    let address = Object::String(ascii(&link.target).into_bytes(), StringFormat::Literal);
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => area.to_vec(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // Printed as it is shown: ISO 19005-2 §6.3.2.
        "F" => 4,
        "Contents" => text_string(&link.target),
        "StructParent" => key,
        "A" => dictionary! { "Type" => "Action", "S" => "URI", "URI" => address },
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
