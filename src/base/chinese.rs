//! Where a line of source text ends inside a paragraph: what that means in Chinese.
//!
//! In: the characters on both sides of the line's end. Out: whether it stands for a blank. It knows no
//! format and no page: Markdown's soft breaks and YAML's folded lines follow the same rule.

/// What a character is beside the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A Chinese character, or one that is set like it.
    Character,
    /// A mark that only Chinese text has.
    Mark,
    /// A mark that Chinese and Western text share: curly quotes, dashes, ellipses, the middle dot.
    SharedMark,
    /// Anything else.
    Other,
}

/// Whether a line's end between these characters means a blank.
///
/// It does between Western words, and between a Western word and a Chinese character; it does not beside
/// a Chinese mark, nor between Chinese characters. What is no text counts as a Chinese character.
pub fn line_end_is_blank(before: Option<char>, after: Option<char>) -> bool {
    let kinds = [before, after].map(|c| c.map_or(Kind::Character, kind));
    !kinds.contains(&Kind::Mark) && kinds.contains(&Kind::Other)
}

fn kind(c: char) -> Kind {
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
