//! Strips → sheets: puts each strip below the last, on the line grid or free of it, and begins a new
//! sheet where one is full.

mod foot;

use crate::base::Length;

pub(super) use foot::NoteLines;
use foot::{Foot, Notes, NotesReached};

use super::page::{Link, Page, PlacedImage, Rule, Run, Turn};
use super::strip::Strip;
use super::style::{Style, TextBlock};

/// A page and what its furniture depends on.
pub(super) struct Sheet {
    pub(super) page: Page,
    pub(super) part: u16,
    /// Whether it counts in the page numbers.
    pub(super) is_numbered: bool,
    /// Whether its number is printed; the first page of a letter counts, but shows none.
    pub(super) shows_number: bool,
    foot: Foot,
}

/// How close the lines of one page stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spacing {
    /// Lines that fill the block.
    pub(super) lines: u16,
    /// How many of them are used.
    pub(super) used: u16,
}

/// How far a column was set, to go on from there once more.
#[derive(Debug, Clone)]
pub(super) struct Reached {
    /// Sheets begun.
    pub(super) sheets: usize,
    /// Runs, rules, links and images on the last one.
    drawn: [usize; 4],
    turn: Turn,
    cursor: Length,
    is_fresh: bool,
    notes: NotesReached,
}

/// A spot on a sheet, for the outline.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) sheet: usize,
    pub(super) y: Length,
}

/// The column of text that runs through the sheets of a book.
pub(super) struct Column<'a> {
    style: &'a Style,
    pub(super) sheets: Vec<Sheet>,
    turn: Turn,
    part: u16,
    is_numbered: bool,
    /// The sheet whose lines stand closer or farther than others.
    adjusted: Option<(usize, Spacing)>,
    /// From the block's upper edge to where the next strip may begin.
    cursor: Length,
    /// Whether the last sheet still has no strip.
    is_fresh: bool,
    notes: Notes,
}

impl<'a> Column<'a> {
    pub(super) fn new(style: &'a Style) -> Self {
        Self {
            style,
            sheets: Vec::new(),
            turn: Turn::None,
            part: 0,
            is_numbered: true,
            adjusted: None,
            cursor: Length::ZERO,
            is_fresh: false,
            notes: Notes::default(),
        }
    }

    /// Begins a part of the book, on a sheet of its own.
    pub(super) fn begin_part(&mut self, part: u16, turn: Turn, is_numbered: bool) {
        self.finish_notes();
        (self.part, self.turn, self.is_numbered) = (part, turn, is_numbered);
        self.is_fresh = false;
        self.new_sheet();
    }

    /// The block that strips are put into.
    pub(super) fn block(&self) -> TextBlock {
        match self.turn {
            Turn::Left => self.style.turned_block,
            Turn::None | Turn::Rising => self.style.block,
        }
    }

    /// Goes on upright, or turned, on a sheet of its own.
    pub(super) fn turn_to(&mut self, turn: Turn) {
        if self.turn == turn {
            return;
        }
        self.turn = turn;
        if self.is_fresh {
            self.cursor = Length::ZERO;
            self.turn_foot();
        } else {
            self.new_sheet();
        }
    }

    /// Begins a sheet, unless the last one is still empty.
    pub(super) fn new_sheet(&mut self) {
        self.cursor = Length::ZERO;
        if self.is_fresh {
            return;
        }
        self.is_fresh = true;
        let page = Page {
            width: self.style.sheet_width,
            height: self.style.sheet_height,
            adjusted_lines: None,
            runs: Vec::new(),
            rules: Vec::new(),
            images: Vec::new(),
            links: Vec::new(),
        };
        let foot = Foot::default();
        let (part, is_numbered) = (self.part, self.is_numbered);
        self.sheets.push(Sheet { page, part, is_numbered, shows_number: true, foot });
        self.turn_foot();
        self.begin_foot();
    }

    pub(super) fn is_fresh(&self) -> bool {
        self.is_fresh
    }

    pub(super) fn cursor(&self) -> Length {
        self.cursor
    }

    /// Goes on at `y`, from the block's upper edge.
    pub(super) fn move_to(&mut self, y: Length) {
        self.cursor = y;
    }

    /// Leaves lines of the grid empty; at the head of a sheet there is nothing to leave.
    pub(super) fn skip_lines(&mut self, count: i64) {
        if !self.is_fresh {
            self.cursor = self.line(self.next_line() + count);
        }
    }

