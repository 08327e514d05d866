//! A new workspace: its folders and files, in a folder of its own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic;
use crate::base::{Failure, io_reason};

/// Makes folders and files below `root`, which must not exist yet or be empty.
///
/// # Errors
/// [`Failure::Occupied`], or [`Failure::Unwritable`] as the system says.
pub fn create(root: &Path, folders: &[&str], files: Vec<(PathBuf, Vec<u8>)>) -> Result<(), Failure> {
    let unwritable = |error: io::Error| Failure::Unwritable { path: root.into(), reason: io_reason(&error) };
    fs::create_dir_all(root).map_err(unwritable)?;
    if fs::read_dir(root).map_err(unwritable)?.next().is_some() {
        return Err(Failure::Occupied(root.to_path_buf()));
    }
    for folder in folders {
        fs::create_dir_all(root.join(folder)).map_err(unwritable)?;
    }
    write_files(root, files)
}

/// Writes files below a folder that a user named, with the folders that they need.
///
/// # Errors
/// [`Failure::Unwritable`] as the system says.
pub fn write_files(root: &Path, files: Vec<(PathBuf, Vec<u8>)>) -> Result<(), Failure> {
    let unwritable = |error: io::Error| Failure::Unwritable { path: root.into(), reason: io_reason(&error) };
    for (path, bytes) in files {
        let path = root.join(path);
        let folder = path.parent().unwrap_or(root);
        fs::create_dir_all(folder).and_then(|()| atomic::replace(&path, &bytes)).map_err(unwritable)?;
    }
    Ok(())
}
