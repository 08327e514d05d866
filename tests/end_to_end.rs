//! Promises of a build: every document is made, and each figure on it leads back to its cell.
#![allow(clippy::unwrap_used, reason = "a test says by panicking what is wrong")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use insta::assert_snapshot;

#[path = "support/cells.rs"]
mod cells;
#[path = "support/county.rs"]
mod county;
#[path = "support/documents.rs"]
mod documents;
#[path = "support/folders.rs"]
mod folders;
#[path = "support/packages.rs"]
mod packages;
#[path = "support/program.rs"]
mod program;
#[path = "support/workbooks.rs"]
mod workbooks;

use documents::{changed, names};
use folders::Tree;
use program::{Said, juanzong};

/// What a build said and made.
struct Built {
    said: Said,
    output: Tree,
}

fn build(workspace: &Path) -> Built {
    let said = juanzong(workspace, &["build"]);
    Built { said, output: folders::tree(&workspace.join("output")) }
}

/// The example as it is.
fn example() -> &'static Built {
    static EXAMPLE: OnceLock<Built> = OnceLock::new();
    EXAMPLE.get_or_init(|| build(folders::example().path()))
}

#[test]
fn the_example_becomes_every_family_of_documents_with_nothing_worse_than_warnings() {
    let built = example();
    assert_eq!((built.said.code, built.said.err.as_str()), (0, ""));
    assert!(built.said.out.contains("错误 0 条"), "{}", built.said.out);
    let documents = documents::documents(&built.output);
    assert!(documents.len() >= 140, "{}", documents.len());
    let families: BTreeSet<&str> =
        documents.iter().map(|document| document.name.split('/').next().unwrap()).collect();
    assert_eq!(
        Vec::from_iter(families),
        ["dossiers", "inspections", "notices", "responsibility", "submissions"]
    );
}

#[test]
fn each_document_is_there_as_markdown_and_as_pdf_and_nothing_else_lies_beside_them() {
    let output = &example().output;
    let mut listed = BTreeSet::from(["manifest.json", "findings.md", "findings.xlsx"].map(ToOwned::to_owned));
    for document in documents::documents(output) {
        let pdf = document.pdf.unwrap();
        assert_eq!(pdf, format!("{}.pdf", document.name));
        assert!(output[&pdf].starts_with(b"%PDF-"), "{pdf}");
        assert!(!document.markdown.is_empty(), "{}", document.name);
        listed.insert(pdf);
        listed.extend(document.markdown);
    }
    let lying: BTreeSet<String> = output.keys().cloned().collect();
    assert_eq!(lying, listed);
}

/// Builds the changed example; exactly `expected` changes, and each of its new figures leads to `place`.
#[track_caller]
fn assert_changes(workspace: &Path, place: &str, expected: &[(&str, &str)]) {
    let built = build(workspace);
    let changed = changed(&example().output, &built.output);
    let listed: BTreeSet<String> = expected.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(changed, listed);
    for (name, figure) in expected {
        let traced = juanzong(workspace, &["trace", name, figure]);
        assert!(leads(&traced.out, figure, place), "{figure}: {traced}");
    }
}

/// Whether `trace` shows this very text with this place among its sources.
fn leads(traced: &str, figure: &str, place: &str) -> bool {
    let mut blocks = traced.split("\n\n").skip(1);
    blocks.any(|block| {
        let mut lines = block.lines();
        lines.next() == Some(figure) && lines.any(|line| line == format!("  ← {place}"))
    })
}

#[test]
fn a_changed_cell_changes_the_documents_that_print_it_and_their_new_figures_lead_to_it() {
    let workspace = folders::example();
    let workbook = workspace.path().join("inputs/submissions/演示镇丙.xlsx");
    cells::set(&workbook, "问题整改", "D5", "已整改");
    assert_changes(
        workspace.path(),
        "inputs/submissions/演示镇丙.xlsx 问题整改!D5",
        &[
            ("inspections/整改台账", "12"),
            ("inspections/第一轮督导检查-督导检查情况通报", "10"),
            ("submissions/报送情况表", "1"),
        ],
    );
}

