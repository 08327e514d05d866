//! Rendered Markdown → the same with clean lines.
//!
//! Tags that stand on lines of their own leave blanks behind. No more than one blank line remains
//! between two lines, none at the beginning, no blank at a line's end, one line end at the end. Marks
//! stay on their text. (Two blanks at a line's end are no line break here; `\` and `<br>` are.)

use std::ops::Range;

/// Cleans the lines; the marks are sorted, and none reaches over a line's end.
pub(super) fn clean(markdown: &str, marks: &[(Range<usize>, u32)]) -> (String, Vec<(Range<usize>, u32)>) {
    let mut lines =
        Lines { text: String::with_capacity(markdown.len()), marks: Vec::with_capacity(marks.len()) };
    let (mut at, mut rest, mut is_gap) = (0, marks, false);
    for line in markdown.split_inclusive('\n') {
        let inside = rest.partition_point(|(range, _)| range.start < at + line.len());
        let (here, after) = rest.split_at(inside);
        let kept = line.trim_end();
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
        let (to, end) = (self.text.len(), from + line.len());
        let moved = marks.iter().map(|(range, id)| (range.start..range.end.min(end), *id));
        let kept = moved.filter(|(range, _)| !range.is_empty());
        self.marks.extend(kept.map(|(range, id)| (range.start - from + to..range.end - from + to, id)));
        self.text.push_str(line);
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn gaps_close_to_one_blank_line_and_marks_stay_on_their_text() {
        let (text, marks) = clean("\n\n甲 \n\n \n\n乙丙  \n丁", &[(2..5, 0), (14..19, 1), (20..23, 2)]);

        assert_eq!(text, "甲\n\n乙丙\n丁\n");
        let marked: Vec<(&str, u32)> = marks.into_iter().map(|(range, id)| (&text[range], id)).collect();
        assert_eq!(marked, [("甲", 0), ("丙", 1), ("丁", 2)]);
    }

    #[test]
    fn a_mark_on_nothing_but_blanks_goes_with_them() {
        assert_eq!(clean("甲   \n", &[(4..6, 0)]), ("甲\n".to_owned(), vec![]));
        assert_eq!(clean(" \n\n", &[]), (String::new(), vec![]));
    }
}
