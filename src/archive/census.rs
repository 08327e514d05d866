//! An XML part → how much of it a reader of workbooks would keep in memory.
//!
//! It parses nothing: the part is cut at every `<`, and each piece but those of closing tags, declarations and
//! comments counts as a tag that opens. So it may count a tag where a parser sees a comment, and never misses one
//! that a parser sees. Streams: it holds one piece at a time, and none that is longer than [`EVENT_SIZE`].

use std::io::{BufRead, BufReader, Read};
use std::sync::atomic::{AtomicI64, Ordering};

use memchr::{memchr, memchr_iter, memchr2, memmem};
use quick_xml::events::BytesStart;

use super::markup::unescaped;

/// The longest tag, text or comment, in bytes; a cell's text has at most 32 767 characters.
pub(super) const EVENT_SIZE: usize = 16 << 20;
/// Bytes that are looked at at once.
const BUFFER_SIZE: usize = 64 << 10;

/// What is counted in a part.
#[derive(Debug, Default)]
pub(super) struct Census {
    /// Decompressed bytes, as they came and not as they were declared.
    pub(super) size: u64,
    /// How often each of [`HELD`] occurs.
    pub(super) held: [u64; HELD.len()],
    /// The longest list of attributes of a tag, in bytes.
    pub(super) longest_attributes: u64,
    /// The larger of what `count` and `uniqueCount` declare for the shared strings.
    pub(super) declared_strings: u64,
    /// The largest number of a shared formula: a reader makes room for as many.
    pub(super) largest_formula: u64,
    /// Whether a relation leads to a sheet or workbook that is no XML part.
    pub(super) leads_astray: bool,
    /// How many times cells are merged.
    pub(super) merges: u64,
    /// How many elements lie in one another at most.
    pub(super) deepest: u64,
    /// Elements that are open.
    depth: u64,
    /// Comments and other declarations, which may be longer than any piece.
    pub(super) declarations: u64,
    /// What was found wrong so far.
    broken: Option<Broken>,
}

/// Elements that a reader keeps, one value for each, with the most that a part may have of them.
///
/// Excel allows 65 490 cell formats and 66 530 links in a sheet, and a workbook of a unit has a handful
/// of sheets; strings are bounded as cells with content are, since programs declare how often they are used.
pub(super) const HELD: [(&str, u64); 10] = [
    ("si", 2_500_000),
    ("is", 2_500_000),
    ("xf", 131_072),
    ("font", 131_072),
    ("fill", 131_072),
    ("border", 131_072),
    ("numFmt", 131_072),
    ("sheet", 1_024),
    ("definedName", 131_072),
    ("Relationship", 131_072),
];

/// Why a part can't be counted to its end; of several reasons, the last is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Broken {
    /// It holds what no XML may: a `<` within a tag, or a control character. Behind either of them a parser may
    /// see tags where there is none to be counted.
    Unclear,
    /// It holds an event beyond [`EVENT_SIZE`].
    EventTooLong,
    /// It goes on beyond what was allowed.
    TooLong,
}

/// Counts a part up to its end or to where it can't be unpacked, and takes its bytes from what is `left` for all
/// parts together; less than nothing is left where that was not enough.
pub(super) fn take(part: impl Read, left: &AtomicI64) -> Result<Census, Broken> {
    let mut part = BufReader::with_capacity(BUFFER_SIZE, part);
    let mut census = Census::default();
    // What the part begins with is text, and so is what follows the `>` of a closing tag.
    let mut begun = b"/>".to_vec();
    while let Ok(buffer) = part.fill_buf()
        && !buffer.is_empty()
    {
        let length = buffer.len();
        census.size += length as u64;
        let needed = i64::try_from(length).unwrap_or(i64::MAX);
        if left.fetch_sub(needed, Ordering::Relaxed) < needed {
            return Err(Broken::TooLong);
        }
        if memchr2(b'\0', ESCAPE, buffer).is_some() {
            census.broken = census.broken.max(Some(Broken::Unclear));
        }
        let mut start = 0;
        for end in memchr_iter(b'<', buffer) {
            if begun.is_empty() {
                census.add(&buffer[start..end]);
            } else {
                begun.extend_from_slice(&buffer[start..end]);
                census.add(&begun);
                begun.clear();
            }
            start = end + 1;
        }
        begun.extend_from_slice(&buffer[start..]);
        if begun.len() > EVENT_SIZE {
            return Err(Broken::EventTooLong);
        }
        part.consume(length);
    }
    // A tag that is cut off by the end of the part is none.
    if begun.contains(&b'>') {
        census.add(&begun);
    }
    census.finish()
}

