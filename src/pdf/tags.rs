//! The structure of the text: headings, paragraphs, tables, each with its sequences of marked content.
//!
//! In: the elements of the sequences, in reading order. Out: their tags and numbers, and the blocks
//! from which [`structure`](super::structure) makes the tree. It never sees text.

use std::collections::BTreeMap;

use std::sync::Arc;

use crate::base::Length;
use crate::typeset::{Element, PlacedImage};

use super::numbers::pt;

/// What has been written so far.
#[derive(Default)]
pub(super) struct Tags {
    /// In reading order; a table stands where its first cell does.
    pub(super) blocks: Vec<Block>,
    /// The tables, by their number in the book.
    pub(super) tables: BTreeMap<u32, Rows>,
    /// The notes, by their number in the book.
    pub(super) notes: BTreeMap<u32, Note>,
    /// The tables of contents, by their number in the book: the text of each entry.
    pub(super) contents: BTreeMap<u32, BTreeMap<u32, Vec<Content>>>,
    /// The pictures that were shown, artifacts left out.
    pub(super) pictures: Vec<Shown>,
    /// How many sequences each page has.
    pub(super) sequence_counts: Vec<u32>,
    /// The element of the last text and its block, so that a paragraph goes on over a page's end.
    last: Option<(Element, usize)>,
    /// Links of earlier pages, and of this one.
    links: (usize, usize),
    /// The level of the last heading.
    heading_level: usize,
}

/// A child of the document.
pub(super) enum Block {
    /// A heading or paragraph.
    Text {
        /// Its structure type.
        tag: &'static str,
        /// Its text.
        content: Vec<Content>,
    },
    /// A picture that stands by itself.
    Figure {
        /// Its number in the book.
        index: u32,
        /// The picture.
        picture: Content,
        /// What stands below it.
        caption: Vec<Content>,
    },
    /// A table, by its number.
    Table(u32),
    /// A note, by its number.
    Note(u32),
    /// A table of contents, by its number.
    Contents(u32),
}

/// A picture on a page.
pub(super) struct Shown {
    /// What is read aloud.
    pub(super) alt: Arc<str>,
    /// Left, lower, right, upper edge in points from the page's lower left corner.
    pub(super) area: [f32; 4],
}

/// The text of a note.
#[derive(Default)]
pub(super) struct Note {
    /// Its sign.
    pub(super) label: Vec<Content>,
    /// What it says.
    pub(super) content: Vec<Content>,
}

/// The cells of a table by row and column; cells without text are not in it.
pub(super) type Rows = BTreeMap<u32, BTreeMap<u16, Cell>>;

/// A cell of a table.
#[derive(Default)]
pub(super) struct Cell {
    /// Whether it heads a column.
    pub(super) is_head: bool,
    /// How many rows it covers.
    pub(super) rows: u32,
    /// How many columns it covers.
    pub(super) columns: u16,
    /// Its text.
    pub(super) content: Vec<Content>,
}

/// Where a piece of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Content {
    /// The page, from 0.
    pub(super) page: usize,
    /// The number of the sequence on that page, from 0.
    pub(super) number: u32,
    /// The link of the file that it is the text of, from 0.
    pub(super) link: Option<usize>,
    /// The picture that it shows, as [`Tags::pictures`] counts them.
    pub(super) picture: Option<usize>,
}

/// A sequence of marked content that begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sequence {
    /// Its tag.
    pub(super) tag: &'static str,
    /// Its number on the page.
    pub(super) number: u32,
}

impl Cell {
    /// The structure type.
    pub(super) const fn tag(&self) -> &'static str {
        if self.is_head { "TH" } else { "TD" }
    }
}

impl Tags {
    /// The sequences that follow stand on the next page, which has so many links.
    pub(super) fn begin_page(&mut self, links: usize) {
        self.sequence_counts.push(0);
        self.links = (self.links.0 + self.links.1, links);
    }

    /// Gives the next sequence of the page its number and its place; an artifact has neither.
    pub(super) fn begin_sequence(&mut self, element: &Element, link: Option<u32>) -> Option<Sequence> {
        self.begin(element, link, None)
    }

    /// The same for an image, which stands on a page of this height.
    pub(super) fn begin_image(&mut self, image: &PlacedImage, page_height: Length) -> Option<Sequence> {
        let sequence = self.begin(&image.element, None, Some(self.pictures.len()))?;
        let edges = [image.x, page_height - image.y - image.height];
        let edges = [edges[0], edges[1], edges[0] + image.width, edges[1] + image.height];
        self.pictures.push(Shown { alt: Arc::clone(&image.alt), area: edges.map(|edge| pt(edge).0) });
        Some(Sequence { tag: "Figure", ..sequence })
    }

    fn begin(&mut self, element: &Element, link: Option<u32>, picture: Option<usize>) -> Option<Sequence> {
        if *element == Element::Artifact {
            return None;
        }
        let page = self.sequence_counts.len().checked_sub(1)?;
        let count = self.sequence_counts.last_mut()?;
        let number = *count;
        *count += 1;
        let link = link.filter(|link| (*link as usize) < self.links.1);
        let link = link.map(|link| self.links.0 + link as usize);
        let tag = self.file(element, Content { page, number, link, picture });
        Some(Sequence { tag, number })
    }

