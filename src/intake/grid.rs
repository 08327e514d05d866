//! The bytes of a vetted workbook → the filled cells of the sheets that are wanted. The only user of
//! `calamine`.
//!
//! Sheets are streamed and kept sparse: a cell in the last row of the last column costs one cell. What
//! calamine does not survive as a panic ends here, as a fault of that workbook alone.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};

use super::form::{self, Form};
use super::header::key;
use crate::archive::Vetted;
use crate::base::{CellRef, Date};
use crate::plan::SheetLayout;

/// What was read of a workbook.
pub(super) struct Book {
    /// The names of all its sheets.
    pub(super) names: Vec<String>,
    /// The sheet of each layout, in the order of the layouts.
    pub(super) sheets: Vec<Option<Result<Grid, SheetFault>>>,
    /// What it says of itself, where it is one of our forms.
    pub(super) form: Option<Form>,
}

/// The cells of a sheet that hold anything, by row and column, both from 0.
pub(super) struct Grid {
    pub(super) name: Arc<str>,
    pub(super) rows: BTreeMap<u32, Cells>,
}

/// The cells of a row, by column.
pub(super) type Cells = BTreeMap<u32, Raw>;

/// What a cell holds, before anybody asks what it should hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Raw {
    /// Text, trimmed and not empty.
    Text(String),
    Number(f64),
    /// A day, and the time of day where it is not midnight.
    Moment(Date, Option<String>),
    /// An error such as `#DIV/0!`.
    Error(String),
    /// A formula without a result.
    Uncalculated,
}

/// Why a workbook can't be read.
pub(super) enum Fault {
    /// What the reader says.
    Unreadable(String),
    /// A Chinese clause that names the bound.
    TooLarge(String),
}

/// Why a sheet can't be read.
pub(super) struct SheetFault {
    pub(super) sheet: Arc<str>,
    /// The last cell that could be read.
    pub(super) after: Option<CellRef>,
    pub(super) reason: String,
}

/// Cells that are looked at in all sheets together, empty ones included: nine columns formatted to the
/// last row.
const SCANNED: usize = 10_000_000;
/// Cells with content: 50 times what a unit of a county ever filled in.
const FILLED: usize = 1_000_000;
/// Bytes of text: cells repeat shared strings, so their sum is bounded apart from the file's size.
const TEXT_SIZE: usize = 128 << 20;

/// Reads the sheets that there are layouts for.
pub(super) fn read(
    layouts: &[SheetLayout],
    file: &Arc<str>,
    bytes: &[u8],
    vetted: Vetted,
) -> Result<Book, Fault> {
    // What is shared with the closure is only read, so nothing half-changed outlives a panic.
    catch_unwind(AssertUnwindSafe(|| book(layouts, file, bytes, vetted)))
        .unwrap_or_else(|_panic| Err(Fault::Unreadable("内部结构不合规范".to_owned())))
}

fn book(layouts: &[SheetLayout], file: &Arc<str>, bytes: &[u8], vetted: Vetted) -> Result<Book, Fault> {
    let mut xlsx = Xlsx::new(Cursor::new(bytes)).map_err(|error| Fault::Unreadable(error.to_string()))?;
    let is_sheet = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
    let mut names: Vec<String> =
        xlsx.sheets_metadata().iter().filter(is_sheet).map(|sheet| sheet.name.clone()).collect();
    let mut reading = Reading { vetted, scanned: 0, filled: 0, text_size: 0 };
    let mut sheets = Vec::new();
    for layout in layouts {
        let wanted = key(layout.name.as_str());
        sheets.push(match names.iter().find(|name| key(name) == wanted) {
            Some(name) => Some(reading.sheet(&mut xlsx, name)?),
            None => None,
        });
    }
    let mut form = None;
    if let Some(hidden) = names.iter().position(|name| name == form::SHEET) {
        let grid = reading.sheet(&mut xlsx, form::SHEET)?;
        form = grid.ok().and_then(|grid| Form::read(&grid, file));
        names.remove(hidden);
    }
    Ok(Book { names, sheets, form })
}

/// What was read so far, over all sheets.
struct Reading {
    vetted: Vetted,
    scanned: usize,
    filled: usize,
    text_size: usize,
}

impl Reading {
    /// A fault of the sheet is its own; only a bound ends the workbook.
    fn sheet(
        &mut self,
        xlsx: &mut Xlsx<Cursor<&[u8]>>,
        name: &str,
    ) -> Result<Result<Grid, SheetFault>, Fault> {
        let mut grid = Grid { name: Arc::from(name), rows: BTreeMap::new() };
        let mut after = None;
        let fault = |after, error: &XlsxError| {
            Ok(Err(SheetFault { sheet: Arc::from(name), after, reason: error.to_string() }))
        };
        let mut cells = match xlsx.worksheet_cells_reader(name) {
            Ok(cells) => cells,
            Err(error) => return fault(after, &error),
        };
        loop {
            let record = match cells.next_cell_with_formula_metadata() {
                Ok(Some(record)) => record,
                Ok(None) => return Ok(Ok(grid)),
                Err(error) => return fault(after, &error),
            };
            let (row, column) = record.pos;
            let raw = self.raw(record.value, record.formula.is_some());
            self.count(raw.as_ref())?;
            after = Some(CellRef { row_0based: row, column_0based: column });
            if let Some(raw) = raw {
                grid.rows.entry(row).or_default().entry(column).or_insert(raw);
            }
        }
    }

