//! What the faces promise: found or refused with a sentence, exact advances, fallback, whole subsets.

#![allow(clippy::unwrap_used, reason = "a test that can't open its fonts has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use juanzong::base::{Checked, Code, Finding, Length, Place, Traced, Words};
use juanzong::faces::{FaceChoices, FaceId, Faces, Installed, Role};

#[path = "support/surgery.rs"]
mod surgery;

use proptest::prelude::*;
use surgery::{Parts, collection};

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
        (&missing, "没有这个文件或文件夹"),
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

/// A folder with one face of an office's own.
fn office(file: &str, face: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(file), face).unwrap();
    folder
}

/// The faces where `role` is to be set in what `word` means, in the office's folder or among what is installed there.
fn chosen(folder: &Path, role: Role, word: &str) -> Checked<Faces> {
    let word = Words::text_at(word, Place::text("typesetting.yaml", 3, 7));
    let choices = FaceChoices { installed: None, roles: vec![(role, word)] };
    let installed = Installed::in_folders(vec![folder.to_owned()]);
    Faces::choose(&[folder.to_owned(), fonts()], &choices, &installed).unwrap()
}

fn face_of(faces: &Faces, role: Role, character: char) -> Option<FaceId> {
    faces.glyph(role, character).map(|glyph| glyph.face)
}

fn said(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| format!("{} {}", finding.place, finding.message))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn an_offices_own_file_serves_its_role_and_the_built_in_one_lends_what_it_lacks() {
    let folder = office("own.otf", &surgery::shipped("FandolKai-Regular.otf"));
    let Checked { value: faces, findings } = chosen(folder.path(), Role::Hei, "own.otf");
    assert_eq!(findings, []);
    assert_eq!(face_of(&faces, Role::Hei, '法'), Some(Role::Hei.face()));
    assert_eq!(face_of(&faces, Role::Hei, '堃'), Some(Role::Hei.spare()));
    assert_eq!(face_of(&faces, Role::Hei, '𠮷'), None);
    assert_eq!((faces.is_built_in(Role::Hei), faces.is_built_in(Role::Kai)), (false, true));
    assert_eq!(
        (faces.name(Role::Hei.face()), faces.name(Role::Hei.spare())),
        ("黑体（own.otf）".into(), "黑体".into())
    );
}

#[test]
fn a_face_that_its_maker_forbids_to_embed_is_refused_and_the_built_in_one_serves() {
    for (fs_type, reason) in [
        (0x0002, "厂商不允许把它嵌入文件"),
        (0x0108, "厂商不允许只嵌入用到的字"),
        (0x0204, "厂商不允许嵌入它的轮廓"),
    ] {
        let folder = office("own.ttf", &Parts::of("NotoSansSC-Medium.ttf").permitting(fs_type).file());
        let Checked { value: faces, findings } = chosen(folder.path(), Role::Kai, "own.ttf");
        let message = format!("typesetting.yaml:3:7 楷体的字体“own.ttf”不能用：{reason}；改用自带的字体");
        assert_eq!(said(&findings), message);
        assert!(faces.is_built_in(Role::Kai));
    }
    for fs_type in [0x0000, 0x0004, 0x0008] {
        let folder = office("own.ttf", &Parts::of("NotoSansSC-Medium.ttf").permitting(fs_type).file());
        assert_eq!(chosen(folder.path(), Role::Kai, "own.ttf").findings, []);
    }
}

#[test]
fn a_face_of_a_collection_is_found_by_its_place_and_by_its_name() {
    let named = |file: &str, family: &str| Parts::of(file).named(family).file();
    let faces = [named("FandolKai-Regular.otf", "甲楷"), named("NotoSansSC-Medium.ttf", "乙黑")];
    let folder = office("two.ttc", &collection(&faces));
    // Only the second has the character.
    for (word, has_it) in [
        ("two.ttc", false),
        ("two.ttc#1", false),
        ("two.ttc#2", true),
        ("two.ttc#乙黑", true),
        ("乙黑", true),
        ("甲楷", false),
    ] {
        let Checked { value: faces, findings } = chosen(folder.path(), Role::FangSong, word);
        assert_eq!(findings, [], "{word}");
        assert_eq!(face_of(&faces, Role::FangSong, '堃') == Some(Role::FangSong.face()), has_it, "{word}");
        let parts = faces.subsets(Role::FangSong.face(), &BTreeSet::from(['法']));
        assert_eq!((parts.len(), faces.faults()), (1, vec![]), "{word}");
    }
    let refused = |word| said(&chosen(folder.path(), Role::Kai, word).findings);
    assert!(refused("two.ttc#3").contains("里面只有 2 个字体，没有第 3 个"));
    assert!(refused("two.ttc#丙").contains("里面没有“丙”这个字体，只有 甲楷、乙黑"));
    assert!(refused("three.ttc").contains("fonts 文件夹里没有这个文件，有的是 two.ttc；"));
    assert!(refused("../two.ttc").contains("要写成 fonts 文件夹里的文件名"));
    assert!(refused("丙宋").contains("这台电脑上没有装这个字体"));
}

#[test]
fn the_families_that_offices_usually_have_are_found_where_they_are_installed() {
    let machine = tempfile::tempdir().unwrap();
    let family = |file: &str| Parts::of(file).named("方正小标宋简体");
    let bold = |table: &mut Vec<u8>| table[4..6].copy_from_slice(&700u16.to_be_bytes());
    let regular = |table: &mut Vec<u8>| table[4..6].copy_from_slice(&400u16.to_be_bytes());
    let write = |name: &str, parts: Parts| fs::write(machine.path().join(name), parts.file()).unwrap();
    write("a.otf", family("FandolKai-Regular.otf").edited(*b"OS/2", bold));
    write("b.ttf", family("NotoSerifSC-Bold.ttf").edited(*b"OS/2", regular));
    let wish = |value| FaceChoices {
        installed: Some(Traced::at(value, "", Place::file("typesetting.yaml"))),
        roles: Vec::new(),
    };
    let choose = |value| {
        Faces::choose(&[fonts()], &wish(value), &Installed::in_folders(vec![machine.path().to_owned()]))
            .unwrap()
            .value
    };
    assert_eq!(choose(true).name(Role::TitleSong.face()), "小标宋（b.ttf）");
    assert!(choose(true).is_built_in(Role::FangSong));
    assert!(choose(false).is_built_in(Role::TitleSong));
}

