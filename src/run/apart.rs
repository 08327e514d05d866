//! A file that anybody may have made is read by the program itself, started once more and bounded in time.
//!
//! In: the program, its hidden command, and what it reads on standard input. Out: all it said, and its exit
//! code. It knows nothing of what is read. The child limits its own memory; where it dies of that, panics
//! or runs away, nothing of its words reaches the terminal.

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use crate::base::io_reason;

/// What a child is asked, and how far it may go.
#[derive(Debug, Clone, Copy)]
pub struct Apart<'a> {
    /// The program.
    pub program: &'a Path,
    /// Its arguments, the hidden command first.
    pub arguments: &'a [OsString],
    /// What it reads on standard input.
    pub input: &'a [u8],
    /// The longest that it may take.
    pub patience: Duration,
    /// The most that it may write, in bytes.
    pub output: u64,
}

/// What a child said.
#[derive(Debug)]
pub struct Said {
    /// On standard output.
    pub out: Vec<u8>,
    /// On standard error.
    pub err: Vec<u8>,
    /// Its exit code; none where a signal ended it.
    pub code: Option<i32>,
}

/// Why a child said nothing that counts.
#[derive(Debug)]
pub enum Lost {
    /// It could not be started.
    Unstarted(io::Error),
    /// It took longer than this, and was ended.
    Late(Duration),
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unstarted(error) => write!(f, "无法另外启动本程序来读：{}", io_reason(error)),
            Self::Late(patience) => write!(f, "读了 {} 秒还没有读完，没有再读", patience.as_secs()),
        }
    }
}

/// A child is looked after at least this often.
const LONGEST_STEP: Duration = Duration::from_millis(16);
/// The most that it may complain, in bytes.
const COMPLAINT: u64 = 1 << 20;

impl Apart<'_> {
    /// Starts the child and hears it to its end.
    ///
    /// # Errors
    /// [`Lost`] where there is no child, or no end.
    pub fn run(self) -> Result<Said, Lost> {
        let mut child = self.start().map_err(Lost::Unstarted)?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        scope(|scope| {
            scope.spawn(|| feed(stdin, self.input));
            let out = scope.spawn(|| hear(stdout, self.output));
            let err = scope.spawn(|| hear(stderr, COMPLAINT));
            let status = wait(&mut child, self.patience).ok_or(Lost::Late(self.patience))?;
            let (out, err) = (out.join().unwrap_or_default(), err.join().unwrap_or_default());
            Ok(Said { out, err, code: status.code() })
        })
    }

    fn start(self) -> io::Result<Child> {
        let mut command = Command::new(self.program);
        command.args(self.arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Nobody reads where it panicked, and looking that up takes longer than most files.
        command.env("RUST_BACKTRACE", "0");
        command.spawn()
    }
}

/// A child that reads no further has read enough, or has ended.
fn feed(pipe: Option<ChildStdin>, input: &[u8]) {
    let _gone = pipe.map(|mut pipe| pipe.write_all(input));
}

/// Takes in what the child says, so that it never waits for a reader; one that says too much loses its pipe.
fn hear(pipe: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut heard = Vec::new();
    // A pipe that breaks has said what it had to say.
    let _broken = pipe.map(|pipe| pipe.take(most).read_to_end(&mut heard));
    heard
}

/// How the child ended; none where it did not in time, and was ended.
fn wait(child: &mut Child, patience: Duration) -> Option<ExitStatus> {
    #[expect(clippy::disallowed_methods, reason = "how long a child takes, not what time it is")]
    let begun = Instant::now();
    let mut step = Duration::from_millis(1);
    while begun.elapsed() < patience {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        sleep(step);
        step = (2 * step).min(LONGEST_STEP);
    }
    // One that has just ended by itself is no fault.
    let _ended = child.kill();
    let _status = child.wait();
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use super::{Apart, Lost, Said};

    fn shell(script: &str, input: &[u8], patience: Duration) -> Result<Said, Lost> {
        let arguments = ["-c".into(), script.into()];
        Apart { program: Path::new("/bin/sh"), arguments: &arguments, input, patience, output: 1000 }.run()
    }

    #[test]
    fn a_child_is_fed_and_heard() {
        let input = vec![b'a'; 1 << 20];
        let said = shell("cat > /dev/null; echo out; echo err >&2; exit 7", &input, Duration::from_mins(1));
        let said = said.unwrap();
        assert_eq!((&*said.out, &*said.err, said.code), (&b"out\n"[..], &b"err\n"[..], Some(7)));
    }

    #[test]
    fn a_child_that_reads_nothing_and_says_too_much_ends() {
        let said = shell("exec yes", &vec![0; 1 << 20], Duration::from_mins(1)).unwrap();
        assert_eq!((said.out.len(), said.code), (1000, None));
    }

    #[test]
    fn a_child_that_does_not_end_is_ended() {
        assert!(matches!(shell("exec sleep 600", b"", Duration::from_millis(50)), Err(Lost::Late(_))));
    }

    #[test]
    fn a_program_that_is_not_there_is_named_as_that() {
        let apart = Apart {
            program: Path::new("/nothing"),
            arguments: &[],
            input: b"",
            patience: Duration::from_secs(1),
            output: 0,
        };
        assert!(apart.run().unwrap_err().to_string().starts_with("无法另外启动本程序来读："));
    }
}