/// It begins a change of alphabet in some encodings, so that a name could be written in other bytes.
const ESCAPE: u8 = 0x1b;

impl Census {
    /// Counts what stands between two `<`.
    fn add(&mut self, piece: &[u8]) {
        let end = match piece.first() {
            Some(b'!') => {
                self.declarations += 1;
                return;
            }
            Some(b'?') => memmem::find(&piece[1..], b"?>"),
            Some(b'/') => {
                self.depth = self.depth.saturating_sub(1);
                memchr(b'>', piece)
            }
            _ => tag_end(piece).inspect(|end| self.add_tag(&piece[..*end])),
        };
        let long = (piece.len() > EVENT_SIZE).then_some(Broken::EventTooLong);
        let unclear = end.is_none().then_some(Broken::Unclear);
        self.broken = self.broken.max(long).max(unclear);
    }

    /// Counts an opening tag, which is given without its brackets.
    fn add_tag(&mut self, tag: &[u8]) {
        let content = tag.strip_suffix(b"/").unwrap_or(tag);
        if content.len() == tag.len() {
            self.depth += 1;
            self.deepest = self.deepest.max(self.depth);
        }
        let length = content.iter().position(|byte| is_blank(*byte)).unwrap_or(content.len());
        let (name, attributes) = content.split_at(length);
        self.longest_attributes = self.longest_attributes.max(attributes.len() as u64);
        let name = name.iter().position(|byte| *byte == b':').map_or(name, |colon| &name[colon + 1..]);
        // Most of a sheet are cells and their values, whose names have one letter.
        if name.len() > 1
            && let Some(held) = HELD.iter().position(|(it, _)| it.as_bytes() == name)
        {
            self.held[held] += 1;
        }
        let start = || BytesStart::from_content(String::from_utf8_lossy(content), length);
        match name {
            b"sst" => self.add_strings(&start()),
            b"Relationship" => self.leads_astray |= leads_astray(&start()),
            b"mergeCell" => self.merges += 1,
            b"f" => self.largest_formula = self.largest_formula.max(number(&start(), "si")),
            _ => {}
        }
    }

    fn add_strings(&mut self, start: &BytesStart<'_>) {
        for name in ["count", "uniqueCount"] {
            self.declared_strings = self.declared_strings.max(number(start, name));
        }
    }

    /// A comment may be as long as the part that it stands in.
    fn finish(self) -> Result<Self, Broken> {
        let may_be_long = self.declarations > 0 && self.size > EVENT_SIZE as u64;
        let broken = self.broken.max(may_be_long.then_some(Broken::EventTooLong));
        broken.map_or(Ok(self), Err)
    }
}

/// Where the `>` of a tag stands that may have others in quotes; none where its end is not in the piece.
fn tag_end(piece: &[u8]) -> Option<usize> {
    let mut quote = None;
    piece.iter().position(|byte| {
        match (quote, byte) {
            (None, b'>') => return true,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), _) if open == *byte => quote = None,
            _ => {}
        }
        false
    })
}

/// What parts a name from attributes, as parsers of XML have it.
const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// The number in an attribute, 0 where there is none. What is no number is as bad as a huge one: no program
/// writes it.
fn number(start: &BytesStart<'_>, name: &str) -> u64 {
    attribute(start, name).map_or(0, |text| text.trim().parse().unwrap_or(u64::MAX))
}

/// The value of an attribute, in any quotes, as a reader has it: with entities written out.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|it| it.key.as_ref() == name)?;
    Some(unescaped(&found.value))
}

