//! The first page of a text has text on it: addressees that would fill it stand in the colophon instead.
//!
//! In: the pieces of a text up to its signature. Out: their sheets. It moves nothing else, and where moving does
//! not help, nothing is moved.
//!
//! **Source:** GB/T 9704-2012 §7.3.2, §7.3.3.

use super::compose::Composer;
use super::page::{Element, Run};
use super::piece::Piece;
use super::signed::{self, Checkpoint};

/// Sets the pieces of a text, from the sheet that its part has begun.
pub(super) fn set(composer: &mut Composer<'_>, pieces: &[Piece<'_>]) {
    let start = Checkpoint::at(composer);
    let first = composer.column.sheets.len().saturating_sub(1);
    composer.has_moved_addressees = false;
    signed::set(composer, pieces);
    let has_addressees = pieces.iter().any(|piece| matches!(piece, Piece::Addressees(_)));
    if !has_addressees || has_text(composer, first) {
        return;
    }
    set_again(composer, pieces, &start, true);
    if !has_text(composer, first) {
        set_again(composer, pieces, &start, false);
    }
}

/// Everything that there is to find was found the first time.
fn set_again(composer: &mut Composer<'_>, pieces: &[Piece<'_>], start: &Checkpoint, has_moved: bool) {
    let findings = composer.foundry.findings.len();
    start.restore(composer);
    composer.has_moved_addressees = has_moved;
    signed::set(composer, pieces);
    composer.foundry.findings.truncate(findings);
}

/// Whether a sheet has any text below its title.
pub(super) fn has_text(composer: &Composer<'_>, sheet: usize) -> bool {
    let is_text = |run: &Run| {
        matches!(run.element, Element::Paragraph { .. } | Element::Heading { .. } | Element::Cell { .. })
    };
    composer.column.sheets.get(sheet).is_some_and(|sheet| sheet.page.runs.iter().any(is_text))
}
