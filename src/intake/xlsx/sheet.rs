//! A piece of a worksheet → its rows of filled cells and its merges.
//!
//! It knows no other pieces: a row without a number is numbered by whoever puts pieces together.
//!
//! **Source:** ECMA-376 part 1, 18.3.1.4 (`c`), 18.3.1.73 (`row`), 18.3.1.54 (`mergeCell`), 18.18.11 (`ST_CellType`).

use std::borrow::Cow;
use std::mem;

use super::Workbook;
use super::text::{plain, rich};
use crate::archive::tags::{Edge, Opening, Tags};
use crate::archive::{Misfit, excerpt};
use crate::base::CellRef;
use crate::intake::cell;
use crate::intake::grid::{Cells, Merge, Raw};
use crate::intake::texts::Texts;

/// What a piece holds.
#[derive(Default)]
pub(super) struct Piece {
    /// Its filled rows, as they come.
    pub(super) rows: Vec<(RowNumber, Cells)>,
    /// Where a row stands that comes behind and doesn't say it.
    pub(super) next: RowNumber,
    /// How many cells hold nothing.
    pub(super) blanks: usize,
    /// Those of several rows.
    pub(super) merges: Vec<Merge>,
    /// Whether the rows end here.
    pub(super) is_last: bool,
    /// Why nothing behind can be read.
    pub(super) fault: Option<Misfit>,
}

/// The number of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RowNumber {
    /// From 0.
    Said(u32),
    /// How many rows behind the first one of the piece, before which no row says its number.
    Counted(u32),
}

impl Default for RowNumber {
    fn default() -> Self {
        Self::Counted(0)
    }
}

impl RowNumber {
    /// The number from 0, where the piece begins with this row.
    pub(super) fn from(self, first: u32) -> u32 {
        match self {
            Self::Said(row) => row,
            Self::Counted(rows) => first.saturating_add(rows),
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Said(row) => Self::Said(row.saturating_add(1)),
            Self::Counted(rows) => Self::Counted(rows.saturating_add(1)),
        }
    }
}

/// Reads a piece to its end, or to where nothing can be made out any more.
pub(super) fn read(piece: &str, workbook: &Workbook) -> Piece {
    let mut reading = Reading {
        workbook,
        tags: Tags::of(piece),
        texts: Texts::default(),
        row: RowNumber::default(),
        cells: Cells::new(),
        column: 0,
        piece: Piece::default(),
    };
    let fault = reading.run().err();
    reading.keep();
    Piece { fault, next: reading.row, ..reading.piece }
}

struct Reading<'a> {
    workbook: &'a Workbook,
    tags: Tags<'a>,
    texts: Texts,
    /// The row that is open, or that begins next, and its filled cells.
    row: RowNumber,
    cells: Cells,
    /// Where a cell stands that doesn't say it.
    column: u32,
    piece: Piece,
}

