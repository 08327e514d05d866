//! The bytes of a binary part → its records, and the texts in a record. What is cut off ends the list.

use crate::intake::biff::{Fields, wide};

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

impl Fields<'_> {
    /// A text and its length before it.
    ///
    /// **Source:** [MS-XLSB], `XLWideString`.
    pub(super) fn string(&mut self) -> Option<String> {
        let length = usize::try_from(self.u32()?).ok()?.checked_mul(2)?;
        let units: Vec<u16> = wide(self.bytes(length)?).collect();
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
    use super::Records;

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
}
