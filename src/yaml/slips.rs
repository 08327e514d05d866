//! The slips that people make when they type YAML, in words that say what to change.
//!
//! In: the text and what the parser said. Out: findings at the place to change. It looks at lines
//! only where something is known to be wrong, so that text that merely looks odd is never blamed.

use std::sync::Arc;

use super::tree::Spot;
use crate::base::{Code, Finding};

pub(super) const ALIAS: &str = "以 & 或 * 开头的引用不能使用；如果是文字，请加引号";
pub(super) const TAG: &str = "以 ! 开头的标签不能使用；如果是文字，请加引号";

/// A syntax fault at a spot.
pub(super) fn fault(spot: Spot, file: &Arc<str>, message: impl Into<String>) -> Finding {
    Finding::new(Code::YamlSyntax, spot.place(file), message)
}

/// What the parser said, as a sentence for clerks.
pub(super) fn syntax(said: &str, spot: Spot, file: &Arc<str>) -> Finding {
    /// Words of the parser's messages, the more special first, and what they mean to a clerk.
    const MEANINGS: &[(&str, &str)] = &[
        ("tab", "缩进里有 Tab，请改用空格"),
        ("unknown anchor", ALIAS),
        ("anchor", ALIAS),
        ("while parsing a tag", TAG),
        ("while scanning a tag", TAG),
        ("handle", TAG),
        ("recursion limit", "层次太深，没有读入"),
        ("end of stream", "引号没有成对"),
        ("indentation in quoted scalar", "引号没有成对，或引号里的后续各行没有缩进"),
        ("trailing content", "引号后面还有文字；整段文字要么全在引号里，要么不用引号"),
        ("escape", "双引号里的 \\ 写法不对；请改用单引号"),
        ("hexadecimal", "双引号里的 \\ 写法不对；请改用单引号"),
        ("mapping values are not allowed", "这一行有多余的冒号，或缩进不对；文字里有“: ”时请加引号"),
        ("unexpected character", "这个符号不能放在开头，请给文字加引号"),
        ("simple key", "这一行没有写成“名称: 内容”，或缩进不对"),
        ("block mapping", "这一行的缩进与上面各项不一致，或缺少冒号"),
        ("block collection", "这一行的缩进与上面各项不一致，或缺少“- ”"),
        ("indent", "缩进不对：同一层的各行要对齐"),
        ("flow", "方括号或花括号没有成对，或缺少逗号"),
        ("bracket", "方括号或花括号没有成对"),
        ("block sequence entries", "“- ”要另起一行"),
    ];
    let meaning = MEANINGS.iter().find(|(words, _)| said.contains(words));
    fault(spot, file, meaning.map_or("这里的写法不对，读不下去", |(_, meaning)| meaning))
}

/// A syntax fault, or the slip that is its likely cause.
pub(super) fn explain(text: &str, file: &Arc<str>, fault: Finding) -> Vec<Finding> {
    let slips = all(text, file);
    if slips.is_empty() { vec![fault] } else { slips }
}

/// The slips of a text that is known to be faulty: the likely causes.
pub(super) fn all(text: &str, file: &str) -> Vec<Finding> {
    let file: Arc<str> = file.into();
    let slips = text.lines().enumerate().filter_map(|(line, words)| {
        let (column, message) = SLIPS.iter().find_map(|slip| slip(words))?;
        Some(fault(spot(line, column), &file, message))
    });
    slips.collect()
}

/// Where the first control character or non-character stands; tab and line ends are none.
pub(super) fn forbidden_character(text: &str) -> Option<Spot> {
    let is_forbidden = |c: char| {
        (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}'))
            || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
    };
    let at = text.find(is_forbidden)?;
    let before = text.get(..at)?;
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
    Some(spot(line, column))
}

