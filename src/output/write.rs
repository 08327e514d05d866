//! One document → its files.

use std::io;

use super::manifest::{Entry, FileStamp};
use super::{Document, FOLDER, MarkdownFile, Output};
use crate::base::{Checked, Code, Finding, Place, io_reason};
use crate::files::sha256;

/// Writes all files of a document.
pub(super) fn document(output: &Output, document: &Document) -> Checked<Entry> {
    let (mut files, mut findings) = (Vec::new(), Vec::new());
    for part in &document.markdown {
        files.extend(markdown(output, part).take(&mut findings));
    }
    let (pdf, last) = (document.pdf_path(), output.last.document(&document.name));
    if document.markdown.is_empty() {
        let kept = last.iter().flat_map(|last| &last.files).filter(|file| file.path != pdf);
        files.extend(kept.cloned());
    }
    files.extend(match &document.pdf {
        Some(bytes) => file(output, &pdf, bytes).take(&mut findings),
        None => output.last.file(&pdf).cloned(),
    });
    let entry = Entry {
        name: document.name.clone(),
        kind: document.kind.clone(),
        title: document.title.clone(),
        pages: document.pages.or(last.and_then(|last| last.pages)),
        files,
        sources: document.sources.clone(),
    };
    Checked { value: entry, findings }
}

/// Writes the Markdown of a part, or keeps the clerk's and puts the new text beside it.
fn markdown(output: &Output, part: &MarkdownFile) -> Checked<Option<FileStamp>> {
    let beside = beside(&part.path);
    if !part.is_edited {
        let bytes = part.text.as_bytes();
        if output.folder.read(&part.path).is_none_or(|old| old != bytes) {
            output.journal.note(&output.folder, &part.path, &sha256(bytes));
        }
        // A new text that nobody needs any more; if it can't go, it does no harm.
        let _ = output.folder.remove(&beside);
        return file(output, &part.path, bytes);
    }
    let kept = output.folder.read(&part.path).unwrap_or_default();
    let stamp = FileStamp { path: part.path.clone(), sha256: sha256(&kept), edited: true };
    let mut findings = vec![edited_kept(&part.path, &beside)];
    findings.extend(output.write_beside(&beside, &part.text).err());
    Checked { value: Some(stamp), findings }
}

/// Writes a file; one that can't be replaced keeps its content and its stamp.
fn file(output: &Output, path: &str, bytes: &[u8]) -> Checked<Option<FileStamp>> {
    match output.folder.replace(path, bytes) {
        Ok(()) => {
            let stamp = FileStamp { path: path.to_owned(), sha256: sha256(bytes), edited: false };
            Checked::sound(Some(stamp))
        }
        Err(error) => Checked { value: output.last.file(path).cloned(), findings: vec![busy(path, &error)] },
    }
}

/// Where the new text lies beside an edited file: `NAME.new.md`.
fn beside(path: &str) -> String {
    format!("{}.new.md", path.strip_suffix(".md").unwrap_or(path))
}

fn edited_kept(path: &str, beside: &str) -> Finding {
    let message = format!("“{path}”手工修改过，PDF 按修改后的文字生成，新文本另存为“{beside}”");
    Finding::new(Code::EditedKept, Place::file(format!("{FOLDER}/{path}")), message)
        .help("两份对照后合并；要改用新文本，加 --force 重新生成")
}

/// The finding for a file that can't be replaced.
pub(super) fn busy(path: &str, error: &io::Error) -> Finding {
    Finding::new(
        Code::FileBusy,
        Place::file(format!("{FOLDER}/{path}")),
        format!("“{path}”写不进去（{}）", io_reason(error)),
    )
    .help(format!("关闭正在使用“{path}”的程序，再重新生成；没有程序在用，就看文件夹能不能写"))
}
