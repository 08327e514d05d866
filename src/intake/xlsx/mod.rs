//! The bytes of a vetted `.xlsx` → the filled cells of the sheets that are wanted.
//!
//! `calamine` reads a sheet event by event on one thread, in twice the time that a long one may take, and needs a
//! pass of its own for formats and another for merges; so sheets are read here, in pieces that need not wait for one
//! another. A part is taken for what its relation says it is, whatever it is called.
//!
//! **Source:** ECMA-376 part 1, 18.2 (workbook), 18.4 (shared strings), 18.8 (styles).

#[cfg(test)]
mod beside_calamine;
mod sheet;
mod text;

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

use super::book::{self, Sheets};
use super::cell::{self, Context};
use super::grid::{Book, Fault, Grid, Meter, SheetFault};
use super::number_format::NumberFormat;
use crate::archive::markup::{Tag, walk};
use crate::archive::tags::{Edge, Tags};
use crate::archive::{Misfit, Package, Pieces, Relation, Vetted};
use crate::base::{CellRef, caught};
use crate::plan::SheetLayout;
use sheet::Piece;
use text::rich;

/// How many empty cells of a sheet that nobody asked for are looked at before it counts as empty.
const GLANCE: usize = 100_000;

/// Reads the sheets that there are layouts for.
pub(super) fn read(
    layouts: &[SheetLayout],
    file: &Arc<str>,
    bytes: &[u8],
    vetted: Vetted,
) -> Result<Book, Fault> {
    let book = || book::of(layouts, file, &mut Reading::open(bytes, vetted)?);
    // What is shared with the closure is only read, so nothing half-changed outlives a panic of a library.
    caught(book).unwrap_or_else(|| Err(Fault::Unreadable("内部结构不合规范".to_owned())))
}

/// What all sheets have in common.
struct Workbook {
    context: Context,
    /// It asks for all formulas to be computed when it is opened, so the results in it may be stale: the program
    /// that wrote it can't compute.
    recalculates: bool,
}

/// A sheet of cells that the workbook lists.
struct Listed {
    name: String,
    is_hidden: bool,
    /// None where no relation leads to it.
    part: Option<String>,
}

/// A workbook that is being read.
struct Reading<'a> {
    package: Package<'a>,
    vetted: Vetted,
    sheets: Vec<Listed>,
    workbook: Workbook,
    meter: Meter,
    /// Whether people see anything in a part, where that was looked at: many sheets may be one part.
    glances: BTreeMap<String, bool>,
}

impl Sheets for Reading<'_> {
    fn names(&self) -> Vec<String> {
        self.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    fn take(&mut self, name: &str) -> Result<Result<Grid, SheetFault>, Fault> {
        let mut keeping =
            Keeping { grid: Grid::named(name), meter: &mut self.meter, next: 0, is_whole: false };
        let listed = self.sheets.iter().find(|sheet| sheet.name == name);
        let part = listed.and_then(|listed| listed.part.as_deref());
        let part = part.ok_or_else(|| Misfit::new("目录里没有它的内容"));
        let pieces = part.and_then(|part| pieces(&mut self.package, part, &self.vetted, "row>"));
        let kept = pieces.map_err(Stop::Sheet).and_then(|pieces| {
            pieces.each(|piece| sheet::read(piece, &self.workbook), |piece| keeping.keep(piece))?;
            if keeping.is_whole { Ok(()) } else { Err(Stop::Sheet(Misfit::new("工作表不完整"))) }
        });
        let is_hidden = listed.is_some_and(|listed| listed.is_hidden);
        let after = keeping.last();
        let grid = Grid { is_hidden, ..keeping.grid };
        match kept {
            Ok(()) => Ok(Ok(grid.in_order())),
            Err(Stop::Sheet(misfit)) => {
                Ok(Err(SheetFault { sheet: grid.name, after, reason: misfit.to_string() }))
            }
            Err(Stop::Workbook(fault)) => Err(fault),
        }
    }

    fn shows_anything(&mut self, name: &str) -> bool {
        let listed = self.sheets.iter().find(|sheet| sheet.name == name && !sheet.is_hidden);
        let Some(part) = listed.and_then(|sheet| sheet.part.clone()) else { return listed.is_some() };
        if let Some(known) = self.glances.get(&part) {
            return *known;
        }
        let shows = self.glance(&part);
        self.glances.insert(part, shows);
        shows
    }
}

