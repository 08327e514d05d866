//! The first sheet 填表说明: whose form it is, until when, how to fill it in, and a table of the unit's tasks.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::base::Words;
use crate::ledger::Problem;
use crate::plan::{Column, ColumnKind, Plan, SheetLayout};

use super::sheet::{across, spanning};
use super::tasks::{Task, Tasks};
use super::{formats, heights};

/// The sheet's name.
const NAME: &str = "填表说明";
/// The widths of the table's columns, in characters of half width.
const COLUMNS: [u16; 5] = [12, 40, 12, 18, 40];
/// How many columns a paragraph spans.
const WIDTH: u16 = 5;
/// What stands between two paragraphs, in points.
const SPACE: u32 = 3;
/// The heads of the table: of an indicator, or of a problem.
const HEADS: [&str; COLUMNS.len()] =
    ["编号", "指标或问题", "分工或类型", "完成时限", "要求的佐证材料或整改要求"];

/// Writes the sheet; none of it is to be filled in.
pub(super) fn sheet(plan: &Plan, tasks: &Tasks<'_>, version: &str) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(NAME)?.protect();
    for (column, width) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
    }
    spanning(&mut sheet, 0, WIDTH, &format!("{}填报表", plan.campaign.name), &formats::title())?;
    sheet.set_row_height(0, 32)?;
    let mut row = 1;
    for line in facts(plan, tasks, version).into_iter().chain(rules()).chain(examples(plan, tasks)) {
        paragraph(&mut sheet, row, &line)?;
        row += 1;
    }
    table(&mut sheet, row + 1, tasks)?;
    across(&mut sheet);
    Ok(sheet)
}

fn paragraph(sheet: &mut Worksheet, row: u32, text: &str) -> Result<(), XlsxError> {
    let room: u16 = COLUMNS.into_iter().sum();
    spanning(sheet, row, WIDTH, text, &formats::text())?;
    sheet.set_row_height(row, heights::of([(text, f64::from(room))]) + SPACE)?;
    Ok(())
}

fn facts(plan: &Plan, tasks: &Tasks<'_>, version: &str) -> Vec<String> {
    let campaign = &plan.campaign;
    let deadline = campaign.submission_deadline().map_or("以通知为准", |deadline| &*deadline.text);
    let phone = campaign.issuer.phone.as_ref().map(|phone| format!("（电话：{phone}）")).unwrap_or_default();
    vec![
        format!("填报的单位：{}", tasks.unit.name),
        format!("报送时限：{deadline}"),
        format!("报送到：{}{phone}", campaign.issuer.office),
        format!("表的版本：{version}"),
    ]
}

fn rules() -> Vec<String> {
    [
        "怎样填：",
        "1. 只填白色的格子。灰色的格子已经填好，锁住了，不用改；表头带 * 的是必填项。",
        "2. 每张表上方的填报日期、联系人、电话填在第一张表上就可以，其余各表可以不填。",
        "3. 有下拉框的格子从下拉框里选。编号的格子上有批注，写着分工、完成时限和要求的佐证材料，或问题的内容。",
        "4. 没有内容的行空着，不要填“无”。不要插入、合并单元格，不要改表头；行不够时接着往下填。",
        "5. 填好后存为 .xlsx 报送，文件叫什么名字都可以。",
    ]
    .map(str::to_owned)
    .into()
}

/// How a row of each sheet may look, as a sentence: no row of a table that could be taken for data.
fn examples(plan: &Plan, tasks: &Tasks<'_>) -> Vec<String> {
    let sheets = plan.sheets.submission.iter();
    std::iter::once("填写举例（只是样子，不要照抄）：".to_owned())
        .chain(sheets.map(|layout| example(layout, tasks)))
        .collect()
}

fn example(layout: &SheetLayout, tasks: &Tasks<'_>) -> String {
    let given = layout.kind.value.given();
    let is_to_fill = |column: &&Column| !given.contains(&column.field.as_str());
    let columns = layout.columns.iter().filter(is_to_fill);
    let said: Vec<String> = columns.filter_map(|column| sample(layout, column, tasks)).collect();
    format!("“{}”：{}", layout.name, said.join("，"))
}

/// None for a column of text that may stay empty.
fn sample(layout: &SheetLayout, column: &Column, tasks: &Tasks<'_>) -> Option<String> {
    let name = &column.name;
    let allowed: Vec<&str> = column.allowed.iter().map(Words::as_str).collect();
    match column.reads_as() {
        _ if !allowed.is_empty() => Some(format!("{name}选“{}”中的一个", allowed.join("”“"))),
        ColumnKind::Date => Some(format!("{name}填 2024-05-20 这样的日期")),
        ColumnKind::Number => Some(format!("{name}填 3 这样的数")),
        ColumnKind::Id => {
            let own = tasks.indicators.first().map(|task| task.indicator.id.as_str());
            own.map(|id| format!("{name}填 {id} 这样的编号"))
        }
        ColumnKind::Text => layout.requires(column).then(|| format!("{name}用文字写明")),
    }
}

/// A line of the table for each task.
type Line = [String; COLUMNS.len()];

fn indicator(task: &Task<'_>) -> Line {
    let Task { indicator, .. } = task;
    let deadline = indicator.deadline.text.to_string();
    [
        indicator.id.value.clone(),
        indicator.name.value.clone(),
        task.part().to_owned(),
        deadline,
        task.evidence(),
    ]
}

fn problem(problem: &Problem) -> Line {
    let text = |words: Option<&Words>| words.map(|words| words.value.clone()).unwrap_or_default();
    [
        problem.id.value.clone(),
        problem.description.value.clone(),
        text(problem.kind.as_ref()),
        problem.deadline.as_ref().map(ToString::to_string).unwrap_or_default(),
        text(problem.requirement.as_ref()),
    ]
}

/// Writes the table of what the unit has to do; nothing where that is nothing. Its heads stand on every page.
fn table(sheet: &mut Worksheet, mut row: u32, tasks: &Tasks<'_>) -> Result<(), XlsxError> {
    let indicators = tasks.indicators.iter().map(indicator);
    let lines: Vec<Line> = indicators.chain(tasks.problems.iter().map(|it| problem(it))).collect();
    if lines.is_empty() {
        return Ok(());
    }
    paragraph(sheet, row, "本单位的指标和没有整改的问题：")?;
    row += 1;
    line(sheet, row, HEADS, &formats::head())?;
    sheet.set_repeat_rows(row, row)?;
    for texts in &lines {
        row += 1;
        line(sheet, row, texts.each_ref().map(String::as_str), &formats::given())?;
    }
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    row: u32,
    texts: [&str; COLUMNS.len()],
    format: &Format,
) -> Result<(), XlsxError> {
    for (column, text) in (0..).zip(texts) {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    let height = heights::of(texts.into_iter().zip(COLUMNS.map(f64::from)));
    sheet.set_row_height(row, height)?;
    Ok(())
}
