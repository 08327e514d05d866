//! The structure tree: what a reader without eyes goes by.
//!
//! In: the blocks that were written, and the links. Out: the tree, with every sequence of marked
//! content and every link annotation in it. It never changes what is drawn.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use super::cover::Cover;
use super::links::PlacedLink;
use super::tags::{Block, Content, Note, Rows, Shown, Tags};

/// Adds the tree of a document to its catalog, and to each page the key of its part.
pub(super) fn add(document: &mut Document, page_ids: &[ObjectId], tags: &Tags, links: &[PlacedLink]) {
    let root = document.new_object_id();
    let mut tree = Tree::new(document, page_ids, tags, links);
    let body = tree.document.new_object_id();
    let mut kids: Vec<Object> = tags.blocks.iter().map(|block| tree.block(block, tags, body)).collect();
    kids.extend(tree.links_without_text(body));
    let Tree { parents, link_elements, ids, .. } = tree;
    document.set_object(body, element("Document", root, kids));
    let parent_tree = document.add_object(parent_tree(parents, link_elements));
    let mut tree = dictionary! { "Type" => "StructTreeRoot", "K" => body, "ParentTree" => parent_tree };
    if !ids.is_empty() {
        tree.set("IDTree", dictionary! { "Names" => ids });
    }
    document.set_object(root, tree);
    for (key, page) in (0_i64..).zip(page_ids) {
        if let Ok(page) = document.get_dictionary_mut(*page) {
            page.set("StructParents", key);
            page.set("Tabs", "S");
        }
    }
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("StructTreeRoot", root);
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
    }
}

struct Tree<'a> {
    document: &'a mut Document,
    page_ids: &'a [ObjectId],
    links: &'a [PlacedLink],
    pictures: &'a [Shown],
    /// For each page and each of its sequences the element that holds it.
    parents: Vec<Vec<Object>>,
    /// The element of each link; null for one that is not in the tree yet.
    link_elements: Vec<Object>,
    /// The identifiers of elements, each before its element, in order.
    ids: Vec<Object>,
}

impl<'a> Tree<'a> {
    fn new(
        document: &'a mut Document,
        page_ids: &'a [ObjectId],
        tags: &'a Tags,
        links: &'a [PlacedLink],
    ) -> Self {
        let parents = tags.sequence_counts.iter().map(|count| vec![Object::Null; *count as usize]).collect();
        let link_elements = vec![Object::Null; links.len()];
        let pictures = &tags.pictures;
        Self { document, page_ids, links, pictures, parents, link_elements, ids: Vec::new() }
    }

    fn block(&mut self, block: &Block, tags: &Tags, parent: ObjectId) -> Object {
        match block {
            Block::Text { tag, content } => self.leaf(element(tag, parent, Vec::new()), content),
            Block::Figure { picture, caption, .. } => self.figure(*picture, Some(caption), parent),
            Block::Table(number) => match tags.tables.get(number) {
                Some(rows) => self.table(rows, parent),
                None => Object::Null,
            },
            Block::Note(number) => match tags.notes.get(number) {
                Some(note) => self.note(*number, note, parent),
                None => Object::Null,
            },
            Block::Contents(number) => {
                let entries = tags.contents.get(number).into_iter().flat_map(BTreeMap::values);
                self.contents(entries, parent)
            }
        }
    }

    /// A note has an identifier. **Source:** ISO 14289-1 §7.9.
    fn note(&mut self, number: u32, note: &Note, parent: ObjectId) -> Object {
        let id = self.document.new_object_id();
        let label = self.leaf(element("Lbl", id, Vec::new()), &note.label);
        let text = self.leaf(element("P", id, Vec::new()), &note.content);
        let mut element = element("Note", parent, vec![label, text]);
        // As wide as the greatest number, so that the names are in order.
        let name = Object::string_literal(format!("note-{number:010}"));
        element.set("ID", name.clone());
        self.ids.extend([name, id.into()]);
        self.document.set_object(id, element);
        id.into()
    }

