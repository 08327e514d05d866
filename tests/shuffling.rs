//! Promise: in which order files, sheets and columns come, and what files are called, changes nothing in
//! ledger and findings but places.
//!
//! The example's workbooks are written again by another library than the one that reads them, and so that
//! there is something to find, faults are planted in them beforehand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by panicking what is wrong")]

use std::collections::BTreeMap;
use std::fs;

use calamine::Data;
use juanzong::plan::{Plan, SheetLayout};

#[path = "support/folders.rs"]
mod folders;
#[path = "support/seed.rs"]
mod seed;
#[path = "support/stages.rs"]
mod stages;
#[path = "support/tables.rs"]
mod tables;

use seed::Seed;
use stages::Stages;
use tables::Table;

const SUBMISSIONS: &str = "inputs/submissions";
const INSPECTIONS: &str = "inputs/inspections";
/// How often everything is shuffled.
const SHUFFLES: u64 = 3;
/// How many cells are spoilt, somewhere in all the workbooks.
const FAULTS: usize = 400;

/// Workbooks by path.
type Workbooks = BTreeMap<String, Vec<Table>>;

#[test]
fn writing_the_examples_workbooks_again_changes_nothing() {
    let example = stages::run(folders::repository());
    let again = run(&workbooks());
    assert_eq!(said(&again, &BTreeMap::new()), said(&example, &BTreeMap::new()));
}

#[test]
fn shuffling_files_sheets_and_columns_changes_nothing_but_places() {
    let example = stages::run(folders::repository());
    let mut workbooks = workbooks();
    plant(&mut workbooks, &example.plan, &mut Seed::new(60));
    let planted = run(&workbooks);
    let more = planted.findings.len() - example.findings.len();
    assert!(more > FAULTS / 8, "{more} findings of {FAULTS} faults");
    let expected = said(&planted, &BTreeMap::new());
    for seed in 0..SHUFFLES {
        let (shuffled, names) = shuffled(&workbooks, &example.plan, &mut Seed::new(seed));
        let said = said(&run(&shuffled), &names);
        for (found, expected) in said.iter().zip(&expected) {
            assert_eq!(found, expected, "seed {seed}");
        }
        assert_eq!(said.len(), expected.len(), "seed {seed}");
    }
}

fn workbooks() -> Workbooks {
    let files = folders::tree(&folders::repository().join("inputs"));
    let below = |folder: &str| format!("{}/", folder.trim_start_matches("inputs/"));
    let is_workbook =
        |file: &String| [SUBMISSIONS, INSPECTIONS].iter().any(|it| file.starts_with(&below(it)));
    let workbooks = files.iter().filter(|(file, _)| is_workbook(file));
    workbooks.map(|(file, bytes)| (format!("inputs/{file}"), tables::read(bytes))).collect()
}

/// What the stages make of the example with these workbooks.
fn run(workbooks: &Workbooks) -> Stages {
    let workspace = folders::example();
    for folder in [SUBMISSIONS, INSPECTIONS] {
        fs::remove_dir_all(workspace.path().join(folder)).unwrap();
    }
    let files = workbooks.iter().map(|(file, tables)| (file.clone(), tables::write(tables)));
    folders::write(workspace.path(), &files.collect::<folders::Tree>());
    stages::run(workspace.path())
}

/// Spoils cells below the heads.
fn plant(workbooks: &mut Workbooks, plan: &Plan, seed: &mut Seed) {
    let mut tables: Vec<&mut Table> = workbooks.values_mut().flatten().collect();
    for _ in 0..FAULTS {
        let at = seed.below(tables.len());
        let Some(head) = head(tables[at], plan) else { continue };
        let cells: Vec<(u32, u32)> =
            tables[at].cells.keys().copied().filter(|(row, _)| *row > head).collect();
        if !cells.is_empty() {
            let spoilt = seed.word(&["99.9.9", "", "四月上旬", "\u{fdd0}", "达标"]);
            tables[at].cells.insert(*seed.pick(&cells), Data::String(spoilt.to_owned()));
        }
    }
}

/// The same in another order and under other names; each new name with the old one.
fn shuffled(workbooks: &Workbooks, plan: &Plan, seed: &mut Seed) -> (Workbooks, BTreeMap<String, String>) {
    let (mut shuffled, mut names) = (Workbooks::new(), BTreeMap::new());
    let mut numbers: Vec<usize> = (0..workbooks.len()).collect();
    seed.shuffle(&mut numbers);
    for ((file, tables), number) in workbooks.iter().zip(numbers) {
        let mut tables: Vec<Table> =
            tables.iter().map(|table| with_columns_shuffled(table, plan, seed)).collect();
        seed.shuffle(&mut tables);
        // The plan knows the workbooks of rounds by their names.
        let name = if file.starts_with(SUBMISSIONS) {
            format!("{SUBMISSIONS}/{}/表（{number:02}）.xlsx", number % 7)
        } else {
            file.clone()
        };
        shuffled.insert(name.clone(), tables);
        names.insert(name, file.clone());
    }
    (shuffled, names)
}

/// Titles and the line of the filler stay, since a label stands before its value.
fn with_columns_shuffled(table: &Table, plan: &Plan, seed: &mut Seed) -> Table {
    let Some(head) = head(table, plan) else { return table.clone() };
    let width = table.cells.keys().map(|(_, column)| column + 1).max().unwrap_or_default();
    let mut to: Vec<u32> = (0..width).collect();
    seed.shuffle(&mut to);
    let moved = |(row, column): (u32, u32)| {
        if row < head { (row, column) } else { (row, to[usize::try_from(column).unwrap()]) }
    };
    let cells = table.cells.iter().map(|(at, data)| (moved(*at), data.clone()));
    Table { cells: cells.collect(), ..table.clone() }
}

/// The row of the heads; none on a sheet that the plan has no layout for.
fn head(table: &Table, plan: &Plan) -> Option<u32> {
    let layouts = plan.sheets.submission.iter().chain(&plan.sheets.inspection);
    let layout = layouts.into_iter().find(|layout| layout.name.as_str() == table.name)?;
    let row = table.cells.iter().find(|(_, data)| is_head(data, layout)).map(|((row, _), _)| *row);
    Some(row.unwrap())
}

fn is_head(data: &Data, layout: &SheetLayout) -> bool {
    let said = data.to_string();
    layout.columns.iter().any(|column| column.name.as_str() == said.trim_end_matches('*'))
}

/// Everything in the ledger and every finding, in words: files by their old names, no columns.
fn said(stages: &Stages, names: &BTreeMap<String, String>) -> Vec<String> {
    let in_words = |value: &dyn std::fmt::Debug| without_columns(&format!("{value:?}"), names);
    let submissions = stages.ledger.submissions.iter().map(|submission| in_words(submission));
    let rounds = stages.ledger.rounds.iter().map(|round| in_words(round));
    let mut findings: Vec<String> = stages.findings.iter().map(|finding| in_words(finding)).collect();
    // They come in the order of the files.
    findings.sort();
    submissions.chain(rounds).chain(findings).collect()
}

fn without_columns(words: &str, names: &BTreeMap<String, String>) -> String {
    let pieces = words.split("column_0based: ");
    let words: String = pieces.map(|piece| piece.trim_start_matches(|c: char| c.is_ascii_digit())).collect();
    names.iter().fold(words, |words, (new, old)| words.replace(new.as_str(), old))
}
