//! A sheet and its header → its rows, each cell read as its column says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{CellRef, Code, Finding, Place};
use crate::plan::SheetLayout;

use super::grid::{Cells, Grid};
use super::header::Header;
use super::rows::{Row, Sheet};
use super::value;

/// The rows below the header that hold anything in a column of the layout.
///
/// What stands below no head is never passed over without a warning.
pub(super) fn read(
    layout: &SheetLayout,
    file: &Arc<str>,
    grid: &Grid,
    header: &Header<'_>,
    findings: &mut Vec<Finding>,
) -> Sheet {
    let sheet = Reading { file, grid, header, missing: missing(layout, header) };
    sheet.report_columns(layout, findings);
    let below = || grid.rows.range(header.row + 1..);
    let rows = below().filter_map(|(row, cells)| sheet.row(*row, cells, findings)).collect();
    sheet.report_strays(below(), findings);
    Sheet { kind: layout.kind.value, place: Place::sheet(Arc::clone(file), Arc::clone(&grid.name)), rows }
}

/// The fields of required columns that the header lacks.
fn missing(layout: &SheetLayout, header: &Header<'_>) -> BTreeSet<String> {
    let has = |field: &str| header.columns.values().any(|column| column.field.as_str() == field);
    let required = layout.columns.iter().filter(|column| layout.requires(column));
    required.map(|column| column.field.value.clone()).filter(|field| !has(field)).collect()
}

struct Reading<'a> {
    file: &'a Arc<str>,
    grid: &'a Grid,
    header: &'a Header<'a>,
    missing: BTreeSet<String>,
}

impl Reading<'_> {
    fn place(&self, row_0based: u32, column_0based: u32) -> Place {
        let cell = CellRef { row_0based, column_0based };
        Place::cell(Arc::clone(self.file), Arc::clone(&self.grid.name), cell)
    }

    fn report_columns(&self, layout: &SheetLayout, findings: &mut Vec<Finding>) {
        let first = self.header.columns.keys().next().copied().unwrap_or_default();
        for column in layout.columns.iter().filter(|column| self.missing.contains(column.field.as_str())) {
            let message = format!("表头里缺少必填的列“{}”", column.name);
            let place = self.place(self.header.row, first);
            findings.push(Finding::new(Code::ColumnMissing, place, message).help("补上这一列后重新报送"));
        }
        for (column, head) in &self.header.unknown {
            let message = format!("多出来的列“{head}”，内容没有采用");
            let place = self.place(self.header.row, *column);
            findings.push(Finding::new(Code::ColumnUnknown, place, message));
        }
    }

    /// None where every cell of the layout's columns is empty.
    fn row(&self, row: u32, cells: &Cells, findings: &mut Vec<Finding>) -> Option<Row> {
        let columns = &self.header.columns;
        let (first, _) = columns.first_key_value()?;
        let mut read = Row {
            place: self.place(row, *first),
            cells: BTreeMap::new(),
            places: BTreeMap::new(),
            unusable: BTreeSet::new(),
        };
        for (number, column) in columns {
            let place = self.place(row, *number);
            let field = column.field.value.clone();
            match cells.get(number).map(|raw| value::read(raw, column.reads_as(), &place)) {
                Some(Ok(value)) => drop(read.cells.insert(field.clone(), value)),
                Some(Err(finding)) => {
                    findings.push(finding);
                    read.unusable.insert(field.clone());
                }
                None => {}
            }
            read.places.insert(field, place);
        }
        let is_blank = read.cells.is_empty() && read.unusable.is_empty();
        read.unusable.extend(self.missing.iter().cloned());
        (!is_blank).then_some(read)
    }

    /// The first filled cell of each column that has no head.
    fn report_strays<'a>(
        &self,
        rows: impl Iterator<Item = (&'a u32, &'a Cells)>,
        findings: &mut Vec<Finding>,
    ) {
        let mut strays = BTreeMap::new();
        for (row, cells) in rows {
            for column in cells.keys().filter(|column| !self.has_head(**column)) {
                strays.entry(*column).or_insert(*row);
            }
        }
        for (column, row) in strays {
            let message = "这一列没有表头，内容没有采用";
            let finding = Finding::new(Code::ColumnUnknown, self.place(row, column), message);
            findings.push(finding.help("写上表头，或删去这一列的内容"));
        }
    }

    fn has_head(&self, column: u32) -> bool {
        self.header.columns.contains_key(&column) || self.header.unknown.contains_key(&column)
    }
}
