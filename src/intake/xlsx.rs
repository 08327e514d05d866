//! The bytes of a vetted `.xlsx` → the filled cells of the sheets that are wanted.
//!
//! Sheets are streamed. What calamine does not survive as a panic ends here, as a fault of that workbook
//! alone.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxCellReader, XlsxError};

use super::book::{self, Sheets};
use super::cell;
use super::grid::{Book, Fault, Grid, Meter, Raw, SheetFault};
use super::number_format::{NumberFormat, Percent};
use crate::archive::Vetted;
use crate::base::{CellRef, caught};
use crate::plan::SheetLayout;

/// How many empty cells of a sheet that nobody asked for are looked at before it counts as empty.
const GLANCE: usize = 100_000;
/// Cells that are read before they are kept: enough that handing them over costs nothing, and few enough that
/// their room is not asked from the system each time.
const BATCH: usize = 2_000;

/// Reads the sheets that there are layouts for.
pub(super) fn read(
    layouts: &[SheetLayout],
    file: &Arc<str>,
    bytes: &[u8],
    vetted: Vetted,
) -> Result<Book, Fault> {
    // What is shared with the closure is only read, so nothing half-changed outlives a panic.
    caught(|| book(layouts, file, bytes, vetted))
        .unwrap_or_else(|| Err(Fault::Unreadable("内部结构不合规范".to_owned())))
}

fn book(layouts: &[SheetLayout], file: &Arc<str>, bytes: &[u8], vetted: Vetted) -> Result<Book, Fault> {
    let xlsx = Xlsx::new(Cursor::new(bytes)).map_err(|error| Fault::Unreadable(error.to_string()))?;
    book::of(layouts, file, &mut Reading { xlsx, vetted, meter: Meter::default() })
}

/// A workbook that is being read.
struct Reading<'a> {
    xlsx: Xlsx<Cursor<&'a [u8]>>,
    vetted: Vetted,
    meter: Meter,
}

impl Sheets for Reading<'_> {
    fn names(&self) -> Vec<String> {
        let is_sheet = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
        self.xlsx.sheets_metadata().iter().filter(is_sheet).map(|sheet| sheet.name.clone()).collect()
    }

    fn take(&mut self, name: &str) -> Result<Result<Grid, SheetFault>, Fault> {
        let mut sheet = match self.cells(name)? {
            Ok(grid) => grid.in_order(),
            Err(fault) => return Ok(Err(fault)),
        };
        let whole = self.percents(&mut sheet).and_then(|()| self.merges(&mut sheet));
        Ok(whole.map(|()| sheet).map_err(|error| fault(name, None, &error)))
    }

    /// A sheet on which calamine panics holds something that it can't make out. Each sheet is opened anew, so
    /// nothing of that outlives it.
    fn shows_anything(&mut self, name: &str) -> bool {
        !is_hidden(&self.xlsx, name) && caught(|| self.shows_cells(name)).unwrap_or(true)
    }
}