/// Characters before the slip, and what to do.
type Slip = (usize, &'static str);

/// What is looked for in a line, in this order; the first that is there counts.
const SLIPS: [fn(&str) -> Option<Slip>; 7] = [indentation, comment, dash, colon, brackets, comma, quotes];

/// Blanks that look like the one that YAML knows.
const WIDE_BLANKS: [char; 2] = ['\u{3000}', '\u{a0}'];

fn indentation(line: &str) -> Option<Slip> {
    let content = line.trim_start();
    let wrong = line.chars().take_while(|c| c.is_whitespace()).position(|c| c != ' ')?;
    match line.chars().nth(wrong) {
        Some('\t') => Some((wrong, "缩进里有 Tab，请改用空格")),
        // Before anything else it may be the indent of a paragraph.
        _ if content.starts_with("- ") || name(content).is_some() => {
            Some((wrong, "缩进里有全角空格，请改用半角空格"))
        }
        _ => None,
    }
}

fn comment(line: &str) -> Option<Slip> {
    let is_wide = line.trim_start().starts_with('＃');
    is_wide.then(|| (before(line, line.trim_start()), "说明要以半角的 # 开头"))
}

fn dash(line: &str) -> Option<Slip> {
    let content = line.trim_start();
    let behind = content.strip_prefix('-').filter(|behind| behind.starts_with(WIDE_BLANKS));
    let is_wrong = behind.is_some() || content.starts_with('－');
    is_wrong.then(|| (before(line, content), "列表的“- ”要用半角的减号，后面空一个半角空格"))
}

fn colon(line: &str) -> Option<Slip> {
    let (_, rest) = name(line.trim_start_matches([' ', '\t', '-', '{', '[']))?;
    let column = before(line, rest);
    if rest.starts_with('：') {
        Some((column, WIDE_COLON))
    } else if rest[1..].starts_with(WIDE_BLANKS) {
        Some((column + 1, "冒号后面是全角空格，请改成半角空格"))
    } else if rest[1..].starts_with(|c: char| !c.is_whitespace() && c != '/') {
        Some((column, "冒号后面要空一格"))
    } else {
        None
    }
}

const WIDE_COLON: &str = "项目名称后面的冒号要用半角“: ”，后面空一格";

/// Around a list or fields.
fn brackets(line: &str) -> Option<Slip> {
    let entry = line.trim_start_matches([' ', '-']);
    let value = name(entry).map_or(entry, |(_, rest)| rest.trim_start_matches([':', ' ']));
    let is_wrong = value.starts_with(['［', '｛']);
    is_wrong.then(|| (before(line, value), "括号要用半角的 [ ] 和 { }"))
}

/// Between the fields of `{…}`, and behind their names.
fn comma(line: &str) -> Option<Slip> {
    let (_, fields) = line.split_once('{')?;
    let behind = |signs: &'static [char]| {
        let at = fields.match_indices(signs).filter_map(|(at, _)| fields.get(at..));
        at.filter_map(move |rest| Some((rest, name(rest.trim_start_matches(signs).trim_start())?.1)))
    };
    let wide_comma = behind(&['，', '、', '；']).next();
    let wide_colon = || behind(&[',']).find(|(_, rest)| rest.starts_with('：'));
    match wide_comma {
        Some((rest, _)) => Some((before(line, rest), "花括号里各项之间要用半角逗号“, ”")),
        None => wide_colon().map(|(_, rest)| (before(line, rest), WIDE_COLON)),
    }
}

/// Text in quotes that YAML does not know, with signs in it that only YAML's own quotes keep from being read.
fn quotes(line: &str) -> Option<Slip> {
    let (_, value) = line.split_once(": ")?;
    let value = value.trim_start();
    let is_wrong = value.starts_with(['“', '‘']) && (value.contains(": ") || value.contains(" #"));
    is_wrong.then(|| (before(line, value), "引号要用半角的：\"…\""))
}

/// The name of a field at the start, and the rest from its colon on.
fn name(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let (name, rest) = text.split_at(end);
    (!name.is_empty() && rest.starts_with([':', '：'])).then_some((name, rest))
}

/// How many characters of a line stand before its end part.
fn before(line: &str, end: &str) -> usize {
    line.chars().count() - end.chars().count()
}

fn spot(line_0based: usize, column_0based: usize) -> Spot {
    let count = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
    Spot { document: 0, line: count(line_0based), column: count(column_0based) }
}
