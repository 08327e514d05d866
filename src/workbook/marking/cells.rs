//! The XML of a sheet → the same with other formats for some of its cells, which are added where they are absent.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use crate::archive::Misfit;
use crate::archive::markup::{Edits, Kind, Tag, prefix, walk, with_attribute};
use crate::base::{CellRef, Severity};

use super::facts::Facts;
use super::styles::Styles;

/// Writes the formats of marks into a sheet.
pub(super) fn marked(
    xml: &str,
    facts: &Facts,
    marks: &BTreeMap<CellRef, Severity>,
    styles: &mut Styles,
) -> Result<Edits, Misfit> {
    let todo: Vec<_> = marks.iter().map(|(cell, severity)| (*cell, *severity)).collect();
    let mut work = Work {
        prefix: prefix(xml)?,
        facts,
        styles,
        todo: todo.into_iter().peekable(),
        edits: Edits::default(),
        row: Row::default(),
        next_row: 0,
    };
    walk(xml, |tag| work.tag(&tag))?;
    if work.todo.peek().is_some() {
        return Err(Misfit::new("工作表里没有存放数据的地方"));
    }
    facts.grow_dimension(marks, &mut work.edits);
    Ok(work.edits)
}

struct Work<'a> {
    prefix: String,
    facts: &'a Facts,
    styles: &'a mut Styles,
    todo: Peekable<IntoIter<(CellRef, Severity)>>,
    edits: Edits,
    row: Row,
    /// The first row that may follow, from 0.
    next_row: u32,
}

/// The row that is being read.
#[derive(Default)]
struct Row {
    /// From 0.
    number: u32,
    style: Option<u32>,
    /// The first column that may follow, from 0.
    next: u32,
    /// Its tag, where it says which columns it spans.
    spans: Option<(Range<usize>, String, u32, u32)>,
}

impl Work<'_> {
    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), Misfit> {
        match (tag.depth, tag.name, tag.kind) {
            (2, "sheetData", Kind::End | Kind::Empty) => self.end_of_data(tag),
            (3, "row", Kind::Start | Kind::Empty) => self.row(tag),
            (3, "row", Kind::End) => self.end_of_row(tag),
            (4, "c", Kind::Start | Kind::Empty) => self.cell(tag),
            _ => Ok(()),
        }
    }

    fn row(&mut self, tag: &Tag<'_>) -> Result<(), Misfit> {
        let number = tag.number("r").map_or(Some(self.next_row), |number| number.checked_sub(1));
        let number = number.filter(|number| *number >= self.next_row);
        let number = number.ok_or_else(|| Misfit::new("行的次序不对"))?;
        let before = self.rows_before(number)?;
        self.edits.insert(tag.at.start, before);
        self.next_row = number + 1;
        let has_style = matches!(tag.attribute("customFormat").as_deref(), Some("1" | "true"));
        let style = tag.number("s").filter(|_| has_style);
        self.row = Row { number, style, next: 0, spans: spans(tag) };
        if tag.kind == Kind::Empty {
            let cells = self.cells_before(u32::MAX)?;
            if !cells.is_empty() {
                self.edits.replace(tag.at.clone(), format!("{}{cells}</{}row>", tag.opened(), self.prefix));
            }
        }
        Ok(())
    }

    fn cell(&mut self, tag: &Tag<'_>) -> Result<(), Misfit> {
        let named = tag.attribute("r").map(|name| CellRef::named(&name));
        let column = match named {
            Some(cell) => {
                cell.filter(|cell| cell.row_0based == self.row.number).map(|cell| cell.column_0based)
            }
            None => Some(self.row.next),
        };
        let column = column.filter(|column| *column >= self.row.next);
        let column = column.ok_or_else(|| Misfit::new("单元格的次序不对"))?;
        let before = self.cells_before(column)?;
        self.edits.insert(tag.at.start, before);
        self.row.next = column + 1;
        let here = CellRef { row_0based: self.row.number, column_0based: column };
        if let Some((_, severity)) = self.todo.next_if(|(cell, _)| *cell == here) {
            let style = self.styles.marked(tag.number("s").unwrap_or_default(), severity)?;
            self.edits.replace(tag.at.clone(), tag.with("s", &style.to_string()));
        }
        Ok(())
    }

    fn end_of_row(&mut self, tag: &Tag<'_>) -> Result<(), Misfit> {
        let cells = self.cells_before(u32::MAX)?;
        self.edits.insert(tag.at.start, cells);
        if let Some((at, raw, first, last)) = self.row.spans.take() {
            // Spans count columns from 1, as `next` does with the column before it.
            if self.row.next > last {
                let spans = format!("{first}:{}", self.row.next);
                self.edits.replace(at, with_attribute(&raw, "spans", &spans));
            }
        }
        Ok(())
    }

    fn end_of_data(&mut self, tag: &Tag<'_>) -> Result<(), Misfit> {
        let rows = self.rows_before(u32::MAX)?;
        match tag.kind {
            Kind::Empty if !rows.is_empty() => {
                let end = format!("</{}sheetData>", self.prefix);
                self.edits.replace(tag.at.clone(), format!("{}{rows}{end}", tag.opened()));
            }
            _ => self.edits.insert(tag.at.start, rows),
        }
        Ok(())
    }

    /// Rows that are absent, up to one that is there.
    fn rows_before(&mut self, end: u32) -> Result<String, Misfit> {
        let mut rows = String::new();
        while let Some(number) = self.todo.peek().map(|(cell, _)| cell.row_0based).filter(|row| *row < end) {
            self.row = Row { number, ..Row::default() };
            let cells = self.cells_before(u32::MAX)?;
            let p = &self.prefix;
            rows.push_str(&format!("<{p}row r=\"{}\">{cells}</{p}row>", number + 1));
        }
        Ok(rows)
    }

    /// Cells of the row that are absent, up to a column that is there; they look as their row or column does.
    fn cells_before(&mut self, end: u32) -> Result<String, Misfit> {
        let mut cells = String::new();
        let row = self.row.number;
        let is_next = |(cell, _): &(CellRef, Severity)| cell.row_0based == row && cell.column_0based < end;
        while let Some((cell, severity)) = self.todo.next_if(is_next) {
            let base = self.row.style.unwrap_or_else(|| self.facts.style_of(cell.column_0based));
            let style = self.styles.marked(base, severity)?;
            cells.push_str(&format!("<{}c r=\"{cell}\" s=\"{style}\"/>", self.prefix));
            self.row.next = self.row.next.max(cell.column_0based + 1);
        }
        Ok(cells)
    }
}

/// The tag and the columns, from 1, of a row that says which it spans.
fn spans(tag: &Tag<'_>) -> Option<(Range<usize>, String, u32, u32)> {
    let spans = tag.attribute("spans")?;
    let (first, last) = spans.split_once(':')?;
    Some((tag.at.clone(), tag.raw.to_owned(), first.parse().ok()?, last.parse().ok()?))
}
