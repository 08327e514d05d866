//! How far the units are, as a table on the terminal or as JSON.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::base::fault_count;
use crate::run::{Share, Status, UnitStatus};

use super::say;

/// The version of the JSON's shape.
const FORMAT: u32 = 1;
/// What stands where there is nothing to count; a dash that is as wide on every terminal.
const NOTHING: &str = "-";
/// The columns; the last one is as wide as it needs.
const HEAD: [&str; 6] = ["单位", "报送", "指标", "佐证", "问题", "逾期"];

/// A summary unless it is to be quiet, then a line for each unit; columns stand below each other.
pub(super) fn table(status: &Status, quiet: bool) {
    if !quiet {
        summary(status);
    }
    let rows: Vec<[String; 6]> = status.units.iter().map(row).collect();
    let head = HEAD.map(ToOwned::to_owned);
    let widths: Vec<usize> = (0..HEAD.len())
        .map(|column| rows.iter().chain([&head]).map(|row| row[column].width()).max().unwrap_or(0))
        .collect();
    if !rows.is_empty() {
        for row in [&head].into_iter().chain(&rows) {
            say::line(format_args!("{}", line(row, &widths)));
        }
    }
    if !quiet {
        legend(status);
    }
}

fn summary(status: &Status) {
    let Some(as_of) = &status.as_of else { return };
    let handed_in = status.units.iter().filter(|unit| unit.file.is_some()).count();
    let late = status.units.iter().filter(|unit| unit.is_late).count();
    let overdue = status.units.iter().filter(|unit| !unit.overdue.is_empty()).count();
    say::line(format_args!(
        "截至{as_of}：{} 个单位报送了 {handed_in} 个，其中迟报 {late} 个；有逾期事项的 {overdue} 个\n",
        status.units.len()
    ));
}

fn legend(status: &Status) {
    if !status.units.is_empty() {
        say::line(format_args!("\n指标：已答/牵头；佐证：在册/引用；问题：未整改/全部"));
    }
    let errors = fault_count(&status.findings);
    if errors > 0 {
        say::line(format_args!("另有错误 {errors} 条，有的内容没有读入，见 juanzong check"));
    }
}

fn row(unit: &UnitStatus) -> [String; 6] {
    let overdue = if unit.overdue.is_empty() { NOTHING.to_owned() } else { unit.overdue.join("、") };
    [
        unit.unit.clone(),
        handed_in(unit),
        share(unit.indicators),
        share(unit.evidence),
        share(unit.problems),
        overdue,
    ]
}

fn handed_in(unit: &UnitStatus) -> String {
    let late = if unit.is_late { "（迟）" } else { "" };
    match (&unit.file, &unit.date) {
        (None, _) => "未报送".to_owned(),
        (Some(_), None) => "已报送，没写日期".to_owned(),
        (Some(_), Some(date)) => format!("{date}{late}"),
    }
}

fn share(share: Share) -> String {
    if share.of == 0 { NOTHING.to_owned() } else { format!("{}/{}", share.count, share.of) }
}

/// Cells with blanks behind them; a Chinese character is two blanks wide.
fn line(row: &[String; 6], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths);
    let padded = cells.map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width() + 2)));
    padded.collect::<String>().trim_end().to_owned()
}

#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    as_of: Option<String>,
    units: &'a [UnitStatus],
}

/// Prints the same as one JSON object.
pub(super) fn json(status: &Status) {
    let as_of = status.as_of.as_ref().map(|day| day.value.to_string());
    let report = Report { format: FORMAT, as_of, units: &status.units };
    // Strings and numbers always serialise.
    say::line(format_args!("{}", serde_json::to_string_pretty(&report).unwrap_or_default()));
}
