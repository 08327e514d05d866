//! How the cells of a form look, and which of them can be filled in.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::plan::ColumnKind;

/// The format by which spreadsheet programs leave what is typed as it is.
const TEXT: &str = "@";
/// How days are shown.
const DAY: &str = "yyyy-mm-dd";
/// The ground of cells that are not to be filled in.
const GREY: u32 = 0xF2_F2F2;

/// The title over a sheet.
pub(super) fn title() -> Format {
    text().set_bold().set_font_size(16).set_align(FormatAlign::Center)
}

/// The title over a list that spans nothing.
pub(super) fn heading() -> Format {
    Format::new().set_bold().set_font_size(16)
}

/// A text of a list, with lines around it.
pub(super) fn framed() -> Format {
    text().set_border(FormatBorder::Thin)
}

/// A count of a list, with lines around it.
pub(super) fn framed_number() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter)
}

/// A label such as 填报单位.
pub(super) fn label() -> Format {
    text().set_align(FormatAlign::Right)
}

/// Text that is read only, without lines around it.
pub(super) fn text() -> Format {
    Format::new().set_num_format(TEXT).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

/// A head of a table.
pub(super) fn head() -> Format {
    given().set_bold().set_align(FormatAlign::Center)
}

/// A cell that was filled in beforehand.
pub(super) fn given() -> Format {
    text().set_border(FormatBorder::Thin).set_background_color(Color::RGB(GREY))
}

/// A cell to fill in.
pub(super) fn entry(kind: ColumnKind) -> Format {
    open(kind).set_border(FormatBorder::Thin)
}

/// A cell that may be filled in where the table has no rows left.
pub(super) fn open(kind: ColumnKind) -> Format {
    let plain = Format::new().set_unlocked().set_align(FormatAlign::VerticalCenter).set_text_wrap();
    match kind {
        ColumnKind::Text | ColumnKind::Id => plain.set_num_format(TEXT),
        ColumnKind::Date => plain.set_num_format(DAY),
        ColumnKind::Number => plain,
    }
}
