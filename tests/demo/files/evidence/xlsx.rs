//! A small table of demonstration rows → xlsx.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, XlsxError};

use super::NOTE;

/// A table under this title, whose last column is called so.
pub(super) fn bytes(title: &str, last: &str) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2023, 3, 13)?;
    workbook.set_properties(
        &DocProperties::new().set_title(title).set_author("演示").set_creation_datetime(&made),
    );
    let bold = Format::new().set_font_name("宋体").set_bold();
    let cell = Format::new().set_font_name("宋体").set_border(FormatBorder::Thin);
    let sheet = workbook.add_worksheet();
    sheet.set_name("演示")?.set_column_width(1, 24)?;
    sheet.write_with_format(0, 0, title, &bold)?;
    for (column, name) in (0..).zip(["序号", "事项", last]) {
        sheet.write_with_format(1, column, name, &cell)?;
    }
    for serial in 1..=6 {
        sheet.write_with_format(serial + 1, 0, serial, &cell)?;
        sheet.write_with_format(serial + 1, 1, format!("示例事项{serial}"), &cell)?;
        sheet.write_with_format(serial + 1, 2, serial * 3, &cell)?;
    }
    sheet.write_with_format(9, 0, NOTE, &Format::new().set_font_name("宋体"))?;
    workbook.save_to_buffer()
}
