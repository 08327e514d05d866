//! What a cell holds → a value of its column's kind, or why it can't be used.

use std::sync::Arc;

use crate::base::{Code, Day, Finding, Place, half_width};
use crate::plan::ColumnKind;

use super::grid::Raw;
use super::rows::CellValue;

/// From here on a number has more than the 15 digits that spreadsheet programs keep: the last ones of an
/// identity card or a bank account became zeros when they were typed.
const DIGITS_LOST: f64 = 1e15;

/// Reads a cell as its column says.
///
/// # Errors
/// [`Code::CellUnusable`] for an error value, a formula without a result and a number with lost digits,
/// [`Code::CellForbidden`] for a character that no document may contain.
pub(super) fn read(raw: &Raw, kind: ColumnKind, place: impl Fn() -> Place) -> Result<CellValue, Finding> {
    Ok(match raw {
        Raw::Text(text) => of_text(text, kind).map_err(|c| forbidden(c, place()))?,
        Raw::Number(number) => of_number(*number, kind).ok_or_else(|| digits_lost(place()))?,
        Raw::Moment(date, time) => {
            let day = Day { raw: date.to_string(), date: Some(*date) };
            match (kind, time) {
                (ColumnKind::Date, _) => CellValue::Day(Box::new(day)),
                (_, None) => CellValue::Text(day.printed().into()),
                (_, Some(time)) => CellValue::Text(format!("{} {time}", day.printed()).into()),
            }
        }
        Raw::Error(error) => {
            let help = "改正公式，或直接填写内容";
            return Err(unusable(place(), format!("单元格是错误值 {error}，没有采用"), help));
        }
        Raw::Uncalculated => {
            let help = "用 WPS 或 Excel 打开，保存后重新报送，或直接填写内容";
            return Err(unusable(place(), "公式没有算出结果，没有采用".to_owned(), help));
        }
    })
}

/// The value of a text, or the character that forbids it.
fn of_text(text: &Arc<str>, kind: ColumnKind) -> Result<CellValue, char> {
    if let Some(c) = text.chars().find(|c| is_forbidden(*c)) {
        return Err(c);
    }
    let text = visible(text);
    let number = |text: &str| half_width(text).parse().ok().filter(|number: &f64| number.is_finite());
    Ok(match kind {
        ColumnKind::Date => CellValue::Day(Box::new(Day::read(&text))),
        ColumnKind::Number => number(&text).map_or(CellValue::Text(text), CellValue::Number),
        ColumnKind::Id => CellValue::Text(id(&text)),
        ColumnKind::Text => CellValue::Text(text),
    })
}

/// None where digits were lost.
fn of_number(number: f64, kind: ColumnKind) -> Option<CellValue> {
    if number.is_nan() || number.abs() >= DIGITS_LOST {
        return None;
    }
    Some(match kind {
        ColumnKind::Number | ColumnKind::Id => CellValue::Number(number),
        ColumnKind::Date => CellValue::Day(Box::new(Day { raw: typed(number), date: None })),
        ColumnKind::Text => CellValue::Text(typed(number).into()),
    })
}

/// A number as a person would type it: 15 digits as spreadsheet programs show them, no zeros at the end.
pub(super) fn typed(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < DIGITS_LOST {
        #[expect(clippy::cast_possible_truncation, reason = "below 10^15 and whole")]
        return (number as i64).to_string();
    }
    let shown = format!("{number:.14e}").parse().unwrap_or(number);
    shown.to_string()
}

/// The text without the signs that nobody sees.
fn visible(text: &Arc<str>) -> Arc<str> {
    if text.contains(is_invisible) {
        text.chars().filter(|c| !is_invisible(*c)).collect::<String>().into()
    } else {
        Arc::clone(text)
    }
}

/// An id without what typing adds to it: blanks, full-width forms, the apostrophe that makes a number text.
fn id(text: &Arc<str>) -> Arc<str> {
    let bare = text.trim_start_matches(['\'', '’', '‘', '＇']);
    let bare: String = half_width(bare).chars().filter(|c| !c.is_whitespace()).collect();
    if *bare == **text { Arc::clone(text) } else { bare.into() }
}

/// Signs of Unicode that copying from web pages and other programs leaves within words.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Control characters but newline and tab, and the non-characters that marks are made of.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

fn forbidden(c: char, place: Place) -> Finding {
    let message = format!("单元格里有不能使用的字符 U+{:04X}，没有采用", u32::from(c));
    Finding::new(Code::CellForbidden, place, message).help("删去这个看不见的字符，或重新录入这一格")
}

fn digits_lost(place: Place) -> Finding {
    let help = "把单元格设为文本格式，再重新录入";
    unusable(place, "数字超过 15 位，末尾几位已经丢失，没有采用".to_owned(), help)
}

fn unusable(place: Place, message: String, help: &str) -> Finding {
    Finding::new(Code::CellUnusable, place, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn numbers_are_printed_as_they_are_typed() {
        let cases = [
            (1.1, "1.1"),
            (3.0, "3"),
            (0.1 + 0.2, "0.3"),
            (-0.0, "0"),
            (6_779.072_529_305_4, "6779.0725293054"),
            (123_456_789_012_345.0, "123456789012345"),
            (1e-7, "0.0000001"),
        ];
        for (number, expected) in cases {
            assert_eq!(typed(number), expected);
        }
    }
}
