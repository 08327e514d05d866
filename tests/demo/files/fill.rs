//! A form and what a unit has to say → the form filled in, everything else in it as it was.
//!
//! The form is edited as text, part by part, so that what comes back is the form and not a copy that
//! another library made of it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Range, Reader, Xlsx};
use juanzong::base::CellRef;
use juanzong::plan::{Column, ColumnKind, SheetLayout};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Failed;
use super::cell::{Cell, Row};
use super::heights;

/// What a unit fills in on one sheet.
pub(super) struct Filling<'a> {
    /// The sheet's layout.
    pub(super) layout: &'a SheetLayout,
    /// What stands above the table, by the label before it.
    pub(super) line: Vec<(&'static str, Cell)>,
    /// The rows; one that the form has filled in beforehand is completed, the others go below.
    pub(super) rows: Vec<Row>,
}

/// The parts of a workbook by name, in order.
type Parts = Vec<(String, Vec<u8>)>;

/// What goes into which cell, by row and column from 0.
pub(super) type Cells = BTreeMap<(u32, u32), Cell>;

/// Fills in a form.
///
/// # Errors
/// What is not to be found in the form, and what the reader says.
pub(super) fn filled(form: &[u8], fillings: &[Filling<'_>]) -> Result<Vec<u8>, Failed> {
    let mut parts = unpacked(form)?;
    let mut reader = Xlsx::new(Cursor::new(form))?;
    let names = reader.sheet_names();
    for filling in fillings {
        let name = filling.layout.name.as_str();
        let number = names.iter().position(|it| it == name).ok_or("no such sheet")? + 1;
        let cells = filling.cells(&reader.worksheet_range(name)?)?;
        let part = format!("xl/worksheets/sheet{number}.xml");
        let (_, xml) = parts.iter_mut().find(|(name, _)| *name == part).ok_or("no such part")?;
        *xml = with_cells(std::str::from_utf8(xml)?, &cells)?.into_bytes();
    }
    packed(&parts)
}

impl Filling<'_> {
    fn cells(&self, form: &Range<Data>) -> Result<Cells, Failed> {
        let mut cells = Cells::new();
        for (label, value) in &self.line {
            let (row, column) = find(form, &format!("{label}：")).ok_or("no such label")?;
            cells.insert((row, column + 1), value.clone());
        }
        let head = self.head(form)?;
        let mut free = head + 1;
        while self.identity(form, free).is_some() {
            free += 1;
        }
        for row in &self.rows {
            let given = (head + 1..free).find(|at| self.is_of(form, *at, row));
            let at = given.unwrap_or(free);
            free += u32::from(given.is_none());
            cells.extend(self.row(row, at, given.is_some()));
        }
        Ok(cells)
    }

    /// The row of the heads.
    fn head(&self, form: &Range<Data>) -> Result<u32, Failed> {
        let column = self.layout.columns.first().ok_or("no columns")?;
        let mark = if self.layout.requires(column) { "*" } else { "" };
        Ok(find(form, &format!("{}{mark}", column.name)).ok_or("no heads")?.0)
    }

    /// By what a row that was filled in beforehand is known; nothing in a row to fill in.
    fn identity<'f>(&self, form: &'f Range<Data>, row: u32) -> Option<&'f str> {
        let identity = self.layout.kind.value.identity()?;
        let column = (0..).zip(&self.layout.columns).find(|(_, it)| it.field.as_str() == identity)?.0;
        match form.get_value((row, column))? {
            Data::String(text) => Some(text),
            _ => None,
        }
    }

    fn is_of(&self, form: &Range<Data>, at: u32, row: &Row) -> bool {
        let identity = self.layout.kind.value.identity();
        let said = identity.and_then(|field| row.get(field)).map(Cell::shown);
        said.is_some() && said.as_deref() == self.identity(form, at)
    }

    /// The cells of a row; what the form has filled in beforehand is locked.
    fn row<'r>(
        &'r self,
        row: &'r Row,
        at: u32,
        is_given: bool,
    ) -> impl Iterator<Item = ((u32, u32), Cell)> + 'r {
        let given = if is_given { self.layout.kind.value.given() } else { &[] };
        let columns = (0..).zip(&self.layout.columns);
        let open = columns.filter(|(_, column)| !given.contains(&column.field.as_str()));
        open.filter_map(move |(number, column)| {
            Some(((at, number), typed(column, row.get(column.field.as_str())?)))
        })
    }
}

