//! The rows of a sheet → its records: rows that share the cell by which a record is known are one.
//!
//! Offices merge the number of a matter over as many rows as its pieces of evidence take, one below the other. What
//! such rows say in a column that takes several values is joined, each value keeping its cell; two values where there
//! can be one are a finding. Rows that share only part of a key, such as the indicator of several pieces of evidence,
//! are records of their own.

use crate::base::{Code, Finding, Place, Spot};
use crate::plan::{Column, SheetLayout};

use super::rows::{Cell, CellValue, Part, Row};

/// Joins each row to the one that it goes on with.
pub(super) fn joined(layout: &SheetLayout, rows: Vec<Row>, findings: &mut Vec<Finding>) -> Vec<Row> {
    let key = layout.keys().into_iter().next().unwrap_or_default();
    let mut records: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        match records.last_mut().filter(|record| goes_on(record, &row, &key)) {
            Some(record) => record.take(&row, layout, findings),
            None => records.push(row),
        }
    }
    records
}

/// Whether every cell of the key that holds anything is a merged one that begins in the record's first row.
fn goes_on(record: &Row, row: &Row, key: &[&Column]) -> bool {
    let columns = || key.iter().filter_map(|column| row.column(column.field.as_str()));
    let is_shared = |column: usize| {
        let is_filled = matches!(row.cells.get(column), Some(Cell::Filled(_)));
        is_filled && number(record).is_some_and(|top| row.elsewhere.contains(&(column, top)))
    };
    let is_empty = |row: &Row, column: usize| matches!(row.cells.get(column), Some(Cell::Empty));
    let is_empty_in_both = |column: usize| is_empty(record, column) && is_empty(row, column);
    !row.elsewhere.is_empty()
        && columns().any(is_shared)
        && columns().all(|column| is_shared(column) || is_empty_in_both(column))
}

/// The row's number, from 0.
fn number(row: &Row) -> Option<u32> {
    match &row.place.spot {
        Spot::Cell { cell, .. } => Some(cell.row_0based),
        _ => None,
    }
}

impl Row {
    /// Takes what a further row of the record says in cells of its own.
    fn take(&mut self, row: &Self, layout: &SheetLayout, findings: &mut Vec<Finding>) {
        let Some(row_0based) = number(row) else { return };
        let own = row.cells.iter().enumerate();
        for (column, cell) in own.filter(|(at, _)| row.elsewhere.iter().all(|(it, _)| it != at)) {
            match (self.cells.get(column), cell) {
                (Some(Cell::Empty), _) => self.take_first((column, row_0based), cell),
                (Some(Cell::Filled(said)), Cell::Filled(value)) if said != value => {
                    let further = Part { column, row_0based, text: value.printed() };
                    self.take_further(further, layout, findings);
                }
                _ => {}
            }
        }
    }

    /// The cell of a column that is empty so far.
    fn take_first(&mut self, (column, row_0based): (usize, u32), cell: &Cell) {
        if let Some(empty) = self.cells.get_mut(column).filter(|_| *cell != Cell::Empty) {
            *empty = cell.clone();
            self.elsewhere = self.elsewhere.iter().copied().chain([(column, row_0based)]).collect();
        }
    }

    /// The cell of a column that has a value: another of several, or one too many.
    fn take_further(&mut self, further: Part, layout: &SheetLayout, findings: &mut Vec<Finding>) {
        let Some((column, before)) = self.column_in(layout, further.column).zip(self.said(further.column))
        else {
            return;
        };
        let is_said = |part: &Part| part.column == further.column && part.text == further.text;
        if self.parts.iter().any(is_said) {
            return;
        }
        let cell = if column.takes_several(layout.kind.value) {
            Cell::Filled(CellValue::Text(format!("{}\n{}", before.text, further.text).into()))
        } else {
            findings.push(self.contradicted(column, &before, &further));
            Cell::Unusable
        };
        let is_second = self.parts.iter().all(|part| part.column != further.column);
        let parts = std::mem::take(&mut self.parts).into_iter().chain(is_second.then_some(before));
        if let Some(old) = self.cells.get_mut(further.column) {
            *old = cell;
        }
        self.parts = parts.chain([further]).collect();
    }

    fn column_in<'a>(&self, layout: &'a SheetLayout, column: usize) -> Option<&'a Column> {
        let (field, _) = self.columns.fields.get(column)?;
        layout.columns.iter().find(|column| column.field.as_str() == field)
    }

    /// What a column says so far, at its first cell.
    fn said(&self, column: usize) -> Option<Part> {
        let Cell::Filled(value) = self.cells.get(column)? else { return None };
        let elsewhere = self.elsewhere.iter().find(|(it, _)| *it == column).map(|(_, row)| *row);
        Some(Part { column, row_0based: elsewhere.or_else(|| number(self))?, text: value.printed() })
    }

    fn contradicted(&self, column: &Column, before: &Part, further: &Part) -> Finding {
        let place = |part: &Part| -> Place { self.place_in(part.column, Some(part.row_0based)) };
        let message = format!(
            "这几行合并成一条记录，“{}”却写了两样：“{}”和“{}”，都没有采用",
            column.name, before.text, further.text
        );
        Finding::new(Code::CellContradicted, place(further), message)
            .related(place(before), "前面写的")
            .help("只留对的一个；本来是几条记录的，取消合并，各行写各行的")
    }
}