    /// What is left of the block below the next strip's upper edge.
    pub(super) fn room(&self) -> Length {
        self.foot() - self.cursor
    }

    /// The lower edge of what may be used of the block.
    fn foot(&self) -> Length {
        let edge = self.foot_edge();
        match self.spacing() {
            Some(Spacing { lines, used }) if used < lines => {
                edge.min(self.line(i64::from(used) - 1) + self.block().cell())
            }
            _ => edge,
        }
    }

    /// Where line `k` of the sheet, counted from 0, begins, from the block's upper edge.
    pub(super) fn line(&self, k: i64) -> Length {
        match self.spacing() {
            Some(spacing) => self.block().adjusted_line(k, i64::from(spacing.lines)),
            None => self.block().line(k),
        }
    }

    fn pitch(&self) -> Length {
        self.line(1) - self.line(0)
    }

    fn spacing(&self) -> Option<Spacing> {
        self.adjusted.filter(|(sheet, _)| sheet + 1 == self.sheets.len()).map(|(_, spacing)| spacing)
    }

    /// Sets the lines of one sheet, which is still to be set, closer or farther.
    pub(super) fn adjust(&mut self, sheet: usize, spacing: Option<Spacing>) {
        self.adjusted = spacing.map(|spacing| (sheet, spacing));
    }

    /// How far the column is set.
    pub(super) fn reached(&self) -> Reached {
        let page = self.sheets.last().map(|sheet| &sheet.page);
        Reached {
            sheets: self.sheets.len(),
            drawn: page.map_or([0; 4], |page| {
                [page.runs.len(), page.rules.len(), page.links.len(), page.images.len()]
            }),
            turn: self.turn,
            cursor: self.cursor,
            is_fresh: self.is_fresh,
            notes: self.notes_reached(),
        }
    }

    /// Takes away what was set since.
    pub(super) fn return_to(&mut self, reached: &Reached) {
        self.sheets.truncate(reached.sheets);
        if let Some(Sheet { page, .. }) = self.sheets.last_mut() {
            let [runs, rules, links, images] = reached.drawn;
            page.runs.truncate(runs);
            page.rules.truncate(rules);
            page.links.truncate(links);
            page.images.truncate(images);
            page.adjusted_lines = None;
        }
        self.adjusted = None;
        (self.turn, self.cursor, self.is_fresh) = (reached.turn, reached.cursor, reached.is_fresh);
        self.return_notes(&reached.notes);
    }

    /// Leaves the last sheet as it is, even empty, and begins another.
    pub(super) fn leave_sheet(&mut self) {
        self.is_fresh = false;
        self.new_sheet();
    }

