//! An XML part → how much of it a reader of workbooks would keep in memory.
//!
//! Streams: it holds one event at a time, and none that is longer than [`EVENT_SIZE`].

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The longest tag, text or comment, in bytes; a cell's text has at most 32 767 characters.
pub(super) const EVENT_SIZE: u64 = 16 << 20;

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
    /// Whether any cells are merged downwards.
    pub(super) merges_rows: bool,
    /// Whether the workbook asks for all formulas to be computed when it is opened.
    pub(super) recalculates: bool,
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

/// Why a part can't be counted to its end.
pub(super) enum Broken {
    /// It goes on beyond what was allowed.
    TooLong,
    /// It holds an event beyond [`EVENT_SIZE`].
    EventTooLong,
}

/// Counts a part of at most `allowed` bytes, up to its end or to the first fault of its XML.
///
/// The reader of workbooks uses the same parser with the same settings, so it stops at the same fault.
pub(super) fn take(part: impl Read, allowed: u64) -> Result<Census, Broken> {
    let mut xml = Reader::from_reader(Gate::new(part, allowed));
    let config = xml.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut census = Census::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        xml.get_mut().open();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => census.add(&start),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => match xml.get_ref().broken() {
                Some(broken) => return Err(broken),
                None => break,
            },
        }
    }
    census.size = xml.get_ref().passed;
    Ok(census)
}

impl Census {
    fn add(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name();
        let name = name.as_ref();
        self.longest_attributes = self.longest_attributes.max(start.attributes_raw().len() as u64);
        if let Some(held) = HELD.iter().position(|(it, _)| *it == name) {
            self.held[held] += 1;
        }
        match name {
            "sst" => self.add_strings(start),
            "Relationship" => self.leads_astray |= leads_astray(start),
            "mergeCell" => {
                self.merges += 1;
                self.merges_rows |= attribute(start, "ref").is_none_or(|range| is_downwards(&range));
            }
            "f" => self.largest_formula = self.largest_formula.max(number(start, "si")),
            "calcPr" => self.recalculates |= is_true(attribute(start, "fullCalcOnLoad").as_deref()),
            _ => {}
        }
    }

    fn add_strings(&mut self, start: &BytesStart<'_>) {
        for name in ["count", "uniqueCount"] {
            self.declared_strings = self.declared_strings.max(number(start, name));
        }
    }
}

/// The number in an attribute, 0 where there is none. What is no number is as bad as a huge one: no program
/// writes it.
fn number(start: &BytesStart<'_>, name: &str) -> u64 {
    attribute(start, name).map_or(0, |text| text.trim().parse().unwrap_or(u64::MAX))
}

/// The value of an attribute, in any quotes; entities stay as they are written.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|it| it.key.as_ref() == name)?;
    Some(found.value.into_owned())
}

/// Whether a range such as `A3:B4` has several rows; what is no range may have.
fn is_downwards(range: &str) -> bool {
    let row = |cell: &str| cell.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned();
    range.split_once(':').is_none_or(|(first, last)| row(first) != row(last))
}

fn is_true(text: Option<&str>) -> bool {
    matches!(text, Some("1" | "true"))
}

/// Only XML parts are counted, so what a reader takes for XML must be named as such.
fn leads_astray(start: &BytesStart<'_>) -> bool {
    let kind = attribute(start, "Type").unwrap_or_default();
    let is_read = ["officeDocument", "worksheet", "chartsheet", "dialogsheet"]
        .iter()
        .any(|it| kind.rsplit('/').next() == Some(it));
    is_read && !super::vet::is_xml(&attribute(start, "Target").unwrap_or_default())
}

/// Lets through so many bytes for each event and for the whole part, and remembers why it closed.
struct Gate<R> {
    part: BufReader<R>,
    passed: u64,
    allowed: u64,
    event_end: u64,
}

impl<R: Read> Gate<R> {
    fn new(part: R, allowed: u64) -> Self {
        Self { part: BufReader::new(part), passed: 0, allowed, event_end: 0 }
    }

    /// The next event may begin.
    fn open(&mut self) {
        self.event_end = self.passed + EVENT_SIZE;
    }

    fn broken(&self) -> Option<Broken> {
        if self.passed >= self.allowed {
            Some(Broken::TooLong)
        } else if self.passed >= self.event_end {
            Some(Broken::EventTooLong)
        } else {
            None
        }
    }
}

impl<R: Read> Read for Gate<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(out.len());
        out[..length].copy_from_slice(&available[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for Gate<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.broken().is_some() {
            return Err(io::Error::other("beyond the bound"));
        }
        self.part.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.passed += amount as u64;
        self.part.consume(amount);
    }
}
