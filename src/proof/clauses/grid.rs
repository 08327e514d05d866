//! Lines and cells: §5.2.3, 22 lines of 28 characters that fill the block; and the last lines of paragraphs.

use std::ops::RangeInclusive;

use super::super::judge::{Judgement, Part, mm};
use super::super::line::{Line, median};
use super::super::numbers::{BLOCK, CELL, COLUMNS, LINES, PITCH, STEP_TOLERANCE, TIGHTEST_PITCH, TOLERANCE};
use super::super::page::{Page, apart};
use crate::base::Length;

/// Steps of fewer characters say nothing of the cell.
const FEWEST_STEPS: usize = 20;
/// How many lines a page may hold whose spacing was adjusted for the signature (§7.3.5.5).
const ADJUSTED: RangeInclusive<i64> = 21..=24;
/// Gaps between neighbouring lines lie between these.
const NEIGHBOURS: (Length, Length) = (Length::mm(6), Length::mm(15));
/// A line that ends nearer to the block's edge is full.
const NEARLY_FULL: Length = CELL.scaled(3, 2);

/// §5.2.3: the pitch, the places of the lines, and how many a page holds.
pub(super) fn lines(part: &Part<'_>, judgement: &mut Judgement) {
    for page in upright(part) {
        let Some(pitch) = pitch(page) else { continue };
        let (most, tightest, widest) = pitches(page);
        let is_so = tightest - STEP_TOLERANCE <= pitch && pitch <= widest + STEP_TOLERANCE;
        let wanted = format!(" {}（一行）", mm(widest));
        judgement.claim(page.number, is_so, ("行距", &wanted), || format!(" {}", mm(pitch)));
        places(page, pitch, judgement);
        let count = i64::try_from(page.body.len()).unwrap_or(i64::MAX);
        let wanted = format!("每面不多于 {most} 行");
        judgement.claim(page.number, count <= most, ("正文", &wanted), || format!("有 {count} 行"));
    }
}

/// How many lines fill the page, and the tightest and widest pitch with which they do.
fn pitches(page: &Page) -> (i64, Length, Length) {
    match page.adjusted_lines.filter(|lines| ADJUSTED.contains(lines)) {
        None => (LINES, TIGHTEST_PITCH, PITCH),
        Some(lines) => (lines, BLOCK.height() / lines, (BLOCK.height() - CELL) / (lines - 1)),
    }
}

/// Each line stands whole pitches below the one before it, where nothing but space is between them.
fn places(page: &Page, pitch: Length, judgement: &mut Judgement) {
    for (above, line) in neighbours(page) {
        let gap = line.y() - above.y();
        let steps = ((gap + pitch / 2).to_emu() / pitch.to_emu()).max(1);
        let what = format!("{}一行距上一行", line.head());
        judgement.length(page.number, &what, gap, (pitch * steps, STEP_TOLERANCE * 2));
    }
}

/// Lines of text, each with the next, unless a title, a table or a picture stands between them.
fn neighbours(page: &Page) -> impl Iterator<Item = (&Line, &Line)> {
    let others = page.title.iter().chain(&page.small).map(|line| (line.ink.top, line.ink.bottom));
    let figures = page.figures.iter().map(|area| (area.top, area.bottom));
    let between: Vec<(Length, Length)> = others.chain(figures).collect();
    let pairs = page.body.windows(2).map(|pair| (&pair[0], &pair[1]));
    pairs.filter(move |(above, line)| {
        !between.iter().any(|(top, bottom)| above.y() < *bottom && *top < line.y())
    })
}

fn pitch(page: &Page) -> Option<Length> {
    let gaps = neighbours(page).map(|(above, line)| line.y() - above.y());
    median(gaps.filter(|gap| NEIGHBOURS.0 < *gap && *gap < NEIGHBOURS.1))
}

