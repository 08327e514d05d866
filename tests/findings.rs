//! Promise: the table of all findings in the docs is what the code says, and a test shows each.
//!
//! `JUANZONG_BLESS=1 cargo test --test findings` writes the table anew, to be reviewed in the diff.
#![allow(clippy::unwrap_used, reason = "a test says by panicking what is wrong")]

use std::fs;

use juanzong::base::Code;

#[path = "support/folders.rs"]
mod folders;

use folders::repository;

const TABLE: &str = "src/base/FINDINGS.md";
/// Tests that show many findings at once come last: they say little of any.
const BROAD: [&str; 4] = ["cli", "example", "second_county", "findings"];

const HEAD: &str =
    "Every finding, in the order of the stages that make them. An `error` leaves a row, a figure or a
document out; a `warning` is printed and says 缺, 逾期 or 待核. The table is made from the code, and the last
column names a test that shows the finding: `JUANZONG_BLESS=1 cargo test --test findings`.

| code | severity | meaning | shown by |
| --- | --- | --- | --- |
";

/// A test: `check::a_unit_that_…`, and its text.
struct Shown {
    name: String,
    body: String,
}

#[test]
fn the_table_of_all_findings_is_what_the_code_says_and_a_test_shows_each() {
    let tests = tests();
    let unshown: Vec<&str> =
        Code::ALL.iter().filter(|code| shown_by(**code, &tests).is_none()).map(|code| code.name()).collect();
    assert_eq!(unshown, [""; 0], "no test shows them");
    let rows = Code::ALL.iter().filter_map(|code| {
        let shown = shown_by(*code, &tests)?;
        let severity = code.severity().name();
        Some(format!("| `{}` | {severity} | {} | `{}` |\n", code.name(), code.meaning(), shown.name))
    });
    let made = format!("{HEAD}{}", rows.collect::<String>());
    let path = repository().join(TABLE);
    if std::env::var_os("JUANZONG_BLESS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap_or_default(), made);
}

/// The first test whose text prints the code, else the first that names it.
fn shown_by(code: Code, tests: &[Shown]) -> Option<&Shown> {
    let printed = format!("[{}]", code.name());
    let variant = format!("Code::{code:?}");
    // Some tests know a finding by its sentence alone, which begins with what the code means.
    // Some tests know a finding by its sentence alone, which begins with what the code means.
    let named = [
        format!("\"{}\"", code.name()),
        format!("{} ", code.name()),
        format!("（{}）", code.name()),
        code.meaning().to_owned(),
    ];
    let is_named = |body: &str| {
        let mut after = body.split(&variant).skip(1);
        after.any(|rest| !rest.starts_with(char::is_alphanumeric))
            || named.iter().any(|name| body.contains(name))
    };
    let prints = tests.iter().find(|test| test.body.contains(&printed));
    prints.or_else(|| tests.iter().find(|test| is_named(&test.body)))
}

/// All tests: those of `tests/` by their names, broad ones after them, then those beside the code.
fn tests() -> Vec<Shown> {
    let files = |folder: &str| {
        let tree = folders::tree(&repository().join(folder));
        tree.into_iter().filter_map(|(path, bytes)| {
            let name = path.strip_suffix(".rs")?.replace('/', "::");
            Some((name, String::from_utf8(bytes).unwrap()))
        })
    };
    let outside = files("tests").filter(|(name, _)| repository().join(format!("tests/{name}.rs")).exists());
    let (broad, narrow): (Vec<_>, Vec<_>) = outside.partition(|(name, _)| BROAD.contains(&name.as_str()));
    let all = narrow.into_iter().chain(broad).chain(files("src"));
    all.flat_map(|(file, text)| in_file(&file, &text)).collect()
}

fn in_file(file: &str, text: &str) -> Vec<Shown> {
    let bodies = text.split("#[test]\n").skip(1);
    let named = bodies.filter_map(|body| {
        let name = body.trim_start().strip_prefix("fn ")?.split('(').next()?;
        // What stands behind the test's last brace is no part of it.
        let body = body.trim_start().split("\n}\n").next()?.to_owned();
        Some(Shown { name: format!("{file}::{name}"), body })
    });
    named.collect()
}
