//! Promise: every cell of a workbook that a program wrote is read as `calamine` reads it, and no other.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{DataRef, Reader as _, Xlsx};

use super::Reading;
use crate::archive::{self, Content};
use crate::intake::book::Sheets;
use crate::intake::grid::Raw;
use crate::intake::texts;

type Cells<T> = BTreeMap<(u32, u32), T>;

/// A cell as `calamine` has it: its kind, its text or number, and whether it is a formula.
type Expected = (char, String, bool);

fn expected(bytes: &[u8], name: &str) -> Option<Cells<Expected>> {
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut cells = xlsx.worksheet_cells_reader(name).ok()?;
    let mut expected = Cells::new();
    while let Some(cell) = cells.next_cell_with_formula().ok()? {
        let text = |text: &str| texts::clean(text).map(|text| ('t', text.into_owned()));
        let read = match cell.value {
            DataRef::String(string) => text(&string),
            DataRef::SharedString(string) => text(string),
            DataRef::Bool(is_true) => text(if is_true { "TRUE" } else { "FALSE" }),
            DataRef::Error(error) => Some(('e', error.to_string())),
            DataRef::Float(number) => Some(('n', number.to_string())),
            DataRef::DateTime(moment) => Some(('d', {
                let (year, month, day, ..) = moment.to_ymd_hms_milli();
                format!("{year:04}-{month:02}-{day:02}")
            })),
            DataRef::DateTimeIso(iso) => Some(('d', iso[..10].to_owned())),
            DataRef::Empty => None,
            other => Some(('?', format!("{other:?}"))),
        };
        let is_formula = cell.formula.is_some();
        let read = read.or_else(|| is_formula.then(|| ('-', String::new())));
        expected.extend(read.map(|(kind, said)| (cell.pos, (kind, said, is_formula))));
    }
    Some(expected)
}

/// Formats show more than the number: percentages and times of day are text here.
fn is_as(raw: &Raw, (kind, said, is_formula): &Expected) -> bool {
    let number = || said.parse::<f64>().unwrap();
    match (kind, raw) {
        ('t', Raw::Text(text)) => **text == **said,
        ('e', Raw::Error(error)) => **error == **said,
        ('n', Raw::Number(it)) => it.to_string() == *said,
        ('n', Raw::Text(percent)) => {
            let shown: f64 = percent.strip_suffix('%').unwrap().parse().unwrap();
            (shown / 100.0 - number()).abs() < 0.005
        }
        ('d', Raw::Moment(date, _)) => date.to_string() == *said,
        ('d', Raw::Text(time)) => time.contains(':'),
        ('-' | 'n', Raw::Uncalculated) => *is_formula,
        _ => false,
    }
}

fn workbooks() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["inputs/submissions", "tests/real"];
    let files = folders.iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)));
    let files = files.map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file());
    let is_xlsx =
        |path: &PathBuf| archive::sniff(&mut fs::File::open(path).unwrap()).unwrap() == Content::Xlsx;
    files.filter(is_xlsx).collect()
}

#[test]
fn every_cell_is_read_as_calamine_reads_it() {
    let (mut cells, mut files) = (0, 0);
    for path in workbooks() {
        let bytes = fs::read(&path).unwrap();
        let Ok(vetted) = archive::vet(&bytes) else { continue };
        let mut reading = Reading::open(&bytes, vetted).unwrap();
        files += 1;
        for name in reading.names() {
            let expected = expected(&bytes, &name).unwrap();
            let grid = reading.take(&name).ok().unwrap().ok().unwrap();
            let read = grid
                .rows
                .iter()
                .flat_map(|(row, cells)| cells.iter().map(|(column, raw)| ((*row, *column), raw)));
            let read: Cells<&Raw> = read.collect();
            assert!(read.keys().eq(expected.keys()), "{}: {name}", path.display());
            for ((place, raw), expected) in read.iter().zip(expected.values()) {
                assert!(is_as(raw, expected), "{}: {name} {place:?}: {raw:?}, {expected:?}", path.display());
            }
            cells += read.len();
        }
    }
    assert!(files > 60 && cells > 10_000, "{files} files, {cells} cells");
}
