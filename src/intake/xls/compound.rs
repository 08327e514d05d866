//! The bytes of a compound file → one of its streams.
//!
//! Chains of sectors may be tied into loops; none is followed for longer than the file has sectors. Only what leads
//! to a stream of the outermost folder is looked at. The maintained crate for such files, `cfb`, refuses every one
//! that `SheetJS` writes, for a table of sectors that is longer than the file.
//!
//! **Source:** [MS-CFB] 2.2 to 2.6.

use std::borrow::Cow;

use crate::intake::biff::{Fields, wide};

/// The header, before its table of sectors.
const HEADER: usize = 76;
/// A sector of small streams has 64 bytes.
const MINI_SHIFT: u32 = 6;
/// A stream of fewer bytes stands in small sectors.
const MINI_SIZE: usize = 4096;
/// Numbers from here on are no sectors, but ends of chains.
const RESERVED: u32 = 0xffff_fffa;
/// The size of an entry of the directory, in bytes.
const ENTRY: usize = 128;
/// The kind of entry that is a stream.
const STREAM: u8 = 2;

/// A compound file.
pub(super) struct Compound<'a> {
    large: Sectors<'a>,
    small: Sectors<'a>,
    entries: Vec<Entry>,
}

/// An entry of the directory: a stream, or a folder of streams.
struct Entry {
    name: String,
    kind: u8,
    /// Its neighbours in a tree of names, and the root of the tree within it.
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: usize,
}

/// Sectors of one size, and which follows each of them.
struct Sectors<'a> {
    bytes: Cow<'a, [u8]>,
    shift: u32,
    next: Vec<u32>,
}

impl<'a> Compound<'a> {
    /// None where the file is damaged.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let at = |offset: usize| Fields(bytes.get(offset..).unwrap_or_default()).u32();
        let shift = u32::from(Fields(bytes.get(30..)?).u16()?);
        if !matches!(shift, 9 | 12) {
            return None;
        }
        // The header takes the place of a sector.
        let sectors = bytes.get(1 << shift..)?;
        let mut large = Sectors { bytes: sectors.into(), shift, next: Vec::new() };
        large.next = large.table(bytes, at(68)?)?;
        let entries: Vec<Entry> = large.chain(at(48)?)?.chunks_exact(ENTRY).filter_map(Entry::read).collect();
        let root = entries.first()?;
        let small = Sectors {
            bytes: large.chain(root.start).unwrap_or_default().into(),
            shift: MINI_SHIFT,
            next: numbers(&large.chain(at(60)?).unwrap_or_default()),
        };
        Some(Self { large, small, entries })
    }

    /// The first of these streams that there is.
    pub(super) fn stream(&self, names: &[&str]) -> Option<Vec<u8>> {
        let outermost = self.outermost();
        let is = |entry: &&&Entry, name: &str| entry.kind == STREAM && entry.name == name;
        let entry = names.iter().find_map(|name| outermost.iter().find(|entry| is(entry, name)))?;
        let sectors = if entry.size < MINI_SIZE { &self.small } else { &self.large };
        let mut stream = sectors.chain(entry.start)?;
        stream.truncate(entry.size);
        Some(stream)
    }

    /// The entries of the outermost folder: workbooks may be embedded in a workbook.
    fn outermost(&self) -> Vec<&Entry> {
        let mut found = Vec::new();
        let mut open: Vec<u32> = self.entries.first().map(|root| root.child).into_iter().collect();
        while let Some(number) = open.pop().filter(|_| found.len() < self.entries.len()) {
            if let Some(entry) = usize::try_from(number).ok().and_then(|number| self.entries.get(number)) {
                found.push(entry);
                open.extend([entry.left, entry.right]);
            }
        }
        found
    }
}

impl Entry {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut fields = Fields(bytes);
        let name = fields.bytes(64)?;
        // Its length in bytes counts the zero at its end.
        let length = usize::from(fields.u16()?).saturating_sub(2);
        let units: Vec<u16> = wide(name.get(..length)?).collect();
        let kind = fields.u8()?;
        let _color = fields.u8()?;
        let (left, right, child) = (fields.u32()?, fields.u32()?, fields.u32()?);
        let _class_state_and_times = fields.bytes(36)?;
        let (start, size) = (fields.u32()?, fields.u32()?);
        let name = String::from_utf16_lossy(&units);
        Some(Self { name, kind, left, right, child, start, size: usize::try_from(size).ok()? })
    }
}

impl Sectors<'_> {
    /// Which sector follows each one, by the list of sectors that say so: it begins in the header and goes on in
    /// sectors of its own, each of which ends with the number of the next.
    fn table(&self, header: &[u8], mut more: u32) -> Option<Vec<u32>> {
        let mut list = numbers(header.get(HEADER..512)?);
        for _ in 0..self.count() {
            if more >= RESERVED {
                break;
            }
            list.extend(numbers(self.sector(more)?));
            more = list.pop()?;
        }
        let sectors = list.into_iter().filter(|number| *number < RESERVED).take(self.count());
        let numbers = sectors.map(|number| self.sector(number).map(numbers)).collect::<Option<Vec<_>>>()?;
        Some(numbers.concat())
    }

    /// What stands in a sector and those that follow it; none where one is missing, or is one that was passed.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let (mut found, mut number) = (Vec::new(), start);
        for _ in 0..=self.count() {
            if number >= RESERVED {
                return Some(found);
            }
            found.extend_from_slice(self.sector(number)?);
            number = *self.next.get(usize::try_from(number).ok()?)?;
        }
        None
    }

    /// The last may be cut short.
    fn sector(&self, number: u32) -> Option<&[u8]> {
        let start = usize::try_from(number).ok()?.checked_mul(1 << self.shift)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        Some(rest.get(..1 << self.shift).unwrap_or(rest))
    }

    fn count(&self) -> usize {
        self.bytes.len().div_ceil(1 << self.shift)
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number)).collect()
}

#[cfg(test)]
mod tests {
    use super::Compound;

    const WHOLE: &[u8] = include_bytes!("../../../tests/real/wps-links-comments-merges.xls");

    fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
        Compound::open(bytes)?.stream(&["Workbook"])
    }

    #[test]
    fn a_stream_is_as_long_as_its_entry_says() {
        assert_eq!(stream(WHOLE).unwrap().len(), 15_469);
    }

    #[test]
    fn a_file_that_is_cut_off_gives_no_whole_stream() {
        for length in (0..15_469).step_by(509) {
            let cut = stream(&WHOLE[..length]);
            assert!(cut.is_none_or(|cut| cut.len() < 15_469), "{length}");
        }
    }

    #[test]
    fn a_chain_that_leads_back_to_where_it_was_is_left() {
        let first = u32::from_le_bytes(*WHOLE[76..].first_chunk().unwrap());
        let table = (usize::try_from(first).unwrap() + 1) * 512;
        let mut bytes = WHOLE.to_vec();
        for number in 0..128u32 {
            let at = table + usize::try_from(number).unwrap() * 4;
            bytes[at..at + 4].copy_from_slice(&(number ^ 1).to_le_bytes());
        }
        assert_eq!(stream(&bytes), None);
    }
}
