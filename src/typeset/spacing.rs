//! What lies between two atoms, and what each can give up: widths are adjusted before lines are broken.
//!
//! **Source:** W3C clreq: neighbouring marks, Chinese beside Western, order of shrinking.

use crate::base::Length;

use super::class::Class;
use super::shape::{Atom, Give};

/// Whether what follows a Western word is to stand on the grid of cells again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grid {
    /// The word and the gaps beside it take whole cells, where gaps of up to half a cell can do it.
    Cells,
    /// Each gap is an eighth of a cell.
    Free,
}

/// The turn in which a Chinese–Western gap gives.
pub(super) const GAP_TURN: u8 = 4;
/// The turn in which 。？！ give, the last.
pub(super) const STOP_TURN: u8 = 5;
/// How many turns there are.
pub(super) const TURNS: usize = 6;

/// Sets gaps and gives of all atoms.
pub(super) fn space(atoms: &mut [Atom], cell: Length, grid: Grid) {
    for atom in atoms.iter_mut() {
        atom.give = own_give(atom, cell);
    }
    for k in 1..atoms.len() {
        let [before, after] = &mut atoms[k - 1..=k] else { continue };
        share_half(before, after, cell);
    }
    match grid {
        Grid::Cells => fill_cells(atoms, cell),
        Grid::Free => part_evenly(atoms, cell / 8),
    }
}

/// Word spaces first, then middle dots, brackets, pauses, (gaps,) stops.
fn own_give(atom: &Atom, cell: Length) -> Give {
    let half = cell / 2;
    match atom.class {
        Class::Space if atom.character == ' ' => {
            Give { turn: 0, amount: (atom.width - cell / 4).at_least(Length::ZERO) }
        }
        Class::Dot => Give { turn: 1, amount: half },
        Class::Opener | Class::Closer => Give { turn: 2, amount: half },
        Class::Pause => Give { turn: 3, amount: half },
        Class::Stop => Give { turn: STOP_TURN, amount: half },
        _ => Give::NOTHING,
    }
}

/// A bracket or quote beside another mark: the blank half between them goes, two cells become one and a half.
fn share_half(before: &mut Atom, after: &mut Atom, cell: Length) {
    let is_bracket = |class| matches!(class, Class::Opener | Class::Closer);
    if !(is_bracket(before.class) || is_bracket(after.class)) {
        return;
    }
    if before.class.is_blank_on_the_right() && after.class.is_half_blank() {
        before.gap = -(cell / 2);
        before.give = Give::NOTHING;
    } else if before.class == Class::Opener && after.class == Class::Opener {
        before.gap = -(cell / 2);
        after.give = Give::NOTHING;
    }
}

pub(super) fn is_script_change(before: &Atom, after: &Atom) -> bool {
    matches!((before.class, after.class), (Class::Han, Class::Western) | (Class::Western, Class::Han))
}

fn part_evenly(atoms: &mut [Atom], gap: Length) {
    for k in 1..atoms.len() {
        if is_script_change(&atoms[k - 1], &atoms[k]) {
            atoms[k - 1].gap = gap;
        }
    }
}

/// Gives each Western word, or unit of words, the gaps that make it whole cells wide.
fn fill_cells(atoms: &mut [Atom], cell: Length) {
    let mut start = 0;
    while start < atoms.len() {
        let end = start + cluster_length(&atoms[start..]);
        if atoms[start..end].iter().any(|atom| atom.class == Class::Western) {
            fill_cluster(atoms, start, end, cell);
        }
        start = end;
    }
}

/// A cluster goes on while letters follow letters, and through a number's unit: `3月13日`.
fn cluster_length(atoms: &[Atom]) -> usize {
    let goes_on = |pair: &[Atom]| match pair {
        [before, after] => {
            let is_word = before.class.is_narrow() && after.class.is_narrow();
            let is_unit = !before.is_elastic && is_script_change(before, after);
            is_word || is_unit
        }
        _ => false,
    };
    1 + atoms.windows(2).take_while(|pair| goes_on(pair)).count()
}

fn fill_cluster(atoms: &mut [Atom], start: usize, end: usize, cell: Length) {
    let first = start.saturating_sub(1);
    let last = end.min(atoms.len() - 1);
    let changes: Vec<usize> = (first..last).filter(|&k| is_script_change(&atoms[k], &atoms[k + 1])).collect();
    let Ok(count @ 1..) = i64::try_from(changes.len()) else { return };
    let width: Length = atoms[start..end].iter().map(|atom| atom.width).sum();
    let cells = (width.to_emu() - 1).div_euclid(cell.to_emu()) + 1;
    // A word a hair wider than its cells (28 cells are rounded down) is as wide as they are.
    let room = cell * cells - width;
    let gap = if room + Length::emu(1_000) >= cell { Length::ZERO } else { room / count };
    for k in changes {
        let widest = if atoms[k].is_elastic && count > 1 { cell / 2 } else { cell / 4 };
        atoms[k].gap = gap.min(widest);
    }
}

/// What a Chinese–Western gap can give: down to an eighth of a cell.
pub(super) fn gap_give(atom: &Atom, cell: Length) -> Length {
    if atom.gap > Length::ZERO { (atom.gap - cell / 8).at_least(Length::ZERO) } else { Length::ZERO }
}
