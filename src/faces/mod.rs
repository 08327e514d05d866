//! Font files → coverage, advances, subsets; read once, shared by all documents.
//!
//! In: folders that may hold the faces. Out: for a role and a character the face that has it and its
//! advance. It alone knows font files; it never chooses a size or a place.

mod cff;
mod face;
mod header;
mod outlines;
mod role;
mod subset;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use face::Face;

use crate::base::{Failure, Length};

pub use role::{FaceId, Role};
pub use subset::{Subset, SubsetGlyph};

/// The faces of all roles, each read when it is first asked for, and shared by all threads.
pub struct Faces {
    /// In the order of [`Role::ALL`].
    files: Vec<FaceFile>,
}

struct FaceFile {
    path: PathBuf,
    face: OnceLock<Face>,
}

/// A character's glyph in the face that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// The face: the role's own, or 宋体 where that lacks the character.
    pub face: FaceId,
    /// How far the pen moves, in units.
    pub advance_units: u16,
    /// Units to the em.
    pub units_per_em: u16,
}

impl Glyph {
    /// How far the pen moves when the em is `size`.
    pub const fn advance(self, size: Length) -> Length {
        size.scaled(self.advance_units as i64, self.units_per_em as i64)
    }
}

impl Faces {
    /// The faces in the first of `folders` that holds any of them.
    ///
    /// # Errors
    /// [`Failure::NoFonts`] when no folder does; [`Failure::BadFont`] when that folder lacks the face
    /// of a role, or holds a file that is no face.
    pub fn open(folders: &[PathBuf]) -> Result<Self, Failure> {
        let folder = folders
            .iter()
            .find(|folder| Role::ALL.iter().any(|role| folder.join(role.default_file()).is_file()))
            .ok_or_else(|| Failure::NoFonts(folders.to_vec()))?;
        let files = Role::ALL.iter().map(|role| FaceFile::at(folder, *role)).collect::<Result<_, _>>()?;
        Ok(Self { files })
    }

    /// The glyph for a character: the role's face has it, else 宋体; `None` where neither does.
    pub fn glyph(&self, role: Role, character: char) -> Option<Glyph> {
        [role, Role::Song].into_iter().find_map(|role| {
            let id = role.face();
            let face = self.face(id)?;
            let advance_units = face.advance(face.glyph(character)?);
            Some(Glyph { face: id, advance_units, units_per_em: face.units_per_em })
        })
    }

    /// The parts of a face that hold `characters`; those that it lacks are in none of them.
    ///
    /// Characters that share a glyph are in different parts, so that each reads as itself.
    pub fn subsets(&self, face: FaceId, characters: &BTreeSet<char>) -> Vec<Subset> {
        self.face(face).map_or_else(Vec::new, |face| subset::cut(face, characters))
    }

    fn face(&self, id: FaceId) -> Option<&Face> {
        self.files.get(usize::from(id.0)).map(FaceFile::face)
    }
}

impl FaceFile {
    fn at(folder: &Path, role: Role) -> Result<Self, Failure> {
        let path = folder.join(role.default_file());
        header::check(&path)?;
        Ok(Self { path, face: OnceLock::new() })
    }

    fn face(&self) -> &Face {
        self.face.get_or_init(|| Face::read(&self.path))
    }
}