    fn contents<'c>(&mut self, entries: impl Iterator<Item = &'c Vec<Content>>, parent: ObjectId) -> Object {
        let id = self.document.new_object_id();
        let kids = entries.map(|content| self.leaf(element("TOCI", id, Vec::new()), content)).collect();
        self.document.set_object(id, element("TOC", parent, kids));
        id.into()
    }

    /// A table: every place of its grid is covered by one cell, with or without text.
    fn table(&mut self, rows: &Rows, parent: ObjectId) -> Object {
        let id = self.document.new_object_id();
        let mut cover = Cover::of(rows);
        let numbers = rows.keys().next().copied().zip(rows.keys().next_back().copied());
        let numbers = numbers.map_or(0..0, |(first, last)| first..last.saturating_add(1));
        let kids = numbers.map(|number| self.row(rows, number, &mut cover, id)).collect();
        self.document.set_object(id, element("Table", parent, kids));
        Object::Reference(id)
    }

    fn row(&mut self, rows: &Rows, number: u32, cover: &mut Cover, parent: ObjectId) -> Object {
        let id = self.document.new_object_id();
        let cells = rows.get(&number);
        let is_head = cells.is_some_and(|cells| cells.values().any(|cell| cell.is_head));
        let mut kids = Vec::new();
        while let Some(column) = cover.next_free() {
            let cell = cells.and_then(|cells| cells.get(&column));
            let area = cover.take(column, number, cell);
            let content = cell.map_or(&[][..], |cell| &cell.content);
            kids.push(self.leaf(cell_element(is_head, id, area), content));
        }
        cover.end_row();
        self.document.set_object(id, element("TR", parent, kids));
        Object::Reference(id)
    }

    /// An element that holds text.
    fn leaf(&mut self, mut element: Dictionary, content: &[Content]) -> Object {
        let id = self.document.new_object_id();
        let first = content.first().map(|content| content.page);
        if let Some(page) = first.and_then(|page| self.page_ids.get(page)) {
            element.set("Pg", *page);
        }
        let kids = content.iter().map(|content| match (content.picture, content.link) {
            (Some(_), _) => self.figure(*content, None, id),
            (None, Some(link)) => self.linked(*content, link, id),
            (None, None) => self.sequence(*content, first, id),
        });
        element.set("K", kids.collect::<Vec<_>>());
        self.document.set_object(id, element);
        Object::Reference(id)
    }

    /// A picture, by itself with its caption, or within a text.
    fn figure(&mut self, content: Content, caption: Option<&[Content]>, parent: ObjectId) -> Object {
        let id = self.document.new_object_id();
        let mut kids = vec![self.sequence(content, Some(content.page), id)];
        let lines = caption.filter(|lines| !lines.is_empty());
        kids.extend(lines.map(|lines| self.leaf(element("Caption", id, Vec::new()), lines)));
        let mut figure = element("Figure", parent, kids);
        if let Some(page) = self.page_ids.get(content.page) {
            figure.set("Pg", *page);
        }
        if let Some(shown) = content.picture.and_then(|picture| self.pictures.get(picture)) {
            figure.set("Alt", text_string(&shown.alt));
            figure.set("A", layout(shown.area, if caption.is_some() { "Block" } else { "Inline" }));
        }
        self.document.set_object(id, figure);
        Object::Reference(id)
    }

    /// A sequence that stands in an element.
    fn sequence(&mut self, content: Content, own_page: Option<usize>, parent: ObjectId) -> Object {
        let page = self.parents.get_mut(content.page);
        if let Some(slot) = page.and_then(|page| page.get_mut(content.number as usize)) {
            *slot = Object::Reference(parent);
        }
        self.reference(content, own_page)
    }

    /// The text of a link with its annotation; a link within the file is a reference.
    fn linked(&mut self, content: Content, link: usize, parent: ObjectId) -> Object {
        let is_inner = self.links.get(link).is_some_and(|link| link.is_inner);
        let reference = is_inner.then(|| self.document.new_object_id());
        let id = self.document.new_object_id();
        let mut kids = vec![self.sequence(content, Some(content.page), id)];
        kids.extend(self.annotation(link, id));
        let mut element = element("Link", reference.unwrap_or(parent), kids);
        if let Some(page) = self.page_ids.get(content.page) {
            element.set("Pg", *page);
        }
        self.document.set_object(id, element);
        if let Some(reference) = reference {
            self.document.set_object(reference, self::element("Reference", parent, vec![id.into()]));
        }
        Object::Reference(reference.unwrap_or(id))
    }

    /// The annotation of a link, which stands in this element, and in no other.
    fn annotation(&mut self, link: usize, parent: ObjectId) -> Option<Object> {
        let slot = self.link_elements.get_mut(link).filter(|slot| slot.is_null())?;
        *slot = parent.into();
        let link = self.links.get(link)?;
        Some(dictionary! { "Type" => "OBJR", "Obj" => link.annotation, "Pg" => link.page }.into())
    }

    /// Links whose text is furniture.
    fn links_without_text(&mut self, parent: ObjectId) -> Vec<Object> {
        let mut elements = Vec::new();
        for (number, link) in self.links.iter().enumerate() {
            if !self.link_elements.get(number).is_some_and(Object::is_null) {
                continue;
            }
            let id = self.document.new_object_id();
            let annotation = self.annotation(number, id);
            let mut element = element("Link", parent, annotation.into_iter().collect());
            element.set("Pg", link.page);
            self.document.set_object(id, element);
            elements.push(id.into());
        }
        elements
    }

    /// A sequence by its number, and by its page where that is not the element's own.
    fn reference(&self, content: Content, own_page: Option<usize>) -> Object {
        let number = i64::from(content.number);
        match self.page_ids.get(content.page) {
            Some(page) if own_page != Some(content.page) => {
                dictionary! { "Type" => "MCR", "Pg" => *page, "MCID" => number }.into()
            }
            _ => number.into(),
        }
    }
}

fn element(tag: &str, parent: ObjectId, kids: Vec<Object>) -> Dictionary {
    dictionary! { "Type" => "StructElem", "S" => tag, "P" => parent, "K" => kids }
}

/// How a picture lies. **Source:** ISO 32000-1 §14.8.5.4.3.
fn layout(area: [f32; 4], placement: &str) -> Dictionary {
    let area = area.map(Object::Real).to_vec();
    dictionary! { "O" => "Layout", "Placement" => placement, "BBox" => area }
}

fn cell_element(is_head: bool, row: ObjectId, (rows, columns): (u32, u16)) -> Dictionary {
    let mut attributes = dictionary! { "O" => "Table" };
    if is_head {
        attributes.set("Scope", "Column");
    }
    if rows > 1 {
        attributes.set("RowSpan", i64::from(rows));
    }
    if columns > 1 {
        attributes.set("ColSpan", i64::from(columns));
    }
    let mut cell = element(if is_head { "TH" } else { "TD" }, row, Vec::new());
    if attributes.len() > 1 {
        cell.set("A", attributes);
    }
    cell
}

/// Pages are numbered first, then links, as [`links`](super::links) numbers them.
fn parent_tree(parents: Vec<Vec<Object>>, links: Vec<Object>) -> Dictionary {
    let entries = parents.into_iter().map(Object::Array).chain(links);
    let numbers = (0_i64..).zip(entries).flat_map(|(key, entry)| [Object::Integer(key), entry]);
    dictionary! { "Nums" => numbers.collect::<Vec<_>>() }
}
