//! Stage: the plan's sheet layouts and workbooks → rows, each value with its cell.
//!
//! In: layouts and the bytes of workbooks. Out: [`Workbook`]s and findings. It never decides whether
//! a row is right for the campaign; that is the ledger's.

mod align;
mod aside;
mod biff;
mod book;
mod cell;
mod continued;
mod csv;
mod displaced;
mod elsewhere;
mod filler;
mod foreign;
mod form;
mod grid;
mod header;
mod imprint;
mod memory;
mod merged;
mod names;
mod number_format;
mod ods;
mod record;
mod refusal;
mod returned;
mod rows;
mod sheet;
mod texts;
mod value;
mod xls;
mod xlsb;
mod xlsx;

pub use displaced::{Displaced, displaced};
pub use elsewhere::Elsewhere;
pub use foreign::write as write_cells;
pub use form::{Form, SHEET as FORM_SHEET};
pub use imprint::{CellImprint, Imprint, RowImprint, SheetImprint, imprint};
pub use memory::{Mark, Memory, SHEET as MEMORY_SHEET};
pub use returned::Returned;
pub use rows::{CellValue, Filler, Row, Sheet, Workbook, WorkbookFormat};

use std::io::Cursor;
use std::sync::Arc;

use crate::archive;
use crate::base::{Checked, Code, Finding, Place};
use crate::files;
use crate::plan::SheetLayout;

use grid::{Book, Grid};

/// Reads the sheets of a workbook that there are layouts for; none where the file is neither `.xlsx` nor
/// CSV inside.
///
/// `file` is its path relative to the workspace; what it ends in does not matter. Findings:
/// [`Code::WorkbookUnreadable`] and [`Code::WorkbookTooLarge`] leave no workbook or not that sheet,
/// [`Code::SheetMissing`] and [`Code::HeaderMissing`] leave no sheet; [`Code::ColumnMissing`],
/// [`Code::CellUnusable`], [`Code::CellForbidden`] and [`Code::CellContradicted`] leave the field out and name it
/// in [`Row::unusable`]; [`Code::ColumnUnknown`], [`Code::FormOutdated`],
/// [`Code::RowAside`], [`Code::SheetHidden`], [`Code::SheetUnread`], [`Code::MarkUnmended`], [`Code::ChangeUnmarked`] and
/// [`Code::ReturnUncompared`] are warnings.
pub fn workbook(layouts: &[SheetLayout], file: &str, bytes: &[u8]) -> Checked<Option<Workbook>> {
    workbook_elsewhere(layouts, file, bytes, None)
}

/// The same, and `.xls`, `.et`, `.xlsb` and `.ods` are read too, as far as another process can read them.
pub fn workbook_elsewhere(
    layouts: &[SheetLayout],
    file: &str,
    bytes: &[u8],
    elsewhere: Option<Elsewhere<'_>>,
) -> Checked<Option<Workbook>> {
    let file: Arc<str> = Arc::from(file);
    match open(layouts, &file, bytes, elsewhere) {
        Ok((format, book)) => assemble(layouts, &file, bytes, (format, book)).map(Some),
        Err(finding) => Checked { value: None, findings: vec![finding] },
    }
}

fn open(
    layouts: &[SheetLayout],
    file: &Arc<str>,
    bytes: &[u8],
    elsewhere: Option<Elsewhere<'_>>,
) -> Result<(WorkbookFormat, Book), Finding> {
    if bytes.is_empty() {
        return Err(refusal::of_empty(file));
    }
    let content = archive::sniff(&mut Cursor::new(bytes)).unwrap_or(archive::Content::Other);
    let by_reading = |fault| refusal::by_reading(file, fault);
    if content == archive::Content::Text {
        let text = files::text(bytes, file)?;
        let book = csv::read(layouts, file, &text).map_err(by_reading)?;
        let book = book.map(|book| (WorkbookFormat::Csv, book));
        return book.map_or_else(|| Err(refusal::of_text(file)), Ok);
    }
    if let Some((format, elsewhere)) = foreign(content).zip(elsewhere) {
        let written = elsewhere(bytes).map_err(|reason| refusal::by_elsewhere(file, &reason))?;
        return Ok((format, elsewhere::read(layouts, file, &written).map_err(by_reading)?));
    }
    refusal::by_content(file, content)?;
    let vetted = archive::vet(bytes).map_err(|refused| refusal::by_vetting(file, refused))?;
    Ok((WorkbookFormat::Xlsx, xlsx::read(layouts, file, bytes, vetted).map_err(by_reading)?))
}

