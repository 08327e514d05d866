//! The folder of the built-in faces, as files to be copied with their licences.

use std::fs;
use std::path::{Path, PathBuf};

use super::role::Role;
use crate::base::{Failure, io_reason};

/// The folder below that of the faces in which their licences stand.
const LICENSES: &str = "licenses";

/// The first of `folders` that holds a built-in face.
pub(super) fn folder(folders: &[PathBuf]) -> Result<&PathBuf, Failure> {
    let holds_face =
        |folder: &&PathBuf| Role::ALL.iter().any(|role| folder.join(role.default_file()).is_file());
    folders.iter().find(holds_face).ok_or_else(|| Failure::NoFonts(folders.to_vec()))
}

/// The built-in faces and their licences: paths below the folder of the faces, and bytes.
///
/// # Errors
/// [`Failure::NoFonts`] where no folder holds them, [`Failure::Unreadable`].
pub fn files(folders: &[PathBuf]) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let folder = folder(folders)?;
    let mut paths: Vec<PathBuf> = Role::ALL.iter().map(|role| PathBuf::from(role.default_file())).collect();
    let unreadable = |path: &Path, error: std::io::Error| Failure::Unreadable {
        path: path.into(),
        reason: io_reason(&error),
    };
    let licenses = folder.join(LICENSES);
    if licenses.is_dir() {
        for entry in fs::read_dir(&licenses).map_err(|error| unreadable(&licenses, error))? {
            let entry = entry.map_err(|error| unreadable(&licenses, error))?;
            paths.push(Path::new(LICENSES).join(entry.file_name()));
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let bytes = fs::read(folder.join(&path)).map_err(|error| unreadable(&folder.join(&path), error))?;
        Ok((path, bytes))
    };
    paths.into_iter().map(read).collect()
}
