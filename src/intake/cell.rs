//! What a sheet holds as `calamine` reads it, in whatever format → raw cells and merges.

use calamine::{DataRef, Dimensions, ExcelDateTime, ExcelDateTimeType};

use super::grid::{Merge, Meter, Raw};
use super::number_format::NumberFormat;
use crate::base::Date;

/// What the cell holds; nothing where it is empty.
pub(super) fn raw(value: DataRef<'_>, meter: &mut Meter) -> Option<Raw> {
    match value {
        DataRef::Empty => None,
        DataRef::String(string) => meter.text(&string),
        DataRef::SharedString(string) => meter.text(string),
        DataRef::DateTimeIso(iso) => of_iso(&iso).or_else(|| meter.text(&iso)),
        DataRef::DurationIso(iso) => duration(&iso).or_else(|| meter.text(&iso)),
        DataRef::Bool(is_true) => meter.text(if is_true { "TRUE" } else { "FALSE" }),
        DataRef::Float(number) => Some(Raw::Number(number)),
        #[expect(clippy::cast_precision_loss, reason = "beyond 15 digits it is refused anyway")]
        DataRef::Int(number) => Some(Raw::Number(number as f64)),
        DataRef::Error(error) => Some(Raw::Error(error.to_string().into())),
        DataRef::DateTime(moment) => Some(self::moment(&moment)),
    }
}

/// A number in a cell of this format.
pub(super) fn number(number: f64, format: NumberFormat, is_1904: bool) -> Raw {
    let moment = |kind| moment(&ExcelDateTime::new(number, kind, is_1904));
    match format {
        NumberFormat::Plain => Raw::Number(number),
        NumberFormat::Percent(percent) => Raw::Text(percent.shown(number).into()),
        NumberFormat::Moment => moment(ExcelDateTimeType::DateTime),
        NumberFormat::Span => moment(ExcelDateTimeType::TimeDelta),
    }
}

/// Merged cells; none where they are all of one row.
pub(super) fn merge(Dimensions { start, end }: &Dimensions) -> Option<Merge> {
    (start.0 < end.0).then_some(Merge { top: start.0, left: start.1, bottom: end.0 })
}

/// The first serial number that no calendar of Excel has: 1 January 10000.
const SERIAL_END: f64 = 2_958_466.0;

/// A serial number below 1 is a time of day, and so is a duration; what is no day of the calendar stays
/// a number.
fn moment(moment: &ExcelDateTime) -> Raw {
    let serial = moment.as_f64();
    if !(0.0..SERIAL_END).contains(&serial) {
        return Raw::Number(serial);
    }
    if moment.is_duration() || serial < 1.0 {
        return Raw::Text(clock(serial).into());
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    let date = date.and_then(|((year, month), day)| Date::new(year, month, day).ok());
    let time = Some(clock(serial.fract())).filter(|time| time != "0:00");
    date.map_or(Raw::Number(serial), |date| Raw::Moment(date, time.map(Into::into)))
}

/// Days as hours and minutes: `14:30`, `36:00`.
fn clock(days: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 2^32 minutes")]
    let minutes = (days * 1440.0).round() as u64;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

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
    use super::super::grid::Meter;
    use super::{Raw, raw};
    use crate::base::Date;
    use calamine::DataRef;

    #[test]
    fn days_and_times_in_words_of_the_standard_are_days_and_times() {
        let read = |iso: &str| raw(DataRef::DateTimeIso(iso.to_owned()), &mut Meter::default()).unwrap();
        let day = Date::constant(2023, 3, 9);
        assert_eq!(read("2023-03-09"), Raw::Moment(day, None));
        assert_eq!(read("2023-03-09T00:00:00"), Raw::Moment(day, None));
        assert_eq!(read("2023-03-09T09:05:00.5"), Raw::Moment(day, Some("9:05".into())));
        assert_eq!(read("9. März"), Raw::Text("9. März".into()));

        let read = |iso: &str| raw(DataRef::DurationIso(iso.to_owned()), &mut Meter::default()).unwrap();
        assert_eq!(read("PT14H30M00S"), Raw::Text("14:30".into()));
        assert_eq!(read("P1D"), Raw::Text("P1D".into()));
    }
}
