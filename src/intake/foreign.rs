//! The bytes of a workbook that is no `.xlsx` → its cells as a stream of records.
//!
//! It runs in a process of its own, bounded by whoever starts it: a few KB of `.xlsb` or `.ods` may unpack to
//! gigabytes, and the tables of an `.xls` may name one sheet a thousand times. It knows no layout; all sheets are
//! written.

use std::io::{self, Cursor, Write};

use super::grid::{Fault, Meter};
use super::record::{OPENING, Record};
use super::{ods, xls, xlsb};
use crate::archive::{self, Content};

/// Writes the cells of a workbook, or why there are none.
///
/// # Errors
/// What the writer reports.
pub fn write(bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{OPENING}")?;
    let mut meter = Meter::default();
    let put = |record: Record| Ok(writeln!(out, "{record}")?);
    let last = match archive::sniff(&mut Cursor::new(bytes))? {
        Content::OldWorkbook => xls::read(bytes, &mut meter, put),
        Content::Xlsb => xlsb::read(bytes, &mut meter, put),
        Content::Ods => ods::read(bytes, &mut meter, put),
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
