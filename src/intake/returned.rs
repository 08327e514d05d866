//! A workbook that was sent back with marks and came in again → what was mended and what else was changed.
//!
//! In: the workbook alone; its hidden sheet says what stood in it and what was marked. Out: the cells, and a
//! warning for each error that stands as it stood and each change that nobody asked for. Rows that moved are
//! found by what stands in them. What is new where something was missing is what was asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{CellRef, Checked, Code, Finding, Place, Severity};

use super::align::align;
use super::imprint::{self, CellImprint, Imprint, RowImprint, SheetImprint};
use super::memory::{Mark, Memory};
use super::rows::{Filler, WorkbookFormat};

/// Changes of a sheet that are named one by one.
const NAMED: usize = 20;
/// What an empty cell shows.
const EMPTY: &str = "（空）";

/// What became of the marks of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Returned {
    /// The marked cells whose content changed, where they stand now.
    pub mended: Vec<Place>,
    /// The marked cells whose content is what it was.
    pub unmended: Vec<Place>,
    /// How many changes there are that nobody asked for.
    pub elsewhere: usize,
}

/// None where the workbook can't be compared with what it remembers.
///
/// The day of handing in, 联系人 and 电话 may always change. Findings: [`Code::MarkUnmended`],
/// [`Code::ChangeUnmarked`], [`Code::ReturnUncompared`].
pub(super) fn examine(
    (file, format): (&Arc<str>, WorkbookFormat),
    bytes: &[u8],
    filler: &Filler,
) -> Checked<Option<Returned>> {
    let (memory, now) = match both(format, bytes) {
        Ok(both) => both,
        Err(reason) => return Checked { value: None, findings: vec![uncompared(file, &reason)] },
    };
    let mut work =
        Work { file, memory: &memory, free: free(filler), returned: Returned::default(), findings: vec![] };
    let mut changes = BTreeMap::new();
    for before in &memory.imprint.sheets {
        match now.sheet(&before.name) {
            Some(now) => drop(changes.insert(Arc::clone(&before.name), Changes::of(before, now))),
            None => work.sheet_lost(&before.name),
        }
    }
    for sheet in &now.sheets {
        if *sheet.name != *memory.list && !changes.contains_key(&sheet.name) {
            work.elsewhere(
                Place::sheet(Arc::clone(file), Arc::clone(&sheet.name)),
                "退回后新增了这张工作表".into(),
            );
        }
    }
    for mark in &memory.marks {
        work.mark(mark, &changes);
    }
    for (sheet, changes) in &changes {
        work.sheet(sheet, changes);
    }
    Checked { value: Some(work.returned), findings: work.findings }
}

/// What the workbook remembers and what it says now, or why one of them is not known. Of other formats the program
/// reads values and no formulas, so an untouched formula would look changed.
fn both(format: WorkbookFormat, bytes: &[u8]) -> Result<(Memory, Imprint), String> {
    if format != WorkbookFormat::Xlsx {
        return Err("存成了别的格式，不再是 .xlsx".to_owned());
    }
    let memory = Memory::of(bytes).ok_or("它记着的标注读不出来")?;
    let now = imprint::imprint(bytes).map_err(|misfit| misfit.to_string())?;
    Ok((memory, now))
}

fn uncompared(file: &Arc<str>, reason: &str) -> Finding {
    let message = format!("这个工作簿退回过，{reason}，标注改了没有、别处动过没有，都没有比较");
    Finding::new(Code::ReturnUncompared, Place::file(Arc::clone(file)), message)
        .help("内容照样读入；要比较，请单位在退回的文件里改，存为原来的格式再报送")
}

/// Where a clerk fills in anew who hands in and when.
fn free(filler: &Filler) -> BTreeSet<Place> {
    let words = [&filler.contact, &filler.phone].into_iter().flatten().filter_map(|words| words.place());
    let date = filler.date.as_ref().and_then(|date| date.place());
    words.chain(date).cloned().collect()
}

/// What changed in a sheet.
struct Changes {
    /// Where each row of before stands now.
    moved: BTreeMap<u32, u32>,
    /// The cells that changed, by where they stood.
    cells: BTreeMap<CellRef, Change>,
    /// Rows of before that nothing of today belongs to.
    gone: BTreeMap<u32, RowImprint>,
    /// Rows of today that nothing of before belongs to.
    fresh: BTreeMap<u32, RowImprint>,
}

