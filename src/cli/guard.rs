//! A file of any origin is measured in a process of its own, bounded in time and memory.
//!
//! In: what `juanzong proof` was asked. Out: the exit code of the same program, started once more with a
//! hidden command; it prints what there is to print. A file on which it runs away or breaks is one failure,
//! and no word of the child's own about that reaches the terminal.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::base::Failure;

use super::args::{Common, Format};
use super::say;
use super::{FAILED, FAULTY};

/// The most memory that the child may take, in bytes; 500 pages of text take 26 MB.
pub(super) const MEMORY: usize = 1 << 30;
/// The longest that the child may take; 500 pages of text take a tenth of a second.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often the child is looked after.
const STEP: Duration = Duration::from_millis(10);

/// Measures a file in a child.
pub(super) fn proof(file: &Path, layout: Option<&str>, common: &Common) -> Result<ExitCode, Failure> {
    let unmeasured = |reason: String| Failure::Unmeasured { path: file.to_path_buf(), reason };
    let mut child =
        start(file, layout, common).map_err(|error| unmeasured(format!("无法启动查验：{error}")))?;
    let complaint = listen(&mut child);
    let Some(status) = wait(&mut child, PATIENCE) else {
        return Err(unmeasured(format!("读了 {} 秒还没有读完，没有再读", PATIENCE.as_secs())));
    };
    let code =
        own_code(status).ok_or_else(|| unmeasured("文件的内容太大或者层次太深，读不下去".to_owned()))?;
    let complaint = complaint.and_then(|listener| listener.join().ok()).unwrap_or_default();
    if !complaint.is_empty() {
        say::complaint(format_args!("{}", complaint.trim_end()));
    }
    Ok(ExitCode::from(code))
}

fn start(file: &Path, layout: Option<&str>, common: &Common) -> std::io::Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("measure").args(layout.iter().flat_map(|layout| ["--layout", layout]));
    if common.format == Format::Json {
        command.args(["--format", "json"]);
    }
    if common.quiet {
        command.arg("--quiet");
    }
    command.arg("--").arg(file).stdin(Stdio::null()).stderr(Stdio::piped()).spawn()
}

/// Takes in what the child complains of, so that it never waits for a reader.
fn listen(child: &mut Child) -> Option<std::thread::JoinHandle<String>> {
    let mut pipe = child.stderr.take()?;
    Some(std::thread::spawn(move || {
        let mut complaint = Vec::new();
        // A pipe that breaks has said what it had to say.
        let _broken = pipe.read_to_end(&mut complaint);
        String::from_utf8_lossy(&complaint).into_owned()
    }))
}

/// How the child ended; none where it did not in time, and was ended.
fn wait(child: &mut Child, patience: Duration) -> Option<ExitStatus> {
    let mut waited = Duration::ZERO;
    while waited < patience {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        sleep(STEP);
        waited += STEP;
    }
    // One that has just ended by itself is no fault.
    let _ended = child.kill();
    let _status = child.wait();
    None
}

/// The exit code, if it is one that this program gives.
fn own_code(status: ExitStatus) -> Option<u8> {
    let code = u8::try_from(status.code()?).ok()?;
    [0, FAULTY, FAILED].contains(&code).then_some(code)
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use super::{own_code, wait};

    #[test]
    fn a_child_that_does_not_end_is_ended() {
        let mut child = Command::new("sleep").arg("600").stdin(Stdio::null()).spawn().unwrap();
        assert_eq!(wait(&mut child, Duration::from_millis(50)), None);
        assert!(child.try_wait().unwrap().is_some());
    }

    #[test]
    fn only_codes_of_this_program_are_handed_on() {
        let ended = |script: &str| {
            let mut child = Command::new("sh").args(["-c", script]).spawn().unwrap();
            wait(&mut child, Duration::from_mins(1)).and_then(own_code)
        };
        assert_eq!(ended("exit 1"), Some(1));
        assert_eq!(ended("exit 101"), None);
        assert_eq!(ended("kill -6 $$"), None);
    }
}
