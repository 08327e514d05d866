//! A line of Markdown that begins with data → where it needs a backslash to begin no block.
//!
//! In: a finished line and where its data begins. Out: the byte that must be escaped, if any. It
//! changes nothing itself: whoever puts the line together also keeps the marks.

/// Where to insert a backslash so that data which begins the content of a line opens no list, quote,
/// heading, rule or table.
///
/// `line` is one line without its end, `data` the byte at which escaped data begins. What stands before
/// may be markers that a template wrote (`- `, `1. `, `> `): then the data begins what they hold. The
/// answer may lie behind the data, as in `2.` of data followed by the template's blank.
pub fn guard(line: &str, data: usize) -> Option<usize> {
    let (before, rest) = line.split_at_checked(data)?;
    holds_content(before).then(|| block_mark(rest)).flatten().map(|at| data + at)
}

/// Whether the text before is nothing but markers of lists, quotes, footnotes and definitions.
fn holds_content(before: &str) -> bool {
    let mut rest = before;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '>']);
        if rest.is_empty() {
            return true;
        }
        match marker_len(rest) {
            Some(len) => rest = &rest[len..],
            None => return false,
        }
    }
}

/// The bytes of the marker that begins here, without its blank.
fn marker_len(text: &str) -> Option<usize> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let len = match text.as_bytes() {
        [b'[', b'^', ..] => return text.find("]:").map(|end| end + 2),
        [b'[', _, b']', ..] => 3,
        [b':', ..] => return Some(1),
        [b'-' | b'+' | b'*', ..] => 1,
        bytes if digits > 0 && matches!(bytes.get(digits), Some(b'.' | b')')) => digits + 1,
        _ => return None,
    };
    text.get(len..)?.starts_with([' ', '\t']).then_some(len)
}

/// The byte of the line's first mark that would open a block.
fn block_mark(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let ends_word = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let behind = line.trim_start_matches(first);
    match first {
        // A definition needs no blank behind its colon.
        '>' | ':' => Some(0),
        '+' | '=' => ends_word(behind).then_some(0),
        // Also a line that underlines a heading or a table's head.
        '-' => (ends_word(behind) || behind.starts_with(['-', ':', '|'])).then_some(0),
        '0'..='9' => {
            let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let rest = number.strip_prefix(['.', ')'])?;
            ends_word(rest).then_some(line.len() - number.len())
        }
        _ => None,
    }
}