struct Change {
    now: CellRef,
    was: Option<CellImprint>,
    is: Option<CellImprint>,
}

impl Changes {
    fn of(before: &SheetImprint, now: &SheetImprint) -> Self {
        let rows = |sheet: &SheetImprint| sheet.rows.keys().copied().collect::<Vec<u32>>();
        let (old_rows, new_rows) = (rows(before), rows(now));
        let (old, new): (Vec<_>, Vec<_>) = (before.rows.values().collect(), now.rows.values().collect());
        let pairs: Vec<(usize, usize)> = align(&old, &new);
        let moved: BTreeMap<u32, u32> = pairs.iter().map(|(a, b)| (old_rows[*a], new_rows[*b])).collect();
        let cells = pairs.iter().flat_map(|(a, b)| changed((old_rows[*a], old[*a]), (new_rows[*b], new[*b])));
        let kept: BTreeSet<u32> = moved.values().copied().collect();
        let lone = |sheet: &SheetImprint, is_lone: &dyn Fn(u32) -> bool| {
            let rows = sheet.rows.iter().filter(|(row, _)| is_lone(**row));
            rows.map(|(row, cells)| (*row, cells.clone())).collect()
        };
        Self {
            cells: cells.collect(),
            gone: lone(before, &|row| !moved.contains_key(&row)),
            fresh: lone(now, &|row| !kept.contains(&row)),
            moved,
        }
    }

    /// Where a cell of before stands now; none where its row is gone. A row that held nothing moves with the
    /// one above it.
    fn place_of(&self, cell: CellRef) -> Option<CellRef> {
        if self.gone.contains_key(&cell.row_0based) {
            return None;
        }
        let above = self.moved.range(..=cell.row_0based).next_back();
        let row = above.map_or(Some(cell.row_0based), |(was, is)| is.checked_add(cell.row_0based - was));
        Some(CellRef { row_0based: row?, ..cell })
    }

    /// Whether something else stands where this cell stood.
    fn is_changed(&self, cell: CellRef) -> bool {
        let Some(now) = self.place_of(cell) else { return true };
        let fresh = self.fresh.get(&now.row_0based);
        self.cells.contains_key(&cell) || fresh.is_some_and(|cells| cells.contains_key(&now.column_0based))
    }
}

fn changed((row, old): (u32, &RowImprint), (now, new): (u32, &RowImprint)) -> Vec<(CellRef, Change)> {
    let columns: BTreeSet<u32> = old.keys().chain(new.keys()).copied().collect();
    let differs =
        |column: &u32| old.get(column).map(|cell| &cell.digest) != new.get(column).map(|cell| &cell.digest);
    let change = |column_0based: u32| {
        let (was, is) = (old.get(&column_0based).cloned(), new.get(&column_0based).cloned());
        let now = CellRef { row_0based: now, column_0based };
        (CellRef { row_0based: row, column_0based }, Change { now, was, is })
    };
    columns.into_iter().filter(differs).map(change).collect()
}

/// A comparison under way.
struct Work<'a> {
    file: &'a Arc<str>,
    memory: &'a Memory,
    free: BTreeSet<Place>,
    returned: Returned,
    findings: Vec<Finding>,
}

