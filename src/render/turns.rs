//! How often a template goes on: each pass of a loop, each include and each component is a turn.
//!
//! Frames put a call into every one of them; what turns and prints nothing would else run for ever. The
//! count is the thread's, since the engine has no place for it and renders on the thread that asks.

use std::cell::Cell;

use tera::{Error, Kwargs, State, Tera, TeraResult};

use super::lexer::{Piece, PieceKind};

/// The most turns of one part: the longest table of a county has some thousand rows.
pub(super) const MOST: u32 = 1_000_000;

/// The function that counts, as a template never calls it.
const NAME: &str = "__turn";
/// What frames put into a template where it turns.
pub(super) const CALL: &str = "{{ __turn() }}";

thread_local! {
    static LEFT: Cell<u32> = const { Cell::new(MOST) };
}

/// Lets the engine count.
pub(super) fn register(engine: &mut Tera) {
    engine.register_function(NAME, turn);
}

/// Begins to count anew.
pub(super) fn begin() {
    LEFT.set(MOST);
}

/// Whether there were too many.
pub(super) fn are_over() -> bool {
    LEFT.get() == 0
}

fn turn(_: Kwargs, _: &State<'_>) -> TeraResult<&'static str> {
    let left = LEFT.get().saturating_sub(1);
    LEFT.set(left);
    if left == 0 { Err(Error::message("too many turns")) } else { Ok("") }
}

/// Whether the call stands before a tag that turns, or behind it, where its body begins.
pub(super) fn of(piece: &Piece<'_>) -> Option<Side> {
    let word = piece.inner().split_whitespace().next().filter(|_| piece.kind == PieceKind::Tag)?;
    match word {
        "include" => Some(Side::Before),
        "for" | "component" => Some(Side::Behind),
        _ => None,
    }
}

/// A side of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    Behind,
}
