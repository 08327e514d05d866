//! The formats of the plan files, printed or written.

use std::path::Path;
use std::process::ExitCode;

use crate::base::Failure;
use crate::run;

use super::{MISUSED, say};

/// Prints the schema of one file, or the names of all; or writes all of them into a folder.
///
/// # Errors
/// [`Failure::Unwritable`] where the folder can't be written.
pub(super) fn show(file: Option<&str>, folder: Option<&Path>) -> Result<ExitCode, Failure> {
    if let Some(folder) = folder {
        run::write_schemas(folder)?;
        return Ok(ExitCode::SUCCESS);
    }
    let schemas = run::schemas();
    let Some(file) = file else {
        for (name, _) in &schemas {
            say::line(format_args!("{name}"));
        }
        return Ok(ExitCode::SUCCESS);
    };
    let stem = file.trim_end_matches(".yaml").trim_end_matches(".json");
    let found = schemas.iter().find(|(name, _)| name.strip_suffix(".json") == Some(stem));
    let Some((_, schema)) = found else {
        say::complaint(format_args!("没有“{file}”这个计划文件；名称见 juanzong schema"));
        return Ok(ExitCode::from(MISUSED));
    };
    say::line(format_args!("{}", schema.trim_end()));
    Ok(ExitCode::SUCCESS)
}
