//! The ink of a page → the parts of a document that it shows: mark, rules, number, title, text, colophon,
//! page number. They are told by size, place and colour, as a reader tells them.
//!
//! On a turned page everything but the page number stands in the frame of the text.

use super::line::{Line, lines};
use super::numbers::{BLOCK, CELL, FOREIGN, SHEET, TURNED_BLOCK};
use super::sheet::{Area, Bar, Glyph, Sheet};
use crate::base::Length;

/// A page and its parts; lines stand from top to bottom.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// From 1.
    pub(super) number: usize,
    pub(super) width: Length,
    pub(super) height: Length,
    /// How many lines fill it, where the file says that its spacing was adjusted (§7.3.5.5).
    pub(super) adjusted_lines: Option<i64>,
    /// Degrees by which the text is turned counterclockwise.
    pub(super) turn: i32,
    /// The text block in the frame of the text.
    pub(super) block: Area,
    /// 发文机关标志.
    pub(super) mark: Vec<Line>,
    /// Rules of the letterhead, from top to bottom.
    pub(super) red_rules: Vec<Bar>,
    /// What stands in 三号 above the red rule, or above the title where there is none.
    pub(super) front: Vec<Line>,
    pub(super) title: Vec<Line>,
    /// Text in about 三号, tables and colophon left out.
    pub(super) body: Vec<Line>,
    /// Everything else inside the block.
    pub(super) small: Vec<Line>,
    pub(super) colophon: Option<Colophon>,
    pub(super) folio: Option<Line>,
    /// What a table or a picture covers.
    pub(super) figures: Vec<Area>,
    /// Every mark but page number, letterhead rules and watermark, on the sheet as it lies.
    pub(super) ink: Vec<Area>,
}

/// 版记.
#[derive(Debug, Clone)]
pub(super) struct Colophon {
    /// From top to bottom.
    pub(super) rules: Vec<Bar>,
    pub(super) lines: Vec<Line>,
}

/// What is larger than this is an issuer mark or a cover's title; a mark may be smaller, but is red.
const LARGER_THAN_TITLES: Length = Length::tenths_of_pt(265);
/// What is larger than this is a title.
const LARGER_THAN_TEXT: Length = Length::tenths_of_pt(190);
/// What is smaller than this is no running text.
const SMALLEST_TEXT: Length = Length::tenths_of_pt(146);
/// A mark stands above this.
const MARK_FOOT: Length = Length::mm(170);
/// A full-width rule is at least so long.
const LONG_RULE: Length = Length::mm(100);

impl Page {
    /// Whether the sheet is so far from A4 that nothing on it is held against the standard.
    pub(super) fn is_foreign(&self) -> bool {
        let far = |one: Length, other: Length| apart(one, other) > FOREIGN;
        far(self.width, SHEET.0) || far(self.height, SHEET.1)
    }

    /// Sorts what a sheet shows.
    pub(super) fn of(sheet: Sheet, number: usize) -> Self {
        let turn = turn(&sheet.glyphs);
        let glyphs: Vec<Glyph> = sheet.glyphs.into_iter().filter(|glyph| glyph.turn % 90 == 0).collect();
        let (red, black): (Vec<Bar>, Vec<Bar>) =
            sheet.bars.iter().partition(|bar| bar.color.is_red() && bar.is_level());
        let areas = glyphs.iter().map(|glyph| glyph.ink);
        let bars = black.iter().map(|bar| bar.ink);
        let mut page = Self {
            number,
            width: sheet.width,
            height: sheet.height,
            adjusted_lines: None,
            turn,
            block: if turn == 0 { BLOCK } else { TURNED_BLOCK },
            mark: Vec::new(),
            red_rules: red.into_iter().filter(|bar| bar.ink.width() > LONG_RULE).collect(),
            front: Vec::new(),
            title: Vec::new(),
            body: Vec::new(),
            small: Vec::new(),
            colophon: None,
            folio: None,
            figures: Vec::new(),
            ink: areas.chain(bars).chain(sheet.pictures.iter().copied()).collect(),
        };
        page.red_rules.sort_by_key(|bar| bar.ink.top);
        page.take_folio(&glyphs);
        let in_frame = |glyph: Glyph| if turn == 90 { unturned(&glyph) } else { glyph };
        let text = glyphs.into_iter().filter(|glyph| glyph.turn == turn).map(in_frame).collect();
        let upright = if turn == 0 { black } else { Vec::new() };
        page.figures = figures(&upright, &sheet.pictures);
        page.sort(lines(text), &upright);
        page
    }

    /// “— 1 —” below the block; its ink is none of the text's.
    fn take_folio(&mut self, glyphs: &[Glyph]) {
        let below: Vec<Glyph> =
            glyphs.iter().filter(|glyph| glyph.turn == 0 && glyph.y > BLOCK.bottom).cloned().collect();
        self.folio = lines(below).into_iter().find(|line| folio_number(line.text()).is_some());
        if let Some(folio) = &self.folio {
            let own: Vec<Area> = folio.glyphs().iter().map(|glyph| glyph.ink).collect();
            self.ink.retain(|area| !own.contains(area));
        }
    }

