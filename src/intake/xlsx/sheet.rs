//! A piece of a worksheet → its rows of filled cells and its merges.
//!
//! It knows no other pieces: a row without a number is numbered by whoever puts pieces together.
//!
//! **Source:** ECMA-376 part 1, 18.3.1.4 (`c`), 18.3.1.73 (`row`), 18.3.1.54 (`mergeCell`), 18.18.11 (`ST_CellType`).

use std::borrow::Cow;

use super::Workbook;
use super::text::{plain, rich};
use crate::archive::Misfit;
use crate::archive::tags::{Edge, Opening, Tags};
use crate::base::CellRef;
use crate::intake::cell;
use crate::intake::grid::{Cells, Merge, Raw};
use crate::intake::texts::Texts;

/// What a piece holds.
#[derive(Default)]
pub(super) struct Piece {
    /// The number of each row from 0, where it has one, and its filled cells as they come.
    pub(super) rows: Vec<(Option<u32>, Cells)>,
    /// How many cells hold nothing.
    pub(super) blanks: usize,
    /// Those of several rows.
    pub(super) merges: Vec<Merge>,
    /// Whether the rows end here.
    pub(super) is_last: bool,
    /// Why nothing behind can be read.
    pub(super) fault: Option<Misfit>,
}

/// Reads a piece to its end, or to where nothing can be made out any more.
pub(super) fn read(piece: &str, workbook: &Workbook) -> Piece {
    let (piece, tags) = (Piece::default(), Tags::of(piece));
    let mut reading = Reading { workbook, tags, texts: Texts::default(), row: None, column: 0, piece };
    let fault = reading.run().err();
    reading.end_row();
    Piece { fault, ..reading.piece }
}

struct Reading<'a> {
    workbook: &'a Workbook,
    tags: Tags<'a>,
    texts: Texts,
    /// The row that is open.
    row: Option<(Option<u32>, Cells)>,
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
        self.end_row();
        let number = tag.attributes().find(|(name, _)| *name == "r").map(|(_, number)| row(&number));
        self.row = Some((number.transpose()?, Cells::with_capacity(self.room())));
        Ok(())
    }

    fn end_row(&mut self) {
        self.piece.rows.extend(self.row.take());
        self.column = 0;
    }

    /// A row is likely to be as long as the one above.
    fn room(&self) -> usize {
        self.piece.rows.last().map_or(0, |(_, cells)| cells.len())
    }

    fn cell(&mut self, tag: &Opening<'_>) -> Result<(), Misfit> {
        let (mut at, mut kind, mut style) = (None, Kind::Number { is_said: false }, 0);
        for (name, value) in tag.attributes() {
            match name {
                "r" => at = Some(place(&value)?),
                "t" => kind = Kind::of(&value)?,
                "s" => style = value.parse().unwrap_or_default(),
                _ => {}
            }
        }
        self.column = at.map_or(self.column, |at| at.column_0based);
        match self.raw(kind, style)? {
            Some(raw) => self.put(at, raw),
            None => self.piece.blanks += 1,
        }
        self.column = self.column.saturating_add(1);
        Ok(())
    }

    /// A cell that names another row than the one it stands in lies where it says.
    fn put(&mut self, at: Option<CellRef>, raw: Raw) {
        if let Some(at) = at {
            match &mut self.row {
                Some((Some(row), _)) if *row == at.row_0based => {}
                Some((row @ None, cells)) if cells.is_empty() => *row = Some(at.row_0based),
                _ => {
                    let before = self.row.replace((Some(at.row_0based), Cells::new()));
                    self.piece.rows.extend(before);
                }
            }
        }
        let (_, cells) = self.row.get_or_insert_default();
        cells.push((self.column, raw));
    }

    /// What stands in the cell that is open, up to its end.
    fn raw(&mut self, kind: Kind, style: u32) -> Result<Option<Raw>, Misfit> {
        let (mut is_formula, mut value, mut text) = (false, None, None);
        loop {
            match self.tags.next_inside()? {
                Edge::Opens(tag) => match tag.name() {
                    "f" => (is_formula, _) = (true, self.tags.text()?),
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
                string.ok_or_else(|| Misfit::new(format!("第 {bare} 条文本不存在")))?
            }
            Kind::Number { is_said } => match bare.parse::<f64>() {
                Ok(number) if number.is_finite() => Some(context.number(number, style)),
                _ if is_said => return Err(Misfit::new(format!("{bare} 不是数"))),
                _ => self.texts.raw(&value),
            },
            Kind::Text => self.texts.raw(&plain(value)),
            Kind::Inline => self.texts.raw(&value),
            Kind::Truth => match bare {
                "0" | "false" => self.texts.raw("FALSE"),
                "1" | "true" => self.texts.raw("TRUE"),
                _ => return Err(Misfit::new(format!("{bare} 不是逻辑值"))),
            },
            Kind::Error => Some(Raw::Error(bare.into())),
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
            _ => return Err(Misfit::new(format!("单元格的类型 {kind} 不认识"))),
        })
    }

    /// Whether a formula has no result. A result of 0 is none where the program that wrote it can't compute:
    /// libraries write it for every formula, and ask for a calculation when the file is opened.
    fn is_stale(self, value: &str, recalculates: bool) -> bool {
        match self {
            Self::Number { .. } => {
                value.trim().is_empty()
                    || recalculates && value.parse().is_ok_and(|number: f64| number == 0.0)
            }
            Self::Text | Self::Inline => false,
            Self::Shared | Self::Truth | Self::Error | Self::Day => value.trim().is_empty(),
        }
    }
}

fn place(name: &str) -> Result<CellRef, Misfit> {
    CellRef::named(name).ok_or_else(|| Misfit::new(format!("单元格的位置 {name} 不合规范")))
}

/// The number of a row, from 0.
fn row(number: &str) -> Result<u32, Misfit> {
    let first = CellRef::named(&format!("A{number}"));
    first.map(|first| first.row_0based).ok_or_else(|| Misfit::new(format!("行号 {number} 不合规范")))
}
