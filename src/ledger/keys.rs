//! Which rows of a sheet say the same thing twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Code, Finding, Place};
use crate::intake::{CellValue, Row};
use crate::plan::{Column, SheetLayout};

/// The keys of a sheet, each with the rows that have it.
pub(super) struct Keys<'a>(Vec<Key<'a>>);

/// What a row says in the columns of a key; an empty cell says nothing, which may be a key, too.
type Said = Vec<Arc<str>>;

/// Columns whose cells, taken together, may stand in one row only.
struct Key<'a> {
    columns: Vec<&'a Column>,
    rows: BTreeMap<Said, &'a Place>,
}

impl<'a> Keys<'a> {
    pub(super) fn of(layout: &'a SheetLayout) -> Self {
        Self(layout.keys().into_iter().map(|columns| Key { columns, rows: BTreeMap::new() }).collect())
    }

    /// Whether no row before has a key of this one; the finding shows the row that has.
    pub(super) fn are_new(&self, row: &Row, findings: &mut Vec<Finding>) -> bool {
        let duplicate = self.0.iter().find_map(|key| key.duplicate(row));
        let are_new = duplicate.is_none();
        findings.extend(duplicate);
        are_new
    }

    /// Takes the keys of a row, so that no later row has them; of a refused one only those that say something in
    /// every cell, as a row without its number is no first of two.
    pub(super) fn take(&mut self, row: &'a Row, is_accepted: bool) {
        for key in &mut self.0 {
            let said = key.said(row);
            if is_accepted || said.iter().all(|cell| !cell.is_empty()) {
                key.rows.entry(said).or_insert(&row.place);
            }
        }
    }
}

impl Key<'_> {
    fn said(&self, row: &Row) -> Said {
        let said = |column: &&Column| row.value(column.field.as_str()).map(CellValue::printed);
        self.columns.iter().map(|column| said(column).unwrap_or_default()).collect()
    }

    fn duplicate(&self, row: &Row) -> Option<Finding> {
        let said = self.said(row);
        let first = *self.rows.get(&said)?;
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        let said: Vec<&str> =
            said.iter().map(|cell| if cell.is_empty() { "（空）" } else { &**cell }).collect();
        let message = format!("{}为“{}”的一行重复填写，第二行没有采用", names.join("、"), said.join("、"));
        let finding = Finding::new(Code::RowDuplicate, row.place.clone(), message);
        Some(finding.related(first.clone(), "已有的一行").help("删去其中一行"))
    }
}
