//! The layouts, each with its own list of clauses, and which pages of a file follow which.

use std::ops::Range;

use super::Refusal;
use super::sheet::Volume;

/// A layout of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// 公文的一般格式.
    Official,
    /// 信函格式.
    Letter,
    /// 命令（令）格式.
    Order,
    /// 纪要格式.
    Minutes,
    /// A report without letterhead.
    Report,
    /// A table that fills turned pages.
    Table,
    /// The cover of a volume (卷宗封面).
    Cover,
}

impl Layout {
    /// All layouts.
    pub const ALL: [Self; 7] =
        [Self::Official, Self::Letter, Self::Order, Self::Minutes, Self::Report, Self::Table, Self::Cover];

    /// The name in metadata and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Letter => "letter",
            Self::Order => "order",
            Self::Minutes => "minutes",
            Self::Report => "report",
            Self::Table => "table",
            Self::Cover => "cover",
        }
    }

    /// The name that clerks see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Official => "公文",
            Self::Letter => "信函",
            Self::Order => "命令（令）",
            Self::Minutes => "纪要",
            Self::Report => "报告，无版头",
            Self::Table => "横排表格",
            Self::Cover => "卷宗封面",
        }
    }

    /// The layout of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.name() == name)
    }
}

/// A stretch of pages that follow one layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// None where the metadata names a layout that is not known here: foreign pages.
    pub(super) layout: Option<Layout>,
    /// Counted from 0.
    pub(super) sheets: Range<usize>,
}

/// Which pages follow which layout: the one that was asked for, else what the metadata says.
///
/// # Errors
/// [`Refusal::LayoutUnknown`] where neither says any.
pub(super) fn stretches(volume: &Volume, asked: Option<Layout>) -> Result<Vec<Stretch>, Refusal> {
    let all = 0..volume.sheets.len();
    if asked.is_some() {
        return Ok(vec![Stretch { layout: asked, sheets: all }]);
    }
    let starts = starts(&volume.layouts);
    let first = starts.first().map(|(_, sheet)| *sheet);
    if first != Some(0) {
        return Err(Refusal::LayoutUnknown);
    }
    let ends = starts.iter().skip(1).map(|(_, sheet)| *sheet).chain([all.end]);
    let stretch = |(&(layout, start), end): (&(Option<Layout>, usize), usize)| {
        let (start, end) = (start.min(all.end), end.min(all.end));
        Stretch { layout, sheets: start..end.max(start) }
    };
    Ok(starts.iter().zip(ends).map(stretch).collect())
}

/// `official:1 table:3` → each layout with its first page, from 0; what is no such pair is left out.
fn starts(text: &str) -> Vec<(Option<Layout>, usize)> {
    let start = |(name, page): (&str, &str)| {
        let page: usize = page.parse().ok()?;
        Some((Layout::named(name), page.checked_sub(1)?))
    };
    pairs(text).filter_map(start).collect()
}

/// `3:23` → how many lines fill a page, from 1, whose spacing was adjusted.
pub(super) fn adjusted_lines(volume: &Volume, page: usize) -> Option<i64> {
    let (_, lines) = pairs(&volume.adjusted).find(|(number, _)| number.parse() == Ok(page))?;
    lines.parse().ok()
}

fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split_whitespace().filter_map(|word| word.split_once(':'))
}
