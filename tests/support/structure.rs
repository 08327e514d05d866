//! The structure tree of a finished PDF, as an indented outline of its tags.

#![allow(dead_code, reason = "each test target uses its own part of it")]
#![allow(clippy::unwrap_used, reason = "a test fails where its PDF can't be read")]

use std::fmt::Write;

use lopdf::{Dictionary, Document, Object};

/// The tags below the document's element: `Tag (identifier) kids`, where sequences of text are dots and link
/// annotations are arrows to their page, from 1, or address.
pub(crate) fn tree(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let body = resolved(&document, dictionary(&document, root).get(b"K").unwrap()).clone();
    let mut text = String::new();
    for kid in kids(&document, body.as_dict().unwrap()) {
        element(&document, &kid, 0, &mut text);
    }
    text
}

fn element(document: &Document, object: &Object, depth: usize, text: &mut String) {
    let element = dictionary(document, object);
    let tag = String::from_utf8_lossy(element.get(b"S").unwrap().as_name().unwrap()).into_owned();
    write!(text, "{}{tag}", "  ".repeat(depth)).unwrap();
    if let Ok(id) = element.get(b"ID") {
        write!(text, " ({})", String::from_utf8_lossy(id.as_str().unwrap())).unwrap();
    }
    let kids = kids(document, element);
    let leaves: String = kids.iter().filter_map(|kid| leaf(document, kid)).collect();
    writeln!(text, "{}{leaves}", if leaves.is_empty() { "" } else { " " }).unwrap();
    for kid in kids.iter().filter(|kid| leaf(document, kid).is_none()) {
        self::element(document, kid, depth + 1, text);
    }
}

/// What a kid is that is no element.
fn leaf(document: &Document, kid: &Object) -> Option<String> {
    let Ok(kid) = resolved(document, kid).as_dict() else { return Some(".".to_owned()) };
    match kid.get(b"Type").and_then(Object::as_name) {
        Ok(b"MCR") => Some(".".to_owned()),
        Ok(b"OBJR") => Some(format!("→{}", target(document, kid))),
        _ => None,
    }
}

fn target(document: &Document, reference: &Dictionary) -> String {
    let annotation = dictionary(document, reference.get(b"Obj").unwrap());
    if let Ok(destination) = annotation.get(b"Dest").and_then(Object::as_array) {
        let page = destination[0].as_reference().unwrap();
        return document
            .page_iter()
            .position(|id| id == page)
            .map_or_else(String::new, |k| (k + 1).to_string());
    }
    let action = dictionary(document, annotation.get(b"A").unwrap());
    String::from_utf8_lossy(action.get(b"URI").unwrap().as_str().unwrap()).into_owned()
}

fn kids(document: &Document, element: &Dictionary) -> Vec<Object> {
    match resolved(document, element.get(b"K").unwrap()) {
        Object::Array(kids) => kids.clone(),
        one => vec![one.clone()],
    }
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> &'a Dictionary {
    resolved(document, object).as_dict().unwrap()
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).unwrap().1
}
