//! The text of an XML part → where its tags stand, and the same text with pieces replaced.
//!
//! In: a part as some program wrote it. Out: byte ranges, and spliced text. What nobody replaces stays byte
//! for byte as it was; it never writes a part anew.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape;
use quick_xml::events::{BytesDecl, Event};

use super::misfit::{MALFORMED, Misfit, WIDE};

/// Which end of an element a tag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `<a>`
    Start,
    /// `<a/>`
    Empty,
    /// `</a>`
    End,
}

/// A tag of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Which end of its element it is.
    pub kind: Kind,
    /// Where it stands, in bytes of the part.
    pub at: Range<usize>,
    /// Its text, from `<` to `>`.
    pub raw: &'a str,
    /// Its name without a prefix.
    pub name: &'a str,
    /// How deep its element lies; the root is 1.
    pub depth: usize,
}

impl Tag<'_> {
    /// Whether an element begins here.
    pub fn opens(&self) -> bool {
        self.kind != Kind::End
    }

    /// Whether an element is over here.
    pub fn closes(&self) -> bool {
        self.kind != Kind::Start
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<String> {
        spot(self.raw, |key| key == name).map(|at| unescaped(&self.raw[at]))
    }

    /// The value of an attribute that is a number.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.parse().ok()
    }

    /// The relation that it names, whatever prefix its writer gave to relations.
    pub fn relation(&self) -> Option<String> {
        spot(self.raw, |key| key == "id" || key.ends_with(":id")).map(|at| unescaped(&self.raw[at]))
    }

    /// The same tag with another value of an attribute, whether it had one or not.
    pub fn with(&self, name: &str, value: &str) -> String {
        with_attribute(self.raw, name, value)
    }

    /// The tag as one that has content, be it empty or not.
    pub fn opened(&self) -> String {
        format!("{}>", bare(self.raw))
    }

    /// The prefix before its name, with its colon.
    pub fn prefix(&self) -> &str {
        let full = self.raw.trim_start_matches(['<', '/']);
        full.split_once(self.name).map_or("", |(prefix, _)| prefix)
    }
}

/// Calls for each tag, in order.
///
/// # Errors
/// A [`Misfit`] where the part is no well-formed XML in UTF-8, declares a document type, or where `each` says so.
pub fn walk<'a>(xml: &'a str, mut each: impl FnMut(Tag<'a>) -> Result<(), Misfit>) -> Result<(), Misfit> {
    let mark = if xml.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader::from_str(&xml[mark..]);
    let mut depth = 0;
    let position = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    loop {
        let from = position(&reader) + mark;
        let kind = match reader.read_event().map_err(|_error| Misfit::new(MALFORMED))? {
            Event::Start(_) => Kind::Start,
            Event::Empty(_) => Kind::Empty,
            Event::End(_) => Kind::End,
            Event::Decl(declared) if !is_utf8(&declared) => {
                return Err(Misfit::new(WIDE));
            }
            Event::DocType(_) => return Err(Misfit::new("里面有文档类型声明")),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(Misfit::new("里面的 XML 不完整")),
            _ => continue,
        };
        let at = from..position(&reader) + mark;
        let raw = xml.get(at.clone()).ok_or_else(|| Misfit::new("里面的 XML 读不出来"))?;
        depth += usize::from(kind != Kind::End);
        each(Tag { kind, at, raw, name: name(raw), depth })?;
        depth -= usize::from(kind != Kind::Start);
    }
}

/// Whether a part says that it is UTF-8, or that it is nothing else.
pub(super) fn is_utf8(declared: &BytesDecl<'_>) -> bool {
    let is_one =
        |name: &str| ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|it| name.eq_ignore_ascii_case(it));
    declared.encoding().is_none_or(|encoding| encoding.is_ok_and(|name| is_one(&name)))
}

fn name(raw: &str) -> &str {
    let full = raw.trim_start_matches(['<', '/']);
    let end = full.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(full.len());
    full[..end].rsplit(':').next().unwrap_or_default()
}

/// A tag without its end.
fn bare(raw: &str) -> &str {
    raw.trim_end_matches('>').trim_end_matches('/').trim_end()
}

/// Where the value of the first attribute stands whose name is meant.
fn spot(raw: &str, is_meant: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let mut at = raw.find(char::is_whitespace)?;
    loop {
        let equals = at + raw.get(at..)?.find('=')?;
        let quote = equals + raw[equals..].find(['"', '\''])?;
        let value = quote + 1;
        let end = value + raw[value..].find(&raw[quote..value])?;
        if is_meant(raw[at..equals].trim()) {
            return Some(value..end);
        }
        at = end + 1;
    }
}

/// A tag with another value of an attribute, whether it had one or not; the value is escaped by the caller.
pub fn with_attribute(raw: &str, name: &str, value: &str) -> String {
    match spot(raw, |key| key == name) {
        Some(at) => format!("{}{value}{}", &raw[..at.start], &raw[at.end..]),
        None => format!("{} {name}=\"{value}\"{}", bare(raw), &raw[bare(raw).len()..]),
    }
}

