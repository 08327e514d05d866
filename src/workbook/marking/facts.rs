//! The XML of a sheet → what marking has to know of it: merged cells, columns, its shapes, how far it goes.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::archive::Misfit;
use crate::archive::markup::{Edits, Kind, Tag, walk, with_attribute};
use crate::base::{CellRef, Severity};

/// The elements of a sheet that stand before the one that leads to the shapes of its notes.
///
/// **Source:** ECMA-376 part 1, 18.3.1.99 (worksheet).
const BEFORE_LEGACY: [&str; 30] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
];
/// The width of a column that says nothing, in characters.
const WIDTH: f64 = 8.43;

/// What is known of a sheet.
#[derive(Default)]
pub(super) struct Facts {
    merges: Vec<(CellRef, CellRef)>,
    columns: Vec<Columns>,
    /// The relation to the shapes of its notes.
    pub(super) legacy: Option<String>,
    /// Where the element that names it may be put.
    pub(super) legacy_at: usize,
    dimension: Option<(Range<usize>, String, CellRef, CellRef)>,
}

/// Columns that look alike, from 0.
struct Columns {
    all: Range<u32>,
    style: u32,
    /// In characters.
    width: f64,
}

impl Facts {
    pub(super) fn read(xml: &str) -> Result<Self, Misfit> {
        let mut facts = Self::default();
        walk(xml, |tag| {
            if tag.depth == 2 && tag.closes() && BEFORE_LEGACY.contains(&tag.name) {
                facts.legacy_at = tag.at.end;
            }
            if tag.opens() {
                facts.note(&tag);
            }
            Ok(())
        })?;
        Ok(facts)
    }

    /// The cell, or the merged one that covers it.
    pub(super) fn over(&self, cell: CellRef) -> CellRef {
        let covers = |(first, last): &&(CellRef, CellRef)| {
            (first.row_0based..=last.row_0based).contains(&cell.row_0based)
                && (first.column_0based..=last.column_0based).contains(&cell.column_0based)
        };
        self.merges.iter().find(covers).map_or(cell, |(first, _)| *first)
    }

    fn note(&mut self, tag: &Tag<'_>) {
        match (tag.depth, tag.name) {
            (3, "mergeCell") => self.merges.extend(tag.attribute("ref").as_deref().and_then(area)),
            (3, "col") => self.columns.extend(Columns::of(tag)),
            (2, "legacyDrawing") => self.legacy = tag.relation(),
            (2, "dimension") if tag.kind == Kind::Empty => {
                let area = tag.attribute("ref").as_deref().and_then(area);
                let dimension = |(first, last)| (tag.at.clone(), tag.raw.to_owned(), first, last);
                self.dimension = area.map(dimension);
            }
            _ => {}
        }
    }

    /// The format of cells of a column that are absent.
    pub(super) fn style_of(&self, column: u32) -> u32 {
        self.of_column(column).map_or(0, |columns| columns.style)
    }

    /// The width of a column, in characters.
    pub(super) fn width_of(&self, column: u32) -> f64 {
        self.of_column(column).map_or(WIDTH, |columns| columns.width)
    }

    fn of_column(&self, column: u32) -> Option<&Columns> {
        self.columns.iter().find(|columns| columns.all.contains(&column))
    }

    /// Readers may look for cells within the dimension only.
    pub(super) fn grow_dimension(&self, marks: &BTreeMap<CellRef, Severity>, edits: &mut Edits) {
        let Some((at, raw, first, last)) = &self.dimension else { return };
        let (mut from, mut to) = (*first, *last);
        for cell in marks.keys() {
            from.row_0based = from.row_0based.min(cell.row_0based);
            from.column_0based = from.column_0based.min(cell.column_0based);
            to.row_0based = to.row_0based.max(cell.row_0based);
            to.column_0based = to.column_0based.max(cell.column_0based);
        }
        if (from, to) != (*first, *last) {
            edits.replace(at.clone(), with_attribute(raw, "ref", &format!("{from}:{to}")));
        }
    }
}

impl Columns {
    fn of(tag: &Tag<'_>) -> Option<Self> {
        let first = tag.number("min")?.checked_sub(1)?;
        let is_hidden = matches!(tag.attribute("hidden").as_deref(), Some("1" | "true"));
        let width = tag.attribute("width").and_then(|width| width.parse().ok()).unwrap_or(WIDTH);
        let width = if is_hidden { 0.0 } else { width };
        Some(Self { all: first..tag.number("max")?, style: tag.number("style").unwrap_or(0), width })
    }
}

/// The first and last cell of `A1:C3`.
fn area(text: &str) -> Option<(CellRef, CellRef)> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    Some((CellRef::named(first)?, CellRef::named(last)?))
}
