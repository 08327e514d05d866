//! Texts → the XML of a sheet of cells. Every text is an inline string: none of them is ever a formula.

use crate::archive::markup::escaped;
use crate::base::CellRef;

/// What a sheet begins with.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";

/// A cell of text; the style is the number of a format.
pub(super) fn cell(row_0based: u32, column_0based: u32, style: u32, text: &str) -> String {
    let cell = CellRef { row_0based, column_0based };
    let text = escaped(text);
    format!("<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
}

/// A row of cells; its height is in points, and the program's own where nothing is said.
pub(super) fn row(row_0based: u32, height: Option<u32>, cells: &str) -> String {
    let height = height.map(|height| format!(" ht=\"{height}\" customHeight=\"1\"")).unwrap_or_default();
    format!("<row r=\"{}\"{height}>{cells}</row>", row_0based + 1)
}

/// A sheet of nothing but text.
pub(super) fn plain(rows: &[Vec<String>]) -> String {
    let of_row = |(number, texts): (u32, &Vec<String>)| {
        let cells: String = (0..).zip(texts).map(|(column, text)| cell(number, column, 0, text)).collect();
        row(number, None, &cells)
    };
    let rows: String = (0..).zip(rows).map(of_row).collect();
    format!("{HEAD}<sheetData>{rows}</sheetData></worksheet>")
}
