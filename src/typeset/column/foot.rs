//! The foot of a sheet: the notes that its text cites, and what else keeps text from the block's lower edge.
//!
//! In: the lines of a part's notes, and the strips that cite them. Out: each note below the text of the page
//! that cites it first; the lines that find no room there wait for the next page's foot. Notes are drawn
//! when the whole book is set, so that a page may still be set otherwise.

use std::collections::VecDeque;

use crate::base::Length;

use super::super::page::{Color, Element, Rule, Turn};
use super::super::strip::Strip;
use super::{Column, Frame, Spot};

/// A note is begun only where so many of its lines have room.
const FIRST_LINES: usize = 2;

/// The lines of a note, for both widths that a page may have.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct NoteLines {
    pub(in super::super) upright: Vec<Strip>,
    pub(in super::super) turned: Vec<Strip>,
}

/// The notes of a part while it is set.
#[derive(Debug, Default)]
pub(super) struct Notes {
    lines: Vec<NoteLines>,
    /// Those that were cited, in order.
    cited: Vec<u32>,
    /// Lines that found no room on the page that cites them.
    waiting: VecDeque<Strip>,
}

/// How far notes were set.
#[derive(Debug, Clone, Default)]
pub(super) struct NotesReached {
    cited: usize,
    waiting: VecDeque<Strip>,
    foot: Foot,
}

/// What stands at the foot of a sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in super::super) struct Foot {
    /// How the block lies.
    turn: Turn,
    notes: Vec<Strip>,
    /// What stands below the notes.
    colophon: Length,
}

