//! A text and its signature: the signature never stands alone on a page where other spacing avoids it.
//!
//! In: the pieces of a text up to its signature (and the colophon, where no further text parts them). Out:
//! their sheets. Where the last would hold no line of text, the page before is set once more, with closer
//! lines so that it takes the signature in, else with wider ones so that text goes along. 此页无正文 is never
//! printed, and a page that no spacing helps stays as it is.
//!
//! **Source:** GB/T 9704-2012 §7.3.5.5.

use crate::base::Length;

use super::column::{Reached, Spacing};
use super::compose::Composer;
use super::opening::has_text;
use super::page::{Element, Page, Turn};
use super::piece::Piece;

/// Lines more than a page has, tried in turn.
const CLOSER: [u16; 2] = [1, 2];
/// A page of wider lines, one less than it has, may leave its last ones to the next page: so many.
const MOST_LEFT: u16 = 6;
/// Lines of text that stand on the signature's page at least, where spacing is adjusted for it.
const LINES_ALONG: usize = 2;

/// How far a book was set.
pub(super) struct Checkpoint {
    column: Reached,
    outline: usize,
    /// Whether no heading waits for a place.
    is_complete: bool,
}

impl Checkpoint {
    pub(super) fn at(composer: &Composer<'_>) -> Self {
        Self {
            column: composer.column.reached(),
            outline: composer.outline.len(),
            is_complete: composer.waiting.is_empty(),
        }
    }

    /// Takes away what was set since; what was found stays found.
    pub(super) fn restore(&self, composer: &mut Composer<'_>) {
        composer.column.return_to(&self.column);
        composer.outline.truncate(self.outline);
    }

    /// Whether nothing of `sheet` was set yet.
    const fn is_above(&self, sheet: usize) -> bool {
        self.is_complete && self.column.sheets <= sheet
    }
}

/// How well the pages from the adjusted one on are filled; the better, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// The signature has too little text beside it.
    Lonely,
    /// The signature stands below text, the colophon on a page of its own.
    ColophonAlone,
    /// Every page holds text.
    Filled,
}

/// Sets the pieces of a text, from the sheet that its part has begun.
pub(super) fn set(composer: &mut Composer<'_>, pieces: &[Piece<'_>]) {
    let begun = composer.column.sheets.len();
    let mut checkpoints = Vec::with_capacity(pieces.len());
    for piece in pieces {
        checkpoints.push(Checkpoint::at(composer));
        composer.piece(piece);
    }
    composer.place_headings(0, Length::ZERO);
    let sheets = &composer.column.sheets;
    let lonely = (begun..sheets.len()).find(|&sheet| Content::of(&sheets[sheet].page).is_lonely());
    let Some(adjusted) = lonely.map(|sheet| sheet - 1) else { return };
    if !is_adjustable(&sheets[adjusted].page) {
        return;
    }
    let from = checkpoints.iter().rposition(|earlier| earlier.is_above(adjusted)).unwrap_or(0);
    if let Some(checkpoint) = checkpoints.get(from) {
        Retry { checkpoint, pieces: &pieces[from..], adjusted }.find(composer);
    }
}

/// The pieces to set once more, from where on, and the sheet to adjust.
struct Retry<'p, 'a> {
    checkpoint: &'p Checkpoint,
    pieces: &'p [Piece<'a>],
    adjusted: usize,
}

impl Retry<'_, '_> {
    /// Leaves the pieces set with the first of the best spacings.
    fn find(&self, composer: &mut Composer<'_>) {
        let mut best = (Outcome::Lonely, None);
        for spacing in spacings(composer.style.block.lines()) {
            let outcome = self.set(composer, Some(spacing));
            if outcome == Outcome::Filled {
                return;
            }
            if outcome > best.0 {
                best = (outcome, Some(spacing));
            }
        }
        self.set(composer, best.1);
    }

    fn set(&self, composer: &mut Composer<'_>, spacing: Option<Spacing>) -> Outcome {
        // Everything that there is to find was found the first time.
        let findings = composer.foundry.findings.len();
        self.checkpoint.restore(composer);
        composer.column.adjust(self.adjusted, spacing);
        for piece in self.pieces {
            composer.piece(piece);
        }
        composer.place_headings(0, Length::ZERO);
        composer.foundry.findings.truncate(findings);
        if let Some(sheet) = composer.column.sheets.get_mut(self.adjusted) {
            sheet.page.adjusted_lines = spacing.map(|spacing| spacing.lines);
        }
        self.outcome(composer)
    }

    /// A page that gave all of its text away helps no one.
    fn outcome(&self, composer: &Composer<'_>) -> Outcome {
        if !has_text(composer, self.adjusted) {
            return Outcome::Lonely;
        }
        let later = composer.column.sheets.iter().skip(self.adjusted + 1);
        let outcome = later.map(|sheet| {
            let content = Content::of(&sheet.page);
            match (content.text_lines, content.is_signed) {
                (0..LINES_ALONG, true) => Outcome::Lonely,
                (0, false) => Outcome::ColophonAlone,
                _ => Outcome::Filled,
            }
        });
        outcome.min().unwrap_or(Outcome::Filled)
    }
}

/// What is tried where a page has `lines` lines, the least change first.
fn spacings(lines: i64) -> impl Iterator<Item = Spacing> {
    let usual = u16::try_from(lines).unwrap_or(u16::MAX / 2).max(MOST_LEFT + 2);
    let closer = CLOSER.into_iter().map(move |more| usual + more).map(|lines| Spacing { lines, used: lines });
    let wider = usual - 1;
    let wider = (wider - MOST_LEFT..=wider).rev().map(move |used| Spacing { lines: wider, used });
    closer.chain(wider)
}

/// Turned pages have no lines of text to adjust.
fn is_adjustable(page: &Page) -> bool {
    page.runs.iter().all(|run| run.turn == Turn::None)
}

/// What a page holds.
#[derive(Default)]
struct Content {
    /// Lines of text and of tables, of the title and the letterhead.
    text_lines: usize,
    /// Whether any part of the signature stands on it: 附件说明, 署名, 成文日期, 附注.
    is_signed: bool,
}

impl Content {
    fn of(page: &Page) -> Self {
        let mut content = Self { text_lines: page.images.len(), ..Self::default() };
        let mut last = None;
        for run in &page.runs {
            match run.element {
                Element::Front("annexes" | "signature" | "date" | "note") => content.is_signed = true,
                Element::Front("colophon") | Element::Artifact => {}
                _ if last == Some(run.y) => {}
                _ => {
                    content.text_lines += 1;
                    last = Some(run.y);
                }
            }
        }
        content
    }

    const fn is_lonely(&self) -> bool {
        self.is_signed && self.text_lines == 0
    }
}
