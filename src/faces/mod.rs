//! Font files → coverage, advances, subsets; read once, shared by all documents.
//!
//! In: folders that may hold the faces, and which ones a workspace wants. Out: for a role and a character the face
//! that has it and its advance. It alone knows font files; it never chooses a size or a place.

mod cff;
mod choice;
mod face;
mod file;
mod glyf;
mod header;
mod ink;
mod installed;
mod outlines;
mod role;
mod sparse;
mod store;
mod subset;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use choice::Search;
use face::Face;
use file::FaceFile;

use crate::base::{Checked, Code, Failure, Finding, Length, Place, Words};

pub use choice::FaceChoices;
pub use installed::Installed;
pub use role::{FaceId, Role};
pub use store::files;
pub use subset::{Subset, SubsetGlyph};

/// The faces of all roles, each read when it is first asked for, and shared by all threads.
pub struct Faces {
    /// The face of each role, in the order of [`Role::ALL`].
    chosen: Vec<FaceFile>,
    /// The built-in face of each role that has another; in the same order.
    spares: Vec<Option<FaceFile>>,
}

/// A character's glyph in the face that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// The face: the role's own, else the first that has the character.
    pub face: FaceId,
    /// How far the pen moves, in units.
    pub advance_units: u16,
    /// Units to the em.
    pub units_per_em: u16,
    /// How far below other faces' its baseline must lie for its ink to stand in the em box, in units; 0 in all but
    /// odd faces.
    pub sink_units: i16,
}

impl Glyph {
    /// How far the pen moves when the em is `size`.
    pub const fn advance(self, size: Length) -> Length {
        size.scaled(self.advance_units as i64, self.units_per_em as i64)
    }

    /// How far its baseline lies below other faces' when the em is `size`.
    pub const fn sink(self, size: Length) -> Length {
        size.scaled(self.sink_units as i64, self.units_per_em as i64)
    }
}

impl Faces {
    /// The built-in faces, in the first of `folders` that holds any of them.
    ///
    /// # Errors
    /// [`Failure::NoFonts`] when no folder does; [`Failure::BadFont`] when that folder lacks the face
    /// of a role, or holds a file that is no face.
    pub fn open(folders: &[PathBuf]) -> Result<Self, Failure> {
        let folder = store::folder(folders)?;
        let chosen = Role::ALL.iter().map(|role| built_in(folder, *role)).collect::<Result<_, _>>()?;
        Ok(Self { chosen, spares: Role::ALL.map(|_| None).into() })
    }

    /// The built-in faces, and before them those that a workspace wants: files of `folders`, or installed ones.
    ///
    /// Findings: [`Code::FaceRefused`] for each that can't serve; the built-in one does then.
    ///
    /// # Errors
    /// As [`Faces::open`].
    pub fn choose(
        folders: &[PathBuf],
        choices: &FaceChoices,
        installed: &Installed,
    ) -> Result<Checked<Self>, Failure> {
        let mut faces = Self::open(folders)?;
        let mut findings = Vec::new();
        let search = Search { folders, installed };
        for role in Role::ALL {
            let file = match choices.roles.iter().find(|(of, _)| *of == role) {
                Some((_, word)) => named(&search, role, word).map_err(|finding| findings.push(finding)).ok(),
                None => usual(&search, role, choices),
            };
            if let Some(file) = file {
                faces.put(role, file);
            }
        }
        Ok(Checked { value: faces, findings })
    }

    fn put(&mut self, role: Role, file: FaceFile) {
        let position = usize::from(role.face().0);
        if let (Some(chosen), Some(spare)) = (self.chosen.get_mut(position), self.spares.get_mut(position)) {
            *spare = Some(std::mem::replace(chosen, file));
        }
    }

    /// The glyph for a character: the role's face has it, else the built-in one of the role, else 宋体; `None` where
    /// none of them does.
    pub fn glyph(&self, role: Role, character: char) -> Option<Glyph> {
        chain(role).into_iter().find_map(|id| {
            let face = self.face(id)?;
            let advance_units = face.advance(face.glyph(character)?);
            Some(Glyph {
                face: id,
                advance_units,
                units_per_em: face.measures.units_per_em,
                sink_units: face.sink,
            })
        })
    }

