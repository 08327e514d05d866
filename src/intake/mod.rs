//! Stage: the plan's sheet layouts and workbooks → rows, each value with its cell.
//!
//! In: layouts and the bytes of workbooks. Out: [`Workbook`]s and findings. It never decides whether
//! a row is right for the campaign; that is the ledger's.

mod rows;

pub use rows::{CellValue, Filler, Row, Sheet, Workbook, WorkbookFormat};