impl Reading<'_> {
    fn run(&mut self) -> Result<(), Misfit> {
        while let Some(edge) = self.tags.next().transpose()? {
            match edge {
                Edge::Opens(tag) => match tag.name() {
                    "row" if !self.piece.is_last => self.open_row(&tag)?,
                    "c" if !self.piece.is_last => self.cell(&tag)?,
                    "mergeCell" => self.merge(&tag)?,
                    _ => {}
                },
                Edge::Closes(tag) => match tag.name() {
                    "row" => self.end_row(),
                    "sheetData" => self.piece.is_last = true,
                    _ => {}
                },
            }
        }
        Ok(())
    }

    fn open_row(&mut self, tag: &Opening<'_>) -> Result<(), Misfit> {
        if let Some((_, number)) = tag.attributes().find(|(name, _)| *name == "r") {
            self.go_to(row(&number)?);
        }
        Ok(())
    }

    /// A row without any cell is looked at as one cell is.
    fn end_row(&mut self) {
        self.piece.blanks += usize::from(self.column == 0);
        self.keep();
        self.row = self.row.next();
        self.column = 0;
    }

    /// A cell that names another row than the one it stands in lies where it says.
    fn go_to(&mut self, row: u32) {
        if self.row != RowNumber::Said(row) {
            self.keep();
            self.row = RowNumber::Said(row);
        }
    }

    /// A row is likely to be as long as the one above.
    fn keep(&mut self) {
        if !self.cells.is_empty() {
            let next = Cells::with_capacity(self.cells.len());
            self.piece.rows.push((self.row, mem::replace(&mut self.cells, next)));
        }
    }

    fn cell(&mut self, tag: &Opening<'_>) -> Result<(), Misfit> {
        let (mut kind, mut style) = (Kind::Number { is_said: false }, 0);
        for (name, value) in tag.attributes() {
            match name {
                "r" => {
                    let at = place(&value)?;
                    self.go_to(at.row_0based);
                    self.column = at.column_0based;
                }
                "t" => kind = Kind::of(&value)?,
                "s" => style = value.parse().unwrap_or_default(),
                _ => {}
            }
        }
        match self.raw(kind, style)? {
            Some(_) if self.column >= CellRef::COLUMNS => {
                return Err(Misfit::new(format!("一行超过 {} 列", CellRef::COLUMNS)));
            }
            Some(raw) => self.cells.push((self.column, raw)),
            None => self.piece.blanks += 1,
        }
        self.column = self.column.saturating_add(1);
        Ok(())
    }

    /// What stands in the cell that is open, up to its end.
    fn raw(&mut self, kind: Kind, style: u32) -> Result<Option<Raw>, Misfit> {
        let (mut is_formula, mut value, mut text) = (false, None, None);
        loop {
            match self.tags.next_inside()? {
                Edge::Opens(tag) => match tag.name() {
                    "f" => is_formula = true,
                    "v" => value = Some(self.tags.text()?),
                    "is" => text = Some(rich(&mut self.tags, "is")?),
                    _ => {}
                },
                Edge::Closes(tag) if tag.name() == "c" => break,
                Edge::Closes(_) => {}
            }
        }
        let value = if kind == Kind::Inline { text } else { value };
        let is_stale = match &value {
            None => true,
            Some(value) => kind.is_stale(value, self.workbook.recalculates),
        };
        if is_formula && is_stale {
            return Ok(Some(Raw::Uncalculated));
        }
        value.map_or(Ok(None), |value| self.value(kind, style, value))
    }

    fn value(&mut self, kind: Kind, style: u32, value: Cow<'_, str>) -> Result<Option<Raw>, Misfit> {
        let context = &self.workbook.context;
        let bare = value.trim();
        if bare.is_empty() {
            return Ok(None);
        }
        Ok(match kind {
            Kind::Shared => {
                let string = bare.parse().ok().and_then(|index| context.string(index));
                string.ok_or_else(|| Misfit::new(format!("第 {} 条文本不存在", excerpt(bare))))?
            }
            Kind::Number { is_said } => match bare.parse::<f64>() {
                Ok(number) if number.is_finite() => Some(context.number(number, style)),
                _ if is_said => return Err(Misfit::new(format!("{} 不是数", excerpt(bare)))),
                _ => self.texts.raw(&value),
            },
            Kind::Text => self.texts.raw(&plain(value)),
            Kind::Inline => self.texts.raw(&value),
            Kind::Truth => match bare {
                "0" | "false" => self.texts.raw("FALSE"),
                "1" | "true" => self.texts.raw("TRUE"),
                _ => return Err(Misfit::new(format!("{} 不是逻辑值", excerpt(bare)))),
            },
            Kind::Error => Some(Raw::Error(excerpt(bare).into())),
            Kind::Day => cell::of_iso(bare).or_else(|| self.texts.raw(bare)),
        })
    }

    fn merge(&mut self, tag: &Opening<'_>) -> Result<(), Misfit> {
        let Some((_, range)) = tag.attributes().find(|(name, _)| *name == "ref") else { return Ok(()) };
        let (first, last) = range.split_once(':').unwrap_or((&range, &range));
        let (first, last) = (place(first)?, place(last)?);
        let (top, left, bottom) = (first.row_0based, first.column_0based, last.row_0based);
        self.piece.merges.extend((top < bottom).then_some(Merge { top, left, bottom }));
        Ok(())
    }
}

/// What a cell says that its value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number { is_said: bool },
    Shared,
    Text,
    Inline,
    Truth,
    Error,
    Day,
}

impl Kind {
    fn of(kind: &str) -> Result<Self, Misfit> {
        Ok(match kind {
            "n" => Self::Number { is_said: true },
            "s" => Self::Shared,
            "str" => Self::Text,
            "inlineStr" => Self::Inline,
            "b" => Self::Truth,
            "e" => Self::Error,
            "d" => Self::Day,
            _ => return Err(Misfit::new(format!("单元格的类型 {} 不认识", excerpt(kind)))),
        })
    }

    /// Whether a formula has no result. A result of 0 is none where the program that wrote it can't compute:
    /// libraries write it for every formula, and ask for a calculation when the file is opened.
    fn is_stale(self, value: &str, recalculates: bool) -> bool {
        match self {
            Self::Number { .. } => {
                value.trim().is_empty()
                    || recalculates && value.trim().parse().is_ok_and(|number: f64| number == 0.0)
            }
            Self::Text | Self::Inline => false,
            Self::Shared | Self::Truth | Self::Error | Self::Day => value.trim().is_empty(),
        }
    }
}

fn place(name: &str) -> Result<CellRef, Misfit> {
    CellRef::named(name).ok_or_else(|| Misfit::new(format!("单元格的位置 {} 不合规范", excerpt(name))))
}

/// The number of a row, from 0.
fn row(number: &str) -> Result<u32, Misfit> {
    let first = CellRef::named(&format!("A{number}"));
    first
        .map(|first| first.row_0based)
        .ok_or_else(|| Misfit::new(format!("行号 {} 不合规范", excerpt(number))))
}
