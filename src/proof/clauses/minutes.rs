//! 纪要格式: 出席, 请假, 列席 (§10.3).

use super::super::face::Kind;
use super::super::judge::{Judgement, Part, mm};
use super::super::line::Line;
use super::super::numbers::{BLOCK, CELL, LINE_TOLERANCE, PITCH, TOLERANCE};
use super::super::page::apart;

/// The words before the names.
const WORDS: [&str; 3] = ["出席：", "请假：", "列席："];
/// Cells before the words, and before the names.
const INDENTS: (i64, i64) = (2, 5);

/// §10.3: the words two cells in, in 黑体, the names in 仿宋, the lines hanging behind the colon.
///
/// The digests disagree whether a blank line stands above the first; both pass.
pub(super) fn attendance(part: &Part<'_>, judgement: &mut Judgement) {
    for page in part.pages {
        for (k, line) in page.body.iter().enumerate().filter(|(_, line)| opens(line)) {
            judgement.length(
                page.number,
                &left(line),
                line.left() - BLOCK.left,
                (CELL * INDENTS.0, TOLERANCE),
            );
            let words = line.glyphs().get(2).map(|colon| colon.x);
            let word = line.only(|glyph| words.is_some_and(|end| glyph.x < end));
            let names = line.only(|glyph| words.is_some_and(|end| end < glyph.x));
            for (group, kind) in word.iter().zip([Kind::Hei]).chain(names.iter().zip([Kind::FangSong])) {
                judgement.face(page.number, part, (&group.head(), group), kind);
            }
            let first = names.into_iter().collect::<Vec<_>>();
            let rest = page.body[k + 1..].iter().take_while(|next| hangs(next));
            for hanging in first.iter().chain(rest) {
                let wanted = (CELL * INDENTS.1, TOLERANCE);
                judgement.length(page.number, &left(hanging), hanging.left() - BLOCK.left, wanted);
            }
            let above = k.checked_sub(1).and_then(|above| page.body.get(above));
            if let Some(gap) = above.map(|above| line.y() - above.y()) {
                let is_so = [1, 2].iter().any(|lines| apart(gap, PITCH * *lines) <= LINE_TOLERANCE);
                let what = format!("{}距上一行", line.head());
                let wanted = format!(" {} 或 {}（另起一行，或空一行）", mm(PITCH), mm(PITCH * 2));
                judgement.claim(page.number, is_so, (&what, &wanted), || format!(" {}", mm(gap)));
            }
        }
    }
}

fn left(line: &Line) -> String {
    format!("{}左空", line.head())
}

fn opens(line: &Line) -> bool {
    WORDS.iter().any(|word| line.text().starts_with(word))
}

/// Whether a line goes on below a list: farther in than a paragraph begins.
fn hangs(line: &Line) -> bool {
    !opens(line) && line.left() > BLOCK.left + CELL * 3
}
