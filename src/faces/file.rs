//! One face on disk: read when it is first asked for, and what is found wrong with it then.
//!
//! In: a file whose header was checked. Out: the face, subsets of it, and at the end the finding about it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::face::Face;
use super::role::Role;
use super::subset::{self, Subset};

use crate::base::{Code, Finding, Place};

/// A face that is read on first use.
pub(super) struct FaceFile {
    path: PathBuf,
    /// The number of the face in the file, from 0.
    index: u32,
    /// Where the workspace asks for it; none for built-in faces.
    pub(super) wish: Option<Place>,
    face: OnceLock<Result<Face, String>>,
    /// Set when outlines that text needs could not be cut.
    damage: OnceLock<()>,
}

impl FaceFile {
    pub(super) const fn new(path: PathBuf, index: u32, wish: Option<Place>) -> Self {
        Self { path, index, wish, face: OnceLock::new(), damage: OnceLock::new() }
    }

    pub(super) fn face(&self) -> Option<&Face> {
        self.face.get_or_init(|| Face::read(&self.path, self.index)).as_ref().ok()
    }

    pub(super) fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The parts of the face that hold these characters; what is damaged is left out and remembered.
    pub(super) fn subsets(&self, characters: &BTreeSet<char>) -> Vec<Subset> {
        let parts = self.face().map_or_else(Vec::new, |face| subset::cut(face, characters));
        if parts.iter().any(Option::is_none) {
            self.damage.get_or_init(|| ());
        }
        parts.into_iter().flatten().collect()
    }

    /// What was found wrong with it, if it was used at all.
    pub(super) fn fault(&self, role: Role) -> Option<Finding> {
        let place = || self.wish.clone().unwrap_or_else(|| Place::file(self.path.display().to_string()));
        let said = |code, what: String| {
            let message = format!("{}的字体“{}”{what}", role.name(), self.name());
            Some(Finding::new(code, place(), message).help("换上完好的字体文件"))
        };
        match self.face.get() {
            Some(Err(reason)) => said(Code::FaceRefused, format!("不能用：{reason}；改用别的字体")),
            Some(Ok(_)) if self.damage.get().is_some() => {
                said(Code::FaceDamaged, "损坏，有的字没有印出来".to_owned())
            }
            _ => None,
        }
    }
}
