//! 版记: addressees and copies, printing office and day between their rules, at the foot of the last page.
//!
//! In: what the front matter says of it. Out: lines and rules stamped at the foot of the page. Letters have
//! neither rules nor printing office nor day.
//!
//! **Source:** GB/T 9704-2012 §7.4, §10.1.

use crate::base::{Length, Words};
use crate::elements::{Colophon, Layout};
use crate::faces::Role;

use super::compose::Composer;
use super::page::{Color, Element, Rule, Turn};
use super::paragraph::{Align, Manner, set as set_paragraph};
use super::phrase::{Ink, Origin, Phrase};
use super::piece::ColophonText;
use super::strip::Strip;

/// A line, and the thickness of the rule below it.
type Line = (Strip, Option<Length>);

/// Whether there is anything to print.
pub(super) fn is_there(composer: &Composer<'_>, text: &ColophonText<'_>) -> bool {
    let has_addressees = composer.has_moved_addressees && text.addressees.is_some();
    let has_copies = text.colophon.is_some_and(|colophon| !colophon.cc.is_empty());
    let has_printing =
        |colophon: &Colophon| colophon.printing_office.is_some() || colophon.printing_date.is_some();
    let is_letter = composer.layout == Layout::Letter;
    has_addressees || has_copies || !is_letter && text.colophon.is_some_and(has_printing)
}

/// Puts the colophon so that its last rule lies on the block's lower edge.
///
/// One that is taller than a page fills the pages before.
pub(super) fn set(composer: &mut Composer<'_>, text: &ColophonText<'_>) {
    let is_letter = composer.layout == Layout::Letter;
    let lines = ruled(composer, text, is_letter);
    if lines.is_empty() {
        return;
    }
    composer.column.turn_to(Turn::None);
    composer.column.finish_notes();
    let pitch = composer.style.colophon_pitch;
    let capacity = (composer.column.block().height.to_emu() / pitch.to_emu().max(1)).max(1);
    let capacity = usize::try_from(capacity).unwrap_or(1);
    let (above, last) = lines.split_at((lines.len() - 1) / capacity * capacity);
    for lines in above.chunks(capacity).chain([last]) {
        begin_page(composer, lines.len());
        stamp(composer, lines, !is_letter);
        composer.column.move_to(composer.column.block().height);
    }
}

/// The lines in order, with the rules below them.
fn ruled(composer: &mut Composer<'_>, text: &ColophonText<'_>, is_letter: bool) -> Vec<Line> {
    let style = composer.style;
    let mut rows = vec![copies(composer, text)];
    if let Some(colophon) = text.colophon.filter(|_| !is_letter) {
        rows.push(printing(composer, colophon, text.origin));
    }
    rows.retain(|row| !row.is_empty());
    let count = rows.len();
    let mut lines = Vec::new();
    for (k, row) in (1..).zip(rows) {
        let rule = if k == count { style.colophon_thick_rule } else { style.colophon_thin_rule };
        let last = row.len();
        lines
            .extend((1..).zip(row).map(|(k, strip)| (strip, Some(rule).filter(|_| k == last && !is_letter))));
    }
    lines
}

/// Goes to a page with room for so many lines; one that holds nothing else has no number, nor has the blank one
/// before it.
fn begin_page(composer: &mut Composer<'_>, lines: usize) {
    let pitch = composer.style.colophon_pitch;
    let height = pitch * i64::try_from(lines).unwrap_or(0) + pitch / 2;
    let column = &mut composer.column;
    column.ensure(height);
    if composer.style.colophon_on_even_page && column.sheets.len() % 2 == 1 {
        column.leave_out_if_fresh();
        column.leave_sheet();
    }
    column.take_foot(height);
    column.leave_out_if_fresh();
}

