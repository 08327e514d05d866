//! Font files → coverage, advances, subsets; read once, shared by all documents.
//!
//! In: folders that may hold the faces. Out: for a role and a character the face that has it and its
//! advance. It alone knows font files; it never chooses a size or a place.

mod role;

pub use role::{FaceId, Role};