/// The formats that only another process reads.
const fn foreign(content: archive::Content) -> Option<WorkbookFormat> {
    match content {
        archive::Content::OldWorkbook => Some(WorkbookFormat::Xls),
        archive::Content::Xlsb => Some(WorkbookFormat::Xlsb),
        archive::Content::Ods => Some(WorkbookFormat::Ods),
        _ => None,
    }
}

fn assemble(
    layouts: &[SheetLayout],
    file: &Arc<str>,
    bytes: &[u8],
    (format, book): (WorkbookFormat, Book),
) -> Checked<Workbook> {
    let mut findings = names::unread(layouts, file, &book);
    let mut filler = Filler::default();
    let (mut sheets, mut unread) = (Vec::new(), Vec::new());
    for (layout, found) in layouts.iter().zip(book.sheets) {
        let before = (sheets.len(), findings.len());
        match found {
            Some(Ok(grid)) => sheets.extend(sheet(layout, file, grid, &mut filler, &mut findings)),
            Some(Err(fault)) => findings.push(refusal::of_sheet(file, fault)),
            None if layout.is_required() => {
                findings.push(names::missing(layout, (file, format), &book.names));
            }
            None => {}
        }
        if sheets.len() == before.0 && findings.len() > before.1 {
            unread.push(layout.kind.value);
        }
    }
    if let Some(form) = &book.form {
        findings.extend(form.outdated(layouts, file));
        filler.unit.get_or_insert_with(|| form.unit.clone());
        for sheet in &mut sheets {
            form::drop_untouched(layouts, sheet);
        }
    }
    let is_returned = book.names.iter().any(|name| name == MEMORY_SHEET);
    let returned =
        is_returned.then(|| returned::examine((file, format), bytes, &filler).take(&mut findings)).flatten();
    let value = Workbook {
        file: Arc::clone(file),
        sha256: files::sha256(bytes),
        size: bytes.len() as u64,
        format,
        filler,
        form: book.form,
        returned,
        sheets,
        unread,
    };
    Checked { value, findings }
}

/// A sheet that nothing is written on is as good as absent, where it may be absent.
fn sheet(
    layout: &SheetLayout,
    file: &Arc<str>,
    grid: Grid,
    filler: &mut Filler,
    findings: &mut Vec<Finding>,
) -> Option<Sheet> {
    if grid.rows.is_empty() && !layout.is_required() {
        return None;
    }
    findings.extend(grid.is_hidden.then(|| hidden(file, &grid)));
    let header = header::find(layout, &grid);
    filler::read(file, &grid, header.as_ref().map(|header| header.row), filler, findings);
    let Some(header) = header else {
        findings.push(header_missing(layout, file, &grid));
        return None;
    };
    Some(sheet::read(layout, file, grid, &header, findings))
}

fn hidden(file: &Arc<str>, grid: &Grid) -> Finding {
    let place = Place::sheet(Arc::clone(file), Arc::clone(&grid.name));
    Finding::new(Code::SheetHidden, place, "这张工作表是隐藏的，内容照样采用")
        .help("取消隐藏，核对内容；不该报送的，删去这张工作表")
}

fn header_missing(layout: &SheetLayout, file: &Arc<str>, grid: &Grid) -> Finding {
    let names: Vec<&str> = layout.columns.iter().map(|column| column.name.as_str()).collect();
    let place = Place::sheet(Arc::clone(file), Arc::clone(&grid.name));
    Finding::new(Code::HeaderMissing, place, "没有找到表头，整张工作表没有采用")
        .help(format!("表头应有：{}", names.join("、")))
}
