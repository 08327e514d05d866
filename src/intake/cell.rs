//! What workbooks store in cells → what stands in them: numbers with their formats, strings by number, moments.

use std::sync::Arc;

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::grid::Raw;
use super::number_format::NumberFormat;
use super::texts;
use crate::base::Date;

/// What the cells of all sheets of a workbook refer to by number.
pub(super) struct Context {
    /// As [`shared`] makes them.
    pub(super) strings: Vec<Arc<str>>,
    /// By the number of the style.
    pub(super) formats: Vec<NumberFormat>,
    pub(super) is_1904: bool,
}

impl Context {
    /// A number as its style shows it.
    pub(super) fn number(&self, number: f64, style: u32) -> Raw {
        let format = usize::try_from(style).ok().and_then(|style| self.formats.get(style));
        self::number(number, *format.unwrap_or(&NumberFormat::Plain), self.is_1904)
    }

    /// What a cell holds that refers to this string; none where there is no such string.
    #[expect(clippy::option_option, reason = "a string of blanks is not a missing one")]
    pub(super) fn string(&self, index: u32) -> Option<Option<Raw>> {
        let string = self.strings.get(usize::try_from(index).ok()?)?;
        Some((!string.is_empty()).then(|| Raw::Text(Arc::clone(string))))
    }
}

/// A string that many cells may refer to.
pub(super) fn shared(text: &str) -> Arc<str> {
    texts::clean(text).unwrap_or_default().into()
}

/// A number in a cell of this format.
fn number(number: f64, format: NumberFormat, is_1904: bool) -> Raw {
    let moment = |kind| moment(number, kind, is_1904);
    match format {
        NumberFormat::Plain => Raw::Number(number),
        NumberFormat::Percent(percent) => Raw::Text(percent.shown(number).into()),
        NumberFormat::Moment => moment(ExcelDateTimeType::DateTime),
        NumberFormat::Span => moment(ExcelDateTimeType::TimeDelta),
    }
}

/// The first serial number that no calendar of Excel has: 1 January 10000.
const SERIAL_END: f64 = 2_958_466.0;

const DAY: f64 = 86_400.0;

/// A serial number below 1 is a time of day, and so is a duration; what is no day of the calendar stays a number.
/// Seconds are whole: programs that compute with times are a bit off.
fn moment(number: f64, kind: ExcelDateTimeType, is_1904: bool) -> Raw {
    let seconds = (number * DAY).round();
    let moment = ExcelDateTime::new(seconds / DAY, kind, is_1904);
    let serial = moment.as_f64();
    if !(0.0..SERIAL_END).contains(&serial) {
        return Raw::Number(number);
    }
    if moment.is_duration() || serial < 1.0 {
        return Raw::Text(clock(seconds).into());
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    let date = date.and_then(|((year, month), day)| Date::new(year, month, day).ok());
    let time = Some(clock(seconds % DAY)).filter(|time| time != "0:00");
    date.map_or(Raw::Number(number), |date| Raw::Moment(date, time.map(Into::into)))
}

/// Seconds as hours and minutes: `14:30`, `36:00`.
fn clock(seconds: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 2^40 seconds")]
    let minutes = seconds as u64 / 60;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// No calendar of spreadsheet programs goes further back.
const FIRST_YEAR: i16 = 1900;

/// `2023-03-09T14:30:00`, with or without the time.
///
/// **Source:** `OpenDocument` 1.3 part 3, 18.3.14 (dateOrDateTime).
pub(super) fn of_iso(iso: &str) -> Option<Raw> {
    let (date, time) = iso.split_once('T').unwrap_or((iso, ""));
    let date: Date = date.parse().ok()?;
    let mut parts = time.split(':').map(|part| part.trim_start_matches('0'));
    let hour = parts.next().filter(|hour| !hour.is_empty()).unwrap_or("0");
    let minute = parts.next().unwrap_or_default();
    let time = format!("{hour}:{minute:0>2}");
    // The day before the calendar of spreadsheet programs begins stands for none.
    if date.year() < FIRST_YEAR {
        return Some(Raw::Text(time.into()));
    }
    Some(Raw::Moment(date, Some(time).filter(|time| time != "0:00").map(Into::into)))
}

/// `PT14H30M00S` as hours and minutes.
///
/// **Source:** `OpenDocument` 1.3 part 3, 18.2 (duration).
pub(super) fn duration(iso: &str) -> Option<Raw> {
    let (hours, rest) = iso.strip_prefix("PT")?.split_once('H')?;
    let (minutes, _) = rest.split_once('M')?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(Raw::Text(format!("{hours}:{minutes:02}").into()))
}

#[cfg(test)]
mod tests {
    use super::{NumberFormat, Raw, duration, of_iso};
    use crate::base::Date;

    #[test]
    fn moments_that_are_a_bit_off_are_those_that_programs_show() {
        let shown = |number| super::number(number, NumberFormat::Moment, false);
        let day = |day| Date::constant(2023, 3, day);
        assert_eq!(shown(44_999.999_999_999_99), Raw::Moment(day(15), None));
        assert_eq!(shown(45_000.999_999_9), Raw::Moment(day(16), None));
        assert_eq!(shown(45_000.999_9), Raw::Moment(day(15), Some("23:59".into())));
        assert_eq!(shown(0.604_166_666_666), Raw::Text("14:30".into()));
    }

    #[test]
    fn days_and_times_in_words_of_the_standard_are_days_and_times() {
        let day = Date::constant(2023, 3, 9);
        assert_eq!(of_iso("2023-03-09"), Some(Raw::Moment(day, None)));
        assert_eq!(of_iso("2023-03-09T00:00:00"), Some(Raw::Moment(day, None)));
        assert_eq!(of_iso("2023-03-09T09:05:00.5"), Some(Raw::Moment(day, Some("9:05".into()))));
        assert_eq!(of_iso("1899-12-30T14:30:00"), Some(Raw::Text("14:30".into())));
        assert_eq!(of_iso("9. März"), None);
        assert_eq!(duration("PT14H30M00S"), Some(Raw::Text("14:30".into())));
        assert_eq!(duration("P1D"), None);
    }
}
