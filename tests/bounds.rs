//! Promise: the list of bounds names for each of them a file that has such a number.
#![allow(clippy::unwrap_used, reason = "a test says by panicking what is wrong")]

use std::fs;
use std::path::Path;

/// The rows of the list: what is bounded, at most what, and the file.
fn bounds() -> Vec<[String; 3]> {
    let list = include_str!("../src/archive/BOUNDS.md");
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().replace('`', "")).collect::<Vec<_>>();
    let rows = list.lines().map(cells).filter(|cells| cells.len() > 4 && cells[3].contains(".rs"));
    rows.map(|cells| [cells[1].clone(), cells[2].clone(), cells[3].clone()]).collect()
}

/// A number of the list as the code may write it: 10,000 as `10_000`, 64 MB as `64 << 20`.
fn in_code(most: &str) -> Option<Vec<String>> {
    let (number, unit) = most.split_once(' ').unwrap_or((most, ""));
    let plain = number.replace(',', "");
    plain.parse::<u64>().ok()?;
    let shifted = |by: u32| vec![format!("{plain} << {by}"), format!("{plain} * 1024 * 1024")];
    Some(match unit {
        "KB" => shifted(10),
        "MB" => shifted(20),
        "GB" => shifted(30),
        "s" => vec![format!("from_secs({plain})")],
        _ => vec![number.replace(',', "_"), plain],
    })
}

#[test]
fn every_bound_stands_in_the_file_that_the_list_names() {
    let bounds = bounds();
    assert!(bounds.len() > 25, "{}", bounds.len());
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for [what, most, file] in bounds {
        let code = fs::read_to_string(source.join(&file)).unwrap_or_default();
        let Some(numbers) = in_code(&most) else {
            assert!(!code.is_empty(), "{what}: there is no {file}");
            continue;
        };
        assert!(numbers.iter().any(|number| code.contains(number)), "{what}: {file} has no {numbers:?}");
    }
}
