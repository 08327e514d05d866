//! Promise: the table of all findings in the docs is what the code says, and a test shows each.
//!
//! A test that the table names stays there as long as it shows the finding; a new one gets the first that does.
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
document out; a `warning` is printed and says 缺, 逾期 or 待核. What is for a `unit` goes back to it with
`returns`; the rest is for the `office` alone. The table is made from the code, and the last column names a test
that shows the finding: `JUANZONG_BLESS=1 cargo test --test findings`.

| code | severity | for | meaning | shown by |
| --- | --- | --- | --- | --- |
";

/// A test: `check::a_unit_that_…`, and its text.
struct Shown {
    name: String,
    body: String,
}

#[test]
fn the_table_of_all_findings_is_what_the_code_says_and_a_test_shows_each() {
    let path = repository().join(TABLE);
    let present = fs::read_to_string(&path).unwrap_or_default();
    let tests = tests();
    let unshown: Vec<&str> =
        Code::ALL.iter().filter(|code| shown_by(**code, &tests).is_none()).map(|code| code.name()).collect();
    assert_eq!(unshown, [""; 0], "no test shows them");
    let rows = Code::ALL.iter().filter_map(|code| {
        let row = present.lines().find(|row| row.starts_with(&format!("| `{}` |", code.name())));
        let named =
            tests.iter().filter(|test| row.is_some_and(|row| row.contains(&format!("`{}`", test.name))));
        let shown = named.filter(|test| shows(*code, test)).chain(shown_by(*code, &tests)).next()?;
        let (severity, audience) = (code.severity().name(), code.audience().name());
        let [name, meaning] = [code.name(), code.meaning()];
        Some(format!("| `{name}` | {severity} | {audience} | {meaning} | `{}` |\n", shown.name))
    });
    let made = format!("{HEAD}{}", rows.collect::<String>());
    if std::env::var_os("JUANZONG_BLESS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), made);
}

/// The first test whose text prints the code, else the first that names it.
fn shown_by(code: Code, tests: &[Shown]) -> Option<&Shown> {
    let prints = tests.iter().find(|test| test.body.contains(&format!("[{}]", code.name())));
    prints.or_else(|| tests.iter().find(|test| shows(code, test)))
}

/// Whether a test speaks of a code; some know a finding by its sentence, which begins with what the code means.
fn shows(code: Code, test: &Shown) -> bool {
    let variant = format!("Code::{code:?}");
    let name = code.name();
    let named = [
        format!("[{name}]"),
        format!("\"{name}\""),
        format!("{name} "),
        format!("（{name}）"),
        code.meaning().to_owned(),
    ];
    let mut after = test.body.split(&variant).skip(1);
    after.any(|rest| !rest.starts_with(char::is_alphanumeric))
        || named.iter().any(|name| test.body.contains(name))
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
