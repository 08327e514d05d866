//! One traced value → Markdown that reads as exactly that text.
//!
//! In: the text of a value, and the Markdown that it is appended to. It escapes no more than the spot
//! needs: prose, dates, numbers and ids come out without a backslash.

/// Appends a value's text to Markdown; line breaks and tabs become blanks.
pub(super) fn write_value(text: &str, markdown: &mut String) {
    let is_at_start =
        matches!(markdown.chars().rev().find(|c| !may_stand_before_block(*c)), None | Some('\n'));
    let text = if is_at_start { text.trim_start() } else { text };
    let guarded = if is_at_start { marker_sign(text) } else { None };
    let mut previous = markdown.chars().next_back().unwrap_or('\n');
    for (at, c) in text.char_indices() {
        let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
        if guarded == Some(at) || is_markup(c) || (c == '#' && previous == ' ') {
            markdown.push('\\');
        }
        markdown.push(c);
        previous = c;
    }
}

/// Characters that only marks of lists, quotes, terms and footnotes consist of.
fn may_stand_before_block(c: char) -> bool {
    c.is_ascii_digit() || " \t>-*+.):[]^".contains(c)
}

fn is_markup(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '<' | '|' | '~' | '&')
}

/// Where the sign stands that would make a block of a line that begins with this text.
fn marker_sign(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if "#>-+=:.)".contains(first) {
        return Some(0);
    }
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let is_list = digits > 0 && text[digits..].starts_with(['.', ')']);
    let rest = text.get(digits + 1..).unwrap_or_default();
    (is_list && (rest.is_empty() || rest.starts_with(char::is_whitespace))).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::write_value;

    fn after(before: &str, text: &str) -> String {
        let mut markdown = before.to_owned();
        write_value(text, &mut markdown);
        markdown.split_off(before.len())
    }

    #[test]
    fn ordinary_text_has_no_backslash() {
        for text in [
            "2023年3月13日",
            "1-003",
            "1.10",
            "85.3%",
            "（一）加强组织领导",
            "第3条：甲、乙。",
            "C#",
            "a@b.cn",
        ] {
            assert_eq!(after("", text), text);
            assert_eq!(after("| ", text), text);
        }
    }

    #[test]
    fn a_value_at_the_start_of_a_line_opens_no_block() {
        for (text, written) in [
            ("# 甲", "\\# 甲"),
            ("- 甲", "\\- 甲"),
            ("1. 甲", "1\\. 甲"),
            ("12)", "12\\)"),
            ("> 甲", "\\> 甲"),
            ("    甲", "甲"),
            ("===", "\\==="),
            (": 甲", "\\: 甲"),
        ] {
            assert_eq!(after("上文\n", text), written);
            assert_eq!(after("上文\n- ", text), written);
        }
    }

    #[test]
    fn markup_is_text_everywhere() {
        assert_eq!(
            after("甲", "a|b*c_d`[x](y)<br>\n{{ z }} &amp; ~~"),
            "a\\|b\\*c\\_d\\`\\[x\\](y)\\<br> \\{\\{ z \\}\\} \\&amp; \\~\\~"
        );
        assert_eq!(after("## 甲", " #"), " \\#");
    }
}
