//! Chinese numerals, as headings and enumerations carry them.

const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// 1 → 一, 12 → 十二, 30 → 三十; beyond 99, which no heading reaches, the digits of the number one by one.
pub fn chinese_numeral(number: usize) -> String {
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, 0) => "十".to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens @ 2..=9, 0) => format!("{}十", DIGITS[tens]),
        (tens @ 2..=9, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => digit_by_digit(number),
    }
}

/// 一 to 九十九 as a number.
pub fn read_chinese_numeral(text: &str) -> Option<usize> {
    (1..100).find(|number| chinese_numeral(*number) == text)
}

fn digit_by_digit(number: usize) -> String {
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (rest, ones) => format!("{}{}", digit_by_digit(rest), DIGITS[ones]),
    }
}

#[cfg(test)]
mod tests {
    use super::{chinese_numeral, read_chinese_numeral};

    #[test]
    fn headings_count_as_people_do() {
        let numerals: Vec<String> =
            [1, 10, 11, 20, 21, 99, 100, 110, 1023].into_iter().map(chinese_numeral).collect();
        assert_eq!(
            numerals,
            ["一", "十", "十一", "二十", "二十一", "九十九", "一〇〇", "一一〇", "一〇二三"]
        );
    }

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        for number in 1..100 {
            assert_eq!(read_chinese_numeral(&chinese_numeral(number)), Some(number));
        }
        for text in ["", "〇", "一〇", "十十", "一十", "百"] {
            assert_eq!(read_chinese_numeral(text), None, "{text}");
        }
    }
}
