//! The sheet 更正说明: what is to be mended, a line each, with a link to the cell.

use crate::archive::Misfit;
use crate::archive::markup::escaped;
use crate::base::{CellRef, Severity};
use crate::intake::Imprint;

use super::super::heights;
use super::styles::{ListFormats, Styles};
use super::table::{HEAD, cell, row};
use super::{AUTHOR, Correction};

/// The heads, and the widths of their columns in characters of half width.
pub(in crate::workbook) const COLUMNS: [(&str, u32); 6] =
    [("序号", 6), ("程度", 8), ("工作表", 16), ("单元格", 10), ("问题", 56), ("怎么办", 48)];
/// The height of the heads, in points.
const HEAD_HEIGHT: u32 = 16;
/// The height of a line above the table, in points.
const LEAD: u32 = 24;
/// The row of the heads, from 0.
const HEADS: u32 = 3;
/// The row of the heads, as a workbook says what it prints on each page.
pub(super) const REPEATED: &str = "$4:$4";
/// The column of the links, from 0.
const LINKED: u32 = 3;
/// Views, the heads in sight.
const VIEW: &str = "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView showGridLines=\"0\" workbookViewId=\"0\"><pane ySplit=\"4\" topLeftCell=\"A5\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>";
/// A4 across, as wide as the table.
const PAGE: &str = "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>";

/// What stands above the table.
fn lead(corrections: &[Correction]) -> [String; 3] {
    [
        AUTHOR.to_owned(),
        summary(corrections, true),
        "请在这个文件里改，改好后仍存为原来的格式，再报送一次；标注和这张表不用删。没有标注的内容请不要改动。".to_owned(),
    ]
}

/// How many there are to mend and, where the workbook itself is marked, how many of them are coloured cells: what is
/// wrong with a sheet or with the file is none.
pub(in crate::workbook) fn summary(corrections: &[Correction], is_marked: bool) -> String {
    let of = |severity, colour| {
        let cells = || corrections.iter().filter(|it| it.severity == severity).map(Correction::cell);
        let (all, coloured) = (cells().count(), cells().flatten().count());
        match coloured {
            _ if !is_marked => format!("{all} 处"),
            _ if coloured == all => format!("{all} 处，标为{colour}"),
            0 => format!("{all} 处（不在某一格里，没有标色）"),
            _ => format!("{all} 处，其中 {coloured} 处标为{colour}"),
        }
    };
    let (errors, warnings) = (of(Severity::Error, "红色"), of(Severity::Warning, "黄色"));
    format!("必须改正的 {errors}；请核对的 {warnings}，没有错的可以不改。")
}

fn height(texts: &[String; COLUMNS.len()]) -> u32 {
    heights::of(texts.iter().map(String::as_str).zip(COLUMNS.map(|(_, width)| f64::from(width))))
}

/// The texts of a line.
pub(in crate::workbook) fn line(number: usize, correction: &Correction) -> [String; COLUMNS.len()] {
    let sheet = correction.sheet().map_or_else(|| "（整个文件）".to_owned(), ToString::to_string);
    let cell = correction.cell().map(|cell| cell.to_string()).unwrap_or_default();
    let help = correction.help.clone().unwrap_or_default();
    let severity = correction.severity.label().to_owned();
    [number.to_string(), severity, sheet, cell, correction.message.clone(), help]
}

/// Whether a sheet that a workbook takes for its list is one: it is called so and has our heads. Whoever forges
/// what the workbook remembers gets no sheet of his data overwritten.
pub(super) fn is_list(name: &str, imprint: &Imprint) -> bool {
    let is_called_so = name.strip_prefix(AUTHOR).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    let heads = imprint.sheet(name).and_then(|sheet| sheet.rows.get(&HEADS));
    let heads = heads.map(|cells| cells.values().map(|cell| cell.shown.as_str()).collect::<Vec<_>>());
    is_called_so && heads.is_some_and(|heads| heads == COLUMNS.map(|(head, _)| head))
}

/// The sheet.
pub(super) fn xml(corrections: &[Correction], styles: &mut Styles) -> Result<String, Misfit> {
    let formats = styles.of_list()?;
    let mut rows: String = (0..)
        .zip(lead(corrections))
        .map(|(at, text)| row(at, Some(LEAD), &cell(at, 0, formats.lead(at), &text)))
        .collect();
    let heads = (0..).zip(COLUMNS).map(|(column, (head, _))| cell(HEADS, column, formats.head, head));
    rows.push_str(&row(HEADS, Some(HEAD_HEIGHT), &heads.collect::<String>()));
    let mut links = String::new();
    for (at, correction) in (4..).zip(corrections) {
        let texts = line(at as usize - 3, correction);
        let severity = styles.marked(formats.text, correction.severity)?;
        let style = |column| match column {
            1 => severity,
            LINKED => formats.link,
            _ => formats.text,
        };
        let cells: String =
            (0..).zip(&texts).map(|(column, text)| cell(at, column, style(column), text)).collect();
        rows.push_str(&row(at, Some(height(&texts)), &cells));
        links.push_str(&link(at, correction).unwrap_or_default());
    }
    let links = if links.is_empty() { links } else { format!("<hyperlinks>{links}</hyperlinks>") };
    Ok(format!("{HEAD}{VIEW}{}<sheetData>{rows}</sheetData>{links}{PAGE}</worksheet>", columns()))
}

fn columns() -> String {
    let column = |(number, (_, width)): (usize, &(&str, u32))| {
        format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>")
    };
    format!("<cols>{}</cols>", (1..).zip(&COLUMNS).map(column).collect::<String>())
}

/// A link from the row to the cell.
fn link(row: u32, correction: &Correction) -> Option<String> {
    let (sheet, cell) = correction.sheet().zip(correction.cell())?;
    let target = escaped(&format!("'{}'!{cell}", sheet.replace('\'', "''")));
    let from = CellRef { row_0based: row, column_0based: LINKED };
    Some(format!("<hyperlink ref=\"{from}\" location=\"{target}\" display=\"{cell}\"/>"))
}

impl ListFormats {
    /// The format of a line above the table.
    const fn lead(&self, line: u32) -> u32 {
        if line == 0 { self.title } else { self.plain }
    }
}
