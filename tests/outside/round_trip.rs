//! Forms that other programs fill in, with faults planted by seed: what comes back is found to have exactly
//! the faults that were planted.
//!
//! In: the example, and the forms of some of its units. The programs are openpyxl and LibreOffice, run by
//! scripts in `fill/` with the system's Python, for which Debian has both.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use juanzong::base::Finding;
use juanzong::check::{self, Subject};
use juanzong::evidence;
use juanzong::files::Root;
use juanzong::intake;
use juanzong::ledger::{self, Sources};
use juanzong::plan::{self, Plan, PlanText};
use juanzong::workbook;
use serde_json::{Value, json};

#[path = "round_trip/faults.rs"]
mod faults;
#[path = "../support/seed.rs"]
mod seed;
#[path = "../support/tables.rs"]
mod tables;

use crate::folders;
use faults::Filled;
use seed::Seed;

/// How often each program fills in a form.
const FORMS: u64 = 12;
/// Units whose workbooks are long enough to plant something in.
const UNITS: [&str; 4] = ["区司法局", "区政府办公室", "区公安分局", "演示街道甲"];
/// Debian's own, which finds what Debian's packages bring.
const PYTHON: &str = "/usr/bin/python3";

#[test]
fn a_form_filled_in_by_openpyxl_comes_back_with_what_was_planted() {
    check("by_openpyxl.py");
}

#[test]
fn a_form_filled_in_by_libreoffice_comes_back_with_what_was_planted() {
    check("by_libreoffice.py");
}

/// Has a program fill in forms, and reads them.
fn check(script: &str) {
    let folder = tempfile::tempdir().unwrap();
    let county = County::example();
    let filled: Vec<(u64, Filled)> = (0..FORMS).map(|number| (number, county.fill(number))).collect();
    let jobs: Vec<Value> = filled.iter().map(|(number, it)| job(folder.path(), *number, it)).collect();
    run(script, &jobs);
    for (number, it) in filled {
        let bytes = std::fs::read(folder.path().join(format!("{number}.xlsx"))).unwrap();
        let found = county.found(&it.file, &bytes);
        assert_eq!(found, it.planted, "seed {number}, {}: {:#?}", it.file, it.steps);
    }
}

fn job(folder: &Path, number: u64, filled: &Filled) -> Value {
    let form = folder.join(format!("{number}-form.xlsx"));
    std::fs::write(&form, &filled.form).unwrap();
    json!({ "form": form, "filled": folder.join(format!("{number}.xlsx")), "steps": filled.steps })
}

fn run(script: &str, jobs: &[Value]) {
    let script = folders::repository().join("tests/outside/fill").join(script);
    let child = Command::new(PYTHON).arg(script).stdin(Stdio::piped()).spawn();
    let mut child =
        child.expect("Debian's Python can be run; python3-openpyxl and python3-uno are installed");
    child.stdin.take().unwrap().write_all(Value::from(jobs).to_string().as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

/// The example, read once.
struct County {
    plan: Plan,
    sources: Sources,
    /// What is found in it as it is.
    known: Vec<String>,
}

impl County {
    fn example() -> Self {
        let root = Root::open(folders::repository()).unwrap();
        let files = |folder: &str| root.list(folder).value;
        let text =
            |file: String| PlanText { text: String::from_utf8(root.read(&file).unwrap()).unwrap(), file };
        let texts: Vec<PlanText> = files(plan::FOLDER).into_iter().map(text).collect();
        let plan = plan::read(&texts).value.unwrap();
        let workbooks = |folder, layouts: &[plan::SheetLayout]| {
            let files = files(folder).into_iter();
            files
                .filter_map(|file| intake::workbook(layouts, &file, &root.read(&file).unwrap()).value)
                .collect()
        };
        let exhibits =
            files(evidence::FOLDER).into_iter().map(|file| evidence::exhibit(&root, &file).unwrap());
        let sources = Sources {
            submissions: workbooks("inputs/submissions", &plan.sheets.submission),
            inspections: workbooks("inputs/inspections", &plan.sheets.inspection),
            exhibits: exhibits.collect(),
        };
        let known = examined(&plan, &sources).iter().map(said).collect();
        Self { plan, sources, known }
    }

    /// A unit's form, what it says in the example, and faults.
    fn fill(&self, number: u64) -> Filled {
        let mut seed = Seed::new(number);
        let name = seed.word(&UNITS);
        let unit = self.plan.names.unit(name).unwrap();
        let rounds = Sources { submissions: Vec::new(), ..self.sources.clone() };
        let ledger = ledger::merge(&self.plan, &rounds).value;
        let form = workbook::form(&self.plan, &ledger, unit).unwrap();
        let file = format!("inputs/submissions/{name}.xlsx");
        let bytes = std::fs::read(folders::repository().join(&file)).unwrap();
        let leads = |id: &str| {
            self.plan.third_level().any(|(_, _, it)| it.id.as_str() == id && it.lead_unit == Some(unit))
        };
        faults::plant(file, form, &tables::read(&bytes), &leads, &mut seed)
    }

    /// What is found with this workbook and is not without it, in order.
    fn found(&self, file: &str, bytes: &[u8]) -> Vec<String> {
        let mut sources = self.sources.clone();
        sources.submissions.retain(|workbook| &*workbook.file != file);
        let read = intake::workbook(&self.plan.sheets.submission, file, bytes);
        let mut found: Vec<String> = read.findings.iter().map(said).collect();
        sources.submissions.extend(read.value);
        found.extend(examined(&self.plan, &sources).iter().map(said));
        without(found, &self.known)
    }
}

fn examined(plan: &Plan, sources: &Sources) -> Vec<Finding> {
    let merged = ledger::merge(plan, sources);
    let as_of = plan.campaign.as_of.as_ref().unwrap().value;
    let mut findings = merged.findings;
    findings.extend(check::examine(Subject { plan, ledger: &merged.value, as_of }));
    findings
}

fn said(finding: &Finding) -> String {
    format!("{} {}", finding.code.name(), finding.place)
}

/// The findings that are not known, and those that are known and gone, as `- …`.
fn without(found: Vec<String>, known: &[String]) -> Vec<String> {
    let mut counts: BTreeMap<String, i32> = BTreeMap::new();
    for finding in found {
        *counts.entry(finding).or_default() += 1;
    }
    for finding in known {
        *counts.entry(finding.clone()).or_default() -= 1;
    }
    let repeated = |(finding, count): (String, i32)| {
        let sign = if count < 0 { "- " } else { "" };
        vec![format!("{sign}{finding}"); usize::try_from(count.abs()).unwrap()]
    };
    counts.into_iter().flat_map(repeated).collect()
}
