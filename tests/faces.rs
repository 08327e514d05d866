//! What the faces promise: found or refused with a sentence, exact advances, fallback, whole subsets.

#![allow(clippy::unwrap_used, reason = "a test that can't open its fonts has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use juanzong::base::Length;
use juanzong::faces::{Faces, Role};

fn fonts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")
}

fn faces() -> Faces {
    Faces::open(&[fonts()]).unwrap()
}

fn refusal(folders: &[PathBuf]) -> String {
    Faces::open(folders).err().map(|failure| failure.to_string()).unwrap_or_default()
}

/// A folder with the five faces, of which `spoil` makes one unusable.
fn spoilt(spoil: impl Fn(&Path)) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for role in Role::ALL {
        fs::copy(fonts().join(role.default_file()), folder.path().join(role.default_file())).unwrap();
    }
    spoil(&folder.path().join(Role::Kai.default_file()));
    folder
}

#[test]
fn a_role_is_the_number_of_its_face() {
    for (position, role) in Role::ALL.iter().enumerate() {
        assert_eq!(usize::from(role.face().0), position);
    }
}

#[test]
fn hanzi_are_one_em_wide_in_every_face() {
    let faces = faces();
    for role in Role::ALL {
        let glyph = faces.glyph(role, '法').unwrap();
        assert_eq!((glyph.face, glyph.advance(Length::pt(16))), (role.face(), Length::pt(16)), "{role:?}");
    }
}

#[test]
fn a_character_that_the_role_lacks_comes_from_song_and_one_that_no_face_has_is_none() {
    let faces = faces();
    assert_eq!(faces.glyph(Role::FangSong, '堃').unwrap().face, Role::Song.face());
    assert_eq!(faces.glyph(Role::FangSong, '𠮷'), None);
    assert_eq!(faces.glyph(Role::Song, '\u{0}'), None);
}

#[test]
fn the_first_folder_with_faces_counts_and_no_folder_is_one_sentence() {
    let empty = tempfile::tempdir().unwrap();
    assert!(Faces::open(&[empty.path().to_owned(), fonts()]).is_ok());
    assert_eq!(refusal(&[PathBuf::from("甲"), PathBuf::from("乙")]), "没有找到字体：依次找过 甲、乙");
}

#[test]
fn a_missing_cut_off_or_foreign_file_is_refused_by_name() {
    let missing = spoilt(|file| fs::remove_file(file).unwrap());
    let cut_off = spoilt(|file| fs::write(file, &fs::read(file).unwrap()[..5_000_000]).unwrap());
    let foreign = spoilt(|file| fs::write(file, "not a face at all").unwrap());
    let empty = spoilt(|file| fs::write(file, "").unwrap());
    for (folder, reason) in [
        (&missing, "文件不存在"),
        (&cut_off, "文件不完整"),
        (&foreign, "不是 TrueType 或 OpenType 字体"),
        (&empty, "文件不完整"),
    ] {
        let message = refusal(&[folder.path().to_owned()]);
        assert!(message.ends_with(&format!("FandolKai-Regular.otf 不能使用：{reason}")), "{message}");
    }
}

#[test]
fn each_character_of_a_subset_has_a_glyph_of_its_own() {
    let wanted: BTreeSet<char> = "法治·•…⋯ \u{a0}建设".chars().collect();
    let subsets = faces().subsets(Role::FangSong.face(), &wanted);
    let found: BTreeSet<char> = subsets.iter().flat_map(|subset| subset.glyphs.keys().copied()).collect();
    assert_eq!(found, wanted);
    for subset in &subsets {
        let numbers: BTreeSet<u16> = subset.glyphs.values().map(|glyph| glyph.number).collect();
        assert_eq!(numbers.len(), subset.glyphs.len());
    }
}

#[test]
fn a_subset_is_small_and_leaves_out_what_the_face_lacks() {
    let wanted: BTreeSet<char> = "堃建".chars().collect();
    let subsets = faces().subsets(Role::FangSong.face(), &wanted);
    assert_eq!(subsets.len(), 1);
    assert_eq!(subsets[0].glyphs.keys().collect::<String>(), "建");
    assert!(subsets[0].program.len() < 20_000, "{}", subsets[0].program.len());
}
