//! The direction of the code: later stages use earlier ones, and a crate is used where it is owned.
//!
//! It parses `src/`, so that inline paths, chains of `super` and re-exports count, and proves itself on
//! planted code of each kind.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

#[path = "direction/references.rs"]
mod references;

use std::fs;
use std::path::Path;

use references::{Reference, references};
use walkdir::WalkDir;

/// The ground, then the stages; each may use those before it. Source: the stage table of ARCHITECTURE.
const ORDER: [&str; 22] = [
    "base",
    "files",
    "archive",
    "yaml",
    "elements",
    "faces",
    "pictures",
    "plan",
    "intake",
    "evidence",
    "ledger",
    "check",
    "documents",
    "render",
    "markdown",
    "typeset",
    "pdf",
    "workbook",
    "output",
    "proof",
    "run",
    "cli",
];

/// Stages that may use less than all that come before: they know no campaign, or call nothing but `run`.
const ONLY: [(&str, &[&str]); 6] = [
    ("markdown", &["base", "files", "archive", "yaml", "elements", "faces", "pictures"]),
    ("typeset", &["base", "files", "archive", "yaml", "elements", "faces", "pictures", "markdown"]),
    ("pdf", &["base", "files", "archive", "yaml", "elements", "faces", "pictures", "markdown", "typeset"]),
    ("output", &["base", "files"]),
    ("proof", &["base"]),
    ("cli", &["base", "run"]),
];

/// Crates and parts of `std`, each with the one stage that may use it.
const OWNERS: [(&str, &str); 38] = [
    ("calamine", "intake"),
    ("cap", "cli"),
    ("clap", "cli"),
    ("encoding_rs", "files"),
    ("flate2", "pdf"),
    ("foldhash", "intake"),
    ("fontdb", "faces"),
    ("hayro_interpret", "proof"),
    ("hayro_syntax", "proof"),
    ("include_dir", "render"),
    ("indicatif", "cli"),
    ("lopdf", "pdf"),
    ("memchr", "archive"),
    ("moxcms", "pdf"),
    ("printpdf", "pdf"),
    ("pulldown_cmark", "markdown"),
    ("quick_xml", "archive"),
    ("rust_xlsxwriter", "workbook"),
    ("saphyr_parser", "yaml"),
    ("serde_yaml", "yaml"),
    ("std::env", "cli"),
    ("std::fs::File::create", "output"),
    ("std::fs::OpenOptions", "output"),
    ("std::fs::create_dir", "output"),
    ("std::fs::write", "output"),
    ("std::net", "nobody"),
    ("std::process::Child", "run"),
    ("std::process::Command", "run"),
    ("std::process::ExitCode", "cli"),
    ("std::process::ExitStatus", "run"),
    ("std::process::Stdio", "run"),
    ("subsetter", "faces"),
    ("tempfile", "output"),
    ("tera", "render"),
    ("ttf_parser", "faces"),
    ("zip", "archive"),
    ("zune_jpeg", "pictures"),
    ("zune_png", "pictures"),
];

/// Crates that every stage may use.
const COMMON: [&str; 10] = [
    "jiff",
    "rayon",
    "schemars",
    "serde",
    "serde_json",
    "sha2",
    "strsim",
    "thiserror",
    "unicode_width",
    "walkdir",
];

/// Everything that is wrong with one file, `path` relative to `src/`.
fn faults(path: &str, source: &str) -> Vec<String> {
    let modules = module_path(path);
    let found = references(&modules, source).expect(path);
    let mut faults: Vec<String> = found.iter().filter_map(|found| fault(&modules, found)).collect();
    if let Some(stage) = modules.first().filter(|stage| !ORDER.contains(&stage.as_str())) {
        faults.push(format!("`{stage}` stands in no table of stages"));
    }
    faults.into_iter().map(|fault| format!("src/{path}: {fault}")).collect()
}

fn fault(modules: &[String], found: &Reference) -> Option<String> {
    let path = found.path.join("::");
    let stage = modules.first().map(String::as_str);
    match found.path.first()?.as_str() {
        "crate" => arrow_fault(stage, found.path.get(1).map_or("*", String::as_str)),
        "#[path]" | "extern crate" => Some("hides where code comes from".to_owned()),
        _ if found.is_test => None,
        _ => owner_fault(stage, &path, found.is_public),
    }
    .map(|fault| format!("`{path}` {fault}"))
}

