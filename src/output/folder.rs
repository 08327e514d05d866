//! The output folder: reads and replaces files in it, and nothing outside, whatever a link says.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{FOLDER, atomic};
use crate::base::{Failure, io_reason};
use crate::files::normalized;

/// The folder, links resolved; it may not exist yet.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The output folder of a workspace.
    pub(super) fn open(workspace: &Path) -> Result<Self, Failure> {
        let unreadable =
            |error: io::Error| Failure::Unreadable { path: workspace.into(), reason: io_reason(&error) };
        let workspace = workspace.canonicalize().map_err(unreadable)?;
        let written = workspace.join(FOLDER);
        if written.symlink_metadata().is_err() {
            return Ok(Self { root: written });
        }
        let refused = |reason: &str| Failure::Unwritable { path: written.clone(), reason: reason.to_owned() };
        let root = written.canonicalize().map_err(|error| refused(&io_reason(&error)))?;
        if !root.starts_with(&workspace) || root == workspace || root.starts_with(workspace.join("inputs")) {
            return Err(refused("它是一个链接，指向工作区以外或 inputs"));
        }
        if root.is_dir() { Ok(Self { root }) } else { Err(refused("它不是文件夹")) }
    }

    /// The content of a file; none where there is no regular file of that name.
    pub(super) fn read(&self, path: &str) -> Option<Vec<u8>> {
        let (folder, name) = self.split(path)?;
        let file = self.inside(folder.canonicalize().ok()?)?.join(name);
        let is_file = file.symlink_metadata().ok()?.is_file();
        if is_file { fs::read(file).ok() } else { None }
    }

    /// The names of the regular files in a folder, in order, but for hidden ones and the locks of programs.
    pub(super) fn names(&self, path: &str) -> Vec<String> {
        let folder = self.root.join(path).canonicalize().ok().and_then(|folder| self.inside(folder));
        let entries = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
        let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        let mut names: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.retain(|name| !name.starts_with('.') && !name.starts_with("~$"));
        names.sort();
        names
    }

    /// Puts this content in the place of the file; the same content leaves it untouched.
    pub(super) fn replace(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        if self.read(path).is_some_and(|old| old == bytes) {
            return Ok(());
        }
        let (folder, name) = self.split(path).ok_or(io::ErrorKind::InvalidFilename)?;
        let folder = self.create(&folder)?;
        atomic::replace(&folder.join(name), bytes)
    }

    /// Removes a regular file, if it is there.
    pub(super) fn remove(&self, path: &str) -> io::Result<()> {
        match (self.read(path), self.split(path)) {
            (Some(_), Some((folder, name))) => fs::remove_file(folder.join(name)),
            _ => Ok(()),
        }
    }

    /// Moves a regular file to a path below the same folder where nothing is yet; false where it is not
    /// there to be moved.
    pub(super) fn shift(&self, from: &str, to: &str) -> io::Result<bool> {
        let (Some(_), Some((old, name))) = (self.read(from), self.split(from)) else { return Ok(false) };
        let (new, new_name) = self.split(to).ok_or(io::ErrorKind::InvalidFilename)?;
        fs::rename(old.join(name), self.create(&new)?.join(new_name))?;
        // A folder that is empty now goes; one that is not stays, and says so.
        let _ = fs::remove_dir(old);
        Ok(true)
    }

    /// Removes the temporary files of a run that was killed.
    pub(super) fn sweep(&self) {
        let files = WalkDir::new(&self.root).into_iter().filter_map(Result::ok);
        for file in files.filter(|file| file.file_type().is_file() && atomic::is_temporary(file.file_name()))
        {
            // What can't be removed lies there without harm.
            let _ = fs::remove_file(file.path());
        }
    }

    /// A failure at a file of this folder.
    pub(super) fn failure(&self, path: &str, error: &io::Error) -> Failure {
        Failure::Unwritable { path: self.root.join(path), reason: io_reason(error) }
    }

    /// The folder and the name of a path that stays inside by its spelling.
    fn split<'a>(&self, path: &'a str) -> Option<(PathBuf, &'a str)> {
        if normalized(path)? != path {
            return None;
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        (!name.is_empty()).then(|| (self.root.join(folder), name))
    }

    fn inside(&self, path: PathBuf) -> Option<PathBuf> {
        path.starts_with(&self.root).then_some(path)
    }

    /// Makes a folder with those above it, step by step: no step may be a link that leads out.
    fn create(&self, folder: &Path) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.root)?;
        let steps = folder.strip_prefix(&self.root).map_err(|_outside| io::ErrorKind::InvalidFilename)?;
        let mut made = self.root.clone();
        for step in steps {
            made.push(step);
            if made.symlink_metadata().is_err() {
                ignore_existing(fs::create_dir(&made))?;
            }
            made = self.inside(made.canonicalize()?).ok_or(io::ErrorKind::InvalidFilename)?;
        }
        Ok(made)
    }
}

/// Another thread may have made the folder in between.
fn ignore_existing(made: io::Result<()>) -> io::Result<()> {
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}
