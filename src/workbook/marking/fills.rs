//! The colours of marks, and what they cover.
//!
//! Every program that saves a workbook numbers its formats anew, so the colour itself says what the cell looked
//! like before: each fill that is covered gets a shade of its own, which nobody can tell from the others by eye.

use crate::archive::Misfit;
use crate::base::Severity;

/// How many shades a colour has.
const SHADES: u32 = 64;
/// Light red, for what must be mended.
const ERROR: u32 = 0xFF_B0B0;
/// Light yellow, for what is to be looked at.
const WARNING: u32 = 0xFF_F080;

/// The fills that are covered, in the order in which they were.
#[derive(Debug, Default)]
pub(super) struct Covers {
    fills: Vec<String>,
    /// Each colour that was given, with the number of the fill that it covers.
    given: Vec<(u32, usize)>,
}

impl Covers {
    /// The colour for cells that have this fill.
    ///
    /// # Errors
    /// A [`Misfit`] where there are no shades left.
    pub(super) fn colour(&mut self, severity: Severity, fill: &str) -> Result<String, Misfit> {
        let number = self.fills.iter().position(|known| known == fill).unwrap_or_else(|| {
            self.fills.push(fill.to_owned());
            self.fills.len() - 1
        });
        let shade = u32::try_from(number).ok().filter(|shade| *shade < SHADES);
        let shade = shade.ok_or_else(|| Misfit::new("要标注的单元格底色种类太多"))?;
        let base = if severity == Severity::Error { ERROR } else { WARNING };
        if !self.given.contains(&(base + shade, number)) {
            self.given.push((base + shade, number));
        }
        Ok(hexadecimal(base + shade))
    }

    /// Each colour with the fill that it covers.
    pub(super) fn table(&self) -> Vec<(String, String)> {
        let covered = |number: &usize| self.fills.get(*number).cloned().unwrap_or_default();
        self.given.iter().map(|(colour, number)| (hexadecimal(*colour), covered(number))).collect()
    }
}

/// Opaque, as spreadsheets write colours.
fn hexadecimal(colour: u32) -> String {
    format!("FF{colour:06X}")
}
