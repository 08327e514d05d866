//! Bookmarks: the headings as a nested outline.
//!
//! In: headings with levels, pages and heights. Out: outline items that nest as the levels do, closed
//! at first. It never reads the pages' text.

use lopdf::{Dictionary, Document, ObjectId, dictionary, text_string};

use crate::typeset::{OutlineEntry, Pages};

use super::links::destination;

/// Adds the outline to the catalog, where there is any.
pub(super) fn add(document: &mut Document, page_ids: &[ObjectId], pages: &Pages) {
    if pages.outline.is_empty() {
        return;
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = pages.outline.iter().map(|_| document.new_object_id()).collect();
    let families = families(&pages.outline, &ids, root);
    for (entry, id) in pages.outline.iter().zip(&ids) {
        document.set_object(*id, item(entry, pages, page_ids));
    }
    document.set_object(root, dictionary! { "Type" => "Outlines" });
    for (parent, children) in families {
        join(document, parent, &children);
    }
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("Outlines", root);
        catalog.set("PageMode", "UseOutlines");
    }
}

/// Each item that has children with them, in order; first the root.
fn families(outline: &[OutlineEntry], ids: &[ObjectId], root: ObjectId) -> Vec<(ObjectId, Vec<ObjectId>)> {
    let mut families = vec![(root, Vec::new())];
    // The items above the next one, with their levels; the root is above all.
    let mut above = vec![(0, 0)];
    for (entry, id) in outline.iter().zip(ids) {
        while above.len() > 1 && above.last().is_some_and(|(level, _)| *level >= entry.level) {
            above.pop();
        }
        if let Some((_, children)) = above.last().and_then(|(_, family)| families.get_mut(*family)) {
            children.push(*id);
        }
        above.push((entry.level, families.len()));
        families.push((*id, Vec::new()));
    }
    families.retain(|(parent, children)| *parent == root || !children.is_empty());
    families
}

fn item(entry: &OutlineEntry, pages: &Pages, page_ids: &[ObjectId]) -> Dictionary {
    let mut item = dictionary! { "Title" => text_string(&entry.text) };
    if let (Some(page), Some(id)) = (pages.pages.get(entry.page), page_ids.get(entry.page)) {
        item.set("Dest", destination(page, *id, entry.y));
    }
    item
}

/// Joins brothers with each other and with their parent.
fn join(document: &mut Document, parent: ObjectId, children: &[ObjectId]) {
    for (position, child) in children.iter().enumerate() {
        let Ok(item) = document.get_dictionary_mut(*child) else { continue };
        item.set("Parent", parent);
        if let Some(previous) = position.checked_sub(1).and_then(|position| children.get(position)) {
            item.set("Prev", *previous);
        }
        if let Some(next) = children.get(position + 1) {
            item.set("Next", *next);
        }
    }
    let (Some(first), Some(last)) = (children.first(), children.last()) else { return };
    if let Ok(item) = document.get_dictionary_mut(parent) {
        item.set("First", *first);
        item.set("Last", *last);
        let count = i64::try_from(children.len()).unwrap_or(i64::MAX);
        // A negative count closes an item; the root, which has no title, can't be closed.
        item.set("Count", if item.has(b"Title") { -count } else { count });
    }
}
