//! 署名 and 成文日期 (§7.3.5).

use super::super::judge::{Judgement, Part};
use super::super::line::Line;
use super::super::numbers::{BLOCK, CELL};
use super::super::page::apart;
use crate::base::Length;

/// What measuring allows, in a row of characters of which some are half as wide.
const NEAR: Length = CELL.scaled(2, 5);

/// §7.3.5: the date four cells from the right with the name centred above it, or two cells with the name
/// two cells before it.
pub(super) fn signature(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        for (at, line) in page.body.iter().enumerate() {
            let Some(date) = Date::of(line.text()) else { continue };
            let above = at.checked_sub(1).and_then(|at| page.body.get(at));
            let name = above.filter(|above| line.y() - above.y() < CELL * 3 && is_name(above));
            // The last of several names stands over the date.
            let name = name.and_then(|name| name.groups().pop());
            let right = BLOCK.right - line.right();
            let is_so = is_sealed(line, name.as_ref()) || is_unsealed(line, name.as_ref());
            let wanted = "右空四字、署名居中其上，或右空二字、署名错开二字";
            judgement
                .claim(page.number, is_so, ("成文日期", wanted), || format!("右空 {}", cells(right)));
            judgement.claim(page.number, !date.has_zeros, ("成文日期", "不编虚位"), || {
                format!("写作{}", line.text())
            });
        }
    }
}

/// The date four cells from the right, and the name centred above it or, if it is too long, at the edge.
fn is_sealed(date: &Line, name: Option<&Line>) -> bool {
    let right = BLOCK.right - date.right();
    match name {
        None => apart(right, CELL * 4) < NEAR,
        Some(name) => {
            let is_centered = apart(name.center(), date.center()) < NEAR;
            is_centered && (apart(right, CELL * 4) < NEAR || apart(name.right(), BLOCK.right) < NEAR)
        }
    }
}

/// The name two cells from the right and the date two cells behind its beginning; a date that is longer
/// stands two cells from the right instead.
fn is_unsealed(date: &Line, name: Option<&Line>) -> bool {
    let right = |line: &Line| BLOCK.right - line.right();
    let is_two = |length: Length| apart(length, CELL * 2) < NEAR;
    match name {
        None => is_two(right(date)),
        Some(name) => is_two(date.left() - name.left()) && (is_two(right(name)) || is_two(right(date))),
    }
}

/// Whether a line can be a name above a date: it stands in the right half.
fn is_name(line: &Line) -> bool {
    line.left() > BLOCK.left + CELL * 3 && !line.text().ends_with(['。', '：', '；'])
}

/// Whether a line is a day and nothing else.
pub(super) fn is_date(text: &str) -> bool {
    Date::of(text).is_some()
}

struct Date {
    has_zeros: bool,
}

impl Date {
    /// A line that is a day and nothing else.
    fn of(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        let day = rest.strip_suffix('日')?;
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_day = year.len() == 4 && [year, month, day].into_iter().all(is_number);
        is_day.then(|| Self { has_zeros: month.starts_with('0') || day.starts_with('0') })
    }
}

fn cells(length: Length) -> String {
    format!("{:.1} 字（{:.2} mm）", length.to_mm() / CELL.to_mm(), length.to_mm())
}
