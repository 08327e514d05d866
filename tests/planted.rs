//! Promise: what is wrong in the inputs is named at its exact place, and everything else is made.
//!
//! Seeds draw where the faults lie: unit, sheet, row and column of a wrong indicator number, the mention of
//! a unit in the plan that is misspelt, the file that is no workbook.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by panicking what is wrong")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};

#[path = "support/folders.rs"]
mod folders;
#[path = "support/program.rs"]
mod program;
#[path = "support/workbooks.rs"]
mod workbooks;

use folders::tree;
use program::{Found, findings, juanzong};

const SEEDS: [u64; 3] = [1, 9_704, 20_230_410];

#[test]
fn planted_faults_are_named_at_their_places_and_everything_else_is_made() {
    let sound = folders::example();
    assert_eq!(juanzong(sound.path(), &["build"]).code, 0);
    let sound = output(sound.path());
    for seed in SEEDS {
        let workspace = folders::example();
        let planted = plant(workspace.path(), &mut Draw(seed));
        let check = juanzong(workspace.path(), &["check", "--format", "json"]);
        assert_eq!((check.code, errors(&check)), (1, planted.clone()), "seed {seed}");
        let build = juanzong(workspace.path(), &["build", "--format", "json"]);
        assert_eq!((build.code, errors(&build)), (1, planted), "seed {seed}");
        assert_eq!(output(workspace.path()), sound, "seed {seed}");
    }
}

/// The files that a build has written.
fn output(workspace: &Path) -> BTreeSet<String> {
    tree(&workspace.join("output")).into_keys().collect()
}

fn errors(said: &program::Said) -> BTreeSet<Found> {
    findings(said).into_iter().filter(|found| found.severity == "error").collect()
}

/// Plants all three faults, and says what must be found.
fn plant(workspace: &Path, draw: &mut Draw) -> BTreeSet<Found> {
    let error = |code: &str, place| Found { severity: "error".to_owned(), code: code.to_owned(), place };
    BTreeSet::from([
        error("indicator-not-in-plan", plant_indicator(workspace, draw)),
        error("plan-unit-unknown", misspell_unit(workspace, draw)),
        error("workbook-unreadable", plant_file(workspace, draw)),
    ])
}

/// Numbers that follow from a seed alone.
struct Draw(u64);

impl Draw {
    /// A number below `count`. **Source:** splitmix64 of Steele, Lea and Flood.
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(count).unwrap()).unwrap()
    }

    /// One of these.
    fn one_of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }
}

/// The units that handed in, as their workbooks are named.
fn units(workspace: &Path) -> Vec<String> {
    let files = tree(&workspace.join("inputs/submissions")).into_keys();
    files.map(|file| file.strip_suffix(".xlsx").unwrap().to_owned()).collect()
}

/// Moves a unit's tables somewhere else on their sheets, and writes a wrong number into one of the rows.
fn plant_indicator(workspace: &Path, draw: &mut Draw) -> String {
    let file = format!("inputs/submissions/{}.xlsx", draw.one_of(&units(workspace)));
    let mut sheets = cells(&fs::read(workspace.join(&file)).unwrap());
    let (sheet, rows) = &mut sheets[draw.below(2)];
    let head = rows.iter().position(|row| column_of_numbers(row).is_some()).unwrap();
    let column = column_of_numbers(&rows[head]).unwrap();
    let row = head + 1 + draw.below(rows.len() - head - 1);
    rows[row][column] = format!("{}.{}.{}", 90 + draw.below(10), 1 + draw.below(9), 1 + draw.below(9));
    let (down, right) = (draw.below(5), draw.below(5));
    let place = format!("{file} {sheet}!{}{}", char::from(b"ABCDEFGHIJ"[column + right]), row + down + 1);
    let moved: Vec<(String, String)> =
        sheets.iter().map(|(name, rows)| (name.clone(), tsv(rows, down, right))).collect();
    let moved: Vec<(&str, &str)> = moved.iter().map(|(name, rows)| (name.as_str(), rows.as_str())).collect();
    fs::write(workspace.join(&file), workbooks::workbook(&moved)).unwrap();
    place
}

/// The column of a head that holds indicator numbers, whichever of its names it has.
fn column_of_numbers(head: &[String]) -> Option<usize> {
    let names = ["指标编号", "指标序号", "三级指标编号"];
    head.iter().position(|cell| names.contains(&cell.trim_end_matches('*')))
}

/// The rows of a table, so many rows further down and columns further right.
fn tsv(rows: &[Vec<String>], down: usize, right: usize) -> String {
    let lines = rows.iter().map(|row| format!("{}{}\n", "\t".repeat(right), row.join("\t")));
    format!("{}{}", "\n".repeat(down), lines.collect::<String>())
}

/// The sheets of a workbook, each with its cells from A1 on as `support/workbooks.rs` writes them.
fn cells(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    let rows =
        |range: calamine::Range<Data>| range.rows().map(|row| row.iter().map(cell).collect()).collect();
    workbook.worksheets().into_iter().map(|(name, range)| (name, rows(range))).collect()
}

fn cell(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => format!("=number:{number}"),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("=date:{year:04}-{month:02}-{day:02}")
        }
        other => panic!("the example has no such cell: {other:?}"),
    }
}

/// Swaps the last two characters of a unit's name somewhere in the plan.
fn misspell_unit(workspace: &Path, draw: &mut Draw) -> String {
    let file = "inputs/plan/indicators.yaml";
    let text = fs::read_to_string(workspace.join(file)).unwrap();
    let (at, name) = draw.one_of(&mentions(&text, &units(workspace)));
    let mut characters: Vec<char> = name.chars().collect();
    let last = characters.len() - 1;
    characters.swap(last - 1, last);
    let misspelt = String::from_iter(characters);
    fs::write(workspace.join(file), format!("{}{misspelt}{}", &text[..at], &text[at + name.len()..]))
        .unwrap();
    let line_start = text[..at].rfind('\n').unwrap() + 1;
    let (line, column) = (text[..at].matches('\n').count() + 1, text[line_start..at].chars().count() + 1);
    format!("{file}:{line}:{column}")
}

/// Every place at which a unit leads or supports an indicator.
fn mentions(text: &str, units: &[String]) -> Vec<(usize, String)> {
    let mentioned = |unit: &String| {
        text.match_indices(unit.as_str()).map(|(at, name)| (at, name.to_owned())).collect::<Vec<_>>()
    };
    let is_whole = |(at, name): &(usize, String)| {
        text[..*at].ends_with([' ', '[']) && text[at + name.len()..].starts_with([',', ']', '\n'])
    };
    units.iter().flat_map(mentioned).filter(is_whole).collect()
}

/// Puts a file that is no workbook among the submissions.
fn plant_file(workspace: &Path, draw: &mut Draw) -> String {
    let workbook = fs::read(workspace.join("inputs/submissions/区司法局.xlsx")).unwrap();
    let half = &workbook[..workbook.len() / 2];
    let contents: [&[u8]; 4] = ["这不是工作簿。\n".as_bytes(), b"%PDF-1.7\n", b"PK\x03\x04", half];
    let names = ["区司法局（补报）.xlsx", "空白.xls", "上报/汇总.et"];
    let file = format!("inputs/submissions/{}", draw.one_of(&names));
    folders::write(workspace, [(&file, &draw.one_of(&contents).to_vec())]);
    file
}
