//! A template's text → its pieces: own text, prints, tags, comments; and the tokens inside a tag.
//!
//! It follows the engine's lexer where it matters (strings, ends of tags, `raw`) and is only used on
//! templates that the engine has accepted: what it gets wrong can become a fault, never a false print.

/// A stretch of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// What it is.
    pub kind: PieceKind,
    /// All of it, with its braces.
    pub source: &'a str,
    /// The line that it begins on, from 1.
    pub line: u32,
    /// The character of the line that it begins with, from 1.
    pub column: u32,
}

/// What a piece of a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// The template's own words.
    Text,
    /// `{{ … }}`
    Print,
    /// `{% … %}`
    Tag,
    /// `{# … #}`
    Comment,
}

impl<'a> Piece<'a> {
    /// What stands between the braces.
    pub(super) fn inner(&self) -> &'a str {
        let inner = self.source.get(2..self.source.len().saturating_sub(2)).unwrap_or_default();
        let inner = inner.strip_prefix('-').unwrap_or(inner);
        inner.strip_suffix('-').unwrap_or(inner).trim()
    }

    /// Whether it removes the blanks before it, as `{{-` does.
    pub(super) fn trims_before(&self) -> bool {
        self.kind != PieceKind::Text && self.source.as_bytes().get(2) == Some(&b'-')
    }

    /// Whether it removes the blanks after it, as `-}}` does.
    pub(super) fn trims_after(&self) -> bool {
        self.kind != PieceKind::Text
            && self.source.len() > 5
            && self.source.as_bytes().iter().nth_back(2) == Some(&b'-')
    }
}

/// All pieces; their sources add up to the template.
pub(super) fn pieces(template: &str) -> Vec<Piece<'_>> {
    let (mut found, mut rest, mut in_raw) = (Vec::new(), template, false);
    let (mut line, mut column) = (1, 1);
    while !rest.is_empty() {
        let (kind, end) = if in_raw { (PieceKind::Text, raw_end(rest)) } else { next_piece(rest) };
        let (source, after) = rest.split_at(end);
        let piece = Piece { kind, source, line, column };
        in_raw = kind == PieceKind::Tag && piece.inner() == "raw";
        (line, column) = spot_after(source, line, column);
        if end > 0 {
            found.push(piece);
        }
        rest = after;
    }
    found
}

/// Line and column behind text that begins at a line and column.
fn spot_after(text: &str, line: u32, column: u32) -> (u32, u32) {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    match text.rsplit_once('\n') {
        Some((above, last)) => {
            (line + 1 + count(above.matches('\n').count()), 1 + count(last.chars().count()))
        }
        None => (line, column + count(text.chars().count())),
    }
}

fn next_piece(rest: &str) -> (PieceKind, usize) {
    match rest.get(..2) {
        Some("{{") => (PieceKind::Print, tag_end(rest, "}}")),
        Some("{%") => (PieceKind::Tag, tag_end(rest, "%}")),
        Some("{#") => (PieceKind::Comment, rest.find("#}").map_or(rest.len(), |at| at + 2)),
        _ => {
            let starts = ["{{", "{%", "{#"].into_iter().filter_map(|start| rest.find(start));
            (PieceKind::Text, starts.min().unwrap_or(rest.len()))
        }
    }
}

/// Where the text of a `raw` block ends.
fn raw_end(rest: &str) -> usize {
    let is_endraw = |at: &usize| {
        let tag = rest[at + 2..].trim_start_matches('-').trim_start();
        tag.starts_with("endraw")
    };
    rest.match_indices("{%").map(|(at, _)| at).find(is_endraw).unwrap_or(rest.len())
}

fn tag_end(tag: &str, close: &str) -> usize {
    let mut at = 2;
    while at < tag.len() {
        if tag[at..].starts_with(close) {
            return at + close.len();
        }
        at += string_len(&tag[at..]).unwrap_or_else(|| char_len(&tag[at..]));
    }
    tag.len()
}

