//! The bytes of a binary part → its records, and the fields of a record. What is cut off ends the list.

/// The records of a part: the kind and content of each.
///
/// **Source:** [MS-XLSB] 2.1.4 (Record): kind and size are numbers of 7 bits a byte, of which the last has no high bit.
pub(super) struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    pub(super) fn of(part: &'a [u8]) -> Self {
        Self(part)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let mut fields = Fields(self.0);
        let low = fields.u8()?;
        // The kind keeps its high bits: 0x9C is written as 9C 01.
        let kind =
            if low < 0x80 { u16::from(low) } else { u16::from(low & 0x7f) | u16::from(fields.u8()?) << 7 };
        let size = fields.size()?;
        let (content, rest) = fields.0.split_at_checked(size)?;
        self.0 = rest;
        Some((kind, content))
    }
}

/// What is left of a record.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl Fields<'_> {
    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*bytes)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.bytes().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.bytes().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    pub(super) fn f64(&mut self) -> Option<f64> {
        self.bytes().map(f64::from_le_bytes)
    }

    /// A number in 4 bytes: an integer or the high bits of a double, perhaps to be divided by 100.
    ///
    /// **Source:** [MS-XLSB], `RkNumber`.
    pub(super) fn short_number(&mut self) -> Option<f64> {
        let bits = self.u32()?;
        let number = if bits & 2 == 0 {
            f64::from_bits(u64::from(bits & !3) << 32)
        } else {
            f64::from(bits.cast_signed() >> 2)
        };
        Some(if bits & 1 == 0 { number } else { number / 100.0 })
    }

    /// A text and its length before it.
    ///
    /// **Source:** [MS-XLSB], `XLWideString`.
    pub(super) fn string(&mut self) -> Option<String> {
        let length = usize::try_from(self.u32()?).ok()?.checked_mul(2)?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        let units: Vec<u16> = text.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
        Some(String::from_utf16_lossy(&units))
    }

    /// A text that may have runs of several formats, and readings; only the text is read.
    ///
    /// **Source:** [MS-XLSB], `RichStr`.
    pub(super) fn rich_string(&mut self) -> Option<String> {
        let _flags = self.u8()?;
        self.string()
    }

    /// A size of at most four bytes of 7 bits.
    fn size(&mut self) -> Option<usize> {
        let mut size = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.u8()?;
            size |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(size);
            }
        }
        Some(size)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, Records};

    #[test]
    fn kinds_and_sizes_take_as_many_bytes_as_they_need() {
        let mut part = vec![0x07, 0x02, 1, 2, 0x9c, 0x01, 0x80, 0x01];
        part.extend([9; 128]);
        let found: Vec<(u16, usize)> =
            Records::of(&part).map(|(kind, content)| (kind, content.len())).collect();
        assert_eq!(found, [(7, 2), (0x9c, 128)]);
    }

    #[test]
    fn a_record_that_is_cut_off_ends_the_list() {
        for part in [&[0x07][..], &[0x9c], &[0x07, 0x05, 1, 2], &[0x07, 0xff, 0xff, 0xff, 0xff]] {
            assert_eq!(Records::of(part).count(), 0, "{part:?}");
        }
    }

    #[test]
    fn short_numbers_are_integers_or_doubles_perhaps_in_hundredths() {
        let number = |bits: u32| Fields(&bits.to_le_bytes()).short_number().unwrap();
        assert_eq!(number(7 << 2 | 2).to_string(), "7");
        assert_eq!(number((-7i32 << 2 | 3).cast_unsigned()).to_string(), "-0.07");
        assert_eq!(number(0x3ff0_0000).to_string(), "1");
    }
}
