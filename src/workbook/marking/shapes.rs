//! The part with the shapes that comments are shown in (VML): shapes are added and taken out.
//!
//! VML is edited as text: what programs write there is not always XML.

use std::collections::{BTreeMap, BTreeSet};

use unicode_width::UnicodeWidthStr;

use crate::archive::markup::with_attribute;
use crate::archive::{Misfit, Package};
use crate::base::CellRef;

use super::facts::Facts;

/// A part without a shape.
pub(super) const NONE: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"></xml>";
/// The kind of shape that comments have.
const KIND: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";
/// The namespaces that shapes need.
const SPACES: [(&str, &str); 3] = [
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
];
/// What names of shapes begin with.
const NAME: &str = "_x0000_s";
/// Names of shapes come in blocks of so many.
const BLOCK: u32 = 1024;
/// The width of a note, in pixels.
const WIDTH: f64 = 260.0;
/// The characters of half width that a line of a note holds.
const LINE: usize = 40;
/// The last column and row, from 0.
const LAST: CellRef = CellRef { row_0based: (1 << 20) - 1, column_0based: (1 << 14) - 1 };

/// The blocks of names that are taken, over all sheets.
pub(super) struct Ids {
    last_block: u32,
}

impl Ids {
    pub(super) fn of(package: &mut Package<'_>) -> Result<Self, Misfit> {
        let parts: Vec<String> =
            package.names().filter(|name| name.to_lowercase().ends_with(".vml")).map(str::to_owned).collect();
        let mut last_block = 0;
        for part in parts {
            let used = numbers(&package.text(&part)?);
            last_block = last_block.max(used.last().map_or(0, |number| number / BLOCK));
        }
        Ok(Self { last_block })
    }

    /// The first name of a block that no sheet has.
    fn next_block(&mut self) -> u32 {
        self.last_block += 1;
        self.last_block * BLOCK + 1
    }
}

fn numbers(vml: &str) -> BTreeSet<u32> {
    let number = |rest: &str| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok();
    vml.split(NAME).skip(1).filter_map(number).collect()
}

/// Adds a shape for each note, big enough for its text.
pub(super) fn added(
    vml: &str,
    notes: &BTreeMap<CellRef, String>,
    facts: &Facts,
    ids: &mut Ids,
) -> Result<String, Misfit> {
    let mut shapes = String::new();
    if !vml.contains("id=\"_x0000_t202\"") {
        shapes.push_str(KIND);
    }
    let (mut blocks, mut next) = (Vec::new(), 0);
    for (cell, text) in notes {
        if next % BLOCK == 0 {
            next = ids.next_block();
            blocks.push(next / BLOCK);
        }
        shapes.push_str(&shape(next, *cell, text, facts));
        next += 1;
    }
    let end = vml.rfind("</xml>").ok_or_else(|| Misfit::new("批注的图形不完整"))?;
    let grown = format!("{}{shapes}{}", &vml[..end], &vml[end..]);
    with_spaces(&with_blocks(&grown, &blocks)?)
}

fn shape(number: u32, cell: CellRef, text: &str, facts: &Facts) -> String {
    let lines = text.lines().map(|line| line.width().div_ceil(LINE).max(1)).sum::<usize>() + 1;
    let lines = u32::try_from(lines).unwrap_or(LAST.row_0based);
    let CellRef { row_0based: row, column_0based: column } = cell;
    let (left, right) = ((column + 1).min(LAST.column_0based - 1), right_of(column + 1, facts));
    let top = row.saturating_sub(1);
    let bottom = top.saturating_add(lines).min(LAST.row_0based);
    format!(
        "<v:shape id=\"{NAME}{number}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:195pt;height:{}pt;z-index:{};visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left},12,{top},4,{right},4,{bottom},4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
        lines.saturating_mul(14),
        number % BLOCK
    )
}

/// The column up to which a note is wide enough; a character of the default face has 7 pixels.
fn right_of(first: u32, facts: &Facts) -> u32 {
    let (mut column, mut width) = (first, 0.0);
    while width < WIDTH && column < LAST.column_0based {
        width += facts.width_of(column) * 7.0;
        column += 1;
    }
    column.min(LAST.column_0based)
}

/// Says which blocks of names the part uses.
fn with_blocks(vml: &str, blocks: &[u32]) -> Result<String, Misfit> {
    let list = blocks.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    if let Some(start) = vml.find("<o:idmap") {
        let end = start + vml[start..].find('>').ok_or_else(|| Misfit::new("批注的图形不完整"))? + 1;
        let known = vml[start..end]
            .split_once("data=")
            .and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next());
        let all = known
            .filter(|known| !known.is_empty())
            .map_or_else(|| list.clone(), |known| format!("{known},{list}"));
        let tag = with_attribute(&vml[start..end], "data", &all);
        return Ok(format!("{}{tag}{}", &vml[..start], &vml[end..]));
    }
    let at = root_end(vml)?;
    let map =
        format!("<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{list}\"/></o:shapelayout>");
    Ok(format!("{}{map}{}", &vml[..at], &vml[at..]))
}

/// Declares the namespaces that the root does not declare yet.
fn with_spaces(vml: &str) -> Result<String, Misfit> {
    let end = root_end(vml)? - 1;
    let lacks = |(prefix, _): &&(&str, &str)| !vml[..end].contains(&format!("xmlns:{prefix}="));
    let declared: String =
        SPACES.iter().filter(lacks).map(|(prefix, space)| format!(" xmlns:{prefix}=\"{space}\"")).collect();
    Ok(format!("{}{declared}{}", &vml[..end], &vml[end..]))
}

/// Where the tag of the root ends.
fn root_end(vml: &str) -> Result<usize, Misfit> {
    let start = vml.find("<xml").ok_or_else(|| Misfit::new("批注的图形不完整"))?;
    let end = vml[start..].find('>').ok_or_else(|| Misfit::new("批注的图形不完整"))?;
    Ok(start + end + 1)
}

/// Takes the shapes of the comments of these cells out.
pub(super) fn removed(vml: &str, cells: &BTreeSet<CellRef>) -> String {
    let (mut kept, mut rest) = (String::new(), vml);
    while let Some((start, end)) = first_shape(rest) {
        kept.push_str(&rest[..start]);
        let shape = &rest[start..end];
        if !note_of(shape).is_some_and(|cell| cells.contains(&cell)) {
            kept.push_str(shape);
        }
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

fn first_shape(vml: &str) -> Option<(usize, usize)> {
    const END: &str = "</v:shape>";
    let start = vml.find("<v:shape ")?;
    Some((start, start + vml[start..].find(END)? + END.len()))
}

/// The cell whose comment is shown in a shape.
fn note_of(shape: &str) -> Option<CellRef> {
    let number = |tag: &str| {
        let (_, rest) = shape.split_once(&format!("<x:{tag}>"))?;
        rest.split('<').next()?.trim().parse().ok()
    };
    shape.contains("ObjectType=\"Note\"").then_some(())?;
    Some(CellRef { row_0based: number("Row")?, column_0based: number("Column")? })
}
