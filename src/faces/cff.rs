//! The CFF tables that `subsetter` makes, taken apart and put together.
//!
//! In: such a table. Out: its glyph programs, and its frame, into which other glyph programs of the
//! same face fit. It knows only the shape that subsets of CID-keyed faces with one private dictionary
//! have, which is that of most Chinese faces, and says so by `None`.
//!
//! **Source:** Adobe Technical Note #5176, The Compact Font Format Specification.

use std::ops::Range;

/// Operators of the Top DICT, each as the file has it: one byte, or two of which the first is 12.
const CHARSET: usize = 15;
const CHAR_STRINGS: usize = 17;
const FD_ARRAY: usize = 0x0c_24;
const FD_SELECT: usize = 0x0c_25;

/// A subset without what depends on the number of its glyphs.
///
/// The parts stand in this order: header and charset, font selection, font dictionary, programs.
pub(super) struct Frame {
    /// All before the font selection.
    head: Vec<u8>,
    /// The font dictionary.
    dictionary: Vec<u8>,
    /// Where in the head the charset, one range, says how many glyphs follow its first.
    charset_rest: usize,
    /// Where in the head the offset of the font dictionary stands.
    dictionary_offset: usize,
    /// Where in the head the offset of the programs stands.
    programs_offset: usize,
}

impl Frame {
    /// Takes a subset of at least two glyphs apart: the frame and the programs in order.
    pub(super) fn split(subset: &[u8]) -> Option<(Self, Vec<&[u8]>)> {
        let top = TopDict::read(subset)?;
        let (charset, _) = top.offset(CHARSET)?;
        let (selection, _) = top.offset(FD_SELECT)?;
        let (dictionary, dictionary_offset) = top.offset(FD_ARRAY)?;
        let (start, programs_offset) = top.offset(CHAR_STRINGS)?;
        let (programs, end) = index(subset, start)?;
        let is_known = subset.get(charset..charset + 3)? == [2, 0, 1]
            && subset.get(selection..dictionary)?.iter().all(|byte| *byte == 0)
            && dictionary - selection == programs.len() + 1
            && end == subset.len();
        let frame = Self {
            head: subset.get(..selection)?.to_vec(),
            dictionary: subset.get(dictionary..start)?.to_vec(),
            charset_rest: charset + 3,
            dictionary_offset,
            programs_offset,
        };
        let programs = programs.into_iter().map(|range| subset.get(range)).collect::<Option<_>>()?;
        is_known.then_some((frame, programs))
    }

    /// A subset of these glyph programs, the first of which is `.notdef`; at least two.
    pub(super) fn filled(&self, programs: &[&[u8]]) -> Option<Vec<u8>> {
        let count = u16::try_from(programs.len()).ok()?;
        let dictionary = self.head.len() + 1 + programs.len();
        let mut subset = self.head.clone();
        patch(&mut subset, self.charset_rest, &count.checked_sub(2)?.to_be_bytes())?;
        patch(&mut subset, self.dictionary_offset, &offset_bytes(dictionary)?)?;
        patch(&mut subset, self.programs_offset, &offset_bytes(dictionary + self.dictionary.len())?)?;
        // Format 0, and the one dictionary for every glyph.
        subset.resize(dictionary, 0);
        subset.extend(&self.dictionary);
        push_index(&mut subset, count, programs)?;
        Some(subset)
    }
}

/// Whether all glyphs of a CID-keyed face follow one private dictionary.
pub(super) fn has_one_dictionary(table: &[u8]) -> Option<bool> {
    let dictionaries = TopDict::read(table)?.value(FD_ARRAY)?;
    Some(index(table, dictionaries)?.0.len() == 1)
}

/// Where a face's glyph programs stand, without going through them.
pub(super) struct Places {
    /// The programs of all glyphs.
    pub(super) all: Range<usize>,
    /// The offsets of the programs.
    offsets: Range<usize>,
    /// Bytes of each offset.
    size: usize,
}

impl Places {
    /// Where the INDEX of the programs begins.
    pub(super) fn start(table: &[u8]) -> Option<usize> {
        TopDict::read(table)?.value(CHAR_STRINGS)
    }

    /// Where its offsets stand.
    pub(super) fn offsets(table: &[u8], start: usize) -> Option<Range<usize>> {
        let count = big_endian(table.get(start..start.checked_add(2)?)?);
        let size = usize::from(*table.get(start + 2)?);
        Some(start + 3..start + 3 + (count + 1) * size)
    }

    /// The programs that these offsets lead to.
    pub(super) fn read(table: &[u8], offsets: Range<usize>) -> Option<Self> {
        let size = usize::from(*table.get(offsets.start - 1)?).clamp(1, 4);
        let last = big_endian(table.get(offsets.end - size..offsets.end)?);
        // Offsets count from the byte before the data.
        let all = offsets.end..offsets.end + last.checked_sub(1)?;
        (all.end <= table.len()).then_some(Self { all, offsets, size })
    }

