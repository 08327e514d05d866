//! 佐证材料: the pieces that a unit brings for its indicators, as files, links or document numbers.

use juanzong::plan::{Indicator, Plan};

use super::answers::{Clerk, tasks};
use super::cell::{Cell, Row, days_after};
use super::faults;

/// For how many of the indicators that it supports a unit brings a piece of its own.
const SUPPORTED: usize = 2;

/// The rows of a unit: every piece asked for of what it leads, and one for some of what it supports.
pub(super) fn rows(plan: &Plan, clerk: Clerk<'_>) -> Vec<Row> {
    let (led, supported): (Vec<_>, Vec<_>) =
        tasks(plan, clerk.unit).partition(|(_, indicator)| indicator.lead_unit == Some(clerk.unit));
    let led = led.into_iter().flat_map(|(position, indicator)| asked_for(clerk, position, indicator));
    let supported =
        supported.into_iter().take(SUPPORTED).map(|(position, indicator)| own(clerk, position, indicator));
    let mut rows: Vec<Row> = led.chain(supported).collect();
    for (serial, row) in (1..).zip(&mut rows) {
        row.insert("serial", Cell::Number(serial));
    }
    rows
}

fn asked_for(clerk: Clerk<'_>, position: usize, indicator: &Indicator) -> Vec<Row> {
    if faults::WITHOUT_EVIDENCE.contains(&(clerk.name, indicator.id.as_str())) {
        return Vec::new();
    }
    let pieces = indicator.evidence.iter().enumerate();
    pieces
        .map(|(piece, item)| {
            let mut row = row(clerk, indicator, item.as_str(), 3 * position + piece);
            let absent = faults::ABSENT
                .iter()
                .find(|(unit, id, at, _)| (*unit, *id, *at) == (clerk.name, indicator.id.as_str(), piece));
            if let Some((_, _, _, file)) = absent {
                row.remove("location");
                row.remove("document_number");
                row.extend(file.map(|file| ("location", Cell::text(file))));
            }
            row
        })
        .collect()
}

fn own(clerk: Clerk<'_>, position: usize, indicator: &Indicator) -> Row {
    row(clerk, indicator, "配合情况说明", 3 * position + clerk.unit.0)
}

fn row(clerk: Clerk<'_>, indicator: &Indicator, item: &str, seed: usize) -> Row {
    let (kind, form) = Form::of(item, seed);
    let formed_on = days_after(2022, 11, 21, (seed * 7 + clerk.unit.0) % 105);
    let mut row = Row::from([
        ("indicator", Cell::text(indicator.id.as_str())),
        ("title", Cell::Text(format!("{item}：{}（示例）", indicator.name))),
        ("kind", Cell::text(kind)),
        ("author", Cell::text(clerk.name)),
        ("formed_on", Cell::day(formed_on, clerk.unit.0 + seed / 3)),
    ]);
    match form {
        Form::Link => {
            let link = format!("https://example.invalid/demo/{}/{}", indicator.id, seed % 3 + 1);
            row.insert("location", Cell::Text(link));
        }
        Form::Number => {
            row.insert(
                "document_number",
                Cell::Text(format!("演示发〔{}〕{}号", formed_on.year(), seed + 1)),
            );
            row.insert("pages", Cell::Number(2 + u32::try_from(seed % 5).unwrap_or_default()));
        }
        Form::File(file, pages) => {
            row.insert("location", Cell::text(file));
            row.insert("pages", Cell::Number(pages));
        }
    }
    row
}

/// How a piece of evidence can be seen.
#[derive(Clone, Copy)]
enum Form {
    Link,
    Number,
    /// A file and its pages.
    File(&'static str, u32),
}

impl Form {
    /// 材料类型 and form that fit the name of a piece.
    fn of(item: &str, seed: usize) -> (&'static str, Self) {
        let pick = |files: &[(&'static str, u32)]| {
            let (file, pages) = files[seed % files.len()];
            Self::File(file, pages)
        };
        if item.ends_with("链接") {
            return ("新闻链接", Self::Link);
        }
        if item.ends_with("照片") {
            return (
                "图片",
                pick(&[("演示-会议现场.png", 1), ("演示-宣传活动.png", 1), ("演示-培训现场.png", 1)]),
            );
        }
        if item.ends_with(['表', '账', '册', '录']) && !item.ends_with("记录") {
            return ("数据表格", pick(&[("演示-统计表.xlsx", 1), ("演示-工作台账.xlsx", 1)]));
        }
        if item.ends_with("说明")
            || item.ends_with("材料")
            || item.ends_with("分析")
            || item.ends_with("报告")
        {
            return (
                "情况说明",
                pick(&[("演示-情况说明.docx", 1), ("演示-工作总结.docx", 1), ("演示-简要说明.txt", 1)]),
            );
        }
        if item.ends_with("记录") || item.ends_with("纪要") {
            return ("文件", Self::File("演示-会议记录.pdf", 1));
        }
        if seed.is_multiple_of(2) {
            return ("文件", Self::Number);
        }
        ("文件", pick(&[("演示-规范性文件.pdf", 2), ("演示-工作制度.pdf", 1), ("演示-审核意见书.pdf", 1)]))
    }
}
