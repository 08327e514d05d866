//! A sheet that is to be marked: what marking has to know of it, and its parts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::archive::markup::{Edits, Kind, Tag, prefix, walk, with_attribute};
use crate::archive::{Misfit, Package};
use crate::base::{CellRef, Severity};

use super::book::Book;
use super::shapes::Ids;
use super::styles::Styles;
use super::{Correction, Sheets, cells, notes, shapes};

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
/// What relations belong to.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// **Source:** ECMA-376 part 1, 12.3.3 (comments part).
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
/// **Source:** ECMA-376 part 4, 8.1 (VML drawing part).
const VML: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
/// The width of a column that says nothing, in characters.
const WIDTH: f64 = 8.43;

/// A sheet and where its parts are.
pub(super) struct Sheet {
    part: String,
    xml: String,
    facts: Facts,
}

/// What is known of a sheet.
#[derive(Default)]
pub(super) struct Facts {
    merges: Vec<(CellRef, CellRef)>,
    columns: Vec<Columns>,
    /// The relation to the shapes of its notes.
    legacy: Option<String>,
    /// Where the element that names it may be put.
    legacy_at: usize,
    dimension: Option<(Range<usize>, String, CellRef, CellRef)>,
}

/// Columns that look alike, from 0.
struct Columns {
    all: Range<u32>,
    style: u32,
    /// In characters.
    width: f64,
}

impl Sheet {
    /// The sheets that corrections speak of.
    pub(super) fn open_all(
        package: &mut Package<'_>,
        book: &Book,
        corrections: &[Correction],
    ) -> Result<Sheets, Misfit> {
        let others = corrections.iter().flat_map(|it| it.others.iter().map(|(sheet, ..)| sheet));
        let names: BTreeSet<&Arc<str>> =
            corrections.iter().filter_map(Correction::sheet).chain(others).collect();
        let open = |name: &Arc<str>| {
            let part = book.part_of(name)?.to_owned();
            let xml = package.text(&part)?;
            let facts = Facts::read(&xml)?;
            Ok((Arc::clone(name), Self { part, xml, facts }))
        };
        names.into_iter().map(open).collect()
    }

    /// The cell, or the merged one that covers it.
    pub(super) fn over(&self, cell: CellRef) -> CellRef {
        let covers = |(first, last): &&(CellRef, CellRef)| {
            (first.row_0based..=last.row_0based).contains(&cell.row_0based)
                && (first.column_0based..=last.column_0based).contains(&cell.column_0based)
        };
        self.facts.merges.iter().find(covers).map_or(cell, |(first, _)| *first)
    }

    /// Colours and comments the cells of these corrections.
    pub(super) fn mark(
        &mut self,
        package: &mut Package<'_>,
        corrections: &[&Correction],
        styles: &mut Styles,
        ids: &mut Ids,
    ) -> Result<(), Misfit> {
        let (mut marks, mut texts) = (BTreeMap::new(), BTreeMap::<CellRef, String>::new());
        for (cell, correction) in corrections.iter().filter_map(|it| Some((it.cell()?, it))) {
            // Of two the worse, which the order of severities puts first.
            let severity = marks.entry(cell).or_insert(correction.severity);
            *severity = correction.severity.min(*severity);
            let text = texts.entry(cell).or_insert_with(|| notes::START.to_owned());
            text.push_str(&format!("\n{}", correction.text()));
        }
        if marks.is_empty() {
            return Ok(());
        }
        let mut edits = cells::marked(&self.xml, &self.facts, &marks, styles)?;
        self.comment(package, texts, ids, &mut edits)?;
        package.put(&self.part, edits.apply(&self.xml));
        Ok(())
    }

    /// A cell with a thread of comments keeps it: programs that know threads would not show a note.
    fn comment(
        &self,
        package: &mut Package<'_>,
        mut texts: BTreeMap<CellRef, String>,
        ids: &mut Ids,
        edits: &mut Edits,
    ) -> Result<(), Misfit> {
        let threads = self.threads(package)?;
        texts.retain(|cell, _| !threads.contains(cell));
        if texts.is_empty() {
            return Ok(());
        }
        let known = package.related(&self.part, "comments")?;
        let comments = match &known {
            Some(part) => package.text(part)?,
            None => notes::NONE.to_owned(),
        };
        let (comments, fresh) = notes::added(&comments, &texts)?;
        let part = match known {
            Some(part) => part,
            None => self.new_part(package, "xl/comments", ("comments", COMMENTS))?,
        };
        package.put(&part, comments);
        let fresh: BTreeMap<CellRef, String> =
            texts.into_iter().filter(|(cell, _)| fresh.contains(cell)).collect();
        self.draw(package, &fresh, ids, edits)
    }

    fn threads(&self, package: &mut Package<'_>) -> Result<BTreeSet<CellRef>, Misfit> {
        let mut cells = BTreeSet::new();
        if let Some(part) = package.related(&self.part, "threadedComment")? {
            walk(&package.text(&part)?, |tag| {
                cells.extend(tag.attribute("ref").and_then(|name| CellRef::named(&name)));
                Ok(())
            })?;
        }
        Ok(cells)
    }

    /// Adds the shapes of notes that are new.
    fn draw(
        &self,
        package: &mut Package<'_>,
        fresh: &BTreeMap<CellRef, String>,
        ids: &mut Ids,
        edits: &mut Edits,
    ) -> Result<(), Misfit> {
        let part = match &self.facts.legacy {
            Some(id) => {
                let relations = package.relations(&self.part)?;
                let known = relations.into_iter().find(|relation| relation.id == *id);
                known.ok_or_else(|| Misfit::new("批注的图形找不到"))?.target
            }
            None => self.new_drawing(package, edits)?,
        };
        let vml = if package.has(&part) { package.text(&part)? } else { shapes::NONE.to_owned() };
        package.put(&part, shapes::added(&vml, fresh, &self.facts, ids)?);
        Ok(())
    }

    fn new_drawing(&self, package: &mut Package<'_>, edits: &mut Edits) -> Result<String, Misfit> {
        let part = package.free("xl/drawings/vmlDrawing", "vml");
        package.set_default_type("vml", VML)?;
        let relation = package.relate(&self.part, "vmlDrawing", &part)?;
        let prefix = prefix(&self.xml)?;
        let element = format!("<{prefix}legacyDrawing xmlns:r=\"{RELATIONS}\" r:id=\"{relation}\"/>");
        edits.insert(self.facts.legacy_at, element);
        Ok(part)
    }

    fn new_part(
        &self,
        package: &mut Package<'_>,
        stem: &str,
        (kind, of_type): (&str, &str),
    ) -> Result<String, Misfit> {
        let part = package.free(stem, "xml");
        package.set_type(&part, of_type)?;
        package.relate(&self.part, kind, &part)?;
        Ok(part)
    }
}

impl Facts {
    fn read(xml: &str) -> Result<Self, Misfit> {
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
