//! The rows of a sheet → its records: rows that share the cell by which a record is known are one.
//!
//! Offices merge the number of a matter over as many rows as its pieces of evidence take, one below the other. What
//! such rows say in a column that takes several values is joined, each value keeping its cell; two values where there
//! can be one are a finding. Rows that share only part of a key, such as the indicator of several pieces of evidence,
//! are records of their own.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::{Code, Finding, Place, Spot};
use crate::plan::{Column, SheetLayout};

use super::rows::{Cell, CellValue, Part, Row};

/// Joins each row to the one that it goes on with.
pub(super) fn joined(layout: &SheetLayout, rows: Vec<Row>, findings: &mut Vec<Finding>) -> Vec<Row> {
    let key = layout.keys().into_iter().next().unwrap_or_default();
    let mut records: Vec<(Row, Vec<Row>)> = Vec::with_capacity(rows.len());
    for row in rows {
        match records.last_mut().filter(|(record, _)| goes_on(record, &row, &key)) {
            Some((_, further)) => further.push(row),
            None => records.push((row, Vec::new())),
        }
    }
    let join = |(mut record, further): (Row, Vec<Row>)| {
        if !further.is_empty() {
            record.take(&further, layout, findings);
        }
        record
    };
    records.into_iter().map(join).collect()
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
    /// Takes what further rows of the record say in cells of their own.
    fn take(&mut self, further: &[Self], layout: &SheetLayout, findings: &mut Vec<Finding>) {
        let mut several = Vec::new();
        for column in 0..self.cells.len() {
            self.take_first(column, further);
            let mut said = self.said(column, further);
            let Some(it) = self.column_in(layout, column).filter(|_| said.len() > 1) else { continue };
            let cell = if it.takes_several(layout.kind.value) {
                let texts: Vec<&str> = said.iter().map(|part| &*part.text).collect();
                Cell::Filled(CellValue::Text(texts.join("\n").into()))
            } else {
                said.truncate(2);
                findings.extend(said.first().zip(said.get(1)).map(|(a, b)| self.contradicted(it, a, b)));
                Cell::Unusable
            };
            if let Some(old) = self.cells.get_mut(column) {
                *old = cell;
            }
            several.append(&mut said);
        }
        self.parts = several.into();
    }

    /// A cell that is empty takes the first that is not.
    fn take_first(&mut self, column: usize, further: &[Self]) {
        let filled = |row: &Self| {
            let cell = row.cells.get(column).filter(|cell| **cell != Cell::Empty && row.is_own(column))?;
            Some((number(row)?, cell.clone()))
        };
        if let Some(empty) = self.cells.get_mut(column).filter(|cell| **cell == Cell::Empty)
            && let Some((row_0based, cell)) = further.iter().find_map(filled)
        {
            *empty = cell;
            self.elsewhere = self.elsewhere.iter().copied().chain([(column, row_0based)]).collect();
        }
    }

    /// Whether a cell is the row's own and no merged one that begins above.
    fn is_own(&self, column: usize) -> bool {
        self.elsewhere.iter().all(|(it, _)| *it != column)
    }

    /// What a column says in the record's rows, each text once, in order; nothing behind a cell that can't be used.
    fn said(&self, column: usize, further: &[Self]) -> Vec<Part> {
        let (mut known, mut said) = (BTreeSet::new(), Vec::new());
        for row in std::iter::once(self).chain(further.iter().filter(|row| row.is_own(column))) {
            match row.cells.get(column) {
                Some(Cell::Filled(value)) => {
                    let above = row.elsewhere.iter().find(|(it, _)| *it == column).map(|(_, row)| *row);
                    let text = value.printed();
                    if let Some(row_0based) = above.or_else(|| number(row))
                        && known.insert(Arc::clone(&text))
                    {
                        said.push(Part { column, row_0based, text });
                    }
                }
                Some(Cell::Unusable) if said.is_empty() => break,
                _ => {}
            }
        }
        said
    }
    fn column_in<'a>(&self, layout: &'a SheetLayout, column: usize) -> Option<&'a Column> {
        let (field, _) = self.columns.fields.get(column)?;
        layout.columns.iter().find(|column| column.field.as_str() == field)
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
