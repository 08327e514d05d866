//! The pieces of a paragraph as the parser gives them → spans.
//!
//! In: pieces in source order, and the marks of the file. Out: spans, soft breaks resolved, each from
//! one traced value or none. It never changes a character of the text.

use std::ops::Range;

use super::manuscript::{Mark, Span, SpanKind, Style};
use super::marks::Marks;
use crate::base::line_end_is_blank;

/// A piece of running text before breaks and marks are looked at.
pub(super) struct Piece {
    pub(super) content: Content,
    pub(super) style: Style,
    pub(super) range: Range<usize>,
}

/// What a piece is.
pub(super) enum Content {
    /// Text that stands in the source byte for byte.
    Exact(String),
    /// Text that the source writes otherwise: character references, code.
    Other(String),
    /// The end of a source line inside a paragraph.
    SoftBreak,
    /// What is no text.
    Thing(SpanKind),
}

/// The spans of a paragraph's pieces.
pub(super) fn spans(pieces: Vec<Piece>, marks: &Marks) -> Vec<Span> {
    let mut spans = Vec::new();
    for piece in resolve_breaks(pieces) {
        let Piece { content, style, range } = piece;
        match content {
            Content::Exact(text) => cut(&text, &style, &range, marks, &mut spans),
            Content::Other(text) => {
                let mark = marks.within(&range).next().map(|(_, mark)| *mark);
                spans.push(Span { kind: SpanKind::Text(text), style, mark, range });
            }
            Content::SoftBreak => {}
            Content::Thing(kind) => spans.push(Span { kind, style, mark: None, range }),
        }
    }
    spans
}

/// Turns each soft break into a blank or drops it.
fn resolve_breaks(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for at in 0..pieces.len() {
        if matches!(pieces[at].content, Content::SoftBreak) {
            let before = at.checked_sub(1).and_then(|before| pieces[before].text()?.chars().next_back());
            let after = pieces.get(at + 1).and_then(|after| after.text()?.chars().next());
            if line_end_is_blank(before, after) {
                pieces[at].content = Content::Other(" ".to_owned());
            }
        }
    }
    pieces.retain(|piece| !matches!(piece.content, Content::SoftBreak));
    pieces
}

/// Joins pieces of exact text that follow each other without a gap.
pub(super) fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if let (Some(last), Content::Exact(more)) = (joined.last_mut(), &piece.content)
            && let Content::Exact(text) = &mut last.content
            && last.range.end == piece.range.start
            && last.style == piece.style
        {
            text.push_str(more);
            last.range.end = piece.range.end;
        } else {
            joined.push(piece);
        }
    }
    joined
}

/// Cuts exact text at the borders of the marks.
fn cut(text: &str, style: &Style, range: &Range<usize>, marks: &Marks, spans: &mut Vec<Span>) {
    // A border outside of the piece or inside a character is moved: text is never lost.
    let within = |border: usize| text.floor_char_boundary(border.saturating_sub(range.start));
    let mut push = |from: usize, to: usize, mark: Option<Mark>| {
        if from < to {
            let kind = SpanKind::Text(text[from..to].to_owned());
            spans.push(Span {
                kind,
                style: style.clone(),
                mark,
                range: range.start + from..range.start + to,
            });
        }
    };
    let mut done = 0;
    for (marked, mark) in marks.within(range) {
        let from = within(marked.start).max(done);
        let to = within(marked.end).max(from);
        push(done, from, None);
        push(from, to, Some(*mark));
        done = to;
    }
    push(done, text.len(), None);
}

impl Piece {
    /// The text, where it is text.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Exact(text) | Content::Other(text) => Some(text),
            _ => None,
        }
    }

    /// The text, or the alternative text of an image.
    pub(super) fn words(&self) -> &str {
        match &self.content {
            Content::Thing(SpanKind::Image(image)) => &image.alt,
            _ => self.text().unwrap_or_default(),
        }
    }
}
