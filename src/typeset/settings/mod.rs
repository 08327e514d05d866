//! `inputs/plan/typesetting.yaml` → the sizes, local variants and faces of a workspace.
//!
//! In: the text of the file, where there is one. Out: a [`Style`] and the faces that are wanted, or findings at the
//! line and column of each value that can't be. What the file does not name is as the standard says.

mod apply;
mod file;
mod values;

use serde_json::Value;

use crate::base::{Checked, Code, Finding, Place, Traced};
use crate::faces::FaceChoices;
use crate::yaml;

use super::style::Style;
use file::File;

/// The version of the file's format that this program reads.
const FORMAT: u32 = 1;

/// How a workspace has its documents set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Sizes and variants.
    pub style: Style,
    /// The faces that are wanted.
    pub faces: FaceChoices,
}

/// Reads the settings; those of the standard where there is anything wrong with the file.
///
/// Findings: [`Code::YamlSyntax`], [`Code::YamlShape`] for unknown keys, values out of their range and sizes that do
/// not go together, [`Code::PlanFormatUnknown`].
pub fn settings(text: &str, file: &str) -> Checked<Settings> {
    let (value, mut findings) = match yaml::read::<File>(text, file) {
        Ok(read) => settle(read, file),
        Err(findings) => (Settings::default(), findings),
    };
    if let Some(first) = findings.first_mut() {
        let note = "这个文件改好之前，按国标的尺寸和自带的字体排";
        *first = first.clone().related(Place::file(file), note);
    }
    Checked { value, findings }
}

/// The JSON Schema of `typesetting.yaml`.
pub fn settings_schema() -> Value {
    let mut schema = yaml::schema::<File>("排版：本单位自己的字体、尺寸和做法").to_value();
    schema["properties"]["format"]["enum"] = [FORMAT].into();
    schema
}

fn settle(read: File, file: &str) -> (Settings, Vec<Finding>) {
    if read.format.value != FORMAT {
        return (Settings::default(), vec![unknown_format(&read.format, file)]);
    }
    let style = apply::style(&read.sizes, &read.variants);
    let conflicts = apply::conflicts(&style, &read.sizes, file);
    if conflicts.is_empty() {
        (Settings { style, faces: read.faces.choices() }, conflicts)
    } else {
        (Settings::default(), conflicts)
    }
}

fn unknown_format(format: &Traced<u32>, file: &str) -> Finding {
    let message = format!("排版设置的格式版本是 {format}，本程序能读的是 {FORMAT}");
    Finding::new(Code::PlanFormatUnknown, format.place_or(file), message)
}
