//! The numbers in headings, checked for order.
//!
//! In: a manuscript. Out: a finding at each heading whose number does not follow the one before it, or is written in
//! other signs than those of its level.
//! It never changes a number: they are part of the text, as in real drafts.

use std::sync::Arc;

use super::manuscript::{Block, BlockKind, Manuscript, Span, SpanKind};
use crate::base::{Code, Finding, Place, chinese_numeral, read_chinese_numeral};

/// Checks that 一、二、三, （一）（二）, 1. 2. and （1）（2） each count from one within their parent.
///
/// Headings without a number are passed over; a new first-level heading begins anew.
///
/// **Source:** GB/T 9704-2012 §7.3.3 names the four levels and their signs.
pub fn check_heading_order(manuscript: &Manuscript) -> Vec<Finding> {
    let mut last = [0_usize; 7];
    let mut findings = Vec::new();
    for block in &manuscript.blocks {
        let Some((level, text)) = heading(block) else { continue };
        last[level + 1..].fill(0);
        let Some(found) = Sign::of(level).and_then(|sign| sign.read(&text).map(|number| (sign, number)))
        else {
            continue;
        };
        let (sign, number) = found;
        let expected = sign.write(last[level] + 1);
        if !text.starts_with(&expected) {
            let place = Place::text(Arc::clone(&manuscript.file), block.line, 1);
            let message = format!("标题“{text}”的序号应为“{expected}”");
            findings.push(Finding::new(Code::HeadingOrder, place, message));
        }
        last[level] = number;
    }
    findings
}

/// Level 1 to 5 and text of a heading of the manuscript's own level of blocks.
fn heading(block: &Block) -> Option<(usize, String)> {
    match &block.kind {
        BlockKind::Heading { level: level @ 1..=5, spans, .. } => Some((usize::from(*level), words(spans))),
        _ => None,
    }
}

pub(super) fn words(spans: &[Span]) -> String {
    let text = |span: &Span| match &span.kind {
        SpanKind::Text(text) => text.clone(),
        _ => String::new(),
    };
    spans.iter().map(text).collect()
}

/// How the numbers of a level are written.
struct Sign {
    before: &'static str,
    after: &'static str,
    is_chinese: bool,
}

impl Sign {
    const fn of(level: usize) -> Option<Self> {
        let (before, after, is_chinese) = match level {
            2 => ("", "、", true),
            3 => ("（", "）", true),
            4 => ("", ".", false),
            5 => ("（", "）", false),
            _ => return None,
        };
        Some(Self { before, after, is_chinese })
    }

    /// The number of a heading, also where it is written in half-width brackets, with a full-width point or with a 、.
    fn read(&self, heading: &str) -> Option<usize> {
        let is_open = !self.before.is_empty();
        let rest = if is_open { heading.strip_prefix(['（', '('])? } else { heading };
        let (number, _) =
            if is_open { rest.split_once(['）', ')'])? } else { rest.split_once(['、', '.', '．'])? };
        if self.is_chinese { read_chinese_numeral(number) } else { number.parse().ok() }
    }

    fn write(&self, number: usize) -> String {
        let number = if self.is_chinese { chinese_numeral(number) } else { number.to_string() };
        format!("{}{number}{}", self.before, self.after)
    }
}
