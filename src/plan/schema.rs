//! The plan's types → JSON Schemas of the plan files, and of the files that their lists go on in.

use schemars::Schema;
use serde_json::{Map, Value, json};

use crate::yaml;

use super::documents::DocumentsFile;
use super::meetings::MeetingsFile;
use super::opening::FORMAT;
use super::units::UnitsFile;
use super::{Campaign, IndicatorSystem, Inspections, Organization, SheetKind, SheetLayouts};

/// The schemas, each with the name of its file: `units.json` for `units.yaml`, `units.part.json` for a file
/// that `units.yaml` includes.
pub fn schemas() -> Vec<(String, Value)> {
    let files = [
        ("campaign", yaml::schema::<Campaign>("活动：名称、发文机关、阶段和工作要求")),
        ("units", yaml::schema::<UnitsFile>("单位名录")),
        ("organization", yaml::schema::<Organization>("组织：领导小组、办公室和工作组")),
        ("sheets", yaml::schema::<SheetLayouts>("填报表和检查表的样式")),
        ("indicators", yaml::schema::<IndicatorSystem>("指标体系和责任分解")),
        ("inspections", yaml::schema::<Inspections>("督导检查")),
        ("meetings", yaml::schema::<MeetingsFile>("会议")),
        ("documents", yaml::schema::<DocumentsFile>("要做的文书")),
    ];
    let both = files.into_iter().flat_map(|(name, schema)| {
        let schema = schema.to_value();
        [(format!("{name}.json"), whole(schema.clone())), (format!("{name}.part.json"), part(schema))]
    });
    both.collect()
}

/// The main file: it says its format, and each of its lists stands in it or in the files that it includes.
fn whole(mut schema: Value) -> Value {
    let (fields, required) = (fields(&schema), required(&schema));
    let is_list = |name: &Value| name.as_str().is_some_and(|name| fields.get(name).is_some_and(is_list));
    let (lists, others): (Vec<Value>, Vec<Value>) = required.into_iter().partition(is_list);
    schema["properties"] = [format(), include()].into_iter().chain(fields).collect();
    schema["required"] = std::iter::once(json!("format")).chain(others).collect();
    if !lists.is_empty() {
        let elsewhere = json!({ "required": ["include"], "properties": { "include": { "minItems": 1 } } });
        schema["anyOf"] = json!([{ "required": lists }, elsewhere]);
    }
    schema
}

/// A file that is included: its format, lists, and further files.
fn part(mut schema: Value) -> Value {
    let lists = fields(&schema).into_iter().filter(|(_, schema)| is_list(schema));
    let lists: Map<String, Value> = [format(), include()].into_iter().chain(lists).collect();
    schema["properties"] = lists.into();
    schema["required"] = json!(["format"]);
    schema
}

fn fields(schema: &Value) -> Map<String, Value> {
    schema["properties"].as_object().cloned().unwrap_or_default()
}

fn required(schema: &Value) -> Vec<Value> {
    schema["required"].as_array().cloned().unwrap_or_default()
}

/// Lists of entries; of numbers, each place has a meaning.
fn is_list(schema: &Value) -> bool {
    schema.get("items").is_some_and(|items| items["type"] != "integer")
}

fn format() -> (String, Value) {
    ("format".to_owned(), json!({ "const": FORMAT, "description": "本文件的格式版本，不要改" }))
}

fn include() -> (String, Value) {
    let path = json!({ "type": "string", "pattern": "^[^/].*[.]yaml$" });
    let description = "列表太长时，接着写的文件，如 indicators/01.yaml；路径从 inputs/plan 算起";
    let schema = json!({ "type": ["array", "null"], "items": path, "description": description });
    ("include".to_owned(), schema)
}

/// Has the sheets of units and of rounds be of the kinds that may stand there, and the columns of each those of its
/// kind, the essential ones among them.
pub(super) fn kinds_of_sheets(schema: &mut Schema) {
    for (list, is_of_rounds) in [("submission", false), ("inspection", true)] {
        let kinds = || SheetKind::ALL.into_iter().filter(|kind| kind.is_of_rounds() == is_of_rounds);
        if let Some(sheet) = schema.pointer_mut(&format!("/properties/{list}/items")) {
            sheet["properties"]["kind"]["enum"] = kinds().map(|kind| kind.entry().0).collect();
            sheet["allOf"] = kinds().map(rule).collect();
        }
    }
}

fn rule(kind: SheetKind) -> Value {
    let (name, names) = kind.entry();
    let columns = json!({ "items": { "properties": { "field": { "enum": names } } } });
    let essential = kind.essential().iter().map(|field| {
        json!({ "contains": { "properties": { "field": { "const": field } }, "required": ["field"] } })
    });
    let columns = json!({ "allOf": std::iter::once(columns).chain(essential).collect::<Vec<_>>() });
    json!({
        "if": { "properties": { "kind": { "const": name } } },
        "then": { "properties": { "columns": columns } },
    })
}
