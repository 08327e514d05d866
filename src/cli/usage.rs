//! A command line that makes no sense → one Chinese sentence and where to read on.
//!
//! Help and version, which clap gives out as errors too, are printed as they are.

use std::error::Error as _;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::{MISUSED, say};

/// Prints what clap stopped at; 0 for help and version, else 2.
pub(super) fn report(error: &Error) -> ExitCode {
    if error.use_stderr() && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        say::complaint(format_args!("用法有误：{}\n看用法：juanzong --help", sentence(error)));
    } else {
        // Nobody is left to tell that the terminal is gone.
        let _ = error.print();
    }
    if error.use_stderr() { ExitCode::from(MISUSED) } else { ExitCode::SUCCESS }
}

fn sentence(error: &Error) -> String {
    let argument = words(error, ContextKind::InvalidArg);
    let value = words(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let command = words(error, ContextKind::InvalidSubcommand);
            format!("没有“{command}”这个命令{}", suggestion(error, ContextKind::SuggestedSubcommand))
        }
        ErrorKind::UnknownArgument => {
            format!("不认识“{argument}”{}", suggestion(error, ContextKind::SuggestedArg))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "还要写明做什么，如 check、build、forms".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("还要写明 {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面少了内容"),
        ErrorKind::InvalidValue => {
            format!("{argument} 不能是“{value}”，可以是 {}", words(error, ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let reason = error.source().map_or(value, ToString::to_string);
            format!("{argument}：{reason}")
        }
        ErrorKind::ArgumentConflict => format!("{argument} 写了两次，或与别的选项冲突"),
        _ => format!("这样写看不懂（{}）", error.kind()),
    }
}

fn suggestion(error: &Error, kind: ContextKind) -> String {
    match words(error, kind) {
        none if none.is_empty() => none,
        near => format!("，是不是要写 {near}"),
    }
}

/// What clap knows of the place; nothing where it does not say.
fn words(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join("、"),
        _ => String::new(),
    }
}
