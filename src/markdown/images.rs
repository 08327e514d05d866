//! The images of a manuscript, and the pictures that they show.
//!
//! In: a manuscript, and someone who may open files. Out: the manuscript with its pictures. It opens none.

use std::sync::Arc;

use super::manuscript::{Block, BlockKind, Manuscript, Span, SpanKind};
use crate::pictures::Picture;

/// Finds the picture that a target names, or says why there is none.
type Load<'a> = dyn FnMut(&str) -> Result<Arc<Picture>, Arc<str>> + 'a;

impl Manuscript {
    /// Gives each image its picture. The target is a path relative to the Markdown file, or whatever else
    /// was written there; `load` is asked in reading order, once for each image.
    pub fn illustrate(&mut self, load: &mut Load<'_>) {
        blocks(&mut self.blocks, load);
    }
}

fn blocks(blocks: &mut [Block], load: &mut Load<'_>) {
    for one in blocks {
        block(one, load);
    }
}

fn block(block: &mut Block, load: &mut Load<'_>) {
    match &mut block.kind {
        BlockKind::Heading { spans: text, .. } | BlockKind::Paragraph(text) => spans(text, load),
        BlockKind::List { items, .. } => {
            for item in items {
                blocks(&mut item.blocks, load);
            }
        }
        BlockKind::Table(table) => {
            for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                spans(cell, load);
            }
        }
        BlockKind::Quote(inner) | BlockKind::Footnote { blocks: inner, .. } => blocks(inner, load),
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                spans(&mut definition.term, load);
                for meaning in &mut definition.meanings {
                    blocks(meaning, load);
                }
            }
        }
        BlockKind::Code(_) | BlockKind::Html(_) | BlockKind::Rule | BlockKind::Contents => {}
    }
}

fn spans(spans: &mut [Span], load: &mut Load<'_>) {
    for span in spans {
        if let SpanKind::Image(image) = &mut span.kind {
            image.picture = Some(load(&image.target));
        }
    }
}
