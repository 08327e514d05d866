//! The stream of an old workbook → its records, and the texts in them. What is cut off ends the list.

use crate::files;
use crate::intake::biff::{Fields, wide};

/// A record that goes on where the one before it was full.
const CONTINUE: u16 = 0x003c;

/// The records of a stream from some place on.
///
/// **Source:** [MS-XLS] 2.1.4: kind and size in two bytes each, then the content.
pub(super) struct Records<'a>(&'a [u8]);

/// A record.
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    /// Its content, in which records that go on with it follow each other.
    pub(super) content: Pieces<'a>,
}

/// What is left of a record that may go on in others.
#[derive(Clone, Copy)]
pub(super) struct Pieces<'a> {
    pub(super) fields: Fields<'a>,
    /// The stream behind the piece that is read.
    after: &'a [u8],
}

/// How a workbook writes its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Texts {
    /// Bytes in a code page: Excel 5 and 95 (BIFF5).
    CodePage(u16),
    /// UTF-16, whose high bytes are left out where all are zero: Excel 97 and later (BIFF8).
    Wide,
}

impl<'a> Records<'a> {
    pub(super) fn of(stream: &'a [u8]) -> Self {
        Self(stream)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut fields = Fields(self.0);
        let (kind, size) = (fields.u16()?, fields.u16()?);
        let content = fields.bytes(usize::from(size))?;
        self.0 = fields.0;
        Some(Record { kind, content: Pieces { fields: Fields(content), after: self.0 } })
    }
}

impl Pieces<'_> {
    /// Goes on in the next record where this one is used up. Says whether anything is left.
    pub(super) fn go_on(&mut self) -> bool {
        while self.fields.0.is_empty() {
            let next = Records::of(self.after).next().filter(|record| record.kind == CONTINUE);
            let Some(next) = next else { return false };
            *self = next.content;
        }
        true
    }

    /// A text with its length before it, in one byte.
    pub(super) fn short_text(&mut self, texts: Texts) -> Option<String> {
        let count = usize::from(self.fields.u8()?);
        self.text_of(count, texts)
    }

    /// A text with its length before it, in two bytes.
    pub(super) fn text(&mut self, texts: Texts) -> Option<String> {
        let count = usize::from(self.fields.u16()?);
        self.text_of(count, texts)
    }

    fn text_of(&mut self, count: usize, texts: Texts) -> Option<String> {
        match texts {
            Texts::CodePage(page) => Some(files::of_code_page(page, self.fields.bytes(count)?)),
            // Some programs write an empty text without its flags.
            Texts::Wide if count == 0 => Some(String::new()),
            Texts::Wide => {
                let flags = self.fields.u8()?;
                self.characters(count, flags)
            }
        }
    }

    /// A shared string: a text that may have runs of several formats, and readings; only the text is read.
    ///
    /// **Source:** [MS-XLS] 2.5.293 (`XLUnicodeRichExtendedString`).
    pub(super) fn rich_text(&mut self) -> Option<String> {
        let (count, flags) = (self.fields.u16()?, self.fields.u8()?);
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.fields.u16()?) * 4 };
        let readings = if flags & 4 == 0 { 0 } else { usize::try_from(self.fields.u32()?).ok()? };
        let text = self.characters(usize::from(count), flags)?;
        self.skip(runs.saturating_add(readings))?;
        Some(text)
    }

    /// So many characters. A piece that goes on with them says anew whether it has their high bytes.
    fn characters(&mut self, count: usize, mut flags: u8) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        while units.len() < count {
            if self.fields.0.is_empty() {
                self.go_on().then_some(())?;
                flags = self.fields.u8()?;
            }
            let left = count - units.len();
            if flags & 1 == 0 {
                let here = left.min(self.fields.0.len());
                units.extend(self.fields.bytes(here)?.iter().map(|byte| u16::from(*byte)));
            } else {
                let here = left.min(self.fields.0.len() / 2).max(1);
                units.extend(wide(self.fields.bytes(here * 2)?));
            }
        }
        Some(String::from_utf16_lossy(&units))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            self.go_on().then_some(())?;
            let here = count.min(self.fields.0.len());
            self.fields.bytes(here)?;
            count -= here;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Records, Texts};

    fn record(kind: u16, content: &[u8]) -> Vec<u8> {
        let size = u16::try_from(content.len()).unwrap();
        [&kind.to_le_bytes(), &size.to_le_bytes(), content].concat()
    }

    #[test]
    fn a_text_goes_on_in_the_next_record_with_or_without_high_bytes() {
        let stream = [
            record(0xfc, &[3, 0, 0, b'a']),
            record(0x3c, &[1, 0x2d, 0x4e]),
            record(0x3c, &[]),
            record(0x3c, &[0, b'b', 9]),
            record(0x0a, &[]),
        ]
        .concat();
        let mut content = Records::of(&stream).next().unwrap().content;
        assert_eq!(content.rich_text().unwrap(), "a中b");
        assert_eq!(content.fields.u8(), Some(9));
        assert!(!content.go_on());
    }

    #[test]
    fn formats_and_readings_of_a_shared_string_are_passed_over() {
        let content = [1, 0, 0x0c, 1, 0, 2, 0, 0, 0, b'a', 1, 2, 3, 4, 5, 6, 1, 0, 0, b'b'];
        let stream = record(0xfc, &content);
        let mut content = Records::of(&stream).next().unwrap().content;
        assert_eq!(content.rich_text().unwrap(), "a");
        assert_eq!(content.rich_text().unwrap(), "b");
    }

    #[test]
    fn texts_are_read_in_the_code_page_of_the_workbook() {
        let stream = record(0x204, &[4, 0, 0xd6, 0xd0, 0xce, 0xc4]);
        let mut content = Records::of(&stream).next().unwrap().content;
        assert_eq!(content.text(Texts::CodePage(936)).unwrap(), "中文");
    }

    #[test]
    fn what_is_cut_off_is_no_record_and_no_text() {
        for cut in [&[0x0a, 0, 1][..], &[0x0a, 0, 1, 0], &[0x0a]] {
            assert_eq!(Records::of(cut).count(), 0, "{cut:?}");
        }
        for cut in [&[2, 0, 0, b'a'][..], &[1, 0, 1, b'a'], &[1, 0], &[1, 0, 8, 9, 0, b'a']] {
            let stream = record(0xfc, cut);
            assert_eq!(Records::of(&stream).next().unwrap().content.rich_text(), None, "{cut:?}");
        }
    }
}
