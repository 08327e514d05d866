//! Findings at cells of workbooks → the same with the unit they concern and the row in its own words.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Finding, Place, Quote, Spot};
use crate::intake::{Row, Workbook};
use crate::ledger::{Ledger, Sources};

/// File, sheet and row, from 0.
type Line<'a> = (&'a str, &'a str, u32);

/// Says of each finding whose it is and what stands in its row, where that is known.
pub(super) fn explain(sources: &Sources, ledger: &Ledger, findings: &mut [Finding]) {
    let units: BTreeMap<&str, &str> =
        ledger.handed_in().map(|submission| (&*submission.file, &*submission.unit.text)).collect();
    let places: Vec<Place> = findings.iter().map(|finding| finding.place.clone()).collect();
    let wanted: BTreeSet<Line<'_>> = places.iter().filter_map(|place| Some(cell(place)?.0)).collect();
    let rows = rows(sources, &wanted);
    for (finding, place) in findings.iter_mut().zip(&places) {
        if finding.unit.is_none() {
            finding.unit = units.get(&*place.file).map(|unit| (*unit).to_owned());
        }
        finding.quote = cell(place).and_then(|(line, column)| Some(quote(rows.get(&line)?, column)));
    }
}

/// The row of a cell, and its column.
fn cell(place: &Place) -> Option<(Line<'_>, u32)> {
    let Spot::Cell { sheet, cell } = &place.spot else { return None };
    Some(((&place.file, sheet, cell.row_0based), cell.column_0based))
}

/// The rows that are wanted, of all that were read.
fn rows<'a>(sources: &'a Sources, wanted: &BTreeSet<Line<'_>>) -> BTreeMap<Line<'a>, &'a Row> {
    let workbooks = sources.submissions.iter().chain(&sources.inspections);
    let is_wanted = |book: &&Workbook| wanted.iter().any(|(file, ..)| *file == &*book.file);
    let rows = workbooks.filter(is_wanted).flat_map(|book| &book.sheets).flat_map(|sheet| &sheet.rows);
    let lines = rows.filter_map(|row| Some((cell(&row.place)?.0, row)));
    lines.filter(|(line, _)| wanted.contains(line)).collect()
}

fn quote(row: &Row, column: u32) -> Quote {
    let filled: Vec<_> = row.filled().filter_map(|field| row.cell(field)).collect();
    let mut cells: Vec<(u32, &str)> =
        filled.iter().filter_map(|value| Some((cell(value.place()?)?.1, &*value.text))).collect();
    cells.sort_unstable();
    Quote::new(cells, column)
}
