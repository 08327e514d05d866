//! The rows of a sheet → those to go on with; a row that holds what the one above it lacks is refused together with
//! that one, in one finding.

use crate::base::{Code, Finding};
use crate::intake::{CellValue, Displaced, Row, Sheet, displaced};
use crate::plan::SheetLayout;

/// The rows of a sheet, in order.
#[derive(Default)]
pub(super) struct Apart<'a> {
    /// Those that stand for themselves.
    pub(super) rows: Vec<&'a Row>,
    /// Those of which two belong together; they have their finding.
    pub(super) refused: Vec<&'a Row>,
}

/// Tells them apart.
pub(super) fn apart<'a>(layout: &SheetLayout, sheet: &'a Sheet, findings: &mut Vec<Finding>) -> Apart<'a> {
    let mut apart = Apart::default();
    let mut rows = sheet.rows.iter().peekable();
    while let Some(row) = rows.next() {
        let below = rows.peek().and_then(|below| Some((*below, displaced(layout, row, below)?)));
        let Some((below, what)) = below else {
            apart.rows.push(row);
            continue;
        };
        findings.push(finding(&what, row, below));
        apart.refused.extend([row, below]);
        rows.next();
    }
    apart
}

fn finding(Displaced { number, lacking }: &Displaced<'_>, row: &Row, below: &Row) -> Finding {
    let names: Vec<&str> = lacking.iter().map(|column| column.name.as_str()).collect();
    let (names, said) = (names.join("、"), row.value(number.field.as_str()).map(CellValue::printed));
    let message = format!(
        "这一行有“{names}”，没有“{}”，上一行 {} 正好缺“{names}”，两行都没有采用",
        number.name,
        said.unwrap_or_default()
    );
    let finding = Finding::new(Code::RowDisplaced, below.place_of(number.field.as_str()), message);
    let finding = lacking.iter().take(1).fold(finding, |finding, column| {
        finding.related(row.place_of(column.field.as_str()), "上一行空着的格")
    });
    finding.help(format!("填错了行的，移到上一行；不是的，在这一行补上“{}”", number.name))
}