/// Only XML parts are counted, so what a reader takes for XML must be named as such.
fn leads_astray(start: &BytesStart<'_>) -> bool {
    let kind = attribute(start, "Type").unwrap_or_default();
    let is_read = ["officeDocument", "worksheet", "chartsheet", "dialogsheet", "sharedStrings", "styles"]
        .iter()
        .any(|it| kind.rsplit('/').next() == Some(it));
    is_read && !super::vet::is_xml(&attribute(start, "Target").unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::{AtomicI64, Broken, Census, HELD, number, take};

    fn count(part: &[u8]) -> Result<Census, Broken> {
        take(part, &AtomicI64::new(1 << 30))
    }

    /// What a parser with the settings of the reader of workbooks sees: the numbers of held elements, of merges
    /// and of levels, the longest attributes, and the number of a formula. It stops at the first fault.
    fn parsed(part: &str) -> ([u64; HELD.len()], [u64; 4]) {
        let mut xml = Reader::from_reader(part.as_bytes());
        xml.config_mut().check_end_names = false;
        xml.config_mut().expand_empty_elements = true;
        let (mut held, [mut merges, mut depth, mut deepest, mut longest, mut formula]) =
            ([0; HELD.len()], [0; 5]);
        let mut buffer = Vec::new();
        while let Ok(event) = xml.read_event_into(&mut buffer) {
            match event {
                Event::Eof => break,
                Event::Start(start) => {
                    let name = start.local_name();
                    for ((it, _), count) in HELD.iter().zip(&mut held) {
                        *count += u64::from(name.as_ref() == *it);
                    }
                    merges += u64::from(name.as_ref() == "mergeCell");
                    longest = longest.max(start.attributes_raw().len() as u64);
                    depth += 1;
                    deepest = deepest.max(depth);
                    if name.as_ref() == "f" {
                        formula = formula.max(number(&start, "si"));
                    }
                }
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            buffer.clear();
        }
        (held, [merges, deepest, longest, formula])
    }

    const PIECES: [&str; 30] = [
        "<si>",
        "</si>",
        "<si/>",
        "<x:xf a='1'>",
        "<mergeCell ref=\"A1:B2\"/>",
        "<f si='7'>",
        "<f si=\"",
        "<sheet",
        "<a b=\"",
        "<a b='",
        "\"",
        "'",
        ">",
        "/>",
        "<",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE a [",
        "]>",
        "<?x",
        "?>",
        "<?>",
        " ",
        "/",
        "甲",
        "\u{feff}",
        "&lt;",
        "<font\n",
    ];

    proptest! {
        #[test]
        fn nothing_that_a_parser_counts_is_missed(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24)) {
            let part = pieces.concat();
            let (held, [merges, deepest, longest, formula]) = parsed(&part);
            match count(part.as_bytes()) {
                Err(broken) => prop_assert_eq!(broken, Broken::Unclear),
                Ok(census) => {
                    prop_assert!(census.held.iter().zip(held).all(|(counted, parsed)| *counted >= parsed));
                    // An element that is empty is open for a parser, for a moment.
                    prop_assert!(census.deepest + 1 >= deepest);
                    prop_assert!(census.merges >= merges && census.longest_attributes >= longest);
                    prop_assert!(census.largest_formula >= formula);
                }
            }
        }
    }

    #[test]
    fn what_offices_write_is_counted_as_it_stands() {
        let part = b"\xef\xbb\xbf<?xml version=\"1.0\"?><!-- a > b --><x:sst count='3'><x:si><t>1 > 0</t></x:si><si/></x:sst>";
        let census = count(part).unwrap();
        assert_eq!((census.held[0], census.declared_strings, census.deepest), (2, 3, 3));
    }

    /// In these encodings a parser would read other tags than the bytes show.
    #[test]
    fn alphabets_in_which_names_have_other_bytes_are_refused() {
        let wide: Vec<u8> = "<si/>".bytes().flat_map(|byte| [byte, 0]).collect();
        assert_eq!(count(&wide).unwrap_err(), Broken::Unclear);
        let escaped = b"<?xml version='1.0' encoding='iso-2022-jp'?><s\x1b(Bi/>";
        assert_eq!(count(escaped).unwrap_err(), Broken::Unclear);
    }
}
