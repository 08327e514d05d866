//! A layout and a unit's tasks → one sheet: title, who fills it in, heads, rows filled in beforehand, rows to fill.

use rust_xlsxwriter::{Format, Note, ProtectionOptions, Worksheet, XlsxError};

use crate::base::Words;
use crate::plan::{Column, ColumnKind, SheetKind, SheetLayout};

use super::lists::Lists;
use super::own::Own;
use super::tasks::{Given, Tasks};
use super::{formats, heights, validation};

/// A4, as Excel numbers paper.
pub(super) const A4: u8 = 9;
/// What stays free beside a table, over it and over what stands in the margin, in inches.
const MARGINS: [f64; 3] = [0.5, 0.6, 0.3];
/// The last row, from 0, of which a form checks what is typed.
const LAST_CHECKED: u32 = 999;
/// The width of a note, in pixels.
const NOTE_WIDTH: u32 = 260;

/// Writes the sheet of a layout of a campaign; its drop-downs take their values from `lists`.
pub(super) fn write(
    (layout, campaign): (&SheetLayout, &Words),
    tasks: &Tasks<'_>,
    own: &mut Own<'_>,
    lists: &mut Lists,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(layout.name.as_str())?;
    columns(&mut sheet, layout)?;
    let width = width(layout);
    spanning(&mut sheet, 0, width, &format!("{campaign}{}表", layout.name), &formats::title())?;
    sheet.set_row_height(0, 32)?;
    let unit = tasks.unit.name.as_str();
    let head = filler(&mut sheet, width, unit)?;
    heads(&mut sheet, head, layout)?;
    let [date, contact, phone] = own.filler(&mut sheet, layout, width)?;
    grow_filler(&mut sheet, layout, [unit, &date, &contact, &phone])?;
    let begun = own.rows(&mut sheet, head + 1, layout)?;
    let given = own.open(layout, tasks.rows(layout.kind.value));
    rows(&mut sheet, head + 1 + begun, layout, &given)?;
    check(&mut sheet, head + 1, layout, tasks, lists)?;
    protect(&mut sheet);
    print(&mut sheet, head)?;
    Ok(sheet)
}

/// Text over all columns.
pub(super) fn spanning(
    sheet: &mut Worksheet,
    row: u32,
    width: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    // One cell can't be merged.
    if width > 1 {
        sheet.merge_range(row, 0, row, width - 1, text, format)?;
    } else {
        sheet.write_string_with_format(row, 0, text, format)?;
    }
    Ok(())
}

/// How many columns the layout has.
fn width(layout: &SheetLayout) -> u16 {
    u16::try_from(layout.columns.len()).unwrap_or(u16::MAX)
}

/// How many rows there are to fill in beside those that are filled in beforehand; units answer for their own
/// indicators only.
const fn open_rows(kind: SheetKind) -> u32 {
    match kind {
        SheetKind::SelfCheck => 0,
        SheetKind::Rectification => 5,
        // One page of A4 across.
        _ => 25,
    }
}

/// The widths, and where rows may be added, cells to fill in below the table.
fn columns(sheet: &mut Worksheet, layout: &SheetLayout) -> Result<(), XlsxError> {
    for (number, column) in (0..).zip(&layout.columns) {
        sheet.set_column_width(number, column_width(column))?;
        if open_rows(layout.kind.value) > 0 {
            sheet.set_column_format(number, &formats::open(column.reads_as()))?;
        }
    }
    Ok(())
}

/// In characters of half width; a table of nine columns at these widths is readable on A4 across.
fn column_width(column: &Column) -> f64 {
    match (column.reads_as(), column.field.as_str()) {
        // A label such as 填报单位： fits.
        (ColumnKind::Number | ColumnKind::Id, _) | (_, "serial") => 12.0,
        (ColumnKind::Date, _) => 14.0,
        (_, "title" | "location" | "indicator_name" | "work_done" | "shortcomings" | "measures") => 28.0,
        _ => 15.0,
    }
}

/// The lines 填报单位 / 填报日期 / 联系人 / 电话, as many of them in a row as there are columns for.
///
/// Returns the row below them.
fn filler(sheet: &mut Worksheet, width: u16, unit: &str) -> Result<u32, XlsxError> {
    let labels = ["填报单位：", "填报日期：", "联系人：", "电话："];
    let mut last = 0;
    for (number, label) in (0..).zip(labels) {
        let (row, column) = filler_cell(number, width);
        if row > last {
            last = row;
            blanks(sheet, row, width)?;
        }
        sheet.write_string_with_format(row, column - 1, label, &formats::label())?;
        let kind = if number == 1 { ColumnKind::Date } else { ColumnKind::Text };
        match number {
            0 => drop(sheet.write_string_with_format(row, column, unit, &formats::text())?),
            _ => drop(sheet.write_blank(row, column, &formats::entry(kind))?),
        }
        if number == 1 {
            sheet.add_data_validation(row, column, row, column, &validation::date()?)?;
        }
    }
    Ok(last + 1)
}

