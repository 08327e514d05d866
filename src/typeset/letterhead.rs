//! 版头: serial number, secrecy, urgency, issuer mark, document number, signers and the red rule, each at
//! its place on the first page.
//!
//! **Source:** GB/T 9704-2012 §7.2.

use crate::base::{Length, Words};
use crate::elements::{Elements, Layout};
use crate::faces::Role;

use super::compose::Composer;
use super::justify::{Fit, Placed};
use super::line::draw;
use super::page::{Color, Element, Rule};
use super::paragraph::{Align, Manner, prepare, set_line};
use super::phrase::{Ink, Origin, Phrase};
use super::shape::Atom;
use super::strip::Strip;

/// Names of signers in a row. **Source:** §7.2.6.
const SIGNERS_IN_A_ROW: usize = 2;
/// A size to measure a mark at, before its own is known.
const TRIAL: Length = Length::pt(100);

/// Stamps the letterhead, and leaves the column where the title begins.
pub(super) fn set(composer: &mut Composer<'_>, elements: &Elements, origin: Origin<'_>) {
    let foot = corner(composer, elements, origin);
    let is_headed = !matches!(composer.layout, Layout::Report | Layout::Table | Layout::Cover);
    if is_headed && !elements.issuers.is_empty() {
        head(composer, elements, origin);
    } else if has_number_line(elements) {
        bare_number(composer, elements, origin, foot);
    } else if foot > 0 {
        composer.column.move_to(composer.column.block().line(foot + composer.style.bare_title_blank_lines));
    }
}

/// 份号, 密级, 紧急程度, one below the other in the upper left corner; returns the first free line.
fn corner(composer: &mut Composer<'_>, elements: &Elements, origin: Origin<'_>) -> i64 {
    let lines = [
        ("serial_number", Role::FangSong, &elements.serial_number),
        ("secrecy", Role::Hei, &elements.secrecy),
        ("urgency", Role::Hei, &elements.urgency),
    ];
    let mut line = 0;
    for (field, role, words) in lines {
        let Some(words) = words else { continue };
        if field == "secrecy" {
            line = 1; // the second line, with or without a serial number above it
        }
        let phrase = front(field, role, words, origin);
        stamp_line(composer, &[phrase], Align::Left, composer.column.block().line(line));
        line += 1;
    }
    line
}

/// Mark, number, signers, red rule.
fn head(composer: &mut Composer<'_>, elements: &Elements, origin: Origin<'_>) {
    let block = composer.column.block();
    let mut foot = mark(composer, elements, origin);
    if has_number_line(elements) {
        foot = number_and_signers(
            composer,
            elements,
            origin,
            foot + block.pitch() * composer.style.number_blank_lines,
        );
    }
    let y = foot + composer.style.red_rule_gap;
    let rule = Rule {
        from: (Length::ZERO, y),
        to: (block.width, y),
        thickness: composer.style.red_rule,
        color: Color::Red,
    };
    composer.column.stamp(Strip { rules: vec![rule], ..Strip::default() }, Length::ZERO);
    composer.column.move_to(y + block.pitch() * composer.style.title_blank_lines);
}

fn has_number_line(elements: &Elements) -> bool {
    elements.document_number.is_some() || !elements.signers.is_empty()
}

/// Without a mark the number, and signers, stand alone at the head of the page.
fn bare_number(composer: &mut Composer<'_>, elements: &Elements, origin: Origin<'_>, line: i64) {
    let block = composer.column.block();
    let foot = number_and_signers(composer, elements, origin, block.line(line));
    composer.column.move_to(foot + block.pitch() * composer.style.bare_title_blank_lines);
}

/// The issuer mark, as large as the block allows; returns its lower edge.
fn mark(composer: &mut Composer<'_>, elements: &Elements, origin: Origin<'_>) -> Length {
    let names: Vec<Phrase<'_>> =
        elements.issuers.iter().map(|name| red(front("issuers", Role::TitleSong, name, origin))).collect();
    let word = elements.mark.as_ref().map(|word| red(front("mark", Role::TitleSong, word, origin)));
    let top = composer.style.mark_top;
    match (names.as_slice(), word) {
        ([name], word) => {
            let phrases: Vec<Phrase<'_>> = std::iter::once(name.clone()).chain(word).collect();
            let size = mark_size(composer, &phrases);
            let manner = composer.sized(size, Align::Center);
            let (strip, width) = composer.single(&phrases, &manner);
            let left = (manner.width - width) / 2;
            composer.column.stamp(strip.shifted(left, Length::ZERO), top);
            top + size
        }
        (names, word) => joint_mark(composer, names, word, top),
    }
}

/// The largest size at which all of `phrases` stand side by side.
fn mark_size(composer: &Composer<'_>, phrases: &[Phrase<'_>]) -> Length {
    let width: Length = phrases.iter().map(|phrase| trial_width(composer, phrase)).sum();
    fitting(composer, width)
}

fn trial_width(composer: &Composer<'_>, phrase: &Phrase<'_>) -> Length {
    composer.foundry.width(phrase.ink.role, &phrase.text, TRIAL)
}

