//! Stage: a book's manuscripts → pages of placed runs, to GB/T 9704-2012.
//!
//! In: manuscripts in order, and the faces. Out: [`Pages`]: every glyph and rule at its place.
//! It never reads a file but the faces' measures, knows no campaign and no PDF.

mod page;

pub use page::{Color, Element, Link, OutlineEntry, Page, Pages, PlacedGlyph, PlacedImage, Rule, Run, Turn};