#[test]
fn a_changed_line_of_the_plan_changes_the_documents_that_print_it_and_their_new_figures_lead_to_it() {
    let workspace = folders::example();
    let place = change_deadline(workspace.path(), "3.2.1", "2023-04-06");
    let deadline = "2023年4月6日";
    let expected = [
        "dossiers/卷3-行政决策",
        "notices/材料报送通知-区委办公室",
        "notices/材料报送通知-区政府办公室",
        "responsibility/责任分解表",
        "responsibility/责任分解表-区委办公室",
        "responsibility/责任分解表-区政府办公室",
    ];
    assert_changes(workspace.path(), &place, &expected.map(|name| (name, deadline)));
}

/// Gives an indicator another deadline, and says where it stands.
fn change_deadline(workspace: &Path, indicator: &str, day: &str) -> String {
    let file = "inputs/plan/indicators.yaml";
    let text = fs::read_to_string(workspace.join(file)).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let head = lines.iter().position(|line| line.ends_with(&format!("- id: {indicator}"))).unwrap();
    let at = (head..lines.len()).find(|&at| lines[at].contains("deadline: ")).unwrap();
    let (key, _) = lines[at].split_once("deadline: ").unwrap();
    lines[at] = format!("{key}deadline: {day}");
    let column = lines[at].find(day).unwrap() + 1;
    fs::write(workspace.join(file), lines.join("\n")).unwrap();
    format!("{file}:{}:{column}", at + 1)
}

/// Builds the second county with a template of its own, and shows the errors and what is missing.
fn with_template(name: &str, text: &str) -> String {
    let workspace = county::build("second-county");
    let whole = names(&build(workspace.path()).output);
    fs::remove_dir_all(workspace.path().join("output")).unwrap();
    fs::create_dir(workspace.path().join("templates")).unwrap();
    fs::write(workspace.path().join("templates").join(name), text).unwrap();
    let said = juanzong(workspace.path(), &["build", "--format", "json"]);
    let made = names(&folders::tree(&workspace.path().join("output")));
    let errors = program::findings(&said).into_iter().filter(|found| found.severity == "error");
    let mut shown: Vec<String> = errors.map(|found| format!("{} {}", found.code, found.place)).collect();
    shown.extend(whole.difference(&made).map(|name| format!("缺 {name}")));
    shown.push(format!("[{}]", said.code));
    shown.join("\n")
}

#[test]
fn a_template_that_counts_is_named_with_its_line_and_only_its_documents_are_missing() {
    let shown = with_template("problem-list.md", "# 问题清单\n\n共{{ rows | length }}个。\n");
    assert_snapshot!(shown, @"
    figure-untraced templates/problem-list.md:3:2
    缺 inspections/集中检查-问题清单
    [1]
    ");
}

#[test]
fn a_template_that_prints_a_constant_digit_is_named_with_its_line_and_only_its_documents_are_missing() {
    let shown = with_template("rectification-notice.md", "# 整改通知书\n\n限{{ 3 }}日内整改。\n");
    assert_snapshot!(shown, @"
    figure-untraced templates/rectification-notice.md:3:2
    缺 inspections/集中检查-整改通知书-县丙镇
    缺 inspections/集中检查-整改通知书-县甲局
    [1]
    ");
}

#[test]
fn a_template_that_prints_a_whole_view_is_named_with_its_line_and_only_its_documents_are_missing() {
    let whole = with_template("rectification-ledger.md", "# 整改台账\n\n{{ __tera_context }}\n");
    assert_snapshot!(whole, @"
    template-broken templates/rectification-ledger.md:3:1
    缺 inspections/整改台账
    [1]
    ");
    let list = with_template("rectification-ledger.md", "# 整改台账\n\n\n{{ rows }}\n");
    assert_snapshot!(list, @"
    template-broken templates/rectification-ledger.md:4:1
    缺 inspections/整改台账
    [1]
    ");
}
