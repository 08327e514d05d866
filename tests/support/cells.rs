//! Workbooks on disk, with a cell changed.

#![allow(dead_code, reason = "each test target uses its own part of it")]

use std::fs;
use std::path::Path;

use super::packages::Package;

/// Puts text into a cell that the workbook has, and leaves everything else.
pub(crate) fn set(workbook: &Path, sheet: &str, cell: &str, text: &str) {
    let mut package = Package::unpack(&fs::read(workbook).unwrap());
    let part = part_of(&mut package, sheet);
    let (_, xml) = package.parts().iter_mut().find(|(name, _)| *name == part).unwrap();
    *xml = with_text(&String::from_utf8(xml.clone()).unwrap(), cell, text).into_bytes();
    fs::write(workbook, package.pack()).unwrap();
}

/// The part of a sheet, as the writer of the example numbers them.
fn part_of(package: &mut Package, sheet: &str) -> String {
    let (_, xml) = package.parts().iter().find(|(name, _)| name == "xl/workbook.xml").unwrap();
    let xml = std::str::from_utf8(xml).unwrap();
    let (before, _) = xml.split_once(&format!("<sheet name=\"{sheet}\"")).unwrap();
    format!("xl/worksheets/sheet{}.xml", before.matches("<sheet name=").count() + 1)
}

fn with_text(xml: &str, cell: &str, text: &str) -> String {
    let start = xml.find(&format!("<c r=\"{cell}\"")).unwrap();
    let (open, rest) = xml[start..].split_once('>').unwrap();
    let rest = if open.ends_with('/') { rest } else { rest.split_once("</c>").unwrap().1 };
    let new = format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    format!("{}{new}{rest}", &xml[..start])
}