impl Reading<'_> {
    /// A part that can't be read to its first filled cell shows something that it doesn't say.
    fn glance(&mut self, part: &str) -> bool {
        let Ok(pieces) = pieces(&mut self.package, part, &self.vetted, "row>") else { return true };
        let mut blanks = 0;
        for piece in pieces {
            let Ok(piece) = piece.map(|piece| sheet::read(&piece, &self.workbook)) else { return true };
            if piece.fault.is_some() || !piece.rows.is_empty() {
                return true;
            }
            blanks += piece.blanks;
            if piece.is_last || blanks > GLANCE {
                break;
            }
        }
        false
    }
}

/// The pieces of a part that may be cut.
fn pieces(
    package: &mut Package<'_>,
    part: &str,
    vetted: &Vetted,
    end: &'static str,
) -> Result<Pieces<impl Read>, Misfit> {
    Ok(Pieces::of(package.stream(part)?, vetted.is_plain(part).then_some(end)))
}

/// A sheet that is put together.
struct Keeping<'a> {
    grid: Grid,
    meter: &'a mut Meter,
    /// The number of the next row, where it doesn't say it.
    next: u32,
    is_whole: bool,
}

/// Why a sheet is not read any further.
enum Stop {
    /// What is wrong with it.
    Sheet(Misfit),
    /// A bound is passed.
    Workbook(Fault),
}

impl Keeping<'_> {
    fn keep(&mut self, piece: Result<Piece, Misfit>) -> Result<(), Stop> {
        let piece = piece.map_err(Stop::Sheet)?;
        self.meter.count_repeated(None, piece.blanks).map_err(Stop::Workbook)?;
        let first = self.next;
        self.next = piece.next.from(first);
        for (row, cells) in piece.rows {
            let row = row.from(first);
            if row >= CellRef::ROWS {
                return Err(Stop::Sheet(Misfit::new(format!("超过 {} 行", CellRef::ROWS))));
            }
            for (_, raw) in &cells {
                self.meter.count(Some(raw)).map_err(Stop::Workbook)?;
            }
            if !self.is_whole {
                self.grid.rows.push((row, cells));
            }
        }
        self.grid.merges.extend(piece.merges);
        self.is_whole |= piece.is_last;
        piece.fault.map_or(Ok(()), |misfit| Err(Stop::Sheet(misfit)))
    }

    /// The last cell that was kept.
    fn last(&self) -> Option<CellRef> {
        let (row, cells) = self.grid.rows.last()?;
        Some(CellRef { row_0based: *row, column_0based: cells.last()?.0 })
    }
}

impl<'a> Reading<'a> {
    fn open(bytes: &'a [u8], vetted: Vetted) -> Result<Self, Misfit> {
        let mut package = Package::open(bytes)?;
        let path = package.related("", "officeDocument")?;
        let path = path.ok_or_else(|| Misfit::new("里面没有工作簿"))?;
        let relations = package.relations(&path)?;
        let beside = |kind: &str| {
            let relation = relations.iter().find(|relation| relation.kind == kind);
            relation.map(|relation| relation.target.clone()).filter(|part| package.has(part))
        };
        let parts = (beside("sharedStrings"), beside("styles"));
        let strings = strings(&mut package, parts.0, &vetted)?;
        let formats = formats(&mut package, parts.1)?;
        let (mut sheets, mut is_1904, mut recalculates) = (Vec::new(), false, false);
        let is_true = |value: Option<String>| value.is_some_and(|value| matches!(&*value, "1" | "true"));
        walk(&package.text(&path)?, |tag| {
            match tag.name {
                "sheet" if tag.opens() => sheets.extend(listed(&tag, &relations)),
                "workbookPr" if tag.opens() => is_1904 |= is_true(tag.attribute("date1904")),
                "calcPr" if tag.opens() => recalculates |= is_true(tag.attribute("fullCalcOnLoad")),
                _ => {}
            }
            Ok(())
        })?;
        let workbook = Workbook { context: Context { strings, formats, is_1904 }, recalculates };
        let (meter, glances) = (Meter::default(), BTreeMap::new());
        Ok(Self { package, vetted, sheets, workbook, meter, glances })
    }
}

