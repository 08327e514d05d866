//! The structure tree: what a reader without eyes goes by.
//!
//! In: the blocks that were written, and the links. Out: the tree, with every sequence of marked
//! content and every link annotation in it. It never changes what is drawn.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::links::PlacedLink;
use super::tags::{Block, Content, Rows, Tags};

/// Adds the tree of a document to its catalog, and to each page the key of its part.
pub(super) fn add(document: &mut Document, page_ids: &[ObjectId], tags: &Tags, links: &[PlacedLink]) {
    let root = document.new_object_id();
    let mut tree = Tree::new(document, page_ids, tags);
    let body = tree.document.new_object_id();
    let mut kids: Vec<Object> = tags.blocks.iter().map(|block| tree.block(block, tags, body)).collect();
    let link_elements: Vec<Object> = links.iter().map(|link| tree.link(link, body)).collect();
    kids.extend(link_elements.iter().cloned());
    let parents = tree.parents;
    document.set_object(body, element("Document", root, kids));
    let parent_tree = document.add_object(parent_tree(parents, link_elements));
    document.set_object(
        root,
        dictionary! { "Type" => "StructTreeRoot", "K" => body, "ParentTree" => parent_tree },
    );
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
    /// For each page and each of its sequences the element that holds it.
    parents: Vec<Vec<Object>>,
}

impl<'a> Tree<'a> {
    fn new(document: &'a mut Document, page_ids: &'a [ObjectId], tags: &Tags) -> Self {
        let parents = tags.sequence_counts.iter().map(|count| vec![Object::Null; *count as usize]).collect();
        Self { document, page_ids, parents }
    }

    fn block(&mut self, block: &Block, tags: &Tags, parent: ObjectId) -> Object {
        match block {
            Block::Text { tag, content } => self.leaf(element(tag, parent, Vec::new()), content),
            Block::Table(number) => match tags.tables.get(number) {
                Some(rows) => self.table(rows, parent),
                None => Object::Null,
            },
        }
    }

    /// A table, in which every row has a cell for each column.
    fn table(&mut self, rows: &Rows, parent: ObjectId) -> Object {
        let id = self.document.new_object_id();
        let columns =
            rows.values().filter_map(|cells| cells.keys().next_back()).max().map_or(0, |last| last + 1);
        let kids = rows.values().map(|cells| {
            let row = self.document.new_object_id();
            let is_head_row = cells.values().any(|cell| cell.is_head);
            let kids = (0..columns).map(|column| {
                let content = cells.get(&column).map_or(&[][..], |cell| &cell.content);
                self.leaf(cell_element(is_head_row, row), content)
            });
            let kids = kids.collect();
            self.document.set_object(row, element("TR", id, kids));
            Object::Reference(row)
        });
        let kids = kids.collect();
        self.document.set_object(id, element("Table", parent, kids));
        Object::Reference(id)
    }

    /// An element that holds text.
    fn leaf(&mut self, mut element: Dictionary, content: &[Content]) -> Object {
        let id = self.document.new_object_id();
        for Content { page, number } in content {
            let slot = self.parents.get_mut(*page).and_then(|page| page.get_mut(*number as usize));
            if let Some(slot) = slot {
                *slot = Object::Reference(id);
            }
        }
        let first = content.first().map(|content| content.page);
        if let Some(page) = first.and_then(|page| self.page_ids.get(page)) {
            element.set("Pg", *page);
        }
        element.set("K", content.iter().map(|content| self.reference(*content, first)).collect::<Vec<_>>());
        self.document.set_object(id, element);
        Object::Reference(id)
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

    fn link(&mut self, link: &PlacedLink, parent: ObjectId) -> Object {
        let target = dictionary! { "Type" => "OBJR", "Obj" => link.annotation, "Pg" => link.page };
        let mut element = element("Link", parent, vec![target.into()]);
        element.set("Pg", link.page);
        self.document.add_object(element).into()
    }
}

fn element(tag: &str, parent: ObjectId, kids: Vec<Object>) -> Dictionary {
    dictionary! { "Type" => "StructElem", "S" => tag, "P" => parent, "K" => kids }
}

fn cell_element(is_head: bool, row: ObjectId) -> Dictionary {
    if !is_head {
        return element("TD", row, Vec::new());
    }
    let mut head = element("TH", row, Vec::new());
    head.set("A", dictionary! { "O" => "Table", "Scope" => "Column" });
    head
}

/// Pages are numbered first, then links, as [`links`](super::links) numbers them.
fn parent_tree(parents: Vec<Vec<Object>>, links: Vec<Object>) -> Dictionary {
    let entries = parents.into_iter().map(Object::Array).chain(links);
    let numbers = (0_i64..).zip(entries).flat_map(|(key, entry)| [Object::Integer(key), entry]);
    dictionary! { "Nums" => numbers.collect::<Vec<_>>() }
}
