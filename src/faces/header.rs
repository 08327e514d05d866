//! The header of a font file, read without the outlines.
//!
//! In: a path. Out: nothing, or the reason why the file can't serve as a face. It never reads more
//! than the table directory and three tables of a few dozen bytes each.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use ttf_parser::{Face, RawFaceTables};

use crate::base::Failure;

/// Where a table stands in the file.
struct TableRecord {
    tag: [u8; 4],
    offset: u64,
    length: u64,
}

/// Checks that the file is a single OpenType face whose tables lie inside it.
///
/// # Errors
/// [`Failure::BadFont`] when it is missing, cut off or something else.
pub(super) fn check(path: &Path) -> Result<(), Failure> {
    examine(path).map_err(|reason| Failure::BadFont { path: path.to_owned(), reason })
}

fn examine(path: &Path) -> Result<(), String> {
    let mut file = File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "文件不存在".to_owned(),
        _ => error.to_string(),
    })?;
    let file_length = file.metadata().map_err(|error| error.to_string())?.len();
    let records = directory(&mut file)?;
    if records.iter().any(|record| record.offset.saturating_add(record.length) > file_length) {
        return Err("文件不完整".to_owned());
    }
    for tags in [[*b"cmap", *b"cmap"], [*b"hmtx", *b"hmtx"], [*b"glyf", *b"CFF "]] {
        if !records.iter().any(|record| tags.contains(&record.tag)) {
            return Err("不是可用的 TrueType 或 OpenType 字体".to_owned());
        }
    }
    measures(&mut file, &records)
}

fn directory(file: &mut File) -> Result<Vec<TableRecord>, String> {
    let mut start = [0; 12];
    file.read_exact(&mut start).map_err(|_cut_off| "文件不完整".to_owned())?;
    let [kind @ .., count_high, count_low, _, _, _, _, _, _] = start;
    if ![[0, 1, 0, 0], *b"true", *b"OTTO"].contains(&kind) {
        return Err("不是 TrueType 或 OpenType 字体".to_owned());
    }
    let count = u16::from_be_bytes([count_high, count_low]);
    (0..count).map(|_| record(file)).collect()
}

fn record(file: &mut File) -> Result<TableRecord, String> {
    let mut bytes = [0; 16];
    file.read_exact(&mut bytes).map_err(|_cut_off| "文件不完整".to_owned())?;
    let [t0, t1, t2, t3, _, _, _, _, o0, o1, o2, o3, l0, l1, l2, l3] = bytes;
    Ok(TableRecord {
        tag: [t0, t1, t2, t3],
        offset: u64::from(u32::from_be_bytes([o0, o1, o2, o3])),
        length: u64::from(u32::from_be_bytes([l0, l1, l2, l3])),
    })
}

/// Parses the three tables that every measure of the face depends on.
fn measures(file: &mut File, records: &[TableRecord]) -> Result<(), String> {
    let head = table(file, records, *b"head")?;
    let hhea = table(file, records, *b"hhea")?;
    let maxp = table(file, records, *b"maxp")?;
    let tables = RawFaceTables { head: &head, hhea: &hhea, maxp: &maxp, ..RawFaceTables::default() };
    Face::from_raw_tables(tables).map(|_| ()).map_err(|error| format!("字体损坏（{error}）"))
}

fn table(file: &mut File, records: &[TableRecord], tag: [u8; 4]) -> Result<Vec<u8>, String> {
    /// The three tables have 54, 36 and at most 32 bytes; a file that claims more is not read on.
    const LIMIT: u64 = 256;
    let record = records.iter().find(|record| record.tag == tag).ok_or("字体缺少必要的数据表")?;
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(record.offset)).map_err(|error| error.to_string())?;
    file.take(record.length.min(LIMIT)).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}
