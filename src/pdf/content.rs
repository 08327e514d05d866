//! One page as a content stream.
//!
//! In: a page. Out: watermark, then rules, then text and images in reading order; they stand in marked
//! content, tagged by their element, all else is an artifact. It never moves a glyph.

use crate::base::Length;
use crate::typeset::{Color, Element, Page, Rule, Run};

use super::fonts::Fonts;
use super::images::Names;
use super::numbers::{Decimal, points};
use super::operators::Operators;
use super::tags::{Sequence, Tags};
use super::text::TextWriter;

/// The tag of what is no part of the text.
const ARTIFACT: &str = "Artifact";

/// The content stream of a page.
pub(super) fn stream(page: &Page, fonts: &Fonts, names: &Names<'_>, tags: &mut Tags) -> Vec<u8> {
    let mut operators = Operators::default();
    let mut writer = TextWriter::new(fonts, page.height);
    // The watermark first: it must not cover what it stands behind.
    let behind: Vec<&Run> = page.runs.iter().filter(|run| is_watermark(run)).collect();
    tags.begin_page(page.links.len());
    write_text(&behind, &mut writer, tags, &mut operators);
    write_rules(page, &mut operators);
    let mut written = 0;
    for image in &page.images {
        let until = image.after.clamp(written, page.runs.len());
        write_text(&text(&page.runs[written..until]), &mut writer, tags, &mut operators);
        begin(tags.begin_image(image, page.height), &mut operators);
        names.show(image, page.height, &mut operators);
        operators.put(&[], "EMC");
        written = until;
    }
    write_text(&text(&page.runs[written..]), &mut writer, tags, &mut operators);
    operators.into_bytes()
}

fn is_watermark(run: &Run) -> bool {
    run.color == Color::Pale && run.element == Element::Artifact
}

fn text(runs: &[Run]) -> Vec<&Run> {
    runs.iter().filter(|run| !is_watermark(run)).collect()
}

/// Runs in order, neighbours of one element and link in one sequence of marked content.
fn write_text(runs: &[&Run], writer: &mut TextWriter<'_>, tags: &mut Tags, operators: &mut Operators) {
    if runs.is_empty() {
        return;
    }
    operators.put(&[], "BT");
    for group in runs.chunk_by(|run, next| run.element == next.element && run.link == next.link) {
        let Some(first) = group.first() else { continue };
        begin(tags.begin_sequence(&first.element, first.link), operators);
        for run in group {
            writer.write(run, operators);
        }
        operators.put(&[], "EMC");
    }
    operators.put(&[], "ET");
}

fn begin(sequence: Option<Sequence>, operators: &mut Operators) {
    match sequence {
        None => operators.begin_tagged(ARTIFACT),
        Some(Sequence { tag, number }) => operators.begin_numbered(tag, number),
    }
}

/// Rules as strokes with flat ends, so that thickness and length are exact.
fn write_rules(page: &Page, operators: &mut Operators) {
    if page.rules.is_empty() {
        return;
    }
    operators.begin_tagged(ARTIFACT);
    let mut last: Option<(Length, Color)> = None;
    for rule in &page.rules {
        if last.map(|(thickness, _)| thickness) != Some(rule.thickness) {
            operators.put(&[points(rule.thickness)], "w");
        }
        if last.map(|(_, color)| color) != Some(rule.color) {
            set_color(rule.color, ["G", "RG"], operators);
        }
        last = Some((rule.thickness, rule.color));
        write_rule(rule, page.height, operators);
    }
    operators.put(&[], "EMC");
}

fn write_rule(rule: &Rule, page_height: Length, operators: &mut Operators) {
    let point = |(x, y): (Length, Length)| [points(x), points(page_height - y)];
    operators.put(&point(rule.from), "m");
    operators.put(&point(rule.to), "l");
    operators.put(&[], "S");
}

/// Sets a colour by the operator for grey or that for the sRGB that the output intent names.
pub(super) fn set_color(color: Color, [grey, rgb]: [&str; 2], operators: &mut Operators) {
    match color {
        Color::Black => operators.put(&[Decimal::ZERO], grey),
        Color::Pale => operators.put(&[Decimal::new(0.92, 2)], grey),
        Color::Red => operators.put(&[Decimal::whole(1), Decimal::ZERO, Decimal::ZERO], rgb),
    }
}
