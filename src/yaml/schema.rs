//! Types that are read from YAML → JSON Schema of the files, for editors that complete and underline.
//!
//! In: a type. Out: a schema that accepts nothing that [`read`](super::read) refuses for its shape, but for
//! days that no calendar has. Titles and descriptions are the ones that clerks read: Chinese.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::base::{Form, FromText, Traced};

/// The schema of a file that is read as a `T`.
pub fn schema<T: JsonSchema>(title: &str) -> Schema {
    // Draft 7 is what editors of YAML know best; they show descriptions only where they stand.
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(may_be_blank).transform(&mut schema);
    schema.remove("description");
    schema.insert("title".to_owned(), title.into());
    schema
}

/// A list may be left blank, and fields of which none must be there.
fn may_be_blank(schema: &mut Schema) {
    let kind = schema.get("type").and_then(Value::as_str);
    let needs_none = schema.get("required").is_none();
    match kind {
        Some("array") => drop(schema.insert("type".to_owned(), json!(["array", "null"]))),
        Some("object") if needs_none => drop(schema.insert("type".to_owned(), json!(["object", "null"]))),
        _ => {}
    }
    schema.remove("default");
}

impl<T: FromText> JsonSchema for Traced<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Traced".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        match T::form() {
            // YAML knows numbers and switches; every scalar is read as the text that was written.
            Form::Text => json_schema!({ "type": ["string", "number", "boolean"] }),
            Form::Day => json_schema!({ "type": "string", "pattern": DAY }),
            Form::Switch => json_schema!({ "enum": [true, false, "是", "否"] }),
            Form::Whole(least, most) => {
                json_schema!({ "type": "integer", "minimum": least, "maximum": most })
            }
            Form::Choice(names) => json_schema!({ "enum": names }),
            Form::Decimal(least, most, names) => decimal(least, most, &names),
        }
    }
}

const DAY: &str = "^(19|[2-9][0-9])[0-9]{2}[-./年](0?[1-9]|1[0-2])[-./月](0?[1-9]|[12][0-9]|3[01])日?$";

fn decimal(least: i64, most: i64, names: &[&str]) -> Schema {
    let number = json!({ "type": "number", "minimum": shown(least), "maximum": shown(most) });
    if names.is_empty() {
        return Schema::try_from(number).unwrap_or_default();
    }
    json_schema!({ "anyOf": [number, { "enum": names }] })
}

/// Hundredths as a number without needless decimals.
fn shown(hundredths: i64) -> Value {
    let whole = hundredths / 100;
    let part = i32::try_from(hundredths).map_or(0.0, f64::from) / 100.0;
    if hundredths % 100 == 0 { whole.into() } else { part.into() }
}
