//! The two streams of the terminal. A reader that has gone away, as in `juanzong check | head`, is no fault.

use std::fmt::Arguments;
use std::io::{self, Write};

/// Writes a line to standard output.
pub(super) fn line(text: Arguments<'_>) {
    let _gone = writeln!(io::stdout(), "{text}");
}

/// Writes a line to standard error.
pub(super) fn complaint(text: Arguments<'_>) {
    let _gone = writeln!(io::stderr(), "{text}");
}
