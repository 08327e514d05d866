//! The records of a sheet → its merges and cells, each handed over as it comes.

use super::records::{Pieces, Records, Texts};
use super::{BEGIN, Context, END, Fault, Meter, cut_off, damaged};
use crate::intake::biff::error;
use crate::intake::grid::{Merge, Raw};
use crate::intake::record::Record;

/// `MergeCells`, `MulRk`, `Formula`, `String`.
const MERGES: u16 = 0x00e5;
const SHORT_NUMBERS: u16 = 0x00bd;
const FORMULA: u16 = 0x0006;
const RESULT: u16 = 0x0207;

/// What the records of single cells hold.
#[derive(Clone, Copy)]
enum Kind {
    Number,
    ShortNumber,
    Shared,
    Text,
    TruthOrError,
}

const fn kind(record: u16) -> Option<Kind> {
    Some(match record {
        // `Number`, `RK`, `LabelSst`.
        0x0203 => Kind::Number,
        0x027e => Kind::ShortNumber,
        0x00fd => Kind::Shared,
        // `Label`, and `RString` with its runs of several formats behind the text.
        0x0204 | 0x00d6 => Kind::Text,
        // `BoolErr`.
        0x0205 => Kind::TruthOrError,
        _ => return None,
    })
}

/// Row and column, from 0.
type Position = (u32, u32);

/// Reads the records to the end of the sheet; the charts within it have records of their own.
pub(super) fn read<E: From<Fault>>(
    records: Records<'_>,
    (texts, context): (Texts, &Context),
    meter: &mut Meter,
    take: impl FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    let mut reading = Reading { texts, context, meter, take, awaited: None };
    let mut depth = 0_usize;
    for record in records {
        match record.kind {
            BEGIN => depth += 1,
            END if depth > 1 => depth -= 1,
            END => return reading.end(),
            kind if depth == 1 => reading.record(kind, record.content)?,
            _ => {}
        }
    }
    Err(damaged("工作表不完整").into())
}

/// A sheet that is being read.
struct Reading<'a, T> {
    texts: Texts,
    context: &'a Context,
    meter: &'a mut Meter,
    take: T,
    /// The formula whose text follows.
    awaited: Option<Position>,
}

impl<E: From<Fault>, T: FnMut(Record) -> Result<(), E>> Reading<'_, T> {
    fn record(&mut self, record: u16, mut content: Pieces<'_>) -> Result<(), E> {
        match record {
            MERGES => self.merges(content),
            SHORT_NUMBERS => self.short_numbers(content),
            FORMULA => self.formula(content),
            RESULT => {
                let text = content.text(self.texts).ok_or_else(cut_off)?;
                let text = self.meter.text(&text);
                self.awaited.take().map_or(Ok(()), |position| self.cell(position, text))
            }
            _ => match kind(record) {
                Some(kind) => {
                    let position = position(&mut content).ok_or_else(cut_off)?;
                    let raw = self.raw(kind, content).ok_or_else(cut_off)?;
                    self.cell(position, raw)
                }
                None => Ok(()),
            },
        }
    }

    /// None where the record is cut off; no content in an empty text.
    #[expect(clippy::option_option, reason = "a record that is cut off is not an empty text")]
    fn raw(&mut self, kind: Kind, mut content: Pieces<'_>) -> Option<Option<Raw>> {
        let style = u32::from(content.fields.u16()?);
        Some(match kind {
            Kind::Number => Some(self.context.number(content.fields.f64()?, style)),
            Kind::ShortNumber => Some(self.context.number(content.fields.short_number()?, style)),
            Kind::Shared => self.context.string(content.fields.u32()?)?,
            Kind::Text => self.meter.text(&content.text(self.texts)?),
            Kind::TruthOrError => {
                let (value, is_error) = (content.fields.u8()?, content.fields.u8()? != 0);
                if is_error { Some(Raw::Error(error(value).into())) } else { self.truth(value) }
            }
        })
    }

    fn truth(&mut self, value: u8) -> Option<Raw> {
        self.meter.text(if value == 0 { "FALSE" } else { "TRUE" })
    }

    /// Cells of one row that follow each other.
    fn short_numbers(&mut self, mut content: Pieces<'_>) -> Result<(), E> {
        let (row, mut column) = position(&mut content).ok_or_else(cut_off)?;
        // Behind the last stands its column.
        while let Some((style, number)) = content.fields.u16().zip(content.fields.short_number()) {
            self.cell((row, column), Some(self.context.number(number, u32::from(style))))?;
            column += 1;
        }
        Ok(())
    }

    /// A formula and its result: a number, or where its last bytes say so, something else.
    ///
    /// **Source:** [MS-XLS] 2.5.133 (`FormulaValue`).
    fn formula(&mut self, mut content: Pieces<'_>) -> Result<(), E> {
        self.give_up()?;
        let position = position(&mut content).ok_or_else(cut_off)?;
        let style = content.fields.u16().ok_or_else(cut_off)?;
        let mut number = content.fields;
        let value = content.fields.bytes(8).ok_or_else(cut_off)?;
        let raw = match *value {
            [0, .., 0xff, 0xff] => {
                self.awaited = Some(position);
                None
            }
            [1, _, value, .., 0xff, 0xff] => self.truth(value),
            [2, _, value, .., 0xff, 0xff] => Some(Raw::Error(error(value).into())),
            // An empty text.
            [.., 0xff, 0xff] => None,
            _ => number.f64().map(|number| self.context.number(number, u32::from(style))),
        };
        self.cell(position, raw)
    }

    /// A formula without the text that it says it has: nobody computed it.
    fn give_up(&mut self) -> Result<(), E> {
        self.awaited.take().map_or(Ok(()), |position| self.cell(position, Some(Raw::Uncalculated)))
    }

    fn end(mut self) -> Result<(), E> {
        self.give_up()
    }

    /// Only what is merged downwards.
    fn merges(&mut self, mut content: Pieces<'_>) -> Result<(), E> {
        let count = content.fields.u16().ok_or_else(cut_off)?;
        for _ in 0..count {
            let merge = merge(&mut content).ok_or_else(cut_off)?;
            if merge.top < merge.bottom {
                (self.take)(Record::Merge(merge))?;
            }
        }
        Ok(())
    }

    fn cell(&mut self, (row, column): Position, raw: Option<Raw>) -> Result<(), E> {
        self.meter.count(raw.as_ref())?;
        raw.map_or(Ok(()), |raw| (self.take)(Record::Cell(row, column, raw)))
    }
}

fn position(content: &mut Pieces<'_>) -> Option<Position> {
    Some((content.fields.u16()?.into(), content.fields.u16()?.into()))
}

fn merge(content: &mut Pieces<'_>) -> Option<Merge> {
    let (top, bottom) = (content.fields.u16()?, content.fields.u16()?);
    let (left, _right) = (content.fields.u16()?, content.fields.u16()?);
    Some(Merge { top: top.into(), left: left.into(), bottom: bottom.into() })
}
