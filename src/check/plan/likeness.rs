//! Two names → whether they look like one that was written in two ways.

/// Characters that a shorter way of writing leaves out at most: `县法院` for `县人民法院`.
const LEFT_OUT: usize = 2;
/// Names of fewer characters are too short to be taken for each other.
const SHORTEST: usize = 3;

/// Whether one name is the other with a few characters left out in one place.
pub(super) fn is_abbreviation(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let left_out = long.len() - short.len();
    if short.len() < SHORTEST || left_out == 0 || left_out > LEFT_OUT {
        return false;
    }
    let same = |(a, b): &(&char, &char)| a == b;
    let head = short.iter().zip(&long).take_while(same).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(same).count();
    head + tail >= short.len()
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

/// Whether characters only count: 第一轮 and 第二轮, 附件1 and 附件2 are no two ways of writing one title.
fn is_counter(stretch: &[char]) -> bool {
    !stretch.is_empty() && stretch.iter().all(|c| c.is_ascii_digit() || COUNTERS.contains(*c))
}

const COUNTERS: &str = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸上中下东西南北";

#[cfg(test)]
mod tests {
    use super::{is_abbreviation, is_variant};

    #[test]
    fn a_name_with_a_part_left_out_looks_like_the_whole() {
        for (one, other) in [("县法院", "县人民法院"), ("县政协办", "县政协办公室"), ("高新区", "甲县高新区")]
        {
            assert!(is_abbreviation(one, other) && is_abbreviation(other, one), "{one} {other}");
        }
        for (one, other) in
            [("县司法局", "县财政局"), ("甲镇", "甲镇政府"), ("县委办公室", "县人大常委会办公室")]
        {
            assert!(!is_abbreviation(one, other), "{one} {other}");
        }
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
