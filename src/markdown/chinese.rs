//! Which characters are Chinese, for what Markdown's rules make of them.
//!
//! In: a character. Out: its kind. It knows no line breaking: that is the typesetter's.

/// What a character is beside a soft break or an emphasis mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A Chinese character, or one that is set like it.
    Character,
    /// A mark that only Chinese text has.
    Mark,
    /// A mark that Chinese and Western text share: curly quotes, dashes, ellipses, the middle dot.
    SharedMark,
    /// Anything else.
    Other,
}

/// The kind of a character.
pub(super) fn kind(c: char) -> Kind {
    match c {
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' => Kind::SharedMark,
        '々' | '〇' | '〡'..='〩' => Kind::Character,
        '\u{3000}'..='\u{303f}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff01}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff65}'
        | '\u{ffe0}'..='\u{ffe6}' => Kind::Mark,
        '\u{2e80}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff10}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}' => Kind::Character,
        _ => Kind::Other,
    }
}
