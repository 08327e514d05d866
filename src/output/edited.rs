//! Whose text a Markdown file in the output folder is: the program's, or a clerk's.

use super::{FOLDER, Output};
use crate::base::Finding;
use crate::files;

/// The clerk's text, where the file holds one that is not the new text.
pub(super) fn text(output: &Output, path: &str, new: &str) -> Result<Option<String>, Finding> {
    let Some(bytes) = output.folder.read(path) else { return Ok(None) };
    if bytes == new.as_bytes() || is_own(output, path, &bytes) {
        return Ok(None);
    }
    let text = files::text(&bytes, &format!("{FOLDER}/{path}"))?.replace("\r\n", "\n");
    Ok((text != new).then_some(text))
}

/// Whether the program wrote this content; what no manifest knows is not its own.
fn is_own(output: &Output, path: &str, bytes: &[u8]) -> bool {
    let sha256 = files::sha256(bytes);
    let was_written = output.last.file(path).is_some_and(|file| !file.edited && file.sha256 == sha256);
    was_written || output.journal.knows(path, &sha256)
}