/// What is wrong with an arrow from one stage to another.
fn arrow_fault(from: Option<&str>, to: &str) -> Option<String> {
    let place = |stage: &str| ORDER.iter().position(|known| *known == stage);
    let Some(from) = from else {
        return Some("the crate's root only names its modules".to_owned());
    };
    let Some(later) = place(to) else {
        return Some("goes through the crate's root".to_owned());
    };
    let only = ONLY.iter().find(|(stage, _)| *stage == from);
    if from == to {
        None
    } else if place(from) < Some(later) {
        Some(format!("runs back: {to} comes after {from}"))
    } else {
        only.filter(|(_, may)| !may.contains(&to)).map(|_| format!("is closed: {from} may not use {to}"))
    }
}

/// What is wrong with the use of a crate.
fn owner_fault(stage: Option<&str>, path: &str, is_public: bool) -> Option<String> {
    let is_in =
        |owned: &str| path.strip_prefix(owned).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
    let is_call = |owned: &str| owned.starts_with("std::fs") && path.starts_with(owned);
    let mut owners = OWNERS.iter();
    let (what, owner) = owners.find(|(owned, _)| is_in(owned) || is_call(owned))?;
    if stage != Some(owner) && !(stage.is_none() && *owner == "cli") {
        Some(format!("belongs to {owner}"))
    } else {
        is_public.then(|| format!("hands {what} on to others"))
    }
}

fn module_path(path: &str) -> Vec<String> {
    let stem = path.trim_end_matches(".rs");
    let stem = stem.strip_suffix("mod").map_or(stem, |folder| folder.trim_end_matches('/'));
    if matches!(stem, "lib" | "main") { Vec::new() } else { stem.split('/').map(str::to_owned).collect() }
}

/// The source files, by path relative to `src/`.
fn sources() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = WalkDir::new(&src).sort_by_file_name().into_iter().map(Result::unwrap);
    let rust = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "rs"));
    rust.map(|file| {
        let path = file.path().strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        (path, fs::read_to_string(file.path()).unwrap())
    })
    .collect()
}

#[test]
fn no_arrow_runs_back_and_every_crate_stays_with_its_owner() {
    let sources = sources();
    assert!(sources.len() > 50, "src/ was found");
    let faults: Vec<String> = sources.iter().flat_map(|(path, source)| faults(path, source)).collect();
    assert_eq!(faults, [""; 0], "\n{}", faults.join("\n"));
}

#[test]
fn every_dependency_has_an_owner_or_is_common() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let (_, rest) = manifest.split_once("\n[dependencies]\n").unwrap();
    let section = rest.split("\n[").next().unwrap();
    let names =
        section.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.replace('-', "_"));
    let known =
        |name: &String| COMMON.contains(&name.as_str()) || OWNERS.iter().any(|(owned, _)| owned == name);
    let unknown: Vec<String> = names.filter(|name| !known(name)).collect();
    assert_eq!(unknown, [""; 0], "give each an owner in this test and in ARCHITECTURE");
}

#[track_caller]
fn planted(path: &str, source: &str, expected: &[&str]) {
    let found = faults(path, source);
    let found: Vec<&str> =
        found.iter().filter_map(|fault| fault.strip_prefix(&format!("src/{path}: "))).collect();
    assert_eq!(found, expected, "{source}");
}

#[test]
fn an_import_from_a_later_stage_is_found_in_every_form() {
    let back = &["`crate::render::Templates` runs back: render comes after ledger"][..];
    for source in [
        "use crate::render::Templates;",
        "use crate::{base::Place, render::Templates};",
        "use crate::render::{Templates as T};",
        "use super::render::Templates;",
        "pub use crate::render::Templates;",
        "pub(crate) use crate::render::Templates;",
        "fn f() { use crate::render::Templates; }",
        "mod inner { use super::super::render::Templates; }",
        "fn f(x: &crate::render::Templates) {}",
        "fn f() { let x = crate::render::Templates; }",
        "fn f() -> Vec<Option<crate::render::Templates>> { loop {} }",
        "impl From<u8> for crate::render::Templates {}",
        "fn f() { println!(\"{:?}\", crate::render::Templates) }",
        "macro_rules! m { () => { $crate::render::Templates } }",
        "#[derive(A)] struct S { #[serde(with = \"crate::render::Templates\")] x: u8 }",
        "#[cfg(test)] mod tests { use crate::render::Templates; }",
    ] {
        planted("ledger/mod.rs", source, back);
    }
    planted("ledger/a/b.rs", "use super::super::super::render::Templates;", back);
}

