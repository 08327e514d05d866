//! The typed front matter of an official document, and the writers that bring data safely into Markdown.
//!
//! In: values of `documents`, or the YAML between the `---` lines of any Markdown file. Out: the same
//! values as text, or typed again. It knows no campaign and never decides how an element is set.

mod front;
mod inline;
mod leaves;
mod line;
mod matter;

pub use front::{
    Attendance, Colophon, Elements, Layout, Numbers, Seal, Secrecy, Signature, TableElement, Urgency,
};
pub use inline::{escape_inline, link_target};
pub use leaves::Leaf;
pub use line::guard;
pub use matter::{read_front_matter, write_front_matter};
