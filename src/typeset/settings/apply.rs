//! The values of `typesetting.yaml` → a style, and what of them does not go together.
//!
//! In: values, each within its own range. Out: the standard's style with them in it, and a finding for each pair
//! that leaves no room for one of the two. It never mends a value.

use crate::base::{Code, Finding, Length, Place, Traced};

use super::super::style::Style;
use super::file::{Sizes, Variants};
use super::values::{Count, FirstLine, PageNumber};

/// The fewest lines of a page and the fewest characters' width of a line that are still a document.
const LEAST_LINES: i64 = 10;
/// A character may be a little wider than its cell, as the standard's own is; so many hundredths.
const WIDEST_PERCENT: i64 = 105;

/// The style.
pub(super) fn style(sizes: &Sizes, variants: &Variants) -> Style {
    let mut style = Style::default();
    block(&mut style, sizes);
    text(&mut style, sizes);
    front_and_foot(&mut style, sizes);
    if let Some(form) = &variants.page_number {
        style.page_number_dashes = form.value == PageNumber::Dashes;
    }
    put(&mut style.page_number_side, variants.page_number_side.as_ref(), |side| *side);
    put(&mut style.colophon_on_even_page, variants.colophon_on_even_page.as_ref(), |is_wanted| *is_wanted);
    style.bold_headings = variants.bold_headings.iter().filter_map(heading_level).collect();
    style
}

/// 一、 is a heading of the second level in Markdown: the first is the title.
fn heading_level(place: &Traced<Count<1, 5>>) -> Option<u8> {
    u8::try_from(place.value.0 + 1).ok()
}

fn put<T, V>(slot: &mut T, value: Option<&Traced<V>>, read: impl Fn(&V) -> T) {
    if let Some(value) = value {
        *slot = read(&value.value);
    }
}

/// The block between the margins, and the turned one.
fn block(style: &mut Style, sizes: &Sizes) {
    let margins = &sizes.margins;
    let mut right = style.sheet_width - style.binding_margin - style.block.width;
    let mut bottom = style.sheet_height - style.head_margin - style.block.height;
    put(&mut style.head_margin, margins.top.as_ref(), |margin| margin.0);
    put(&mut style.binding_margin, margins.left.as_ref(), |margin| margin.0);
    put(&mut right, margins.right.as_ref(), |margin| margin.0);
    put(&mut bottom, margins.bottom.as_ref(), |margin| margin.0);
    style.block.width = style.sheet_width - style.binding_margin - right;
    style.block.height = style.sheet_height - style.head_margin - bottom;
    put(&mut style.block.columns, sizes.characters.as_ref(), |count| count.0);
    put(&mut style.block.fixed_pitch, sizes.line_pitch.as_ref(), |pitch| Some(pitch.0));
    style.block.first_line = match sizes.first_line.as_ref().map(|first| first.value) {
        Some(FirstLine::Centered) => (style.block.pitch() - style.block.cell()).at_least(Length::ZERO) / 2,
        Some(FirstLine::Below(length)) => length,
        None => style.block.first_line,
    };
    style.turned_block = style.block.turned();
}

fn text(style: &mut Style, sizes: &Sizes) {
    put(&mut style.body, sizes.text.as_ref(), |size| size.0);
    put(&mut style.first_indent, sizes.first_indent.as_ref(), |count| count.0);
    put(&mut style.title, sizes.title.as_ref(), |size| size.0);
    put(&mut style.title_pitch, sizes.title_pitch.as_ref(), |pitch| pitch.0);
    put(&mut style.table, sizes.table.as_ref(), |size| size.0);
    put(&mut style.table_pitch, sizes.table_pitch.as_ref(), |pitch| pitch.0);
}

fn front_and_foot(style: &mut Style, sizes: &Sizes) {
    put(&mut style.mark_largest, sizes.mark.as_ref(), |size| size.0);
    put(&mut style.mark_top, sizes.mark_top.as_ref(), |top| top.0);
    put(&mut style.red_rule, sizes.red_rule.as_ref(), |thickness| thickness.0);
    put(&mut style.red_rule_gap, sizes.red_rule_gap.as_ref(), |gap| gap.0);
    put(&mut style.colophon, sizes.colophon.as_ref(), |size| size.0);
    put(&mut style.colophon_pitch, sizes.colophon_pitch.as_ref(), |pitch| pitch.0);
    put(&mut style.page_number, sizes.page_number.as_ref(), |size| size.0);
    put(&mut style.page_number_gap, sizes.page_number_gap.as_ref(), |gap| gap.0);
}

/// What does not go together, each at the value that the file says most about it with.
pub(super) fn conflicts(style: &Style, sizes: &Sizes, file: &str) -> Vec<Finding> {
    let block = &style.block;
    let foot = style.sheet_height - style.head_margin - block.height;
    let characters = at(sizes.characters.as_ref(), file).or_else(|| at(sizes.text.as_ref(), file));
    let pitch = at(sizes.line_pitch.as_ref(), file);
    let number = at(sizes.page_number_gap.as_ref(), file);
    let checks = [
        (style.body <= block.cell().scaled(WIDEST_PERCENT, 100), characters, "一行放不下这么多这样大的字"),
        (block.pitch() >= block.cell(), pitch.clone(), "行距比字还小"),
        (block.lines() >= LEAST_LINES, pitch, "这样的行距，一页排不了几行"),
        (
            style.title_pitch >= style.title,
            at(sizes.title.as_ref(), file),
            "标题的行距（title_pitch）比标题的字还小",
        ),
        (
            style.table_pitch >= style.table,
            at(sizes.table.as_ref(), file),
            "表格的行距（table_pitch）比表格的字还小",
        ),
        (
            style.colophon_pitch >= style.colophon,
            at(sizes.colophon.as_ref(), file),
            "版记的行距（colophon_pitch）比版记的字还小",
        ),
        (style.page_number_gap + style.page_number <= foot, number, "下边距里放不下页码"),
    ];
    let faulty = checks.into_iter().filter(|(is_sound, ..)| !is_sound);
    faulty.map(|(_, place, what)| conflict(place.unwrap_or_else(|| Place::file(file)), what)).collect()
}

fn at<T>(value: Option<&Traced<T>>, file: &str) -> Option<Place> {
    value.map(|value| value.place_or(file))
}

fn conflict(place: Place, what: &str) -> Finding {
    Finding::new(Code::YamlShape, place, format!("几个尺寸互相冲突：{what}"))
}
