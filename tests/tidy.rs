//! Rules about the code itself: how files open, how long they are, and what no source may contain.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fs;
use std::path::Path;

use juanzong::base::Code;
use juanzong::plan::{self, Plan, PlanText};
use walkdir::WalkDir;

/// A file of the repository: its path from the root, and its text.
type File = (String, String);

/// The longest file under `src/`, in lines.
const LONGEST: usize = 500;

/// The files below a folder whose names end so, in order.
fn files(folder: &str, ending: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().map(Result::unwrap);
    let named = entries
        .filter(|entry| entry.file_type().is_file() && entry.path().to_str().unwrap().ends_with(ending));
    let found: Vec<File> = named
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    assert!(!found.is_empty(), "{folder}/**{ending}");
    found
}

fn code() -> Vec<File> {
    [files("src", ".rs"), files("tests", ".rs")].concat()
}

/// Code and texts that must serve any county.
fn neutral() -> Vec<File> {
    [files("src", ""), files("templates", ".md")].concat()
}

/// The example's plan.
fn example() -> Plan {
    let texts = files(plan::FOLDER, ".yaml").into_iter().map(|(file, text)| PlanText { file, text });
    plan::read(&texts.collect::<Vec<_>>()).value.expect("the example's plan can be read")
}

/// The lines that contain one of the words, as `FILE:LINE: WORD`.
fn lines_with(files: &[File], words: &[String]) -> Vec<String> {
    let lines =
        files.iter().flat_map(|(path, text)| text.lines().enumerate().map(move |(k, line)| (path, k, line)));
    lines
        .flat_map(|(path, k, line)| {
            let found = words.iter().filter(|word| line.contains(*word));
            found.map(|word| format!("{path}:{}: {word}", k + 1)).collect::<Vec<_>>()
        })
        .collect()
}

#[track_caller]
fn none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_file_opens_by_saying_what_it_is_for() {
    let is_open = |text: &str| text.starts_with("//! ") || text.starts_with("#![doc = include_str!(");
    none(&code().into_iter().filter(|(_, text)| !is_open(text)).map(|(path, _)| path).collect::<Vec<_>>());
}

#[test]
fn no_source_file_is_long() {
    let lines = files("src", ".rs").into_iter().map(|(path, text)| (path, text.lines().count()));
    let long = lines.filter(|(_, lines)| *lines > LONGEST);
    none(&long.map(|(path, lines)| format!("{path}: {lines} lines")).collect::<Vec<_>>());
}

#[test]
fn nothing_is_ignored_or_left_for_later() {
    // Written in two halves, so that this file is not its own finding.
    let words = [("#[ig", "nore"), ("#[should_", "panic"), ("TO", "DO"), ("FIX", "ME"), ("todo", "!(")];
    none(&lines_with(&code(), &words.map(|(a, b)| format!("{a}{b}"))));
}

#[test]
fn no_name_of_the_example_is_in_the_program() {
    let plan = example();
    let units = plan.units.iter().map(|unit| &unit.name);
    let groups = std::iter::once(&plan.organization.office).chain(&plan.organization.work_groups);
    let posts = groups.clone().flat_map(|group| &group.posts).chain(&plan.organization.leading_group.posts);
    let people = posts.flat_map(|post| &post.people).chain(groups.map(|group| &group.liaison));
    // Names of two characters also occur inside other words.
    let people = people.map(|person| &person.name).filter(|name| name.as_str().chars().count() >= 3);
    let places = ["曾都", "随州"].map(str::to_owned);
    let names: Vec<String> = units.chain(people).map(ToString::to_string).chain(places).collect();

    assert!(names.len() > 80, "units and people were read: {}", names.len());
    none(&lines_with(&neutral(), &names));
}

#[test]
fn a_name_of_the_example_would_be_found() {
    let planted = ("src/a.rs".to_owned(), "\n// 甲区司法局\n".to_owned());
    assert_eq!(lines_with(&[planted], &["司法局".to_owned()]), ["src/a.rs:2: 司法局"]);
}

#[test]
fn every_code_is_found_by_some_rule() {
    let sources = files("src", ".rs");
    let is_used = |code: &&Code| {
        let name = format!("Code::{code:?}");
        sources.iter().any(|(path, text)| path != "src/base/finding.rs" && text.contains(&name))
    };
    none(
        &Code::ALL
            .iter()
            .filter(|code| !is_used(code))
            .map(|code| code.name().to_owned())
            .collect::<Vec<_>>(),
    );
}
