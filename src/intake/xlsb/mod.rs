//! The bytes of an `.xlsb` → its sheets of raw cells, one after another.
//!
//! `calamine` passes over the short form of cells, which leave their column out, and knows neither merges nor
//! formats of such a workbook; so it is read here. It trusts no size that the file declares.
//!
//! **Source:** [MS-XLSB], the parts of a workbook and their records, whose names stand beside the numbers.

mod records;
mod sheet;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::biff::Fields;
use super::cell::{self, Context};
use super::grid::{Fault, Meter};
use super::number_format::NumberFormat;
use super::record::Record;
use crate::archive::{Misfit, Package};
use records::Records;

/// The part that the others hang on; every program writes it there.
const WORKBOOK: &str = "xl/workbook.bin";

/// `BrtBundleSh`, `BrtWbProp`.
const SHEET: u16 = 0x9c;
const PROPERTIES: u16 = 0x99;
/// `BrtSSTItem`.
const STRING: u16 = 0x13;
/// `BrtFmt`, `BrtXF`, `BrtBeginCellXFs`, `BrtEndCellXFs`.
const FORMAT: u16 = 0x2c;
const STYLE: u16 = 0x2f;
const STYLES: u16 = 0x269;
const STYLES_END: u16 = 0x26a;

/// A sheet that the workbook lists.
struct Listed {
    name: String,
    is_hidden: bool,
    part: String,
}

/// Hands over each sheet with its merges and filled cells.
///
/// # Errors
/// [`Fault`] where the workbook is damaged or beyond a bound, and what `take` reports.
pub(super) fn read<E: From<Fault>>(
    bytes: &[u8],
    meter: &mut Meter,
    mut take: impl FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    let mut package = Package::open(bytes).map_err(Fault::from)?;
    let (sheets, context) = open(&mut package).map_err(Fault::from)?;
    for Listed { name, is_hidden, part } in sheets {
        take(Record::Sheet { name, is_hidden })?;
        let part = package.bytes(&part).map_err(Fault::from)?;
        sheet::read(&part, &context, meter, &mut take)?;
    }
    Ok(())
}

/// The sheets of cells, in order, and what they refer to.
fn open(package: &mut Package<'_>) -> Result<(Vec<Listed>, Context), Misfit> {
    let workbook = package.bytes(WORKBOOK)?;
    let relations = package.relations(WORKBOOK)?;
    let worksheets = relations.iter().filter(|relation| relation.kind == "worksheet");
    let worksheets = worksheets.map(|relation| (&*relation.id, &*relation.target)).collect();
    let sheets = Records::of(&workbook).filter(|(kind, _)| *kind == SHEET);
    let sheets = sheets.filter_map(|(_, content)| listed(content, &worksheets)).collect();
    let properties = Records::of(&workbook).find(|(kind, _)| *kind == PROPERTIES);
    let is_1904 =
        properties.and_then(|(_, content)| Some(Fields(content).u32()? & 1 == 1)).unwrap_or_default();
    let mut beside = |kind: &str| match relations.iter().find(|relation| relation.kind == kind) {
        Some(relation) => package.bytes(&relation.target),
        None => Ok(Vec::new()),
    };
    let (strings, formats) = (strings(&beside("sharedStrings")?), formats(&beside("styles")?));
    Ok((sheets, Context { strings, formats, is_1904 }))
}

impl From<Misfit> for Fault {
    fn from(misfit: Misfit) -> Self {
        Self::Unreadable(misfit.to_string())
    }
}

fn damaged(what: &str) -> Fault {
    Fault::Unreadable(what.to_owned())
}

/// Charts and macros are no sheets of cells.
fn listed(content: &[u8], worksheets: &BTreeMap<&str, &str>) -> Option<Listed> {
    let mut fields = Fields(content);
    let is_hidden = fields.u32()? != 0;
    let _id = fields.u32()?;
    let relation = fields.string()?;
    let name = fields.string()?;
    Some(Listed { name, is_hidden, part: (*worksheets.get(&*relation)?).to_owned() })
}

fn strings(part: &[u8]) -> Vec<Arc<str>> {
    let items = Records::of(part).filter(|(kind, _)| *kind == STRING);
    items.map(|(_, content)| cell::shared(&Fields(content).rich_string().unwrap_or_default())).collect()
}

/// The format of each style of cells.
fn formats(part: &[u8]) -> Vec<NumberFormat> {
    let mut codes = BTreeMap::new();
    let mut formats = Vec::new();
    let mut is_cells = false;
    for (kind, content) in Records::of(part) {
        let mut fields = Fields(content);
        match kind {
            FORMAT => codes.extend(fields.u16().map(u32::from).zip(fields.string())),
            STYLES => is_cells = true,
            STYLES_END => is_cells = false,
            STYLE if is_cells => formats.push(style(fields, &codes)),
            _ => {}
        }
    }
    formats
}

fn style(mut fields: Fields<'_>, codes: &BTreeMap<u32, String>) -> NumberFormat {
    let _parent = fields.u16();
    let id = fields.u16().unwrap_or_default().into();
    NumberFormat::of(id, codes)
}
