//! A PDF of any origin is measured in a process of its own, bounded in time and memory.
//!
//! In: what `juanzong proof` was asked. Out: the exit code of the same program, started once more with a
//! hidden command; what that says is said here. A file on which it runs away or breaks is one failure, and
//! no word of the child's own about that reaches the terminal.

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use crate::base::{Failure, io_reason};
use crate::run::{Apart, Said};

use super::args::{Common, Format};
use super::say;
use super::{FAILED, FAULTY};

/// The most memory that the child may take, in bytes; 500 pages of text take 26 MB.
pub(super) const MEMORY: usize = 1 << 30;
/// The longest that the child may take; 500 pages of text take a tenth of a second.
const PATIENCE: Duration = Duration::from_secs(30);
/// The most that the child may say, in bytes: some hundred thousand findings.
const OUTPUT: u64 = 64 << 20;

/// Measures a file in a child.
pub(super) fn proof(file: &Path, layout: Option<&str>, common: &Common) -> Result<ExitCode, Failure> {
    let unmeasured = |reason: String| Failure::Unmeasured { path: file.to_path_buf(), reason };
    let program = std::env::current_exe()
        .map_err(|error| unmeasured(format!("无法启动查验：{}", io_reason(&error))))?;
    let arguments = arguments(file, layout, common);
    let apart =
        Apart { program: &program, arguments: &arguments, input: &[], patience: PATIENCE, output: OUTPUT };
    let said = apart.run().map_err(|lost| unmeasured(lost.to_string()))?;
    let code =
        own_code(&said).ok_or_else(|| unmeasured("文件的内容太大或者层次太深，读不下去".to_owned()))?;
    let [out, complaint] = [&said.out, &said.err].map(|bytes| String::from_utf8_lossy(bytes));
    if !out.is_empty() {
        say::line(format_args!("{}", out.trim_end()));
    }
    if !complaint.is_empty() {
        say::complaint(format_args!("{}", complaint.trim_end()));
    }
    Ok(ExitCode::from(code))
}

fn arguments(file: &Path, layout: Option<&str>, common: &Common) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = vec!["measure".into()];
    arguments.extend(layout.iter().flat_map(|layout| ["--layout", layout]).map(Into::into));
    if common.format == Format::Json {
        arguments.extend(["--format", "json"].map(Into::into));
    }
    if common.quiet {
        arguments.push("--quiet".into());
    }
    arguments.extend(["--".into(), file.into()]);
    arguments
}

/// The exit code, if it is one that this program gives.
fn own_code(said: &Said) -> Option<u8> {
    let code = u8::try_from(said.code?).ok()?;
    [0, FAULTY, FAILED].contains(&code).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::{Said, own_code};

    #[test]
    fn only_codes_of_this_program_are_handed_on() {
        let ended = |code| own_code(&Said { out: Vec::new(), err: Vec::new(), code });
        assert_eq!(ended(Some(1)), Some(1));
        assert_eq!(ended(Some(101)), None);
        assert_eq!(ended(None), None);
    }
}
