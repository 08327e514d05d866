//! Names and date without seal. **Source:** GB/T 9704-2012 §7.3.5.2.

use crate::base::Length;

use super::super::compose::Composer;
use super::super::piece::SignatureText;
use super::{Step, date, issuers, lines, name, widest};

/// Cells right of the name, and from its first character to the date's.
const CELLS: i64 = 2;

/// The names two cells from the right, one below the other, the date two cells further in than they; a date that
/// is longer stands two cells from the right instead, and moves the names.
pub(super) fn steps(composer: &mut Composer<'_>, text: &SignatureText<'_>) -> Vec<Step> {
    let body = composer.body();
    let step = body.scale.cell * CELLS;
    let names: Vec<_> =
        issuers(text).iter().flat_map(|words| lines(composer, &[name(text, words)])).collect();
    let date = date(composer, text);
    let (edge, name_width, date_width) = (body.width - step, widest(&names), widest(&date));
    let (name_left, date_left) = if name_width == Length::ZERO || date_width > name_width {
        (edge - date_width - step, edge - date_width)
    } else {
        (edge - name_width, edge - name_width + step)
    };
    let mut blank = composer.style.signature_blank_lines;
    let mut steps = Vec::new();
    for name in names {
        steps.push(Step::new(std::mem::take(&mut blank), name, name_left));
    }
    steps.extend(date.map(|date| Step::new(blank, date, date_left.at_least(Length::ZERO))));
    steps
}
