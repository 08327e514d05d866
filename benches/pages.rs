//! How many pages a second: Markdown → pages → bytes of a PDF, in one process with warm faces.
//!
//! In: the texts that are also set by typst, see `beside_typst/README.md`, and ten times the longer one.
//! Out: criterion's figures. It judges none of them.

#![allow(clippy::unwrap_used, reason = "a measurement that can't run has failed")]

use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput};
use juanzong::faces::Faces;
use juanzong::markdown::{self, Manuscript, Marks};
use juanzong::pdf;
use juanzong::typeset::{self, Style};

#[path = "beside_typst/text.rs"]
#[allow(dead_code, reason = "the same texts as typst markup are for another program")]
mod text;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut short = text::prose(12);
    short.push(text::table(300));
    measure(&mut criterion, "20 pages with a table", &text::markdown(&short));
    measure(&mut criterion, "200 pages", &text::markdown(&text::prose(600)));
    measure(&mut criterion, "2,000 pages", &text::markdown(&text::prose(6_000)));
    criterion.final_summary();
}

fn measure(criterion: &mut Criterion, name: &str, text: &str) {
    let faces = Faces::open(&[fonts()]).unwrap();
    let count = typeset::pages(&[manuscript(text)], &faces, &Style::default()).value.pages.len();
    let mut group = criterion.benchmark_group("pages");
    group.throughput(Throughput::Elements(count as u64)).sample_size(10);
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            let pages = typeset::pages(&[manuscript(text)], &faces, &Style::default()).value;
            pdf::write(&pages, &faces)
        });
    });
    group.finish();
}

fn manuscript(text: &str) -> Manuscript {
    markdown::read("text.md", text, &Marks::default(), Vec::new()).value
}

fn fonts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")
}
