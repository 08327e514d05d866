//! The ground that every stage stands on: lengths, places, traced values, findings, dates.
//!
//! In and out: plain values. It never reads a file, never prints, and knows no stage.

mod caught;
mod chinese;
mod date;
mod failure;
mod finding;
mod form;
mod length;
mod numerals;
mod place;
mod quote;
mod reason;
mod traced;
mod width;

pub use caught::{caught, silence_caught};
pub use chinese::line_end_is_blank;
pub use date::{Date, Day};
pub use failure::Failure;
pub use finding::{Audience, Checked, Code, Finding, Related, Severity, fault_count};
pub use form::Form;
pub use length::Length;
pub use numerals::{chinese_numeral, read_chinese_numeral};
pub use place::{CellRef, Place, Spot};
pub use quote::Quote;
pub use reason::io_reason;
pub use traced::{FromText, Traced, Words, count};
pub use width::half_width;