    /// Where the program of a glyph stands.
    pub(super) fn of(&self, table: &[u8], glyph: u16) -> Option<Range<usize>> {
        let offset = |number: usize| {
            let at = self.offsets.start + number * self.size;
            (at < self.offsets.end).then(|| table.get(at..at + self.size).map(big_endian)).flatten()
        };
        let base = self.offsets.end - 1;
        let number = usize::from(glyph);
        let place = base + offset(number)?..base + offset(number + 1)?;
        (place.start <= place.end && place.end <= self.all.end).then_some(place)
    }
}

fn patch(bytes: &mut [u8], start: usize, new: &[u8]) -> Option<()> {
    bytes.get_mut(start..start + new.len())?.copy_from_slice(new);
    Some(())
}

fn offset_bytes(offset: usize) -> Option<[u8; 4]> {
    Some(u32::try_from(offset).ok()?.to_be_bytes())
}

/// The offsets in the Top DICT: of each operator whose operand is a whole number, the value, and where in
/// the table its four bytes stand if it has five.
struct TopDict {
    offsets: Vec<(usize, usize, Option<usize>)>,
}

impl TopDict {
    fn read(table: &[u8]) -> Option<Self> {
        let (_names, end) = index(table, usize::from(*table.get(2)?))?;
        let range = index(table, end)?.0.into_iter().next()?;
        let (mut offsets, mut operand, mut place) = (Vec::new(), None, range.start);
        while place < range.end {
            let token = token(table.get(place..)?)?;
            match token {
                [0..=21, ..] => {
                    offsets.extend(operand.take().map(|(value, at)| (big_endian(token), value, at)));
                }
                [29, offset @ ..] => operand = Some((big_endian(offset), Some(place + 1))),
                _ => operand = short_number(token).map(|value| (value, None)),
            }
            place += token.len();
        }
        Some(Self { offsets })
    }

    /// The value of an offset of five bytes, and where it stands.
    fn offset(&self, key: usize) -> Option<(usize, usize)> {
        let found = self.offsets.iter().find(|(entry, ..)| *entry == key);
        found.and_then(|(_, value, place)| Some((*value, (*place)?)))
    }

    /// The value of an offset.
    fn value(&self, key: usize) -> Option<usize> {
        self.offsets.iter().find(|(entry, ..)| *entry == key).map(|(_, value, _)| *value)
    }
}

/// A whole number, not negative, of less than five bytes.
fn short_number(token: &[u8]) -> Option<usize> {
    match token {
        [first @ 139..=246] => Some(usize::from(*first) - 139),
        [first @ 247..=250, second] => Some((usize::from(*first) - 247) * 256 + usize::from(*second) + 108),
        [28, number @ ..] => Some(big_endian(number)).filter(|number| *number < 0x8000),
        _ => None,
    }
}

/// The operator or operand that a DICT goes on with.
fn token(rest: &[u8]) -> Option<&[u8]> {
    let length = match rest.first()? {
        12 | 247..=254 => 2,
        28 => 3,
        29 => 5,
        // A real number ends with a half byte of ones.
        30 => 2 + rest.iter().skip(1).position(|byte| byte & 0x0f == 0x0f || byte & 0xf0 == 0xf0)?,
        _ => 1,
    };
    rest.get(..length)
}

/// Where the entries of an INDEX stand, and where it ends.
fn index(table: &[u8], start: usize) -> Option<(Vec<Range<usize>>, usize)> {
    let count = big_endian(table.get(start..start.checked_add(2)?)?);
    if count == 0 {
        return Some((Vec::new(), start + 2));
    }
    let size = usize::from(*table.get(start + 2)?).clamp(1, 4);
    let offsets = table.get(start + 3..start + 3 + (count + 1) * size)?;
    // Offsets count from the byte before the data.
    let base = start + 2 + offsets.len();
    let places: Vec<usize> = offsets.chunks(size).map(|bytes| base + big_endian(bytes)).collect();
    let entries = places.iter().zip(places.iter().skip(1)).map(|(from, to)| *from..*to).collect();
    Some((entries, *places.last()?))
}

fn big_endian(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

fn push_index(table: &mut Vec<u8>, count: u16, entries: &[&[u8]]) -> Option<()> {
    let data = entries.concat();
    let size = 4 - u32::try_from(data.len() + 1).ok()?.leading_zeros() / 8;
    table.extend(count.to_be_bytes());
    table.extend([u8::try_from(size).ok()?]);
    let mut offset = 1;
    for length in std::iter::once(0).chain(entries.iter().map(|entry| entry.len())) {
        offset += length;
        table.extend(offset_bytes(offset)?.iter().skip(4 - size as usize));
    }
    table.extend(data);
    Some(())
}