fn fitting(composer: &Composer<'_>, trial_width: Length) -> Length {
    let room = composer.column.block().width;
    let size = TRIAL.scaled(room.to_emu(), trial_width.to_emu().max(1));
    size.min(composer.style.mark_largest)
}

/// Several names one below the other, spread to the width of the longest; the word centred at their right.
fn joint_mark(
    composer: &mut Composer<'_>,
    names: &[Phrase<'_>],
    word: Option<Phrase<'_>>,
    top: Length,
) -> Length {
    let longest = names.iter().map(|name| trial_width(composer, name)).max().unwrap_or_default();
    let word_width = word.as_ref().map_or(Length::ZERO, |word| trial_width(composer, word) + TRIAL / 4);
    let size = fitting(composer, longest + word_width);
    let scale = |width: Length| width.scaled(size.to_emu(), TRIAL.to_emu());
    let manner = composer.sized(size, Align::Left);
    let left = (manner.width - scale(longest + word_width)) / 2;
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
        let x = left + scale(longest) + size / 4;
        composer.column.stamp(strip.shifted(x, Length::ZERO), (top + foot - size) / 2);
    }
    foot
}

/// A name whose characters are spread evenly over `width`.
fn spread(composer: &mut Composer<'_>, name: &Phrase<'_>, manner: &Manner, width: Length) -> Strip {
    let phrases = std::slice::from_ref(name);
    let atoms = prepare(phrases, manner, &mut composer.foundry);
    let natural: Length = atoms.iter().map(|atom| atom.width).sum();
    let gaps = i64::try_from(atoms.len()).unwrap_or(1).max(2) - 1;
    let extra = (width - natural).at_least(Length::ZERO);
    let mut x = Length::ZERO;
    let place = |(k, atom): (i64, &Atom)| {
        let place = x + extra.scaled(k, gaps);
        x += atom.width;
        place
    };
    let places = (0..).zip(&atoms).map(place).collect();
    draw(&atoms, &Placed { places, width }, Length::ZERO, phrases, (manner.scale, composer.part))
}

/// The number centred, or at the left with the signers at the right; returns the lower edge.
fn number_and_signers(
    composer: &mut Composer<'_>,
    elements: &Elements,
    origin: Origin<'_>,
    top: Length,
) -> Length {
    let block = composer.column.block();
    let number = elements
        .document_number
        .as_ref()
        .map(|number| front("document_number", Role::FangSong, number, origin));
    let rows: Vec<&[Words]> = elements.signers.chunks(SIGNERS_IN_A_ROW).collect();
    let last = i64::try_from(rows.len().saturating_sub(1)).unwrap_or(0);
    let y = top + block.pitch() * last;
    if let Some(number) = number {
        if rows.is_empty() {
            stamp_line(composer, &[number], Align::Center, y);
        } else {
            let (strip, _) = composer.single(&[number], &composer.body());
            composer.column.stamp(strip.shifted(block.cell(), Length::ZERO), y);
        }
    }
    signers(composer, &rows, origin, top);
    y + block.cell()
}

/// “签发人：” once, then the names, two in a row, the rows flush left behind it, one cell free at the right.
fn signers(composer: &mut Composer<'_>, rows: &[&[Words]], origin: Origin<'_>, top: Length) {
    let body = composer.body();
    let cell = body.scale.cell;
    let mut strips = Vec::new();
    for row in rows {
        let mut phrases = Vec::new();
        for name in *row {
            let ink = Ink::plain(Role::Kai, Element::Front("signers"), origin.of(name));
            if !phrases.is_empty() {
                phrases.push(Phrase::new("\u{3000}", ink.clone()));
            }
            phrases.push(Phrase::new(name.as_str(), ink));
        }
        strips.push(composer.single(&phrases, &body));
    }
    let Some(widest) = strips.iter().map(|(_, width)| *width).max() else { return };
    let left = body.width - cell - widest;
    let word = Phrase::new("签发人：", Ink::plain(Role::FangSong, Element::Front("signers"), origin));
    let (word, word_width) = composer.single(&[word], &body);
    // The colon takes its whole cell here, so that the names stand one cell behind the word.
    composer.column.stamp(word.shifted(left - word_width.at_least(cell * 4), Length::ZERO), top);
    for (k, (strip, _)) in (0..).zip(strips) {
        composer.column.stamp(strip.shifted(left, Length::ZERO), top + body.pitch * k);
    }
}

fn front<'a>(field: &'static str, role: Role, words: &'a Words, origin: Origin<'a>) -> Phrase<'a> {
    Phrase::new(words.as_str(), Ink::plain(role, Element::Front(field), origin.of(words)))
}

fn red(phrase: Phrase<'_>) -> Phrase<'_> {
    Phrase { ink: Ink { color: Color::Red, ..phrase.ink }, ..phrase }
}

/// Stamps one line of 三号 at `y`.
fn stamp_line(composer: &mut Composer<'_>, phrases: &[Phrase<'_>], align: Align, y: Length) {
    let manner = Manner { align, ..composer.body() };
    let atoms = prepare(phrases, &manner, &mut composer.foundry);
    let strip = set_line(&atoms, (Length::ZERO, Fit::Natural), &manner, (phrases, composer.part));
    composer.column.stamp(strip, y);
}
