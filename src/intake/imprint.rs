//! The bytes of an `.xlsx` → what stands in each of its cells, in a few bytes each.
//!
//! In: a workbook as it is sent out or comes back. Out: for each filled cell a checksum and its first words.
//! Two workbooks that say the same have the same imprint, whatever program saved them: formats, the bytes of
//! the file and the results of formulas are not looked at.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{DataRef, Reader, Sheet, SheetType, Xlsx, XlsxError};

use super::memory;
use super::value::typed;
use crate::archive::{self, Misfit, Refusal};
use crate::files;

/// Filled cells of a workbook whose imprint is taken; with 60 bytes each it is still a small sheet.
const CELLS: usize = 500_000;
/// How many digits of a checksum tell what stood in a cell from what stands there now.
const DIGITS: usize = 12;
/// How many characters of a cell help to find it again.
const SHOWN: usize = 16;

/// What stands in a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imprint {
    /// Its sheets, in order.
    pub sheets: Vec<SheetImprint>,
}

/// What stands in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetImprint {
    /// The sheet's name.
    pub name: Arc<str>,
    /// Its rows that hold anything, by their number from 0.
    pub rows: BTreeMap<u32, RowImprint>,
}

/// The filled cells of a row, by their column from 0.
pub type RowImprint = BTreeMap<u32, CellImprint>;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellImprint {
    /// A checksum of it.
    pub digest: String,
    /// Its first words, on one line.
    pub shown: String,
}

impl Imprint {
    /// The sheet of this name.
    pub fn sheet(&self, name: &str) -> Option<&SheetImprint> {
        self.sheets.iter().find(|sheet| &*sheet.name == name)
    }
}

/// Takes the imprint of all sheets of cells but the one in which a workbook remembers its own.
///
/// # Errors
/// A [`Misfit`] where the workbook can't be read or holds too much.
pub fn imprint(bytes: &[u8]) -> Result<Imprint, Misfit> {
    archive::vet(bytes)
        .map_err(|(Refusal::Damaged(reason) | Refusal::TooLarge(reason))| Misfit::new(reason))?;
    // Nothing is shared with the closure but bytes that are only read.
    catch_unwind(AssertUnwindSafe(|| of_sheets(bytes)))
        .unwrap_or_else(|_panic| Err(Misfit::new("内部结构不合规范")))
}

/// The texts of a sheet, row by row, as they are written, blanks and all; none where there is no such sheet or
/// it can't be read.
pub(super) fn texts(bytes: &[u8], sheet: &str) -> Option<Vec<Vec<String>>> {
    archive::vet(bytes).ok()?;
    catch_unwind(AssertUnwindSafe(|| texts_of(bytes, sheet))).ok().flatten()
}

fn texts_of(bytes: &[u8], sheet: &str) -> Option<Vec<Vec<String>>> {
    let mut xlsx = Xlsx::new(Cursor::new(bytes)).ok()?;
    let mut cells = xlsx.worksheet_cells_reader(sheet).ok()?;
    let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
    while let Some(cell) = cells.next_cell().ok()? {
        let (row, _) = cell.get_position();
        let text = match cell.get_value() {
            DataRef::String(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            other => said(other).map(|(_, text)| text).unwrap_or_default(),
        };
        if text.is_empty() {
            continue;
        }
        match rows.last_mut() {
            Some((last, texts)) if *last == row => texts.push(text),
            _ => rows.push((row, vec![text])),
        }
    }
    Some(rows.into_iter().map(|(_, texts)| texts).collect())
}

fn of_sheets(bytes: &[u8]) -> Result<Imprint, Misfit> {
    let mut xlsx = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let is_of_cells = |sheet: &&Sheet| sheet.typ == SheetType::WorkSheet && sheet.name != memory::SHEET;
    let sheets = xlsx.sheets_metadata().iter().filter(is_of_cells);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    let mut left = CELLS;
    let sheets = names.iter().map(|name| of_sheet(&mut xlsx, name, &mut left));
    Ok(Imprint { sheets: sheets.collect::<Result<_, _>>()? })
}

fn of_sheet(xlsx: &mut Xlsx<Cursor<&[u8]>>, name: &str, left: &mut usize) -> Result<SheetImprint, Misfit> {
    let mut rows: BTreeMap<u32, RowImprint> = BTreeMap::new();
    let mut cells = xlsx.worksheet_cells_reader(name).map_err(unreadable)?;
    while let Some(cell) = cells.next_cell_with_formula().map_err(unreadable)? {
        let (row, column) = cell.pos;
        let Some(imprint) = of_cell(&cell.value, cell.formula.as_deref()) else { continue };
        *left = left.checked_sub(1).ok_or_else(|| Misfit::new(format!("有内容的单元格超过 {CELLS} 个")))?;
        rows.entry(row).or_default().entry(column).or_insert(imprint);
    }
    Ok(SheetImprint { name: Arc::from(name), rows })
}

fn unreadable(_error: XlsxError) -> Misfit {
    Misfit::new("里面有读不出来的单元格")
}

fn of_cell(value: &DataRef<'_>, formula: Option<&str>) -> Option<CellImprint> {
    let (kind, text) = match formula {
        Some(formula) => said_by_formula(formula),
        None => said(value)?,
    };
    let mut digest = files::sha256(format!("{kind}{text}").as_bytes());
    digest.truncate(DIGITS);
    let shown = match value {
        DataRef::DateTime(moment) if kind == 'n' => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        _ => clipped(&text),
    };
    Some(CellImprint { digest, shown })
}

/// A formula is what it says, without what some programs put into it and others don't; a truth value may be
/// stored as one.
fn said_by_formula(formula: &str) -> (char, String) {
    let bare: String = formula.replace("_xlfn.", "").chars().filter(|c| !c.is_whitespace()).collect();
    match &*bare.to_uppercase() {
        truth @ ("TRUE()" | "FALSE()") => ('b', truth.trim_end_matches("()").to_owned()),
        bare => ('f', format!("={bare}")),
    }
}

/// What a cell says, the same after any program saved it: days as the numbers that they are stored as, 15
/// digits, line ends of one kind, no blanks around.
fn said(value: &DataRef<'_>) -> Option<(char, String)> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            ('s', words(text)?)
        }
        DataRef::SharedString(text) => return words(text).map(|words| ('s', words)),
        #[expect(clippy::cast_precision_loss, reason = "beyond 15 digits programs differ anyway")]
        DataRef::Int(number) => ('n', typed(*number as f64)),
        DataRef::Float(number) => ('n', typed(*number)),
        DataRef::DateTime(moment) => ('n', typed(moment.as_f64())),
        DataRef::Bool(is_true) => ('b', if *is_true { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::Error(error) => ('e', error.to_string()),
    })
}

fn words(text: &str) -> Option<String> {
    let is_blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
    let words = text.replace("\r\n", "\n").replace('\r', "\n");
    Some(words.trim_matches(is_blank).to_owned()).filter(|words| !words.is_empty())
}

fn clipped(text: &str) -> String {
    let line = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut clipped: String = line.take(SHOWN).collect();
    if text.chars().nth(SHOWN).is_some() {
        clipped.push('…');
    }
    clipped
}
