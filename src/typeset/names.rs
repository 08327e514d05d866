//! Names in a list: spread evenly, in columns.
//!
//! In: names as phrases. Out: strips. A name of two characters is as wide as one of three; the blank is space,
//! no character, so that the name stays whole in the text.
//!
//! **Source:** W3C clreq on names; GB/T 9704-2012 §7.2.6 (依次均匀编排).

use crate::base::Length;

use super::compose::Composer;
use super::justify::Placed;
use super::line::draw;
use super::paragraph::{Align, Manner, prepare, set};
use super::phrase::{Ink, Phrase};
use super::piece::NameList;
use super::shape::Atom;
use super::strip::Strip;

/// The cells of a name of three characters, to which shorter ones are spread.
const SPREAD_CELLS: i64 = 3;
/// Cells between two names of a row: more than the blank within a name of two characters.
const GAP_CELLS: i64 = 2;

/// Cells of the longest personal name that has a column; a list with a longer one, such as an office and who came
/// for it, is running text.
const LONGEST_CELLS: i64 = 4;

/// A word and its names: in even columns behind it, or as running text that hangs there.
pub(super) fn list(composer: &mut Composer<'_>, list: &NameList<'_>) -> Vec<Strip> {
    let body = composer.body();
    let cell = body.scale.cell;
    let (first, rest) = (cell * list.indents.0, cell * list.indents.1);
    let slot = slot(composer, &list.names).at_least(cell * SPREAD_CELLS);
    let mut strips = if slot > cell * LONGEST_CELLS {
        let phrases = running(&list.names);
        let manner = Manner { first: rest, rest, ..body };
        set(&phrases, &manner, &mut composer.foundry, composer.part)
    } else {
        columns(composer, &list.names, slot, rest)
    };
    let (word, _) = composer.single(std::slice::from_ref(&list.word), &body);
    let mut word = word.shifted(first, Length::ZERO);
    word.pitch = body.pitch;
    if let Some(names) = strips.first_mut() {
        word.join(std::mem::take(names));
        *names = word;
    }
    strips
}

/// Names with 、 between them.
fn running<'a>(names: &[Phrase<'a>]) -> Vec<Phrase<'a>> {
    let pairs = names.iter().enumerate();
    let comma = |k: usize, ink: &Ink<'a>| (k > 0).then(|| Phrase::new("、", ink.clone()));
    pairs.flat_map(|(k, name)| comma(k, &name.ink).into_iter().chain([name.clone()])).collect()
}

/// As many columns as there is room for, from `left` to the block's edge.
fn columns(composer: &mut Composer<'_>, names: &[Phrase<'_>], slot: Length, left: Length) -> Vec<Strip> {
    let body = composer.body();
    let room = body.width - left;
    let gap = body.scale.cell * GAP_CELLS;
    let count = ((room + gap).to_emu() / (slot + gap).to_emu().max(1)).max(1);
    let step = if count > 1 { (room - slot) / (count - 1) } else { room };
    let rows = names.chunks(usize::try_from(count).unwrap_or(1));
    rows.map(|names| row(composer, names, (slot, step)).shifted(left, Length::ZERO)).collect()
}

/// Names in rows of so many at most, each in a column of its own, from the left edge on; and how wide the rows
/// are, `most` at most. A name that is wider alone takes several lines.
pub(super) fn rows(
    composer: &mut Composer<'_>,
    names: &[Phrase<'_>],
    in_a_row: usize,
    most: Length,
) -> (Vec<Strip>, Length) {
    let body = composer.body();
    let cell = body.scale.cell;
    let slot = slot(composer, names);
    if slot > most {
        return (wrapped(composer, names, most), most);
    }
    let fitting = (most + cell * GAP_CELLS).to_emu() / (slot + cell * GAP_CELLS).to_emu().max(1);
    let in_a_row = in_a_row.min(usize::try_from(fitting).unwrap_or(1)).max(1);
    let step = slot + cell * GAP_CELLS;
    let columns = i64::try_from(in_a_row.min(names.len())).unwrap_or(1);
    let strips = names.chunks(in_a_row).map(|row| self::row(composer, row, (slot, step))).collect();
    (strips, step * columns - cell * GAP_CELLS)
}

/// The column that the widest name needs; a list with a name of three characters spreads those of two.
pub(super) fn slot(composer: &mut Composer<'_>, names: &[Phrase<'_>]) -> Length {
    let body = composer.body();
    names.iter().map(|name| composer.single(std::slice::from_ref(name), &body).1).max().unwrap_or_default()
}

/// One row of names, each so far from the one before it.
pub(super) fn row(
    composer: &mut Composer<'_>,
    names: &[Phrase<'_>],
    (slot, step): (Length, Length),
) -> Strip {
    let body = composer.body();
    let mut strip = Strip { height: body.scale.cell, pitch: body.pitch, ..Strip::default() };
    for (k, name) in (0..).zip(names) {
        if k > 0 {
            let blank = Phrase::new("\u{3000}", name.ink.clone());
            let (blank, _) = composer.single(&[blank], &body);
            strip.join(blank.shifted(step * k - body.scale.cell, Length::ZERO));
        }
        strip.join(in_slot(composer, name, slot).shifted(step * k, Length::ZERO));
    }
    strip
}

/// A name at the left of its column, one of two characters spread to the width of three.
pub(super) fn in_slot(composer: &mut Composer<'_>, name: &Phrase<'_>, slot: Length) -> Strip {
    let body = composer.body();
    let is_short = name.text.chars().count() == 2;
    let width = if is_short { slot.min(body.scale.cell * SPREAD_CELLS) } else { Length::ZERO };
    spread(composer, name, &body, width)
}

/// A text whose characters are spread evenly over `width`; one that is wider stays as it is.
pub(super) fn spread(
    composer: &mut Composer<'_>,
    name: &Phrase<'_>,
    manner: &Manner,
    width: Length,
) -> Strip {
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

/// Names that are wider than their place, each on lines of its own.
fn wrapped(composer: &mut Composer<'_>, names: &[Phrase<'_>], width: Length) -> Vec<Strip> {
    let manner = Manner { width, align: Align::Left, ..composer.body() };
    let lines = |name| set(std::slice::from_ref(name), &manner, &mut composer.foundry, composer.part);
    names.iter().flat_map(lines).collect()
}
