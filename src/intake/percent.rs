//! The code of a number format → whether it shows percentages, and the number as it is shown.
//!
//! A cell that shows 85% holds 0.85. Its column gets what the clerk saw, as if it had been typed as text.
//!
//! **Source:** ECMA-376 part 1, 18.8.31 (number format codes).

/// A format that shows percentages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Percent {
    /// Digits behind the point.
    places: i32,
}

/// More than any sheet shows; a double has fewer.
const PLACES: i32 = 15;

impl Percent {
    /// None where the format of positive numbers shows no percentages; a `%` in quotes is only a sign.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        let mut signs = code.chars();
        let (mut is_percent, mut is_behind_point, mut places) = (false, false, 0);
        while let Some(sign) = signs.next() {
            match sign {
                '"' => drop(signs.find(|it| *it == '"')),
                '[' => drop(signs.find(|it| *it == ']')),
                '\\' | '_' | '*' => drop(signs.next()),
                ';' => break,
                '%' => is_percent = true,
                '.' => is_behind_point = true,
                '0' | '#' | '?' if is_behind_point => places += 1,
                _ => {}
            }
        }
        is_percent.then_some(Self { places: places.min(PLACES) })
    }

    /// Halves are rounded up, as spreadsheet programs do.
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
    use super::Percent;

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
            assert_eq!(Percent::of_code(code).unwrap().shown(number), expected, "{code}");
        }
    }

    #[test]
    fn other_formats_show_no_percentages() {
        for code in ["General", "0.00", "0\"%\"", "0\\%", "0_%", "0;0%", "yyyy-mm-dd"] {
            assert_eq!(Percent::of_code(code), None, "{code}");
        }
    }
}
