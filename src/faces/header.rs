//! The header of a font file, read without the outlines.
//!
//! In: a path, and which face of a collection is meant. Out: where that face stands, or the reason why it
//! can't serve. It never reads more than the table directory and five small tables.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use ttf_parser::{Face, Permissions, RawFaceTables, name, name_id};

use crate::base::io_reason;

/// Faces of one collection; what claims more is no collection.
const MOST_FACES: u32 = 64;
/// The longest table of names that is read.
const NAMES_LIMIT: u64 = 1 << 20;
/// The other tables that are read have at most 100 bytes; a file that claims more is not read on.
const TABLE_LIMIT: u64 = 256;

/// Where a table stands in the file.
struct TableRecord {
    tag: [u8; 4],
    offset: u64,
    length: u64,
}

/// Checks that a file holds an OpenType face whose tables lie inside it and that may be embedded in part; the
/// number of the face in its file, from 0.
///
/// `member` says which face of a collection is meant: its place, from 1, or its name; the first where it is none.
///
/// # Errors
/// A Chinese phrase that says why not.
pub(super) fn check(path: &Path, member: Option<&str>) -> Result<u32, String> {
    let mut file = File::open(path).map_err(|error| io_reason(&error))?;
    let starts = starts(&mut file)?;
    let number = match member {
        None => 0,
        Some(member) => find(&mut file, &starts, member)?,
    };
    let start = starts.get(number).ok_or("字体集里没有字体")?;
    let records = directory(&mut file, *start)?;
    examine(&mut file, &records)?;
    u32::try_from(number).map_err(|error| error.to_string())
}

/// Where the directory of each face begins: one at the beginning, or those that a collection lists.
fn starts(file: &mut File) -> Result<Vec<u64>, String> {
    let start: [u8; 12] = bytes(file, 0)?;
    let [b't', b't', b'c', b'f', _, _, _, _, count @ ..] = start else { return Ok(vec![0]) };
    let count = u32::from_be_bytes(count);
    if count > MOST_FACES {
        return Err("字体集损坏".to_owned());
    }
    let offset = |number| bytes(file, 12 + 4 * u64::from(number)).map(u32::from_be_bytes).map(u64::from);
    (0..count).map(offset).collect()
}

/// The face of this place or name.
fn find(file: &mut File, starts: &[u64], member: &str) -> Result<usize, String> {
    if let Ok(place) = member.parse::<usize>() {
        let number = place.checked_sub(1).filter(|number| *number < starts.len());
        return number.ok_or_else(|| format!("里面只有 {} 个字体，没有第 {place} 个", starts.len()));
    }
    let mut known = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        let names = directory(file, *start).and_then(|records| names(file, &records)).unwrap_or_default();
        if names.iter().any(|name| name == member) {
            return Ok(number);
        }
        known.extend(names.into_iter().next());
    }
    Err(format!("里面没有“{member}”这个字体，只有 {}", known.join("、")))
}

/// The names of a face: families, full names, and the one for PostScript.
fn names(file: &mut File, records: &[TableRecord]) -> Result<Vec<String>, String> {
    let table = table(file, records, *b"name", NAMES_LIMIT)?;
    let is_name = |name: &name::Name<'_>| {
        [name_id::FAMILY, name_id::FULL_NAME, name_id::POST_SCRIPT_NAME].contains(&name.name_id)
    };
    let names = name::Table::parse(&table).map(|table| table.names).unwrap_or_default();
    Ok(names.into_iter().filter(is_name).filter_map(|name| name.to_string()).collect())
}

fn directory(file: &mut File, start: u64) -> Result<Vec<TableRecord>, String> {
    let [kind @ .., count_high, count_low, _, _, _, _, _, _]: [u8; 12] = bytes(file, start)?;
    if ![[0, 1, 0, 0], *b"true", *b"OTTO"].contains(&kind) {
        return Err("不是 TrueType 或 OpenType 字体".to_owned());
    }
    let count = u64::from(u16::from_be_bytes([count_high, count_low]));
    (0..count).map(|number| record(file, start + 12 + 16 * number)).collect()
}

fn record(file: &mut File, offset: u64) -> Result<TableRecord, String> {
    let [t0, t1, t2, t3, _, _, _, _, o0, o1, o2, o3, l0, l1, l2, l3] = bytes(file, offset)?;
    Ok(TableRecord {
        tag: [t0, t1, t2, t3],
        offset: u64::from(u32::from_be_bytes([o0, o1, o2, o3])),
        length: u64::from(u32::from_be_bytes([l0, l1, l2, l3])),
    })
}

fn examine(file: &mut File, records: &[TableRecord]) -> Result<(), String> {
    let file_length = file.metadata().map_err(|error| io_reason(&error))?.len();
    if records.iter().any(|record| record.offset.saturating_add(record.length) > file_length) {
        return Err("文件不完整".to_owned());
    }
    for tags in [[*b"cmap", *b"cmap"], [*b"hmtx", *b"hmtx"], [*b"glyf", *b"CFF "]] {
        if !records.iter().any(|record| tags.contains(&record.tag)) {
            return Err("不是可用的 TrueType 或 OpenType 字体".to_owned());
        }
    }
    measures(file, records)
}

/// Parses the three tables that every measure of the face depends on, and what its maker permits.
fn measures(file: &mut File, records: &[TableRecord]) -> Result<(), String> {
    let head = table(file, records, *b"head", TABLE_LIMIT)?;
    let hhea = table(file, records, *b"hhea", TABLE_LIMIT)?;
    let maxp = table(file, records, *b"maxp", TABLE_LIMIT)?;
    let os2 = table(file, records, *b"OS/2", TABLE_LIMIT).ok();
    let tables = RawFaceTables {
        head: &head,
        hhea: &hhea,
        maxp: &maxp,
        os2: os2.as_deref(),
        ..RawFaceTables::default()
    };
    let face = Face::from_raw_tables(tables).map_err(|error| format!("字体损坏（{error}）"))?;
    face.tables().os2.as_ref().map_or(Ok(()), permission)
}

/// What the maker permits: `fsType` of the table OS/2; a face that says nothing may be embedded.
fn permission(os2: &ttf_parser::os2::Table<'_>) -> Result<(), String> {
    let refusal = if os2.permissions() == Some(Permissions::Restricted) {
        "厂商不允许把它嵌入文件"
    } else if !os2.is_subsetting_allowed() {
        "厂商不允许只嵌入用到的字"
    } else if !os2.is_outline_embedding_allowed() {
        "厂商不允许嵌入它的轮廓"
    } else {
        return Ok(());
    };
    Err(refusal.to_owned())
}

fn table(file: &mut File, records: &[TableRecord], tag: [u8; 4], limit: u64) -> Result<Vec<u8>, String> {
    let record = records.iter().find(|record| record.tag == tag).ok_or("字体缺少必要的数据表")?;
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(record.offset)).map_err(|error| io_reason(&error))?;
    file.take(record.length.min(limit)).read_to_end(&mut bytes).map_err(|error| io_reason(&error))?;
    Ok(bytes)
}

fn bytes<const LENGTH: usize>(file: &mut File, offset: u64) -> Result<[u8; LENGTH], String> {
    let mut bytes = [0; LENGTH];
    file.seek(SeekFrom::Start(offset)).map_err(|error| io_reason(&error))?;
    file.read_exact(&mut bytes).map_err(|_cut_off| "文件不完整".to_owned())?;
    Ok(bytes)
}
