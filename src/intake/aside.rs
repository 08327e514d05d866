//! A row below the header → whether it says something about the table and is no entry of it.
//!
//! It looks at words alone. A row that could be an entry is never taken for such a row: the reader of the
//! finding would have to type it in again.

use super::grid::{Cells, Raw};

/// What a row of sums begins with, in a cell of its own.
const SUMS: [&str; 4] = ["合计", "总计", "小计", "共计"];
/// What a note below a table begins with, in the only cell of its row.
const NOTES: [&str; 5] = ["注", "备注", "说明", "填表说明", "填报说明"];
/// How many characters of a note are shown.
const SHOWN: usize = 12;

/// The column and first words of a row of sums or of a note.
pub(super) fn words(cells: &Cells) -> Option<(u32, String)> {
    let (column, Raw::Text(text)) = cells.first()? else { return None };
    let is_note = cells.len() == 1 && is_note(text);
    (is_note || is_sum(text)).then(|| (*column, shown(text)))
}

fn is_sum(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '：' | ':')).collect();
    SUMS.contains(&&*bare)
}

fn is_note(text: &str) -> bool {
    NOTES.iter().any(|note| text.strip_prefix(note).is_some_and(|rest| rest.starts_with(['：', ':'])))
}

fn shown(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() > SHOWN {
        line.chars().take(SHOWN).chain(['…']).collect()
    } else {
        line.to_owned()
    }
}