    /// The last sheet counts in the page numbers, but shows none.
    pub(super) fn hide_number(&mut self) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.shows_number = false;
        }
    }

    /// An empty last sheet neither counts nor shows a page number.
    pub(super) fn leave_out_if_fresh(&mut self) {
        if let Some(sheet) = self.sheets.last_mut().filter(|_| self.is_fresh) {
            sheet.is_numbered = false;
        }
    }

    /// Begins a sheet if `height` is not left, and would be on an empty one.
    pub(super) fn ensure(&mut self, height: Length) {
        self.make_room(Self::cursor, height);
    }

    /// Begins a sheet if `height` below `top` is not left, and would be on an empty one; where even that has
    /// no room, the notes at its foot wait.
    fn make_room(&mut self, top: impl Fn(&Self) -> Length, height: Length) {
        if top(self) + height > self.foot() && !self.is_fresh {
            self.new_sheet();
        }
        if self.is_fresh && top(self) + height > self.foot() {
            self.postpone_notes();
        }
    }

    /// Puts a strip on the next line of the grid.
    pub(super) fn put(&mut self, strip: Strip) -> Spot {
        self.make_room(Self::grid_top, strip.height + self.added_by(&[], &strip.notes));
        let top = self.grid_top();
        self.put_at(strip, top, |strip| strip.height)
    }

    fn put_at(&mut self, mut strip: Strip, top: Length, taken: impl Fn(&Strip) -> Length) -> Spot {
        let notes = std::mem::take(&mut strip.notes);
        let foot = top + taken(&strip);
        let spot = self.stamp(strip, top);
        self.cursor = foot;
        self.cite(&notes);
        spot
    }

    /// Leaves `height` free before the next strip; at the head of a sheet there is nothing to leave.
    pub(super) fn leave(&mut self, height: Length) {
        if !self.is_fresh {
            self.cursor += height;
        }
    }

    /// Puts a strip right where the last one ends.
    pub(super) fn put_free(&mut self, strip: Strip) -> Spot {
        self.make_room(Self::cursor, strip.height + self.added_by(&[], &strip.notes));
        self.put_at(strip, self.cursor, |strip| strip.pitch)
    }

    /// Draws a strip at `top` and leaves the cursor alone.
    pub(super) fn stamp(&mut self, strip: Strip, top: Length) -> Spot {
        let frame = Frame { style: self.style, turn: self.turn };
        let spot = Spot { sheet: self.sheets.len().saturating_sub(1), y: frame.map(Length::ZERO, top).1 };
        self.is_fresh = false;
        let strip = strip.shifted(Length::ZERO, top);
        if let Some(sheet) = self.sheets.last_mut() {
            frame.draw(strip, &mut sheet.page);
        }
        spot
    }

    /// How many lines of the grid are left, and how many a whole sheet has.
    pub(super) fn lines_left(&self) -> (usize, usize) {
        let pitch = self.pitch().to_emu();
        // A little more than the room, for the pitch is rounded.
        let room = (self.foot() - self.block().cell() - self.line(0)).to_emu() + pitch / 1_000;
        let count = |lines: i64| usize::try_from(lines).unwrap_or(0);
        let lines = room / pitch + 1;
        (count(lines - self.next_line()), count(lines))
    }

    /// The upper edge of the next line of the grid.
    pub(super) fn grid_top(&self) -> Length {
        self.line(self.next_line())
    }

    /// The first line of the grid that does not begin above the cursor.
    fn next_line(&self) -> i64 {
        let line = ((self.cursor - self.line(0)).to_emu() - 1).div_euclid(self.pitch().to_emu()).max(0);
        // The pitch is rounded, so the quotient may be one line short.
        if self.line(line) < self.cursor { line + 1 } else { line }
    }
}

/// How the block lies on the sheet.
#[derive(Clone, Copy)]
struct Frame<'a> {
    style: &'a Style,
    turn: Turn,
}

impl Frame<'_> {
    /// A point of the block, from its own upper left corner, on the sheet.
    ///
    /// A turned block has its head at the sheet's left edge: its lines rise from the block's foot.
    fn map(self, x: Length, y: Length) -> (Length, Length) {
        let (left, upper) = (self.style.binding_margin, self.style.head_margin);
        match self.turn {
            Turn::Left => (left + y, upper + self.style.block.height - x),
            Turn::None | Turn::Rising => (left + x, upper + y),
        }
    }

    /// Draws a strip, which already stands at its place in the block.
    fn draw(self, strip: Strip, page: &mut Page) {
        let links = page.links.len();
        let runs = page.runs.len();
        page.images.extend(strip.images.into_iter().map(|image| self.image(image.behind_runs(runs))));
        page.runs.extend(strip.runs.into_iter().map(|run| self.run(run.behind_links(links))));
        page.rules.extend(strip.rules.into_iter().map(|rule| self.rule(&rule)));
        page.links.extend(strip.links.into_iter().map(|link| self.link(link)));
    }

    fn run(self, run: Run) -> Run {
        let (x, y) = self.map(run.x, run.y);
        Run { x, y, turn: self.turn, ..run }
    }

    fn rule(self, rule: &Rule) -> Rule {
        let (from, to) = (self.map(rule.from.0, rule.from.1), self.map(rule.to.0, rule.to.1));
        Rule { from, to, ..rule.clone() }
    }

    fn image(self, image: PlacedImage) -> PlacedImage {
        let (right, lower) = (image.x + image.width, image.y + image.height);
        let [x, y, right, lower] = self.area([image.x, image.y, right, lower]);
        PlacedImage { x, y, width: right - x, height: lower - y, turn: self.turn, ..image }
    }

    fn link(self, link: Link) -> Link {
        Link { area: self.area(link.area), ..link }
    }

    fn area(self, [left, upper, right, lower]: [Length; 4]) -> [Length; 4] {
        let (one, other) = (self.map(left, upper), self.map(right, lower));
        [one.0.min(other.0), one.1.min(other.1), one.0.max(other.0), one.1.max(other.1)]
    }
}
