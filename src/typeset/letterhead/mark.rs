//! 发文机关标志: one name with what follows it, or several names spread to one width.
//!
//! **Source:** GB/T 9704-2012 §7.2.4.

use crate::base::{Length, Words};
use crate::faces::Role;

use super::super::compose::Composer;
use super::super::names::spread;
use super::super::page::Color;
use super::super::paragraph::Align;
use super::super::phrase::{Ink, Origin, Phrase};
use super::front;

/// A size to measure a mark at, before its own is known.
const TRIAL: Length = Length::pt(100);
/// Between the names of a joint mark and the word at their right, in parts of their size.
const WORD_GAP: i64 = 4;

/// Stamps the mark of these issuers with its upper edge at `top`, as large as there is room; returns its lower edge.
pub(super) fn set(
    composer: &mut Composer<'_>,
    (issuers, word): (&[Words], Option<&Words>),
    origin: Origin<'_>,
    top: Length,
) -> Length {
    let names: Vec<Phrase<'_>> =
        issuers.iter().map(|name| red(front("issuers", Role::TitleSong, name, origin))).collect();
    let word = word.map(|word| red(front("mark", Role::TitleSong, word, origin)));
    match names.as_slice() {
        [name] => {
            let phrases: Vec<Phrase<'_>> = std::iter::once(name.clone()).chain(word).collect();
            one_line(composer, &phrases, top)
        }
        names => joint(composer, names, word, top),
    }
}

fn one_line(composer: &mut Composer<'_>, phrases: &[Phrase<'_>], top: Length) -> Length {
    let trial_width = phrases.iter().map(|phrase| trial_width(composer, phrase)).sum();
    let size = fitting(composer, trial_width);
    let manner = composer.sized(size, Align::Center);
    let (strip, width) = composer.single(phrases, &manner);
    composer.column.stamp(strip.shifted((manner.width - width) / 2, Length::ZERO), top);
    top + size
}

fn trial_width(composer: &Composer<'_>, phrase: &Phrase<'_>) -> Length {
    composer.foundry.width(phrase.ink.role, &phrase.text, TRIAL)
}

/// The size at which what is `trial_width` wide at the trial size fills the block, up to the largest.
fn fitting(composer: &Composer<'_>, trial_width: Length) -> Length {
    let room = composer.column.block().width;
    let size = TRIAL.scaled(room.to_emu(), trial_width.to_emu().max(1));
    size.min(composer.style.mark_largest)
}

/// Several names one below the other, spread to the width of the longest; the word centred at their right.
///
/// Many names are smaller, so that they leave room for text on the page.
fn joint(composer: &mut Composer<'_>, names: &[Phrase<'_>], word: Option<Phrase<'_>>, top: Length) -> Length {
    let longest = names.iter().map(|name| trial_width(composer, name)).max().unwrap_or_default();
    let beside = word.as_ref().map_or(Length::ZERO, |word| trial_width(composer, word) + TRIAL / WORD_GAP);
    let steps = i64::try_from(names.len()).unwrap_or(i64::MAX).saturating_sub(1);
    let lines_percent = steps.saturating_mul(composer.style.mark_pitch_percent).saturating_add(100);
    let size =
        fitting(composer, longest + beside).min(composer.style.mark_tallest.scaled(100, lines_percent));
    let scale = |width: Length| width.scaled(size.to_emu(), TRIAL.to_emu());
    let manner = composer.sized(size, Align::Left);
    let left = (manner.width - scale(longest + beside)) / 2;
    let pitch = size.scaled(composer.style.mark_pitch_percent, 100);
    let mut y = top;
    for name in names {
        let strip = spread(composer, name, &manner, scale(longest));
        composer.column.stamp(strip.shifted(left, Length::ZERO), y);
        y += pitch;
    }
    let foot = y - pitch + size;
    if let Some(word) = word {
        let (strip, _) = composer.single(&[word], &manner);
        let x = left + scale(longest) + size / WORD_GAP;
        composer.column.stamp(strip.shifted(x, Length::ZERO), (top + foot - size) / 2);
    }
    foot
}

fn red(phrase: Phrase<'_>) -> Phrase<'_> {
    Phrase { ink: Ink { color: Color::Red, ..phrase.ink }, ..phrase }
}