/// In a cell that is formatted as text, a number that is typed becomes text.
fn typed(column: &Column, cell: &Cell) -> Cell {
    match (column.reads_as(), cell) {
        (ColumnKind::Text, Cell::Number(number)) => Cell::text(number.to_string()),
        _ => cell.clone(),
    }
}

fn find(form: &Range<Data>, text: &str) -> Option<(u32, u32)> {
    let (first_row, first_column) = form.start()?;
    let found = form.used_cells().find(|(_, _, data)| matches!(data, Data::String(said) if said == text));
    let (row, column, _) = found?;
    Some((first_row + u32::try_from(row).ok()?, first_column + u32::try_from(column).ok()?))
}

/// The sheet with these cells; rows that it lacks become copies of its last one, which is to be filled in.
fn with_cells(xml: &str, cells: &Cells) -> Result<String, Failed> {
    let mut xml = xml.to_owned();
    let last = rows(&xml).max().ok_or("no rows")?;
    let needed = cells.keys().map(|(row, _)| row + 1).max().unwrap_or_default();
    for row in last + 1..=needed {
        add_row(&mut xml, last, row)?;
    }
    for ((row, column), cell) in cells {
        put(&mut xml, CellRef { row_0based: *row, column_0based: *column }, cell)?;
    }
    heights::grow(&mut xml, cells)?;
    Ok(xml)
}

/// The numbers of the rows, from 1.
fn rows(xml: &str) -> impl Iterator<Item = u32> + '_ {
    xml.split("<row r=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok())
}

fn add_row(xml: &mut String, last: u32, row: u32) -> Result<(), Failed> {
    let start = xml.find(&format!("<row r=\"{last}\"")).ok_or("no last row")?;
    let length = xml[start..].find("</row>").ok_or("no end of the last row")? + "</row>".len();
    let copy = moved(&xml[start..start + length], row);
    let end = xml.find("</sheetData>").ok_or("no end of the rows")?;
    xml.insert_str(end, &copy);
    // The size that the sheet says it has ends in its last row.
    *xml = xml.replacen(&format!("{}\"/><sheetViews>", row - 1), &format!("{row}\"/><sheetViews>"), 1);
    Ok(())
}

/// A row under another number.
fn moved(row: &str, to: u32) -> String {
    let mut pieces = row.split(" r=\"");
    let mut moved = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let column: String = piece.chars().take_while(char::is_ascii_uppercase).collect();
        let rest = piece.split_once('"').map_or("", |(_, rest)| rest);
        moved.push_str(&format!(" r=\"{column}{to}\"{rest}"));
    }
    moved
}

/// Puts a value into an empty cell that the sheet has; the cell keeps its format.
fn put(xml: &mut String, at: CellRef, cell: &Cell) -> Result<(), Failed> {
    let start = xml.find(&format!("<c r=\"{at}\"")).ok_or_else(|| format!("no cell {at}"))?;
    let length = xml[start..].find("/>").ok_or("no end of the cell")?;
    let open = &xml[start..start + length];
    if open.contains('>') {
        return Err(format!("{at} is filled in already").into());
    }
    let filled = match cell {
        Cell::Text(text) => format!("{open} t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text)),
        Cell::Number(number) => format!("{open}><v>{number}</v></c>"),
        Cell::Day(date) => format!("{open}><v>{}</v></c>", super::cell::serial(*date)),
    };
    xml.replace_range(start..start + length + "/>".len(), &filled);
    Ok(())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn unpacked(form: &[u8]) -> Result<Parts, Failed> {
    let mut archive = ZipArchive::new(Cursor::new(form))?;
    let mut parts = Parts::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        parts.push((part.name()?.into_owned(), bytes));
    }
    Ok(parts)
}

fn packed(parts: &Parts) -> Result<Vec<u8>, Failed> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
