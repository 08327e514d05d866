//! Stage: text (rendered, edited by hand, or any file) with its marks → [`Manuscript`].
//!
//! In: Markdown with YAML front matter, and which bytes print which traced value. Out: typed front
//! matter, blocks and spans with their source ranges. It never touches data or pages.

mod manuscript;

pub use manuscript::{
    Alignment, Block, BlockKind, Cell, Definition, Item, Manuscript, Mark, Span, SpanKind, Style, Table,
};
