//! Scalars that were written over several lines, without blanks inside Chinese text.
//!
//! In: a scalar as the parser joined it, and the source that it stands in. Out: the same text; where
//! two lines of Chinese met, the blank is gone. It never touches a blank that was typed.

use crate::base::line_end_is_blank;

/// YAML puts a blank for each folded line end; Chinese text has none there.
///
/// The source is walked beside the text to tell folded line ends from blanks; it must have no escapes.
pub(super) fn unfold(text: &str, source: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut source = source;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            ' ' if ends_line(source) => {
                source = source.trim_start();
                if line_end_is_blank(out.chars().next_back(), rest.clone().next()) {
                    out.push(' ');
                }
            }
            ' ' => {
                source = source.strip_prefix(' ').unwrap_or(source);
                out.push(' ');
            }
            '\n' => {
                source = source.trim_start();
                out.push('\n');
            }
            _ => {
                source = source.split_once(c).map_or("", |(_, behind)| behind);
                out.push(c);
            }
        }
    }
    out
}

/// Whether nothing but blanks stands before the next line end.
fn ends_line(source: &str) -> bool {
    source.trim_start_matches([' ', '\t']).starts_with(['\n', '\r'])
}
