//! A sheet and its header → its rows, each cell read as its column says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::{CellRef, Code, Finding, Place};
use crate::plan::SheetLayout;

use super::aside;
use super::continued;
use super::grid::{self, Cells, Grid};
use super::header::{Header, key};
use super::merged::Merges;
use super::rows::{Cell, Columns, Row, Sheet};
use super::value;

/// From here on two heads are likely to mean the same: half of their characters in the same order.
const ALIKE: f64 = 0.5;

/// The rows below the header that hold anything in a column of the layout.
///
/// What stands below no head is never passed over without a warning. Each row of the grid is let go as
/// soon as it is read, by several threads.
pub(super) fn read(
    layout: &SheetLayout,
    file: &Arc<str>,
    grid: Grid,
    header: &Header<'_>,
    findings: &mut Vec<Finding>,
) -> Sheet {
    let place = Place::sheet(Arc::clone(file), Arc::clone(&grid.name));
    let columns = Arc::new(columns(layout, header));
    let merges = Merges::below(header, grid.merges);
    let reading = Reading { file, sheet: grid.name, header, columns };
    reading.report_columns(layout, findings);
    let below = grid.rows.into_par_iter().with_min_len(LINES).filter(|(row, _)| *row > header.row);
    let lines: Vec<Line> = below.map(|(row, cells)| reading.line(row, &cells)).collect();
    let rows = continued::joined(layout, reading.rows(lines, merges, findings), findings);
    Sheet { kind: layout.kind.value, place, rows }
}

/// So many lines are read one after another: fewer are not worth being handed to another thread.
const LINES: usize = 512;

/// A row of the sheet, looked at by itself.
struct Line {
    row: u32,
    /// One for each of the columns; none where the row is no record.
    cells: Vec<Cell>,
    /// Columns without a head in which it holds something.
    strays: Vec<u32>,
    findings: Vec<Finding>,
}

fn columns(layout: &SheetLayout, header: &Header<'_>) -> Columns {
    let fields = header.columns.iter().map(|(number, column)| (column.field.value.clone(), *number));
    Columns { fields: fields.collect(), missing: missing(layout, header) }
}

/// The fields of required columns that the header lacks.
fn missing(layout: &SheetLayout, header: &Header<'_>) -> BTreeSet<String> {
    let has = |field: &str| header.columns.values().any(|column| column.field.as_str() == field);
    let required = layout.columns.iter().filter(|column| layout.requires(column));
    required.map(|column| column.field.value.clone()).filter(|field| !has(field)).collect()
}

struct Reading<'a> {
    file: &'a Arc<str>,
    sheet: Arc<str>,
    header: &'a Header<'a>,
    columns: Arc<Columns>,
}

impl Reading<'_> {
    fn place(&self, row_0based: u32, column_0based: u32) -> Place {
        let cell = CellRef { row_0based, column_0based };
        Place::cell(Arc::clone(self.file), Arc::clone(&self.sheet), cell)
    }

    fn report_columns(&self, layout: &SheetLayout, findings: &mut Vec<Finding>) {
        let first = self.header.columns.keys().next().copied().unwrap_or_default();
        let is_missing = |field: &str| self.columns.missing.contains(field);
        for column in layout.columns.iter().filter(|column| is_missing(column.field.as_str())) {
            let message = format!("表头里缺少必填的列“{}”", column.name);
            let place = self.place(self.header.row, first);
            findings.push(Finding::new(Code::ColumnMissing, place, message).help("补上这一列后重新报送"));
        }
        for (column, head) in &self.header.unknown {
            let message = format!("多出来的列“{head}”，内容没有采用");
            let place = self.place(self.header.row, *column);
            let finding = Finding::new(Code::ColumnUnknown, place, message);
            findings.push(match self.likely(layout, head) {
                Some(name) => finding.help(format!("是不是“{name}”？是的话，把表头改成这个名称")),
                None => finding.help("要报送的内容填到采用的列里；不报送的不用改"),
            });
        }
    }

    /// The column that the sheet lacks and whose name is most like this head.
    fn likely<'l>(&self, layout: &'l SheetLayout, head: &str) -> Option<&'l str> {
        let has = |field: &str| self.columns.fields.iter().any(|(it, _)| it == field);
        let lacking = layout.columns.iter().filter(|column| !has(column.field.as_str()));
        let alike = |name: &str| strsim::normalized_damerau_levenshtein(&key(name), &key(head));
        let likeness = lacking.map(|column| (alike(column.name.as_str()), column.name.as_str()));
        let best = likeness.filter(|(alike, _)| *alike >= ALIKE).max_by(|(a, _), (b, _)| a.total_cmp(b));
        best.map(|(_, name)| name)
    }

    fn line(&self, row: u32, cells: &Cells) -> Line {
        let mut line = Line { row, cells: Vec::new(), strays: Vec::new(), findings: Vec::new() };
        if let Some((column, words)) = aside::words(cells, self.header) {
            let message = format!("这一行是{words}，不是填报的事项，没有采用");
            let finding = Finding::new(Code::RowAside, self.place(row, column), message);
            line.findings.push(finding.help("不是填报的事项就不用改；是填报的事项，就按表头逐格填写"));
            return line;
        }
        line.strays.extend(cells.iter().map(|(column, _)| *column).filter(|column| !self.has_head(*column)));
        line.cells.reserve_exact(self.header.columns.len());
        for (number, column) in &self.header.columns {
            let place = || self.place(row, *number);
            let read = grid::at(cells, *number).map(|raw| value::read(raw, column.reads_as(), place));
            line.cells.push(match read {
                None => Cell::Empty,
                Some(Ok(value)) => Cell::Filled(value),
                Some(Err(finding)) => {
                    line.findings.push(finding);
                    Cell::Unusable
                }
            });
        }
        line
    }

    /// The rows of lines in order; those in which every cell of the layout's columns is empty are none.
    fn rows(&self, lines: Vec<Line>, mut merges: Merges, findings: &mut Vec<Finding>) -> Vec<Row> {
        let first = self.header.columns.keys().next().copied().unwrap_or_default();
        let mut strays = BTreeMap::new();
        let mut rows = Vec::with_capacity(lines.len());
        for Line { row, mut cells, strays: stray, findings: found } in lines {
            findings.extend(found);
            for column in stray {
                strays.entry(column).or_insert(row);
            }
            if cells.iter().any(|cell| *cell != Cell::Empty) {
                let elsewhere = merges.fill(row, &mut cells);
                let (place, columns) = (self.place(row, first), Arc::clone(&self.columns));
                rows.push(Row { place, cells: cells.into(), columns, elsewhere, parts: Box::default() });
            }
        }
        findings.extend(strays.into_iter().map(|(column, row)| self.stray(row, column)));
        rows
    }

    /// The first filled cell of a column that has no head.
    fn stray(&self, row: u32, column: u32) -> Finding {
        let finding =
            Finding::new(Code::ColumnUnknown, self.place(row, column), "这一列没有表头，内容没有采用");
        finding.help("写上表头，或删去这一列的内容")
    }

    fn has_head(&self, column: u32) -> bool {
        self.header.columns.contains_key(&column) || self.header.unknown.contains_key(&column)
    }
}
