//! One file, replaced whole: a temporary file beside it, then a rename.
//!
//! A run that is killed at any moment leaves the old file or the new one, never a part. Nothing is
//! synced to the disk: output can be made again, and a power cut is no killed run.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::Path;

use tempfile::Builder;

use crate::base::{Failure, io_reason};

const PREFIX: &str = ".juanzong-";
const SUFFIX: &str = ".tmp";

/// Replaces a file that a user named, such as that of `-o`; none among the inputs of a workspace.
///
/// # Errors
/// [`Failure::Unwritable`].
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let unwritable = |reason| Failure::Unwritable { path: path.into(), reason };
    if is_input(path) {
        return Err(unwritable(format!("{INPUTS} 里只放原始材料，程序不往里写；用 -o 另写一个地方")));
    }
    replace(path, bytes).map_err(|error| unwritable(io_reason(&error)))
}

/// The folder of a workspace in which nothing is ever written, and what tells it from others of that name.
const INPUTS: &str = "inputs";
const MARKER: &str = "plan/campaign.yaml";

fn is_input(path: &Path) -> bool {
    let Ok(folder) = folder(path).canonicalize() else { return false };
    folder.ancestors().any(|folder| folder.ends_with(INPUTS) && folder.join(MARKER).is_file())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Replaces a file.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    readable_by_others(&mut builder);
    let mut file = builder.tempfile_in(folder(path))?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

/// Temporary files are private by default; documents are as readable as any other file of the user.
#[cfg(unix)]
fn readable_by_others(builder: &mut Builder<'_, '_>) {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    // The system takes away what the user's umask takes away.
    builder.permissions(Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable_by_others(_: &mut Builder<'_, '_>) {}

/// Whether a file is one that a killed run left behind.
pub(super) fn is_temporary(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX))
}
