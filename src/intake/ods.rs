//! The bytes of an `.ods` → its sheets of raw cells, one after another.
//!
//! `calamine` refuses such a workbook where its XML is indented, lays out every repeated cell in memory, and
//! knows neither merges nor percentages; so it is read here, tag by tag.
//!
//! **Source:** `OpenDocument` 1.3 part 3, 9 (tables) and 19 (attributes).

use std::collections::BTreeSet;

use super::cell;
use super::grid::{Fault, Merge, Meter, Raw};
use super::record::Record;
use crate::archive::markup::{Tag, unescaped, walk};
use crate::archive::{Misfit, Package};

/// Hands over each sheet with its merges and filled cells.
///
/// # Errors
/// [`Fault`] where the workbook is damaged, beyond a bound or has a password, and what `take` reports.
pub(super) fn read<E: From<Fault>>(
    bytes: &[u8],
    meter: &mut Meter,
    take: impl FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    let mut package = Package::open(bytes).map_err(Fault::from)?;
    if package.text("META-INF/manifest.xml").is_ok_and(|list| list.contains(":encryption-data")) {
        return Err(Fault::Locked.into());
    }
    let content = package.text("content.xml").map_err(Fault::from)?;
    let mut reading = Reading { meter, take, stopped: None, hidden: BTreeSet::new(), at: At::default() };
    let mut end = 0;
    let walked = walk(&content, |tag| {
        let before = content.get(end..tag.at.start).unwrap_or_default();
        end = tag.at.end;
        reading.text(before);
        reading.tag(&tag).map_err(|stop| {
            reading.stopped = Some(stop);
            Misfit::new("")
        })
    });
    match (reading.stopped, walked) {
        (Some(stop), _) => Err(stop),
        (None, Err(misfit)) => Err(Fault::from(misfit).into()),
        (None, Ok(())) => Ok(()),
    }
}

struct Reading<'a, T, E> {
    meter: &'a mut Meter,
    take: T,
    /// Why nothing more is read.
    stopped: Option<E>,
    /// The styles of sheets that are hidden.
    hidden: BTreeSet<String>,
    at: At,
}

/// Where the reading stands.
#[derive(Default)]
struct At {
    /// The style that is being defined.
    style: String,
    row: u32,
    column: u32,
    /// How often the row stands there, and its filled cells.
    row_repeated: u32,
    cells: Vec<(u32, Raw)>,
    /// The cell that is open.
    cell: Option<Open>,
    /// How many comments are open.
    comments: u32,
}

/// A cell that is not closed yet.
struct Open {
    kind: String,
    value: Option<String>,
    has_formula: bool,
    /// Covered by a merged cell, it holds nothing that anybody sees.
    is_covered: bool,
    repeated: u32,
    text: String,
    /// How many paragraphs have begun, and how many are open.
    paragraphs: (u32, u32),
}

