//! Stage: a file below `inputs/evidence` → [`Exhibit`].
//!
//! In: the workspace and a path that [`files::Root::list`](crate::files::Root::list) found. Out: kind,
//! checksum and size. It keeps no content, and takes any number of files of any size in constant memory.

use std::fs::File;
use std::io::{self, Seek};
use std::sync::Arc;

use crate::archive::{self, Content};
use crate::base::{Code, Finding, Place, io_reason};
use crate::files::{self, Fingerprint, Root};

/// The folder of the evidence files in a workspace.
pub const FOLDER: &str = "inputs/evidence";

/// A file that a unit may cite as evidence (佐证材料).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exhibit {
    /// The file, relative to the workspace.
    pub file: Arc<str>,
    /// What its content is.
    pub kind: ExhibitKind,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
}

/// What a piece of evidence is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExhibitKind {
    /// A PDF file.
    Pdf,
    /// A picture.
    Image(ImageKind),
    /// A workbook of any format.
    Workbook,
    /// A Word document, old or new.
    Word,
    /// Plain text or a web page.
    Text,
    /// Anything else.
    Other,
}

/// The format of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageKind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

/// Looks at one file; files do not depend on each other, so they may be taken in any order.
///
/// # Errors
/// [`Code::EvidenceUnreadable`] where the file can't be read, or lies outside the workspace.
pub fn exhibit(root: &Root, file: &str) -> Result<Exhibit, Finding> {
    let mut opened =
        root.file(file).map_err(|finding| Finding { code: Code::EvidenceUnreadable, ..finding })?;
    let (content, print) = examine(&mut opened).map_err(|error| unreadable(file, &error))?;
    Ok(Exhibit { file: Arc::from(file), kind: kind(content), sha256: print.sha256, size: print.size })
}

fn examine(file: &mut File) -> io::Result<(Content, Fingerprint)> {
    let content = archive::sniff(file)?;
    file.rewind()?;
    Ok((content, files::fingerprint(file)?))
}

fn kind(content: Content) -> ExhibitKind {
    match content {
        Content::Pdf => ExhibitKind::Pdf,
        Content::Png => ExhibitKind::Image(ImageKind::Png),
        Content::Jpeg => ExhibitKind::Image(ImageKind::Jpeg),
        Content::Xlsx | Content::Xlsb | Content::Ods | Content::OldWorkbook | Content::SpreadsheetXml => {
            ExhibitKind::Workbook
        }
        Content::Docx | Content::OldWord => ExhibitKind::Word,
        Content::Text | Content::Html => ExhibitKind::Text,
        Content::Zip | Content::Encrypted | Content::Ole | Content::Other => ExhibitKind::Other,
    }
}

fn unreadable(file: &str, error: &io::Error) -> Finding {
    Finding::new(
        Code::EvidenceUnreadable,
        Place::file(file),
        format!("佐证文件读不出来：{}", io_reason(error)),
    )
}
