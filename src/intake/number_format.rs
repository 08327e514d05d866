//! The code of a number format → what a number in it is: a percentage, a day, a span of time, or itself.
//!
//! A cell that shows 85% holds 0.85. Its column gets what the clerk saw, as if it had been typed as text.
//!
//! **Source:** ECMA-376 part 1, 18.8.30 (built-in formats) and 18.8.31 (codes).

use std::collections::BTreeMap;

/// What is in a cell with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// The number.
    Plain,
    /// A percentage.
    Percent(Percent),
    /// A day, a time of day, or both.
    Moment,
    /// Hours that may be more than a day.
    Span,
}

/// A format that shows percentages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Percent {
    /// Digits behind the point.
    places: i32,
}

/// More than any sheet shows; a double has fewer.
const PLACES: i32 = 15;

impl NumberFormat {
    /// The format that programs have for a number without that the workbook spells it out.
    const fn built_in(id: u32) -> Self {
        match id {
            9 => Self::Percent(Percent { places: 0 }),
            10 => Self::Percent(Percent { places: 2 }),
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Moment,
            46 => Self::Span,
            _ => Self::Plain,
        }
    }

    /// The format of this number, in a workbook that spells out these.
    pub(super) fn of(id: u32, codes: &BTreeMap<u32, String>) -> Self {
        codes.get(&id).map_or_else(|| Self::built_in(id), |code| Self::of_code(code))
    }

    /// What the format of positive numbers shows; signs in quotes are only signs.
    fn of_code(code: &str) -> Self {
        let mut signs = code.chars();
        let (mut is_percent, mut is_moment, mut is_behind_point, mut places) = (false, false, false, 0);
        while let Some(sign) = signs.next() {
            match sign {
                '"' => drop(signs.find(|it| *it == '"')),
                '\\' | '_' | '*' => drop(signs.next()),
                ';' => break,
                '[' if signs.clone().take_while(|it| *it != ']').all(is_of_clock) => return Self::Span,
                '[' => drop(signs.find(|it| *it == ']')),
                '%' => is_percent = true,
                '.' => is_behind_point = true,
                '0' | '#' | '?' if is_behind_point => places += 1,
                'y' | 'Y' | 'd' | 'D' => is_moment = true,
                _ if is_of_clock(sign) => is_moment = true,
                _ => {}
            }
        }
        if is_percent {
            Self::Percent(Percent { places: places.min(PLACES) })
        } else if is_moment {
            Self::Moment
        } else {
            Self::Plain
        }
    }
}

/// Hours, minutes, months and seconds.
const fn is_of_clock(sign: char) -> bool {
    matches!(sign, 'h' | 'H' | 'm' | 'M' | 's' | 'S')
}

impl Percent {
    /// The number as it is shown. Halves are rounded up, as spreadsheet programs do.
    pub(super) fn shown(self, number: f64) -> String {
        let scale = 10_f64.powi(self.places);
        // Of the 15 digits that are shown, else 0.145 × 100 is a bit less than 14.5.
        let percent = format!("{:.14e}", number * 100.0 * scale).parse().unwrap_or(number * 100.0 * scale);
        let places = usize::try_from(self.places).unwrap_or_default();
        format!("{:.places$}%", percent.round() / scale)
    }
}

#[cfg(test)]
mod tests {
    use super::NumberFormat;

    #[test]
    fn percentages_are_printed_as_they_are_shown() {
        let cases = [
            ("0%", 0.85, "85%"),
            ("0.00%", 0.85, "85.00%"),
            ("0%", 0.145, "15%"),
            ("0.0%;[Red]-0.0%", 1.2345, "123.5%"),
            ("[>1]0%", 0.5, "50%"),
        ];
        for (code, number, expected) in cases {
            let shown = match NumberFormat::of_code(code) {
                NumberFormat::Percent(percent) => percent.shown(number),
                other => format!("{other:?}"),
            };
            assert_eq!(shown, expected, "{code}");
        }
    }

    #[test]
    fn formats_are_told_apart_by_their_first_section() {
        let cases = [
            (
                NumberFormat::Plain,
                &["General", "0.00", "0\"%\"", "0\\%", "0_%", "0;0%", "@", "0.0E+0", "[Red]0"][..],
            ),
            (
                NumberFormat::Moment,
                &["yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy-mm-dd;@", "h:mm AM/PM", "mm:ss"],
            ),
            (NumberFormat::Span, &["[h]:mm:ss", "[mm]:ss"]),
        ];
        for (expected, codes) in cases {
            for code in codes {
                assert_eq!(NumberFormat::of_code(code), expected, "{code}");
            }
        }
    }
}