    fn sort(&mut self, lines: Vec<Line>, rules: &[Bar]) {
        let folio = self.folio.as_ref().map(|folio| folio.text().to_owned());
        let mut lines: Vec<Line> =
            lines.into_iter().filter(|line| folio.as_deref() != Some(line.text())).collect();
        self.colophon = colophon(rules, &self.figures, &mut lines);
        for line in lines {
            let size = line.size();
            let is_in_figure = self.figures.iter().any(|area| area.top < line.y() && line.y() < area.bottom);
            let is_red = size > LARGER_THAN_TEXT && line.glyphs().iter().all(|glyph| glyph.color.is_red());
            if (is_red || size > LARGER_THAN_TITLES) && line.y() < MARK_FOOT {
                self.mark.push(line);
            } else if size > LARGER_THAN_TEXT {
                self.title.push(line);
            } else if size >= SMALLEST_TEXT && !is_in_figure {
                self.body.push(line);
            } else {
                self.small.push(line);
            }
        }
        self.part_front();
    }

    /// What stands above the title is the letterhead's: on a page with a mark all of it, on others only
    /// short lines. Without a title, what stands above the red rule; without both, what is centred below a mark.
    fn part_front(&mut self) {
        let title = self.title.first().map(Line::y).filter(|y| *y < MARK_FOOT);
        let rule = self.red_rules.iter().map(|bar| bar.ink.top).find(|top| *top > BLOCK.top);
        let count = match title.or(rule) {
            Some(foot) => self.body.partition_point(|line| line.y() < foot),
            None if self.mark.is_empty() => 0,
            None => self.body.iter().take_while(|line| is_centered(line)).count(),
        };
        let is_short = |line: &Line| line.right() - line.left() < CELL * 20;
        if !self.mark.is_empty() || self.body.iter().take(count).all(is_short) {
            self.front = self.body.drain(..count).collect();
        }
    }
}

/// Whether a short line stands in the middle of the block.
fn is_centered(line: &Line) -> bool {
    line.left() > BLOCK.left + CELL * 3 && apart(line.center(), BLOCK.center()) < CELL / 2
}

/// The page number that a line like “— 1 —” shows.
pub(super) fn folio_number(text: &str) -> Option<u32> {
    let digits = text.trim_matches(|c: char| c.is_whitespace() || "—–-―一－─".contains(c));
    digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// How far two lengths are apart.
pub(super) fn apart(one: Length, other: Length) -> Length {
    (one - other).at_least(other - one)
}

/// How most of the text is turned, where it is turned at all.
fn turn(glyphs: &[Glyph]) -> i32 {
    let count = |turn: i32| glyphs.iter().filter(|glyph| glyph.turn == turn).count();
    let (left, right) = (count(90), count(-90));
    match () {
        () if left.max(right) <= count(0) => 0,
        () if left >= right => 90,
        () => -90,
    }
}

/// A glyph of a page whose text runs from bottom to top, in the frame of that text.
fn unturned(glyph: &Glyph) -> Glyph {
    let point = |x: Length, y: Length| (BLOCK.left + BLOCK.bottom - y, BLOCK.top + x - BLOCK.left);
    let (x, y) = point(glyph.x, glyph.y);
    let (left, top) = point(glyph.ink.left, glyph.ink.bottom);
    let (right, bottom) = point(glyph.ink.right, glyph.ink.top);
    Glyph { x, y, turn: 0, ink: Area { left, top, right, bottom }, ..glyph.clone() }
}

/// What tables and pictures cover: tables are told by their upright rules.
fn figures(bars: &[Bar], pictures: &[Area]) -> Vec<Area> {
    let mut rules: Vec<Area> = bars.iter().filter(|bar| bar.is_upright()).map(|bar| bar.ink).collect();
    rules.extend(pictures);
    rules.sort_by_key(|area| area.top);
    let mut figures: Vec<Area> = Vec::new();
    for area in rules {
        match figures.last_mut() {
            Some(last) if area.top <= last.bottom + Length::mm(1) => *last = last.union(area),
            _ => figures.push(area),
        }
    }
    figures
}

/// The colophon: long level rules outside of tables with 抄送 or 印发 between them; takes its lines.
fn colophon(bars: &[Bar], figures: &[Area], lines: &mut Vec<Line>) -> Option<Colophon> {
    let is_table =
        |bar: &Bar| figures.iter().any(|area| area.top <= bar.ink.bottom && bar.ink.top <= area.bottom);
    let is_long = |bar: &&Bar| bar.is_level() && bar.ink.width() > LONG_RULE && !is_table(bar);
    let mut rules: Vec<Bar> = bars.iter().filter(is_long).copied().collect();
    rules.sort_by_key(|bar| bar.ink.top);
    let (first, last) = (rules.first()?.ink.top, rules.last()?.ink.bottom);
    let is_inside = |line: &Line| first < line.y() && line.y() < last;
    let says = |line: &Line| line.text().contains("印发") || line.text().starts_with("抄送");
    if !lines.iter().any(|line| is_inside(line) && says(line)) {
        return None;
    }
    let (inside, outside) = std::mem::take(lines).into_iter().partition(is_inside);
    *lines = outside;
    Some(Colophon { rules, lines: inside })
}