    fn count(&mut self, raw: Option<&Raw>) -> Result<(), Fault> {
        self.scanned += 1;
        self.filled += usize::from(raw.is_some());
        if let Some(Raw::Text(text)) = raw {
            self.text_size += text.len();
        }
        let bound = if self.scanned > SCANNED {
            format!("单元格（连同空白的）超过 {SCANNED} 个")
        } else if self.filled > FILLED {
            format!("有内容的单元格超过 {FILLED} 个")
        } else if self.text_size > TEXT_SIZE {
            format!("文字超过 {} MB", TEXT_SIZE >> 20)
        } else {
            return Ok(());
        };
        Err(Fault::TooLarge(bound))
    }

    /// A result of 0 is none where the program that wrote it can't compute: libraries write it for every
    /// formula, and ask for a calculation when the file is opened.
    fn raw(&self, value: DataRef<'_>, is_formula: bool) -> Option<Raw> {
        let stale = match value {
            DataRef::Empty => true,
            DataRef::Float(number) => self.vetted.recalculates && number == 0.0,
            _ => false,
        };
        if is_formula && stale { Some(Raw::Uncalculated) } else { raw(value) }
    }
}

fn raw(value: DataRef<'_>) -> Option<Raw> {
    match value {
        DataRef::Empty => None,
        DataRef::String(string) => text(&string),
        DataRef::SharedString(string) => text(string),
        DataRef::DateTimeIso(iso) => text(iso.strip_suffix("T00:00:00").unwrap_or(&iso)),
        DataRef::DurationIso(iso) => text(&iso),
        DataRef::Bool(is_true) => Some(Raw::Text(if is_true { "TRUE" } else { "FALSE" }.to_owned())),
        DataRef::Float(number) => Some(Raw::Number(number)),
        #[expect(clippy::cast_precision_loss, reason = "beyond 15 digits it is refused anyway")]
        DataRef::Int(number) => Some(Raw::Number(number as f64)),
        DataRef::Error(error) => Some(Raw::Error(error.to_string())),
        DataRef::DateTime(moment) => Some(self::moment(&moment)),
    }
}

/// Line breaks of one kind, no blanks around; nothing is left of a cell of blanks.
fn text(string: &str) -> Option<Raw> {
    let is_blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
    let trimmed = string.trim_matches(is_blank);
    (!trimmed.is_empty()).then(|| Raw::Text(trimmed.replace("\r\n", "\n").replace('\r', "\n")))
}

/// The first serial number that no calendar of Excel has: 1 January 10000.
const SERIAL_END: f64 = 2_958_466.0;

/// A serial number below 1 is a time of day, and so is a duration; what is no day of the calendar stays
/// a number.
fn moment(moment: &ExcelDateTime) -> Raw {
    let serial = moment.as_f64();
    if !(0.0..SERIAL_END).contains(&serial) {
        return Raw::Number(serial);
    }
    if moment.is_duration() || serial < 1.0 {
        return Raw::Text(clock(serial));
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    let date = date.and_then(|((year, month), day)| Date::new(year, month, day).ok());
    let time = Some(clock(serial.fract())).filter(|time| time != "0:00");
    date.map_or(Raw::Number(serial), |date| Raw::Moment(date, time))
}

/// Days as hours and minutes: `14:30`, `36:00`.
fn clock(days: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 2^32 minutes")]
    let minutes = (days * 1440.0).round() as u64;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::{Raw, read};
    use crate::archive;
    use crate::base::Date;
    use crate::plan::SheetLayout;

    #[test]
    fn days_are_counted_from_1904_where_the_workbook_says_so() {
        let bytes = include_bytes!("../../tests/real/mac-1904-dates.xlsx");
        let layout = "[{kind: visit, name: Sheet1, columns: []}]";
        let layouts: Vec<SheetLayout> = crate::yaml::read(layout, "sheets.yaml").unwrap();
        let book = read(&layouts, &"a.xlsx".into(), bytes, archive::vet(bytes).unwrap()).ok().unwrap();
        let grid = book.sheets.into_iter().next().flatten().unwrap().ok().unwrap();
        let day = |row| grid.rows[&row][&1].clone();
        assert_eq!(day(0), Raw::Moment(Date::constant(1904, 1, 2), None));
        assert_eq!(day(4), Raw::Moment(Date::constant(1934, 6, 3), None));
    }
}
