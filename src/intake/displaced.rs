//! Two rows of a sheet → whether the lower one holds what the upper one lacks, typed one row too far down.
//!
//! It moves nothing: the clerk may as well have left out a number.

use crate::base::Spot;
use crate::plan::{Column, SheetLayout};

use super::rows::Row;

/// What a row without a number holds of the one above it.
#[derive(Debug)]
pub struct Displaced<'a> {
    /// The column of the number by which rows are known.
    pub number: &'a Column,
    /// The required columns that the row above leaves empty, at least one.
    pub lacking: Vec<&'a Column>,
}

/// Looks whether a row has no number and says only what the row right above it, which has one, leaves empty: at
/// least all that is required there.
pub fn displaced<'a>(layout: &'a SheetLayout, above: &Row, row: &Row) -> Option<Displaced<'a>> {
    let identity = layout.kind.value.identity()?;
    let number = layout.columns.iter().find(|column| column.field.as_str() == identity)?;
    let says = |row: &Row, column: &Column| row.value(column.field.as_str()).is_some();
    let is_lacking = |column: &&Column| layout.requires(column) && !says(above, column);
    let lacking: Vec<&Column> = layout.columns.iter().filter(is_lacking).collect();
    let is_keyless = says(above, number) && row.has(identity) && !says(row, number);
    let is_usable = above.unusable().chain(row.unusable()).next().is_none();
    let is_beside = row.filled().all(|field| above.value(field).is_none());
    let is_answer = !lacking.is_empty() && lacking.iter().all(|column| says(row, column));
    (is_keyless && is_usable && is_beside && is_answer && is_right_below(above, row))
        .then_some(Displaced { number, lacking })
}

fn is_right_below(above: &Row, row: &Row) -> bool {
    match (&above.place.spot, &row.place.spot) {
        (Spot::Cell { cell: above, .. }, Spot::Cell { cell, .. }) => above.row_0based + 1 == cell.row_0based,
        _ => false,
    }
}