/// Charts and dialogs are no sheets of cells.
fn listed(tag: &Tag<'_>, relations: &[Relation]) -> Option<Listed> {
    let id = tag.relation().unwrap_or_default();
    let relation = relations.iter().find(|relation| relation.id == id);
    if relation.is_some_and(|relation| relation.kind != "worksheet") {
        return None;
    }
    Some(Listed {
        name: tag.attribute("name").unwrap_or_default(),
        is_hidden: tag.attribute("state").is_some_and(|state| state != "visible"),
        part: relation.map(|relation| relation.target.clone()),
    })
}

fn strings(
    package: &mut Package<'_>,
    part: Option<String>,
    vetted: &Vetted,
) -> Result<Vec<Arc<str>>, Misfit> {
    let Some(part) = part else { return Ok(Vec::new()) };
    let mut strings = Vec::new();
    pieces(package, &part, vetted, "si>")?.each(strings_of, |piece| {
        strings.extend(piece??);
        Ok::<(), Misfit>(())
    })?;
    Ok(strings)
}

fn strings_of(piece: &str) -> Result<Vec<Arc<str>>, Misfit> {
    let (mut tags, mut strings) = (Tags::of(piece), Vec::new());
    while let Some(edge) = tags.next().transpose()? {
        match edge {
            Edge::Opens(tag) if tag.name() == "si" => strings.push(cell::shared(&rich(&mut tags, "si")?)),
            _ => {}
        }
    }
    Ok(strings)
}

/// The format of each style of cells.
fn formats(package: &mut Package<'_>, part: Option<String>) -> Result<Vec<NumberFormat>, Misfit> {
    let Some(part) = part else { return Ok(Vec::new()) };
    let (mut codes, mut formats) = (BTreeMap::new(), Vec::new());
    // Formats of formulas and of named styles have such elements too.
    let mut list = String::new();
    walk(&package.text(&part)?, |tag| {
        if tag.depth == LISTS && tag.opens() {
            tag.name.clone_into(&mut list);
        }
        let id = || tag.attribute("numFmtId").and_then(|id| id.parse().ok());
        match (&*list, tag.name) {
            ("numFmts", "numFmt") if tag.opens() => codes.extend(id().zip(tag.attribute("formatCode"))),
            ("cellXfs", "xf") if tag.opens() => formats.push(id().unwrap_or_default()),
            _ => {}
        }
        Ok(())
    })?;
    Ok(formats.into_iter().map(|id| NumberFormat::of(id, &codes)).collect())
}

/// How deep the lists of styles lie.
const LISTS: usize = 2;

#[cfg(test)]
mod tests {
    use super::super::grid::{Raw, at};
    use super::read;
    use crate::archive;
    use crate::base::Date;
    use crate::plan::SheetLayout;

    #[test]
    fn days_are_counted_from_1904_where_the_workbook_says_so() {
        let bytes = include_bytes!("../../../tests/real/mac-1904-dates.xlsx");
        let layout = "[{kind: visit, name: Sheet1, columns: []}]";
        let layouts: Vec<SheetLayout> = crate::yaml::read(layout, "sheets.yaml").unwrap();
        let book = read(&layouts, &"a.xlsx".into(), bytes, archive::vet(bytes).unwrap()).ok().unwrap();
        let grid = book.sheets.into_iter().next().flatten().unwrap().ok().unwrap();
        let day = |row: usize| at(&grid.rows[row].1, 1).cloned().unwrap();
        assert_eq!(day(0), Raw::Moment(Date::constant(1904, 1, 2), None));
        assert_eq!(day(4), Raw::Moment(Date::constant(1934, 6, 3), None));
    }
}
