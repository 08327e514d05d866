//! Writes two workspaces below a folder: `county` with sixty workbooks of 200 rows, one row in twenty faulty,
//! and `long` with one workbook of 100,000 rows of twelve columns. The plan is the example's.

#![allow(clippy::unwrap_used, reason = "a measurement that can't run has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use juanzong::plan::{self, PlanText};

mod table;

use table::table;

fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("the folder to write to"));
    let texts = texts();
    let plan = plan::read(&texts).value.expect("the example's plan can be read");
    let ids: Vec<&str> = plan.third_level().map(|(_, _, third)| third.id.as_str()).collect();
    let units: Vec<&str> = plan.owing_units().map(|(_, unit)| unit.name.as_str()).collect();
    write(&folder.join("county"), &texts, units.iter().map(|unit| (*unit, table(200, unit, &ids))));
    write(&folder.join("long"), &texts, [(units[0], table(100_000, units[0], &ids))]);
}

fn texts() -> Vec<PlanText> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join(plan::FOLDER)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |file: &Path| format!("{}/{}", plan::FOLDER, file.file_name().unwrap().to_string_lossy());
    files.iter().map(|file| PlanText { file: name(file), text: fs::read_to_string(file).unwrap() }).collect()
}

fn write<'a>(workspace: &Path, texts: &[PlanText], workbooks: impl IntoIterator<Item = (&'a str, Vec<u8>)>) {
    let plan = texts.iter().map(|text| (text.file.clone(), text.text.clone().into_bytes()));
    let workbooks =
        workbooks.into_iter().map(|(unit, bytes)| (format!("inputs/submissions/{unit}.xlsx"), bytes));
    for (file, bytes) in plan.chain(workbooks) {
        let file = workspace.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}
