//! The templates that are compiled into the program.

use include_dir::{Dir, include_dir};

use super::Source;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The built-in templates, by name; a workspace may override each.
pub fn builtin() -> Vec<Source> {
    let mut sources: Vec<Source> = TEMPLATES.files().filter_map(source).collect();
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    sources
}

fn source(file: &include_dir::File<'_>) -> Option<Source> {
    let name = file.path().to_str()?.to_owned();
    Some(Source { file: format!("templates/{name}"), name, text: file.contents_utf8()?.to_owned() })
}