/// Makes the lines of the filler so high that what stands behind the labels is seen.
fn grow_filler(sheet: &mut Worksheet, layout: &SheetLayout, said: [&str; 4]) -> Result<(), XlsxError> {
    let at = |number| filler_cell(number, width(layout));
    for row in 1..=at(3).0 {
        let cells = (0..).zip(said).map(|(number, text)| (at(number), text));
        let texts = cells.filter(|((of, _), _)| *of == row).filter_map(|((_, column), text)| {
            Some((text, column_width(layout.columns.get(usize::from(column))?)))
        });
        if let Some(height) = heights::grown(texts) {
            sheet.set_row_height(row, height)?;
        }
    }
    Ok(())
}

/// Makes a row so high that all its texts, in the order of the columns, are seen.
pub(super) fn grow<'a>(
    sheet: &mut Worksheet,
    row: u32,
    layout: &SheetLayout,
    texts: impl IntoIterator<Item = &'a str>,
) -> Result<(), XlsxError> {
    let widths = layout.columns.iter().map(column_width);
    if let Some(height) = heights::grown(texts.into_iter().zip(widths)) {
        sheet.set_row_height(row, height)?;
    }
    Ok(())
}

/// The cell behind the label of this number, in a table of so many columns.
pub(super) fn filler_cell(number: u16, width: u16) -> (u32, u16) {
    let in_a_row = (width / 2).clamp(1, 4);
    (1 + u32::from(number / in_a_row), number % in_a_row * 2 + 1)
}

/// Cells that are not to be filled in, whatever their column says.
fn blanks(sheet: &mut Worksheet, row: u32, width: u16) -> Result<(), XlsxError> {
    for column in 0..width {
        sheet.write_blank(row, column, &formats::text())?;
    }
    Ok(())
}

/// The heads; those of required columns bear an asterisk.
fn heads(sheet: &mut Worksheet, row: u32, layout: &SheetLayout) -> Result<(), XlsxError> {
    let mark = |column: &Column| if layout.requires(column) { "*" } else { "" };
    let head = |column: &Column| format!("{}{}", column.name, mark(column));
    let heads: Vec<String> = layout.columns.iter().map(head).collect();
    for (number, head) in (0..).zip(&heads) {
        sheet.write_string_with_format(row, number, head, &formats::head())?;
    }
    grow(sheet, row, layout, heads.iter().map(String::as_str))
}

fn rows(sheet: &mut Worksheet, first: u32, layout: &SheetLayout, given: &[Given]) -> Result<(), XlsxError> {
    let mut row = first;
    for given in given {
        given_row(sheet, row, layout, given)?;
        row += 1;
    }
    for row in row..row + open_rows(layout.kind.value) {
        for (number, column) in (0..).zip(&layout.columns) {
            sheet.write_blank(row, number, &formats::entry(column.reads_as()))?;
        }
    }
    Ok(())
}

fn given_row(sheet: &mut Worksheet, row: u32, layout: &SheetLayout, given: &Given) -> Result<(), XlsxError> {
    let note = Note::new(given.note.as_str()).add_author_prefix(false).set_width(NOTE_WIDTH);
    let identity = layout.kind.value.identity();
    for (number, column) in (0..).zip(&layout.columns) {
        let field = column.field.as_str();
        match given.text(field) {
            Some(text) => drop(sheet.write_string_with_format(row, number, text, &formats::given())?),
            None => drop(sheet.write_blank(row, number, &formats::entry(column.reads_as()))?),
        }
        if identity == Some(field) {
            sheet.insert_note(row, number, &note)?;
        }
    }
    let texts = layout.columns.iter().map(|column| given.text(column.field.as_str()).unwrap_or_default());
    grow(sheet, row, layout, texts)
}

/// Puts drop-downs and checks on what is typed into the columns.
fn check(
    sheet: &mut Worksheet,
    first: u32,
    layout: &SheetLayout,
    tasks: &Tasks<'_>,
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    let ids = tasks.ids();
    for (number, column) in (0..).zip(&layout.columns) {
        // Ids of a self-check are filled in already.
        let is_given = layout.kind.value.given().contains(&column.field.as_str());
        if let Some(validation) = validation::of(column, &ids, lists)?.filter(|_| !is_given) {
            sheet.add_data_validation(first, number, LAST_CHECKED.max(first), number, &validation)?;
        }
    }
    Ok(())
}

/// Protects without a password: it keeps from slips, not from anybody.
fn protect(sheet: &mut Worksheet) {
    let mut options = ProtectionOptions::new();
    options.format_columns = true;
    options.format_rows = true;
    sheet.protect_with_options(&options);
}

/// A4 across, as wide as the table.
pub(super) fn across(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    let [beside, over, furniture] = MARGINS;
    sheet.set_margins(beside, beside, over, over, furniture, furniture);
}

/// Heads on every page and always in sight.
fn print(sheet: &mut Worksheet, head: u32) -> Result<(), XlsxError> {
    across(sheet);
    sheet.set_repeat_rows(head, head)?.set_freeze_panes(head + 1, 0)?;
    Ok(())
}
