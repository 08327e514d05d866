//! A piece of a part → its tags, one after another, and the text between two of them where it is wanted.
//!
//! In: what [`Pieces`](super::Pieces) hands over, which may open what another piece closes. Entities are those of XML;
//! no others are resolved.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};

use super::markup::{is_utf8, unescaped};
use super::misfit::{MALFORMED, Misfit, WIDE, excerpt};

/// The tags of a piece.
pub struct Tags<'a>(Reader<&'a [u8]>);

/// A tag.
pub enum Edge<'a> {
    /// An element begins.
    Opens(Opening<'a>),
    /// An element ends; one that is empty ends where it begins.
    Closes(Closing<'a>),
}

/// The tag that an element begins with.
pub struct Opening<'a>(BytesStart<'a>);

/// The tag that an element ends with.
pub struct Closing<'a>(BytesEnd<'a>);

impl Opening<'_> {
    /// The element's name without a prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Its attributes, each with its value.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        attributes.flatten().map(|attribute| {
            let has_entities = attribute.value.contains('&');
            let value = if has_entities { unescaped(&attribute.value).into() } else { attribute.value };
            (attribute.key.0, value)
        })
    }
}

impl Closing<'_> {
    /// The element's name without a prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

impl<'a> Tags<'a> {
    /// The tags of a piece.
    pub fn of(piece: &'a str) -> Self {
        let mut reader = Reader::from_str(piece);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.expand_empty_elements = true;
        Self(reader)
    }

    /// The next tag within an element that is open.
    ///
    /// # Errors
    /// A [`Misfit`] where it is no XML or the piece is over.
    pub fn next_inside(&mut self) -> Result<Edge<'a>, Misfit> {
        self.next().unwrap_or_else(|| Err(cut_off()))
    }

    /// The text up to the end of the element that is open.
    ///
    /// # Errors
    /// A [`Misfit`] where it is no XML, the piece is over, an entity is none of XML, or another element begins.
    pub fn text(&mut self) -> Result<Cow<'a, str>, Misfit> {
        let mut all = Cow::Borrowed("");
        loop {
            match self.event()? {
                Event::Text(text) => add(&mut all, text.into_inner()),
                Event::CData(text) => add(&mut all, text.into_inner()),
                Event::GeneralRef(entity) => add(&mut all, resolved(&entity)?.into()),
                Event::End(_) => return Ok(all),
                Event::Start(_) => return Err(Misfit::new(MALFORMED)),
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
        }
    }

    fn event(&mut self) -> Result<Event<'a>, Misfit> {
        match self.0.read_event() {
            Ok(Event::Decl(declared)) if !is_utf8(&declared) => Err(Misfit::new(WIDE)),
            event => event.map_err(|_error| Misfit::new(MALFORMED)),
        }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Result<Edge<'a>, Misfit>;

    /// The next tag, or why there is none: it is no XML.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            return match self.event() {
                Ok(Event::Start(tag)) => Some(Ok(Edge::Opens(Opening(tag)))),
                Ok(Event::End(tag)) => Some(Ok(Edge::Closes(Closing(tag)))),
                Ok(Event::Eof) => None,
                Ok(_) => continue,
                Err(misfit) => Some(Err(misfit)),
            };
        }
    }
}

fn cut_off() -> Misfit {
    Misfit::new("里面的 XML 不完整")
}

fn add<'a>(all: &mut Cow<'a, str>, text: Cow<'a, str>) {
    if all.is_empty() { *all = text } else { all.to_mut().push_str(&text) }
}

fn resolved(entity: &BytesRef<'_>) -> Result<String, Misfit> {
    let sign = entity.resolve_char_ref().ok().flatten().map(String::from);
    let sign = sign.or_else(|| resolve_predefined_entity(entity).map(str::to_owned));
    sign.ok_or_else(|| Misfit::new(format!("有不认识的字符引用 &{};", excerpt(entity))))
}

#[cfg(test)]
mod tests {
    use super::{Edge, Misfit, Tags};

    #[test]
    fn a_piece_may_close_what_it_does_not_open_and_leave_open_what_it_opens() {
        let name = |edge: Result<Edge<'_>, Misfit>| match edge {
            Ok(Edge::Opens(tag)) => tag.name().to_owned(),
            Ok(Edge::Closes(tag)) => format!("/{}", tag.name()),
            Err(misfit) => misfit.to_string(),
        };
        let names: Vec<String> = Tags::of("</x:row><row r=\"2\"/><c").take(4).map(name).collect();
        assert_eq!(names, ["/row", "row", "/row", super::MALFORMED]);
    }

    #[test]
    fn text_is_put_together_from_references_and_sections() {
        let check = |xml: &str, expected: Result<&str, &str>| {
            let text = Tags::of(xml).text();
            assert_eq!(text.as_deref(), expected.map_err(Misfit::new).as_ref().copied());
        };
        check("a&lt;&#x4e19;<![CDATA[<b>]]><!-- c --></t>", Ok("a<丙<b>"));
        check("&z;</t>", Err("有不认识的字符引用 &z;"));
        check("甲", Err("里面的 XML 不完整"));
        check("a<b/>c</t>", Err(super::MALFORMED));
    }
}
