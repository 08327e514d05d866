//! The texts of a row and the widths of their columns → the height at which all of them stand whole.
//!
//! Programs do not agree on who computes heights: Excel does where a file says none, LibreOffice believes a file
//! that says none to have rows of one line, and nobody does for merged cells. So each row whose text wraps gets
//! its height. It estimates, on the safe side, and measures no face.

use unicode_width::UnicodeWidthStr;

use crate::archive::markup::{Edits, walk};
use crate::archive::{Misfit, Package};

/// The height of a line of text of 11 points, in points.
const LINE: u32 = 15;
/// The most lines that a row shows: a row of Excel is at most 409 points high.
const MOST: u32 = 27;
/// How much of a column's width text can take: a Chinese character is 14.7 pixels wide, two digits are 14.
const TAKEN: f64 = 0.95;

/// The height of a row of these texts, each with the width of its column in characters of half width; in points.
/// None where one line holds each of them, as in a row without a height of its own.
pub(super) fn grown<'a>(cells: impl IntoIterator<Item = (&'a str, f64)>) -> Option<u32> {
    let most = cells.into_iter().map(|(text, width)| lines(text, width)).max().unwrap_or(1);
    (most > 1).then_some(most.min(MOST) * LINE)
}

/// The same where every row says its height.
pub(super) fn of<'a>(cells: impl IntoIterator<Item = (&'a str, f64)>) -> u32 {
    grown(cells).unwrap_or(LINE)
}

/// How many lines a text takes; a Chinese character that no longer fits begins the next.
fn lines(text: &str, width: f64) -> u32 {
    let room = ((width * TAKEN - 1.0) / 2.0).floor().max(1.0) * 2.0;
    let across = |line: &str| (u32::try_from(line.width()).map_or(f64::MAX, f64::from) / room).ceil();
    let count: f64 = text.split('\n').map(|line| across(line).max(1.0)).sum();
    (1..MOST).find(|lines| f64::from(*lines) >= count).unwrap_or(MOST)
}

/// The workbook with rows that grow when somebody types more into them, on all its sheets but the first: what
/// [`rust_xlsxwriter`] gives a height keeps it for ever.
///
/// # Errors
/// A [`Misfit`] where the bytes are no workbook of [`rust_xlsxwriter`].
pub(super) fn growing(bytes: &[u8]) -> Result<Vec<u8>, Misfit> {
    let mut package = Package::open(bytes)?;
    let is_sheet = |part: &&str| part.starts_with("xl/worksheets/sheet") && !part.ends_with("/sheet1.xml");
    let sheets: Vec<String> = package.names().filter(is_sheet).map(str::to_owned).collect();
    for sheet in sheets {
        let xml = package.text(&sheet)?;
        let mut edits = Edits::default();
        walk(&xml, |tag| {
            if tag.name == "row" && tag.opens() {
                edits.replace(tag.at.clone(), tag.raw.replace(" customHeight=\"1\"", ""));
            }
            Ok(())
        })?;
        package.put(&sheet, edits.apply(&xml));
    }
    package.pack()
}

#[cfg(test)]
mod tests {
    use super::{grown, of};

    #[test]
    fn a_row_is_as_high_as_the_cell_with_the_most_lines() {
        assert_eq!(of([("一二三", 10.0), ("", 10.0)]), 15);
        assert_eq!(of([("一二三四五", 10.0), ("一", 10.0)]), 30);
        assert_eq!(of([("一\n二\n三", 10.0)]), 45);
    }

    #[test]
    fn a_row_of_single_lines_has_no_height_of_its_own() {
        assert_eq!(grown([("一二三", 10.0)]), None);
        assert_eq!(grown([]), None);
    }

    #[test]
    fn no_row_is_higher_than_excel_can_open() {
        assert_eq!(of([("字".repeat(20_000).as_str(), 4.0)]), 405);
        assert_eq!(of([("字", 0.0)]), 15);
    }
}
