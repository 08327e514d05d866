//! The bytes of a workbook that is no `.xlsx` → its cells as a stream of records.
//!
//! It runs in a process of its own, bounded by whoever starts it: `calamine`, which reads `.xls`, keeps the whole
//! workbook in memory, may panic on it, and believes sizes that the file declares; and a few KB of `.xlsb` or
//! `.ods` may unpack to gigabytes. It knows no layout; all sheets are written.

use std::io::{self, Cursor, Write};

use calamine::{Data, DataRef, Dimensions, Range, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::grid::{Fault, Meter, Raw};
use super::record::{OPENING, Record};
use super::{cell, ods, xlsb};
use crate::archive::{self, Content};

/// Writes the cells of a workbook, or why there are none.
///
/// # Errors
/// What the writer reports.
pub fn write(bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{OPENING}")?;
    let mut writing = Writing { out, meter: Meter::default() };
    let last = match archive::sniff(&mut Cursor::new(bytes))? {
        Content::OldWorkbook => writing.xls(bytes),
        Content::Xlsb => xlsb::read(bytes, &mut writing.meter, |record| put(writing.out, &record)),
        Content::Ods => ods::read(bytes, &mut writing.meter, |record| put(writing.out, &record)),
        _ => Err(Stop::Read(Record::Damaged("不是这几种格式的工作簿".to_owned()))),
    };
    let last = match last {
        Ok(()) => Record::End,
        Err(Stop::Read(record)) => record,
        Err(Stop::Write(error)) => return Err(error),
    };
    writeln!(out, "{last}")?;
    out.flush()
}

/// Why the stream ends before all is read.
enum Stop {
    /// The record that says it.
    Read(Record),
    /// Nobody listens.
    Write(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Read(match fault {
            Fault::Unreadable(reason) => Record::Damaged(reason),
            Fault::TooLarge(bound) => Record::TooLarge(bound),
            Fault::Locked => Record::Locked,
        })
    }
}

impl From<XlsError> for Stop {
    fn from(error: XlsError) -> Self {
        Self::Read(match error {
            XlsError::Password => Record::Locked,
            other => Record::Damaged(other.to_string()),
        })
    }
}

/// An old workbook that is being written.
struct Writing<'a, W> {
    out: &'a mut W,
    meter: Meter,
}

impl<W: Write> Writing<'_, W> {
    fn xls(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        let mut xls: Xls<_> = Xls::new(Cursor::new(bytes))?;
        for sheet in sheets(&xls) {
            self.open(&sheet)?;
            self.merges(&xls.merge_cells_by_sheet_name(&sheet.name)?)?;
            let range = xls.worksheet_range(&sheet.name)?;
            self.range(&range)?;
            self.unanswered(&range, &xls.worksheet_formula(&sheet.name)?)?;
        }
        Ok(())
    }

    fn open(&mut self, sheet: &calamine::Sheet) -> Result<(), Stop> {
        let is_hidden = sheet.visible != SheetVisible::Visible;
        self.record(&Record::Sheet { name: sheet.name.clone(), is_hidden })
    }

    fn merges(&mut self, merges: &[Dimensions]) -> Result<(), Stop> {
        let downwards = merges.iter().filter_map(cell::merge);
        downwards.map(Record::Merge).try_for_each(|merge| self.record(&merge))
    }

    /// Positions of a range count from its first cell.
    fn range(&mut self, range: &Range<Data>) -> Result<(), Stop> {
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            if let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(column)) {
                self.cell((top + row, left + column), cell::borrowed(value))?;
            }
        }
        Ok(())
    }

    /// Formulas whose result nobody computed.
    fn unanswered(&mut self, range: &Range<Data>, formulas: &Range<String>) -> Result<(), Stop> {
        let (top, left) = formulas.start().unwrap_or_default();
        for (row, column, _) in formulas.used_cells() {
            if let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(column)) {
                let place = (top + row, left + column);
                if range.get_value(place).is_none_or(|value| *value == Data::Empty) {
                    self.record(&Record::Cell(place.0, place.1, Raw::Uncalculated))?;
                }
            }
        }
        Ok(())
    }

    fn cell(&mut self, (row, column): (u32, u32), value: DataRef<'_>) -> Result<(), Stop> {
        let raw = cell::raw(value, &mut self.meter);
        self.meter.count(raw.as_ref())?;
        match raw {
            Some(raw) => self.record(&Record::Cell(row, column, raw)),
            None => Ok(()),
        }
    }

    fn record(&mut self, record: &Record) -> Result<(), Stop> {
        put(self.out, record)
    }
}

fn put(out: &mut impl Write, record: &Record) -> Result<(), Stop> {
    Ok(writeln!(out, "{record}")?)
}

/// The sheets of cells; charts and macros are none.
fn sheets<'a>(workbook: &impl Reader<Cursor<&'a [u8]>>) -> Vec<calamine::Sheet> {
    let mut sheets = workbook.sheets_metadata().to_vec();
    sheets.retain(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets
}
