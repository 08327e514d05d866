//! Rendered Markdown → the same with clean lines.
//!
//! Data that begins a line opens no list, heading or quote: it gets a backslash where it would. Tags
//! that stand on lines of their own leave blanks behind. No more than one blank line remains
//! between two lines, none at the beginning, no blank at a line's end, one line end at the end. Marks
//! stay on their text. (Two blanks at a line's end are no line break here; `\` and `<br>` are.)

use std::ops::Range;

use crate::elements::guard;

/// Cleans the lines; the marks are sorted, and none reaches over a line's end.
pub(super) fn clean(markdown: &str, marks: &[(Range<usize>, u32)]) -> (String, Vec<(Range<usize>, u32)>) {
    let mut lines =
        Lines { text: String::with_capacity(markdown.len()), marks: Vec::with_capacity(marks.len()) };
    let (mut at, mut rest, mut is_gap) = (0, marks, false);
    for line in markdown.split_inclusive('\n') {
        let inside = rest.partition_point(|(range, _)| range.start < at + line.len());
        let (here, after) = rest.split_at(inside);
        let kept = line.trim_end_matches([' ', '\t', '\r', '\n']);
        if kept.is_empty() {
            is_gap = true;
        } else {
            lines.push(kept, at, here, is_gap);
            is_gap = false;
        }
        at += line.len();
        rest = after;
    }
    (lines.text, lines.marks)
}

struct Lines {
    text: String,
    marks: Vec<(Range<usize>, u32)>,
}

impl Lines {
    /// Appends a line that stood at byte `from`.
    fn push(&mut self, line: &str, from: usize, marks: &[(Range<usize>, u32)], is_after_gap: bool) {
        if is_after_gap && !self.text.is_empty() {
            self.text.push('\n');
        }
        let to = self.text.len();
        let in_line =
            |(range, id): &(Range<usize>, u32)| (range.start - from..(range.end - from).min(line.len()), *id);
        let marks = marks.iter().map(in_line).filter(|(range, _)| !range.is_empty());
        let guarded = marks
            .clone()
            .find_map(|(range, _)| guard(line, range.start))
            .filter(|at| line.is_char_boundary(*at));
        let moved = |at: usize, is_behind: bool| to + at + usize::from(is_behind);
        self.marks.extend(marks.map(|(range, id)| {
            let is_behind = |at: usize| guarded.is_some_and(|guarded| at > guarded);
            (moved(range.start, is_behind(range.start))..moved(range.end, is_behind(range.end)), id)
        }));
        let (before, behind) = line.split_at(guarded.unwrap_or(0));
        self.text.push_str(before);
        self.text.push_str(if guarded.is_some() { "\\" } else { "" });
        self.text.push_str(behind);
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::clean;

    #[test]
    fn gaps_close_to_one_blank_line_and_marks_stay_on_their_text() {
        let (text, marks) = clean("\n\n甲 \n\n \n\n乙丙  \n丁", &[(2..5, 0), (14..19, 1), (20..23, 2)]);

        assert_eq!(text, "甲\n\n乙丙\n丁\n");
        let marked: Vec<(&str, u32)> = marks.into_iter().map(|(range, id)| (&text[range], id)).collect();
        assert_eq!(marked, [("甲", 0), ("丙", 1), ("丁", 2)]);
    }

    #[test]
    fn data_that_begins_a_line_gets_a_backslash_where_it_would_open_a_block() {
        let written = |text: &str, marks: &[(Range<usize>, u32)]| {
            let (text, marks) = clean(text, marks);
            let marked: Vec<&str> = marks.iter().map(|(range, _)| &text[range.clone()]).collect();
            format!("{text}{}", marked.join("|"))
        };
        assert_eq!(written("- 甲乙", &[(0..5, 0), (5..8, 1)]), "\\- 甲乙\n\\- 甲|乙");
        assert_eq!(written("2. 甲", &[(0..1, 0), (3..6, 1)]), "2\\. 甲\n2|甲");
        assert_eq!(written("> 2) 甲", &[(2..8, 0)]), "> 2\\) 甲\n2\\) 甲");
        assert_eq!(written("- 甲", &[(2..5, 0)]), "- 甲\n甲", "the template's own list");
    }

    #[test]
    fn a_mark_on_nothing_but_blanks_goes_with_them() {
        assert_eq!(clean("甲   \n", &[(4..6, 0)]), ("甲\n".to_owned(), vec![]));
        assert_eq!(clean(" \n\n", &[]), (String::new(), vec![]));
    }
}