    /// The face that a role is set in: the chosen one, else the first that can be read after all.
    pub fn lead(&self, role: Role) -> FaceId {
        chain(role).into_iter().find(|id| self.face(*id).is_some()).unwrap_or(role.face())
    }

    /// The faces of the workspace's own, as clerks know them.
    pub fn own(&self) -> Vec<String> {
        let own = Role::ALL.into_iter().filter(|role| !self.is_built_in(*role));
        own.map(|role| self.name(role.face())).collect()
    }

    /// Whether a role is left to the built-in face.
    pub fn is_built_in(&self, role: Role) -> bool {
        self.spares.get(usize::from(role.face().0)).is_none_or(Option::is_none)
    }

    /// The parts of a face that hold `characters`; those that it lacks are in none of them.
    ///
    /// Characters that share a glyph are in different parts, so that each reads as itself.
    pub fn subsets(&self, face: FaceId, characters: &BTreeSet<char>) -> Vec<Subset> {
        self.file(face).map_or_else(Vec::new, |file| file.subsets(characters))
    }

    /// The name of a face as clerks know it: its role, with its file where it is not built in.
    pub fn name(&self, face: FaceId) -> String {
        let role = Role::of(face).map_or("字体", Role::name);
        match self.file(face).filter(|file| file.wish.is_some()) {
            Some(file) => format!("{role}（{}）", file.name()),
            None => role.to_owned(),
        }
    }

    /// What turned out to be unusable while it was used; in the order of roles, whoever used it first.
    ///
    /// [`Code::FaceRefused`] where others stood in for the face, [`Code::FaceDamaged`] where text is not shown.
    pub fn faults(&self) -> Vec<Finding> {
        let spares = self.spares.iter().map(Option::as_ref);
        let files = self.chosen.iter().map(Some).chain(spares);
        let roles = Role::ALL.into_iter().cycle();
        roles.zip(files).filter_map(|(role, file)| file?.fault(role)).collect()
    }

    fn face(&self, id: FaceId) -> Option<&Face> {
        self.file(id)?.face()
    }

    fn file(&self, id: FaceId) -> Option<&FaceFile> {
        let position = usize::from(id.0);
        match position.checked_sub(Role::ALL.len()) {
            None => self.chosen.get(position),
            Some(position) => self.spares.get(position)?.as_ref(),
        }
    }
}

/// The faces that are asked for a character, in turn.
const fn chain(role: Role) -> [FaceId; 4] {
    [role.face(), role.spare(), Role::Song.face(), Role::Song.spare()]
}

fn built_in(folder: &Path, role: Role) -> Result<FaceFile, Failure> {
    let path = folder.join(role.default_file());
    match header::check(&path, None) {
        Ok(index) => Ok(FaceFile::new(path, index, None)),
        Err(reason) => Err(Failure::BadFont { path, reason }),
    }
}

fn named(search: &Search<'_>, role: Role, word: &Words) -> Result<FaceFile, Finding> {
    let place = word.place_or(role.name());
    match search.named(word.as_str()) {
        Ok(spot) => Ok(FaceFile::new(spot.path, spot.index, Some(place))),
        Err(reason) => Err(refused(role, word.as_str(), &reason, place)
            .help("写 fonts 文件夹里的文件名，或这台电脑上装的字体的名称")),
    }
}

fn usual(search: &Search<'_>, role: Role, choices: &FaceChoices) -> Option<FaceFile> {
    let wish = choices.installed.as_ref().filter(|wish| wish.value)?;
    let spot = search.usual(role)?;
    Some(FaceFile::new(spot.path, spot.index, Some(wish.place_or(role.name()))))
}

fn refused(role: Role, name: &str, reason: &str, place: Place) -> Finding {
    let message = format!("{}的字体“{name}”不能用：{reason}；改用自带的字体", role.name());
    Finding::new(Code::FaceRefused, place, message)
}
