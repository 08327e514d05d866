//! Workbooks that are read in a process of their own: what starts it, and what runs in it.

use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::time::Duration;

use super::apart::Apart;
use crate::base::{Failure, io_reason};
use crate::intake;

/// The hidden command that reads a workbook.
const CELLS: &str = "cells";
/// The most memory that it may take, in bytes: 60,000 rows of 12 columns in an `.xls` take 110 MB.
pub const CELLS_MEMORY: usize = 400 << 20;
/// The longest that it may take; those 60,000 rows take a second.
const PATIENCE: Duration = Duration::from_secs(30);
/// The most that it may write, in bytes: the text that intake takes in, and as much again around it.
const OUTPUT: u64 = 256 << 20;

/// What a workbook holds, read by the program in a process of its own.
///
/// # Errors
/// A Chinese clause that says why it can't be read.
pub fn read_cells(program: &Path, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let arguments = [CELLS.into()];
    let apart = Apart { program, arguments: &arguments, input: bytes, patience: PATIENCE, output: OUTPUT };
    let said = apart.run().map_err(|lost| lost.to_string())?;
    if said.code == Some(0) {
        Ok(said.out)
    } else {
        Err("内容太大，或者内部结构不合规范".to_owned())
    }
}

/// Reads a workbook from standard input and writes its cells to standard output.
///
/// # Errors
/// A [`Failure`] where a stream breaks.
pub fn cells() -> Result<(), Failure> {
    let mut bytes = Vec::new();
    let broken = |error: io::Error| Failure::Unreadable { path: "-".into(), reason: io_reason(&error) };
    io::stdin().lock().read_to_end(&mut bytes).map_err(broken)?;
    let mut out = BufWriter::new(io::stdout().lock());
    intake::write_cells(&bytes, &mut out).and_then(|()| out.flush()).map_err(broken)
}
