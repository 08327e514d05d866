//! 版记: copies, printing office and day between their rules, at the foot of the last page.
//!
//! **Source:** GB/T 9704-2012 §7.4.

use crate::base::Length;
use crate::elements::Colophon;
use crate::faces::Role;

use super::compose::Composer;
use super::page::{Color, Element, Rule};
use super::paragraph::{Align, Manner, set as set_paragraph};
use super::phrase::{Ink, Origin, Phrase};
use super::strip::Strip;

/// Puts the colophon so that its last rule lies on the block's lower edge.
pub(super) fn set(composer: &mut Composer<'_>, colophon: &Colophon, origin: Origin<'_>) {
    let rows: Vec<Vec<Strip>> = [copies(composer, colophon, origin), printing(composer, colophon, origin)]
        .into_iter()
        .flatten()
        .collect();
    let pitch = composer.style.colophon_pitch;
    let count = i64::try_from(rows.iter().map(Vec::len).sum::<usize>()).unwrap_or(0);
    if count == 0 {
        return;
    }
    composer.column.turn_to(super::page::Turn::None);
    composer.column.finish_notes();
    composer.column.ensure(pitch * count + pitch / 2);
    composer.column.take_foot(pitch * count + pitch / 2);
    let mut y = composer.column.block().height - pitch * count;
    rule(composer, y, composer.style.colophon_thick_rule);
    let last = rows.len() - 1;
    for (k, row) in rows.into_iter().enumerate() {
        for strip in row {
            let inset = (pitch - strip.height) / 2;
            composer.column.stamp(strip, y + inset);
            y += pitch;
        }
        let style = composer.style;
        rule(composer, y, if k == last { style.colophon_thick_rule } else { style.colophon_thin_rule });
    }
}

/// “抄送：” and the names, one cell in on both sides, hanging behind the colon, “。” at the end.
fn copies(composer: &mut Composer<'_>, colophon: &Colophon, origin: Origin<'_>) -> Option<Vec<Strip>> {
    let last = colophon.cc.len().checked_sub(1)?;
    let word = Ink::plain(Role::FangSong, Element::Front("colophon"), origin);
    let mut phrases = vec![Phrase::new("抄送：", word.clone())];
    for (k, name) in colophon.cc.iter().enumerate() {
        phrases.push(Phrase::new(name.as_str(), Ink { origin: origin.of(name), ..word.clone() }));
        if !name.as_str().ends_with(['。', '，', '；']) {
            phrases.push(Phrase::new(if k == last { "。" } else { "，" }, word.clone()));
        }
    }
    let manner = manner(composer);
    let hanging = Manner { rest: manner.first + manner.scale.cell * 3, ..manner };
    Some(set_paragraph(&phrases, &hanging, &mut composer.foundry, composer.part))
}

/// The office at the left, the day with “印发” at the right, on one line.
fn printing(composer: &mut Composer<'_>, colophon: &Colophon, origin: Origin<'_>) -> Option<Vec<Strip>> {
    let manner = manner(composer);
    let ink = Ink::plain(Role::FangSong, Element::Front("colophon"), origin);
    let office = colophon
        .printing_office
        .as_ref()
        .map(|office| vec![Phrase::new(office.as_str(), Ink { origin: origin.of(office), ..ink.clone() })]);
    let day = colophon.printing_date.as_ref().map(|day| {
        vec![
            Phrase::new(&*day.text, Ink { origin: origin.of(day), ..ink.clone() }),
            Phrase::new("印发", ink.clone()),
        ]
    });
    let (office, _) = composer.single(&office.unwrap_or_default(), &manner);
    let (day, day_width) = composer.single(&day.unwrap_or_default(), &manner);
    let mut strip = office.shifted(manner.first, Length::ZERO);
    strip.join(day.shifted(manner.width - day_width, Length::ZERO));
    (!strip.runs.is_empty()).then(|| vec![strip])
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
