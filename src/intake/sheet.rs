//! A sheet and its header → its rows, each cell read as its column says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{CellRef, Code, Finding, Place};
use crate::plan::SheetLayout;

use super::aside;
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
/// soon as it is read.
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
    let mut reading = Reading { file, sheet: grid.name, header, columns, merges, strays: BTreeMap::new() };
    reading.report_columns(layout, findings);
    let below = grid.rows.into_iter().skip_while(|(row, _)| *row <= header.row);
    let rows = below.filter_map(|(row, cells)| reading.row(row, &cells, findings)).collect();
    reading.report_strays(findings);
    Sheet { kind: layout.kind.value, place, rows }
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
    merges: Merges,
    /// The first row in which each column without a head holds anything.
    strays: BTreeMap<u32, u32>,
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
                None => finding,
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

    /// None where every cell of the layout's columns is empty.
    fn row(&mut self, row: u32, cells: &Cells, findings: &mut Vec<Finding>) -> Option<Row> {
        if let Some((column, words)) = aside::words(cells, self.header) {
            let message = format!("这一行是{words}，不是填报的事项，没有采用");
            findings.push(Finding::new(Code::RowAside, self.place(row, column), message));
            return None;
        }
        self.note_strays(row, cells);
        let columns = &self.header.columns;
        let (first, _) = columns.first_key_value()?;
        let mut read = Vec::with_capacity(columns.len());
        for (number, column) in columns {
            let place = || self.place(row, *number);
            read.push(match grid::at(cells, *number).map(|raw| value::read(raw, column.reads_as(), place)) {
                None => Cell::Empty,
                Some(Ok(value)) => Cell::Filled(value),
                Some(Err(finding)) => {
                    findings.push(finding);
                    Cell::Unusable
                }
            });
        }
        if read.iter().all(|cell| *cell == Cell::Empty) {
            return None;
        }
        let filled_down = self.merges.fill(row, &mut read);
        let (place, columns) = (self.place(row, *first), Arc::clone(&self.columns));
        Some(Row { place, cells: read.into(), columns, filled_down })
    }

    fn note_strays(&mut self, row: u32, cells: &Cells) {
        for (column, _) in cells {
            if !self.has_head(*column) {
                self.strays.entry(*column).or_insert(row);
            }
        }
    }

    /// The first filled cell of each column that has no head.
    fn report_strays(&self, findings: &mut Vec<Finding>) {
        for (column, row) in &self.strays {
            let message = "这一列没有表头，内容没有采用";
            let finding = Finding::new(Code::ColumnUnknown, self.place(*row, *column), message);
            findings.push(finding.help("写上表头，或删去这一列的内容"));
        }
    }

    fn has_head(&self, column: u32) -> bool {
        self.header.columns.contains_key(&column) || self.header.unknown.contains_key(&column)
    }
}
