//! Chinese numerals, as headings carry them.

const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// 1 → 一, 12 → 十二, 30 → 三十; beyond 99, which no heading reaches, the digits of the number one by one.
pub(super) fn chinese(number: usize) -> String {
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, 0) => "十".to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens @ 2..=9, 0) => format!("{}十", DIGITS[tens]),
        (tens @ 2..=9, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => digit_by_digit(number),
    }
}

fn digit_by_digit(number: usize) -> String {
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (rest, ones) => format!("{}{}", digit_by_digit(rest), DIGITS[ones]),
    }
}

#[cfg(test)]
mod tests {
    use super::chinese;

    #[test]
    fn headings_count_as_people_do() {
        let numerals: Vec<String> =
            [1, 10, 11, 20, 21, 99, 100, 110, 1023].into_iter().map(chinese).collect();
        assert_eq!(
            numerals,
            ["一", "十", "十一", "二十", "二十一", "九十九", "一〇〇", "一一〇", "一〇二三"]
        );
    }
}
