//! Work of others' code on a file that anybody may have made → its result, or none where it panicked.
//!
//! What a panic prints is for programmers; where it is caught and becomes a finding, nothing of it should
//! reach the terminal.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

thread_local! {
    /// Whether somebody on this thread catches panics.
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// The result of the work; none where it panicked. What the work changes must not be used after that.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = IS_CAUGHT.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_CAUGHT.set(before);
    done.ok()
}

/// From now on, panics that [`caught`] catches print nothing; all others do as before. Only a program may
/// decide that, for all its threads.
pub fn silence_caught() {
    let loud = take_hook();
    set_hook(Box::new(move |panic| {
        if !IS_CAUGHT.get() {
            loud(panic);
        }
    }));
}