impl<E: From<Fault>, T: FnMut(Record) -> Result<(), E>> Reading<'_, T, E> {
    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), E> {
        let opened = if tag.opens() { self.open(tag) } else { Ok(()) };
        opened.and_then(|()| if tag.closes() { self.close(tag) } else { Ok(()) })
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<(), E> {
        match tag.name {
            "style" => self.at.style = attribute(tag, "style:name"),
            "table-properties" if attribute(tag, "table:display") == "false" => {
                self.hidden.insert(self.at.style.clone());
            }
            "table" => {
                (self.at.row, self.at.column) = (0, 0);
                let is_hidden = self.hidden.contains(&attribute(tag, "table:style-name"));
                return (self.take)(Record::Sheet { name: attribute(tag, "table:name"), is_hidden });
            }
            "table-row" => {
                self.at.row_repeated = repeated(tag, "table:number-rows-repeated");
                self.at.column = 0;
            }
            "table-cell" | "covered-table-cell" => return self.open_cell(tag),
            "annotation" => self.at.comments += 1,
            _ => self.sign(tag),
        }
        Ok(())
    }

    fn open_cell(&mut self, tag: &Tag<'_>) -> Result<(), E> {
        let kind = if tag.attribute("calcext:value-type").is_some_and(|kind| kind == "error") {
            "error".to_owned()
        } else {
            attribute(tag, "office:value-type")
        };
        let values = ["office:value", "office:date-value", "office:time-value", "office:boolean-value"];
        let mut values = values.into_iter().chain(["office:string-value"]);
        self.at.cell = Some(Open {
            kind,
            value: values.find_map(|name| tag.attribute(name)),
            has_formula: tag.attribute("table:formula").is_some(),
            is_covered: tag.name == "covered-table-cell",
            repeated: repeated(tag, "table:number-columns-repeated"),
            text: String::new(),
            paragraphs: (0, 0),
        });
        let spanned = repeated(tag, "table:number-rows-spanned");
        let At { row, column, .. } = self.at;
        match row.checked_add(spanned - 1).filter(|bottom| *bottom > row) {
            Some(bottom) => (self.take)(Record::Merge(Merge { top: row, left: column, bottom })),
            None => Ok(()),
        }
    }

    fn close(&mut self, tag: &Tag<'_>) -> Result<(), E> {
        match tag.name {
            "annotation" => self.at.comments = self.at.comments.saturating_sub(1),
            "p" => {
                if let Some(cell) = self.open_text() {
                    cell.paragraphs.1 = cell.paragraphs.1.saturating_sub(1);
                }
            }
            "table-cell" | "covered-table-cell" => self.close_cell()?,
            "table-row" => self.close_row()?,
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), E> {
        let Some(cell) = self.at.cell.take() else { return Ok(()) };
        let (raw, repeated) = (cell.raw(self.meter), cell.repeated);
        // An empty cell that stands there often is looked at once.
        let times = if raw.is_some() { repeated as usize } else { 1 };
        self.meter.count_repeated(raw.as_ref(), times)?;
        for column in (self.at.column..).take(times) {
            self.at.cells.extend(raw.clone().map(|raw| (column, raw)));
        }
        self.at.column = self.at.column.saturating_add(repeated);
        Ok(())
    }

    fn close_row(&mut self) -> Result<(), E> {
        let cells = std::mem::take(&mut self.at.cells);
        let repeated = if cells.is_empty() { 0 } else { self.at.row_repeated };
        for (_, raw) in &cells {
            // Those of the first row were counted as they came.
            self.meter.count_repeated(Some(raw), repeated as usize - 1)?;
        }
        for row in (self.at.row..).take(repeated as usize) {
            for (column, raw) in &cells {
                (self.take)(Record::Cell(row, *column, raw.clone()))?;
            }
        }
        self.at.row = self.at.row.saturating_add(self.at.row_repeated);
        Ok(())
    }

    /// The cell whose text is being read; a comment in it is none.
    fn open_text(&mut self) -> Option<&mut Open> {
        self.at.cell.as_mut().filter(|_| self.at.comments == 0)
    }

    /// A tag that stands for a sign within a cell's text.
    fn sign(&mut self, tag: &Tag<'_>) {
        let Some(cell) = self.open_text() else { return };
        match tag.name {
            "p" => {
                if cell.paragraphs.0 > 0 {
                    cell.text.push('\n');
                }
                cell.paragraphs = (cell.paragraphs.0 + 1, cell.paragraphs.1 + 1);
            }
            "line-break" => cell.text.push('\n'),
            "tab" => cell.text.push('\t'),
            "s" => cell.text.push_str(&" ".repeat(tag.number("text:c").unwrap_or(1).min(BLANKS) as usize)),
            _ => {}
        }
    }

    fn text(&mut self, raw: &str) {
        if let Some(cell) = self.open_text().filter(|cell| cell.paragraphs.1 > 0) {
            cell.text.push_str(&unescaped(raw));
        }
    }
}

/// The most blanks that one tag may stand for.
const BLANKS: u32 = 1000;

impl Open {
    fn raw(&self, meter: &mut Meter) -> Option<Raw> {
        let Self { kind, value, text, .. } = self;
        let value = value.as_deref();
        let number = value.and_then(|value| value.parse().ok());
        match kind.as_str() {
            _ if self.is_covered => None,
            "error" => Some(Raw::Error(text.as_str().into())),
            // A percentage is what is shown.
            "percentage" if !text.is_empty() => meter.text(text),
            "float" | "currency" | "percentage" => number.map(Raw::Number),
            "date" => value.and_then(|iso| cell::of_iso(iso).or_else(|| meter.text(iso))),
            "time" => value.and_then(|iso| cell::duration(iso).or_else(|| meter.text(iso))),
            "boolean" => meter.text(if value == Some("true") { "TRUE" } else { "FALSE" }),
            "string" => meter.text(value.unwrap_or(text)),
            _ if self.has_formula => Some(Raw::Uncalculated),
            _ => meter.text(text),
        }
    }
}

fn attribute(tag: &Tag<'_>, name: &str) -> String {
    tag.attribute(name).unwrap_or_default()
}

/// How often something stands there; at least once.
fn repeated(tag: &Tag<'_>, name: &str) -> u32 {
    tag.number(name).unwrap_or(1).max(1)
}
