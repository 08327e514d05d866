//! Promise: no text, however nested, long or random, crashes the typesetter, and none of it is lost.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::thread;

#[path = "support/folders.rs"]
mod folders;
#[path = "support/pages.rs"]
mod pages;
#[path = "support/program.rs"]
mod program;

use pages::{text, typeset};
use program::{Said, juanzong};

/// The stack that a thread has everywhere.
const STACK: usize = 2 << 20;

/// Typesets a text on a small stack; its text.
fn set_on_a_small_stack(markdown: String) -> String {
    let set = move || text(&typeset(&markdown).value);
    thread::Builder::new().stack_size(STACK).spawn(set).unwrap().join().unwrap()
}

/// A text of `depth` levels, each opened by `sign` and holding a word of its own.
fn nested(sign: &str, blank: &str, depth: usize) -> (String, String) {
    let level = |k: usize| format!("{}{sign}第{k}层\n{}\n", blank.repeat(k), blank.repeat(k + 1));
    let words = (0..depth).map(|k| format!("第{k}层"));
    ((0..depth).map(level).collect(), words.collect())
}

#[test]
fn lists_and_quotes_nested_a_hundred_deep_keep_their_text_in_order() {
    for (sign, blank) in [("- ", "  "), ("> ", "> ")] {
        let (markdown, words) = nested(sign, blank, 100);
        assert_eq!(set_on_a_small_stack(markdown), words, "{sign}");
    }
}

#[test]
fn what_is_nested_a_thousand_deep_still_stands_on_the_page() {
    for sign in ["- ", "> ", "1. "] {
        let found = set_on_a_small_stack(format!("{}甲\n\n乙\n", sign.repeat(1_000)));
        let letters: String = found.chars().filter(|c| "甲乙".contains(*c)).collect();
        assert_eq!(letters, "甲乙", "{sign}");
    }
}

fn program_on(bytes: &[u8]) -> Said {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), bytes).unwrap();
    juanzong(folder.path(), &["typeset", "a.md"])
}

#[test]
fn a_character_that_nobody_sees_is_named_and_not_printed() {
    let said = program_on("请\u{200b}于今日报送\n".as_bytes());
    assert!(
        said.out.contains("warning[character-invisible]: 文字里有看不见的字符 U+200B，没有印出"),
        "{said}"
    );
    assert_eq!(said.code, 0);
}

#[test]
fn a_paragraph_of_five_megabytes_is_set() {
    let sentence = "各单位要按照任务分工，认真组织落实，于2024年5月1日前报送word材料。";
    let said = program_on(sentence.repeat(5_000_000 / sentence.len()).as_bytes());
    assert_eq!(said.code, 0, "{said}");
}

#[test]
fn random_bytes_end_with_a_sentence_and_never_with_a_panic() {
    for seed in 1..=4_u64 {
        let said = program_on(&random_bytes(seed, 100_000));
        assert!((0..=3).contains(&said.code), "{seed}: {said}");
        assert!(!said.err.contains("panicked"), "{seed}: {said}");
        let marks = program_on(&random_markup(seed, 100_000));
        assert!((0..=1).contains(&marks.code), "{seed}: {marks}");
    }
}

/// Marsaglia's xorshift64.
fn random(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 33).unwrap()
}

fn random_bytes(seed: u64, count: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (0..count).map(|_| random(&mut state).to_le_bytes()[0]).collect()
}

/// Text of signs that mean something in Markdown.
fn random_markup(seed: u64, count: usize) -> Vec<u8> {
    const SIGNS: [&str; 24] = [
        "[",
        "]",
        "(",
        ")",
        "[^1]",
        "\n[^1]: ",
        "[](#甲)",
        "\n\n[TOC]\n\n",
        "\n# ",
        "\n## ",
        " {#甲}",
        "{.annex}",
        "\n| ",
        " | ",
        "\n| - | - |\n",
        "**",
        "`",
        "\n> ",
        "\n- ",
        "\n1. ",
        "甲",
        "，",
        "word ",
        "\n\n",
    ];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut text = String::new();
    while text.len() < count {
        text += SIGNS[random(&mut state) % SIGNS.len()];
    }
    text.into_bytes()
}
