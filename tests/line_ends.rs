//! Hard ends of lines: each pair that belongs together meets, many times, an end at which a plain breaker
//! would part it, and is not parted; nor is anything else amiss with the lines around it.

#[path = "support/edges.rs"]
mod edges;
#[path = "support/pages.rs"]
mod pages;

use edges::{NO_END, NO_START, cell, distance_from_cells, is_han, is_within_block};
use juanzong::base::Length;
use pages::{Glyph, all_lines, faces, typeset_plain};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// How often each pair meets an end of a line.
const MEETINGS: usize = 100;
/// Cells of an indented first line.
const FIRST_LINE: i64 = 26;
/// What the face's rounding may add.
const TOLERANCE: Length = Length::hundredths_of_mm(1);

/// What stands before and behind a place at which no line may end.
type Pair = (String, String);

/// Every forbidden pair: marks at the wrong edge, halves of marks, numbers and their units, words.
fn pairs() -> Vec<Pair> {
    let starts = NO_START.chars().map(|mark| ("国".to_owned(), mark.to_string()));
    let ends = NO_END.chars().map(|mark| (mark.to_string(), "国".to_owned()));
    let units = ["〔2023〕1号", "——", "……", "Windows", "98.5%", "137个", "第12条", "2023年", "13日", "9:00"];
    let parts = units.into_iter().flat_map(|unit| {
        let inner = unit.char_indices().skip(1);
        inner.map(move |(at, _)| (unit[..at].to_owned(), unit[at..].to_owned()))
    });
    let dates = ["2023|年3月13日", "2023年3|月13日", "2023年3月13|日"];
    let dates =
        dates.iter().filter_map(|date| date.split_once('|')).map(|(one, other)| (one.into(), other.into()));
    starts.chain(ends).chain(parts).chain(dates).collect()
}

/// Words with all that a line can give or take.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[国家法治政府建设示范创建工作]{1,9}",
        3 => "[，。、]",
        1 => "《[法治政府]{1,8}》",
        1 => "（[一二三四]）",
        1 => "[1-9][0-9]{0,3}",
        1 => "[A-Za-z]{1,9}",
    ];
    let separated = |words: Vec<String>| words.join("国");
    prop::collection::vec(word, 0..9).prop_map(separated)
}

/// The width that a plain breaker gives a character.
fn width(character: char) -> Length {
    let glyph = faces().glyph(juanzong::faces::Role::FangSong, character).expect("the face has it");
    let is_narrow = character.is_ascii();
    if is_narrow { glyph.advance(cell()) } else { cell() }
}

/// How many characters a plain breaker puts on the first line.
fn plain_end(text: &str) -> usize {
    let mut left = cell() * FIRST_LINE;
    let fits = |character: &char| {
        left -= width(*character);
        left >= Length::ZERO
    };
    text.chars().take_while(fits).count()
}

/// A text in which the first line would end inside the pair, if the words before it allow that.
fn aimed(before: &str, (one, other): &Pair, after: &str) -> Option<(String, usize)> {
    let room = cell() * FIRST_LINE - one.chars().map(width).sum();
    let mut head = String::new();
    let mut left = room;
    for character in "国".chars().chain(before.chars()).chain(std::iter::repeat('国')) {
        left -= width(character);
        if left < Length::ZERO {
            break;
        }
        head.push(character);
    }
    // What the words end with must not be a part of the pair.
    let head = format!("{}国", &head[..head.char_indices().next_back()?.0]);
    let split = head.chars().count() + one.chars().count();
    let text = format!("{head}{one}{other}国{after}");
    (plain_end(&text) == split).then_some((text, split))
}

#[test]
fn no_pair_is_parted_where_a_plain_breaker_would_part_it() {
    let mut runner = TestRunner::deterministic();
    let mut sample = || words().new_tree(&mut runner).expect("words can be made").current();
    for pair in pairs() {
        let aimed = (0..MEETINGS * 100).filter_map(|_| aimed(&sample(), &pair, &sample()));
        let cases: Vec<(String, usize)> = aimed.take(MEETINGS).collect();
        assert_eq!(cases.len(), MEETINGS, "{pair:?} hardly ever meets a line's end");
        for (text, split) in cases {
            let checked = typeset_plain(&text);
            assert_eq!(checked.findings, [], "{text}");
            let lines = all_lines(&checked.value);
            assert_whole(&text, &lines, split);
            lines.iter().zip(1..).for_each(|(line, number)| assert_sound(line, number, &text));
        }
    }
}

/// Nothing is lost, and no line ends at `split`.
fn assert_whole(text: &str, lines: &[Vec<Glyph>], split: usize) {
    let found: String = lines.iter().flatten().map(|glyph| glyph.character).collect();
    assert_eq!(found, text);
    let ends = lines.iter().scan(0, |end, line| {
        *end += line.len();
        Some(*end)
    });
    assert!(!ends.into_iter().any(|end| end == split), "parted after {split} characters: {text}");
}

/// Edges, ink, cells and stretch of one line.
fn assert_sound(line: &[Glyph], number: usize, text: &str) {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return };
    assert!(!NO_START.contains(first.character), "line {number} begins with {}: {text}", first.character);
    assert!(!NO_END.contains(last.character), "line {number} ends with {}: {text}", last.character);
    assert!(is_within_block(line), "line {number}: {text}");
    for pair in line.windows(2).filter(|pair| pair.iter().all(|glyph| is_han(glyph.character))) {
        let step = pair[1].x - pair[0].x;
        assert!(step >= cell() - TOLERANCE && step <= cell() + cell() / 4 + TOLERANCE, "{number}: {text}");
    }
    let (room, indent) = if number == 1 { (26, 2) } else { (28, 0) };
    if line.len() == room && line.iter().all(|glyph| is_han(glyph.character)) {
        let error = distance_from_cells(line, indent);
        assert!(error <= 14, "line {number} is {error} EMU off: {text}");
    }
}
