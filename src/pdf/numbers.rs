//! Lengths as the numbers of a PDF.
//!
//! In: lengths. Out: points with few digits. Rounding here is the only loss between page and file.

use printpdf::Pt;

use crate::base::Length;

/// Points to three decimals: 0.0002 mm.
pub(super) fn pt(length: Length) -> Pt {
    Pt(decimals(length.to_pt(), 3))
}

/// A number to so many decimals, so that the file holds no digits that nobody needs.
#[expect(clippy::cast_possible_truncation, reason = "a file holds single precision; seven digits suffice")]
pub(super) fn decimals(number: f64, places: i32) -> f32 {
    let scale = 10_f64.powi(places);
    ((number * scale).round() / scale) as f32
}
