//! Chooses where the lines of a paragraph end: the first try shrinks, the second stretches.
//!
//! In: graded and spaced atoms. Out: a range of atoms for each line. It places nothing.

use std::ops::Range;

use crate::base::Length;

use super::breaks::Grade;
use super::class::Class;
use super::shape::Atom;
use super::spacing::gap_give;

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

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fitted {
    /// Its atoms, trailing blanks included.
    pub(super) atoms: Range<usize>,
    /// Whether it had to end where no line should.
    pub(super) is_forced: bool,
}

/// The lines of `atoms`; none is wider than its measure but a line of a single atom.
pub(super) fn fit(atoms: &[Atom], measure: &Measure) -> Vec<Fitted> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < atoms.len() {
        let room = if start == 0 { measure.first } else { measure.rest };
        let line = next_line(atoms, start, room, measure);
        start = line.atoms.end;
        lines.push(line);
    }
    if measure.is_justified {
        join_lonely(atoms, measure, &mut lines);
    }
    lines
}

/// No character, with its marks, stands alone on a last line: the line above takes it up where it can
/// shrink, else gives another one down where it can stretch.
///
/// **Source:** W3C clreq, on the last line of a paragraph.
fn join_lonely(atoms: &[Atom], measure: &Measure, lines: &mut Vec<Fitted>) {
    let [.., above, last] = lines.as_mut_slice() else { return };
    if above.is_forced || !is_lonely(&atoms[last.atoms.clone()]) {
        return;
    }
    let start = above.atoms.start;
    let room = if start == 0 { measure.first } else { measure.rest };
    if walked(&atoms[start..], measure).shrunk <= room {
        above.atoms.end = last.atoms.end;
        lines.pop();
        return;
    }
    let joins = |end: &usize| atoms[end - 1].grade == Grade::Free && !is_lonely(&atoms[*end..]);
    let Some(end) = (start + 1..above.atoms.end).rev().find(joins) else { return };
    let Walk { natural, elastic, .. } = walked(&atoms[start..end], measure);
    if is_comfortable(&Candidate { end, natural, elastic }, room, measure) {
        (above.atoms.end, last.atoms.start) = (end, end);
    }
}

/// Whether all that stands on a line is one character with its marks.
fn is_lonely(line: &[Atom]) -> bool {
    let is_mark = |atom: &&Atom| {
        atom.class.is_blank()
            || atom.class.is_barred_from_start(atom.character)
            || atom.class.is_barred_from_end(atom.character)
    };
    line.len() - line.iter().filter(is_mark).count() <= 1
}

fn walked(line: &[Atom], measure: &Measure) -> Walk {
    let mut walk = Walk::default();
    for atom in line {
        walk.take(atom, measure.cell / 2);
        walk.step(atom, measure.cell);
    }
    walk
}

/// A boundary at which the line could end.
#[derive(Clone, Copy)]
struct Candidate {
    end: usize,
    natural: Length,
    /// Boundaries that could be stretched.
    elastic: i64,
}

/// The best candidates of one grade: the last that fits as it is, and the last that fits when shrunk.
#[derive(Clone, Copy, Default)]
struct Best {
    fitting: Option<Candidate>,
    shrunk: Option<Candidate>,
}

fn next_line(atoms: &[Atom], start: usize, room: Length, measure: &Measure) -> Fitted {
    let best = survey(atoms, start, room, measure);
    let [forbidden, torn, unit, inner, free] = best;
    let fitted = |end, is_forced| Fitted { atoms: start..end, is_forced };
    let chosen = choose(free, room, measure);
    if let Some(candidate) = chosen.filter(|candidate| is_comfortable(candidate, room, measure)) {
        return fitted(candidate.end, false);
    }
    let longest = |one: Option<Candidate>, other: Option<Candidate>| {
        one.into_iter().chain(other).max_by_key(|candidate| candidate.end)
    };
    if let Some(candidate) = longest(choose(inner, room, measure), chosen) {
        return fitted(candidate.end, false);
    }
    if let Some(candidate) = unit.fitting {
        return fitted(candidate.end, false);
    }
    let last_resort = torn.fitting.or(forbidden.fitting).map_or(start + 1, |candidate| candidate.end);
    fitted(after_blanks(atoms, last_resort), true)
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
        let candidate = Candidate { end: k + 1, natural: walk.natural, elastic: walk.elastic };
        let slot = &mut best[grade as usize];
        if walk.natural <= room {
            *slot = Best { fitting: Some(candidate), shrunk: None };
        } else if shrunk <= room {
            slot.shrunk = Some(candidate);
        }
        walk.step(atom, measure.cell);
    }
    best
}

/// What has been walked of a line so far.
#[derive(Default)]
struct Walk {
    /// Width of all atoms and gaps.
    total: Length,
    /// What they can give.
    give: Length,
    /// Boundaries between them that could be stretched.
    boundaries: i64,
    /// The line's width if it ended at the last atom that is no blank: trailing blanks hang.
    natural: Length,
    /// The same with everything given.
    shrunk: Length,
    /// The same for the boundaries.
    elastic: i64,
}

impl Walk {
    /// A closing mark at the line's end takes half a cell. **Source:** GB/T 15834-2011 §5.1.10.
    fn take(&mut self, atom: &Atom, half: Length) {
        self.total += atom.width;
        if atom.class == Class::Space {
            return;
        }
        let (trim, give) = if atom.class.is_blank_on_the_right() {
            (half, Length::ZERO)
        } else {
            (Length::ZERO, atom.give.amount)
        };
        self.natural = self.total - trim;
        self.shrunk = self.natural - self.give - give;
        self.elastic = self.boundaries;
    }

    fn step(&mut self, atom: &Atom, cell: Length) {
        self.total += atom.gap;
        self.give += atom.give.amount + gap_give(atom, cell);
        self.boundaries += i64::from(atom.is_elastic);
    }
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
