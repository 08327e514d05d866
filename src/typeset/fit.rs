//! Chooses where the lines of a paragraph end: the first try shrinks, the second stretches, and where the
//! result is bad the lines around it are mended together.
//!
//! In: graded and spaced atoms. Out: a range of atoms for each line. It places nothing.

use std::ops::Range;

use crate::base::Length;

use super::breaks::Grade;
use super::class::Class;
use super::mend;
use super::shape::Atom;
use super::walk::{Candidate, Walk};

/// What the lines of a paragraph are fitted to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// Room on the first line.
    pub(super) first: Length,
    /// Room on the others.
    pub(super) rest: Length,
    pub(super) cell: Length,
    /// Whether lines are shrunk and stretched to the measure.
    pub(super) is_justified: bool,
}

impl Measure {
    /// Room on the line that begins with this atom.
    pub(super) const fn room(&self, start: usize) -> Length {
        if start == 0 { self.first } else { self.rest }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fitted {
    /// Its atoms, trailing blanks included.
    pub(super) atoms: Range<usize>,
    /// Whether it had to end where no line should.
    pub(super) is_forced: bool,
    /// How far it is from a line that needs neither shrinking nor stretching.
    pub(super) cost: i64,
}

/// The lines of `atoms`; none is wider than its measure but a line of a single atom.
pub(super) fn fit(atoms: &[Atom], measure: &Measure) -> Vec<Fitted> {
    let mut lines = Vec::new();
    let mut looked_at = 0;
    while append(atoms, measure, &mut lines) {
        if measure.is_justified && lines.len() > looked_at && lines.last().is_some_and(mend::is_bad) {
            for _ in 0..mend::BEHIND {
                append(atoms, measure, &mut lines);
            }
            mend::mend(atoms, measure, &mut lines);
            looked_at = lines.len();
        }
    }
    lines
}

/// Adds the next line; false where nothing is left.
fn append(atoms: &[Atom], measure: &Measure, lines: &mut Vec<Fitted>) -> bool {
    let start = lines.last().map_or(0, |line| line.atoms.end);
    if start < atoms.len() {
        lines.push(next_line(atoms, start, measure));
    }
    start < atoms.len()
}

/// The best candidates of one grade: the last that fits as it is, and the last that fits when shrunk.
#[derive(Clone, Copy, Default)]
struct Best {
    fitting: Option<Candidate>,
    shrunk: Option<Candidate>,
}

fn next_line(atoms: &[Atom], start: usize, measure: &Measure) -> Fitted {
    let room = measure.room(start);
    let best = survey(atoms, start, room, measure);
    let [forbidden, torn, unit, inner, free] = best;
    let fitted = |candidate: Candidate| {
        let cost = if candidate.end == atoms.len() {
            candidate.last_cost(&atoms[start..], room)
        } else {
            candidate.cost(room, measure.cell)
        };
        Fitted { atoms: start..candidate.end, is_forced: false, cost }
    };
    let chosen = choose(free, room, measure);
    if let Some(candidate) = chosen.filter(|candidate| is_comfortable(candidate, room, measure)) {
        return fitted(candidate);
    }
    let longest = |one: Option<Candidate>, other: Option<Candidate>| {
        one.into_iter().chain(other).max_by_key(|candidate| candidate.end)
    };
    if let Some(candidate) = longest(choose(inner, room, measure), chosen).or(unit.fitting) {
        return fitted(candidate);
    }
    let last_resort = torn.fitting.or(forbidden.fitting).map_or(start + 1, |candidate| candidate.end);
    Fitted { atoms: start..after_blanks(atoms, last_resort), is_forced: true, cost: 0 }
}

/// Walks along until even shrinking can't help, and keeps the best end of each grade.
fn survey(atoms: &[Atom], start: usize, room: Length, measure: &Measure) -> [Best; 5] {
    let half = measure.cell / 2;
    let mut best = [Best::default(); 5];
    let mut walk = Walk::default();
    for (k, atom) in atoms.iter().enumerate().skip(start) {
        walk.take(atom, half);
        let shrunk = if measure.is_justified { walk.shrunk } else { walk.natural };
        if shrunk > room + half {
            break;
        }
        let grade = if k + 1 == atoms.len() { Grade::Free } else { atom.grade };
        let slot = &mut best[grade as usize];
        if walk.natural <= room {
            *slot = Best { fitting: Some(walk.candidate(k + 1, grade)), shrunk: None };
        } else if shrunk <= room {
            slot.shrunk = Some(walk.candidate(k + 1, grade));
        }
        walk.step(atom, measure.cell);
    }
    best
}

/// Among the ends of one grade: as it is where that leaves little more than the half of a mark, else shrunk, else stretched.
fn choose(best: Best, room: Length, measure: &Measure) -> Option<Candidate> {
    match best {
        Best { fitting: Some(fitting), .. } if room - fitting.natural <= measure.cell * 5 / 8 => {
            Some(fitting)
        }
        Best { fitting, shrunk } => shrunk.or(fitting),
    }
}

/// Whether a line may be set without looking for a better end inside a unit.
fn is_comfortable(candidate: &Candidate, room: Length, measure: &Measure) -> bool {
    let rest = room - candidate.natural;
    if measure.is_justified { rest <= measure.cell / 10 * candidate.elastic } else { rest <= room / 3 }
}

fn after_blanks(atoms: &[Atom], end: usize) -> usize {
    end + atoms[end..].iter().take_while(|atom| matches!(atom.class, Class::Space)).count()
}
