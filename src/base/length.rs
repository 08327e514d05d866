//! Lengths on paper. Integers in, integers out; never a bare float between two stages.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in EMU: 36 000 to the millimetre, 12 700 to the point, so both are whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Length(i64);

impl Length {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// From EMU.
    pub const fn emu(emu: i64) -> Self {
        Self(emu)
    }

    /// From whole millimetres.
    pub const fn mm(mm: i64) -> Self {
        Self(mm * 36_000)
    }

    /// From hundredths of a millimetre: a rule of 0.35 mm is `hundredths_of_mm(35)`.
    pub const fn hundredths_of_mm(hundredths: i64) -> Self {
        Self(hundredths * 360)
    }

    /// From whole points (1/72 inch).
    pub const fn pt(pt: i64) -> Self {
        Self(pt * 12_700)
    }

    /// From tenths of a point: 五号 (10.5 pt) is `tenths_of_pt(105)`.
    pub const fn tenths_of_pt(tenths: i64) -> Self {
        Self(tenths * 1_270)
    }

    /// The EMU.
    pub const fn to_emu(self) -> i64 {
        self.0
    }

    /// Points, for the edge where PDF wants them.
    #[expect(clippy::cast_precision_loss, reason = "a page is some ten million EMU, far below 2^52")]
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / 12_700.0
    }

    /// Millimetres, for people.
    #[expect(clippy::cast_precision_loss, reason = "a page is some ten million EMU, far below 2^52")]
    pub fn to_mm(self) -> f64 {
        self.0 as f64 / 36_000.0
    }

    /// `self · numerator / denominator`, rounded once, to the nearest EMU; halves away from zero.
    ///
    /// Edges of a grid are each computed from the whole, so that no rounding adds up.
    pub const fn scaled(self, numerator: i64, denominator: i64) -> Self {
        let product = self.0 as i128 * numerator as i128;
        let half = denominator as i128 / 2;
        let shift = if (product < 0) == (denominator < 0) { half } else { -half };
        #[expect(clippy::cast_possible_truncation, reason = "lengths on paper stay far below 2^63 EMU")]
        Self(((product + shift) / denominator as i128) as i64)
    }

    /// The larger one.
    #[must_use]
    pub fn at_least(self, other: Self) -> Self {
        self.max(other)
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Self;
    fn mul(self, factor: i64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<i64> for Length {
    type Output = Self;
    fn div(self, divisor: i64) -> Self {
        self.scaled(1, divisor)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        Self(lengths.map(|length| length.0).sum())
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3} mm", self.to_mm())
    }
}

#[cfg(test)]
mod tests {
    use super::Length;

    #[test]
    fn the_last_column_of_the_grid_ends_at_the_edge_of_the_block() {
        assert_eq!(Length::mm(156).scaled(28, 28), Length::mm(156));
        assert_eq!(Length::mm(156).scaled(1, 28).to_emu(), 200_571);
    }

    #[test]
    fn halves_are_rounded_away_from_zero_on_both_sides() {
        assert_eq!(Length::emu(1).scaled(1, 2).to_emu(), 1);
        assert_eq!(Length::emu(-1).scaled(1, 2).to_emu(), -1);
    }
}
