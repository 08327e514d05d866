//! A workspace's settings and faces → what its documents are set with, and what is said of faces that stand in.

use std::path::PathBuf;

use crate::base::{Code, Failure, Finding, Place};
use crate::faces::{Faces, Installed, Role};
use crate::files::{self, Root};
use crate::plan;
use crate::typeset::{self, Settings, Style};

/// The optional file of the settings, in the folder of the plan.
const FILE: &str = "inputs/plan/typesetting.yaml";

/// The sizes and faces of a workspace, or of no workspace; findings where its file has faults.
///
/// # Errors
/// A [`Failure`] where there are no faces at all.
pub(super) fn load(
    root: Option<&Root>,
    fonts: &[PathBuf],
    findings: &mut Vec<Finding>,
) -> Result<(Style, Faces), Failure> {
    let Settings { style, faces } = root.map_or_else(Settings::default, |root| read(root, findings));
    let faces = Faces::choose(fonts, &faces, &Installed::on_this_machine())?.take(findings);
    Ok((style, faces))
}

fn read(root: &Root, findings: &mut Vec<Finding>) -> Settings {
    if !root.list(plan::FOLDER).value.iter().any(|file| file == FILE) {
        return Settings::default();
    }
    match root.read(FILE).and_then(|bytes| files::text(&bytes, FILE)) {
        Ok(text) => typeset::settings(&text, FILE).take(findings),
        Err(finding) => {
            findings.push(finding);
            Settings::default()
        }
    }
}

/// Adds what was found of the faces while they were used; where stand-ins are not wanted, each is an error.
pub(super) fn judge_faces(faces: &Faces, is_strict: bool, findings: &mut Vec<Finding>) {
    findings.extend(faces.faults());
    if !is_strict {
        return;
    }
    for finding in findings.iter_mut() {
        if matches!(finding.code, Code::GlyphFallback | Code::FaceRefused) {
            finding.code = Code::FaceSubstituted;
        }
    }
    if stands_in(faces) {
        let message = "没有小标宋，标题和发文机关标志用自带的宋体粗体代替";
        findings.push(
            Finding::new(Code::FaceSubstituted, Place::file(FILE), message)
                .help("在这个文件的 faces 里写明小标宋的字体，如“小标宋: 方正小标宋简体”"),
        );
    }
}

/// Whether a bold 宋体 stands in for 小标宋, as it does where a workspace names none.
pub(super) fn stands_in(faces: &Faces) -> bool {
    faces.is_built_in(Role::TitleSong)
}
