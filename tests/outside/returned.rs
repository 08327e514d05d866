//! Workbooks that go back, as other programs see them: openpyxl and LibreOffice show marks and comments, and what
//! they save is known again and can be marked once more.
//!
//! In: the example's workbooks and those of `tests/real`, each with a few corrections.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use juanzong::archive::{self, Content};
use juanzong::base::{CellRef, Severity, Spot};
use juanzong::intake::{self, Memory};
use juanzong::plan::SheetLayout;
use juanzong::workbook::{Correction, marked};
use tempfile::TempDir;

use crate::{folders, run};

/// Debian's own, which finds what Debian's packages bring.
const PYTHON: &str = "/usr/bin/python3";
const SEEN: &str = "
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment and '更正说明' in cell.comment.text:
                print(sheet.title, cell.coordinate, cell.fill.fgColor.rgb[:5])
print([sheet.sheet_state for sheet in book][-2:])
if len(sys.argv) > 2:
    book.save(sys.argv[2])
";

/// Marked workbooks in a folder, each with the cells that are marked on its first sheet.
fn samples(folder: &Path) -> Vec<(PathBuf, BTreeSet<String>)> {
    let mut bytes: Vec<Vec<u8>> =
        folders::tree(&folders::repository().join("tests/real")).into_values().collect();
    bytes.retain(|bytes| archive::sniff(&mut Cursor::new(bytes)).unwrap() == Content::Xlsx);
    bytes.push(std::fs::read(folders::repository().join("inputs/submissions/演示镇丙.xlsx")).unwrap());
    let marked = bytes.iter().map(|bytes| marked(bytes, &corrections(bytes)).unwrap());
    let write = |(number, bytes): (usize, Vec<u8>)| {
        let path = folder.join(format!("{number}.xlsx"));
        std::fs::write(&path, &bytes).unwrap();
        let marks = Memory::of(&bytes).unwrap().marks;
        (path, marks.iter().map(|mark| mark.cells[0].1.to_string()).collect())
    };
    marked.enumerate().map(write).collect()
}

/// A cell of the head, one with content and one without.
fn corrections(bytes: &[u8]) -> Vec<Correction> {
    let sheet = intake::imprint(bytes).unwrap().sheets.swap_remove(0).name;
    let correction = |cell: &str| Correction {
        severity: Severity::Error,
        spot: Spot::Cell { sheet: sheet.clone(), cell: CellRef::named(cell).unwrap() },
        message: "填得不对".to_owned(),
        help: Some("改正后重新报送".to_owned()),
        others: Vec::new(),
    };
    ["A2", "B5", "Z30"].map(correction).into()
}

/// Has LibreOffice save files as another format, under the same names.
fn libreoffice(files: &[(PathBuf, BTreeSet<String>)], format: &str, folder: &Path) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut arguments =
        [&*profile, "--headless", "--convert-to", format, "--outdir"].map(OsStr::new).to_vec();
    arguments.push(folder.as_os_str());
    arguments.extend(files.iter().map(|(file, _)| file.as_os_str()));
    run("soffice", &arguments);
}

/// Nothing but the marks is remembered as changed, and marking once more finds nothing of the first round left.
fn check_again(saved: &Path, first: &Path) {
    let [saved, first] = [saved, first].map(|path| std::fs::read(path).unwrap());
    let none: Vec<SheetLayout> = Vec::new();
    let read = intake::workbook(&none, "a.xlsx", &saved);
    let returned = read.value.unwrap().returned.unwrap();
    assert_eq!(returned.elsewhere, 0, "{:#?}", read.findings);
    assert_eq!(returned.mended, [], "{:#?}", read.findings);
    let second = marked(&saved, &corrections(&first)).unwrap();
    let [first, second] = [&first, &second].map(|bytes| Memory::of(bytes).unwrap());
    assert_eq!(first.marks, second.marks);
}

#[test]
fn openpyxl_sees_marks_and_comments_and_what_it_saves_is_known_again() {
    let folder = TempDir::new().unwrap();
    for (path, marks) in samples(folder.path()) {
        let saved = path.with_extension("saved.xlsx");
        let arguments = ["-c", SEEN].map(OsStr::new);
        let seen = run(PYTHON, &[&arguments[..], &[path.as_os_str(), saved.as_os_str()]].concat());
        let seen = String::from_utf8(seen.stdout).unwrap();
        let (cells, states) = seen.trim_end().rsplit_once('\n').unwrap();
        let found: BTreeSet<String> =
            cells.lines().map(|line| line.rsplit(' ').nth(1).unwrap().to_owned()).collect();
        assert_eq!(found, marks, "{seen}");
        assert!(cells.lines().all(|line| line.ends_with(" FFFFB")), "{seen}");
        assert_eq!(states, "['visible', 'veryHidden']");
        check_again(&saved, &path);
    }
}

#[test]
fn libreoffice_shows_marks_and_comments_and_what_it_saves_is_known_again() {
    let folder = TempDir::new().unwrap();
    let samples = samples(folder.path());
    let saved = TempDir::new().unwrap();
    libreoffice(&samples, "fods", saved.path());
    libreoffice(&samples, "xlsx", saved.path());
    for (path, marks) in samples {
        let saved = saved.path().join(path.file_name().unwrap());
        let text = std::fs::read_to_string(saved.with_extension("fods")).unwrap();
        let notes = text.split("<office:annotation ").skip(1);
        let ours =
            notes.filter(|note| note.split("</office:annotation>").next().unwrap().contains("【更正说明】"));
        assert_eq!(ours.count(), marks.len());
        assert!(text.contains("fo:background-color=\"#ffb0b"), "the colour of errors is shown");
        assert!(text.contains("xlink:href=\"#"), "the list links to the cells");
        check_again(&saved, &path);
    }
}