fn stamp(composer: &mut Composer<'_>, lines: &[Line], has_head_rule: bool) {
    let pitch = composer.style.colophon_pitch;
    let mut y = composer.column.block().height - pitch * i64::try_from(lines.len()).unwrap_or(0);
    if has_head_rule {
        rule(composer, y, composer.style.colophon_thick_rule);
    }
    for (strip, below) in lines {
        let inset = (pitch - strip.height) / 2;
        composer.column.stamp(strip.clone(), y + inset);
        y += pitch;
        if let Some(thickness) = below {
            rule(composer, y, *thickness);
        }
    }
}

/// 主送, where they stand here, and 抄送 below, no rule between them.
fn copies(composer: &mut Composer<'_>, text: &ColophonText<'_>) -> Vec<Strip> {
    let addressees = text.addressees.filter(|_| composer.has_moved_addressees);
    let cc = text.colophon.map_or(&[][..], |colophon| &colophon.cc);
    let mut strips = Vec::new();
    for (word, names) in [("主送：", addressees.map_or(&[][..], std::slice::from_ref)), ("抄送：", cc)]
    {
        if !names.is_empty() {
            strips.extend(list(composer, word, names, text.origin));
        }
    }
    strips
}

/// A word and the names, one cell in on both sides, hanging behind the colon, “。” at the end.
fn list(composer: &mut Composer<'_>, word: &'static str, names: &[Words], origin: Origin<'_>) -> Vec<Strip> {
    let ink = Ink::plain(Role::FangSong, Element::Front("colophon"), origin);
    let mut phrases = vec![Phrase::new(word, ink.clone())];
    for (k, name) in (1..).zip(names) {
        phrases.push(Phrase::new(name.as_str(), Ink { origin: origin.of(name), ..ink.clone() }));
        if !name.as_str().ends_with(['。', '，', '；']) {
            phrases.push(Phrase::new(if k == names.len() { "。" } else { "，" }, ink.clone()));
        }
    }
    let manner = manner(composer);
    let hanging = Manner { rest: manner.first + manner.scale.cell * 3, ..manner };
    set_paragraph(&phrases, &hanging, &mut composer.foundry, composer.part)
}

/// The office at the left, the day with “印发” at the right, on one line; an office that is too long for that
/// takes several.
fn printing(composer: &mut Composer<'_>, colophon: &Colophon, origin: Origin<'_>) -> Vec<Strip> {
    let manner = manner(composer);
    let ink = Ink::plain(Role::FangSong, Element::Front("colophon"), origin);
    let day = colophon.printing_date.as_ref().map(|day| {
        let ink = Ink { origin: origin.of(day), ..ink.clone() };
        [Phrase::new(&*day.text, ink.clone()), Phrase::new("印发", ink)]
    });
    let day = day.map(|day| composer.single(&day, &manner));
    let day_width = day.as_ref().map_or(Length::ZERO, |(_, width)| *width + manner.scale.cell);
    let office = colophon
        .printing_office
        .as_ref()
        .map(|office| vec![Phrase::new(office.as_str(), Ink { origin: origin.of(office), ..ink })]);
    let beside = Manner { width: manner.width - day_width, rest: manner.first, align: Align::Left, ..manner };
    let mut strips =
        set_paragraph(&office.unwrap_or_default(), &beside, &mut composer.foundry, composer.part);
    if let Some((day, width)) = day {
        let day = day.shifted(manner.width - width, Length::ZERO);
        match strips.last_mut() {
            Some(last) => last.join(day),
            None => strips.push(day),
        }
    }
    strips
}

/// 四号, one cell in on both sides.
fn manner(composer: &Composer<'_>) -> Manner {
    let manner = composer.sized(composer.style.colophon, Align::Justify);
    let cell = manner.scale.cell;
    Manner { first: cell, width: manner.width - cell, ..manner }
}

fn rule(composer: &mut Composer<'_>, y: Length, thickness: Length) {
    let width = composer.column.block().width;
    let rule = Rule { from: (Length::ZERO, y), to: (width, y), thickness, color: Color::Black };
    composer.column.stamp(Strip { rules: vec![rule], ..Strip::default() }, Length::ZERO);
}
