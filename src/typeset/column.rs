//! Strips → sheets: puts each strip below the last, on the line grid or free of it, and begins a new
//! sheet where one is full.

use crate::base::Length;

use super::page::{Link, Page, Rule, Run, Turn};
use super::strip::Strip;
use super::style::{Style, TextBlock};

/// A page and what its furniture depends on.
pub(super) struct Sheet {
    pub(super) page: Page,
    pub(super) part: u16,
    /// Whether it counts and shows a page number.
    pub(super) is_numbered: bool,
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
    /// From the block's upper edge to where the next strip may begin.
    cursor: Length,
    /// Whether the last sheet still has no strip.
    is_fresh: bool,
}

impl<'a> Column<'a> {
    pub(super) fn new(style: &'a Style) -> Self {
        Self {
            style,
            sheets: Vec::new(),
            turn: Turn::None,
            part: 0,
            is_numbered: true,
            cursor: Length::ZERO,
            is_fresh: false,
        }
    }

    /// Begins a part of the book, on a sheet of its own.
    pub(super) fn begin_part(&mut self, part: u16, turn: Turn, is_numbered: bool) {
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
            runs: Vec::new(),
            rules: Vec::new(),
            images: Vec::new(),
            links: Vec::new(),
        };
        self.sheets.push(Sheet { page, part: self.part, is_numbered: self.is_numbered });
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
            self.cursor = self.block().line(self.next_line() + count);
        }
    }

    /// What is left of the block below the next strip's upper edge.
    pub(super) fn room(&self) -> Length {
        self.block().height - self.cursor
    }

    /// Begins a sheet if `height` is not left, and would be on an empty one.
    pub(super) fn ensure(&mut self, height: Length) {
        if self.room() < height && !self.is_fresh {
            self.new_sheet();
        }
    }

    /// Puts a strip on the next line of the grid.
    pub(super) fn put(&mut self, strip: Strip) -> Spot {
        if self.grid_top() + strip.height > self.block().height && !self.is_fresh {
            self.new_sheet();
        }
        let top = self.grid_top();
        let foot = top + strip.height;
        let spot = self.stamp(strip, top);
        self.cursor = foot;
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
        if self.cursor + strip.height > self.block().height && !self.is_fresh {
            self.new_sheet();
        }
        let (top, pitch) = (self.cursor, strip.pitch);
        let spot = self.stamp(strip, top);
        self.cursor = top + pitch;
        spot
    }

    /// Draws a strip at `top` and leaves the cursor alone.
    pub(super) fn stamp(&mut self, strip: Strip, top: Length) -> Spot {
        let frame = Frame { style: self.style, turn: self.turn };
        let spot = Spot { sheet: self.sheets.len().saturating_sub(1), y: frame.map(Length::ZERO, top).1 };
        self.is_fresh = false;
        let strip = strip.shifted(Length::ZERO, top);
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.page.runs.extend(strip.runs.into_iter().map(|run| frame.run(run)));
            sheet.page.rules.extend(strip.rules.into_iter().map(|rule| frame.rule(&rule)));
            sheet.page.links.extend(strip.links.into_iter().map(|link| frame.link(link)));
        }
        spot
    }

    /// The upper edge of the next line of the grid.
    pub(super) fn grid_top(&self) -> Length {
        self.block().line(self.next_line())
    }

    /// The first line of the grid that does not begin above the cursor.
    fn next_line(&self) -> i64 {
        let block = self.block();
        let line = (self.cursor.to_emu() - 1).div_euclid(block.pitch().to_emu()).max(0);
        // The pitch is rounded, so the quotient may be one line short.
        if block.line(line) < self.cursor { line + 1 } else { line }
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

    fn run(self, run: Run) -> Run {
        let (x, y) = self.map(run.x, run.y);
        Run { x, y, turn: self.turn, ..run }
    }

    fn rule(self, rule: &Rule) -> Rule {
        let (from, to) = (self.map(rule.from.0, rule.from.1), self.map(rule.to.0, rule.to.1));
        Rule { from, to, ..rule.clone() }
    }

    fn link(self, link: Link) -> Link {
        let [left, upper, right, lower] = link.area;
        let (one, other) = (self.map(left, upper), self.map(right, lower));
        let area = [one.0.min(other.0), one.1.min(other.1), one.0.max(other.0), one.1.max(other.1)];
        Link { area, ..link }
    }
}
