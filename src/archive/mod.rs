//! Ground: what is packed in a file, read within bounds, and changed piece by piece.
//!
//! In: the bytes of a file that anybody may have made. Out: what kind of file its content is, and for a
//! workbook the promise that reading it costs no more than the bounds below say; and the same file with
//! parts replaced, all others copied raw. Names and extensions are never believed, sizes that a file declares
//! are never believed, and nothing is unpacked to disk.
#![doc = include_str!("BOUNDS.md")]

mod census;
mod content;
pub mod markup;
mod misfit;
mod package;
mod pieces;
pub mod tags;
mod vet;

pub use content::{Content, sniff};
pub use misfit::{Misfit, excerpt};
pub use package::{Package, Relation};
pub use pieces::Pieces;
pub use vet::{Refusal, Vetted, vet};