impl Column<'_> {
    /// The notes of the part that begins, in the order in which they are cited.
    pub(in super::super) fn begin_notes(&mut self, lines: Vec<NoteLines>) {
        self.notes = Notes { lines, ..Notes::default() };
    }

    /// Gives what waits pages of its own.
    pub(in super::super) fn finish_notes(&mut self) {
        while !self.notes.waiting.is_empty() {
            self.new_sheet();
            self.place_waiting(self.block().height);
            self.is_fresh = false;
            self.cursor = self.block().height;
        }
    }

    /// Keeps the lowest part of the sheet from text and notes.
    pub(in super::super) fn take_foot(&mut self, height: Length) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.foot.colophon = height;
        }
    }

    /// The lower edge of what text may use of the block, as far as its foot is taken.
    pub(super) fn foot_edge(&self) -> Length {
        let notes = self.sheets.last().map_or(0, |sheet| sheet.foot.notes.len());
        self.note_limit() - self.notes_height(notes)
    }

    /// What notes need besides what they have, if strips before cite `whole` and the next strip cites `begun`.
    pub(in super::super) fn added_by(&self, whole: &[u32], begun: &[u32]) -> Length {
        if (whole.is_empty() && begun.is_empty()) || !self.notes.waiting.is_empty() {
            return Length::ZERO;
        }
        let mut seen = Vec::new();
        let mut new = |notes: &[u32], most: usize| -> usize {
            let mut count = 0;
            for &note in notes {
                if !self.notes.cited.contains(&note) && !seen.contains(&note) {
                    seen.push(note);
                    count += self.lines_of(note).len().min(most);
                }
            }
            count
        };
        let lines = new(whole, usize::MAX) + new(begun, FIRST_LINES);
        let set = self.sheets.last().map_or(0, |sheet| sheet.foot.notes.len());
        self.notes_height(set + lines) - self.notes_height(set)
    }

    /// How many of these strips the sheet takes, line by line, with the notes that they cite.
    pub(in super::super) fn fitting(&self, strips: &[Strip]) -> usize {
        let (left, _) = self.lines_left();
        let mut whole: Vec<u32> = Vec::new();
        for (k, strip) in strips.iter().take(left).enumerate() {
            let added = self.added_by(&whole, &strip.notes);
            if added > Length::ZERO && self.line_foot(k, strip) + added > self.foot() {
                return k;
            }
            whole.extend(&strip.notes);
        }
        left
    }

    /// The lower edge of a strip on the `k`-th line from here.
    fn line_foot(&self, k: usize, strip: &Strip) -> Length {
        self.line(self.next_line() + i64::try_from(k).unwrap_or(0)) + strip.height
    }

    /// Puts the notes that are cited for the first time at the foot of the sheet.
    pub(in super::super) fn cite(&mut self, notes: &[u32]) {
        let mut queue: VecDeque<u32> = notes.iter().copied().collect();
        while let Some(note) = queue.pop_front() {
            if self.notes.cited.contains(&note) {
                continue;
            }
            self.notes.cited.push(note);
            let lines = self.lines_of(note).to_vec();
            for inner in lines.iter().flat_map(|line| &line.notes).rev() {
                queue.push_front(*inner);
            }
            self.notes.waiting.extend(lines);
            self.place_waiting(self.block().height);
        }
    }

    /// Begins the foot of a new sheet with what waits; half of the page is left to the text.
    pub(super) fn begin_foot(&mut self) {
        self.place_waiting(self.block().height / 2);
    }

    /// Lets all that stands at the foot of the empty sheet wait; whether anything did.
    pub(in super::super) fn postpone_notes(&mut self) -> bool {
        let notes =
            self.sheets.last_mut().map(|sheet| std::mem::take(&mut sheet.foot.notes)).unwrap_or_default();
        let is_some = !notes.is_empty();
        for line in notes.into_iter().rev() {
            self.notes.waiting.push_front(line);
        }
        is_some
    }

    /// Takes lines that wait to the sheet's foot, as long as they leave the text above alone and take no more
    /// than `most`.
    fn place_waiting(&mut self, most: Length) {
        let limit = self.note_limit() - self.cursor;
        let most = most.min(limit);
        while !self.notes.waiting.is_empty() {
            let Some(sheet) = self.sheets.last() else { return };
            if self.notes_height(sheet.foot.notes.len() + 1) > most {
                return;
            }
            let line = self.notes.waiting.pop_front();
            if let Some(sheet) = self.sheets.last_mut() {
                sheet.foot.notes.extend(line);
            }
        }
    }

    fn lines_of(&self, note: u32) -> &[Strip] {
        let lines = self.notes.lines.get(note as usize);
        lines.map_or(&[], |lines| if self.turn == Turn::Left { &lines.turned } else { &lines.upright })
    }

    fn note_limit(&self) -> Length {
        self.block().height - self.sheets.last().map_or(Length::ZERO, |sheet| sheet.foot.colophon)
    }

    /// The height of so many lines of notes with the rule above them.
    fn notes_height(&self, lines: usize) -> Length {
        match i64::try_from(lines) {
            Ok(lines @ 1..) => {
                self.style.note_gap * 2 + self.style.note_pitch * (lines - 1) + self.style.note
            }
            _ => Length::ZERO,
        }
    }

    pub(super) fn notes_reached(&self) -> NotesReached {
        NotesReached {
            cited: self.notes.cited.len(),
            waiting: self.notes.waiting.clone(),
            foot: self.sheets.last().map(|sheet| sheet.foot.clone()).unwrap_or_default(),
        }
    }

    pub(super) fn return_notes(&mut self, reached: &NotesReached) {
        self.notes.cited.truncate(reached.cited);
        self.notes.waiting.clone_from(&reached.waiting);
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.foot.clone_from(&reached.foot);
        }
    }

    /// Says how the block of the last sheet lies.
    pub(super) fn turn_foot(&mut self) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.foot.turn = self.turn;
        }
    }

    /// Draws the notes of all sheets, each sheet's after its text; returns where each note begins.
    pub(in super::super) fn draw_notes(&mut self) -> Vec<(u32, Spot)> {
        let mut spots = Vec::new();
        for number in 0..self.sheets.len() {
            let Some(sheet) = self.sheets.get_mut(number) else { continue };
            let foot = std::mem::take(&mut sheet.foot);
            if !foot.notes.is_empty() {
                self.draw_foot(number, foot, &mut spots);
            }
        }
        spots
    }

    fn draw_foot(&mut self, number: usize, foot: Foot, spots: &mut Vec<(u32, Spot)>) {
        let frame = Frame { style: self.style, turn: foot.turn };
        let block = if foot.turn == Turn::Left { self.style.turned_block } else { self.style.block };
        let mut y = block.height - foot.colophon - self.notes_height(foot.notes.len()) + self.style.note_gap;
        let rule = Rule {
            from: (Length::ZERO, y),
            to: (self.style.note_rule_length, y),
            thickness: self.style.note_rule,
            color: Color::Black,
        };
        y += self.style.note_gap;
        let Some(sheet) = self.sheets.get_mut(number) else { return };
        sheet.page.rules.push(frame.rule(&rule));
        for line in foot.notes {
            let begun = line.runs.iter().filter_map(|run| match run.element {
                Element::Note { index, is_label: true } => Some(index),
                _ => None,
            });
            spots.extend(begun.map(|index| (index, Spot { sheet: number, y: frame.map(Length::ZERO, y).1 })));
            let pitch = line.pitch;
            frame.draw(line.shifted(Length::ZERO, y), &mut sheet.page);
            y += pitch;
        }
    }
}
