//! Nothing → the JSON Schemas of the plan files, for editors.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::base::Failure;
use crate::{output, plan, typeset};

/// The schemas by the names of their files, in the order in which a plan is written.
pub fn schemas() -> Vec<(String, String)> {
    let settings = ("typesetting.json".to_owned(), typeset::settings_schema());
    plan::schemas().into_iter().chain([settings]).map(|(name, schema)| (name, text(&schema))).collect()
}

fn text(schema: &Value) -> String {
    // Alternate form: one line for each field.
    format!("{schema:#}\n")
}

/// Writes all of them into a folder.
///
/// # Errors
/// [`Failure::Unwritable`].
pub fn write_schemas(folder: &Path) -> Result<(), Failure> {
    output::write_files(folder, files(Path::new("")).collect())
}

/// The files of all schemas in a folder.
pub(super) fn files(folder: &Path) -> impl Iterator<Item = (PathBuf, Vec<u8>)> {
    schemas().into_iter().map(move |(name, text)| (folder.join(name), text.into_bytes()))
}
