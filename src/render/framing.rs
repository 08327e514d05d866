//! Templates → the same templates with every stretch of their own text and every print site numbered.
//!
//! After rendering, each character is then known: own text of a template, a traced value, or something
//! that comes from nowhere; and for the last the number of the site gives template and line. Blanks stay
//! outside the frames, so that the engine and its filters treat them as ever.

use std::collections::BTreeSet;

use super::lexer::{Piece, PieceKind, Token, pieces, tokens};
use super::turns::{self, Side};
use crate::base::Place;
use crate::documents::frame;

/// What the numbers in framed templates stand for.
#[derive(Debug, Clone, Default)]
pub(super) struct Frames {
    literals: Vec<Literal>,
    sites: Vec<Place>,
    words: BTreeSet<String>,
}

/// A stretch of a template's own text, without the blanks around it.
#[derive(Debug, Clone)]
pub(super) struct Literal {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

impl Frames {
    /// The template with frames; `file` is the name that findings give.
    pub(super) fn add(&mut self, file: &str, template: &str) -> String {
        let mut framed = String::with_capacity(template.len() * 2);
        let pieces = pieces(template);
        for (k, piece) in pieces.iter().enumerate() {
            let place = Place::text(file, piece.line, piece.column);
            if piece.kind == PieceKind::Text {
                let before = k.checked_sub(1).and_then(|k| pieces.get(k));
                self.add_text(bare(piece, before, pieces.get(k + 1)), place, &mut framed);
                continue;
            }
            if piece.kind == PieceKind::Print {
                framed.push(frame::SITE);
                framed.push_str(&frame::number(index(&self.sites)));
                self.sites.push(place);
            }
            self.words.extend(own_words(piece));
            let turn = turns::of(piece);
            framed.push_str(if turn == Some(Side::Before) { turns::CALL } else { "" });
            framed.push_str(piece.source);
            framed.push_str(if turn == Some(Side::Behind) { turns::CALL } else { "" });
        }
        framed
    }

    /// The template's own text with this number.
    pub(super) fn literal(&self, id: u32) -> Option<&Literal> {
        self.literals.get(usize::try_from(id).ok()?)
    }

    /// Where the print with this number stands.
    pub(super) fn site(&self, id: u32) -> Option<&Place> {
        self.sites.get(usize::try_from(id).ok()?)
    }

    /// Whether a template says these words, without a figure, as a string inside a tag, such as the
    /// separator of `join` or what `default` puts in.
    pub(super) fn are_own_words(&self, text: &str) -> bool {
        self.words.contains(text)
    }

    fn add_text(&mut self, text: &str, place: Place, framed: &mut String) {
        let core = text.trim();
        let (lead, trail) = text.split_once(core).unwrap_or((text, ""));
        framed.push_str(lead);
        if !core.is_empty() {
            framed.push(frame::LITERAL);
            framed.push_str(&frame::number(index(&self.literals)));
            framed.push(frame::TEXT);
            framed.push_str(core);
            framed.push(frame::END);
            self.literals.push(Literal { text: core.to_owned(), place });
        }
        framed.push_str(trail);
    }
}

fn index<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

/// The text as the engine would leave it: a frame next to a tag would keep it from removing blanks.
fn bare<'a>(text: &Piece<'a>, before: Option<&Piece<'_>>, after: Option<&Piece<'_>>) -> &'a str {
    let mut bare = text.source;
    if before.is_some_and(Piece::trims_after) {
        bare = bare.trim_start();
    }
    if after.is_some_and(Piece::trims_before) {
        bare = bare.trim_end();
    }
    bare
}

fn own_words(piece: &Piece<'_>) -> impl Iterator<Item = String> {
    let tokens = if piece.kind == PieceKind::Comment { Vec::new() } else { tokens(piece.inner()) };
    tokens.into_iter().filter_map(|token| match token {
        Token::Text(text) if !text.contains(char::is_numeric) => Some(text.trim().to_owned()),
        _ => None,
    })
}
