//! The colours of marks, and what they cover.
//!
//! Every program that saves a workbook numbers its formats anew, so the colour itself says what the cell looked
//! like before: each fill that is covered gets a shade of its own, which nobody can tell from the others by eye.

use std::collections::BTreeSet;

use crate::archive::Misfit;
use crate::base::Severity;

/// How many shades a colour has.
const SHADES: u32 = 64;
/// Light red, for what must be mended.
const ERROR: u32 = 0xFF_B0B0;
/// Light yellow, for what is to be looked at.
const WARNING: u32 = 0xFF_F080;

/// The colours that were given, each with the fill that it covers.
#[derive(Debug, Default)]
pub(super) struct Covers {
    /// What the workbook's own cells are filled with: a shade that is there already would be taken for a mark.
    own: BTreeSet<String>,
    given: Vec<(u32, String)>,
}

impl Covers {
    /// No colour given yet, in a workbook whose cells have these fills.
    pub(super) fn beside(own: BTreeSet<String>) -> Self {
        let own = own.into_iter().map(|fill| fill.to_uppercase()).collect();
        Self { own, given: Vec::new() }
    }

    /// The colour for cells that have this fill.
    ///
    /// # Errors
    /// A [`Misfit`] where there are no shades left.
    pub(super) fn colour(&mut self, severity: Severity, fill: &str) -> Result<String, Misfit> {
        let base = if severity == Severity::Error { ERROR } else { WARNING };
        let shades = base..base + SHADES;
        let given = self.given.iter().find(|(colour, of)| shades.contains(colour) && of == fill);
        if let Some((colour, _)) = given {
            return Ok(hexadecimal(*colour));
        }
        let is_free = |colour: &u32| {
            let digits = format!("{colour:06X}\"");
            self.given.iter().all(|(given, _)| given != colour)
                && !self.own.iter().any(|fill| fill.contains(&digits))
        };
        let colour = shades.clone().find(is_free);
        let colour = colour.ok_or_else(|| Misfit::new("要标注的单元格底色种类太多"))?;
        self.given.push((colour, fill.to_owned()));
        Ok(hexadecimal(colour))
    }

    /// Each colour with the fill that it covers.
    pub(super) fn table(&self) -> Vec<(String, String)> {
        self.given.iter().map(|(colour, fill)| (hexadecimal(*colour), fill.clone())).collect()
    }
}

/// Opaque, as spreadsheets write colours.
fn hexadecimal(colour: u32) -> String {
    format!("FF{colour:06X}")
}
