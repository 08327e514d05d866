//! Lengths as the numbers of a PDF.
//!
//! In: lengths. Out: points with few digits. Rounding here is the only loss between page and file.

use printpdf::Pt;

use crate::base::Length;

/// Points to three decimals: 0.0002 mm.
pub(super) fn pt(length: Length) -> Pt {
    Pt(points(length).to_f32())
}

/// The same as a content stream has it.
pub(super) fn points(length: Length) -> Decimal {
    Decimal::new(length.to_pt(), 3)
}

/// A number with so few decimals that the file holds no digits that nobody needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimal {
    /// The number in units of its last decimal.
    units: i64,
    /// How many decimals it has.
    places: u8,
}

impl Decimal {
    /// Nothing.
    pub(super) const ZERO: Self = Self { units: 0, places: 0 };

    /// A number rounded to so many decimals, at most 6.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "beyond 64 bits a number is cut off, not wrong by wrapping"
    )]
    pub(super) fn new(number: f64, places: u8) -> Self {
        let units = (number * 10_f64.powi(i32::from(places))).round() as i64;
        if units == 0 { Self::ZERO } else { Self { units, places } }
    }

    /// A whole number.
    pub(super) fn whole(number: u32) -> Self {
        Self { units: number.into(), places: 0 }
    }

    /// The negative.
    pub(super) const fn negated(self) -> Self {
        Self { units: -self.units, ..self }
    }

    /// What a viewer reads.
    #[expect(clippy::cast_precision_loss, reason = "a page's numbers have far less than 52 bits")]
    pub(super) fn value(self) -> f64 {
        self.units as f64 / 10_f64.powi(i32::from(self.places))
    }

    /// The same in single precision, as `printpdf` takes it.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a file holds single precision; seven digits suffice"
    )]
    pub(super) fn to_f32(self) -> f32 {
        self.value() as f32
    }

    /// Writes the number, without zeros that say nothing.
    pub(super) fn write(self, bytes: &mut Vec<u8>) {
        if self.units < 0 {
            bytes.push(b'-');
        }
        let scale = 10_u64.pow(self.places.into());
        let (whole, mut rest) = (self.units.unsigned_abs() / scale, self.units.unsigned_abs() % scale);
        if whole > 0 || rest == 0 {
            bytes.extend(whole.to_string().as_bytes());
        }
        if rest > 0 {
            bytes.push(b'.');
        }
        let mut digit = scale / 10;
        while rest > 0 {
            bytes.extend(u8::try_from(rest / digit).map(|digit| b'0' + digit));
            rest %= digit;
            digit = (digit / 10).max(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn a_number_has_no_digits_that_say_nothing() {
        let numbers = [0.0, 1.0, -1.0, 0.5, -0.05, 79.370_4, 100.0, 12.300_1, 0.000_4, 595.276];
        let written = numbers.map(|number| {
            let mut bytes = Vec::new();
            Decimal::new(number, 3).write(&mut bytes);
            String::from_utf8(bytes).unwrap()
        });
        assert_eq!(written.join(" "), "0 1 -1 .5 -.05 79.37 100 12.3 0 595.276");
    }
}
