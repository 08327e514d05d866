//! The part with the formats of cells: formats that are the same but for their fill are added at its end.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::archive::Misfit;
use crate::archive::markup::{Edits, Kind, append, prefix, walk, with_attribute};
use crate::base::Severity;

use super::fills::Covers;

/// The formats of a workbook.
pub(super) struct Styles {
    xml: String,
    prefix: String,
    /// Where each format stands.
    formats: Vec<Range<usize>>,
    /// Each fill, without its prefix.
    fills: Vec<String>,
    added_formats: Vec<String>,
    added_fills: Vec<String>,
    /// Fonts and borders that are added, each with its list.
    extras: Vec<(&'static str, String)>,
    /// The format for cells of a format, once it was asked for.
    known: BTreeMap<(u32, Severity), u32>,
    covers: Covers,
}

/// The formats of the sheet that lists what is to be mended, by their numbers.
pub(super) struct ListFormats {
    pub(super) title: u32,
    pub(super) plain: u32,
    pub(super) head: u32,
    pub(super) text: u32,
    pub(super) link: u32,
}

impl Styles {
    pub(super) fn open(xml: String) -> Result<Self, Misfit> {
        let prefix = prefix(&xml)?;
        let (formats, fills) = (elements(&xml, "cellXfs", "xf")?, elements(&xml, "fills", "fill")?);
        if formats.is_empty() || fills.is_empty() {
            return Err(Misfit::new("里面没有单元格格式"));
        }
        let fills = fills.into_iter().map(|at| without_prefix(&xml[at], &prefix)).collect();
        let (added_formats, added_fills, extras) = (Vec::new(), Vec::new(), Vec::new());
        let (known, covers) = (BTreeMap::new(), Covers::default());
        let mut styles =
            Self { xml, prefix, formats, fills, added_formats, added_fills, extras, known, covers };
        styles.covers = Covers::beside(styles.used_fills());
        Ok(styles)
    }

    /// The fills that cells may have.
    fn used_fills(&self) -> BTreeSet<String> {
        let format = |at: &Range<usize>| self.xml.get(at.clone());
        let fills = self.formats.iter().filter_map(format).filter_map(fill_of);
        fills.filter_map(|fill| self.fills.get(fill)).cloned().collect()
    }

    /// The number of the format that is the same but for the mark's fill.
    pub(super) fn marked(&mut self, base: u32, severity: Severity) -> Result<u32, Misfit> {
        if let Some(known) = self.known.get(&(base, severity)) {
            return Ok(*known);
        }
        let format = self.format(base).to_owned();
        let covered = fill_of(&format).and_then(|fill| self.fills.get(fill)).cloned().unwrap_or_default();
        let colour = self.covers.colour(severity, &covered)?;
        let fill = self.fill(&format!(
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
        ));
        let number = self.add(with_fill(&format, fill));
        self.known.insert((base, severity), number);
        Ok(number)
    }

    /// The formats of the sheet that lists what is to be mended; text wraps, lines stand around it.
    pub(super) fn of_list(&mut self) -> Result<ListFormats, Misfit> {
        let [title, bold, blue] = [
            "<b/><sz val=\"16\"/><name val=\"宋体\"/><charset val=\"134\"/>",
            "<b/><sz val=\"11\"/><name val=\"宋体\"/><charset val=\"134\"/>",
            "<u/><sz val=\"11\"/><color rgb=\"FF0563C1\"/><name val=\"宋体\"/><charset val=\"134\"/>",
        ]
        .map(|font| self.extra("fonts", "font", font));
        let sides = ["left", "right", "top", "bottom"].map(|side| format!("<{side} style=\"thin\"/>"));
        let border = self.extra("borders", "border", &format!("{}<diagonal/>", sides.concat()))?;
        Ok(ListFormats {
            title: self.plain(title?, 0, false),
            plain: self.plain(0, 0, false),
            head: self.plain(bold?, border, true),
            text: self.plain(0, border, true),
            link: self.plain(blue?, border, true),
        })
    }

    fn plain(&mut self, font: usize, border: usize, wraps: bool) -> u32 {
        let p = &self.prefix;
        let wraps = if wraps { " wrapText=\"1\"" } else { "" };
        self.add(format!(
            "<{p}xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"0\" borderId=\"{border}\" xfId=\"0\" applyFont=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><{p}alignment vertical=\"top\"{wraps}/></{p}xf>"
        ))
    }