/// The text that stands there with entities written out; as it is, where one is unknown.
pub fn unescaped(value: &str) -> String {
    escape::unescape(value).map_or_else(|_| value.to_owned(), Cow::into_owned)
}

/// Text as it may stand in XML; characters that XML can't hold are left out.
pub fn escaped(text: &str) -> String {
    let is_sound = |c: &char| matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..);
    escape::escape(text.chars().filter(is_sound).collect::<String>()).into_owned()
}

/// The prefix that a part puts before the names of its elements, with its colon.
///
/// # Errors
/// A [`Misfit`] where the part is no XML.
pub fn prefix(xml: &str) -> Result<String, Misfit> {
    let mut found = None;
    walk(xml, |tag| {
        found.get_or_insert_with(|| tag.prefix().to_owned());
        Ok(())
    })?;
    Ok(found.unwrap_or_default())
}

/// What is to be replaced in a part.
#[derive(Debug, Default)]
pub struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Puts text in the place of a range.
    pub fn replace(&mut self, at: Range<usize>, text: impl Into<String>) {
        self.0.push((at, text.into()));
    }

    /// Puts text before a byte; of several the first comes first.
    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// The part with everything replaced; ranges do not overlap.
    pub fn apply(mut self, xml: &str) -> String {
        self.0.sort_by_key(|(at, _)| (at.start, at.end));
        let (mut out, mut done) = (String::with_capacity(xml.len()), 0);
        for (at, text) in self.0 {
            out.push_str(xml.get(done..at.start).unwrap_or_default());
            out.push_str(&text);
            done = done.max(at.end);
        }
        out.push_str(xml.get(done..).unwrap_or_default());
        out
    }
}

/// Puts children at the end of the first element of this name, and adds their number to its `count`.
///
/// # Errors
/// A [`Misfit`] where there is no such element.
pub fn append(xml: &str, parent: &str, children: &str, number: usize) -> Result<String, Misfit> {
    let mut edits = Edits::default();
    let (mut open, mut is_done) = (None, false);
    walk(xml, |tag| {
        if tag.name != parent || is_done {
            return Ok(());
        }
        let grown = tag.number("count").map(|count| (count as usize + number).to_string());
        let counted = |raw: &str| {
            grown.as_deref().map_or_else(|| raw.to_owned(), |grown| with_attribute(raw, "count", grown))
        };
        match tag.kind {
            Kind::Start => open = Some((tag.at.clone(), counted(tag.raw))),
            Kind::Empty => {
                let end = format!("</{}{parent}>", tag.prefix());
                edits.replace(tag.at.clone(), format!("{}{children}{end}", counted(&tag.opened())));
                is_done = true;
            }
            Kind::End => {
                if let Some((at, raw)) = open.take() {
                    edits.replace(at, raw);
                }
                edits.insert(tag.at.start, children);
                is_done = true;
            }
        }
        Ok(())
    })?;
    if is_done { Ok(edits.apply(xml)) } else { Err(Misfit::new(format!("里面没有 {parent}"))) }
}

#[cfg(test)]
mod tests {
    use super::{append, escaped, walk, with_attribute};

    #[test]
    fn children_go_to_the_end_of_their_parent_however_it_is_written() {
        let check = |xml: &str, expected: &str| assert_eq!(append(xml, "a", "<b/>", 1).unwrap(), expected);
        check("<r><a count='2'><b/></a></r>", "<r><a count='3'><b/><b/></a></r>");
        check("<r><a/></r>", "<r><a><b/></a></r>");
        check("\u{feff}<x:r><x:a n=\"1\" /></x:r>", "\u{feff}<x:r><x:a n=\"1\"><b/></x:a></x:r>");
        assert!(append("<r/>", "a", "<b/>", 1).is_err());
    }

    #[test]
    fn an_attribute_is_replaced_or_added_in_any_quotes() {
        assert_eq!(with_attribute("<c r=\"A1\" s='3'/>", "s", "7"), "<c r=\"A1\" s='7'/>");
        assert_eq!(with_attribute("<c r=\"A1\">", "s", "7"), "<c r=\"A1\" s=\"7\">");
        assert_eq!(with_attribute("<c />", "s", "7"), "<c s=\"7\" />");
    }

    #[test]
    fn what_is_no_xml_in_utf_8_is_refused() {
        for xml in ["<a>", "<!DOCTYPE a><a/>", "<?xml version=\"1.0\" encoding=\"GBK\"?><a/>", "<a></b>"] {
            assert!(walk(xml, |_| Ok(())).is_err(), "{xml}");
        }
    }

    #[test]
    fn characters_that_xml_cannot_hold_are_left_out() {
        assert_eq!(escaped("a\u{1}<&\"b\u{ffff}"), "a&lt;&amp;&quot;b");
    }
}
