//! A heading that ends in “。” and goes on as text: `## 一、总则。本办法…`.
//!
//! In: the phrases of a heading, in its own look and in that of text. Out: a paragraph that begins in the one and
//! goes on in the other. It reads no numbers.

use super::super::page::Element;
use super::super::phrase::Phrase;

/// What ends such a heading.
const STOP: char = '。';

/// Where the text begins: the phrase, and the byte of it, behind the first full stop; none where nothing but
/// blanks follows it.
pub(super) fn text_start(heading: &[Phrase<'_>]) -> Option<(usize, usize)> {
    let stop = |(k, phrase): (usize, &Phrase<'_>)| phrase.text.find(STOP).map(|at| (k, at + STOP.len_utf8()));
    let (number, at) = heading.iter().enumerate().find_map(stop)?;
    let (first, others) = heading.get(number..)?.split_first()?;
    let mut rest =
        std::iter::once(first.text.get(at..)?).chain(others.iter().map(|phrase| phrase.text.as_ref()));
    rest.any(|text| !text.trim().is_empty()).then_some((number, at))
}

/// The heading up to its full stop, and what follows in the look of text. Both hold the same phrases.
pub(super) fn joined<'a>(
    heading: Vec<Phrase<'a>>,
    text: Vec<Phrase<'a>>,
    (number, at): (usize, usize),
) -> Vec<Phrase<'a>> {
    let cut = |phrase: Option<&Phrase<'a>>, is_text: bool| {
        let phrase = phrase?;
        let part = if is_text { phrase.text.get(at..)? } else { phrase.text.get(..at)? };
        Some(Phrase::new(part.to_owned(), phrase.ink.clone()))
    };
    let (last, first) = (cut(heading.get(number), false), cut(text.get(number), true));
    let before = heading.into_iter().take(number).chain(last);
    before.chain(first).chain(text.into_iter().skip(number + 1)).collect()
}

/// The words of the heading without its full stop, for the outline.
pub(in super::super) fn words(phrases: &[Phrase<'_>]) -> String {
    let is_heading = |phrase: &&Phrase<'_>| {
        let is_word = !phrase.is_break() && phrase.ink.note.is_none();
        is_word && matches!(phrase.ink.element, Element::Heading { .. })
    };
    let words: String = phrases.iter().filter(is_heading).map(|phrase| phrase.text.as_ref()).collect();
    words.trim_end_matches(STOP).to_owned()
}

/// What is heading of a line that may go on as text, without its full stop.
pub(in super::super) fn heading(line: &str) -> &str {
    match line.split_once(STOP) {
        Some((heading, text)) if !text.trim().is_empty() => heading,
        _ => line,
    }
}
