//! The numbers in headings, checked for order.
//!
//! In: a manuscript. Out: a finding at each heading whose number does not follow the one before it.
//! It never changes a number: they are part of the text, as in real drafts.

use std::sync::Arc;

use super::manuscript::{Block, BlockKind, Manuscript, Span, SpanKind};
use crate::base::{Code, Finding, Place};

/// Checks that 一、二、三, （一）（二）, 1. 2. and （1）（2） each count from one within their parent.
///
/// Headings without a number are passed over; a new first-level heading begins anew.
///
/// **Source:** GB/T 9704-2012 §7.3.3 names the four levels and their signs.
pub fn check_heading_order(manuscript: &Manuscript) -> Vec<Finding> {
    let mut last = [0_u32; 7];
    let mut findings = Vec::new();
    for block in &manuscript.blocks {
        let Some((level, text)) = heading(block) else { continue };
        last[level + 1..].fill(0);
        let Some(found) = Sign::of(level).and_then(|sign| sign.read(&text).map(|number| (sign, number)))
        else {
            continue;
        };
        let (sign, number) = found;
        let expected = last[level] + 1;
        if number != expected {
            let place = Place::text(Arc::clone(&manuscript.file), block.line, 1);
            let message = format!("标题“{text}”的序号应为“{}”", sign.write(expected));
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

fn words(spans: &[Span]) -> String {
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

    fn read(&self, heading: &str) -> Option<u32> {
        let (number, _) = heading.strip_prefix(self.before)?.split_once(self.after)?;
        if self.is_chinese { read_chinese(number) } else { number.parse().ok() }
    }

    fn write(&self, number: u32) -> String {
        let number = if self.is_chinese { write_chinese(number) } else { number.to_string() };
        format!("{}{number}{}", self.before, self.after)
    }
}

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// 一 to 九十九.
fn read_chinese(text: &str) -> Option<u32> {
    (1..100).find(|&number| write_chinese(number) == text)
}

fn write_chinese(number: u32) -> String {
    let digit = |n: u32| DIGITS.get(n as usize).copied().unwrap_or("？");
    match number {
        0..10 => digit(number).to_owned(),
        10..20 => format!("十{}", digit(number % 10)),
        _ => format!("{}十{}", digit(number / 10), digit(number % 10)),
    }
}