/// The length of the string literal that begins here, with its quotes.
fn string_len(rest: &str) -> Option<usize> {
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let mut is_escaped = false;
    let end = rest[1..].find(|c| {
        let ends = c == quote && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends
    });
    Some(end.map_or(rest.len(), |end| end + 2))
}

fn char_len(rest: &str) -> usize {
    rest.chars().next().map_or(1, char::len_utf8)
}

/// A token inside a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name or a path of names: `unit.name`.
    Name(&'a str),
    /// A string literal, without quotes and escapes.
    Text(String),
    /// A number.
    Number,
    /// Any other sign, one character each but `==`.
    Sign(&'a str),
}

/// The tokens of a tag's inner text.
pub(super) fn tokens(inner: &str) -> Vec<Token<'_>> {
    let (mut found, mut rest) = (Vec::new(), inner.trim_start());
    while !rest.is_empty() {
        let (token, len) = next_token(rest);
        found.push(token);
        rest = rest[len..].trim_start();
    }
    found
}

fn next_token(rest: &str) -> (Token<'_>, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    if let Some(len) = string_len(rest) {
        (Token::Text(unquoted(&rest[..len])), len)
    } else if first.is_ascii_alphabetic() || first == '_' {
        let len =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || "_.?".contains(c))).unwrap_or(rest.len());
        (Token::Name(&rest[..len]), len)
    } else if first.is_ascii_digit() {
        (Token::Number, rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len()))
    } else {
        let len = if rest.starts_with("==") { 2 } else { char_len(rest) };
        (Token::Sign(&rest[..len]), len)
    }
}

fn unquoted(literal: &str) -> String {
    let inner = literal.get(1..literal.len().saturating_sub(1)).unwrap_or_default();
    let (mut text, mut chars) = (String::with_capacity(inner.len()), inner.chars());
    while let Some(c) = chars.next() {
        let plain = if c == '\\' { chars.next().unwrap_or(c) } else { c };
        text.push(match (c, plain) {
            ('\\', 'n') => '\n',
            ('\\', 't') => '\t',
            ('\\', 'r') => '\r',
            _ => plain,
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{PieceKind, Token, pieces, tokens};

    fn kinds(template: &str) -> Vec<(PieceKind, &str, u32, u32)> {
        pieces(template)
            .into_iter()
            .map(|piece| (piece.kind, piece.source, piece.line, piece.column))
            .collect()
    }

    #[test]
    fn braces_in_strings_end_no_tag() {
        assert_eq!(
            kinds("甲\n{{ x | default(value=\"}}\\\"\") }}乙{% if a == '%}' %}"),
            [
                (PieceKind::Text, "甲\n", 1, 1),
                (PieceKind::Print, "{{ x | default(value=\"}}\\\"\") }}", 2, 1),
                (PieceKind::Text, "乙", 2, 32),
                (PieceKind::Tag, "{% if a == '%}' %}", 2, 33),
            ]
        );
    }

    #[test]
    fn raw_text_is_text() {
        assert_eq!(
            kinds("{%- raw -%}{{ 3 }}{% end %}{%- endraw %}"),
            [
                (PieceKind::Tag, "{%- raw -%}", 1, 1),
                (PieceKind::Text, "{{ 3 }}{% end %}", 1, 12),
                (PieceKind::Tag, "{%- endraw %}", 1, 28),
            ]
        );
    }

    #[test]
    fn paths_are_one_token_and_strings_lose_their_quotes() {
        assert_eq!(
            tokens("if unit.name.s == \"甲\\n\" and n>=3"),
            [
                Token::Name("if"),
                Token::Name("unit.name.s"),
                Token::Sign("=="),
                Token::Text("甲\n".to_owned()),
                Token::Name("and"),
                Token::Name("n"),
                Token::Sign(">"),
                Token::Sign("="),
                Token::Number,
            ]
        );
    }

    #[test]
    fn unfinished_tags_end_with_the_template() {
        for template in ["{{", "{% if \"", "{#", "{", "{% raw %}{% endra", "{{ `\\", "{{-", "{%-%}"] {
            let whole: String = pieces(template).iter().map(|piece| piece.source).collect();
            assert_eq!(whole, template);
        }
    }
}
