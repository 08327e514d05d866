//! 正文: its face and size, the faces of its levels, indents (§5.2.2, §7.3.3).

use super::super::face::Kind;
use super::super::judge::{Judgement, Part, is_size, pt};
use super::super::line::{Line, most};
use super::super::numbers::{BLOCK, CELL, PITCH, SIZE_3};
use super::super::sheet::Glyph;
use super::annex;
use super::grid::is_last;
use crate::base::Length;

/// First lines are indented by about two cells.
const INDENTS: (Length, Length) = (CELL.scaled(6, 5), CELL.scaled(14, 5));
/// What measuring allows for an indent.
const INDENT_TOLERANCE: Length = CELL.scaled(1, 5);

/// §5.2.2: 3号.
pub(super) fn size(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        for line in &page.body {
            judgement.size(page.number, (&format!("{}一行", line.head()), line), SIZE_3);
        }
    }
    if part.pages.iter().all(|page| page.body.is_empty() && page.figures.is_empty()) {
        let lines = part.pages.iter().flat_map(|page| page.small.iter().map(move |line| (page.number, line)));
        let lines: Vec<(usize, &Line)> = lines.collect();
        let size = most(lines.iter().map(|(_, line)| line.size()));
        if let (Some((page, _)), Some(size)) = (lines.first(), size) {
            judgement.claim(*page, is_size(size, SIZE_3), ("正文字号", " 16.0 pt"), || {
                format!(" {}", pt(size))
            });
        }
    }
}

/// §5.2.2, §7.3.3: 仿宋. 黑体 and 楷体 may begin a paragraph, as headings do; no other face may.
pub(super) fn face(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        let mut may_go_on = None;
        for line in &page.body {
            let kind = part.kind(line.face());
            let begins = line.left() > BLOCK.left + CELL || annex::is_label(line.text());
            let is_other = matches!(kind, Kind::Hei | Kind::Kai) && (begins || may_go_on == Some(kind));
            if !is_other {
                judgement.face_is(
                    page.number,
                    part,
                    (&format!("{}一行", line.head()), line.face()),
                    Kind::FangSong,
                );
            }
            may_go_on = line.glyphs().last().map(|glyph| part.kind(Some(glyph.face)));
        }
    }
}

/// §7.3.3: “一、” in 黑体, “（一）” in 楷体.
///
/// A numbered paragraph of plain text is no heading: what stands in 仿宋 is one only where it has a line of
/// its own without a mark at its end.
pub(super) fn levels(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        let lines = page.body.iter().enumerate().filter(|(k, _)| !is_entry(&page.body[*k..]));
        for (_, line) in lines.filter(|(_, line)| line.left() > BLOCK.left + CELL) {
            let Some((wanted, number)) = level(line.text()) else { continue };
            let Some(glyph) = line.glyphs().iter().skip(number).find(|glyph| glyph.is_han()) else {
                continue;
            };
            let kind = part.kind(Some(glyph.face));
            if kind == Kind::Unknown || kind == Kind::FangSong && !stands_alone(line) {
                continue;
            }
            let what = format!("标题{}", line.head());
            let found = || format!("用{}", kind.label());
            judgement.claim(page.number, kind == wanted, (&what, wanted.label()), found);
        }
    }
}

/// Whether the first of these lines begins an entry of a table of contents: it ends in leaders and a number, or
/// goes on further in with lines of which the last does.
fn is_entry(lines: &[Line]) -> bool {
    let has_leaders = |line: &Line| {
        let words = line.text().trim_end_matches(|c: char| c.is_ascii_digit());
        words.len() < line.text().len() && words.ends_with("……")
    };
    let Some((line, others)) = lines.split_first() else { return false };
    let mut further_in = others.iter().take_while(|next| next.left() > line.left() + CELL);
    has_leaders(line) || line.right() < BLOCK.right - CELL && further_in.any(has_leaders)
}

/// Whether a line ends before the block does, without a mark.
fn stands_alone(line: &Line) -> bool {
    let ends_with_mark = line.glyphs().last().is_some_and(Glyph::is_mark);
    !ends_with_mark && BLOCK.right - line.right() > CELL
}

const NUMERALS: &str = "一二三四五六七八九十百零〇";

/// The face that a paragraph's number asks for, and how many characters the number has.
fn level(text: &str) -> Option<(Kind, usize)> {
    let count = |text: &str, is: fn(char) -> bool| text.chars().take_while(|c| is(*c)).count();
    let is_numeral = |c: char| NUMERALS.contains(c);
    let numerals = count(text, is_numeral);
    if numerals > 0 && text.chars().nth(numerals) == Some('、') {
        return Some((Kind::Hei, numerals + 1));
    }
    let inside = text.strip_prefix('（')?;
    let numerals = count(inside, is_numeral);
    (numerals > 0 && inside.chars().nth(numerals) == Some('）')).then_some((Kind::Kai, numerals + 2))
}

/// §7.3.3: each paragraph begins two characters in.
pub(super) fn indents(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages.iter().filter(|page| page.turn == 0) {
        for (number, line) in page.body.iter().enumerate() {
            let indent = line.left() - BLOCK.left;
            let above = number.checked_sub(1).and_then(|above| page.body.get(above));
            let is_flush = indent < CELL / 2 && above.is_some_and(|above| ends_paragraph(above, line));
            let is_indented = INDENTS.0 < indent && indent < INDENTS.1 && !opens_with_mark(line);
            if is_flush || is_indented {
                let what = format!("{}一行左空", line.head());
                judgement.length(page.number, &what, indent, (CELL * 2, INDENT_TOLERANCE));
            }
        }
    }
}

/// Whether a paragraph ends on the line above: with a full stop, and before the block does.
fn ends_paragraph(above: &Line, line: &Line) -> bool {
    let is_next = line.y() - above.y() < PITCH * 3 / 2;
    is_next && above.text().ends_with(['。', '！', '？']) && BLOCK.right - above.right() > CELL * 2
}

/// An opening mark may lose its left half.
fn opens_with_mark(line: &Line) -> bool {
    line.glyphs().first().is_some_and(|glyph| !glyph.is_han())
}

/// Practice: a heading does not stand at the foot of a page.
pub(super) fn heading_at_foot(part: &Part<'_>, judgement: &mut Judgement) {
    for pair in part.pages.windows(2) {
        let [page, next] = pair else { continue };
        let Some(last) = page.body.last().filter(|last| is_last(page, last)) else { continue };
        if next.body.is_empty() && next.figures.is_empty() {
            continue;
        }
        let is_heading = is_heading(part, last);
        let what = format!("{}一行", last.head());
        judgement
            .claim(page.number, !is_heading, (&what, "与下文同面"), || "是标题，独在页末".to_owned());
    }
}

/// A line of its own in 黑体 or 楷体 whose paragraph has a number of a heading.
fn is_heading(part: &Part<'_>, line: &Line) -> bool {
    let kind = part.kind(line.glyphs().last().map(|glyph| glyph.face));
    matches!(kind, Kind::Hei | Kind::Kai)
        && stands_alone(line)
        && line.left() > BLOCK.left + CELL
        && level(line.text()).is_some()
}
