//! The example's workbooks, rewritten by other people's programs in every format that is read, give the same
//! Markdown: LibreOffice, and SheetJS, whose few lines stand in `sheetjs/`.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;
use walkdir::WalkDir;

use super::{copy_folder, said};

const SUBMISSIONS: &str = "inputs/submissions";

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A workspace like the example, with the workbooks of a folder.
fn workspace(submissions: &Path) -> TempDir {
    let workspace = tempfile::tempdir().unwrap();
    for part in ["inputs", "templates"] {
        copy_folder(&repository().join(part), &workspace.path().join(part));
    }
    fs::remove_dir_all(workspace.path().join(SUBMISSIONS)).unwrap();
    copy_folder(submissions, &workspace.path().join(SUBMISSIONS));
    workspace
}

/// Every Markdown file that is made of a folder of workbooks, which are named as if they were `.xlsx`.
fn markdown(submissions: &Path, ending: &str) -> BTreeMap<PathBuf, String> {
    let workspace = workspace(submissions);
    let mut command = Command::new(env!("CARGO_BIN_EXE_juanzong"));
    command.args(["build", "--to", "md", "--workspace"]).arg(workspace.path());
    let built = command.arg("--fonts").arg(repository().join("fonts")).output().unwrap();
    assert!(built.status.success(), "{}", said(&built));
    let output = workspace.path().join("output");
    let files = WalkDir::new(&output).into_iter().map(|entry| entry.unwrap().into_path());
    let made = files.filter(|path| path.extension() == Some(OsStr::new("md"))).map(|path| {
        let text = named_alike(fs::read_to_string(&path).unwrap(), submissions, ending);
        (path.strip_prefix(&output).unwrap().to_path_buf(), text)
    });
    made.collect()
}

/// The places of findings, as if the workbooks had kept their names.
fn named_alike(text: String, submissions: &Path, ending: &str) -> String {
    let files = fs::read_dir(submissions).unwrap().map(|entry| entry.unwrap().path());
    files.fold(text, |text, file| {
        let stem = format!("submissions/{}.", file.file_stem().unwrap().display());
        text.replace(&format!("{stem}{ending} "), &format!("{stem}xlsx "))
    })
}

/// Rewrites the example's workbooks with LibreOffice.
fn by_libreoffice(ending: &str, to: &Path) {
    let profile = tempfile::tempdir().unwrap();
    let workbooks = fs::read_dir(repository().join(SUBMISSIONS)).unwrap().map(|entry| entry.unwrap().path());
    let mut soffice = Command::new("soffice");
    soffice.arg(format!("-env:UserInstallation=file://{}", profile.path().display()));
    soffice.args(["--headless", "--convert-to", ending, "--outdir"]).arg(to).args(workbooks);
    let rewritten = soffice.output().expect("LibreOffice Calc is installed");
    assert!(rewritten.status.success(), "{}", said(&rewritten));
}

/// Rewrites the example's workbooks with SheetJS, whose name of a format is not always the ending.
fn by_sheetjs((ending, format): (&str, &str), to: &Path) {
    let program = tempfile::tempdir().unwrap();
    copy_folder(&repository().join("tests/outside/sheetjs"), program.path());
    let installed = Command::new("npm").args(["ci", "--silent"]).current_dir(program.path()).output();
    let installed = installed.expect("npm is installed");
    assert!(installed.status.success(), "{}", said(&installed));
    let mut node = Command::new("node");
    node.arg(program.path().join("rewrite.js")).arg(repository().join(SUBMISSIONS)).arg(to);
    let rewritten = node.args([ending, format]).output().expect("node is installed");
    assert!(rewritten.status.success(), "{}", said(&rewritten));
}

#[track_caller]
fn check(ending: &str, rewrite: impl Fn(&Path)) {
    let rewritten = tempfile::tempdir().unwrap();
    rewrite(rewritten.path());
    let count = |folder: &Path| fs::read_dir(folder).unwrap().count();
    let original = repository().join(SUBMISSIONS);
    assert_eq!(count(rewritten.path()), count(&original));

    static EXPECTED: OnceLock<BTreeMap<PathBuf, String>> = OnceLock::new();
    let expected = EXPECTED.get_or_init(|| markdown(&original, "xlsx"));
    let found = markdown(rewritten.path(), ending);
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (file, text) in expected {
        for (found, expected) in found[file].lines().zip(text.lines()) {
            assert_eq!(found, expected, "{}", file.display());
        }
        assert_eq!(found[file].len(), text.len(), "{}", file.display());
    }
}

#[test]
fn workbooks_that_libreoffice_rewrote_give_the_same_markdown() {
    for ending in ["xls", "ods", "xlsx"] {
        check(ending, |to| by_libreoffice(ending, to));
    }
}

#[test]
fn workbooks_that_sheetjs_rewrote_give_the_same_markdown() {
    for (ending, format) in [("xlsb", "xlsb"), ("xls", "biff8"), ("xlsx", "xlsx")] {
        check(ending, |to| by_sheetjs((ending, format), to));
    }
}
