//! A view → what its template can print: each traced value with the name of its field and its places.

use std::collections::BTreeMap;

use juanzong::base::Place;
use juanzong::documents::{Part, frame};
use serde_json::Value;

/// A traced value of a view.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    /// The text that is printed.
    pub(crate) text: String,
    /// The number that conditions read, where it is one.
    pub(crate) number: Option<i64>,
    /// Where it comes from.
    pub(crate) places: Vec<Place>,
}

/// Every value of a part's view by the name of its field: `visited`, `units[0].count`.
pub(crate) fn of(part: &Part) -> BTreeMap<String, Figure> {
    let mut figures = BTreeMap::new();
    collect(&serde_json::to_value(&part.view).unwrap(), "", part, &mut figures);
    figures
}

fn collect(value: &Value, path: &str, part: &Part, figures: &mut BTreeMap<String, Figure>) {
    match value {
        Value::Object(fields) if fields.contains_key("!") => {
            figures.insert(path.to_owned(), figure(value, part));
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                collect(value, &path, part, figures);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, &format!("{path}[{index}]"), part, figures);
            }
        }
        _ => {}
    }
}

fn figure(value: &Value, part: &Part) -> Figure {
    let bytes =
        value["!"].as_array().unwrap().iter().map(|byte| u8::try_from(byte.as_u64().unwrap()).unwrap());
    let framed = String::from_utf8(bytes.collect()).unwrap();
    let (id, _) = framed.strip_prefix(frame::VALUE).unwrap().split_once(frame::TEXT).unwrap();
    let id = id.chars().fold(0, |id, digit| id * 10 + frame::digit(digit).unwrap());
    let trace = part.traces.get(id).unwrap();
    let number = value["n"].as_i64();
    Figure { text: trace.text.to_string(), number, places: trace.places.to_vec() }
}
