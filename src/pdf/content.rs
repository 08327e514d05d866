//! One page as a sequence of operators.
//!
//! In: a page. Out: watermark, then rules, then text in reading order; text stands in marked content,
//! tagged by its element, all else is an artifact. It never moves a glyph.

use printpdf::{DictItem, Line, LinePoint, Op, Point};

use crate::base::Length;
use crate::typeset::{Color, Element, Page, Rule, Run};

use super::fonts::Fonts;
use super::numbers::pt;
use super::tags::{Sequence, Tags};
use super::text::{TextWriter, ink};

/// The operators of a page.
pub(super) fn operations(page: &Page, fonts: &Fonts, tags: &mut Tags) -> Vec<Op> {
    let mut operations = Vec::new();
    let mut writer = TextWriter::new(fonts, page.height);
    // The watermark first: it must not cover what it stands behind.
    let (behind, text): (Vec<&Run>, Vec<&Run>) =
        page.runs.iter().partition(|run| run.color == Color::Pale && run.element == Element::Artifact);
    tags.begin_page(page.links.len());
    write_text(&behind, &mut writer, tags, &mut operations);
    write_rules(page, &mut operations);
    write_text(&text, &mut writer, tags, &mut operations);
    operations
}

/// Runs in order, neighbours of one element and link in one sequence of marked content.
fn write_text(runs: &[&Run], writer: &mut TextWriter<'_>, tags: &mut Tags, operations: &mut Vec<Op>) {
    if runs.is_empty() {
        return;
    }
    operations.push(Op::StartTextSection);
    for group in runs.chunk_by(|run, next| run.element == next.element && run.link == next.link) {
        let Some(first) = group.first() else { continue };
        operations.push(begin(first, tags));
        for run in group {
            writer.write(run, operations);
        }
        operations.push(Op::EndMarkedContent);
    }
    operations.push(Op::EndTextSection);
}

fn begin(run: &Run, tags: &mut Tags) -> Op {
    match tags.begin_sequence(&run.element, run.link) {
        None => artifact(),
        Some(Sequence { tag, number }) => Op::BeginMarkedContentWithProperties {
            tag: tag.to_owned(),
            properties: DictItem::Dict { map: [("MCID".to_owned(), DictItem::Int(number.into()))].into() },
        },
    }
}

fn artifact() -> Op {
    Op::BeginMarkedContent { tag: "Artifact".to_owned() }
}

/// Rules as strokes with flat ends, so that thickness and length are exact.
fn write_rules(page: &Page, operations: &mut Vec<Op>) {
    if page.rules.is_empty() {
        return;
    }
    operations.push(artifact());
    let mut last: Option<(Length, Color)> = None;
    for rule in &page.rules {
        if last.map(|(thickness, _)| thickness) != Some(rule.thickness) {
            operations.push(Op::SetOutlineThickness { pt: pt(rule.thickness) });
        }
        if last.map(|(_, color)| color) != Some(rule.color) {
            operations.push(Op::SetOutlineColor { col: ink(rule.color) });
        }
        last = Some((rule.thickness, rule.color));
        operations.push(Op::DrawLine { line: line(rule, page.height) });
    }
    operations.push(Op::EndMarkedContent);
}

fn line(rule: &Rule, page_height: Length) -> Line {
    let point =
        |(x, y): (Length, Length)| LinePoint { p: Point { x: pt(x), y: pt(page_height - y) }, bezier: false };
    Line { points: vec![point(rule.from), point(rule.to)], is_closed: false }
}
