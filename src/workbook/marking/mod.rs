//! A workbook that somebody's program wrote and what is to be mended in it → the same workbook, marked.
//!
//! In: the bytes of an `.xlsx` or `.xlsm` that intake has read, and corrections. Out: its bytes with wrong cells
//! coloured and commented, a sheet that lists all corrections with links to the cells, and a hidden sheet by
//! which intake knows later what was marked and what stood where. Layout, values, formulas and everything else
//! stay; parts that need no change are copied raw. It never guesses: on any doubt it says why and marks nothing.

mod book;
mod cells;
mod correction;
mod facts;
mod fills;
pub(super) mod list;
mod notes;
mod shapes;
mod sheet;
mod styles;
mod table;
mod titles;
mod undo;

pub use correction::Correction;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::archive::markup::walk;
use crate::archive::{Misfit, Package};
use crate::intake::{self, Imprint, MEMORY_SHEET, Memory};

use book::Book;
use sheet::Sheet;
use styles::Styles;

/// What begins every note and names its author.
pub(super) const AUTHOR: &str = "更正说明";

/// Marks a workbook; the marks of an earlier round are taken out first.
///
/// The same bytes and corrections give the same bytes.
///
/// # Errors
/// A [`Misfit`] that says why the workbook is better left as it is: it is signed, shared, strict, not in UTF-8,
/// or not built as the standard says, or it would not say the same afterwards.
pub fn marked(bytes: &[u8], corrections: &[Correction]) -> Result<Vec<u8>, Misfit> {
    let last = Memory::of(bytes);
    let imprint = intake::imprint(bytes)?;
    let last_list = last.as_ref().map(|last| last.list.as_str()).filter(|name| list::is_list(name, &imprint));
    let imprint = without_list(imprint, last_list);
    let mut package = Package::open(bytes)?;
    let mut book = Book::open(&mut package)?;
    refuse_special(&mut package, &book)?;
    let style_part = book.styles(&mut package)?;
    let mut styles = Styles::open(package.text(&style_part)?)?;
    if let Some(last) = &last {
        styles.uncover(&last.covers)?;
        undo::notes(&mut package, &book)?;
    }
    let mut sheets = Sheet::open_all(&mut package, &book, corrections)?;
    let corrections: Vec<Correction> = corrections.iter().map(|it| it.at_merges(&sheets)).collect();
    let mut ids = shapes::Ids::of(&mut package)?;
    for (name, sheet) in &mut sheets {
        let own: Vec<&Correction> = corrections.iter().filter(|it| it.sheet() == Some(name)).collect();
        sheet.mark(&mut package, &own, &mut styles, &mut ids)?;
    }
    let list = book.name_of_list(last_list);
    let listed = list::xml(&corrections, &mut styles)?;
    book.put_sheet(&mut package, &list, listed, None)?;
    if let Some(position) = book.sheets.iter().position(|(name, _)| *name == list) {
        let repeated = titles::repeated(&package.text(&book.part)?, (position, &list), list::REPEATED)?;
        package.put(&book.part, repeated);
    }
    let marks = corrections.iter().map(Correction::mark).collect();
    let memory = Memory { list, covers: styles.covers(), marks, imprint };
    book.put_sheet(&mut package, MEMORY_SHEET, table::plain(&memory.rows()), Some("veryHidden"))?;
    package.put(&style_part, styles.finish()?);
    let marked = package.pack()?;
    confirm(&marked, &memory)?;
    Ok(marked)
}

fn without_list(mut imprint: Imprint, list: Option<&str>) -> Imprint {
    imprint.sheets.retain(|sheet| Some(&*sheet.name) != list);
    imprint
}

/// Workbooks of kinds that a change would break.
fn refuse_special(package: &mut Package<'_>, book: &Book) -> Result<(), Misfit> {
    let has = |part: &str| package.names().any(|name| name.to_lowercase().contains(part));
    if has("_xmlsignatures/") {
        return Err(Misfit::new("工作簿有数字签名，一改就失效"));
    }
    if has("/revisions/") {
        return Err(Misfit::new("工作簿是共享的，带着修订记录"));
    }
    walk(&package.text(&book.part)?, |tag| {
        let is_strict = tag.depth == 1 && tag.raw.contains("http://purl.oclc.org/ooxml/");
        if is_strict { Err(Misfit::new("工作簿是 Strict 格式")) } else { Ok(()) }
    })
}

/// The marked workbook says in every cell what the original said, and remembers it.
fn confirm(marked: &[u8], memory: &Memory) -> Result<(), Misfit> {
    let now = without_list(intake::imprint(marked)?, Some(&memory.list));
    let remembered = Memory::of(marked);
    let is_same = now == memory.imprint && remembered.is_some_and(|it| it.marks == memory.marks);
    if is_same { Ok(()) } else { Err(Misfit::new("加了标注以后，内容读出来与原来不一样")) }
}

/// The sheets that corrections speak of, by name.
type Sheets = BTreeMap<Arc<str>, Sheet>;
