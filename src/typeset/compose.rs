//! Pieces → sheets: walks the pieces of a part and has each set where it belongs.
//!
//! In: the parts of a book as pieces. Out: sheets without furniture, and the outline.

use std::ops::Range;

use crate::base::Length;
use crate::elements::Layout;
use crate::faces::Faces;

use super::collect::{Part, run_in};
use super::column::{Column, NoteLines, Spot};
use super::foundry::Foundry;
use super::index::Index;
use super::justify::{Fit, justify};
use super::page::{Color, OutlineEntry, Rule, Turn};
use super::paragraph::{Align, Manner, prepare, set, set_line};
use super::phrase::Phrase;
use super::piece::{NoteText, Piece, Text, Title, TitlePlace};
use super::shape::Scale;
use super::spacing::Grid;
use super::strip::Strip;
use super::style::Style;
use super::{colophon, contents, figure, letterhead, names, opening, signature, table, title};

/// Where the text of a note begins behind its sign, in hundredths of its em.
const NOTE_INDENT_PERCENT: i64 = 150;

/// A book while it is being set.
pub(super) struct Composer<'a> {
    pub(super) style: &'a Style,
    pub(super) foundry: Foundry<'a>,
    pub(super) column: Column<'a>,
    pub(super) outline: Vec<OutlineEntry>,
    /// Where the headings of the book stand, then its notes.
    pub(super) places: Vec<Option<Spot>>,
    pub(super) part: u16,
    pub(super) layout: Layout,
    /// Whether the addressees of this part stand in its colophon.
    pub(super) has_moved_addressees: bool,
    /// Headings that wait for what follows them.
    pub(super) waiting: Vec<Heading>,
}

/// A heading that is set, but has no place yet.
pub(super) struct Heading {
    level: u8,
    words: String,
    target: Option<u32>,
    strips: Vec<Strip>,
}

impl<'a> Composer<'a> {
    /// A book of which nothing is set yet, with so many places to lead to.
    pub(super) fn new(faces: &'a Faces, style: &'a Style, places: usize) -> Self {
        Self {
            style,
            foundry: Foundry::new(faces),
            column: Column::new(style),
            outline: Vec::new(),
            places: vec![None; places],
            part: 0,
            layout: Layout::Official,
            has_moved_addressees: false,
            waiting: Vec::new(),
        }
    }

    /// Sets one part, from a sheet of its own on.
    pub(super) fn part(&mut self, number: u16, part: Part<'_>) {
        (self.part, self.layout) = (number, part.layout);
        self.foundry.findings.extend(part.findings);
        let turn = if part.layout == Layout::Table { Turn::Left } else { Turn::None };
        self.column.begin_part(number, turn, part.layout != Layout::Cover);
        let notes = part.notes.iter().map(|note| self.note(note)).collect();
        self.column.begin_notes(notes);
        let end = part.pieces.iter().position(|piece| matches!(piece, Piece::NewSheet));
        let (main, others) = part.pieces.split_at(end.unwrap_or(part.pieces.len()));
        opening::set(self, main);
        for piece in others {
            self.piece(piece);
        }
        self.place_headings(0, Length::ZERO);
    }

    /// Sets what is left of the last part's notes, and draws the notes of all parts.
    pub(super) fn finish_notes(&mut self, index: &Index<'_>) {
        self.column.finish_notes();
        for (note, spot) in self.column.draw_notes() {
            if let Some(place) = self.places.get_mut(index.note_place(note) as usize) {
                *place = Some(spot);
            }
        }
    }

    /// Sets one piece below the last.
    pub(super) fn piece(&mut self, piece: &Piece<'_>) {
        if matches!(piece, Piece::Colophon(text) if !colophon::is_there(self, text)) {
            return;
        }
        if self.layout != Layout::Table && !matches!(piece, Piece::Blank(_)) {
            self.column.turn_to(Turn::None); // after a turned table
        }
        if !matches!(piece, Piece::Text(_) | Piece::Addressees(_) | Piece::Table(_) | Piece::Figure(_)) {
            self.place_headings(1, Length::ZERO);
        }
        match piece {
            Piece::Letterhead(elements, origin) => letterhead::set(self, elements, *origin),
            Piece::Title(title) => self.title(title),
            Piece::Addressees(_) if self.has_moved_addressees => {}
            Piece::Addressees(text) | Piece::Text(text) => self.text(text),
            Piece::Names(list) => {
                let strips = names::list(self, list);
                self.put_paragraph(strips);
            }
            Piece::Table(text) => table::set(self, text),
            Piece::Figure(text) => figure::set(self, text),
            Piece::Contents(entries) => contents::set(self, entries),
            Piece::Blank(lines) => self.column.skip_lines(*lines),
            Piece::Rule => self.rule(),
            Piece::Signature(text) => signature::set(self, text),
            Piece::Colophon(text) => colophon::set(self, text),
            Piece::NewSheet => self.column.new_sheet(),
        }
    }

