//! Stage: `Plan` and `Ledger` → books: the catalogue of what to make.
//!
//! In: the ledger's traced values. Out: views of printable values, and the names of the files they
//! become. It never formats text for a page and never touches a file.

mod book;
mod catalogue;
mod entry;
mod front;
mod missing;
mod name;
mod printed;
pub mod views;

pub use book::{About, Book, Part, View};
pub use catalogue::{Material, catalogue};
pub use entry::Entry;
use entry::{clause, ended, numbers as entry_numbers};
pub use name::safe_name;
pub use printed::{Printed, Trace, Traces, frame};
