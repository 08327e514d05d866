//! Promises of `schema`: the committed schemas are those of the types, speak Chinese, and accept only what is read.
//! Whether they accept all that is written, other people's validator says in `tests/outside`.
#![allow(clippy::unwrap_used, reason = "a test says by panicking what is wrong")]

use juanzong::base::Code;
use juanzong::plan::{self, PlanText, SheetKind};
use juanzong::run::schemas;
use serde_json::{Value, json};
use tempfile::TempDir;

#[path = "support/folders.rs"]
mod folders;
#[path = "support/program.rs"]
mod program;

use folders::{repository, tree};
use program::juanzong;

const FOLDER: &str = "inputs/schema";

/// `JUANZONG_BLESS=1 cargo test --test schema` writes them anew, to be reviewed in the diff.
#[test]
fn the_schemas_beside_the_example_are_those_of_the_types() {
    let folder = repository().join(FOLDER);
    if std::env::var_os("JUANZONG_BLESS").is_some() {
        juanzong::run::write_schemas(&folder).unwrap();
    }
    let committed: Vec<_> = tree(&folder).into_iter().collect();
    let mut made: Vec<_> = schemas().into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
    made.sort();
    assert_eq!(committed, made);
}

#[test]
fn each_plan_file_of_example_and_starter_names_its_schema() {
    let names: Vec<String> = schemas().into_iter().map(|(name, _)| name).collect();
    let starter = TempDir::new().unwrap();
    assert_eq!(juanzong(starter.path(), &["init", "."]).code, 0);
    for folder in [repository(), starter.path()] {
        for (file, text) in tree(&folder.join(plan::FOLDER)) {
            let Some(stem) = file.strip_suffix(".yaml") else { continue };
            let text = String::from_utf8(text).unwrap();
            assert!(
                text.contains(&format!("\n# yaml-language-server: $schema=../schema/{stem}.json\n")),
                "{file}"
            );
            assert!(names.contains(&format!("{stem}.json")) && folder.join(FOLDER).is_dir(), "{file}");
        }
    }
}

#[test]
fn the_program_lists_prints_and_writes_them() {
    let home = TempDir::new().unwrap();
    let listed = juanzong(home.path(), &["schema"]);
    let all = schemas();
    assert_eq!(listed.out.lines().collect::<Vec<_>>(), all.iter().map(|(name, _)| name).collect::<Vec<_>>());
    assert_eq!(juanzong(home.path(), &["schema", "units.yaml"]).out, all[2].1);
    insta::assert_snapshot!(juanzong(home.path(), &["schema", "unit"]), @"
    没有“unit”这个计划文件；名称见 juanzong schema
    [2]
    ");
    assert_eq!(juanzong(home.path(), &["schema", "-o", "格式"]).code, 0);
    assert_eq!(tree(&home.path().join("格式")).len(), all.len());
}

#[test]
fn every_description_is_for_clerks() {
    for (name, text) in schemas() {
        let schema: Value = serde_json::from_str(&text).unwrap();
        each_description(&schema, &mut |description| {
            let mut pieces = description.split(|c: char| !(c.is_ascii_alphabetic() || c == ' '));
            let is_english = pieces.any(|piece| piece.trim().contains(' '));
            assert!(!description.is_ascii() && !is_english, "{name}: {description}");
        });
        for field in schema["properties"].as_object().unwrap().values() {
            assert!(field["description"].is_string(), "{name}");
        }
    }
}

fn each_description(schema: &Value, judge: &mut impl FnMut(&str)) {
    match schema {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == "description" => judge(text),
                    value => each_description(value, judge),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| each_description(value, judge)),
        _ => {}
    }
}

/// The least that a schema accepts, each list with so many entries.
fn least(schema: &Value, entries: usize) -> Value {
    if let Some(value) = schema.get("const") {
        return value.clone();
    }
    if let Some(values) = schema["enum"].as_array() {
        return values[0].clone();
    }
    if let Some(item) = schema.get("items") {
        return (0..entries).map(|_| least(item, entries)).collect();
    }
    if let Some(fields) = schema["properties"].as_object() {
        let lists = schema["anyOf"][0]["required"].as_array().cloned().unwrap_or_default();
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let names = required.iter().chain(&lists).map(|name| name.as_str().unwrap());
        return names.map(|name| (name.to_owned(), least(&fields[name], entries))).collect();
    }
    let is_day = schema.get("pattern").is_some();
    let is_number = schema.get("minimum").is_some();
    if is_number { schema["minimum"].clone() } else { if is_day { "2024-05-06" } else { "甲" }.into() }
}

/// Plan files that hold the least that their schemas accept.
fn least_texts(entries: usize) -> Vec<PlanText> {
    let texts =
        schemas().into_iter().filter(|(name, _)| name.matches('.').count() == 1).map(|(name, text)| {
            let schema = serde_json::from_str(&text).unwrap();
            let stem = name.strip_suffix(".json").unwrap();
            // JSON is YAML.
            PlanText {
                file: format!("{}/{stem}.yaml", plan::FOLDER),
                text: least(&schema, entries).to_string(),
            }
        });
    texts.collect()
}

/// The findings over a plan whose files hold the least that their schemas accept.
fn least_plan(entries: usize) -> (bool, Vec<juanzong::base::Finding>) {
    let read = plan::read(&least_texts(entries));
    (read.value.is_some(), read.findings)
}

#[test]
fn the_least_that_the_schemas_accept_is_read_without_a_finding() {
    assert_eq!(least_plan(0), (true, Vec::new()));
    let (is_read, findings) = least_plan(1);
    assert!(is_read && findings.iter().all(|finding| finding.code != Code::YamlShape), "{findings:?}");
}

/// Whether a sheet of this kind is read where it stands in this list.
fn is_read_in(list: &str, kind: SheetKind) -> bool {
    let column = |field: &&str| json!({ "field": field, "name": field });
    let columns: Vec<Value> = kind.essential().iter().map(column).collect();
    let mut sheets = json!({ "format": 1, "submission": [], "inspection": [] });
    sheets[list] = json!([{ "kind": kind.entry().0, "name": "表", "columns": columns }]);
    let mut texts = least_texts(0);
    let file = texts.iter_mut().find(|text| text.file.ends_with("/sheets.yaml")).unwrap();
    file.text = sheets.to_string();
    let sheets = plan::read(&texts).value.unwrap().sheets;
    sheets.submission.len() + sheets.inspection.len() == 1
}

#[test]
fn a_list_of_sheets_may_hold_the_kinds_that_are_read_in_it_and_no_others() {
    let schemas = schemas();
    let (_, text) = schemas.iter().find(|(name, _)| name == "sheets.json").unwrap();
    let schema: Value = serde_json::from_str(text).unwrap();
    for list in ["submission", "inspection"] {
        let accepted = &schema["properties"][list]["items"]["properties"]["kind"]["enum"];
        let read = SheetKind::ALL.into_iter().filter(|kind| is_read_in(list, *kind));
        assert_eq!(*accepted, read.map(|kind| kind.entry().0).collect::<Value>(), "{list}");
    }
}

#[test]
fn settings_that_the_schema_accepts_are_read_without_a_finding() {
    let schema: Value = serde_json::from_str(&schemas().last().unwrap().1).unwrap();
    let settings = juanzong::typeset::settings(&least(&schema, 0).to_string(), "typesetting.yaml");
    assert_eq!(settings.findings, []);
}