    fn file(&mut self, element: &Element, content: Content) -> &'static str {
        match *element {
            Element::Cell { table, row, column, is_head, rows, columns } => {
                self.last = None;
                let cell = self.cell(table, row, column);
                (cell.is_head, cell.rows, cell.columns) = (is_head, rows, columns);
                cell.content.push(content);
                cell.tag()
            }
            Element::Figure { index } => {
                self.blocks.push(Block::Figure { index, picture: content, caption: Vec::new() });
                "Figure"
            }
            Element::FigureCaption { index } => self.file_caption(index, content),
            Element::Note { index, is_label } => self.file_note(index, is_label, content),
            Element::Entry { contents, entry } => self.file_entry(contents, entry, content),
            _ => self.file_text(element, content),
        }
    }

    fn file_text(&mut self, element: &Element, content: Content) -> &'static str {
        let last = self.last.as_ref().filter(|(last, _)| last == element);
        let block = last.and_then(|(_, block)| self.blocks.get_mut(*block));
        if let Some(Block::Text { tag, content: before }) = block {
            before.push(content);
            return tag;
        }
        let tag = self.text_tag(element);
        self.last = Some((element.clone(), self.blocks.len()));
        self.blocks.push(Block::Text { tag, content: vec![content] });
        tag
    }

    fn file_caption(&mut self, figure: u32, content: Content) -> &'static str {
        let own = self.blocks.iter_mut().rev().find_map(|block| match block {
            Block::Figure { index, caption, .. } if *index == figure => Some(caption),
            _ => None,
        });
        match own {
            Some(caption) => caption.push(content),
            None => self.blocks.push(Block::Text { tag: "Caption", content: vec![content] }),
        }
        "Caption"
    }

    /// A note stands behind the text of its page; the paragraph that it interrupts goes on behind it.
    fn file_note(&mut self, index: u32, is_label: bool, content: Content) -> &'static str {
        if !self.notes.contains_key(&index) {
            self.blocks.push(Block::Note(index));
        }
        let note = self.notes.entry(index).or_default();
        if is_label {
            note.label.push(content);
            return "Lbl";
        }
        note.content.push(content);
        "Note"
    }

    fn file_entry(&mut self, contents: u32, entry: u32, content: Content) -> &'static str {
        if !self.contents.contains_key(&contents) {
            self.blocks.push(Block::Contents(contents));
        }
        self.contents.entry(contents).or_default().entry(entry).or_default().push(content);
        "TOCI"
    }

    /// The cell at this place, for more text.
    fn cell(&mut self, table: u32, row: u32, column: u16) -> &mut Cell {
        if !self.tables.contains_key(&table) {
            self.blocks.push(Block::Table(table));
        }
        self.tables.entry(table).or_default().entry(row).or_default().entry(column).or_default()
    }

    fn text_tag(&mut self, element: &Element) -> &'static str {
        match element {
            Element::Title { .. } => self.heading_tag(1),
            Element::Heading { level, .. } => self.heading_tag(usize::from(*level)),
            _ => "P",
        }
    }

    /// The tag of a heading; where a draft skips a level, the tree does not.
    ///
    /// **Source:** ISO 14289-1 §7.4.2.
    fn heading_tag(&mut self, level: usize) -> &'static str {
        const TAGS: [&str; 6] = ["H1", "H2", "H3", "H4", "H5", "H6"];
        self.heading_level = level.clamp(1, TAGS.len()).min(self.heading_level + 1);
        TAGS.get(self.heading_level - 1).copied().unwrap_or("P")
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Tags};
    use crate::typeset::Element;

    fn tags_of(elements: &[Element]) -> String {
        let mut tags = Tags::default();
        tags.begin_page(0);
        for element in elements {
            tags.begin_sequence(element, None);
        }
        let blocks = tags.blocks.iter().map(|block| match block {
            Block::Text { tag, content } => format!("{tag} in {}", content.len()),
            Block::Figure { index, caption, .. } => format!("Figure {index} with {}", caption.len()),
            Block::Table(number) => format!("Table {number} of {} rows", tags.tables[number].len()),
            Block::Note(number) => format!("Note {number} in {}", tags.notes[number].content.len()),
            Block::Contents(number) => {
                format!("TOC {number} of {} entries", tags.contents[number].len())
            }
        });
        blocks.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_skipped_heading_level_is_not_skipped_in_the_tree() {
        let headings = [4, 2, 5, 3].map(|level| Element::Heading { level, index: u32::from(level) });
        assert_eq!(tags_of(&headings), "H1 in 1, H2 in 1, H3 in 1, H3 in 1");
    }

    #[test]
    fn a_paragraph_goes_on_after_the_notes_of_its_first_page() {
        let paragraph = Element::Paragraph { index: 0 };
        let note = |is_label| Element::Note { index: 4, is_label };
        let elements = [paragraph.clone(), note(true), note(false), paragraph.clone(), note(false)];
        assert_eq!(tags_of(&elements), "P in 2, Note 4 in 2");
    }

    #[test]
    fn a_paragraph_goes_on_after_page_furniture_and_a_cell_after_other_cells() {
        let cell = |column| Element::Cell { table: 0, row: 0, column, is_head: false, rows: 1, columns: 1 };
        let paragraph = Element::Paragraph { index: 0 };
        let elements = [paragraph.clone(), Element::Artifact, paragraph, cell(0), cell(1), cell(0)];
        assert_eq!(tags_of(&elements), "P in 2, Table 0 of 1 rows");
    }
}
