//! 署名 and 成文日期: their places without seal, with seals, with signature stamps.
//!
//! In: who signs, how, and when. Out: lines below the text, all on one page where they find room there. It draws
//! no seal, but leaves the room for each.
//!
//! **Source:** GB/T 9704-2012 §7.3.5.

mod sealed;
mod stamped;
mod unsealed;

use crate::base::{Length, Words};
use crate::elements::{Layout, Seal};
use crate::faces::Role;

use super::compose::Composer;
use super::page::Element;
use super::paragraph::{Align, Manner, set as set_paragraph};
use super::phrase::{Ink, Phrase};
use super::piece::SignatureText;
use super::strip::Strip;

/// Text on one line, and how wide it is.
type Line = (Strip, Length);

/// A line of the signature at its place, and the blank lines above it.
struct Step {
    blank: i64,
    strip: Strip,
}

impl Step {
    /// `left` counts from the block's edge; nothing leaves the block there.
    fn new(blank: i64, (strip, _): Line, left: Length) -> Self {
        Self { blank, strip: strip.shifted(left.at_least(Length::ZERO), Length::ZERO) }
    }
}

/// Puts names and date below the text.
pub(super) fn set(composer: &mut Composer<'_>, text: &SignatureText<'_>) {
    let seal = text.signature.and_then(|signature| signature.seal.as_ref());
    let by_form = if composer.layout == Layout::Order { Seal::Stamp } else { Seal::None };
    let seal = seal.map_or(by_form, |seal| seal.value);
    let (steps, blank_below) = match seal {
        Seal::None => (unsealed::steps(composer, text), 0),
        Seal::Seal => (sealed::steps(composer, text), sealed::BLANK_BELOW),
        Seal::Stamp => (stamped::steps(composer, text), 0),
    };
    let lines: i64 = steps.iter().map(|step| step.blank + 1).sum();
    composer.column.ensure(composer.column.line(lines + blank_below));
    for step in steps {
        composer.column.skip_lines(step.blank);
        composer.column.put(step.strip);
    }
}

/// The names that sign.
fn issuers<'a>(text: &SignatureText<'a>) -> &'a [Words] {
    text.signature.map_or(&[], |signature| &signature.issuers)
}

fn name<'a>(text: &SignatureText<'a>, words: &'a Words) -> Phrase<'a> {
    let ink = Ink::plain(Role::FangSong, Element::Front("signature"), text.origin.of(words));
    Phrase::new(words.as_str(), ink)
}

/// The lines of a name: one, unless it is wider than the block.
fn lines(composer: &mut Composer<'_>, phrases: &[Phrase<'_>]) -> Vec<Line> {
    let body = composer.body();
    let line = composer.single(phrases, &body);
    if line.1 <= body.width {
        return vec![line];
    }
    let manner = Manner { align: Align::Right, ..body };
    let strips = set_paragraph(phrases, &manner, &mut composer.foundry, composer.part);
    strips.into_iter().map(|strip| (strip, body.width)).collect()
}

fn date(composer: &mut Composer<'_>, text: &SignatureText<'_>) -> Option<Line> {
    let body = composer.body();
    text.date.as_ref().map(|date| composer.single(std::slice::from_ref(date), &body))
}

fn widest<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Length {
    lines.into_iter().map(|(_, width)| *width).max().unwrap_or_default()
}
