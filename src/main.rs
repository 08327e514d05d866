//! The program `juanzong`: hands its arguments to the library.

use std::alloc::System;
use std::process::ExitCode;

use cap::Cap;

/// Counts memory, so that the child that reads a foreign file can be held to a limit.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

fn main() -> ExitCode {
    juanzong::cli::main(std::env::args_os(), &|most| MEMORY.set_limit(most).is_ok())
}
