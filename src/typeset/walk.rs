//! Walks along the atoms of a line: how wide it is at each place, and what it costs to end it there.
//!
//! In: graded and spaced atoms, one by one. Out: candidates for the line's end. It decides nothing.

use crate::base::Length;

use super::breaks::Grade;
use super::class::Class;
use super::shape::Atom;
use super::spacing::{STOP_TURN, gap_give};

/// A line that gives all it can in comfort costs this much.
const TIGHT: i64 = 30;
/// One that has to take room from its stops costs this much more.
const DENSE: i64 = 100;
/// A line that is stretched to the cap costs this much.
const LOOSE: i64 = 100;
/// One that can't be stretched to its measure costs this much.
const RAGGED: i64 = 400;
/// A line that ends inside a long unit costs this much.
const INSIDE: i64 = 40;
/// A last line of one character costs this much: less than to tear a unit for it.
const LONELY: i64 = INSIDE - 2;

/// A boundary at which the line could end.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) end: usize,
    pub(super) grade: Grade,
    /// The line's width; trailing blanks hang.
    pub(super) natural: Length,
    /// The same with everything given.
    pub(super) shrunk: Length,
    /// What stops could give of that.
    stops: Length,
    /// Boundaries that could be stretched.
    pub(super) elastic: i64,
}

impl Candidate {
    /// What it costs to end a line here that has to fill its room: nothing where it fits as it is.
    pub(super) fn cost(&self, room: Length, cell: Length) -> i64 {
        let by_grade = match self.grade {
            Grade::Free => 0,
            Grade::Inner => INSIDE,
            Grade::Unit | Grade::Torn | Grade::Forbidden => RAGGED,
        };
        let rest = room - self.natural;
        by_grade + if rest < Length::ZERO { self.tightness(-rest) } else { self.looseness(rest, cell) }
    }

    /// What it costs to end a paragraph here, with this line; nothing is stretched.
    pub(super) fn last_cost(&self, line: &[Atom], room: Length) -> i64 {
        let tightness = self.tightness((self.natural - room).at_least(Length::ZERO));
        if is_lonely(line) { LONELY + tightness } else { tightness }
    }

    fn tightness(&self, excess: Length) -> i64 {
        let easy = self.natural - self.shrunk - self.stops;
        if excess <= easy {
            return squared(excess, easy, TIGHT);
        }
        DENSE + squared(excess - easy, self.stops, DENSE)
    }

    fn looseness(&self, rest: Length, cell: Length) -> i64 {
        let most = cell / 4 * self.elastic;
        if rest > most { RAGGED } else { squared(rest, most, LOOSE) }
    }
}

/// The share of `part` in `whole`, squared: `most` for all of it.
fn squared(part: Length, whole: Length, most: i64) -> i64 {
    let percent = part.to_emu() * 100 / whole.to_emu().max(1);
    percent * percent * most / 10_000
}

/// Whether all that stands on a line is one character with its marks.
pub(super) fn is_lonely(line: &[Atom]) -> bool {
    let is_mark = |atom: &&Atom| {
        atom.class.is_blank()
            || atom.class.is_barred_from_start(atom.character)
            || atom.class.is_barred_from_end(atom.character)
    };
    // A lonely line is short: no need to look at every character of the others.
    line.iter().filter(|atom| !is_mark(atom)).take(2).count() <= 1
}

/// What has been walked of a line so far.
#[derive(Default)]
pub(super) struct Walk {
    /// Width of all atoms and gaps.
    total: Length,
    /// What they can give.
    give: Length,
    /// What stops can give of that.
    stops: Length,
    /// Boundaries between them that could be stretched.
    boundaries: i64,
    /// The line's width if it ended at the last atom that is no blank: trailing blanks hang.
    pub(super) natural: Length,
    /// The same with everything given.
    pub(super) shrunk: Length,
    /// The same for what stops can give.
    solid_stops: Length,
    /// The same for the boundaries.
    elastic: i64,
}

impl Walk {
    /// A closing mark at the line's end takes half a cell. **Source:** GB/T 15834-2011 §5.1.10.
    pub(super) fn take(&mut self, atom: &Atom, half: Length) {
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
        self.solid_stops = self.stops;
        self.elastic = self.boundaries;
    }

    pub(super) fn step(&mut self, atom: &Atom, cell: Length) {
        self.total += atom.gap;
        self.give += atom.give.amount + gap_give(atom, cell);
        if atom.give.turn == STOP_TURN {
            self.stops += atom.give.amount;
        }
        self.boundaries += i64::from(atom.is_elastic);
    }

    /// The end of a line behind the last atom that was taken.
    pub(super) fn candidate(&self, end: usize, grade: Grade) -> Candidate {
        let Self { natural, shrunk, solid_stops: stops, elastic, .. } = *self;
        Candidate { end, grade, natural, shrunk, stops, elastic }
    }
}
