//! Text of the ledger or the plan → Markdown that prints exactly this text.
//!
//! In: data of any origin. Out: Markdown for paragraphs, cells and headings alike, because a template
//! does not say where it inserts. It escapes with backslashes only, which keep the bytes of the text in
//! place, and only what could act: prose, dates, numbers and ids come out as they are. What acts only
//! where a line begins is left to [`guard`](super::guard).

use std::io::{self, Write};

/// Writes the text as inline Markdown.
///
/// Line ends and tabs become spaces, and blanks around the text are dropped: inside a paragraph they
/// have no meaning, in a cell or a heading a line end would end it.
///
/// # Errors
/// What the writer reports.
pub fn escape_inline(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    let mut written = 0;
    for (at, c) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        let replacement: &[u8] = match c {
            '\r' if after.starts_with('\n') => b"",
            '\r' | '\n' | '\t' => b" ",
            _ if acts(c, before, after) => b"\\",
            _ => continue,
        };
        out.write_all(&text.as_bytes()[written..at])?;
        out.write_all(replacement)?;
        written = if c.is_ascii_control() { at + 1 } else { at };
    }
    out.write_all(&text.as_bytes()[written..])
}

/// Whether this character could act as markup between these two; what follows the text is unknown.
fn acts(c: char, before: &str, after: &str) -> bool {
    match c {
        '\\' | '`' | '*' | '[' | ']' | '|' | '}' => true,
        // Inside a word neither opens nor closes anything: file names and ranges stay readable.
        '_' | '~' => !(before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)),
        // Alone at the end of a heading it would be taken for a closing mark.
        '#' => before.is_empty() || before.ends_with(char::is_whitespace),
        '<' => after.is_empty() || after.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)),
        // A link may follow in the template and become a picture.
        '!' => after.is_empty(),
        '&' => begins_entity(after),
        _ => false,
    }
}

/// Whether `&` before this may be read as a character reference.
fn begins_entity(after: &str) -> bool {
    let name = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.is_empty() || (name.starts_with(';') && name.len() < after.len())
}

/// The target of a link or image as it stands between the round brackets.
///
/// Plain addresses and paths come out as they are; any other is put between `<` and `>`.
pub fn link_target(target: &str) -> String {
    let target: String = target.chars().map(|c| if c.is_ascii_control() { ' ' } else { c }).collect();
    let is_entity = |at: usize| target[at..].strip_prefix('&').is_some_and(begins_entity);
    let is_plain = |(at, c): (usize, char)| match c {
        '&' => !is_entity(at),
        _ if c.is_ascii() => c.is_ascii_alphanumeric() || "-._~/:?#@$,;=%+!'".contains(c),
        _ => !c.is_whitespace(),
    };
    if !target.is_empty() && target.char_indices().all(is_plain) {
        return target;
    }
    let mut quoted = String::from("<");
    for (at, c) in target.char_indices() {
        let acts = matches!(c, '<' | '>' | '\\' | '|') || is_entity(at);
        quoted.extend(acts.then_some('\\').into_iter().chain([c]));
    }
    quoted.push('>');
    quoted
}
