//! The example as it is before anything is mutated, and how far a mutant of it comes.

use std::path::Path;

use juanzong::archive;
use juanzong::base::{Checked, Date, Finding, Place, Traced};
use juanzong::check::{self, Subject};
use juanzong::documents::{self, Material};
use juanzong::intake::{self, Workbook, WorkbookFormat};
use juanzong::ledger::{self, Ledger, Sources};
use juanzong::plan::{self, Plan, PlanText, SheetLayout};
use juanzong::render::{self, Templates};
use juanzong::run;
use juanzong::workbook::{self, Correction};

use super::accepted;
use super::folders;
use super::mutant::Mutant;
use super::seed::Seed;

/// How far a mutant came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// It was made.
    Made,
    /// Nothing in the file passed a bound, or the plan was read.
    Vetted,
    /// There is a workbook.
    Opened,
    /// Rows of it were read.
    Rows,
    /// Rows of it are in the ledger, and were examined.
    Ledger,
}

impl Stage {
    /// All but the first.
    pub(crate) const REACHED: [Self; 4] = [Self::Vetted, Self::Opened, Self::Rows, Self::Ledger];
}

/// The plan and what was handed in.
pub(crate) struct County {
    /// The plan's files.
    pub(crate) texts: Vec<PlanText>,
    /// Workbooks in zip packages, forms and others.
    pub(crate) workbooks: Vec<(String, Vec<u8>)>,
    /// Files of other formats.
    pub(crate) others: Vec<(String, Vec<u8>)>,
    plan: Plan,
    rounds: Vec<Workbook>,
    templates: Templates,
}

/// The unit whose workbook shows how far a mutated plan comes.
const UNIT: &str = "inputs/submissions/演示街道丁.xlsx";

impl County {
    pub(crate) fn example() -> Self {
        let texts = texts();
        let plan = plan::read(&texts).value.unwrap();
        let workbooks = files("inputs/inspections").into_iter().chain(files("inputs/submissions"));
        // A few of the forms: the longest ones and some others.
        let is_taken = |file: &str| file.contains("演示") || file.contains("轮") || file.contains("司法局");
        let workbooks: Vec<_> = workbooks.filter(|(file, _)| is_taken(file)).collect();
        let real = ["tests/real", "tests/mutations/formats"].into_iter().flat_map(files);
        let real = real.filter(|(file, _)| has_ending(file, &["xlsx", "ods", "xlsb", "xls", "et", "csv"]));
        let (packages, mut others): (Vec<_>, Vec<_>) = real.partition(|(_, bytes)| bytes.starts_with(b"PK"));
        others.extend(tables());
        let rounds = rounds(&plan, &workbooks);
        let workbooks = workbooks.into_iter().chain(packages).collect();
        Self { texts, workbooks, others, plan, rounds, templates: templates() }
    }

    /// How far a mutant comes through the stages.
    pub(crate) fn reach(&self, mutant: &Mutant, seed: &mut Seed) -> Stage {
        match mutant {
            Mutant::Workbook { file, bytes } => self.with_workbook(&self.plan, file, bytes, seed),
            Mutant::Plan(texts) => match plan::read(texts).value {
                None => Stage::Made,
                Some(plan) => {
                    let (file, bytes) = self.workbooks.iter().find(|(file, _)| file == UNIT).unwrap();
                    self.with_workbook(&plan, file, bytes, seed)
                }
            },
        }
    }

    fn with_workbook(&self, plan: &Plan, file: &str, bytes: &[u8], seed: &mut Seed) -> Stage {
        let is_round = file.starts_with("inputs/inspections");
        let layouts = if is_round { &plan.sheets.inspection } else { &plan.sheets.submission };
        let read = intake::workbook_elsewhere(layouts, file, bytes, Some(&elsewhere));
        let Some(workbook) = read.value else {
            return if archive::vet(bytes).is_ok() { Stage::Vetted } else { Stage::Made };
        };
        let has_rows = workbook.sheets.iter().any(|sheet| !sheet.rows.is_empty());
        let (ledger, mut findings) = self.examine(plan, &workbook, is_round, seed);
        findings.extend(read.findings);
        if workbook.format == WorkbookFormat::Xlsx && seed.below(4) == 0 {
            mark(layouts, bytes, &workbook, &findings);
        }
        let is_accepted = accepted::rows(&ledger).iter().any(|place| place.file == workbook.file);
        match (has_rows, is_accepted) {
            (true, true) => Stage::Ledger,
            (true, false) => Stage::Rows,
            _ => Stage::Opened,
        }
    }

