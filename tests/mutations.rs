//! Promise: nothing that is handed in, however it was changed, makes the stages panic, die or take more
//! memory than they may.
//!
//! `cargo test --test mutations` takes a few hundred mutants of the example. The long run takes those whose
//! numbers are named, and says how far they came:
//!
//! ```text
//! JUANZONG_MUTATIONS=0..20000 cargo test --release --test mutations -- --nocapture
//! ```
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by panicking what is wrong")]

use std::ops::Range;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;

#[path = "support/accepted.rs"]
mod accepted;
#[path = "mutations/bytes.rs"]
mod bytes;
#[path = "mutations/county.rs"]
mod county;
#[path = "support/folders.rs"]
mod folders;
#[path = "mutations/mutant.rs"]
mod mutant;
#[path = "support/packages.rs"]
mod packages;
#[path = "support/seed.rs"]
mod seed;
#[path = "mutations/xml.rs"]
mod xml;
#[path = "mutations/yaml.rs"]
mod yaml;

use county::{County, Stage};
use mutant::Mutant;
use seed::Seed;

/// The mutants of the normal suite.
const FEW: Range<u64> = 0..300;
/// The most memory that all of them may take, in MB.
#[cfg(target_os = "linux")]
const MEMORY: u64 = 500;

/// Panics of libraries that the stages end as a fault of one workbook.
static CAUGHT: AtomicUsize = AtomicUsize::new(0);

/// What became of a mutant.
struct Fate {
    number: u64,
    /// None where the stages panicked.
    stage: Option<Stage>,
    time: Duration,
}

#[test]
fn no_mutant_makes_the_stages_panic_and_enough_of_them_reach_the_rows() {
    let county = County::example();
    let numbers = numbers();
    let count = numbers.end - numbers.start;
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {
        CAUGHT.fetch_add(1, Ordering::Relaxed);
    }));
    let fates: Vec<Fate> = numbers.into_par_iter().map(|number| fate(&county, number)).collect();
    panic::set_hook(hook);

    say(&fates);
    let panicked: Vec<u64> =
        fates.iter().filter(|fate| fate.stage.is_none()).map(|fate| fate.number).collect();
    assert_eq!(panicked, Vec::<u64>::new(), "mutants that made a stage panic");
    let rows = reached(&fates, Stage::Rows) as u64;
    assert!(rows * 10 >= count * 3, "{rows} of {count} reached the rows");
    #[cfg(target_os = "linux")]
    assert!(peak_mb() < MEMORY, "{} MB", peak_mb());
}

fn numbers() -> Range<u64> {
    let Ok(asked) = std::env::var("JUANZONG_MUTATIONS") else { return FEW };
    let (from, to) = asked.split_once("..").expect("JUANZONG_MUTATIONS=FROM..TO");
    from.parse().unwrap()..to.parse().unwrap()
}

#[allow(clippy::disallowed_methods, reason = "the slowest is shown, and nothing hangs on it")]
fn fate(county: &County, number: u64) -> Fate {
    let mut seed = Seed::new(number);
    let start = Instant::now();
    let stage = panic::catch_unwind(AssertUnwindSafe(|| {
        let mutant = Mutant::of(county, &mut seed);
        county.reach(&mutant, &mut seed)
    }));
    Fate { number, stage: stage.ok(), time: start.elapsed() }
}

fn reached(fates: &[Fate], stage: Stage) -> usize {
    fates.iter().filter(|fate| fate.stage >= Some(stage)).count()
}

#[allow(clippy::print_stdout, reason = "the long run is made for its figures")]
fn say(fates: &[Fate]) {
    println!("{} mutants, {} panics caught", fates.len(), CAUGHT.load(Ordering::Relaxed));
    for stage in Stage::REACHED {
        println!("{stage:?}: {}", reached(fates, stage));
    }
    if let Some(slowest) = fates.iter().max_by_key(|fate| fate.time) {
        println!("slowest: {} in {:?}", slowest.number, slowest.time);
    }
    #[cfg(target_os = "linux")]
    println!("peak: {} MB", peak_mb());
}

#[cfg(target_os = "linux")]
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse::<u64>().unwrap() >> 10
}
