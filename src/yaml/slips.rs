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
    let slips: Vec<Finding> = slips(text, file).collect();
    if slips.is_empty() { vec![fault] } else { slips }
}

/// The slips that may be the cause, then the faults of shape.
pub(super) fn join(text: &str, file: &Arc<str>, faults: Vec<Finding>) -> Vec<Finding> {
    slips(text, file).chain(faults).collect()
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

fn slips<'a>(text: &'a str, file: &'a Arc<str>) -> impl Iterator<Item = Finding> {
    text.lines().enumerate().filter_map(move |(line, words)| {
        let (column, message) = slip(words)?;
        Some(fault(spot(line, column), file, message))
    })
}

/// The first slip of a line: characters before it, and what to do.
fn slip(line: &str) -> Option<(usize, &'static str)> {
    let content = line.trim_start_matches([' ', '\t']);
    let indent = line.len() - content.len();
    if let Some(tab) = line[..indent].find('\t') {
        return Some((tab, "缩进里有 Tab，请改用空格"));
    }
    let entry = content.strip_prefix("- ").map_or(content, str::trim_start);
    let name = entry.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let column = line.len() - entry.len() + name;
    let rest = entry.get(name..)?;
    if name == 0 {
        None
    } else if rest.starts_with('：') {
        Some((column, "项目名称后面的冒号要用半角“: ”，后面空一格"))
    } else if rest.starts_with(':') && rest[1..].starts_with(|c: char| !c.is_whitespace() && c != '/') {
        Some((column, "冒号后面要空一格"))
    } else {
        None
    }
}

fn spot(line_0based: usize, column_0based: usize) -> Spot {
    let count = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
    Spot { line: count(line_0based), column: count(column_0based) }
}
