//! The rows above a header → who filled in the sheet and when.
//!
//! A label and its value stand in two cells, in one (`填报单位：甲局`), or all labels stand in one
//! merged cell, as offices write it: `填报单位（盖章）：甲局　　联 系 人：某某`.

use std::sync::Arc;

use crate::base::{CellRef, Finding, Place, Traced, Words};
use crate::plan::ColumnKind;

use super::grid::{Cells, Grid, Raw};
use super::rows::{CellValue, Filler};
use super::value;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Unit,
    Date,
    Contact,
    Phone,
}

/// The longer name before the one that it ends in.
const LABELS: [(&str, Label); 8] = [
    ("填报单位", Label::Unit),
    ("报送单位", Label::Unit),
    ("填报日期", Label::Date),
    ("填报时间", Label::Date),
    ("联系人", Label::Contact),
    ("填报人", Label::Contact),
    ("联系电话", Label::Phone),
    ("电话", Label::Phone),
];

/// Fills in what is not known yet, from the rows above the header, or from all where there is none.
pub(super) fn read(
    file: &Arc<str>,
    grid: &Grid,
    header_row: Option<u32>,
    filler: &mut Filler,
    findings: &mut Vec<Finding>,
) {
    let mut said = Filler::default();
    let above = header_row.unwrap_or(u32::MAX);
    for (row, cells) in grid.rows.iter().take_while(|(row, _)| *row < above) {
        for (column, label, raw) in labelled(cells) {
            let cell = CellRef { row_0based: *row, column_0based: column };
            let place = || Place::cell(Arc::clone(file), Arc::clone(&grid.name), cell);
            let Some(raw) = raw else {
                if label == Label::Date {
                    said.empty_date.get_or_insert_with(place);
                }
                continue;
            };
            match value::read(&raw, label.reads_as(), place) {
                Ok(value) => label.fill(&mut said, &value.traced(place())),
                Err(finding) => {
                    said.is_date_unusable |= label == Label::Date;
                    findings.push(finding);
                }
            }
        }
    }
    filler.add(said);
}

impl Filler {
    /// Takes what another sheet says, where it is not known yet.
    fn add(&mut self, said: Self) {
        let is_known =
            |unit: &Words| self.unit.iter().chain(&self.other_units).any(|known| known.value == unit.value);
        self.other_units.extend(said.unit.clone().filter(|unit| self.unit.is_some() && !is_known(unit)));
        self.unit = self.unit.take().or(said.unit);
        self.date = self.date.take().or(said.date);
        self.is_date_unusable |= said.is_date_unusable;
        self.empty_date = self.empty_date.take().or(said.empty_date);
        self.contact = self.contact.take().or(said.contact);
        self.phone = self.phone.take().or(said.phone);
    }
}

impl Label {
    fn reads_as(self) -> ColumnKind {
        if self == Self::Date { ColumnKind::Date } else { ColumnKind::Text }
    }

    fn fill(self, filler: &mut Filler, value: &Traced<CellValue>) {
        let words = match self {
            Self::Unit => &mut filler.unit,
            Self::Contact => &mut filler.contact,
            Self::Phone => &mut filler.phone,
            Self::Date => {
                if let CellValue::Day(day) = &value.value {
                    filler.date.get_or_insert_with(|| value.with((**day).clone(), Arc::clone(&value.text)));
                }
                return;
            }
        };
        words.get_or_insert_with(|| value.words());
    }
}

/// Each label of a row with the cell that holds its value, or should: a label alone in its cell has it in the next.
fn labelled(cells: &Cells) -> Vec<(u32, Label, Option<Raw>)> {
    let mut found = Vec::new();
    let mut following = cells.iter();
    while let Some((column, raw)) = following.next() {
        let labels = split(raw);
        let is_alone = labels.len() == 1;
        for (label, value) in labels {
            let next = following.clone().next();
            found.push(match next {
                _ if !value.is_empty() => (*column, label, Some(Raw::Text(value.into()))),
                Some((column, next)) if split(next).is_empty() => (*column, label, Some(next.clone())),
                Some((next, _)) if *next == column + 1 => (*column, label, None),
                _ => (if is_alone { column + 1 } else { *column }, label, None),
            });
        }
    }
    found
}

/// The labels in a cell, each with what follows it there.
fn split(raw: &Raw) -> Vec<(Label, String)> {
    let Raw::Text(text) = raw else { return Vec::new() };
    let mut found: Vec<(Label, String)> = Vec::new();
    for piece in text.split_inclusive(['：', ':']) {
        let (before, label) = match strip_label(piece.trim_end_matches(['：', ':'])) {
            Some((before, label)) => (before, Some(label)),
            None => (piece, None),
        };
        if let Some((_, value)) = found.last_mut() {
            value.push_str(before);
        }
        found.extend(label.map(|label| (label, String::new())));
    }
    for (_, value) in &mut found {
        *value = value.trim().to_owned();
    }
    found
}

/// What stands before the label that this text ends in.
fn strip_label(text: &str) -> Option<(&str, Label)> {
    let text = without_bracket(text.trim_end());
    LABELS.iter().find_map(|(name, label)| Some((strip_spaced(text, name)?, *label)))
}

/// `填报单位（盖章）` is the label 填报单位.
fn without_bracket(text: &str) -> &str {
    let bracket = text.ends_with(['）', ')']).then(|| text.rfind(['（', '('])).flatten();
    bracket.map_or(text, |start| &text[..start])
}

/// Strips a name that may be spaced out (`联 系 人`) and begins the text or a word of it.
fn strip_spaced<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let rest = name.chars().rev().try_fold(text, |rest, c| rest.trim_end().strip_suffix(c))?;
    let is_border = |c: char| c.is_whitespace() || "，,；;、|｜/".contains(c);
    (rest.is_empty() || rest.ends_with(is_border)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::{Label, Raw, split};

    #[track_caller]
    fn check(text: &str, expected: &[(Label, &str)]) {
        let found = split(&Raw::Text(text.into()));
        let found: Vec<(Label, &str)> = found.iter().map(|(label, value)| (*label, value.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn labels_are_found_as_offices_write_them() {
        check("填报单位", &[(Label::Unit, "")]);
        check("填报单位：甲局", &[(Label::Unit, "甲局")]);
        check("填报单位（盖章）: 甲局", &[(Label::Unit, "甲局")]);
        check("联 系 人：某某", &[(Label::Contact, "某某")]);
        check(
            "填报单位：甲局　　填报时间：2023年3月9日 14:30  联系电话：1",
            &[(Label::Unit, "甲局"), (Label::Date, "2023年3月9日 14:30"), (Label::Phone, "1")],
        );
    }

    #[test]
    fn words_that_only_contain_a_label_are_none() {
        for text in ["各单位联系人：见附件", "填报单位名单", "说明：电话记录不算材料"]
        {
            check(text, &[]);
        }
    }
}
