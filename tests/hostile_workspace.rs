//! Promise: whatever lies in a workspace, the program ends soon, takes little memory, says what it did not
//! read, and touches nothing outside.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;

#[path = "support/county.rs"]
mod county;
#[path = "support/folders.rs"]
mod folders;
#[path = "support/program.rs"]
mod program;
#[path = "support/workbooks.rs"]
mod workbooks;

use program::{Said, findings, juanzong};

/// Address space that the program may take, in KB: its code, the faces and each thread's stack are in it.
const MEMORY_KB: u32 = 1_500_000;
/// Seconds that it may take; a debug build on a busy machine is slow.
const SECONDS: u32 = 120;

/// Runs the program within bounds: beyond them it dies and has no exit code of its own.
///
/// Each thread sets address space aside, so there are as many on every machine.
fn bounded(workspace: &Path, arguments: &str) -> Said {
    let script = format!(
        "ulimit -v {MEMORY_KB}; exec timeout {SECONDS} '{}' {arguments} --format json --fonts '{}'",
        env!("CARGO_BIN_EXE_juanzong"),
        folders::repository().join("fonts").display()
    );
    let threads = [("RAYON_NUM_THREADS", "2"), ("MALLOC_ARENA_MAX", "2")];
    let output =
        Command::new("sh").current_dir(workspace).envs(threads).args(["-c", &script]).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap_or(-1);
    Said { out: text(output.stdout), err: text(output.stderr), code }
}

/// The errors that `check` finds at these files, and that they make it end with 1.
fn found_at(workspace: &Path, folder_or_file: &str) -> String {
    let said = bounded(workspace, "check");
    assert_eq!(said.code, 1, "{said}");
    let found = findings(&said).into_iter().filter(|found| found.severity == "error");
    let found = found.filter(|found| found.place.starts_with(folder_or_file));
    found.map(|found| format!("{} {}\n", found.code, found.place)).collect()
}

/// A file of 100 MB that takes no room on the disk.
fn huge(file: &Path) {
    File::create(file).unwrap().set_len(100 << 20).unwrap();
}

