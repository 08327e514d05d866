//! Markdown as Chinese offices write it → Markdown that CommonMark's rules read as it was meant.
//!
//! In: the text. Out: a text of the same length, byte for byte in the same places, in which a few marks
//! are stand-ins; and the way back. It never adds or removes a byte, so every offset stays true.
//!
//! Two rules of CommonMark misread Chinese:
//! - A `**` between a mark and a letter opens or closes only one way, because Western text has a blank
//!   there: `**会议要求：**各` and `见**“重点”**工作` are not bold. With a letter as stand-in for such a
//!   mark the rule gives what was meant, for every combination and nesting.
//! - A line that begins with a number and a dot is a list: `2023. 年度工作`. Numbers of four digits and
//!   more are years, not items.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A text with its stand-ins.
pub(super) struct Shadow<'a> {
    /// As long as the original.
    pub(super) text: Cow<'a, str>,
    /// What each stand-in stands for; a stand-in occurs nowhere in the original.
    originals: BTreeMap<char, char>,
}

impl Shadow<'_> {
    /// The text with its own marks again.
    pub(super) fn restore(&self, text: &str) -> String {
        text.chars().map(|c| self.originals.get(&c).copied().unwrap_or(c)).collect()
    }
}

/// The text as CommonMark's rules should see it.
pub(super) fn cast(text: &str) -> Shadow<'_> {
    let mut marks = emphasis_marks(text);
    marks.extend(year_dots(text));
    let stand_ins = stand_ins(text, &marks);
    if stand_ins.is_empty() {
        return Shadow { text: Cow::Borrowed(text), originals: BTreeMap::new() };
    }
    let mut shadow = String::with_capacity(text.len());
    let mut written = 0;
    for (at, mark) in marks {
        if let Some(&stand_in) = stand_ins.get(&mark) {
            shadow.push_str(&text[written..at]);
            shadow.push(stand_in);
            written = at + mark.len_utf8();
        }
    }
    shadow.push_str(&text[written..]);
    let originals = stand_ins.into_iter().map(|(mark, stand_in)| (stand_in, mark)).collect();
    Shadow { text: Cow::Owned(shadow), originals }
}

/// For each mark a character of the same length that the text does not have; none if all are taken.
fn stand_ins(text: &str, marks: &BTreeMap<usize, char>) -> BTreeMap<char, char> {
    let mut taken: BTreeSet<char> = text.chars().filter(|c| !c.is_ascii_graphic()).collect();
    let mut chosen = BTreeMap::new();
    for mark in marks.values().copied().collect::<BTreeSet<char>>() {
        if let Some(free) = pool(mark).find(|c| !taken.contains(c)) {
            taken.insert(free);
            chosen.insert(mark, free);
        }
    }
    chosen
}

/// Characters that hardly any text has, as long as this one: to CommonMark letters for a mark (phonetic
/// letters, private use, for ASCII control characters), symbols for a letter.
fn pool(c: char) -> impl Iterator<Item = char> {
    let (first, last) = match (c.is_alphanumeric(), c.len_utf8()) {
        (false, 1) => ('\u{1}', '\u{8}'),
        (false, 2) => ('\u{250}', '\u{2af}'),
        (false, 3) => ('\u{e000}', '\u{f8ff}'),
        (true, 3) => ('\u{2190}', '\u{2bff}'),
        _ => return None.into_iter().flatten(),
    };
    Some(first..=last).into_iter().flatten()
}

/// A character beside a run, with its byte.
type Side = (usize, char);

/// What hides from CommonMark's rule that a run of `*` or `~~` may open or close: a mark on one side of
/// it where a letter stands on the other.
fn emphasis_marks(text: &str) -> BTreeMap<usize, char> {
    /// A stand-in may unsettle the run on its other side; three in a row are no text any more.
    const PASSES: usize = 3;
    let sides: Vec<(Side, Side)> = runs(text).filter_map(|run| sides(text, &run)).collect();
    let mut marks = BTreeMap::new();
    for _ in 0..PASSES {
        let settled = marks.len();
        for &(before, after) in &sides {
            settle(before, after, &mut marks);
        }
        if marks.len() == settled {
            break;
        }
    }
    marks
}

fn sides(text: &str, run: &Range<usize>) -> Option<(Side, Side)> {
    let before = text[..run.start].char_indices().next_back()?;
    let after = (run.end, text[run.end..].chars().next()?);
    let is_visible = |c: char| !c.is_whitespace() && !c.is_control();
    (is_visible(before.1) && is_visible(after.1)).then_some((before, after))
}

/// Gives one side of the run a stand-in, so that both are letters or both are marks: then it may open
/// and close. Marks of ASCII are Markdown's own; beside them the letter gets it.
fn settle(before: Side, after: Side, marks: &mut BTreeMap<usize, char>) {
    let is_letter = |side: Side| side.1.is_alphanumeric() != marks.contains_key(&side.0);
    let (mark, letter, sure) = match (is_letter(before), is_letter(after)) {
        (false, true) => (before, after, OPENING),
        (true, false) => (after, before, CLOSING),
        _ => return,
    };
    let is_free =
        |side: &Side| !side.1.is_ascii() && !marks.contains_key(&side.0) && pool(side.1).next().is_some();
    if !sure.contains(mark.1)
        && let Some((at, c)) = [mark, letter].into_iter().find(is_free)
    {
        marks.insert(at, c);
    }
}

/// Behind these, a run opens: the rule is right.
const OPENING: &str = "（《“‘【〔「『〈［｛〖([<\\|";

/// Before these, a run closes: the rule is right.
const CLOSING: &str = "，。、；：？！）》”’】〕」』〉］｝〗)]>,.;:?!%\\|";

/// The runs of `*`, and those of `~` that are not a lonely one: `3~5` is no markup.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(&byte) = bytes.get(at) {
            let start = at;
            at += 1;
            if matches!(byte, b'*' | b'~') {
                at += bytes[at..].iter().take_while(|&&next| next == byte).count();
                if byte == b'*' || at - start > 1 {
                    return Some(start..at);
                }
            }
        }
        None
    })
}

/// The dot behind a number of four or more digits with which a line begins.
fn year_dots(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let begin = start;
        start += line.len();
        let number = line.trim_start_matches([' ', '\t', '>', '-', '+', '*']);
        let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
        let dot = rest.chars().next().filter(|c| matches!(c, '.' | ')'))?;
        let is_year =
            number.len() - rest.len() >= 4 && (rest.len() == 1 || rest[1..].starts_with(char::is_whitespace));
        is_year.then(|| (begin + line.len() - rest.len(), dot))
    })
}
