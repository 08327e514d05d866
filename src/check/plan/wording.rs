//! Rules over how the plan's texts are written: brackets, document numbers, enumerations.

use std::collections::BTreeMap;

use crate::base::{Code, Finding, Words, read_chinese_numeral};
use crate::plan::FOLDER;

use super::super::Subject;

/// A bracket of one width is closed by one of the other, or half-width brackets hold Chinese text.
pub(in super::super) fn brackets_mixed(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for text in subject.plan.texts().into_iter().chain(subject.plan.labels()) {
        let Some(fault) = mixed(text.as_str()) else { continue };
        let is_mixed = fault.starts_with('（') || fault.ends_with('）');
        let wrong = if is_mixed { "的括号全角半角混用" } else { "用了半角括号" };
        let message = format!("“{fault}”{wrong}，应写成“（）”");
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

/// The year of a 发文字号 stands in other brackets than 〔〕, or a document's number is none.
///
/// **Source:** GB/T 9704-2012 §7.2.5: the year in full in 〔〕, the serial without 第 and without zeros before it.
pub(in super::super) fn number_brackets(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for text in subject.plan.texts() {
        let Some((wrong, right)) = wrong_number(text.as_str()) else { continue };
        let message = format!("发文字号里的“{wrong}”应写成“{right}”");
        let finding = Finding::new(Code::NumberBrackets, text.place_or(FOLDER), message);
        findings.push(finding.help("年份用六角括号〔〕，序号前不加“第”"));
    }
    let numbers = subject.plan.documents.iter().filter_map(|document| document.number.as_ref());
    let wrong = numbers.filter(|it| !is_number(it.as_str()) && wrong_number(it.as_str()).is_none());
    findings.extend(wrong.map(|number| {
        let message = format!("发文字号“{number}”不是“机关代字〔年份〕序号”的写法");
        Finding::new(Code::NumberBrackets, number.place_or(FOLDER), message)
            .help("如 某发〔2023〕1号：年份写全，用六角括号〔〕，序号前不加“第”，也不补 0")
    }));
}

/// Whether a text is a 发文字号: `某发〔2023〕1号`.
fn is_number(text: &str) -> bool {
    let parts = text.split_once('〔').and_then(|(mark, rest)| Some((mark, rest.split_once('〕')?)));
    let Some((mark, (year, serial))) = parts else { return false };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let serial = serial.strip_suffix('号').filter(|serial| are_digits(serial) && !serial.starts_with('0'));
    !mark.is_empty() && year.len() == 4 && are_digits(year) && serial.is_some()
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
    for text in subject.plan.texts() {
        if let Some((expected, number)) = skipped(text.as_str()) {
            let message = format!("文中的序号接着前一项应为 {expected}，写成了 {number}：“{}”", begin(text));
            findings.push(Finding::new(Code::EnumerationOrder, text.place_or(FOLDER), message));
        }
    }
}

/// What the first number should be that skips one within a text, and what it is. `一是…；二是…` and `（一）…；（二）…`
/// are counted, each for itself; one that begins anew begins a list of its own.
fn skipped(text: &str) -> Option<(usize, usize)> {
    let mut last: BTreeMap<bool, usize> = BTreeMap::new();
    for item in text.split(['。', '；', ';', '：', ':', '，']) {
        let item = item.trim_start();
        let is_bracketed = item.starts_with(['（', '(']);
        let Some(number) = leading_number(item).filter(|_| is_bracketed || is_said(item)) else { continue };
        let before = last.insert(is_bracketed, number);
        let expected = before.map_or(1, |before| before + 1);
        if before.is_some() && number != expected && number != 1 {
            return Some((expected, number));
        }
    }
    None
}

/// `一是`.
fn is_said(item: &str) -> bool {
    split_number(item).is_some_and(|(_, behind)| behind.starts_with('是'))
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
    use super::{is_number, leading_number, mixed, skipped, wrong_number};

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
    fn a_number_has_its_mark_its_year_in_full_and_its_serial_without_zeros() {
        assert!(is_number("某发〔2023〕1号") && is_number("某办发〔2023〕120号"));
        for text in [
            "某发2023年1号",
            "某发〔23〕1号",
            "某发〔2023〕01号",
            "某发〔2023〕第1号",
            "〔2023〕1号",
            "某发〔2023〕号",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }

    #[test]
    fn a_number_that_is_skipped_within_a_text_is_seen() {
        assert_eq!(skipped("要做到：一是甲；二是乙；四是丁。"), Some((3, 4)));
        assert_eq!(skipped("（一）甲。（二）乙。（二）丙。"), Some((3, 2)));
        for text in [
            "一是甲，（一）乙；（二）丙；二是丁",
            "（一）甲。（一）乙",
            "见（三）",
            "甲：三是乙",
            "一、二级指标，三、四级",
        ] {
            assert_eq!(skipped(text), None, "{text}");
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
