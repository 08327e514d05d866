//! The values of `typesetting.yaml`, each with the range in which the typesetter stays whole.
//!
//! In: the text of one value. Out: a length, a count or a choice, or a phrase that says what was expected.

use std::sync::Arc;

use crate::base::{Form, FromText, Length};

use super::super::style::Side;

/// A size in points, or by its Chinese name; bounds in hundredths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Points<const LEAST: i64, const MOST: i64>(pub(super) Length);

/// A length in millimetres; bounds in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Millimetres<const LEAST: i64, const MOST: i64>(pub(super) Length);

/// A whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count<const LEAST: i64, const MOST: i64>(pub(super) i64);

/// Where the first line stands: so far below the block's edge, or in the middle of its pitch as in a word processor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FirstLine {
    Centered,
    Below(Length),
}

/// What the page number looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageNumber {
    /// — 1 —
    Dashes,
    /// 1
    Plain,
}

/// Chinese names of sizes, in tenths of a point.
const SIZES: [(&str, i64); 12] = [
    ("初号", 420),
    ("小初", 360),
    ("一号", 260),
    ("小一", 240),
    ("二号", 220),
    ("小二", 180),
    ("三号", 160),
    ("小三", 150),
    ("四号", 140),
    ("小四", 120),
    ("五号", 105),
    ("小五", 90),
];

impl<const LEAST: i64, const MOST: i64> FromText for Points<LEAST, MOST> {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        let named = SIZES.iter().find(|(name, _)| *name == text).map(|(_, tenths)| tenths * 10);
        let points = named.or_else(|| hundredths(text)).filter(|points| (LEAST..=MOST).contains(points));
        let points =
            points.ok_or_else(|| format!("“{text}”应为 {}，单位是磅，或如“三号”", range(LEAST, MOST)))?;
        Ok((Self(Length::tenths_of_pt(points) / 10), text.into()))
    }

    fn form() -> Form {
        let fits = |tenths: &i64| (LEAST..=MOST).contains(&(tenths * 10));
        let names = SIZES.iter().filter(|(_, tenths)| fits(tenths)).map(|(name, _)| *name);
        Form::Decimal(LEAST, MOST, names.collect())
    }
}

impl<const LEAST: i64, const MOST: i64> FromText for Millimetres<LEAST, MOST> {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        let length = hundredths(text).filter(|length| (LEAST..=MOST).contains(length));
        let length = length.ok_or_else(|| format!("“{text}”应为 {}，单位是毫米", range(LEAST, MOST)))?;
        Ok((Self(Length::hundredths_of_mm(length)), text.into()))
    }

    fn form() -> Form {
        Form::Decimal(LEAST, MOST, Vec::new())
    }
}

impl<const LEAST: i64, const MOST: i64> FromText for Count<LEAST, MOST> {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        let number = text.parse().ok().filter(|number| (LEAST..=MOST).contains(number));
        let number = number.ok_or_else(|| format!("“{text}”应为 {LEAST} 到 {MOST} 的整数"))?;
        Ok((Self(number), text.into()))
    }

    fn form() -> Form {
        Form::Whole(LEAST, MOST)
    }
}

/// No more than half a usual pitch.
const LOWEST_FIRST_LINE: i64 = 1_000;

impl FromText for FirstLine {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        const MOST: i64 = LOWEST_FIRST_LINE;
        let below = || hundredths(text).filter(|below| *below <= MOST).map(Length::hundredths_of_mm);
        let first = if text == "居中" { Some(Self::Centered) } else { below().map(Self::Below) };
        let first = first.ok_or_else(|| format!("“{text}”应为“居中”，或 {}，单位是毫米", range(0, MOST)))?;
        Ok((first, text.into()))
    }

    fn form() -> Form {
        Form::Decimal(0, LOWEST_FIRST_LINE, vec!["居中"])
    }
}

impl FromText for PageNumber {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        let form = match text {
            "横线" => Self::Dashes,
            "数字" => Self::Plain,
            _ => return Err(format!("“{text}”应为“横线”（— 1 —）或“数字”（1）")),
        };
        Ok((form, text.into()))
    }

    fn form() -> Form {
        Form::Choice(vec!["横线", "数字"])
    }
}

impl FromText for Side {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        let side = match text {
            "外侧" => Self::Outer,
            "右侧" => Self::Right,
            "居中" => Self::Center,
            _ => return Err(format!("“{text}”应为“外侧”“右侧”或“居中”")),
        };
        Ok((side, text.into()))
    }

    fn form() -> Form {
        Form::Choice(vec!["外侧", "右侧", "居中"])
    }
}

/// A number with at most two decimals, in hundredths; none below zero or beyond 9999.
fn hundredths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').map_or((text, "0"), |(whole, part)| (whole, part));
    let is_number = |digits: &str, most| {
        (1..=most).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
    };
    let tens = if part.len() == 1 { 10 } else { 1 };
    let is_sound = is_number(whole, 4) && is_number(part, 2);
    is_sound.then_some(whole.parse::<i64>().ok()? * 100 + part.parse::<i64>().ok()? * tens)
}

fn range(least: i64, most: i64) -> String {
    let number = |hundredths: i64| match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) if part % 10 == 0 => format!("{whole}.{}", part / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    };
    format!("{} 到 {} 的数", number(least), number(most))
}

#[cfg(test)]
mod tests {
    use super::{Millimetres, Points, hundredths};
    use crate::base::{FromText, Length};

    #[test]
    fn numbers_have_at_most_two_decimals_and_no_sign() {
        let read = ["28.95", "28.9", "28", "0.35", "-1", "1e3", "", ".", "1.", "1.234", "12345", "１"];
        let expected = [Some(2895), Some(2890), Some(2800), Some(35)];
        assert_eq!(read.map(hundredths)[..4], expected);
        assert!(read[4..].iter().all(|text| hundredths(text).is_none()));
    }

    #[test]
    fn sizes_have_chinese_names_and_ranges_are_said_in_the_unit() {
        let size = |text| Points::<800, 2200>::from_text(text).map(|(Points(size), _)| size);
        assert_eq!(size("三号"), Ok(Length::pt(16)));
        assert_eq!(size("10.5"), Ok(Length::tenths_of_pt(105)));
        assert_eq!(size("初号"), Err("“初号”应为 8 到 22 的数，单位是磅，或如“三号”".to_owned()));
        let gap = Millimetres::<20, 250>::from_text("9").map(|(Millimetres(gap), _)| gap);
        assert_eq!(gap, Err("“9”应为 0.2 到 2.5 的数，单位是毫米".to_owned()));
    }
}
