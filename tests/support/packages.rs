//! Workbooks part by part, as hostile or broken programs would write them.

#![allow(dead_code, reason = "each test target uses its own part of it")]

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const TYPES: &str = r#"<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="t/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str =
    r#"<workbook><sheets><sheet name="自查自纠" sheetId="1" id="r1"/></sheets></workbook>"#;
const WORKBOOK_RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="t/relationships/worksheet" Target="sheet1.xml"/><Relationship Id="r2" Type="t/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="t/relationships/styles" Target="styles.xml"/></Relationships>"#;
const SHEET: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>指标编号</t></is></c><c r="B1" t="inlineStr"><is><t>自查结论</t></is></c></row></sheetData></worksheet>"#;

/// A package of a workbook with one sheet; parts can be added and replaced.
pub(crate) struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    pub(crate) fn new() -> Self {
        let parts = [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("xl/workbook.xml", WORKBOOK),
            ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS),
            ("xl/sheet1.xml", SHEET),
        ];
        Self { parts: parts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into() }
    }

    /// A package of these parts alone.
    pub(crate) fn of(parts: &[(&str, &str)]) -> Self {
        Self {
            parts: parts.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect(),
        }
    }

    /// The parts of a workbook that a program has written.
    pub(crate) fn unpack(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let part = |index| {
            let mut part = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            std::io::copy(&mut part, &mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        };
        Self { parts: (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(part).collect() }
    }

    pub(crate) fn part(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.parts.retain(|(other, _)| other != name);
        self.parts.push((name.to_owned(), content.into()));
        self
    }

    /// So many empty parts beside the others.
    pub(crate) fn more(mut self, count: usize) -> Self {
        self.parts.extend((0..count).map(|number| (number.to_string(), Vec::new())));
        self
    }

    pub(crate) fn parts(&mut self) -> &mut [(String, Vec<u8>)] {
        &mut self.parts
    }

    pub(crate) fn pack(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(1));
        for (name, content) in &self.parts {
            writer.start_file(name.as_str(), options).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

/// The same package, whose last part claims to unpack to so many bytes.
pub(crate) fn claim_size(mut package: Vec<u8>, size: u32) -> Vec<u8> {
    // APPNOTE 4.3.7 and 4.3.12: the uncompressed size in local and central headers.
    for (signature, offset) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
        let start = package.windows(4).rposition(|window| window == signature).unwrap();
        package[start + offset..start + offset + 4].copy_from_slice(&size.to_le_bytes());
    }
    package
}
