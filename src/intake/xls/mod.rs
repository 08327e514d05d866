//! The bytes of an `.xls` or `.et` → its sheets of raw cells, one after another.
//!
//! `calamine` gives no formats of such a workbook, so that 85% would be 0.85; it takes the codes of formats under a
//! few numbers only, which other programs do not keep to; and it makes room for as many cells as the sheet says it
//! has. So it is read here, the workbooks of Excel 5 and 95 as well. It trusts no size that the file declares.
//!
//! **Source:** [MS-XLS], whose names of records stand beside the numbers; OpenOffice.org's documentation of the Excel
//! file format for BIFF5.

mod compound;
mod records;
mod sheet;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::{self, Context};
use super::grid::{Fault, Meter};
use super::number_format::NumberFormat;
use super::record;
use compound::Compound;
use records::{Pieces, Records, Texts};

/// Later workbooks, and those of Excel 5 and 95.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// `BOF`, `EOF`.
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
/// `FilePass`, `CodePage`, `Date1904`.
const LOCK: u16 = 0x002f;
const CODE_PAGE: u16 = 0x0042;
const EPOCH: u16 = 0x0022;
/// `BoundSheet8`, `SST`, `Format`, `XF`.
const SHEET: u16 = 0x0085;
const STRINGS: u16 = 0x00fc;
const FORMAT: u16 = 0x041e;
const STYLE: u16 = 0x00e0;

/// The versions of workbooks that have their records in common, BIFF5 and BIFF8.
const BIFF5: u16 = 0x0500;
const BIFF8: u16 = 0x0600;
/// Where a workbook of BIFF5 does not say it: Western European.
const WESTERN: u16 = 1252;

/// A sheet that the workbook lists.
struct Listed {
    name: String,
    is_hidden: bool,
    /// Where it begins in the stream.
    start: usize,
}

/// What stands before the sheets.
struct Opened {
    texts: Texts,
    sheets: Vec<Listed>,
    context: Context,
}

/// Hands over each sheet with its merges and filled cells.
///
/// # Errors
/// [`Fault`] where the workbook is damaged, locked or beyond a bound, and what `take` reports.
pub(super) fn read<E: From<Fault>>(
    bytes: &[u8],
    meter: &mut Meter,
    mut take: impl FnMut(record::Record) -> Result<(), E>,
) -> Result<(), E> {
    let stream = Compound::open(bytes).and_then(|file| file.stream(&STREAMS));
    let stream = stream.ok_or_else(|| damaged("内部的数据链断了"))?;
    let Opened { texts, sheets, context } = open(&stream)?;
    for Listed { name, is_hidden, start } in sheets {
        take(record::Record::Sheet { name, is_hidden })?;
        let records = stream.get(start..).unwrap_or_default();
        sheet::read(Records::of(records), (texts, &context), meter, &mut take)?;
    }
    Ok(())
}

fn damaged(what: &str) -> Fault {
    Fault::Unreadable(what.to_owned())
}

fn cut_off() -> Fault {
    damaged("一条记录不完整")
}

/// Reads the records before the first sheet.
fn open(stream: &[u8]) -> Result<Opened, Fault> {
    let mut records = Records::of(stream);
    let first = records.next().filter(|first| first.kind == BEGIN);
    let mut texts = match first.and_then(|mut first| first.content.fields.u16()) {
        Some(BIFF8) => Texts::Wide,
        Some(BIFF5) => Texts::CodePage(WESTERN),
        _ => return Err(damaged("不是 Excel 5 以后的格式")),
    };
    let (mut sheets, mut strings) = (Vec::new(), Vec::new());
    let (mut codes, mut styles, mut is_1904) = (BTreeMap::new(), Vec::new(), false);
    for record in records {
        let mut content = record.content;
        match record.kind {
            LOCK => return Err(Fault::Locked),
            CODE_PAGE if texts != Texts::Wide => {
                texts = Texts::CodePage(content.fields.u16().unwrap_or(WESTERN));
            }
            EPOCH => is_1904 = content.fields.u16() == Some(1),
            SHEET => sheets.extend(listed(content, texts).ok_or_else(cut_off)?),
            STRINGS => strings = shared_strings(content),
            FORMAT => codes.extend(format(content, texts)),
            STYLE => styles.push(style(content).unwrap_or_default()),
            END => {
                let formats = styles.into_iter().map(|id| NumberFormat::of(id, &codes)).collect();
                return Ok(Opened { texts, sheets, context: Context { strings, formats, is_1904 } });
            }
            _ => {}
        }
    }
    Err(damaged("工作簿不完整"))
}

/// None where the record is cut off; charts and macros are no sheets of cells.
#[expect(clippy::option_option, reason = "a record that is cut off is not a chart")]
fn listed(mut content: Pieces<'_>, texts: Texts) -> Option<Option<Listed>> {
    let start = usize::try_from(content.fields.u32()?).ok()?;
    let is_hidden = content.fields.u8()? & 3 != 0;
    let is_sheet = content.fields.u8()? == 0;
    let name = content.short_text(texts)?;
    Some(is_sheet.then_some(Listed { name, is_hidden, start }))
}

/// As many as there are; how many the record says does not matter.
fn shared_strings(mut content: Pieces<'_>) -> Vec<Arc<str>> {
    let _counts = content.fields.bytes(8);
    let next = || if content.go_on() { content.rich_text().map(|text| cell::shared(&text)) } else { None };
    std::iter::from_fn(next).collect()
}

/// A number and the code of the format that has it.
fn format(mut content: Pieces<'_>, texts: Texts) -> Option<(u32, String)> {
    let id = content.fields.u16()?.into();
    let code = if texts == Texts::Wide { content.text(texts) } else { content.short_text(texts) };
    Some((id, code?))
}

/// The number of the format of a style.
fn style(mut content: Pieces<'_>) -> Option<u32> {
    let _font = content.fields.u16()?;
    content.fields.u16().map(Into::into)
}
