//! The names of a workbook's sheets beside those of the layouts → which sheet is missing, which nobody read.

use std::sync::Arc;

use crate::base::{Code, Finding, Place};
use crate::plan::SheetLayout;

use super::grid::Book;
use super::header::key;
use super::rows::WorkbookFormat;
use super::{FORM_SHEET, MEMORY_SHEET};

/// From here on two names are likely to mean the same sheet.
const ALIKE: f64 = 0.6;
/// What sheets begin with that we put into workbooks for people to read: how to fill in a form, and what is to
/// be mended.
const OURS: [&str; 2] = ["填表说明", "更正说明"];

/// Whether a sheet is there for its reader or for us, and nobody fills it in.
pub(super) fn is_ours(name: &str) -> bool {
    name == FORM_SHEET || name == MEMORY_SHEET || OURS.iter().any(|ours| key(name).starts_with(ours))
}

/// The sheet of a layout that the workbook lacks.
pub(super) fn missing(
    layout: &SheetLayout,
    (file, format): (&Arc<str>, WorkbookFormat),
    book: &[String],
) -> Finding {
    let message = format!("缺少工作表“{}”", layout.name);
    let finding = Finding::new(Code::SheetMissing, Place::file(Arc::clone(file)), message);
    if format == WorkbookFormat::Csv {
        return finding.help("CSV 文件只有一张工作表；请把几张工作表放在同一个 .xlsx 工作簿里重新报送");
    }
    let names: Vec<&str> = book.iter().map(String::as_str).filter(|name| *name != MEMORY_SHEET).collect();
    let strangers = names.iter().copied().filter(|name| !is_ours(name));
    finding.help(match nearest(layout.name.as_str(), strangers) {
        Some(near) => format!("是不是“{near}”：是的话，把它改名为“{}”", layout.name),
        None => format!("工作簿里有：{}；把相应的一张改成这个名字", names.join("、")),
    })
}

/// The sheets that hold something and that no layout asks for.
pub(super) fn unread(layouts: &[SheetLayout], file: &Arc<str>, book: &Book) -> Vec<Finding> {
    book.unread.iter().map(|name| unread_one(layouts, file, book, name)).collect()
}

fn unread_one(layouts: &[SheetLayout], file: &Arc<str>, book: &Book, name: &str) -> Finding {
    let place = Place::sheet(Arc::clone(file), Arc::from(name));
    let asked_for = || layouts.iter().map(|layout| layout.name.as_str());
    let near = nearest(name, asked_for());
    let is_there = |near: &str| book.names.iter().any(|name| key(name) == key(near));
    Finding::new(Code::SheetUnread, place, "这张工作表没有采用").help(match near {
        Some(near) if is_there(near) => format!("要报送的，把内容并到“{near}”，删去这一张"),
        Some(near) => format!("是不是“{near}”：是的话，改成这个名字"),
        None => {
            let names: Vec<&str> = asked_for().collect();
            format!("采用的工作表是：{}；要报送的内容填到那里", names.join("、"))
        }
    })
}

/// The name most like another: one that contains the other or is contained in it, else one of nearly the same
/// letters.
fn nearest<'a>(name: &str, others: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name = key(name);
    let likeness = |other: &str| {
        let is_part = !other.is_empty() && (name.contains(other) || other.contains(&*name));
        if is_part { 1.0 } else { strsim::normalized_damerau_levenshtein(&name, other) }
    };
    let alike = others.map(|other| (likeness(&key(other)), other));
    alike.filter(|(alike, _)| *alike >= ALIKE).max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, other)| other)
}
