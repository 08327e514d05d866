//! Ground: what is packed in a file, read within bounds.
//!
//! In: the bytes of a file that anybody may have made. Out: what kind of file its content is, and for a
//! workbook the promise that reading it costs no more than the bounds below say. Names and extensions
//! are never believed, sizes that a file declares are never believed, and nothing is unpacked to disk.

mod census;
mod content;
mod vet;

pub use content::{Content, sniff};
pub use vet::{Refusal, Vetted, vet};
