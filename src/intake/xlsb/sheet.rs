//! A sheet's part → its merges and cells, each handed over as it comes.

use super::records::Records;
use super::{Context, Fault, Fields, Meter, Record, damaged};
use crate::intake::biff::error;
use crate::intake::grid::{Merge, Raw};

/// `BrtRowHdr`, `BrtEndSheetData`, `BrtMergeCell`.
const ROW: u16 = 0x00;
const END: u16 = 0x92;
const MERGE: u16 = 0xb0;

/// What the records of cells hold.
///
/// **Source:** [MS-XLSB], `BrtCellBlank` and following, and their short forms, `BrtShortBlank` and following.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    ShortNumber,
    Error,
    Truth,
    Number,
    Text,
    Shared,
    Rich,
}

/// What kind of cell a record is, and whether it names its column.
const fn kind(record: u16) -> Option<(Kind, bool)> {
    Some(match record {
        0x01 => (Kind::Blank, true),
        0x02 => (Kind::ShortNumber, true),
        0x03 | 0x0b => (Kind::Error, true),
        0x04 | 0x0a => (Kind::Truth, true),
        0x05 | 0x09 => (Kind::Number, true),
        0x06 | 0x08 => (Kind::Text, true),
        0x07 => (Kind::Shared, true),
        0x3e => (Kind::Rich, true),
        0x0c => (Kind::Blank, false),
        0x0d => (Kind::ShortNumber, false),
        0x0e => (Kind::Error, false),
        0x0f => (Kind::Truth, false),
        0x10 => (Kind::Number, false),
        0x11 => (Kind::Text, false),
        0x12 => (Kind::Shared, false),
        _ => return None,
    })
}

/// Reads a part to its end.
pub(super) fn read<E: From<Fault>>(
    part: &[u8],
    context: &Context,
    meter: &mut Meter,
    mut take: impl FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    let (mut row, mut next_column, mut is_whole) = (0, 0, false);
    for (record, content) in Records::of(part) {
        let mut fields = Fields(content);
        let cut_off = || damaged("一条记录不完整");
        match record {
            ROW => (row, next_column) = (fields.u32().ok_or_else(cut_off)?, 0),
            END => is_whole = true,
            MERGE => {
                let merge = merge(fields).ok_or_else(cut_off)?;
                merge.map_or(Ok(()), |merge| take(Record::Merge(merge)))?;
            }
            _ if is_whole => {}
            _ => {
                let Some((kind, has_column)) = kind(record) else { continue };
                let column = if has_column { fields.u32().ok_or_else(cut_off)? } else { next_column };
                next_column = column.saturating_add(1);
                let raw = raw(kind, fields, context, meter).ok_or_else(cut_off)?;
                meter.count(raw.as_ref())?;
                raw.map_or(Ok(()), |raw| take(Record::Cell(row, column, raw)))?;
            }
        }
    }
    if is_whole { Ok(()) } else { Err(damaged("工作表不完整").into()) }
}

/// None where the record is cut off; no content in a blank cell.
#[expect(clippy::option_option, reason = "a record that is cut off is not a blank cell")]
fn raw(kind: Kind, mut fields: Fields<'_>, context: &Context, meter: &mut Meter) -> Option<Option<Raw>> {
    // Three bytes of style and one of flags.
    let style = fields.u32()? & 0x00ff_ffff;
    Some(match kind {
        Kind::Blank => None,
        Kind::ShortNumber => Some(context.number(fields.short_number()?, style)),
        Kind::Number => Some(context.number(fields.f64()?, style)),
        Kind::Error => Some(Raw::Error(error(fields.u8()?).into())),
        Kind::Truth => meter.text(if fields.u8()? == 0 { "FALSE" } else { "TRUE" }),
        Kind::Text => meter.text(&fields.string()?),
        Kind::Rich => meter.text(&fields.rich_string()?),
        Kind::Shared => context.string(fields.u32()?)?,
    })
}

#[expect(clippy::option_option, reason = "a record that is cut off is not a merge in one row")]
fn merge(mut fields: Fields<'_>) -> Option<Option<Merge>> {
    let (top, bottom, left) = (fields.u32()?, fields.u32()?, fields.u32()?);
    Some((top < bottom).then_some(Merge { top, left, bottom }))
}
