//! The bytes of a workbook → the promise that reading it stays within bounds, or why not.
//!
//! A few KB can unpack to gigabytes, declare a hundred billion strings, or repeat one long name in each
//! of a million formats; a reader that believes them dies of it, and an allocation that fails can't be
//! caught. So every part that a reader may look at is streamed through once beforehand.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::atomic::AtomicI64;

use rayon::prelude::*;
use zip::ZipArchive;

use super::census::{self, Broken, Census, HELD};
use super::misfit::{MALFORMED, Misfit};
use super::package::key;

/// What is known of a workbook that may be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vetted {
    /// The parts that hold comments or other declarations.
    declared: BTreeSet<String>,
}

impl Vetted {
    /// Whether each `<` of a part begins a tag, so that it may be cut at tags.
    pub fn is_plain(&self, part: &str) -> bool {
        !self.declared.contains(&key(part))
    }
}

/// Why a workbook must not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is no zip file, or a damaged one; a Chinese clause says what is wrong.
    Damaged(String),
    /// It is beyond a bound; a Chinese clause that names it.
    TooLarge(String),
}

/// Parts in a package: one of 200 sheets with drawings and pictures has some 1 000.
const PARTS: usize = 10_000;
/// Decompressed bytes of all XML parts: a million rows of empty formatted cells have some 200 MiB.
const XML_SIZE: i64 = 512 << 20;
/// Decompressed bytes of a part whose values a reader keeps in memory.
const HELD_SIZE: u64 = 128 << 20;
/// Elements that lie in one another: drawings of groups in groups have some dozens.
const DEPTH: u64 = 1_000;
/// Bytes of attributes in one tag: a link may have 32 767 characters.
const ATTRIBUTES_SIZE: u64 = 128 << 10;
/// Merged cells of a sheet: 100,000 rows, ten columns of them in pairs, have half as many.
const MERGES: u64 = 1_000_000;
/// The number of a shared formula of a sheet; programs count from 0.
const FORMULAS: u64 = 1_000_000;
/// Bytes that cell formats may repeat: each holds a copy of its font's name and its number format.
const FORMATS_SIZE: u64 = 64 << 20;

/// Streams through every XML part of a package and holds what it finds against the bounds.
///
/// # Errors
/// A [`Refusal`] at the first bound that is passed.
pub fn vet(bytes: &[u8]) -> Result<Vetted, Refusal> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    bound("里面的文件数", archive.len() as u64, PARTS as u64)?;
    let name = |index| Some((index, key(&archive.name_for_index(index)?.ok()?)));
    let parts: Vec<_> = (0..archive.len()).filter_map(name).filter(|(_, name)| is_xml(name)).collect();
    let left = AtomicI64::new(XML_SIZE);
    let count = |(index, name)| (name, count(archive.clone(), index, &left));
    let censuses: Vec<_> = parts.into_par_iter().map(count).collect();
    // Which part came upon the bound depends on the threads; that one did does not.
    if left.into_inner() < 0 {
        return Err(unbounded(Broken::TooLong));
    }
    let mut vetted = Vetted::default();
    for (name, census) in censuses {
        let census = census?;
        examine(&census)?;
        vetted.declared.extend((census.declarations > 0).then_some(name));
    }
    Ok(vetted)
}

fn count(mut archive: ZipArchive<Cursor<&[u8]>>, index: usize, left: &AtomicI64) -> Result<Census, Refusal> {
    let part = archive.by_index(index).map_err(|error| damaged(&error))?;
    // A reader may make room for as much as a part claims to hold.
    if part.size() > XML_SIZE.unsigned_abs() {
        return Err(unbounded(Broken::TooLong));
    }
    census::take(part, left).map_err(unbounded)
}

/// Whether a reader takes the part of this name for XML; case does not matter to readers.
pub(super) fn is_xml(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("xml") || extension.eq_ignore_ascii_case("rels")
}

fn examine(census: &Census) -> Result<(), Refusal> {
    if census.leads_astray {
        return Err(Refusal::Damaged("工作表指向了别的文件".to_owned()));
    }
    for ((name, most), count) in HELD.iter().zip(census.held) {
        bound(&format!("内部元素 {name} 的数目"), count, *most)?;
    }
    bound("内部元素的层数", census.deepest, DEPTH)?;
    bound("合并单元格的数目", census.merges, MERGES)?;
    bound("共享公式的编号", census.largest_formula, FORMULAS)?;
    bound("声明的文本条数", census.declared_strings, HELD[0].1)?;
    bound_bytes("一个标签的属性", census.longest_attributes, ATTRIBUTES_SIZE)?;
    if census.held.iter().any(|count| *count > 0) {
        bound_bytes("文本和格式展开后的大小", census.size, HELD_SIZE)?;
    }
    bound_bytes("单元格格式", formats(census).saturating_mul(census.longest_attributes), FORMATS_SIZE)
}

fn formats(census: &Census) -> u64 {
    HELD.iter().zip(census.held).find(|((name, _), _)| *name == "xf").map_or(0, |(_, count)| count)
}

fn bound(what: &str, count: u64, most: u64) -> Result<(), Refusal> {
    if count > most { Err(Refusal::TooLarge(format!("{what}超过 {most}"))) } else { Ok(()) }
}

fn bound_bytes(what: &str, size: u64, most: u64) -> Result<(), Refusal> {
    bound(what, size, most).map_err(|_in_bytes| too_large(what, most))
}

fn unbounded(broken: Broken) -> Refusal {
    match broken {
        Broken::TooLong => too_large("展开后的大小", XML_SIZE.unsigned_abs()),
        Broken::EventTooLong => too_large("一段内容", census::EVENT_SIZE as u64),
        Broken::Unclear => Refusal::Damaged(MALFORMED.to_owned()),
    }
}

fn too_large(what: &str, bytes: u64) -> Refusal {
    let (size, unit) = if bytes < 1 << 20 { (bytes >> 10, "KB") } else { (bytes >> 20, "MB") };
    Refusal::TooLarge(format!("{what}超过 {size} {unit}"))
}

fn damaged(error: &zip::result::ZipError) -> Refusal {
    Refusal::Damaged(Misfit::from(error).to_string())
}