    /// The number of a font or border that is added.
    fn extra(&mut self, list: &'static str, name: &str, content: &str) -> Result<usize, Misfit> {
        let known = elements(&self.xml, list, name)?.len();
        let added = self.extras.iter().filter(|(of, _)| *of == list).count();
        self.extras.push((list, with_prefix(&format!("<{name}>{content}</{name}>"), &self.prefix)));
        Ok(known + added)
    }

    /// Gives formats with the colours of an earlier round the fills back that these cover.
    pub(super) fn uncover(&mut self, covers: &[(String, String)]) -> Result<(), Misfit> {
        let mut edits = Edits::default();
        for at in self.formats.clone() {
            let format = self.xml[at.clone()].to_owned();
            let own = fill_of(&format).and_then(|fill| self.fills.get(fill)).cloned().unwrap_or_default();
            let is_of = |(colour, _): &&(String, String)| own.contains(&format!("\"{colour}\""));
            if let Some((_, fill)) = covers.iter().find(is_of) {
                let fill = if fill.is_empty() { 0 } else { self.fill(fill) };
                edits.replace(at, with_fill(&format, fill));
            }
        }
        self.xml = edits.apply(&self.xml);
        self.formats = elements(&self.xml, "cellXfs", "xf")?;
        self.covers = Covers::beside(self.used_fills());
        Ok(())
    }

    /// The colours that were given, each with the fill that it covers.
    pub(super) fn covers(&self) -> Vec<(String, String)> {
        self.covers.table()
    }

    /// The part with everything that was added.
    pub(super) fn finish(self) -> Result<String, Misfit> {
        let formats = append(&self.xml, "cellXfs", &self.added_formats.concat(), self.added_formats.len())?;
        let fills = append(&formats, "fills", &self.added_fills.concat(), self.added_fills.len())?;
        self.extras.iter().try_fold(fills, |xml, (list, element)| append(&xml, list, element, 1))
    }

    /// A number beyond the last means the first format.
    fn format(&self, number: u32) -> &str {
        let added =
            (number as usize).checked_sub(self.formats.len()).and_then(|at| self.added_formats.get(at));
        let at = self.formats.get(number as usize).or(self.formats.first());
        let own = || at.and_then(|at| self.xml.get(at.clone())).unwrap_or_default();
        added.map_or_else(own, String::as_str)
    }

    fn add(&mut self, format: String) -> u32 {
        self.added_formats.push(format);
        u32::try_from(self.formats.len() + self.added_formats.len() - 1).unwrap_or(u32::MAX)
    }

    /// The number of a fill, which is added where there is none like it.
    fn fill(&mut self, fill: &str) -> usize {
        self.fills.iter().position(|known| known == fill).unwrap_or_else(|| {
            self.fills.push(fill.to_owned());
            self.added_fills.push(with_prefix(fill, &self.prefix));
            self.fills.len() - 1
        })
    }
}

/// Where the children of this name stand in the list of this name below the root.
fn elements(xml: &str, list: &str, name: &str) -> Result<Vec<Range<usize>>, Misfit> {
    let (mut found, mut is_inside, mut from) = (Vec::new(), false, 0);
    walk(xml, |tag| {
        if tag.depth == 2 && tag.name == list {
            is_inside = tag.kind == Kind::Start;
        }
        if is_inside && tag.depth == 3 && tag.name == name {
            if tag.opens() {
                from = tag.at.start;
            }
            if tag.closes() {
                found.push(from..tag.at.end);
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// The tag that a format begins with.
fn head(format: &str) -> &str {
    format.find('>').map_or(format, |end| &format[..=end])
}

fn fill_of(format: &str) -> Option<usize> {
    let (_, value) = head(format).split_once(" fillId=")?;
    value.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?.parse().ok()
}

fn with_fill(format: &str, fill: usize) -> String {
    let head = head(format);
    let filled = with_attribute(&with_attribute(head, "fillId", &fill.to_string()), "applyFill", "1");
    format!("{filled}{}", &format[head.len()..])
}

fn without_prefix(fill: &str, prefix: &str) -> String {
    fill.replace(&format!("<{prefix}"), "<").replace(&format!("</{prefix}"), "</")
}

fn with_prefix(fill: &str, prefix: &str) -> String {
    let mut written = String::new();
    for (at, piece) in fill.split('<').enumerate() {
        match piece.strip_prefix('/') {
            _ if at == 0 => written.push_str(piece),
            Some(name) => written.push_str(&format!("</{prefix}{name}")),
            None => written.push_str(&format!("<{prefix}{piece}")),
        }
    }
    written
}