    /// Merges and examines it, and renders some documents.
    fn examine(
        &self,
        plan: &Plan,
        workbook: &Workbook,
        is_round: bool,
        seed: &mut Seed,
    ) -> (Ledger, Vec<Finding>) {
        let one = vec![workbook.clone()];
        let sources = if is_round {
            Sources { inspections: one, ..Sources::default() }
        } else {
            Sources { submissions: one, inspections: self.rounds.clone(), ..Sources::default() }
        };
        let Checked { value: ledger, mut findings } = ledger::merge(plan, &sources);
        let as_of = plan.campaign.as_of.clone().unwrap_or_else(day);
        findings.extend(check::examine(Subject { plan, ledger: &ledger, as_of: as_of.value }));
        if seed.below(8) == 0 {
            let books = documents::catalogue(Material { plan, ledger: &ledger, as_of: &as_of }).value;
            for _ in 0..2 {
                let part = books.get(seed.below(books.len())).and_then(|book| book.parts.first());
                let part = part.map(|part| (part.view.template(), part));
                let _ = part.map(|(name, part)| self.templates.render(name, &part.view, &part.traces, ""));
            }
        }
        (ledger, findings)
    }
}

/// Marks what is wrong in a workbook; where that can be done, it says the same afterwards.
fn mark(layouts: &[SheetLayout], bytes: &[u8], workbook: &Workbook, findings: &[Finding]) {
    let file = &workbook.file;
    let own = findings.iter().filter(|finding| finding.place.file == *file);
    let corrections: Vec<Correction> = own.map(|finding| Correction::of(finding, file)).collect();
    if let Ok(marked) = workbook::marked(bytes, &corrections) {
        let again = intake::workbook(layouts, file, &marked).value.unwrap();
        assert_eq!(again.sheets, workbook.sheets);
        assert_eq!(again.filler, workbook.filler);
    }
}

/// The program, which reads some formats in a process of its own.
fn elsewhere(bytes: &[u8]) -> Result<Vec<u8>, String> {
    run::read_cells(Path::new(env!("CARGO_BIN_EXE_juanzong")), bytes)
}

fn day() -> Traced<Date> {
    Traced::at(Date::constant(2023, 4, 10), "2023年4月10日", Place::file("tests"))
}

fn texts() -> Vec<PlanText> {
    let text = |(file, bytes)| PlanText { file, text: String::from_utf8(bytes).unwrap() };
    files(plan::FOLDER).into_iter().map(text).collect()
}

fn rounds(plan: &Plan, workbooks: &[(String, Vec<u8>)]) -> Vec<Workbook> {
    let rounds = workbooks.iter().filter(|(file, _)| file.starts_with("inputs/inspections"));
    let read =
        |(file, bytes): &(String, Vec<u8>)| intake::workbook(&plan.sheets.inspection, file, bytes).value;
    rounds.filter_map(read).collect()
}

fn templates() -> Templates {
    let Checked { value, .. } = Templates::load(render::builtin());
    value
}

/// Tables of text, as units hand them in that have no spreadsheet program.
fn tables() -> Vec<(String, Vec<u8>)> {
    let table =
        "填报单位,演示街道丁\r\n指标编号,自查结论,完成时限\r\n8.3.2,\"未达标\",2023-04-20\r\n1.10,达标,\r\n";
    let bytes = |separator: &str| table.replace(',', separator).into_bytes();
    [",", "\t", ";"].map(|separator| ("inputs/submissions/表.csv".to_owned(), bytes(separator))).into()
}

/// The files below a folder of the repository.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let tree = folders::tree(&folders::repository().join(folder));
    tree.into_iter().map(|(file, bytes)| (format!("{folder}/{file}"), bytes)).collect()
}

fn has_ending(file: &str, endings: &[&str]) -> bool {
    Path::new(file).extension().is_some_and(|ending| endings.iter().any(|it| *it == ending))
}
