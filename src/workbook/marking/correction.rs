//! What a unit is to mend in its workbook.

use std::sync::Arc;

use crate::base::{CellRef, Finding, Severity, Spot};
use crate::intake::Mark;

use super::Sheets;

/// The longest sentence of a correction, in characters: what a cell says may be as long as a book.
const LONGEST: usize = 500;
/// How many of them are its end, which says what is wrong with what is quoted before.
const END: usize = 100;

/// One thing to mend (更正), as a finding says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// How bad it is.
    pub severity: Severity,
    /// Where in the workbook.
    pub spot: Spot,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The other cells of the workbook that it speaks of, each with what stands there.
    pub others: Vec<(Arc<str>, CellRef, String)>,
}

impl Correction {
    /// What a finding asks of the unit whose workbook is `file`; a finding about another file concerns the
    /// workbook as a whole.
    pub fn of(finding: &Finding, file: &str) -> Self {
        let is_here = |it: &str| it == file;
        let spot = if is_here(&finding.place.file) { finding.place.spot.clone() } else { Spot::Whole };
        let others = finding.related.iter().filter(|related| is_here(&related.place.file));
        let others = others.filter_map(|related| match &related.place.spot {
            Spot::Cell { sheet, cell } => Some((Arc::clone(sheet), *cell, related.note.clone())),
            _ => None,
        });
        Self {
            severity: finding.severity(),
            spot,
            message: clipped(&finding.message),
            help: finding.help.as_deref().map(clipped),
            others: others.collect(),
        }
    }

    /// The same in another workbook that says the same; `to` says where each spot stands there.
    pub(in crate::workbook) fn moved(&self, to: impl Fn(&Spot) -> Vec<Spot>) -> Vec<Self> {
        let there = |(sheet, cell, note): &(Arc<str>, CellRef, String)| match to(&Spot::Cell {
            sheet: Arc::clone(sheet),
            cell: *cell,
        })
        .into_iter()
        .next()
        {
            Some(Spot::Cell { sheet, cell }) => Some((sheet, cell, note.clone())),
            _ => None,
        };
        let others: Vec<_> = self.others.iter().filter_map(there).collect();
        let at = |spot| Self { spot, others: others.clone(), ..self.clone() };
        to(&self.spot).into_iter().map(at).collect()
    }

    /// The cell that is wrong.
    pub(super) fn cell(&self) -> Option<CellRef> {
        match &self.spot {
            Spot::Cell { cell, .. } => Some(*cell),
            _ => None,
        }
    }

    /// The sheet that is wrong, or that the cell is on.
    pub(super) fn sheet(&self) -> Option<&Arc<str>> {
        match &self.spot {
            Spot::Cell { sheet, .. } | Spot::Sheet(sheet) => Some(sheet),
            _ => None,
        }
    }

    /// The sentence and what to do, in lines.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{}：{}", self.severity.label(), self.message);
        if let Some(help) = &self.help {
            text.push_str(&format!("\n怎么办：{help}"));
        }
        for (sheet, cell, note) in &self.others {
            text.push_str(&format!("\n{note}：{sheet}!{cell}"));
        }
        text
    }

    /// The same with cells that a merged one covers replaced by that one; which of them is wrong is said beside.
    pub(super) fn at_merges(&self, sheets: &Sheets) -> Self {
        let mut moved = self.clone();
        let over = |sheet: &Arc<str>, cell: &mut CellRef| {
            *cell = sheets.get(sheet).map_or(*cell, |sheet| sheet.over(*cell));
        };
        for (sheet, cell, _) in &mut moved.others {
            over(sheet, cell);
        }
        if let Spot::Cell { sheet, cell } = &mut moved.spot {
            let covered = *cell;
            over(sheet, cell);
            if covered != *cell {
                moved.others.push((Arc::clone(sheet), covered, "合并在里面的单元格".to_owned()));
            }
        }
        moved
    }

    /// What the workbook is to remember of it.
    pub(super) fn mark(&self) -> Mark {
        let sheet = self.sheet().cloned();
        let own = sheet.clone().zip(self.cell());
        let others = self.others.iter().map(|(sheet, cell, _)| (Arc::clone(sheet), *cell));
        let cells = own.map(|own| std::iter::once(own).chain(others).collect::<Vec<_>>()).unwrap_or_default();
        Mark { severity: self.severity, sheet: sheet.filter(|_| cells.is_empty()), cells }
    }
}

/// A sentence with its middle left out where it is too long.
fn clipped(text: &str) -> String {
    let count = text.chars().count();
    if count <= LONGEST {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST - END - 1).collect();
    let end: String = text.chars().skip(count - END).collect();
    format!("{start}…{end}")
}