#[test]
fn the_ground_uses_only_ground_that_comes_before() {
    planted(
        "base/place.rs",
        "use crate::files::Root;",
        &["`crate::files::Root` runs back: files comes after base"],
    );
    planted(
        "faces/mod.rs",
        "use crate::plan::Plan;",
        &["`crate::plan::Plan` runs back: plan comes after faces"],
    );
    planted("faces/mod.rs", "use crate::{base::Place, files::Root, yaml};", &[]);
}

#[test]
fn stages_that_know_no_campaign_use_none() {
    for (path, stage) in
        [("markdown/mod.rs", "markdown"), ("typeset/mod.rs", "typeset"), ("pdf/mod.rs", "pdf")]
    {
        let fault = format!("`crate::plan::Plan` is closed: {stage} may not use plan");
        planted(path, "use crate::plan::Plan;", &[&fault]);
    }
    planted(
        "proof/mod.rs",
        "use crate::typeset::Page;",
        &["`crate::typeset::Page` is closed: proof may not use typeset"],
    );
    planted("cli/mod.rs", "use crate::plan::Plan;", &["`crate::plan::Plan` is closed: cli may not use plan"]);
}

#[test]
fn nothing_goes_through_the_root_or_hides_its_origin() {
    planted("ledger/mod.rs", "use crate::Plan;", &["`crate::Plan` goes through the crate's root"]);
    planted("ledger/mod.rs", "use crate::*;", &["`crate::*` goes through the crate's root"]);
    planted("ledger/mod.rs", "use crate as all;", &["`crate` goes through the crate's root"]);
    planted("ledger/mod.rs", "use super::*;", &["`crate::*` goes through the crate's root"]);
    planted("ledger/mod.rs", "use crate::{self as all};", &["`crate` goes through the crate's root"]);
    planted(
        "lib.rs",
        "pub use crate::render::Templates;",
        &["`crate::render::Templates` the crate's root only names its modules"],
    );
    planted(
        "ledger/mod.rs",
        "extern crate tera as t;",
        &["`extern crate::tera` hides where code comes from"],
    );
    planted(
        "ledger/mod.rs",
        "#[path = \"../render/mod.rs\"] mod r;",
        &["`#[path]` hides where code comes from"],
    );
    planted("helpers/mod.rs", "", &["`helpers` stands in no table of stages"]);
}

#[test]
fn a_crate_outside_its_owner_is_found_in_every_form() {
    for source in [
        "use tera::Tera;",
        "use tera::{Tera};",
        "use ::tera::Tera;",
        "use tera::Tera as Engine;",
        "fn f(x: tera::Tera) {}",
        "fn f() { let x = tera::Tera; }",
        "fn f() { vec![tera::Tera] }",
    ] {
        planted("documents/mod.rs", source, &["`tera::Tera` belongs to render"]);
    }
    planted("documents/mod.rs", "use tera as t;", &["`tera` belongs to render"]);
    planted("documents/mod.rs", "use tera;", &["`tera` belongs to render"]);
    for (owned, owner) in &OWNERS {
        let other = if *owner == "render" { "plan" } else { "render" };
        let fault = format!("`{owned}::X` belongs to {owner}");
        planted(&format!("{other}/mod.rs"), &format!("use {owned}::X;"), &[&fault]);
    }
}

#[test]
fn an_owner_uses_its_crate_and_hands_it_to_nobody() {
    planted("render/engine.rs", "use tera::Tera; fn f(x: tera::Context) {}", &[]);
    planted("render/engine.rs", "pub use tera::Tera;", &["`tera::Tera` hands tera on to others"]);
    planted("main.rs", "use std::process::ExitCode;", &[]);
}

#[test]
fn writing_to_disk_is_found_but_for_tests() {
    let write = "fn f() { std::fs::create_dir_all(\"a\"); }";
    planted("run/mod.rs", write, &["`std::fs::create_dir_all` belongs to output"]);
    planted(
        "run/mod.rs",
        "use std::fs; fn f() { fs::write(a, b); }",
        &["`std::fs::write` belongs to output"],
    );
    planted("run/mod.rs", &format!("#[cfg(test)] mod tests {{ use tempfile::TempDir; {write} }}"), &[]);
    planted("output/mod.rs", write, &[]);
}
