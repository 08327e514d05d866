//! Stage: `Plan` and `Ledger` → books: the catalogue of what to make.
//!
//! In: the ledger's traced values. Out: views of printable values, and the names of the files they
//! become. It never formats text for a page and never touches a file.

mod name;
mod printed;

pub use name::safe_name;
pub use printed::{Printed, Trace, Traces, frame};