impl Reading<'_> {
    fn shows_cells(&mut self, name: &str) -> bool {
        let Self { xlsx, vetted, .. } = self;
        let Ok(mut cells) = xlsx.worksheet_cells_reader(name) else { return false };
        let mut meter = Meter::default();
        let cells = std::iter::from_fn(|| cells.next_cell_with_formula_metadata().ok().flatten());
        cells.take(GLANCE).any(|cell| raw(cell.value, cell.formula.is_some(), *vetted, &mut meter).is_some())
    }

    /// While one thread reads a batch of cells, another keeps the one before.
    fn cells(&mut self, name: &str) -> Result<Result<Grid, SheetFault>, Fault> {
        let Self { xlsx, vetted, meter } = self;
        let mut grid = Grid { is_hidden: is_hidden(xlsx, name), ..Grid::named(name) };
        let mut cells = match xlsx.worksheet_cells_reader(name) {
            Ok(cells) => cells,
            Err(error) => return Ok(Err(fault(name, None, &error))),
        };
        let (mut after, mut batch) = (None, Batch::default());
        while !batch.is_last {
            let mut kept = Ok(());
            let next = rayon::in_place_scope(|scope| {
                scope.spawn(|_| kept = keep(batch.cells, *vetted, &mut grid, meter));
                Batch::read(&mut cells)
            });
            kept?;
            batch = match next {
                Ok(batch) => batch,
                Err((read, error)) => return Ok(Err(fault(name, read.or(after), &error))),
            };
            after = batch.cells.last().map(|cell| cell.at).or(after);
        }
        keep(batch.cells, *vetted, &mut grid, meter)?;
        Ok(Ok(grid))
    }

    /// Puts percentages as they are shown. Only where the workbook has such a format, the sheet is read
    /// again for its formats.
    fn percents(&mut self, grid: &mut Grid) -> Result<(), XlsxError> {
        let mut cells = self.xlsx.worksheet_cells_reader(&grid.name)?;
        let percents: Vec<Option<Percent>> = cells.styles().iter().map(percent).collect();
        if percents.iter().all(Option::is_none) {
            return Ok(());
        }
        while let Some((row, column, style)) = cells.next_style_id()? {
            let percent = percents.get(style).copied().flatten();
            if let Some((percent, cell)) = percent.zip(grid.cell(row, column))
                && let Raw::Number(number) = cell
            {
                *cell = Raw::Text(percent.shown(*number).into());
            }
        }
        Ok(())
    }

    /// They stand behind the cells, so the sheet is read again, where anything is merged downwards at all.
    fn merges(&mut self, grid: &mut Grid) -> Result<(), XlsxError> {
        if self.vetted.merges_rows {
            let merges = self.xlsx.merge_cells_by_sheet_name(&grid.name)?;
            grid.merges = merges.iter().filter_map(cell::merge).collect();
        }
        Ok(())
    }
}

/// A cell as calamine reads it.
struct ReadCell<'a> {
    at: CellRef,
    value: DataRef<'a>,
    is_formula: bool,
}

/// Cells that stand one after another.
#[derive(Default)]
struct Batch<'a> {
    cells: Vec<ReadCell<'a>>,
    is_last: bool,
}

impl<'a> Batch<'a> {
    /// # Errors
    /// What calamine says, and the last cell before that.
    fn read(cells: &mut XlsxCellReader<'a, Cursor<&[u8]>>) -> Result<Self, (Option<CellRef>, XlsxError)> {
        let mut batch = Self { cells: Vec::with_capacity(BATCH), is_last: false };
        while batch.cells.len() < BATCH {
            let record = cells.next_cell_with_formula_metadata();
            let record = record.map_err(|error| (batch.cells.last().map(|cell| cell.at), error))?;
            let Some(record) = record else { return Ok(Self { is_last: true, ..batch }) };
            let at = CellRef { row_0based: record.pos.0, column_0based: record.pos.1 };
            batch.cells.push(ReadCell { at, value: record.value, is_formula: record.formula.is_some() });
        }
        Ok(batch)
    }
}

fn keep(cells: Vec<ReadCell<'_>>, vetted: Vetted, grid: &mut Grid, meter: &mut Meter) -> Result<(), Fault> {
    for ReadCell { at, value, is_formula } in cells {
        let raw = raw(value, is_formula, vetted, meter);
        meter.count(raw.as_ref())?;
        if let Some(raw) = raw {
            grid.put(at.row_0based, at.column_0based, raw);
        }
    }
    Ok(())
}

fn percent(style: &Style) -> Option<Percent> {
    NumberFormat::of_code(&style.number_format.as_ref()?.format_code).percent()
}

fn fault(name: &str, after: Option<CellRef>, error: &XlsxError) -> SheetFault {
    SheetFault { sheet: Arc::from(name), after, reason: error.to_string() }
}

/// A result of 0 is none where the program that wrote it can't compute: libraries write it for every
/// formula, and ask for a calculation when the file is opened.
fn raw(value: DataRef<'_>, is_formula: bool, vetted: Vetted, meter: &mut Meter) -> Option<Raw> {
    let stale = match value {
        DataRef::Empty => true,
        DataRef::Float(number) => vetted.recalculates && number == 0.0,
        _ => false,
    };
    if is_formula && stale { Some(Raw::Uncalculated) } else { cell::raw(value, meter) }
}

fn is_hidden(xlsx: &Xlsx<Cursor<&[u8]>>, name: &str) -> bool {
    let sheet = xlsx.sheets_metadata().iter().find(|sheet| sheet.name == name);
    sheet.is_some_and(|sheet| sheet.visible != SheetVisible::Visible)
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
