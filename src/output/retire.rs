//! What the catalogue has no more → `output/过期/`, where nobody takes it for the current state.
//!
//! In: the last manifest and the new one, or a folder that no manifest lists. Out: files in their new place, and a finding for each document.
//! It never deletes a file, and never puts one over another.

use std::collections::BTreeSet;

use super::manifest::{Entry, FileStamp, Manifest};
use super::write::busy;
use super::{FOLDER, Output};
use crate::base::{Code, Finding, Place};
use crate::files::sha256;

/// The folder below the output folder that outdated files go to.
const OUTDATED: &str = "过期";

/// Moves the files that only the last manifest knows, and takes their documents out of the new one.
///
/// What can't be moved stays listed, so that the next run tries again.
pub(super) fn files(output: &Output, order: &[String], manifest: &mut Manifest) -> Vec<Finding> {
    let mut findings = Vec::new();
    let listed: BTreeSet<String> = order.iter().cloned().collect();
    manifest.documents.retain_mut(|entry| {
        if !listed.contains(&entry.name) {
            entry.files = moved(output, &entry.name, &entry.files, &mut findings);
            return !entry.files.is_empty();
        }
        let dropped = dropped(output, entry);
        entry.files.extend(moved(output, &entry.name, &dropped, &mut findings));
        true
    });
    findings
}

/// The files that the document had and has no more.
fn dropped(output: &Output, entry: &Entry) -> Vec<FileStamp> {
    let has = |stamp: &&FileStamp| entry.files.iter().all(|file| file.path != stamp.path);
    output
        .last
        .document(&entry.name)
        .map_or_else(Vec::new, |last| last.files.iter().filter(has).cloned().collect())
}

/// Moves files; those that can't be moved are returned.
fn moved(output: &Output, name: &str, files: &[FileStamp], findings: &mut Vec<Finding>) -> Vec<FileStamp> {
    let (mut stuck, mut places) = (Vec::new(), Vec::new());
    for file in files {
        let to = free_path(output, &file.path);
        match output.folder.shift(&file.path, &to) {
            Ok(true) => places.push(to),
            Ok(false) => {}
            Err(error) => {
                findings.push(busy(&file.path, &error));
                stuck.push(file.clone());
            }
        }
    }
    if let Some(first) = places.first() {
        let message = format!("“{name}”已不在目录中，{} 个文件移到了“{FOLDER}/{OUTDATED}”", places.len());
        let place = Place::file(format!("{FOLDER}/{first}"));
        findings.push(
            Finding::new(Code::DocumentOutdated, place, message)
                .help("核对后可以删去；内容仍要用的，检查计划里是否漏列"),
        );
    }
    stuck
}

/// Moves the files of a folder that are outdated.
pub(super) fn beside(output: &Output, folder: &str, is_outdated: impl Fn(&String) -> bool) -> Vec<Finding> {
    let (mut findings, mut places) = (Vec::new(), Vec::new());
    for name in output.folder.names(folder).into_iter().filter(is_outdated) {
        let path = format!("{folder}/{name}");
        let to = free_path(output, &path);
        match output.folder.shift(&path, &to) {
            Ok(_) => places.push(to),
            Err(error) => findings.push(busy(&path, &error)),
        }
    }
    if let Some(first) = places.first() {
        let message =
            format!("“{folder}”里有 {} 个以前的文件不再有用，移到了“{FOLDER}/{OUTDATED}”", places.len());
        let place = Place::file(format!("{FOLDER}/{first}"));
        findings.push(Finding::new(Code::DocumentOutdated, place, message).help("核对后可以删去"));
    }
    findings
}

/// A path below the folder of outdated files where nothing else lies; a name that is taken by another
/// content gets the first eight digits of this content's checksum.
fn free_path(output: &Output, path: &str) -> String {
    let plain = format!("{OUTDATED}/{path}");
    let (old, new) = (output.folder.read(&plain), output.folder.read(path).unwrap_or_default());
    if old.is_none_or(|old| old == new) {
        return plain;
    }
    let (stem, ending) = plain.rsplit_once('.').unwrap_or((&plain, ""));
    format!("{stem}-{}.{ending}", &sha256(&new)[..8])
}
