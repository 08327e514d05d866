//! Two names → whether they look like one that was written in two ways.

use crate::base::half_width;

/// Characters that a shorter way of writing leaves out at most: `县法院` for `县人民法院`.
const LEFT_OUT: usize = 2;
/// Names of fewer characters are too short to be taken for each other.
const SHORTEST: usize = 3;

/// Whether one name is the other with a few characters left out.
pub(super) fn is_abbreviation(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let left_out = long.len() - short.len();
    short.len() >= SHORTEST && (1..=LEFT_OUT).contains(&left_out) && common(&short, &long) == short.len()
}

/// Whether two names differ only in the words that join their parts, or in blanks: `县发展和改革局`, `县发展与改革局`.
fn is_respelt(one: &str, other: &str) -> bool {
    let bare = |name: &str| -> Vec<char> {
        let joined = |c: char| if "与及暨、".contains(c) { '和' } else { c };
        unspaced(&half_width(name)).chars().map(joined).collect()
    };
    bare(one) == bare(other)
}

/// Whether two names of units look like one.
pub(super) fn are_units_alike(one: &str, other: &str) -> bool {
    is_abbreviation(one, other) || is_respelt(one, other)
}

/// A text without blanks of any width: `汪 兵` and `汪兵` are one name.
pub(super) fn unspaced(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether two titles are the same but for one stretch: a few characters left out, one changed, or two
/// that share one (`任务` for `责任`).
pub(super) fn is_variant(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = |(a, b): &(&char, &char)| a == b;
    let shorter = one.len().min(other.len());
    let head = one.iter().zip(&other).take_while(same).count();
    let tail = one.iter().rev().zip(other.iter().rev()).take(shorter - head).take_while(same).count();
    let (mine, yours) = (&one[head..one.len() - tail], &other[head..other.len() - tail]);
    let is_slip = match (mine.len(), yours.len()) {
        (0, left_out) | (left_out, 0) => (1..=3).contains(&left_out),
        (1, 1) => true,
        (2, 2) => mine.iter().any(|c| yours.contains(c)),
        _ => false,
    };
    is_slip && head + tail >= 4 * mine.len().max(yours.len()) && !(is_counter(mine) && is_counter(yours))
}

/// Whether two titles that begin with words of the campaign's name say nearly the same behind it:
/// `…示范县任务分解表` and `…示范责任任务分解表`.
pub(super) fn is_same_paper(one: &str, other: &str, campaign: &str) -> bool {
    let (Some(one), Some(other)) = (own_part(one, campaign), own_part(other, campaign)) else { return false };
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    let common = common(&one, &other);
    let bare = |part: &[char]| part.iter().copied().filter(|c| !is_counter(&[*c])).collect::<Vec<_>>();
    common >= 5 && 6 * common >= 5 * shorter && longer <= shorter + 3 && bare(&one) != bare(&other)
}

/// What follows the words of the campaign's name at the beginning of a title; none where it begins otherwise.
fn own_part(title: &str, campaign: &str) -> Option<Vec<char>> {
    let mut name = campaign.chars();
    let own: Vec<char> = title.chars().skip_while(|c| name.any(|it| it == *c)).collect();
    (own.len() + 2 <= title.chars().count()).then_some(own)
}

/// How many characters two texts have in common in the same order.
fn common(one: &[char], other: &[char]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for a in one {
        let mut diagonal = 0;
        for (k, b) in other.iter().enumerate() {
            let above = row[k + 1];
            row[k + 1] = if a == b { diagonal + 1 } else { above.max(row[k]) };
            diagonal = above;
        }
    }
    row[other.len()]
}

/// Whether characters only count: 第一轮 and 第二轮, 附件1 and 附件2 are no two ways of writing one title.
fn is_counter(stretch: &[char]) -> bool {
    !stretch.is_empty() && stretch.iter().all(|c| c.is_ascii_digit() || COUNTERS.contains(*c))
}

/// Whether two names that tell things of one kind apart only by a sign that counts have the same: `第1组` and
/// `检查一组`, `东检查组` and `东组`.
pub(in super::super) fn counts_alike(one: &str, other: &str) -> bool {
    let counted = |name: &str| name.chars().filter_map(counter).collect::<Vec<_>>();
    let counted_one = counted(one);
    !counted_one.is_empty() && counted_one == counted(other)
}

/// A sign that counts; a figure as its Chinese numeral.
fn counter(c: char) -> Option<char> {
    let figure = half_width(c.encode_utf8(&mut [0; 4])).parse::<usize>().ok();
    figure
        .map_or(Some(c), |figure| "〇一二三四五六七八九".chars().nth(figure))
        .filter(|c| COUNTERS.contains(*c))
}

const COUNTERS: &str = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸上中下东西南北";

#[cfg(test)]
mod tests {
    use super::{counts_alike, is_abbreviation, is_respelt, is_same_paper, is_variant};

    #[test]
    fn a_name_with_a_part_left_out_looks_like_the_whole() {
        for (one, other) in [
            ("县法院", "县人民法院"),
            ("县政协办", "县政协办公室"),
            ("高新区", "甲县高新区"),
            ("县监管局", "县监督管理局"),
        ] {
            assert!(is_abbreviation(one, other) && is_abbreviation(other, one), "{one} {other}");
        }
        for (one, other) in
            [("县司法局", "县财政局"), ("甲镇", "甲镇政府"), ("县委办公室", "县人大常委会办公室")]
        {
            assert!(!is_abbreviation(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_name_whose_parts_are_joined_by_another_word_is_the_same() {
        assert!(is_respelt("县发展和改革局", "县发展与改革局") && is_respelt("县 甲局", "县甲局"));
        assert!(!is_respelt("县甲局", "县乙局"));
    }

    #[test]
    fn titles_of_the_campaign_that_say_nearly_the_same_are_one_paper() {
        let is_same = |one, other| is_same_paper(one, other, "某县创建节水示范县");
        assert!(is_same("某县创建节水示范县指标任务分解表", "某县节水示范指标体系责任分解表"));
        assert!(!is_same("某县创建节水示范县第一轮督导检查通报", "某县创建节水示范县第二轮督导检查通报"));
        assert!(!is_same("某县创建节水示范县宣传工作方案", "某县创建节水示范县督导检查方案"));
        assert!(!is_same("甲省节水建设实施方案（2021年）", "乙市节水建设实施方案（2022年）"));
    }

    #[test]
    fn what_counts_alike_has_the_same_sign_whatever_stands_around_it() {
        assert!(counts_alike("第１组", "检查一组") && counts_alike("东检查组", "东组"));
        assert!(!counts_alike("检查六组", "检查一组") && !counts_alike("检查组", "督查组"));
    }

    #[test]
    fn a_title_with_one_stretch_changed_is_a_variant() {
        assert!(is_variant("法治政府建设示范指标体系责任分解表", "法治政府建设示范区指标体系责任分解表"));
        assert!(is_variant("示范区创建工作指标任务分解表", "示范区创建工作指标责任分解表"));
        assert!(!is_variant("第一轮督导检查工作情况通报", "第二轮督导检查工作情况通报"));
        assert!(!is_variant("示范区创建工作宣传方案", "示范区创建工作工作方案"));
        assert!(!is_variant("实施方案", "实施方案"));
    }
}
