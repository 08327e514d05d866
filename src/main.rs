//! The program `juanzong`: hands its arguments to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    juanzong::cli::main(std::env::args_os())
}
