//! The faces that are installed on a machine, by family.
//!
//! In: the machine's folders of fonts, looked through once, when the first family is asked for. Out: the file of
//! a family's regular face. The same faces give the same answer, in whatever order the system lists them.

use std::path::PathBuf;
use std::sync::OnceLock;

use fontdb::{Database, FaceInfo, Source, Style};

/// The weight of regular faces.
const REGULAR: u16 = 400;

/// Installed faces.
pub struct Installed {
    /// None: where the system keeps them.
    folders: Option<Vec<PathBuf>>,
    faces: OnceLock<Vec<FaceInfo>>,
}

impl Installed {
    /// Those of this machine.
    pub const fn on_this_machine() -> Self {
        Self { folders: None, faces: OnceLock::new() }
    }

    /// Those in these folders and below.
    pub const fn in_folders(folders: Vec<PathBuf>) -> Self {
        Self { folders: Some(folders), faces: OnceLock::new() }
    }

    /// The file and the number of a family's face; of several the upright one that is nearest to regular.
    ///
    /// A family is known by each of its names, in any language; case and blanks do not count.
    pub(super) fn find(&self, family: &str) -> Option<(PathBuf, u32)> {
        let wanted = plain(family);
        let faces = self.faces.get_or_init(|| self.look());
        let of_family =
            faces.iter().filter(|face| face.families.iter().any(|(name, _)| plain(name) == wanted));
        let rank = |face: &&FaceInfo| (face.style != Style::Normal, face.weight.0.abs_diff(REGULAR));
        // The first of equals: the faces are in order of their paths.
        of_family.min_by_key(rank).and_then(|face| Some((path(face)?, face.index)))
    }

    fn look(&self) -> Vec<FaceInfo> {
        let mut database = Database::new();
        match &self.folders {
            None => database.load_system_fonts(),
            Some(folders) => folders.iter().for_each(|folder| database.load_fonts_dir(folder)),
        }
        let mut faces: Vec<FaceInfo> = database.faces().cloned().collect();
        faces.sort_by_key(|face| (path(face), face.index));
        faces
    }
}

fn path(face: &FaceInfo) -> Option<PathBuf> {
    match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => Some(path.clone()),
        Source::Binary(_) => None,
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
