//! The content of a file → its kind, by what stands in it and never by its name.

use std::io::{self, Read, Seek, SeekFrom};

use zip::ZipArchive;

use crate::files;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A workbook in Office Open XML, with or without macros: what Excel and WPS call `.xlsx`.
    Xlsx,
    /// A binary workbook in a zip package (`.xlsb`).
    Xlsb,
    /// A workbook of LibreOffice (`.ods`).
    Ods,
    /// A Word document in Office Open XML.
    Docx,
    /// Another zip file.
    Zip,
    /// A workbook in an OLE file: `.xls`, and WPS's `.et`.
    OldWorkbook,
    /// A Word document in an OLE file: `.doc`, and WPS's `.wps`.
    OldWord,
    /// An Office Open XML document with a password.
    Encrypted,
    /// Another OLE file.
    Ole,
    /// A PDF file.
    Pdf,
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// A web page or a bare HTML table.
    Html,
    /// A workbook as one XML file (XML 表格 2003).
    SpreadsheetXml,
    /// Plain text, CSV included.
    Text,
    /// Nothing of these.
    Other,
}

/// How much of the start of a file is looked at.
const HEAD: u64 = 4096;
/// How much of an OLE file is searched for its directory; a longer one is an [`Content::Ole`] at worst.
const OLE_SEARCHED: u64 = 64 << 20;
/// The list of parts in a package has some KB.
const CONTENT_TYPES_READ: u64 = 256 << 10;

/// Signatures that decide alone.
const SIGNATURES: [(&[u8], Content); 3] =
    [(b"%PDF-", Content::Pdf), (b"\x89PNG\r\n\x1a\n", Content::Png), (b"\xff\xd8\xff", Content::Jpeg)];

const ZIP: &[u8] = b"PK\x03\x04";
/// **Source:** [MS-CFB] 2.2, header signature.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The kind of a file's content.
///
/// # Errors
/// What the reader reports; damaged content is no error but [`Content::Zip`], [`Content::Ole`] or
/// [`Content::Other`].
pub fn sniff(reader: &mut (impl Read + Seek)) -> io::Result<Content> {
    reader.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    reader.take(HEAD).read_to_end(&mut head)?;
    if let Some((_, content)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
        return Ok(*content);
    }
    if head.starts_with(ZIP) {
        return Ok(package(reader).unwrap_or(Content::Zip));
    }
    if head.starts_with(OLE) {
        let mut bytes = Vec::new();
        reader.seek(SeekFrom::Start(0))?;
        reader.take(OLE_SEARCHED).read_to_end(&mut bytes)?;
        return Ok(compound(&bytes));
    }
    Ok(textual(&head))
}

/// What a zip file holds, by the types of its parts.
///
/// **Source:** ECMA-376 part 2, 10.1.2 (`[Content_Types].xml`); `OpenDocument` 1.3 part 2, 3.3 (`mimetype`).
fn package(reader: &mut (impl Read + Seek)) -> Option<Content> {
    let mut archive = ZipArchive::new(reader).ok()?;
    let is_list = |name: &str| name.eq_ignore_ascii_case("[Content_Types].xml") || name == "mimetype";
    let list = archive.file_names().flatten().find(|name| is_list(name))?.into_owned();
    let mut bytes = Vec::new();
    archive.by_name(&list).ok()?.take(CONTENT_TYPES_READ).read_to_end(&mut bytes).ok()?;
    let types = String::from_utf8_lossy(&bytes);
    let has = |part: &str| types.contains(part);
    if has("spreadsheetml.sheet.main+xml")
        || has("spreadsheetml.template.main+xml")
        || has("ms-excel.sheet.macroEnabled.main+xml")
    {
        Some(Content::Xlsx)
    } else if has("ms-excel.sheet.binary.macroEnabled.main") {
        // SheetJS names this type in every workbook, for parts that end in `bin`.
        Some(Content::Xlsb)
    } else if has("wordprocessingml.document.main+xml") || has("ms-word.document.macroEnabled.main+xml") {
        Some(Content::Docx)
    } else if has("opendocument.spreadsheet") {
        Some(Content::Ods)
    } else {
        None
    }
}

/// What an OLE file holds, by the names of its streams.
///
/// Entries of the directory are 128 bytes at multiples of 128, so they are found without following the
/// chain of sectors, which a damaged or hostile file may tie into a loop.
///
/// **Source:** [MS-CFB] 2.6.1; [MS-OFFCRYPTO] 2.3.4 (`EncryptedPackage`).
fn compound(bytes: &[u8]) -> Content {
    let has = |name: &str| bytes.chunks_exact(128).any(|entry| is_stream(entry, name));
    if has("EncryptedPackage") {
        Content::Encrypted
    } else if has("Workbook") || has("Book") {
        Content::OldWorkbook
    } else if has("WordDocument") {
        Content::OldWord
    } else {
        Content::Ole
    }
}

fn is_stream(entry: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    let length = [entry[64], entry[65]];
    usize::from(u16::from_le_bytes(length)) == wide.len() && entry.starts_with(&wide)
}

fn textual(head: &[u8]) -> Content {
    let Some(text) = text_of(head) else { return Content::Other };
    let text = text.to_ascii_lowercase();
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") && text.trim_start().starts_with("<?xml")
    {
        Content::SpreadsheetXml
    } else if ["<html", "<table", "<!doctype html"].iter().any(|tag| text.contains(tag)) {
        Content::Html
    } else {
        Content::Text
    }
}

/// The head as text; where it was cut, its last character may be incomplete.
fn text_of(head: &[u8]) -> Option<String> {
    let cut = if head.len() as u64 == HEAD { 3 } else { 0 };
    (0..=cut).find_map(|less| files::text(&head[..head.len() - less], "").ok())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Content, sniff};

    fn kind(bytes: &[u8]) -> Content {
        sniff(&mut Cursor::new(bytes)).unwrap()
    }

    #[test]
    fn the_content_decides() {
        let long = "中文".repeat(3000);
        let cases: [(&[u8], Content); 9] = [
            (b"%PDF-1.7\n", Content::Pdf),
            (b"\x89PNG\r\n\x1a\n\0\0", Content::Png),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Content::Jpeg),
            (b"<TABLE><tr>", Content::Html),
            ("指标编号,备注\n".as_bytes(), Content::Text),
            (long.as_bytes(), Content::Text),
            (b"PK\x03\x04 damaged", Content::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content::Ole),
            (b"\0\x01\x02", Content::Other),
        ];
        for (bytes, expected) in cases {
            assert_eq!(kind(bytes), expected, "{:?}", &bytes[..bytes.len().min(16)]);
        }
    }
}
