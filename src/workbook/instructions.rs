//! The first sheet 填表说明: whose form it is, until when, how to fill it in, and the unit's tasks in lists.

use rust_xlsxwriter::{Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::base::Words;
use crate::ledger::Problem;
use crate::plan::{Column, ColumnKind, Plan, SheetLayout};

use super::formats;
use super::sheet::{A4, spanning};
use super::tasks::{Task, Tasks};

/// The sheet's name.
const NAME: &str = "填表说明";
/// The widths of the lists' columns, in characters of half width.
const COLUMNS: [u16; 5] = [12, 40, 12, 18, 40];
/// How many columns a paragraph spans.
const WIDTH: u16 = 5;
/// The height of a line of text, in points.
const LINE: usize = 18;

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
    row = write(&mut sheet, row + 1, &indicators(&tasks.indicators))?;
    write(&mut sheet, row, &problems(&tasks.problems))?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(sheet)
}

/// Merged cells do not grow by themselves: the height is that of as many lines as the text needs.
fn paragraph(sheet: &mut Worksheet, row: u32, text: &str) -> Result<(), XlsxError> {
    let room: usize = COLUMNS.into_iter().map(usize::from).sum();
    let lines = text.width().div_ceil(room.saturating_sub(4)).max(1);
    spanning(sheet, row, WIDTH, text, &formats::text())?;
    sheet.set_row_height(row, u32::try_from(lines * LINE).unwrap_or(u32::MAX))?;
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

/// A list with its title, one line of five cells for each task.
struct List {
    title: &'static str,
    heads: Cells<&'static str>,
    rows: Vec<Cells<String>>,
}

type Cells<T> = [T; COLUMNS.len()];

fn indicators(tasks: &[Task<'_>]) -> List {
    let row = |task: &Task<'_>| {
        let Task { indicator, .. } = task;
        let deadline = indicator.deadline.text.to_string();
        [
            indicator.id.value.clone(),
            indicator.name.value.clone(),
            task.part().to_owned(),
            deadline,
            task.evidence(),
        ]
    };
    List {
        title: "本单位的指标：",
        heads: ["指标编号", "指标名称", "分工", "完成时限", "要求的佐证材料"],
        rows: tasks.iter().map(row).collect(),
    }
}

fn problems(problems: &[&Problem]) -> List {
    let text = |words: Option<&Words>| words.map(|words| words.value.clone()).unwrap_or_default();
    let row = |problem: &&Problem| {
        [
            problem.id.value.clone(),
            problem.description.value.clone(),
            text(problem.kind.as_ref()),
            problem.deadline.as_ref().map(ToString::to_string).unwrap_or_default(),
            text(problem.requirement.as_ref()),
        ]
    };
    List {
        title: "本单位没有整改的问题：",
        heads: ["问题编号", "问题描述", "类型", "整改时限", "整改要求"],
        rows: problems.iter().map(row).collect(),
    }
}

/// Writes a list, and says in which row the next may begin; nothing where nothing is listed.
fn write(sheet: &mut Worksheet, mut row: u32, list: &List) -> Result<u32, XlsxError> {
    if list.rows.is_empty() {
        return Ok(row);
    }
    spanning(sheet, row, WIDTH, list.title, &formats::text())?;
    row += 1;
    for (column, head) in (0..).zip(list.heads) {
        sheet.write_string_with_format(row, column, head, &formats::head())?;
    }
    for cells in &list.rows {
        row += 1;
        for (column, text) in (0..).zip(cells) {
            sheet.write_string_with_format(row, column, text, &formats::given())?;
        }
    }
    Ok(row + 2)
}
