//! Tables → an xlsx workbook that looks like an office's: title, line of the filler, bordered table.

use juanzong::plan::{Column, ColumnKind, SheetLayout};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::cell::{Cell, Row};

/// One sheet to write.
pub(super) struct Table<'a> {
    /// Its layout.
    pub(super) layout: &'a SheetLayout,
    /// The title above the table.
    pub(super) title: String,
    /// Labels and values of the line below the title, at most four.
    pub(super) line: Vec<(&'static str, Cell)>,
    /// The rows.
    pub(super) rows: Vec<Row>,
}

/// The row of the header: below the title and the line.
const HEADER: u32 = 2;

/// Writes tables as the sheets of one workbook.
pub(super) fn bytes(title: &str, tables: &[Table<'_>]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed day, or each run would give other bytes.
    let made = ExcelDateTime::from_ymd(2023, 3, 13)?;
    workbook.set_properties(
        &DocProperties::new().set_title(title).set_author("演示").set_creation_datetime(&made),
    );
    for table in tables {
        table.write(workbook.add_worksheet())?;
    }
    workbook.save_to_buffer()
}

impl Table<'_> {
    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let last = self.last_column();
        sheet.set_name(self.layout.name.as_str())?;
        sheet.merge_range(0, 0, 0, last, &self.title, &title())?;
        sheet.set_row_height(0, 32)?;
        self.write_line(sheet)?;
        self.write_header(sheet)?;
        for (row, cells) in (HEADER + 1..).zip(&self.rows) {
            self.write_row(sheet, row, cells)?;
        }
        sheet.set_freeze_panes(HEADER + 1, 0)?;
        sheet.set_repeat_rows(HEADER, HEADER)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        Ok(())
    }

    fn last_column(&self) -> u16 {
        u16::try_from(self.layout.columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    fn write_line(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, (label, value)) in (0..).step_by(2).zip(&self.line) {
            if column < self.last_column() {
                sheet.write_with_format(1, column, format!("{label}："), &plain())?;
                write_cell(sheet, 1, column + 1, value, &plain())?;
            } else {
                sheet.write_with_format(1, column, format!("{label}：{}", value.shown()), &plain())?;
            }
        }
        Ok(())
    }

    fn write_header(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (at, column) in (0..).zip(&self.layout.columns) {
            let star = if column.is_required() { "*" } else { "" };
            sheet.write_with_format(HEADER, at, format!("{}{star}", column.name), &header())?;
            sheet.set_column_width(at, width(column))?;
        }
        Ok(())
    }

    fn write_row(&self, sheet: &mut Worksheet, row: u32, cells: &Row) -> Result<(), XlsxError> {
        for (at, column) in (0..).zip(&self.layout.columns) {
            match cells.get(column.field.as_str()) {
                Some(cell) => write_cell(sheet, row, at, cell, &bordered())?,
                None => {
                    sheet.write_blank(row, at, &bordered())?;
                }
            }
        }
        Ok(())
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => sheet.write_with_format(row, column, text, format)?,
        Cell::Number(number) => sheet.write_with_format(row, column, *number, format)?,
        Cell::Day(date) => {
            let (year, month, day) = (date.year(), date.month().unsigned_abs(), date.day().unsigned_abs());
            let date = ExcelDateTime::from_ymd(year.unsigned_abs(), month, day)?;
            sheet.write_with_format(row, column, &date, &format.clone().set_num_format("yyyy-mm-dd"))?
        }
    };
    Ok(())
}

/// In characters of the default face, wide enough for what the column usually holds.
fn width(column: &Column) -> f64 {
    match (column.field.as_str(), column.reads_as()) {
        ("serial" | "pages", _) => 11.0,
        ("work_done" | "observations" | "description" | "requirement" | "location", _) => 40.0,
        ("indicator_name" | "title" | "shortcomings" | "measures", _) => 28.0,
        (_, ColumnKind::Date) => 15.0,
        _ => 16.0,
    }
}

fn plain() -> Format {
    Format::new().set_font_name("宋体").set_font_size(11)
}

fn title() -> Format {
    plain().set_font_size(16).set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
}

fn bordered() -> Format {
    plain().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::VerticalCenter)
}

fn header() -> Format {
    bordered().set_bold().set_align(FormatAlign::Center).set_background_color("D9D9D9")
}