    /// 三号 on the grid, without indents.
    pub(super) fn body(&self) -> Manner {
        let block = self.column.block();
        Manner {
            scale: Scale { size: self.style.body, cell: block.cell() },
            pitch: block.pitch(),
            width: block.width,
            first: Length::ZERO,
            rest: Length::ZERO,
            align: Align::Justify,
            grid: Grid::Cells,
            keeps_blanks: false,
        }
    }

    /// Text of another size, whose cell is its em.
    pub(super) fn sized(&self, size: Length, align: Align) -> Manner {
        Manner { scale: Scale { size, cell: size }, grid: Grid::Free, align, pitch: size, ..self.body() }
    }

    /// All of a text on one line, from the strip's left edge, and how wide it is.
    pub(super) fn single(&mut self, phrases: &[Phrase<'_>], manner: &Manner) -> (Strip, Length) {
        let atoms = prepare(phrases, manner, &mut self.foundry);
        let placed = justify(&atoms, manner.width, manner.scale.cell, Fit::Natural);
        let left = Manner { align: Align::Left, ..*manner };
        (set_line(&atoms, (Length::ZERO, Fit::Natural), &left, (phrases, self.part)), placed.width)
    }

    /// A note's lines, for upright pages and for turned ones.
    fn note(&mut self, note: &NoteText<'_>) -> NoteLines {
        let upright = self.note_lines(note, self.style.block.width);
        let turned = self.note_lines(note, self.style.turned_block.width);
        NoteLines { upright, turned }
    }

    fn note_lines(&mut self, note: &NoteText<'_>, width: Length) -> Vec<Strip> {
        let size = self.style.note;
        let indent = size * NOTE_INDENT_PERCENT / 100;
        let sized = self.sized(size, Align::Justify);
        let manner = Manner { width, first: indent, rest: indent, pitch: self.style.note_pitch, ..sized };
        let mut strips = Vec::new();
        for paragraph in &note.paragraphs {
            strips.extend(set(paragraph, &manner, &mut self.foundry, self.part));
        }
        self.label(&mut strips, &note.label, (&manner, Length::ZERO));
        strips
    }

    fn text(&mut self, text: &Text<'_>) {
        let body = self.body();
        let cell = body.scale.cell;
        let behind_label = if text.label.is_some() { text.rest } else { text.first };
        let manner = Manner {
            first: cell * behind_label,
            rest: cell * text.rest,
            align: text.align,
            keeps_blanks: text.keeps_blanks,
            ..body
        };
        let mut strips = set(&text.phrases, &manner, &mut self.foundry, self.part);
        if let Some(label) = &text.label {
            self.label(&mut strips, label, (&body, cell * text.first));
        }
        if let Some(level) = text.heading {
            let words = plain(&text.phrases);
            self.waiting.push(Heading { level, words, target: text.target, strips });
            return;
        }
        let spot = self.put_paragraph(strips);
        if let (Some(level), Some(spot)) = (text.opening, spot) {
            self.enter(level, run_in::words(&text.phrases), (text.target, spot));
        }
    }

    /// Puts the lines of a paragraph below its headings; its last line never stands alone at a page's head.
    /// Returns where its first line stands.
    fn put_paragraph(&mut self, strips: Vec<Strip>) -> Option<Spot> {
        let (_, whole) = self.column.lines_left();
        let would_leave_one = strips.len() % whole.max(1) == 2;
        let along = if would_leave_one { 2 } else { 1 };
        let headings = self.waiting.iter().flat_map(|heading| &heading.strips);
        let notes: Vec<u32> =
            headings.chain(strips.iter().take(along)).flat_map(|strip| &strip.notes).copied().collect();
        self.place_headings(along + self.note_lines_of(&notes), Length::ZERO);
        let (_, whole) = self.column.lines_left();
        let left = self.column.fitting(&strips);
        let left = if left == 0 { whole } else { left };
        let over = strips.len().saturating_sub(left);
        let held = if over % whole.max(1) == 1 { left.saturating_sub(1) } else { strips.len() };
        let mut first = None;
        for (k, strip) in strips.into_iter().enumerate() {
            if k == held {
                self.column.new_sheet();
            }
            let spot = self.column.put(strip);
            first.get_or_insert(spot);
        }
        first
    }

    /// The lines of text that give way to the notes that are cited.
    fn note_lines_of(&self, notes: &[u32]) -> usize {
        let height = self.column.added_by(&[], notes).to_emu();
        usize::try_from((height - 1).div_euclid(self.column.block().pitch().to_emu()) + 1).unwrap_or(0)
    }

    /// Puts a label before the first line's text.
    fn label(&mut self, strips: &mut Vec<Strip>, label: &Phrase<'_>, (manner, indent): (&Manner, Length)) {
        let (strip, _) = self.single(std::slice::from_ref(label), manner);
        let mut strip = strip.shifted(indent, Length::ZERO);
        if strips.is_empty() {
            strips.push(strip);
        } else if let Some(first) = strips.first_mut() {
            std::mem::swap(first, &mut strip);
            first.join(strip);
        }
    }

    /// The height of the headings that wait.
    pub(super) fn waiting_height(&self) -> Length {
        let lines: usize = self.waiting.iter().map(|heading| heading.strips.len()).sum();
        self.column.block().line(i64::try_from(lines).unwrap_or(i64::from(u32::MAX)))
    }

    /// Puts the headings that wait on one page with `lines` lines, or with `height`, of what follows.
    ///
    /// More headings than a page has room for are not kept together.
    pub(super) fn place_headings(&mut self, lines: usize, height: Length) {
        let headings = std::mem::take(&mut self.waiting);
        let own: usize = headings.iter().map(|heading| heading.strips.len()).sum();
        if own == 0 {
            return;
        }
        let (left, whole) = self.column.lines_left();
        let behind =
            self.column.line(i64::try_from(left.saturating_sub(own)).unwrap_or(0)) - self.column.line(0);
        if (own + lines > left || behind < height) && own + lines <= whole {
            self.column.ensure(self.column.block().height);
        }
        for heading in headings {
            let mut spots = heading.strips.into_iter().map(|strip| self.column.put(strip));
            let first = spots.next();
            spots.for_each(drop);
            if let Some(spot) = first {
                self.enter(heading.level, heading.words, (heading.target, spot));
            }
        }
    }

    fn title(&mut self, text: &Title<'_>) {
        let strips = self.title_strips(text);
        self.move_to_title(text.place, &strips);
        let label = text.label.as_ref().map(|label| self.annex_label(label, text.place));
        let mut spots = strips.into_iter().map(|strip| self.column.put_free(strip));
        let first = spots.next();
        spots.for_each(drop);
        if let Some(spot) = label.or(first) {
            let words = plain(&text.phrases);
            let entry = match &text.label {
                Some(label) => format!("{} {words}", label.text),
                None => words,
            };
            self.enter(1, entry, (text.target, spot));
        }
        if text.place == TitlePlace::Cover {
            self.column.skip_lines(self.style.cover_blank_lines);
        }
    }

    /// The lines of a title; the author's own breaks come first, each piece is then broken in balance.
    fn title_strips(&mut self, text: &Title<'_>) -> Vec<Strip> {
        let (size, pitch) = match text.place {
            TitlePlace::Cover => (self.style.cover_title, self.style.cover_title_pitch),
            _ => (self.style.title, self.style.title_pitch),
        };
        let manner = Manner { pitch, ..self.sized(size, Align::Center) };
        let columns = manner.width.to_emu() / size.to_emu() - 1;
        let mut strips = Vec::new();
        for piece in text.phrases.split(Phrase::is_break) {
            let atoms = prepare(piece, &manner, &mut self.foundry);
            let lines = title::lines(&atoms, size, columns);
            let line = |range: Range<usize>| {
                set_line(&atoms[range], (Length::ZERO, Fit::Natural), &manner, (piece, self.part))
            };
            strips.extend(lines.into_iter().filter(|line| !line.is_empty()).map(line));
        }
        if let Some(last) = strips.last_mut() {
            last.pitch = last.height;
        }
        strips
    }

    fn move_to_title(&mut self, place: TitlePlace, strips: &[Strip]) {
        let block = self.column.block();
        let height: Length = strips.iter().map(|strip| strip.pitch).sum();
        match place {
            TitlePlace::Cover => self.column.move_to((block.height / 3 - height / 2).at_least(Length::ZERO)),
            TitlePlace::Page if self.column.is_fresh() => {
                self.column.move_to(block.line(self.style.bare_title_blank_lines));
            }
            TitlePlace::Inline => {
                self.column.skip_lines(1);
                self.column.ensure(height + block.pitch() * 2);
            }
            TitlePlace::Page | TitlePlace::Annex => {}
        }
    }

    /// 附件1, 黑体, flush left on the first line; the title begins on the third. **Source:** §7.3.7.
    fn annex_label(&mut self, label: &Phrase<'_>, place: TitlePlace) -> Spot {
        let manner = Manner { grid: Grid::Free, ..self.body() };
        let (strip, _) = self.single(std::slice::from_ref(label), &manner);
        let spot = self.column.put(strip);
        if place == TitlePlace::Annex {
            self.column.move_to(self.column.block().line(self.style.annex_title_line));
        }
        spot
    }

    /// A thin rule in the middle of a line.
    fn rule(&mut self) {
        let block = self.column.block();
        let y = block.cell() / 2;
        let rule = Rule {
            from: (Length::ZERO, y),
            to: (block.width, y),
            thickness: self.style.table_rule,
            color: Color::Black,
        };
        self.column.put(Strip { rules: vec![rule], height: block.cell(), ..Strip::default() });
    }

    fn enter(&mut self, level: u8, text: String, (target, spot): (Option<u32>, Spot)) {
        if let Some(place) = target.and_then(|target| self.places.get_mut(target as usize)) {
            *place = Some(spot);
        }
        self.outline.push(OutlineEntry { level, text, page: spot.sheet, y: spot.y });
    }
}

/// The words of phrases, for the outline.
fn plain(phrases: &[Phrase<'_>]) -> String {
    phrases
        .iter()
        .filter(|phrase| !phrase.is_break() && phrase.ink.note.is_none())
        .map(|phrase| phrase.text.as_ref())
        .collect()
}
