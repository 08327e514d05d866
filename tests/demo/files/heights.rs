//! Cells that a clerk filled in → their rows as high as a spreadsheet program makes them while he types.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::Failed;
use super::fill::Cells;

/// The height of a line, in points.
const LINE: usize = 15;

/// Grows the rows whose text wraps.
///
/// # Errors
/// A row that the sheet does not have.
pub(super) fn grow(xml: &mut String, cells: &Cells) -> Result<(), Failed> {
    let widths = widths(xml);
    let mut rows: BTreeMap<u32, usize> = BTreeMap::new();
    for ((row, column), cell) in cells {
        let room = widths.get(column).copied().unwrap_or(9) - 2;
        let lines = rows.entry(*row).or_insert(1);
        *lines = (*lines).max(cell.shown().width().div_ceil(room));
    }
    for (row, lines) in rows.into_iter().filter(|(_, lines)| *lines > 1) {
        let start = xml.find(&format!("<row r=\"{}\"", row + 1)).ok_or("no such row")?;
        let end = start + xml[start..].find('>').ok_or("no end of the row")?;
        let tag = with_height(&xml[start..end], lines * LINE);
        xml.replace_range(start..end, &tag);
    }
    Ok(())
}

/// The tag of a row that is at least so high.
fn with_height(tag: &str, points: usize) -> String {
    let own = tag.split_once(" ht=\"").and_then(|(before, rest)| Some((before, rest.split_once('"')?)));
    match own {
        None => format!("{tag} ht=\"{points}\""),
        Some((before, (own, behind))) => {
            let own = own.parse().unwrap_or(points);
            format!("{before} ht=\"{}\"{behind}", points.max(own))
        }
    }
}

/// The width of each column, in characters of half width.
fn widths(xml: &str) -> BTreeMap<u32, usize> {
    let value = |column: &str, name: &str| -> Option<usize> {
        let value = column.split_once(&format!(" {name}=\""))?.1.split('"').next()?;
        value.split('.').next()?.parse().ok()
    };
    let columns = xml.split("<col ").skip(1).map(|rest| format!(" {rest}"));
    let of = columns.filter_map(|column| {
        let (first, last) = (value(&column, "min")?, value(&column, "max")?);
        let width = value(&column, "width")?;
        Some((first - 1..last).filter_map(move |at| Some((u32::try_from(at).ok()?, width))))
    });
    of.flatten().collect()
}
