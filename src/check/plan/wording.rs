//! Rules over how the plan's texts are written: brackets, document numbers, enumerations.

use crate::base::{Code, Finding, Words, read_chinese_numeral};
use crate::plan::FOLDER;

use super::super::Subject;

/// A bracket of one width is closed by one of the other, or half-width brackets hold Chinese text.
pub(in super::super) fn brackets_mixed(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for text in subject.plan.texts() {
        let Some(fault) = mixed(text.as_str()) else { continue };
        let message = format!("“{fault}”的括号全角半角混用，应写成“（）”");
        findings.push(Finding::new(Code::BracketsMixed, text.place_or(FOLDER), message));
    }
}

/// The first bracketed piece that is written wrongly, brackets included.
fn mixed(text: &str) -> Option<&str> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => open.push((at, c)),
            ')' | '）' => {
                let (start, opening) = open.pop()?;
                let piece = &text[start..at + c.len_utf8()];
                let is_same = (opening == '(') == (c == ')');
                let is_chinese = piece.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                if !is_same || (opening == '(' && is_chinese) {
                    return Some(piece);
                }
            }
            _ => {}
        }
    }
    None
}

/// The year of a 发文字号 stands in other brackets than 〔〕.
///
/// **Source:** GB/T 9704-2012 §7.2.5.
pub(in super::super) fn number_brackets(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for text in subject.plan.texts() {
        let Some((wrong, right)) = wrong_number(text.as_str()) else { continue };
        let message = format!("发文字号里的“{wrong}”应写成“{right}”");
        let finding = Finding::new(Code::NumberBrackets, text.place_or(FOLDER), message);
        findings.push(finding.help("年份用六角括号〔〕，序号前不加“第”"));
    }
}

/// The first `[2023]1号` and what it should be.
fn wrong_number(text: &str) -> Option<(String, String)> {
    const PAIRS: [(char, char); 5] = [('[', ']'), ('［', '］'), ('【', '】'), ('(', ')'), ('（', '）')];
    for (at, c) in text.char_indices() {
        let Some((_, close)) = PAIRS.into_iter().find(|(open, _)| *open == c) else { continue };
        let Some((year, behind)) = text[at + c.len_utf8()..].split_once(close) else { continue };
        let number = behind.strip_prefix('第').unwrap_or(behind);
        let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        if is_year && digits > 0 && number[digits..].starts_with('号') {
            let whole = format!("{c}{year}{close}{}号", &behind[..behind.len() - number.len() + digits]);
            return Some((whole, format!("〔{year}〕{}号", &number[..digits])));
        }
    }
    None
}

/// The numbers that begin the entries of a list skip one or come twice.
pub(in super::super) fn enumeration(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for list in subject.plan.lists() {
        let numbers = list.iter().filter_map(|text| Some((leading_number(text.as_str())?, text)));
        let mut expected = 1;
        for (number, text) in numbers {
            if number != expected {
                let message = format!("序号接着前一条应为 {expected}，写成了 {number}：“{}”", begin(text));
                findings.push(Finding::new(Code::EnumerationOrder, text.place_or(FOLDER), message));
            }
            expected = number + 1;
        }
    }
}

fn begin(text: &Words) -> String {
    text.as_str().chars().take(12).collect()
}

/// `1.`, `1、`, `（1）`, `一、`, `（一）`, `一是` at the beginning of a text.
fn leading_number(text: &str) -> Option<usize> {
    let bare = text.strip_prefix(['（', '(']).unwrap_or(text);
    let is_bracketed = bare.len() != text.len();
    let (number, behind) = split_number(bare)?;
    let ends: &[char] = if is_bracketed { &['）', ')'] } else { &['、', '.', '．', '是'] };
    let rest = behind.strip_prefix(ends)?;
    // `1.5倍` begins with a figure.
    (is_bracketed
        || !bare.starts_with(|c: char| c.is_ascii_digit())
        || !rest.starts_with(|c: char| c.is_ascii_digit()))
    .then_some(number)
}

/// The number that a text begins with, in figures or Chinese numerals, and what follows.
pub(super) fn split_number(text: &str) -> Option<(usize, &str)> {
    let end = |is_numeral: fn(char) -> bool| text.find(|c| !is_numeral(c)).unwrap_or(text.len());
    match end(|c| c.is_ascii_digit()) {
        0 => {
            let (number, behind) = text.split_at(end(|c| "一二三四五六七八九十".contains(c)));
            Some((read_chinese_numeral(number)?, behind))
        }
        digits => Some((text[..digits].parse().ok()?, &text[digits..])),
    }
}

#[cfg(test)]
mod tests {
    use super::{leading_number, mixed, wrong_number};

    #[test]
    fn brackets_of_two_widths_are_seen() {
        assert_eq!(mixed("甲（乙)丙"), Some("（乙)"));
        assert_eq!(mixed("甲(乙)丙"), Some("(乙)"));
        for text in ["甲（乙）丙", "GB(2012)", "1)甲", "甲（乙（丙）丁）"] {
            assert_eq!(mixed(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_in_other_brackets_are_seen() {
        let wrong = |text| wrong_number(text).map(|(wrong, right)| format!("{wrong} {right}"));
        assert_eq!(wrong("甲发[2023]1号").as_deref(), Some("[2023]1号 〔2023〕1号"));
        assert_eq!(wrong("甲发【2023】第12号").as_deref(), Some("【2023】第12号 〔2023〕12号"));
        for text in ["甲发〔2023〕1号", "甲（2023）年1号楼", "（2023）1楼"] {
            assert_eq!(wrong(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_at_the_beginning_are_read() {
        for (text, number) in
            [("1. 甲", 1), ("（二）甲", 2), ("三是甲", 3), ("（4）甲", 4), ("五、甲", 5), ("十二、甲", 12)]
        {
            assert_eq!(leading_number(text), Some(number), "{text}");
        }
        for text in ["1.5倍", "一律不准", "2023年", "甲一、", ""] {
            assert_eq!(leading_number(text), None, "{text}");
        }
    }
}
