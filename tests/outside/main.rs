//! Checks with other people's programs: of finished PDFs with `qpdf`, poppler's `pdftotext` and `pdffonts`,
//! and veraPDF; of forms and of workbooks that go back with openpyxl and LibreOffice; of reading with workbooks
//! that LibreOffice and SheetJS wrote; of plan files with python3-jsonschema.
//!
//! In: the example's build, or the folder that `JUANZONG_OUTPUT` names; one hand-made file with everything in
//! it; and the example's forms. A tool that is missing fails the check. `cargo test` leaves this target out;
//! `cargo test --test outside` runs it.

#![allow(clippy::unwrap_used, reason = "a check that can't run has failed")]

mod conformance;
#[path = "../support/drawn.rs"]
mod drawn;
#[path = "../support/folders.rs"]
mod folders;
mod formats;
#[path = "../support/pdf.rs"]
mod pdf;
mod returned;
mod round_trip;
mod schema;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;
use walkdir::WalkDir;

/// The PDFs to check, and the folder that they are deleted with.
struct Files {
    /// The output folder.
    built: PathBuf,
    /// The PDFs below it, and one that was made by hand.
    paths: Vec<PathBuf>,
    _folder: TempDir,
}

/// All files, made once.
fn made() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(collect)
}

fn files() -> &'static [PathBuf] {
    &made().paths
}

fn collect() -> Files {
    let folder = tempfile::tempdir().unwrap();
    let built =
        std::env::var_os("JUANZONG_OUTPUT").map_or_else(|| build_example(folder.path()), PathBuf::from);
    let mut paths = pdfs_below(&built);
    assert!(!paths.is_empty(), "no PDF below {}", built.display());
    let made_by_hand = folder.path().join("everything.pdf");
    std::fs::write(&made_by_hand, juanzong::pdf::write(&drawn::everything("甲·•乙…⋯丙"), &drawn::faces()))
        .unwrap();
    paths.push(made_by_hand);
    Files { built, paths, _folder: folder }
}

/// Builds a copy of the repository's workspace, so that the checkout stays as it is.
fn build_example(folder: &Path) -> PathBuf {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["inputs", "templates"] {
        copy_folder(&repository.join(part), &folder.join(part));
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_juanzong"));
    command.arg("build").arg("--workspace").arg(folder).arg("--fonts").arg(repository.join("fonts"));
    let built = command.output().unwrap();
    assert!(built.status.success(), "build: {}", said(&built));
    folder.join("output")
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).unwrap();
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn pdfs_below(folder: &Path) -> Vec<PathBuf> {
    let entries =
        WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    entries.filter(|path| path.extension() == Some(OsStr::new("pdf"))).collect()
}

/// Runs a tool on a file; a tool that is not there is a failure.
#[track_caller]
fn run(tool: &str, arguments: &[&OsStr]) -> Output {
    let output = Command::new(tool).args(arguments).output();
    output.expect("the tool can be run; qpdf and poppler-utils are installed")
}

fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat()
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn qpdf_finds_no_error_and_no_warning() {
    for file in files() {
        let checked = run("qpdf", &[OsStr::new("--check"), file.as_os_str()]);
        assert!(checked.status.success(), "{}: {}", file.display(), said(&checked));
    }
}

#[test]
fn poppler_reads_the_same_text_in_the_same_order() {
    for file in files() {
        let arguments = ["-raw", "-enc", "UTF-8"].map(OsStr::new);
        let poppler = run("pdftotext", &[&arguments[..], &[file.as_os_str(), OsStr::new("-")]].concat());
        let ours: String = pdf::read(&std::fs::read(file).unwrap())
            .pages
            .iter()
            .flat_map(|page| &page.glyphs)
            .map(|glyph| glyph.text.as_str())
            .collect();
        assert_eq!(without_blanks(&said(&poppler)), without_blanks(&ours), "{}", file.display());
    }
}

#[test]
fn poppler_finds_every_font_embedded_subset_and_readable() {
    for file in files() {
        let listed = said(&run("pdffonts", &[file.as_os_str()]));
        for font in listed.lines().skip(2) {
            assert!(font.contains(" yes yes yes "), "{}: {font}", file.display());
        }
    }
}