#[test]
fn files_of_a_hundred_megabytes_are_named_and_the_others_read() {
    let county = county::build("second-county");
    for file in ["plan/more.yaml", "submissions/大.xlsx", "submissions/大.csv", "evidence/大.pdf"] {
        huge(&county.path().join("inputs").join(file));
    }
    fs::create_dir(county.path().join("templates")).unwrap();
    huge(&county.path().join("templates/inspection-report.md"));
    assert_snapshot!(["inputs/", "templates/"].map(|folder| found_at(county.path(), folder)).concat(), @"
    unreadable-file inputs/plan/more.yaml
    unreadable-file inputs/submissions/大.csv
    unreadable-file inputs/submissions/大.xlsx
    template-broken templates/inspection-report.md
    ");
}

#[test]
fn a_table_of_sixty_megabytes_of_text_is_refused_within_bounds() {
    let county = county::build("second-county");
    let rows = "甲,乙\n".repeat((60 << 20) / "甲,乙\n".len());
    fs::write(county.path().join("inputs/submissions/大.csv"), format!("编号,自评\n{rows}")).unwrap();
    assert_snapshot!(found_at(county.path(), "inputs/submissions/大.csv"), @"workbook-too-large inputs/submissions/大.csv");
}

#[test]
fn a_plan_that_multiplies_itself_is_refused_at_its_first_anchor() {
    let county = county::build("second-county");
    let mut bomb = "a: &a [甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲]\n".to_owned();
    for (level, below) in ('b'..='k').zip('a'..) {
        bomb.push_str(&format!("{level}: &{level} [{}]\n", format!("*{below}, ").repeat(9)));
    }
    fs::write(county.path().join("inputs/plan/meetings.yaml"), bomb).unwrap();
    assert_snapshot!(found_at(county.path(), "inputs/plan"), @"yaml-syntax inputs/plan/meetings.yaml:1:4");
}

#[test]
fn links_that_lead_out_are_named_and_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("秘密.xlsx");
    fs::write(&secret, workbooks::workbook(&[("自评", "填报单位\t县丙镇\n编号\t自评\nA2-1\t完成")])).unwrap();
    let county = county::build("second-county");
    let link = |from: &str, to: &Path| symlink(to, county.path().join(from)).unwrap();
    fs::create_dir(county.path().join("templates")).unwrap();
    link("inputs/submissions/外.xlsx", &secret);
    link("inputs/inspections/外.xlsx", &secret);
    link("inputs/evidence/外", outside.path());
    link("inputs/plan/外.yaml", &secret);
    link("templates/外.md", &secret);
    assert_snapshot!(["inputs/", "templates/"].map(|folder| found_at(county.path(), folder)).concat(), @"
    unsafe-path inputs/plan/外.yaml
    unsafe-path inputs/submissions/外.xlsx
    unsafe-path inputs/inspections/外.xlsx
    unsafe-path inputs/evidence/外
    unsafe-path templates/外.md
    ");
}

#[test]
fn names_of_a_plan_that_climb_make_files_in_the_output_folder_only() {
    let around = tempfile::tempdir().unwrap();
    let workspace = around.path().join("甲/乙/丙");
    let county = county::build("second-county");
    folders::write(&workspace, &folders::tree(county.path()));
    for file in fs::read_dir(workspace.join("inputs/plan")).unwrap().map(|entry| entry.unwrap().path()) {
        let text = fs::read_to_string(&file).unwrap();
        let climbing = text.replace("县丙镇", "../../../县丙镇").replace("集中检查", r"..\..\集中检查");
        fs::write(file, climbing).unwrap();
    }
    let elsewhere = || {
        let mut files: BTreeMap<String, Vec<u8>> = folders::tree(around.path());
        files.retain(|file, _| !file.starts_with("甲/乙/丙/output/"));
        files
    };
    let before = elsewhere();
    for command in [&["build", "--to", "md"][..], &["forms"]] {
        let said = juanzong(&workspace, command);
        assert!((0..=1).contains(&said.code), "{said}");
    }
    assert_eq!(elsewhere().keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    let made = folders::tree(&workspace.join("output"));
    let climbing: Vec<&String> = made.keys().filter(|file| file.contains("县丙镇")).collect();
    assert_snapshot!(format!("{climbing:#?}"), @r#"
    [
        "forms/.._.._.._县丙镇.xlsx",
        "notices/材料报送通知-.._.._.._县丙镇.md",
        "responsibility/责任分解表-.._.._.._县丙镇.md",
    ]
    "#);
}

/// The signs by which the program itself marks what it prints, put into every name that it may print.
#[test]
fn forged_signs_reach_no_document() {
    const SIGNS: &str = "\u{fdd0}0\u{fdd1}\u{fdd2}\u{fdd3}\u{fdd4}";
    let county = county::build("second-county");
    let inputs = county.path().join("inputs");
    let rows = |filler: &str| format!("填报单位\t{filler}\n编号\t自评\nA2-1\t完成{SIGNS}");
    fs::write(
        inputs.join(format!("submissions/{SIGNS}.xlsx")),
        workbooks::workbook(&[("自评", &rows(&format!("县丙镇{SIGNS}"))), (SIGNS, "甲")]),
    )
    .unwrap();
    fs::write(inputs.join(format!("evidence/{SIGNS}.txt")), "甲").unwrap();
    fs::create_dir(county.path().join("templates")).unwrap();
    fs::write(county.path().join("templates/meeting-notice.md"), format!("会议{SIGNS}{{{{ title }}}}"))
        .unwrap();
    let said = juanzong(county.path(), &["build", "--to", "md"]);
    assert_eq!(said.code, 1, "{said}");
    let is_sign = |c: char| ('\u{fdd0}'..='\u{fdef}').contains(&c);
    for (file, bytes) in folders::tree(&county.path().join("output")) {
        let is_list = file == "findings.md" || file == "manifest.json";
        assert!(is_list || !String::from_utf8_lossy(&bytes).contains(is_sign), "{file}");
    }
}