/// §5.2.3: the cell; a full line of plain characters has 28 of them.
pub(super) fn characters(part: &Part<'_>, judgement: &mut Judgement) {
    for page in upright(part) {
        // Lines with marks that end at the edge are justified: their cells are wider or narrower.
        let at_rest = page.body.iter().filter(|line| line.is_plain() || !is_full(line));
        let steps: Vec<Length> = at_rest.flat_map(Line::steps).collect();
        if steps.len() >= FEWEST_STEPS {
            let step = median(steps).unwrap_or_default();
            judgement.length(page.number, "字距", step, (CELL, STEP_TOLERANCE));
        }
        for line in page.body.iter().filter(|line| line.is_plain() && line.is_running() && is_full(line)) {
            let count = (line.right() - line.left() + CELL / 2).to_emu() / CELL.to_emu();
            let cells = i64::try_from(line.glyphs().len()).unwrap_or(i64::MAX);
            let what = format!("{}一行", line.head());
            let wanted = format!("{count} 字（每行 {COLUMNS} 字）");
            judgement.claim(page.number, cells == count, (&what, &wanted), || format!("有 {cells} 字"));
        }
    }
}

/// §5.2.3: a page that breaks off within a paragraph is full; one line may have gone over to the next.
pub(super) fn filled(part: &Part<'_>, judgement: &mut Judgement) {
    for (page, _) in broken(part) {
        let (Some(pitch), Some(last)) = (pitch(page), page.body.last()) else { continue };
        let foot = BLOCK.bottom - last.em_bottom();
        let is_so = foot <= pitch + pitch / 2;
        judgement
            .claim(page.number, is_so, ("末行之下空白", "不到两行"), || format!(" {}", mm(foot)));
    }
}

/// Practice: the last line of a paragraph does not stand alone at the head of a page.
pub(super) fn lonely(part: &Part<'_>, judgement: &mut Judgement) {
    for (_, next) in broken(part) {
        let Some(first) = next.body.first() else { continue };
        let goes_on = next.body.get(1).is_some_and(|second| {
            second.y() - first.y() < NEIGHBOURS.1 && apart(second.left(), first.left()) < CELL / 2
        });
        let what = format!("{}一行", first.head());
        judgement.claim(next.number, goes_on, (&what, "段末至少两行同面"), || "独在页首".to_owned());
    }
}

/// Pages that break off within a paragraph, each with the next: a full last line, and a first line that
/// is not indented.
fn broken<'a>(part: &'a Part<'_>) -> impl Iterator<Item = (&'a Page, &'a Page)> {
    let pairs = part.pages.windows(2).map(|pair| (&pair[0], &pair[1]));
    pairs.filter(|(page, next)| {
        let last = page.body.last().filter(|last| is_last(page, last) && is_full(last));
        let first = next.body.first().filter(|first| is_first(next, first));
        let flush = |line: &Line| apart(line.left(), BLOCK.left) < CELL / 2;
        page.turn == 0
            && next.turn == 0
            && last.is_some()
            && first.is_some_and(|first| flush(first) && !super::annex::is_label(first.text()))
    })
}

/// Whether nothing stands below a line.
pub(super) fn is_last(page: &Page, line: &Line) -> bool {
    let others = page.title.iter().chain(&page.small).map(|line| line.ink.top);
    let figures = page.figures.iter().map(|area| area.top);
    page.colophon.is_none() && others.chain(figures).all(|top| top < line.y())
}

/// Whether nothing stands above a line.
fn is_first(page: &Page, line: &Line) -> bool {
    let others = page.mark.iter().chain(&page.front).chain(&page.title).chain(&page.small);
    let figures = page.figures.iter().map(|area| area.bottom);
    others.map(|line| line.ink.bottom).chain(figures).all(|bottom| bottom > line.y())
}

fn is_full(line: &Line) -> bool {
    line.right() > BLOCK.right - NEARLY_FULL && apart(line.right(), BLOCK.right) < NEARLY_FULL + TOLERANCE
}

fn upright<'a>(part: &'a Part<'_>) -> impl Iterator<Item = &'a Page> {
    part.pages.iter().filter(|page| page.turn == 0)
}
