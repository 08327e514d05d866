//! A document → what writing it would change, and why, without writing it.

use super::{Document, Output};
use crate::files::sha256;

/// What writing a document would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The document's name.
    pub name: String,
    /// What would happen to its files.
    pub change: Change,
}

/// What would happen to the files of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// None of them is there yet.
    New,
    /// Some would be replaced; why, each in a few words.
    Replaced(Vec<String>),
    /// All stay as they are.
    Same,
    /// The catalogue has it no more, and it would be moved away.
    Outdated,
}

/// What would change.
pub(super) fn document(output: &Output, document: &Document) -> Preview {
    let texts = document.markdown.iter().filter(|part| !part.is_edited);
    let texts = texts.map(|part| (part.path.clone(), part.text.as_bytes()));
    let pdf = document.pdf.iter().map(|bytes| (document.pdf_path(), bytes.as_slice()));
    let files: Vec<(String, &[u8])> = texts.chain(pdf).collect();
    let old: Vec<Option<Vec<u8>>> = files.iter().map(|(path, _)| output.folder.read(path)).collect();
    let is_same = files.iter().zip(&old).all(|((_, new), old)| old.as_deref() == Some(*new));
    let change = if is_same {
        Change::Same
    } else if old.iter().all(Option::is_none) {
        Change::New
    } else {
        Change::Replaced(reasons(output, document))
    };
    Preview { name: document.name.clone(), change }
}

/// The inputs that changed since the document was written, and texts that were edited by hand.
fn reasons(output: &Output, document: &Document) -> Vec<String> {
    let last = output.last.document(&document.name).map_or(&[][..], |entry| &entry.sources);
    let now = &document.sources;
    let mut reasons = Vec::new();
    for source in now {
        match last.iter().find(|old| old.file == source.file) {
            None => reasons.push(format!("新用到 {}", source.file)),
            Some(old) if old.sha256 != source.sha256 => reasons.push(format!("{} 改过", source.file)),
            Some(_) => {}
        }
    }
    let gone = last.iter().filter(|old| now.iter().all(|source| source.file != old.file));
    reasons.extend(gone.map(|old| format!("不再用到 {}", old.file)));
    let edited = document.markdown.iter().filter(|part| is_changed_edit(output, part.is_edited, &part.path));
    reasons.extend(edited.map(|part| format!("{} 手工修改过", part.path)));
    if reasons.is_empty() {
        reasons.push("模板、设置或程序变了，或上次的文件缺了".to_owned());
    }
    reasons
}

/// Whether a text was edited since the PDF was last made from it.
fn is_changed_edit(output: &Output, is_edited: bool, path: &str) -> bool {
    let on_disk = output.folder.read(path).map(|bytes| sha256(&bytes));
    is_edited && output.last.file(path).map(|file| &file.sha256) != on_disk.as_ref()
}
