//! What the binary formats of Excel have in common: the fields of records, and codes.

/// What is left of a record.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Fields<'a> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*bytes)
    }

    pub(super) fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }

    /// A number in 4 bytes: an integer or the high bits of a double, perhaps to be divided by 100.
    ///
    /// **Source:** [MS-XLS] 2.5.217 and [MS-XLSB], `RkNumber`.
    pub(super) fn short_number(&mut self) -> Option<f64> {
        let bits = self.u32()?;
        let number = if bits & 2 == 0 {
            f64::from_bits(u64::from(bits & !3) << 32)
        } else {
            f64::from(bits.cast_signed() >> 2)
        };
        Some(if bits & 1 == 0 { number } else { number / 100.0 })
    }
}

/// The text of units of two bytes each.
pub(super) fn wide(bytes: &[u8]) -> impl Iterator<Item = u16> {
    bytes.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit))
}

/// **Source:** [MS-XLS] 2.5.10 and [MS-XLSB], `BErr`.
pub(super) const fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        _ => "#GETTING_DATA",
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn short_numbers_are_integers_or_doubles_perhaps_in_hundredths() {
        let number = |bits: u32| Fields(&bits.to_le_bytes()).short_number().unwrap();
        assert_eq!(number(7 << 2 | 2).to_string(), "7");
        assert_eq!(number((-7i32 << 2 | 3).cast_unsigned()).to_string(), "-0.07");
        assert_eq!(number(0x3ff0_0000).to_string(), "1");
    }
}
