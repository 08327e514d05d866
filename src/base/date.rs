//! Days, as offices write them.

use std::sync::Arc;

use super::{Form, FromText, half_width};

/// A day of the calendar.
pub type Date = jiff::civil::Date;

/// A day as somebody wrote it, and what it was read as.
///
/// What is ambiguous stays text: `3月底前` has no `date`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The text as it stood there.
    pub raw: String,
    /// The day, where the text names exactly one.
    pub date: Option<Date>,
}

impl Day {
    /// Reads `2023-03-13`, `2023年3月13日`, `2023.3.13`, `2023/3/13` and `20230313`, with blanks, full-width
    /// digits, or a time of day behind it; anything else stays text.
    pub fn read(raw: &str) -> Self {
        Self { raw: raw.to_owned(), date: parse(raw.trim()).or_else(|| parse_typed(raw)) }
    }

    /// The text to print: a known day in the form of official documents, `2023年3月13日`.
    ///
    /// Source: GB/T 9704-2012 §7.3.5.4, no padding zeros.
    pub fn printed(&self) -> String {
        self.date.map_or_else(|| self.raw.clone(), official)
    }

    /// Whether it is written as a day, such as 30 February, that no calendar has.
    pub fn is_off_calendar(&self) -> bool {
        let parts = self.raw.split(['-', '.', '/', '年', '月', '日']).filter(|part| !part.trim().is_empty());
        let numbers: Option<Vec<i16>> = parts.map(|part| part.trim().parse().ok()).collect();
        let Some(&[year @ 1900..=9999, month, day]) = numbers.as_deref() else { return false };
        let month_and_day = i8::try_from(month).ok().zip(i8::try_from(day).ok());
        month_and_day.is_none_or(|(month, day)| Date::new(year, month, day).is_err())
    }
}

fn official(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn parse(text: &str) -> Option<Date> {
    let (year, rest) = split_number(text)?;
    let (month, rest) = split_number(strip_mark(rest, &['-', '.', '/', '年'])?)?;
    let (day, rest) = split_number(strip_mark(rest, &['-', '.', '/', '月'])?)?;
    if year < 1900 || !matches!(rest, "" | "日") {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// What people type beside the form that the plan asks for.
fn parse_typed(raw: &str) -> Option<Date> {
    let text = half_width(raw);
    let (text, time) = text.trim().split_once([' ', '\u{3000}']).unwrap_or((text.trim(), ""));
    if is_time(time)
        && let Some(date) = parse(text)
    {
        return Some(date);
    }
    let bare: String = raw.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = half_width(&bare);
    let is_compact = bare.len() == 8 && bare.bytes().all(|byte| byte.is_ascii_digit());
    if is_compact {
        return parse(&format!("{}-{}-{}", &bare[..4], &bare[4..6], &bare[6..]));
    }
    parse(&bare)
}

/// `14:30`, `9:05:00`.
fn is_time(text: &str) -> bool {
    let mut parts = text.split(':');
    let is_part =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    matches!(parts.clone().count(), 2 | 3) && parts.all(is_part)
}

fn split_number(text: &str) -> Option<(i16, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

fn strip_mark<'a>(text: &'a str, marks: &[char]) -> Option<&'a str> {
    text.strip_prefix(marks)
}

impl FromText for Day {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        let day = Self::read(text);
        let printed = Arc::from(day.printed());
        Ok((day, printed))
    }
}

impl FromText for Date {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        let date = parse(text.trim()).ok_or_else(|| format!("“{text}”应为日期，如 2023-03-13"))?;
        Ok((date, Arc::from(official(date))))
    }

    fn form() -> Form {
        Form::Day
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn the_forms_that_offices_use_name_the_same_day() {
        for raw in [
            "2023-03-13",
            "2023年3月13日",
            "2023.3.13",
            "2023/3/13",
            " 2023-3-13 ",
            "２０２３年３月１３日",
            "2023 年 3 月 13 日",
            "20230313",
            "2023．3．13",
            "2023-03-13 14:30",
        ] {
            assert_eq!(Day::read(raw).printed(), "2023年3月13日", "{raw}");
        }
    }

    #[test]
    fn what_names_no_single_day_stays_text() {
        for raw in [
            "3月底前",
            "长期",
            "2023年3月",
            "2023-02-30",
            "23-3-1",
            "2023-3-13日前",
            "",
            "2023-03-13 14",
            "20231313",
            "3月上旬",
            "2023-03-13 下午",
        ] {
            assert_eq!(Day::read(raw).date, None, "{raw}");
            assert_eq!(Day::read(raw).printed(), raw);
        }
    }
}