impl Work<'_> {
    fn place(&self, sheet: &Arc<str>, cell: CellRef) -> Place {
        Place::cell(Arc::clone(self.file), Arc::clone(sheet), cell)
    }

    fn elsewhere(&mut self, place: Place, message: String) {
        self.returned.elsewhere += 1;
        let finding = Finding::new(Code::ChangeUnmarked, place, message);
        self.findings.push(finding.help("与单位核对这处改动；退回时没有要求改这里"));
    }

    fn sheet_lost(&mut self, sheet: &str) {
        self.elsewhere(Place::file(Arc::clone(self.file)), format!("退回后删去或改名了工作表“{sheet}”"));
    }

    /// A conflict is mended where one of its sides changed.
    fn mark(&mut self, mark: &Mark, changes: &BTreeMap<Arc<str>, Changes>) {
        let Some((sheet, cell)) = mark.cells.first() else { return };
        let Some(of_sheet) = changes.get(sheet) else { return };
        let is_changed =
            |(sheet, cell): &(Arc<str>, CellRef)| changes.get(sheet).is_some_and(|it| it.is_changed(*cell));
        let place = self.place(sheet, of_sheet.place_of(*cell).unwrap_or(*cell));
        if mark.cells.iter().any(is_changed) {
            self.returned.mended.push(place);
            return;
        }
        self.returned.unmended.push(place.clone());
        if mark.severity == Severity::Error {
            let was = self.memory.imprint.sheet(sheet);
            let was = was.and_then(|it| it.rows.get(&cell.row_0based)?.get(&cell.column_0based));
            let message = format!("退回时标为错误的单元格没有改，还是{}", shown(was));
            let mut finding = Finding::new(Code::MarkUnmended, place, message);
            for (sheet, cell) in mark.cells.iter().skip(1).filter(|cell| self.is_covered(cell, sheet)) {
                let now = of_sheet.place_of(*cell).unwrap_or(*cell);
                finding = finding.related(self.place(sheet, now), "合并在里面的单元格");
            }
            self.findings.push(finding);
        }
    }

    /// Whether a cell that was marked with one of this sheet lies in it as in a merged one: it holds nothing.
    fn is_covered(&self, (of, cell): &(Arc<str>, CellRef), sheet: &Arc<str>) -> bool {
        let row = self.memory.imprint.sheet(of).and_then(|it| it.rows.get(&cell.row_0based));
        of == sheet && row.is_none_or(|row| !row.contains_key(&cell.column_0based))
    }

    /// Whether something was missing here, so that new rows and filled cells are what was asked for.
    fn is_open(&self, sheet: &Arc<str>) -> bool {
        let lacks = |mark: &Mark| mark.cells.is_empty() && mark.sheet.as_ref().is_none_or(|it| it == sheet);
        self.memory.marks.iter().any(lacks)
    }

    /// The marked cells of a sheet, and the other sides of their conflicts.
    fn marked(&self, sheet: &Arc<str>) -> BTreeSet<CellRef> {
        let cells = self.memory.marks.iter().flat_map(|mark| &mark.cells);
        cells.filter(|(of, _)| of == sheet).map(|(_, cell)| *cell).collect()
    }

    fn sheet(&mut self, sheet: &Arc<str>, changes: &Changes) {
        let named = self.unasked(sheet, changes);
        match named.first() {
            Some((place, message)) if named.len() > NAMED => {
                let message = format!("退回后这张表有 {} 处标注以外的改动，第一处{message}", named.len());
                let place = place.clone();
                self.elsewhere(place, message);
                self.returned.elsewhere += named.len() - 1;
            }
            _ => named
                .into_iter()
                .for_each(|(place, message)| self.elsewhere(place, format!("退回后{message}"))),
        }
    }

    /// The changes of a sheet that nobody asked for, each as a clause.
    fn unasked(&self, sheet: &Arc<str>, changes: &Changes) -> Vec<(Place, String)> {
        let (is_open, marked) = (self.is_open(sheet), self.marked(sheet));
        let mut found = Vec::new();
        for (before, change) in &changes.cells {
            let is_asked = marked.contains(before) || (is_open && change.was.is_none());
            if !is_asked {
                let (was, is) = (shown(change.was.as_ref()), shown(change.is.as_ref()));
                found.push((self.place(sheet, change.now), format!("把没有标注的{was}改成了{is}")));
            }
        }
        let marked_rows: BTreeSet<u32> = marked.iter().map(|cell| cell.row_0based).collect();
        for (row, cells) in changes.gone.iter().filter(|(row, _)| !marked_rows.contains(row)) {
            let message = format!("删去了没有标注的一行（原第 {} 行，{}）", row + 1, first(cells));
            found.push((Place::sheet(Arc::clone(self.file), Arc::clone(sheet)), message));
        }
        // A row that held nothing but a mark is filled in.
        let filled: BTreeSet<u32> =
            marked.iter().filter_map(|cell| Some(changes.place_of(*cell)?.row_0based)).collect();
        for (row, cells) in changes.fresh.iter().filter(|(row, _)| !is_open && !filled.contains(row)) {
            let column = cells.keys().next().copied().unwrap_or_default();
            let place = self.place(sheet, CellRef { row_0based: *row, column_0based: column });
            found.push((place, format!("新增了一行（{}）", first(cells))));
        }
        found.retain(|(place, _)| !self.free.contains(place));
        found
    }
}

fn shown(cell: Option<&CellImprint>) -> String {
    cell.map_or_else(|| EMPTY.to_owned(), |cell| format!("“{}”", cell.shown))
}

fn first(cells: &RowImprint) -> String {
    shown(cells.values().next())
}
