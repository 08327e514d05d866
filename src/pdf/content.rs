//! One page as a sequence of operators.
//!
//! In: a page. Out: watermark, then rules, then text and images in reading order; they stand in marked
//! content, tagged by their element, all else is an artifact. It never moves a glyph.

use printpdf::{DictItem, Line, LinePoint, Op, Point};

use crate::base::Length;
use crate::typeset::{Color, Element, Page, Rule, Run};

use super::fonts::Fonts;
use super::images::Names;
use super::numbers::pt;
use super::tags::{Sequence, Tags};
use super::text::{TextWriter, ink};

/// The operators of a page.
pub(super) fn operations(page: &Page, fonts: &Fonts, names: &Names<'_>, tags: &mut Tags) -> Vec<Op> {
    let mut operations = Vec::new();
    let mut writer = TextWriter::new(fonts, page.height);
    // The watermark first: it must not cover what it stands behind.
    let behind: Vec<&Run> = page.runs.iter().filter(|run| is_watermark(run)).collect();
    tags.begin_page(page.links.len());
    write_text(&behind, &mut writer, tags, &mut operations);
    write_rules(page, &mut operations);
    let mut written = 0;
    for image in &page.images {
        let until = image.after.clamp(written, page.runs.len());
        write_text(&text(&page.runs[written..until]), &mut writer, tags, &mut operations);
        operations.push(begin(tags.begin_image(image, page.height)));
        operations.extend(names.show(image, page.height));
        operations.push(Op::EndMarkedContent);
        written = until;
    }
    write_text(&text(&page.runs[written..]), &mut writer, tags, &mut operations);
    operations
}

fn is_watermark(run: &Run) -> bool {
    run.color == Color::Pale && run.element == Element::Artifact
}

fn text(runs: &[Run]) -> Vec<&Run> {
    runs.iter().filter(|run| !is_watermark(run)).collect()
}

/// Runs in order, neighbours of one element and link in one sequence of marked content.
fn write_text(runs: &[&Run], writer: &mut TextWriter<'_>, tags: &mut Tags, operations: &mut Vec<Op>) {
    if runs.is_empty() {
        return;
    }
    operations.push(Op::StartTextSection);
    for group in runs.chunk_by(|run, next| run.element == next.element && run.link == next.link) {
        let Some(first) = group.first() else { continue };
        operations.push(begin(tags.begin_sequence(&first.element, first.link)));
        for run in group {
            writer.write(run, operations);
        }
        operations.push(Op::EndMarkedContent);
    }
    operations.push(Op::EndTextSection);
}

fn begin(sequence: Option<Sequence>) -> Op {
    match sequence {
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
