//! Arguments, terminal text, progress and exit codes. It calls `run` and nothing else.
//!
//! It alone reads the clock and knows in which folder the program was started. It never decides what
//! a finding is or what a document says.

mod args;
mod guard;
mod json;
mod progress;
mod resolve;
mod say;
mod schema;
mod screen;
mod status;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::base::{Failure, Finding, fault_count, silence_caught};
use crate::run;

use args::{Command, Common, Format, Line};
use resolve::Switches;

/// Some input is faulty; what is sound was made.
const FAULTY: u8 = 1;
/// The command line can't be understood.
const MISUSED: u8 = 2;
/// Nothing could be made.
const FAILED: u8 = 3;

/// Does what the arguments say. 0 fine, 1 findings of severity error, 2 usage, 3 failure. Forms and returns are
/// fine whatever units handed in wrongly: that is what they are made for.
///
/// `limit` holds this process to so many bytes of memory, and says whether it does.
pub fn main(arguments: impl IntoIterator<Item = OsString>, limit: &dyn Fn(usize) -> bool) -> ExitCode {
    silence_caught();
    let line = match Line::try_parse_from(arguments) {
        Ok(line) => line,
        Err(error) => return usage::report(&error),
    };
    match act(line, limit) {
        Ok(code) => code,
        Err(failure) => {
            screen::failure(&failure);
            ExitCode::from(FAILED)
        }
    }
}

fn act(line: Line, limit: &dyn Fn(usize) -> bool) -> Result<ExitCode, Failure> {
    let common = line.common;
    match line.command {
        Command::Init { folder } => {
            run::init(&folder, &resolve::fonts(&common, None)?)?;
            if !common.quiet {
                screen::initiated(&folder);
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Check { output, strict_fonts } => {
            let findings = run::check(&resolve::setting(&common, strict_fonts)?)?;
            if let Some(output) = &output {
                run::write_report(&findings, output)?;
            }
            Ok(report(&findings, &common, output.map(|output| output.display().to_string()).as_deref()))
        }
        Command::Build { select, to, jobs, force, proof, strict_fonts, dry_run } => {
            let switches = Switches { force, proof, is_strict: strict_fonts, dry_run };
            let build = resolve::build(&common, select, &to, jobs, switches)?;
            let bar = progress::Bar::new(common.quiet);
            let built = run::build(&build, &|progress| bar.show(progress))?;
            bar.clear();
            let code = report(&built.findings, &common, built.report.as_deref());
            if !common.quiet && common.format == Format::Text {
                if dry_run { screen::changes(&built.changes) } else { screen::built(&built) }
            }
            Ok(code)
        }
        Command::Forms { select } => {
            let forms = run::forms(&resolve::setting(&common, false)?, &select)?;
            show(&forms.findings, &common, None);
            if !common.quiet && common.format == Format::Text {
                screen::forms(&forms);
            }
            Ok(done(forms.is_done))
        }
        Command::Returns { select } => {
            let returns = run::returns(&resolve::setting(&common, false)?, &select)?;
            show(&returns.findings, &common, None);
            if !common.quiet && common.format == Format::Text {
                screen::returns(&returns);
            }
            Ok(done(returns.is_done))
        }
        Command::Status => {
            let status = run::status(&resolve::setting(&common, false)?)?;
            match common.format {
                Format::Json => status::json(&status),
                Format::Text => status::table(&status, common.quiet),
            }
            Ok(code(&status.findings))
        }
        Command::Trace { document, text } => {
            let traced = run::trace(&resolve::setting(&common, false)?, &document, text.as_deref())?;
            screen::traced(&traced);
            Ok(code(&traced.findings))
        }
        Command::Typeset { files, output, strict_fonts } => {
            let typeset = run::typeset(resolve::leaflet(&common, files, output, strict_fonts)?)?;
            if !common.quiet && common.format == Format::Text {
                screen::typeset(&typeset);
            }
            Ok(report(&typeset.findings, &common, None))
        }
        Command::Schema { file, output } => schema::show(file.as_deref(), output.as_deref()),
        Command::Proof { file, layout } => guard::proof(&file, layout.as_deref(), &common),
        Command::Cells => {
            // Where memory can't be limited, the time still is.
            let _is_limited = limit(run::CELLS_MEMORY);
            run::cells()?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Measure { file, layout } => {
            // Where memory can't be limited, the time still is.
            let _is_limited = limit(guard::MEMORY);
            let proved = run::proof(&file, layout.as_deref())?;
            match common.format {
                Format::Json => json::print(&proved.findings),
                Format::Text if common.quiet => {}
                Format::Text => screen::proved(&proved),
            }
            Ok(code(&proved.findings))
        }
    }
}

/// Prints findings, and says whether one of them is an error.
fn report(findings: &[Finding], common: &Common, list: Option<&str>) -> ExitCode {
    show(findings, common, list);
    code(findings)
}

/// Prints findings in the format that was asked for; `list` is where all of them stand.
fn show(findings: &[Finding], common: &Common, list: Option<&str>) {
    match common.format {
        Format::Json => json::print(findings),
        Format::Text if common.quiet => {}
        Format::Text => screen::findings(findings, list),
    }
}

fn code(findings: &[Finding]) -> ExitCode {
    done(fault_count(findings) == 0)
}

fn done(is_done: bool) -> ExitCode {
    if is_done { ExitCode::SUCCESS } else { ExitCode::from(FAULTY) }
}
