//! What of a style is not as the standard says, by name: the file's metadata carries the names, and the proof
//! knows by them what was meant to be otherwise.
//!
//! Sizes that the standard leaves open, such as those of tables, are no departures.

use super::style::Style;

/// A name, and whether two styles differ in what it names.
type Departure = (&'static str, fn(&Style, &Style) -> bool);

const DEPARTURES: [Departure; 10] = [
    ("margins", |one, other| {
        let edges =
            |style: &Style| (style.head_margin, style.binding_margin, style.block.width, style.block.height);
        edges(one) != edges(other)
    }),
    ("text", |one, other| one.body != other.body),
    ("characters", |one, other| one.block.columns != other.block.columns),
    ("lines", |one, other| {
        // Wider or narrower cells have other lines, too, unless these are fixed.
        let lines = |style: &Style| (style.block.first_line, style.block.pitch());
        lines(one) != lines(other)
    }),
    ("indent", |one, other| one.first_indent != other.first_indent),
    ("title", |one, other| one.title != other.title),
    ("mark", |one, other| one.mark_top != other.mark_top),
    ("red-rule", |one, other| one.red_rule_gap != other.red_rule_gap),
    ("colophon", |one, other| one.colophon != other.colophon),
    ("page-number", |one, other| {
        let folio = |style: &Style| {
            let form = (style.page_number, style.page_number_dashes);
            (form, style.page_number_gap, style.page_number_side)
        };
        folio(one) != folio(other)
    }),
];

/// The names of what differs from the standard's style.
pub(super) fn departures(style: &Style) -> Vec<&'static str> {
    let standard = Style::default();
    let differing = DEPARTURES.iter().filter(|(_, differ)| differ(style, &standard));
    differing.map(|(name, _)| *name).collect()
}
