//! How long the example takes: the whole build, and its three heaviest steps alone. `cargo bench --bench example` measures.
//!
//! In: the repository's workspace, of which each build gets a fresh copy, so that nothing is written into
//! the checkout and no build finds its work done. Out: criterion's figures. It judges none of them.

#![allow(clippy::unwrap_used, reason = "a measurement that can't run has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use criterion::{BatchSize, Criterion};
use juanzong::base::{Date, Place, Traced};
use juanzong::faces::Faces;
use juanzong::ledger::{self, Sources};
use juanzong::markdown::{self, Manuscript, Marks};
use juanzong::plan::{self, Plan, PlanText};
use juanzong::run::{self, Build, Setting};
use juanzong::typeset::{self, Style};
use juanzong::{check, intake, pdf};
use rayon::prelude::*;
use tempfile::TempDir;
use walkdir::WalkDir;

#[path = "beside_openpyxl/table.rs"]
mod table;

use table::table;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    whole_build(&mut criterion);
    workbooks(&mut criterion);
    county(&mut criterion);
    long_sheet(&mut criterion);
    long_report(&mut criterion);
    criterion.final_summary();
}

/// Every document, each time into an empty output folder.
fn whole_build(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("example");
    group.sample_size(10);
    group.bench_function("build", |bencher| {
        bencher.iter_batched(workspace, build, BatchSize::PerIteration);
    });
    group.finish();
}

/// The sixty workbooks, bytes in memory → rows, one after another.
fn workbooks(criterion: &mut Criterion) {
    let layouts = plan().sheets.submission;
    let named = |file: PathBuf| (file.display().to_string(), fs::read(&file).unwrap());
    let files: Vec<(String, Vec<u8>)> =
        files_below(&repository().join("inputs/submissions")).into_iter().map(named).collect();
    criterion.bench_function(&format!("intake of {} workbooks", files.len()), |bencher| {
        bencher.iter(|| {
            let read = files.iter().map(|(file, bytes)| intake::workbook(&layouts, file, bytes));
            read.filter(|workbook| workbook.value.is_some()).count()
        });
    });
}

/// Sixty workbooks of 200 rows, one row in twenty faulty: bytes in memory → rows → ledger → checks.
fn county(criterion: &mut Criterion) {
    let plan = plan();
    let ids: Vec<&str> = plan.third_level().map(|(_, _, third)| third.id.as_str()).collect();
    let handed: Vec<(String, Vec<u8>)> = plan
        .units
        .iter()
        .cycle()
        .take(60)
        .zip(1..)
        .map(|(unit, number)| {
            (format!("inputs/submissions/{number}.xlsx"), table(200, unit.name.as_str(), &ids))
        })
        .collect();
    criterion.bench_function("intake, ledger and checks of 60 workbooks of 200 rows", |bencher| {
        bencher.iter(|| {
            let read = |(file, bytes): &(String, Vec<u8>)| {
                intake::workbook(&plan.sheets.submission, file, bytes).value
            };
            let submissions = handed.par_iter().filter_map(read).collect();
            let sources = Sources { submissions, ..Sources::default() };
            let ledger = ledger::merge(&plan, &sources);
            let subject =
                check::Subject { plan: &plan, ledger: &ledger.value, as_of: Date::constant(2023, 4, 10) };
            ledger.findings.len() + check::examine(subject).len()
        });
    });
}

/// 100,000 rows of twelve columns, of which the plan knows ten.
fn long_sheet(criterion: &mut Criterion) {
    let layouts = plan().sheets.submission;
    let bytes = table(100_000, "甲局", &["1.1", "1.2"]);
    let read = intake::workbook(&layouts, "a.xlsx", &bytes).value;
    assert_eq!(read.map(|book| book.sheets.iter().map(|sheet| sheet.rows.len()).sum()), Some(100_000));
    let mut group = criterion.benchmark_group("intake");
    group.sample_size(10);
    group.bench_function("100,000 rows × 12 columns", |bencher| {
        bencher.iter_with_large_drop(|| intake::workbook(&layouts, "a.xlsx", &bytes));
    });
    group.finish();
}

/// A dossier's first volume: manuscripts → pages, and pages → bytes.
fn long_report(criterion: &mut Criterion) {
    let workspace = build(workspace());
    let faces = Faces::open(&[fonts()]).unwrap();
    let volume = manuscripts(&volume_below(&workspace.path().join("output/dossiers")));
    let style = Style::default();
    let pages = typeset::pages(&volume, &faces, &style).value;
    let count = pages.pages.len();
    criterion.bench_function(&format!("typeset {count} pages"), |bencher| {
        bencher.iter(|| typeset::pages(&volume, &faces, &style));
    });
    criterion.bench_function(&format!("write {count} pages as PDF"), |bencher| {
        bencher.iter(|| pdf::write(&pages, &faces));
    });
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fonts() -> PathBuf {
    repository().join("fonts")
}

fn plan() -> Plan {
    let text = |file: PathBuf| PlanText {
        text: fs::read_to_string(&file).unwrap(),
        file: file.strip_prefix(repository()).unwrap().display().to_string(),
    };
    let texts: Vec<PlanText> = files_below(&repository().join(plan::FOLDER)).into_iter().map(text).collect();
    plan::read(&texts).value.unwrap()
}

/// A copy of the example that nothing was built in.
fn workspace() -> TempDir {
    let workspace = tempfile::tempdir().unwrap();
    for file in files_below(&repository().join("inputs")) {
        let copy = workspace.path().join(file.strip_prefix(repository()).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(&file, copy).unwrap();
    }
    workspace
}

/// Builds everything; the workspace comes back, so that deleting it is not measured.
fn build(workspace: TempDir) -> TempDir {
    let request = Build {
        setting: Setting {
            workspace: workspace.path().to_path_buf(),
            program: None,
            as_of: None,
            today: Traced::at(Date::constant(2023, 4, 10), "2023年4月10日", Place::file("benches")),
            fonts: vec![fonts()],
            is_strict: false,
        },
        select: Vec::new(),
        with_pdf: true,
        with_markdown: true,
        jobs: None,
        force: false,
        proof: false,
        dry_run: false,
    };
    let built = run::build(&request, &|_| ()).unwrap();
    assert_eq!(built.missing, 0, "documents are missing, see cargo run -- build");
    workspace
}

/// The folder of the first volume.
fn volume_below(dossiers: &Path) -> PathBuf {
    let first = files_below(dossiers).into_iter().find(|file| file.extension().is_some_and(|it| it == "md"));
    first.unwrap().parent().unwrap().to_path_buf()
}

fn manuscripts(volume: &Path) -> Vec<Manuscript> {
    let read = |file: &PathBuf| {
        let text = fs::read_to_string(file).unwrap();
        markdown::read(&file.display().to_string(), &text, &Marks::default(), Vec::new()).value
    };
    files_below(volume).iter().map(read).collect()
}

/// Every file below a folder, in the order of names.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}
