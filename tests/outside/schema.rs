//! The schemas of the plan files, judged by another program's validator: every plan file that we have is valid,
//! and none in which one name is misspelt.

use std::path::Path;
use std::process::Command;

use super::said;

/// Debian's own, which finds what Debian's packages bring.
const PYTHON: &str = "/usr/bin/python3";

#[test]
fn every_plan_file_is_valid_and_none_with_a_name_misspelt() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders =
        ["inputs/schema", "inputs/plan", "tests/cases/second-county/inputs/plan", "src/run/starter"];
    let mut command = Command::new(PYTHON);
    command.arg(repository.join("tests/outside/schema/validate.py"));
    command.args(folders.map(|folder| repository.join(folder)));
    let validated = command.output().expect("Debian's python3 is installed");
    assert!(validated.status.success(), "{}", said(&validated));
    assert!(said(&validated).ends_with("24 files\n"), "{}", said(&validated));
}
