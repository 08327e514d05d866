//! Writes what `measure.py` measures: `cargo run --release --example beside_typst FOLDER`.
//!
//! In: a folder. Out: `long.md` and `table.md` there, for juanzong, and the same texts as `long.typ` and
//! `table.typ`, for typst; and the texts of other sizes, for juanzong alone. README.md says what is what.

#![allow(clippy::unwrap_used, reason = "a program that writes test files may stop at the first fault")]

use std::fs;
use std::path::PathBuf;

mod text;

use text::{Block, markdown, prose, table, typst};

fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("the folder to write into"));
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: String| fs::write(folder.join(name), text).unwrap();
    let both = |name: &str, blocks: &[Block]| {
        write(&format!("{name}.md"), markdown(blocks));
        write(&format!("{name}.typ"), typst(blocks));
    };
    both("long", &prose(600));
    let mut short = prose(12);
    short.push(table(300));
    both("table", &short);
    for pages in [500, 1_000, 2_000] {
        write(&format!("pages-{pages}.md"), markdown(&prose(pages * 3)));
    }
    write("rows-10000.md", markdown(&[table(10_000)]));
    write("paragraph.md", prose(9_000).iter().map(words).collect());
    write("word.md", "abcdefghij".repeat(500_000));
}

/// All of a text in one paragraph.
fn words(block: &Block) -> &str {
    match block {
        Block::Paragraph(words) => words,
        Block::Heading(..) | Block::Table(_) => "",
    }
}
