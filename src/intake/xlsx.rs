//! The bytes of a vetted `.xlsx` → the filled cells of the sheets that are wanted. The only user of
//! `calamine`.
//!
//! Sheets are streamed. What calamine does not survive as a panic ends here, as a fault of that workbook
//! alone.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::form::{self, Form};
use super::grid::{Book, Fault, Grid, Meter, Raw, SheetFault};
use super::header::key;
use crate::archive::Vetted;
use crate::base::{CellRef, Date};
use crate::plan::SheetLayout;

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
    let mut reading = Reading { vetted, meter: Meter::default() };
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

/// A workbook that is being read.
struct Reading {
    vetted: Vetted,
    meter: Meter,
}

impl Reading {
    /// A fault of the sheet is its own; only a bound ends the workbook.
    fn sheet(
        &mut self,
        xlsx: &mut Xlsx<Cursor<&[u8]>>,
        name: &str,
    ) -> Result<Result<Grid, SheetFault>, Fault> {
        let mut grid = Grid { name: Arc::from(name), is_hidden: is_hidden(xlsx, name), rows: Vec::new() };
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
                Ok(None) => return Ok(Ok(grid.in_order())),
                Err(error) => return fault(after, &error),
            };
            let (row, column) = record.pos;
            let raw = self.raw(record.value, record.formula.is_some());
            self.meter.count(raw.as_ref())?;
            after = Some(CellRef { row_0based: row, column_0based: column });
            if let Some(raw) = raw {
                grid.put(row, column, raw);
            }
        }
    }

    /// A result of 0 is none where the program that wrote it can't compute: libraries write it for every
    /// formula, and ask for a calculation when the file is opened.
    fn raw(&mut self, value: DataRef<'_>, is_formula: bool) -> Option<Raw> {
        let stale = match value {
            DataRef::Empty => true,
            DataRef::Float(number) => self.vetted.recalculates && number == 0.0,
            _ => false,
        };
        if is_formula && stale { Some(Raw::Uncalculated) } else { raw(value, &mut self.meter) }
    }
}

fn is_hidden(xlsx: &Xlsx<Cursor<&[u8]>>, name: &str) -> bool {
    let sheet = xlsx.sheets_metadata().iter().find(|sheet| sheet.name == name);
    sheet.is_some_and(|sheet| sheet.visible != SheetVisible::Visible)
}

fn raw(value: DataRef<'_>, meter: &mut Meter) -> Option<Raw> {
    match value {
        DataRef::Empty => None,
        DataRef::String(string) => meter.text(&string),
        DataRef::SharedString(string) => meter.text(string),
        DataRef::DateTimeIso(iso) => meter.text(iso.strip_suffix("T00:00:00").unwrap_or(&iso)),
        DataRef::DurationIso(iso) => meter.text(&iso),
        DataRef::Bool(is_true) => meter.text(if is_true { "TRUE" } else { "FALSE" }),
        DataRef::Float(number) => Some(Raw::Number(number)),
        #[expect(clippy::cast_precision_loss, reason = "beyond 15 digits it is refused anyway")]
        DataRef::Int(number) => Some(Raw::Number(number as f64)),
        DataRef::Error(error) => Some(Raw::Error(error.to_string().into())),
        DataRef::DateTime(moment) => Some(self::moment(&moment)),
    }
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
        return Raw::Text(clock(serial).into());
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    let date = date.and_then(|((year, month), day)| Date::new(year, month, day).ok());
    let time = Some(clock(serial.fract())).filter(|time| time != "0:00");
    date.map_or(Raw::Number(serial), |date| Raw::Moment(date, time.map(Into::into)))
}

/// Days as hours and minutes: `14:30`, `36:00`.
fn clock(days: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 2^32 minutes")]
    let minutes = (days * 1440.0).round() as u64;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::super::grid::at;
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
        let day = |row: usize| at(&grid.rows[row].1, 1).cloned().unwrap();
        assert_eq!(day(0), Raw::Moment(Date::constant(1904, 1, 2), None));
        assert_eq!(day(4), Raw::Moment(Date::constant(1934, 6, 3), None));
    }
}