#[test]
fn a_damaged_face_is_named_and_never_breaks_the_program() {
    const NEEDED: [[u8; 4]; 6] = [*b"CFF ", *b"cmap", *b"head", *b"hhea", *b"hmtx", *b"maxp"];
    for tag in Parts::of("FandolKai-Regular.otf").tags() {
        let damaged = Parts::of("FandolKai-Regular.otf").edited(tag, |table| table.fill(0));
        let is_named = is_named_as_damaged(&damaged.file());
        assert!(is_named || !NEEDED.contains(&tag), "{}", String::from_utf8_lossy(&tag));
    }
    for tag in [*b"glyf", *b"loca", *b"cmap"] {
        let damaged = Parts::of("NotoSansSC-Medium.ttf").edited(tag, |table| table.fill(0xff));
        assert!(is_named_as_damaged(&damaged.file()), "{}", String::from_utf8_lossy(&tag));
    }
    let whole = surgery::shipped("FandolKai-Regular.otf");
    for length in [0, 3, 11, 12, 100, 300, 10_000, whole.len() / 2, whole.len() - 1] {
        assert!(is_named_as_damaged(&whole[..length]), "{length}");
    }
}

#[test]
fn a_face_whose_outlines_are_damaged_is_an_error_when_it_is_used() {
    let tenth = |table: &mut Vec<u8>| {
        let tenth = table.len() / 10;
        table[tenth..][..20_000].fill(0xff);
    };
    let damaged = Parts::of("FandolKai-Regular.otf").edited(*b"CFF ", tenth);
    let folder = office("own.otf", &damaged.file());
    let Checked { value: faces, .. } = chosen(folder.path(), Role::Kai, "own.otf");
    let face = face_of(&faces, Role::Kai, '伏').unwrap();
    assert_eq!(said(&faces.faults()), "");
    faces.subsets(face, &BTreeSet::from(['伏']));
    let faults = faces.faults();
    assert_eq!(faults.first().map(|fault| fault.code), Some(Code::FaceDamaged), "{}", said(&faults));
}

/// Uses a face of an office's own for 楷体: what it can't show comes from elsewhere, and a finding says so.
fn is_named_as_damaged(face: &[u8]) -> bool {
    let folder = office("own.otf", face);
    let Checked { value: faces, findings } = chosen(folder.path(), Role::Kai, "own.otf");
    let lead = faces.lead(Role::Kai);
    for character in ['国', '法', 'A', '。'] {
        let face = face_of(&faces, Role::Kai, character).unwrap();
        faces.subsets(face, &BTreeSet::from([character]));
    }
    let faults = faces.faults();
    assert!(lead == Role::Kai.face() || !faults.is_empty() || !findings.is_empty());
    !findings.is_empty() || !faults.is_empty()
}

#[test]
fn a_face_whose_em_has_any_number_of_units_is_measured_by_them() {
    for units in [256u16, 1000, 2000, 2048] {
        let other = Parts::of("NotoSansSC-Medium.ttf")
            .edited(*b"head", |table| table[18..20].copy_from_slice(&units.to_be_bytes()));
        let folder = office("own.ttf", &other.file());
        let faces = chosen(folder.path(), Role::Hei, "own.ttf").value;
        let glyph = faces.glyph(Role::Hei, '法').unwrap();
        // The outlines are as they were, 1000 units wide.
        assert_eq!(glyph.advance(Length::pt(16)), Length::pt(16_000) / i64::from(units), "{units}");
        assert_eq!(faces.subsets(Role::Hei.face(), &BTreeSet::from(['法']))[0].units_per_em, units);
    }
}

#[test]
fn a_face_whose_ink_lies_off_the_em_box_is_let_down_into_it_and_no_other_is() {
    for role in Role::ALL {
        assert_eq!(faces().glyph(role, '法').unwrap().sink(Length::pt(16)), Length::ZERO, "{role:?}");
    }
    // With half the units to the em, the ink is twice as high as it should be, and the middle of it twice as far up.
    let tall = Parts::of("NotoSansSC-Medium.ttf")
        .edited(*b"head", |table| table[18..20].copy_from_slice(&500u16.to_be_bytes()));
    let folder = office("own.ttf", &tall.file());
    let sink = chosen(folder.path(), Role::Hei, "own.ttf").value.glyph(Role::Hei, '法').unwrap().sink_units;
    assert!((180..200).contains(&sink), "{sink}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_bytes_of_a_face_break_the_program(
        file in prop::sample::select(vec!["FandolKai-Regular.otf", "NotoSansSC-Medium.ttf"]),
        in_the_directory in prop::collection::vec((0usize..400, any::<u8>()), 0..3),
        anywhere in prop::collection::vec((any::<prop::sample::Index>(), any::<[u8; 16]>()), 0..200),
    ) {
        let mut face = surgery::shipped(file);
        for (at, byte) in in_the_directory {
            face[at] = byte;
        }
        for (at, bytes) in anywhere {
            let at = at.index(face.len() - bytes.len());
            face[at..at + bytes.len()].copy_from_slice(&bytes);
        }
        is_named_as_damaged(&face);
    }
}
