//! A row below the header → whether it says something about the table, or is its header once more, and is no
//! entry of it.
//!
//! It looks at words alone. A row that could be an entry is never taken for such a row: the reader of the
//! finding would have to type it in again.

use super::grid::{Cells, Raw};
use super::header::{Header, key};

/// What a row of sums begins with, in a cell of its own.
const SUMS: [&str; 4] = ["合计", "总计", "小计", "共计"];
/// What a note below a table begins with, in the only cell of its row.
const NOTES: [&str; 5] = ["注", "备注", "说明", "填表说明", "填报说明"];
/// What the labels of signatures below a table are, with a colon, a bracket or nothing behind them.
const SIGNATURES: [&str; 12] = [
    "填表人",
    "填报人",
    "制表人",
    "经办人",
    "审核人",
    "复核人",
    "负责人",
    "负责人签字",
    "单位负责人",
    "单位负责人签字",
    "主要负责人",
    "主要负责人签字",
];
/// How many characters of a note are shown.
const SHOWN: usize = 12;

/// The column and the name of a row of sums, of a signature, of a note or of the header once more.
pub(super) fn words(cells: &Cells, header: &Header<'_>) -> Option<(u32, String)> {
    let (column, Raw::Text(text)) = cells.first()? else { return None };
    if is_header(cells, header) {
        return Some((*column, "重复的表头".to_owned()));
    }
    // Where rows share a merged cell on the left, the first of their own stands further right.
    let is_leftmost = header.columns.keys().next().is_some_and(|first| column <= first);
    let is_note = (cells.len() == 1 || is_leftmost) && is_note(text);
    (is_note || is_sum(text) || is_signature(text, is_leftmost))
        .then(|| (*column, format!("“{}”", shown(text))))
}

/// Whether every cell is the head of its column; one alone may be a value.
fn is_header(cells: &Cells, header: &Header<'_>) -> bool {
    cells.len() > 1 && cells.iter().all(|(column, raw)| is_head(*column, raw, header))
}

fn is_head(column: u32, raw: &Raw, header: &Header<'_>) -> bool {
    let Raw::Text(text) = raw else { return false };
    let said = key(text);
    let is_name = header.columns.get(&column).is_some_and(|known| {
        std::iter::once(&known.name).chain(&known.synonyms).any(|name| key(name.as_str()) == said)
    });
    is_name || header.unknown.get(&column).is_some_and(|head| key(head) == said)
}

/// A label without a colon is one only where an entry has its number.
fn is_signature(text: &str, is_leftmost: bool) -> bool {
    let bare = key(text);
    SIGNATURES.iter().filter_map(|label| bare.strip_prefix(label)).any(|rest| {
        rest.starts_with(['：', ':']) || is_leftmost && (rest.is_empty() || rest.starts_with('('))
    })
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
