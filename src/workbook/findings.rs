//! Everything that was found → a workbook to sort, filter and print: sums, then a row for each finding.
//!
//! In: the findings. Out: the bytes of an `.xlsx`, the same for the same findings. Every cell is text or a
//! count: nothing that stands in an input can become a formula or a link.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::base::{Code, Finding, Place, Severity, Spot, fault_count};

use super::sheet::{A4, across};
use super::{formats, heights};

/// The columns of the list with their widths, in characters of half width; together they fill A4 across.
const COLUMNS: [(&str, f64); 9] = [
    ("级别", 6.0),
    ("单位", 16.0),
    ("文件", 26.0),
    ("工作表", 11.0),
    ("位置", 8.0),
    ("问题", 44.0),
    ("怎么办", 28.0),
    ("另一处", 30.0),
    ("代码", 20.0),
];
/// The columns of the sums.
const SUMS: [(&str, f64); 4] = [("", 62.0), ("错误", 8.0), ("提醒", 8.0), ("合计", 8.0)];
/// What a cell holds at most: 32,767 units of UTF-16, of which a character takes two at most.
const LONGEST: usize = 16_000;
/// How many rows a sheet has place for, less its head.
const MOST: usize = 1_048_575;

/// The workbook of these findings, in their order.
///
/// # Errors
/// [`Code::FormUnwritable`] for what no workbook can hold.
pub fn findings(findings: &[Finding]) -> Result<Vec<u8>, Finding> {
    write(findings).map_err(|error| {
        let message = format!("问题清单的工作簿做不出来（{error}）");
        Finding::new(Code::FormUnwritable, Place::file("findings.xlsx"), message)
    })
}

fn write(findings: &[Finding]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.push_worksheet(sums(findings)?);
    workbook.push_worksheet(list(findings)?);
    workbook.set_properties(&super::made_on_a_fixed_day()?.set_title("发现的问题"));
    workbook.save_to_buffer()
}

fn list(findings: &[Finding]) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name("问题")?;
    heads(&mut sheet, 0, &COLUMNS)?;
    for (row, finding) in (1..).zip(findings.iter().take(MOST)) {
        let cells = cells(finding);
        sheet.set_row_height(row, height(&cells))?;
        for (column, text) in (0..).zip(cells) {
            let text: String = text.chars().take(LONGEST).collect();
            sheet.write_string_with_format(row, column, text, &formats::framed())?;
        }
    }
    let last = u32::try_from(findings.len().min(MOST)).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, 8)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    across(&mut sheet);
    sheet.set_footer("&C第 &P 页，共 &N 页");
    Ok(sheet)
}

/// Room for the cell with the most lines, in points.
fn height(texts: &[String; 9]) -> u32 {
    heights::of(texts.iter().map(String::as_str).zip(COLUMNS.map(|(_, width)| width)))
}

/// A finding as the texts of its row.
fn cells(finding: &Finding) -> [String; 9] {
    let related = finding.related.iter().map(|related| format!("{}：{}", related.note, related.place));
    [
        finding.severity().label().to_owned(),
        finding.unit.clone().unwrap_or_default(),
        finding.place.file.to_string(),
        sheet_name(&finding.place.spot),
        spot(&finding.place.spot),
        finding.message.clone(),
        finding.help.clone().unwrap_or_default(),
        related.collect::<Vec<_>>().join("\n"),
        finding.code.name().to_owned(),
    ]
}

fn sheet_name(spot: &Spot) -> String {
    match spot {
        Spot::Sheet(sheet) | Spot::Cell { sheet, .. } => sheet.to_string(),
        Spot::Whole | Spot::Text { .. } => String::new(),
    }
}

/// `D7` of a sheet, or line and column of a text.
fn spot(spot: &Spot) -> String {
    match spot {
        Spot::Cell { cell, .. } => cell.to_string(),
        Spot::Text { line, column } => format!("{line}:{column}"),
        Spot::Whole | Spot::Sheet(_) => String::new(),
    }
}

/// How many findings there are of each unit, or of each file that is no unit's, and of each code.
fn sums(findings: &[Finding]) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name("汇总")?;
    let errors = fault_count(findings);
    sheet.write_string_with_format(0, 0, "发现的问题", &formats::heading())?;
    sheet.write_string(1, 0, format!("错误 {errors} 条，提醒 {} 条", findings.len() - errors))?;
    let of_unit = |finding: &Finding| finding.unit.clone().unwrap_or_else(|| finding.place.file.to_string());
    let of_code = |finding: &Finding| format!("{}（{}）", finding.code.meaning(), finding.code.name());
    let next = table(&mut sheet, 3, "单位或文件", findings, of_unit)?;
    table(&mut sheet, next + 1, "种类", findings, of_code)?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    Ok(sheet)
}

/// Sums by a key, what has the most errors first; says the row behind it.
fn table(
    sheet: &mut Worksheet,
    row: u32,
    title: &str,
    findings: &[Finding],
    key: impl Fn(&Finding) -> String,
) -> Result<u32, XlsxError> {
    let mut counts: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    for finding in findings {
        let [errors, warnings] = counts.entry(key(finding)).or_default();
        *if finding.severity() == Severity::Error { errors } else { warnings } += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|(a, m), (b, n)| n.cmp(m).then(a.cmp(b)));
    heads(sheet, row, &SUMS)?;
    sheet.write_string_with_format(row, 0, title, &formats::head())?;
    let mut next = row + 1;
    for (key, [errors, warnings]) in counts {
        let key: String = key.chars().take(LONGEST).collect();
        let height = heights::of([(key.as_str(), SUMS[0].1)]);
        sheet.write_string_with_format(next, 0, key, &formats::framed())?.set_row_height(next, height)?;
        for (column, count) in (1..).zip([errors, warnings, errors + warnings]) {
            sheet.write_number_with_format(next, column, count, &formats::framed_number())?;
        }
        next += 1;
    }
    Ok(next)
}

fn heads(sheet: &mut Worksheet, row: u32, heads: &[(&str, f64)]) -> Result<(), XlsxError> {
    for (column, (head, width)) in (0..).zip(heads) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(row, column, *head, &formats::head())?;
    }
    Ok(())
}
