//! Stage: text (rendered, edited by hand, or any file) with its marks → [`Manuscript`].
//!
//! In: Markdown with YAML front matter, and which bytes print which traced value. Out: typed front
//! matter, blocks and spans with their source ranges. It never touches data or pages.

mod annexes;
mod blocks;
mod headings;
mod images;
mod inline;
mod manuscript;
mod marks;
mod read;
mod shadow;
mod source;
mod spans;

pub use annexes::check_annexes;
pub use headings::check_heading_order;
pub use manuscript::{
    Alignment, Block, BlockKind, Cell, Definition, Image, Item, Manuscript, Mark, Span, SpanKind, Style,
    Table,
};
pub use marks::Marks;
pub use read::read;
