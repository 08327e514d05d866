//! Where a line may end: a grade for the boundary after each atom.
//!
//! **Source:** W3C clreq (GB style) for marks and whole units, GB/T 15834-2011 §5.1 for marks.

use super::class::Class;
use super::shape::Atom;

/// How readily a line ends at a boundary; the greater, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    /// Only where nothing else is left: a forbidden mark would stand at an edge, or a pair be torn.
    Forbidden,
    /// Only where a word is wider than the line.
    Torn,
    /// Only where a unit, such as 〔2023〕1号, is wider than the line.
    Unit,
    /// Inside a long unit, at a sensible place, where the line would be too loose without it.
    Inner,
    /// Anywhere between two characters that have nothing to do with each other.
    Free,
}

/// Characters from which on a Western word, such as an address, may be broken inside.
const LONG_WORD: usize = 16;

/// Grades every boundary, and marks those that must not be stretched.
pub(super) fn grade(atoms: &mut [Atom]) {
    for k in 1..atoms.len() {
        let [before, after] = &mut atoms[k - 1..=k] else { continue };
        let unit = unit_grade(before, after);
        before.grade = unit.unwrap_or_else(|| mark_grade(before, after));
        before.is_elastic = unit.is_none() && is_elastic(before.class, after.class);
    }
    open_long_words(atoms);
}

fn mark_grade(before: &Atom, after: &Atom) -> Grade {
    let is_pair = before.class == after.class && matches!(before.class, Class::Dash | Class::Ellipsis);
    if is_pair
        || after.class.is_blank()
        || before.class == Class::Glue
        || before.class.is_barred_from_end(before.character)
    {
        Grade::Forbidden
    } else if before.class == Class::Western && after.class == Class::Western {
        Grade::Torn
    } else if after.class.is_barred_from_start(after.character) {
        Grade::Forbidden
    } else {
        Grade::Free
    }
}

/// The grade inside a number with its prefix, suffix or unit, such as 第3条, 50%, 〔2023〕1号, 3月13日, 2021—2025.
fn unit_grade(before: &Atom, after: &Atom) -> Option<Grade> {
    let starts_number = after.character.is_ascii_digit();
    if before.character.is_ascii_digit() && is_unit(after.character) {
        let is_barred = after.class.is_barred_from_start(after.character);
        return Some(if is_barred { Grade::Forbidden } else { Grade::Unit });
    }
    match before.character {
        _ if before.character.is_ascii_digit() && after.class == Class::Dash => Some(Grade::Forbidden),
        '￥' | '＄' | '№' if starts_number => Some(Grade::Forbidden),
        '第' | '〕' if starts_number => Some(Grade::Unit),
        '年' | '月' | '时' | '—' if starts_number => Some(Grade::Inner),
        _ => None,
    }
}

const fn is_unit(character: char) -> bool {
    matches!(
        character,
        '年' | '月'
            | '日'
            | '时'
            | '分'
            | '秒'
            | '号'
            | '项'
            | '个'
            | '条'
            | '人'
            | '件'
            | '份'
            | '次'
            | '家'
            | '名'
            | '页'
            | '元'
            | '万'
            | '亿'
            | '千'
            | '百'
            | '倍'
            | '级'
            | '届'
            | '期'
            | '轮'
            | '章'
            | '款'
            | '天'
            | '周'
            | '组'
            | '位'
            | '处'
            | '户'
            | '张'
            | '米'
            | '克'
            | '吨'
            | '里'
            | '度'
            | '％'
            | '‰'
            | '℃'
    )
}

/// Stretching never spreads the letters of a word, a pair, or what a connector joins.
const fn is_elastic(before: Class, after: Class) -> bool {
    let is_word = before.is_narrow() && after.is_narrow();
    let is_pair = matches!((before, after), (Class::Dash, Class::Dash) | (Class::Ellipsis, Class::Ellipsis));
    !is_word && !is_pair && !matches!(after, Class::Note) && !joins(before) && !joins(after)
}

const fn joins(class: Class) -> bool {
    matches!(class, Class::Connector | Class::Solidus)
}

/// Opens the sensible places of long Western words: after the signs that part an address.
fn open_long_words(atoms: &mut [Atom]) {
    let mut start = 0;
    while start < atoms.len() {
        let length = atoms[start..].iter().take_while(|atom| atom.class == Class::Western).count();
        if length >= LONG_WORD {
            open_word(&mut atoms[start..start + length]);
        }
        start += length.max(1);
    }
}

fn open_word(word: &mut [Atom]) {
    for k in 1..word.len() {
        let parts =
            |character| matches!(character, '/' | '?' | '&' | '=' | '#' | '-' | '_' | '.' | ':' | ',' | ';');
        if parts(word[k - 1].character) && !parts(word[k].character) {
            word[k - 1].grade = Grade::Inner;
        }
    }
}
