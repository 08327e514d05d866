//! What a workspace says of its faces, and the file that each word means.
//!
//! In: the words of `typesetting.yaml`. Out: for each role a file and the number of its face, or why there is none.
//! It reads no more of a file than its header.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::base::{Traced, Words};
use crate::files;

use super::header;
use super::installed::Installed;
use super::role::Role;

/// Which faces a workspace wants.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FaceChoices {
    /// Whether the families that offices usually have are looked for on this machine.
    pub installed: Option<Traced<bool>>,
    /// What is said of single roles: `方正仿宋_GBK.TTF`, `simsun.ttc#2`, `simsun.ttc#SimSun`, or the name of a
    /// family that is installed on this machine.
    pub roles: Vec<(Role, Words)>,
}

/// A face that serves: where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) path: PathBuf,
    /// The number of the face in the file, from 0.
    pub(super) index: u32,
}

/// What is looked through for the faces that a workspace wants.
pub(super) struct Search<'a> {
    pub(super) folders: &'a [PathBuf],
    pub(super) installed: &'a Installed,
}

impl Search<'_> {
    /// The face that a word means.
    ///
    /// # Errors
    /// A Chinese phrase that says why none serves.
    pub(super) fn named(&self, word: &str) -> Result<Spot, String> {
        let (file, member) = match word.rsplit_once('#') {
            Some((file, member)) => (file.trim(), Some(member.trim())),
            None => (word.trim(), None),
        };
        if is_file(file) { self.file(file, member) } else { self.family(word.trim()) }
    }

    /// The first installed face of the role's usual families that serves.
    pub(super) fn usual(&self, role: Role) -> Option<Spot> {
        role.families().iter().find_map(|family| self.family(family).ok())
    }

    fn file(&self, file: &str, member: Option<&str>) -> Result<Spot, String> {
        let file = files::normalized(file).ok_or("要写成 fonts 文件夹里的文件名")?;
        let path = self.folders.iter().map(|folder| folder.join(&file)).find(|path| path.is_file());
        checked(&path.ok_or_else(|| self.missing())?, member)
    }

    /// What lies in the folders instead of a file that is not there, the built-in faces left out.
    fn missing(&self) -> String {
        /// As many names as a message lists.
        const LISTED: usize = 8;
        let entries = self.folders.iter().filter_map(|folder| folder.read_dir().ok()).flatten().flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let is_built_in = |name: &String| Role::ALL.iter().any(|role| role.default_file() == name);
        let names: BTreeSet<String> = names.filter(|name| is_file(name) && !is_built_in(name)).collect();
        let names: Vec<String> = names.into_iter().take(LISTED).collect();
        let instead =
            if names.is_empty() { String::new() } else { format!("，有的是 {}", names.join("、")) };
        format!("fonts 文件夹里没有这个文件{instead}")
    }

    fn family(&self, family: &str) -> Result<Spot, String> {
        let (path, index) = self.installed.find(family).ok_or("这台电脑上没有装这个字体")?;
        checked(&path, Some(&(index + 1).to_string()))
    }
}

fn checked(path: &Path, member: Option<&str>) -> Result<Spot, String> {
    Ok(Spot { path: path.to_owned(), index: header::check(path, member)? })
}

fn is_file(word: &str) -> bool {
    ["ttf", "otf", "ttc", "otc"].iter().any(|ending| files::has_ending(word, ending))
}
