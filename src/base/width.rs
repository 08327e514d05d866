//! Full-width forms → the half-width ones that ids, numbers and days are written in.

/// Full-width letters, digits and marks as half-width ones; the ideographic space as a plain one.
///
/// **Source:** Unicode, block Halfwidth and Fullwidth Forms: U+FF01 to U+FF5E stand for U+0021 to U+007E.
pub fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    text.chars().map(narrow).collect()
}
