//! What a workbook that was sent back remembers of itself, as the rows of a sheet that nobody sees.
//!
//! Whoever marks a workbook puts the rows there; intake reads them when it comes back. They are text, one entry
//! in each row: what kind of entry it is stands in column A.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{CellRef, Severity};

use super::imprint::{self, CellImprint, Imprint, RowImprint, SheetImprint};

/// The name of the sheet, and the word in its first cell.
pub const SHEET: &str = "juanzong-marks";
/// The version of the rows' shape.
const FORMAT: &str = "1";
/// The longest text of a cell, in bytes; Excel allows 32 767 characters.
const LONGEST: usize = 30_000;

/// What a workbook that was sent back remembers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Memory {
    /// The name of the sheet that lists what is to be mended.
    pub list: String,
    /// The colours that were given to marked cells, each with the fill that it covers.
    pub covers: Vec<(String, String)>,
    /// What was to be mended.
    pub marks: Vec<Mark>,
    /// What stood in it.
    pub imprint: Imprint,
}

/// Something that was to be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// How bad it is.
    pub severity: Severity,
    /// The marked cell, then the other sides of a conflict; none where something is missing altogether.
    pub cells: Vec<(Arc<str>, CellRef)>,
    /// Where something is missing: the sheet; none where it may be any.
    pub sheet: Option<Arc<str>>,
}

impl Memory {
    /// The rows to write.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let mut rows =
            vec![vec![SHEET.to_owned(), FORMAT.to_owned()], vec!["list".into(), self.list.clone()]];
        let covers = self.covers.iter();
        rows.extend(covers.map(|(colour, fill)| vec!["cover".into(), colour.clone(), fill.clone()]));
        rows.extend(self.marks.iter().map(Mark::row));
        for sheet in &self.imprint.sheets {
            rows.push(vec!["sheet".into(), sheet.name.to_string()]);
            rows.extend(sheet.rows.iter().map(|(row, cells)| row_of(*row, cells)));
        }
        rows
    }

    /// What the hidden sheet of a workbook says; none where it has none, or one that another version wrote.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let mut rows = imprint::texts(bytes, SHEET)?.into_iter();
        let first = rows.next()?;
        (first == [SHEET, FORMAT]).then_some(())?;
        let mut memory = Self::default();
        for row in rows {
            memory.add(&row);
        }
        Some(memory)
    }

    fn add(&mut self, row: &[String]) {
        match row {
            [kind, name] if kind == "list" => self.list.clone_from(name),
            [kind, colour, fill] if kind == "cover" => self.covers.push((colour.clone(), fill.clone())),
            [kind, name] if kind == "sheet" => {
                let name = Arc::from(name.as_str());
                self.imprint.sheets.push(SheetImprint { name, rows: BTreeMap::new() });
            }
            [kind, number, texts @ ..] if kind == "row" => {
                let number = number.parse::<u32>().ok().and_then(|number| number.checked_sub(1));
                if let (Some(number), Some(sheet)) = (number, self.imprint.sheets.last_mut()) {
                    sheet.rows.insert(number, cells_of(texts));
                }
            }
            [kind, severity, rest @ ..] if kind == "mark" => self.marks.extend(Mark::read(severity, rest)),
            _ => {}
        }
    }
}

impl Mark {
    fn row(&self) -> Vec<String> {
        let mut row = vec!["mark".to_owned(), self.severity.name().to_owned()];
        match &self.sheet {
            Some(sheet) if self.cells.is_empty() => row.push(sheet.to_string()),
            _ => {}
        }
        for (sheet, cell) in &self.cells {
            row.extend([sheet.to_string(), cell.to_string()]);
        }
        row
    }

    fn read(severity: &str, rest: &[String]) -> Option<Self> {
        let severity = [Severity::Error, Severity::Warning].into_iter().find(|it| it.name() == severity)?;
        if let [] | [_] = rest {
            let sheet = rest.first().map(|sheet| Arc::from(sheet.as_str()));
            return Some(Self { severity, cells: Vec::new(), sheet });
        }
        let cell = |pair: &[String]| match pair {
            [sheet, cell] => Some((Arc::from(sheet.as_str()), CellRef::named(cell)?)),
            _ => None,
        };
        Some(Self { severity, cells: rest.chunks(2).map(cell).collect::<Option<_>>()?, sheet: None })
    }
}

/// A row of a sheet: its number from 1, then its cells, a line each, in as many texts as they need.
fn row_of(row: u32, cells: &RowImprint) -> Vec<String> {
    let mut texts = vec!["row".to_owned(), (row + 1).to_string(), String::new()];
    for (column, cell) in cells {
        let line = format!("{column} {} {}\n", cell.digest, cell.shown);
        match texts.last_mut() {
            Some(text) if text.len() + line.len() <= LONGEST => text.push_str(&line),
            _ => texts.push(line),
        }
    }
    texts
}

fn cells_of(texts: &[String]) -> RowImprint {
    let lines = texts.iter().flat_map(|text| text.lines());
    let cell = |line: &str| {
        let (column, rest) = line.split_once(' ')?;
        let (digest, shown) = rest.split_once(' ').unwrap_or((rest, ""));
        let imprint = CellImprint { digest: digest.to_owned(), shown: shown.to_owned() };
        Some((column.parse().ok()?, imprint))
    };
    lines.filter_map(cell).collect()
}
