//! Phrases → the strips of a paragraph.

use crate::base::{Code, Finding, Length};

use super::breaks;
use super::class::Class;
use super::fit::{self, Fitted, Measure};
use super::foundry::Foundry;
use super::justify::{Fit, justify};
use super::line::draw;
use super::phrase::Phrase;
use super::shape::{Atom, Scale, shape};
use super::spacing::{Grid, space};
use super::strip::Strip;

/// How the lines of a paragraph lie between the edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// From edge to edge, the last line excepted.
    Justify,
    Left,
    Center,
    Right,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    pub(super) scale: Scale,
    /// From one line to the next.
    pub(super) pitch: Length,
    /// From the strip's left edge to the right end of lines.
    pub(super) width: Length,
    /// Where the first line begins.
    pub(super) first: Length,
    /// Where the others begin.
    pub(super) rest: Length,
    pub(super) align: Align,
    pub(super) grid: Grid,
    /// Whether blanks at the beginning count, as in code.
    pub(super) keeps_blanks: bool,
}

/// The strips of a paragraph, one for each line; none where there is nothing to print.
pub(super) fn set(
    phrases: &[Phrase<'_>],
    manner: &Manner,
    foundry: &mut Foundry<'_>,
    part: u16,
) -> Vec<Strip> {
    let mut strips = Vec::new();
    for (number, piece) in phrases.split(Phrase::is_break).enumerate() {
        let first = if number == 0 { manner.first } else { manner.rest };
        strips.extend(set_unbroken(piece, &Manner { first, ..*manner }, foundry, part));
    }
    strips
}

/// The atoms of phrases, graded and spaced.
pub(super) fn prepare(phrases: &[Phrase<'_>], manner: &Manner, foundry: &mut Foundry<'_>) -> Vec<Atom> {
    let mut atoms = shape(phrases, manner.scale, foundry);
    breaks::grade(&mut atoms);
    space(&mut atoms, manner.scale.cell, manner.grid);
    if !manner.keeps_blanks {
        for atom in atoms.iter_mut().take_while(|atom| atom.class == Class::Space) {
            atom.width = Length::ZERO;
        }
    }
    atoms
}

fn set_unbroken(phrases: &[Phrase<'_>], manner: &Manner, foundry: &mut Foundry<'_>, part: u16) -> Vec<Strip> {
    let atoms = prepare(phrases, manner, foundry);
    let lines = fit::fit(&atoms, &manner.measure());
    report_forced(&atoms, &lines, phrases, foundry);
    let count = lines.len();
    let strip = |(k, line): (usize, &Fitted)| {
        let indent = if k == 0 { manner.first } else { manner.rest };
        let fit = if k + 1 < count && manner.align == Align::Justify { Fit::Justified } else { Fit::Natural };
        set_line(&atoms[line.atoms.clone()], (indent, fit), manner, (phrases, part))
    };
    lines.iter().enumerate().map(strip).collect()
}

/// One line whose ends are known.
pub(super) fn set_line(
    atoms: &[Atom],
    (indent, fit): (Length, Fit),
    manner: &Manner,
    (phrases, part): (&[Phrase<'_>], u16),
) -> Strip {
    let room = manner.width - indent;
    let placed = justify(atoms, room, manner.scale.cell, fit);
    let slack = (room - placed.width).at_least(Length::ZERO);
    let left = match manner.align {
        Align::Justify | Align::Left => indent,
        Align::Center => indent + (slack - blank_on_the_left(atoms, manner).min(slack)) / 2,
        Align::Right => indent + slack,
    };
    Strip { pitch: manner.pitch, ..draw(atoms, &placed, left, phrases, (manner.scale, part)) }
}

/// The blank half of a bracket that opens a line. A mark at the line's end has already lost its own, and
/// what is seen is centred only when neither counts.
fn blank_on_the_left(atoms: &[Atom], manner: &Manner) -> Length {
    let opens = atoms.first().is_some_and(|atom| atom.class == Class::Opener);
    if opens { manner.scale.cell / 2 } else { Length::ZERO }
}

impl Manner {
    fn measure(&self) -> Measure {
        Measure {
            first: self.width - self.first,
            rest: self.width - self.rest,
            cell: self.scale.cell,
            is_justified: self.align == Align::Justify,
        }
    }
}

fn report_forced(atoms: &[Atom], lines: &[Fitted], phrases: &[Phrase<'_>], foundry: &mut Foundry<'_>) {
    let forced = lines.iter().find(|line| line.is_forced).and_then(|line| atoms.get(line.atoms.start));
    let Some(phrase) = forced.and_then(|atom| phrases.get(atom.phrase as usize)) else { return };
    let finding =
        Finding::new(Code::LineOverfull, phrase.ink.origin.place(), "有一处文字太长，一行放不下，已强行断开");
    foundry.findings.push(finding.help("缩短这处文字，或在其中加空格"));
}
