//! A line's atoms → the place of each: shrinks or stretches the line to its measure, in clreq's order.
//!
//! A line of plain characters has nothing to give and nothing to take: each stands in its cell.

use crate::base::Length;

use super::class::Class;
use super::shape::Atom;
use super::spacing::{GAP_TURN, TURNS, gap_give, is_script_change};

/// Where the atoms of a line stand.
pub(super) struct Placed {
    /// From the line's start to the left of what each atom takes.
    pub(super) places: Vec<Length>,
    /// The line's width; trailing blanks take none, and a closing mark takes half a cell.
    pub(super) width: Length,
}

/// How a line is fitted to its room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Shrunk if need be, else as it is.
    Natural,
    /// Shrunk or stretched.
    Justified,
}

/// What changes at each atom: its own width, the width of the boundary after it, its glyph's shift.
struct Changes {
    widths: Vec<Length>,
    gaps: Vec<Length>,
}

/// Places the atoms of one line; the last of `atoms` that is no blank ends it.
pub(super) fn justify(atoms: &[Atom], room: Length, cell: Length, fit: Fit) -> Placed {
    let solid = atoms.iter().rposition(|atom| atom.class != Class::Space).map_or(0, |last| last + 1);
    let (line, hanging) = atoms.split_at(solid);
    let mut changes = Changes::natural(line);
    if let Some(last) = line.last().filter(|last| last.class.is_blank_on_the_right()) {
        changes.widths[solid - 1] = last.width - cell / 2;
    }
    let rest = room - changes.width();
    if rest < Length::ZERO {
        changes.shrink(line, -rest, cell);
    } else if fit == Fit::Justified {
        changes.stretch(line, rest, cell);
    }
    changes.placed(line, hanging.len())
}

impl Changes {
    fn natural(line: &[Atom]) -> Self {
        let mut gaps: Vec<Length> = line.iter().map(|atom| atom.gap).collect();
        if let Some(last) = gaps.last_mut() {
            *last = Length::ZERO;
        }
        Self { widths: line.iter().map(|atom| atom.width).collect(), gaps }
    }

    fn width(&self) -> Length {
        self.widths.iter().chain(&self.gaps).copied().sum()
    }

    /// Takes `excess` from what can give, turn by turn.
    fn shrink(&mut self, line: &[Atom], mut excess: Length, cell: Length) {
        let inner = line.len().saturating_sub(1);
        let ends_in_mark = line.last().is_some_and(|last| last.class.is_blank_on_the_right());
        let giving = if ends_in_mark { inner } else { line.len() };
        for turn in 0..TURNS {
            let own = |(k, atom): (usize, &Atom)| {
                if k < giving && usize::from(atom.give.turn) == turn {
                    atom.give.amount
                } else {
                    Length::ZERO
                }
            };
            let gives: Vec<Length> = if turn == usize::from(GAP_TURN) {
                line[..inner].iter().map(|atom| gap_give(atom, cell)).collect()
            } else {
                line.iter().enumerate().map(own).collect()
            };
            let target = if turn == usize::from(GAP_TURN) { &mut self.gaps } else { &mut self.widths };
            excess -= spread(&gives, excess, |k, amount| target[k] -= amount);
            if excess == Length::ZERO {
                return;
            }
        }
    }

    /// Gives `rest` to word spaces, then to Chinese–Western gaps, then to all boundaries alike.
    ///
    /// A rest beyond the cap is left at the line's end: a ragged line is better than a torn one.
    fn stretch(&mut self, line: &[Atom], mut rest: Length, cell: Length) {
        let inner = &line[..line.len().saturating_sub(1)];
        let spaces: Vec<Length> = inner.iter().map(|atom| space_room(atom, cell)).collect();
        let scripts: Vec<Length> = line.windows(2).map(|pair| script_room(pair, cell)).collect();
        let all: Vec<Length> = inner.iter().map(|atom| boundary_room(atom, cell)).collect();
        let most: Length = [&spaces, &scripts, &all].into_iter().flatten().copied().sum();
        if rest > most {
            return;
        }
        let gaps = &mut self.gaps;
        for rooms in [spaces, scripts, all] {
            rest -= spread(&rooms, rest, |k, amount| gaps[k] += amount);
        }
    }

    fn placed(&self, line: &[Atom], hanging: usize) -> Placed {
        let mut x = Length::ZERO;
        let mut places = Vec::with_capacity(line.len() + hanging);
        for (k, atom) in line.iter().enumerate() {
            places.push(x - lost_on_the_left(atom, atom.width - self.widths[k]));
            x += self.widths[k] + self.gaps[k];
        }
        places.extend(std::iter::repeat_n(x, hanging));
        Placed { places, width: x }
    }
}

/// How far the glyph moves left within what is left of its width.
fn lost_on_the_left(atom: &Atom, lost: Length) -> Length {
    match atom.class {
        Class::Opener => lost,
        Class::Dot => lost / 2,
        _ => Length::ZERO,
    }
}

/// Word spaces grow to half a cell.
fn space_room(atom: &Atom, cell: Length) -> Length {
    if atom.character == ' ' { (cell / 2 - atom.width).at_least(Length::ZERO) } else { Length::ZERO }
}

/// Chinese–Western gaps grow to a third of a cell.
fn script_room(pair: &[Atom], cell: Length) -> Length {
    match pair {
        [before, after] if before.is_elastic && is_script_change(before, after) => {
            (cell / 3 - before.gap).at_least(Length::ZERO)
        }
        _ => Length::ZERO,
    }
}

/// In the last resort each boundary grows by up to a quarter of a cell.
fn boundary_room(atom: &Atom, cell: Length) -> Length {
    if atom.is_elastic { cell / 4 } else { Length::ZERO }
}

/// Shares `amount`, or as much as there is room for, in proportion to `rooms`; returns what was shared.
fn spread(rooms: &[Length], amount: Length, mut give: impl FnMut(usize, Length)) -> Length {
    let total: Length = rooms.iter().copied().sum();
    let amount = amount.min(total);
    if amount <= Length::ZERO {
        return Length::ZERO;
    }
    let (mut seen, mut given) = (Length::ZERO, Length::ZERO);
    for (k, &room) in rooms.iter().enumerate().filter(|(_, room)| **room > Length::ZERO) {
        seen += room;
        let due = amount.scaled(seen.to_emu(), total.to_emu());
        give(k, due - given);
        given = due;
    }
    amount
}
