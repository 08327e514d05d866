//! What a file says about itself: title, author, conformance, colour space, identifier.
//!
//! In: title and author. Out: document information, XMP and output intent that agree, a trailer
//! whose identifier follows from the content. Nothing here knows the day or the machine.

use lopdf::{Document, Object, Stream, StringFormat, dictionary, text_string};
use sha2::{Digest, Sha256};

use crate::typeset::Pages;

/// Every file's day: the same pages give the same bytes whenever they are written.
const DAY: &str = "1970-01-01T00:00:00Z";
const DAY_IN_INFORMATION: &str = "D:19700101000000Z";
/// The name of our own XMP property's schema.
const NAMESPACE: &str = "urn:juanzong:page/1.0/";
/// What a file that has the property says about it.
const DEPARTURES_SCHEMA: &str = include_str!("departures.xml");
const PRODUCER: &str = concat!("juanzong ", env!("CARGO_PKG_VERSION"));

/// Completes catalog, document information and trailer.
pub(super) fn complete(document: &mut Document, pages: &Pages) {
    // Object streams need 1.5, tags with scopes 1.5, PDF/A-2 is defined on 1.7.
    "1.7".clone_into(&mut document.version);
    let information = document.add_object(dictionary! {
        "Title" => text_string(&pages.title),
        "Author" => text_string(&pages.author),
        "Producer" => text_string(PRODUCER),
        "CreationDate" => Object::string_literal(DAY_IN_INFORMATION),
        "ModDate" => Object::string_literal(DAY_IN_INFORMATION),
    });
    let metadata = metadata(pages);
    let metadata = document.add_object(metadata);
    let intent = output_intent(document);
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("Metadata", metadata);
        catalog.set("OutputIntents", vec![intent]);
        catalog.set("Lang", Object::string_literal("zh-CN"));
        catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    }
    replace_information(document, information);
    let identifier = Object::String(identifier(document), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![identifier.clone(), identifier]);
}

/// `printpdf`'s own information claims PDF/X.
fn replace_information(document: &mut Document, information: lopdf::ObjectId) {
    if let Ok(old) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.objects.remove(&old);
    }
    document.trailer.set("Info", information);
}

/// The first half of the checksum of every stream: text, fonts, and title and author in the XMP.
fn identifier(document: &Document) -> Vec<u8> {
    let mut digest = Sha256::new();
    for object in document.objects.values() {
        if let Ok(stream) = object.as_stream() {
            digest.update(&stream.content);
        }
    }
    digest.finalize().iter().take(16).copied().collect()
}

fn output_intent(document: &mut Document) -> Object {
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, srgb()));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "DestOutputProfile" => profile,
    };
    intent.into()
}

/// The sRGB profile, with a fixed day where the encoder writes the clock.
fn srgb() -> Vec<u8> {
    /// Where the header has the day, as six big-endian numbers. Source: ICC.1 §7.2.8.
    const DAY_IN_PROFILE: std::ops::Range<usize> = 24..36;
    const FIXED: [u8; 12] = [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0];
    let mut profile = moxcms::ColorProfile::new_srgb().encode().unwrap_or_default();
    if let Some(day) = profile.get_mut(DAY_IN_PROFILE) {
        day.copy_from_slice(&FIXED);
    }
    profile
}

/// The same information as XMP, uncompressed as PDF/A asks.
fn metadata(pages: &Pages) -> Stream {
    let packet = include_str!("metadata.xml")
        .replace("{day}", DAY)
        .replace("{producer}", PRODUCER)
        .replace("{namespace}", NAMESPACE)
        .replace("{layouts}", &layouts(pages))
        .replace("{adjusted}", &adjusted(pages))
        .replace("{departures}", &departures(pages))
        .replace("{departures schema}", if pages.departures.is_empty() { "" } else { DEPARTURES_SCHEMA })
        .replace("{author}", &escaped(&pages.author))
        .replace("{title}", &escaped(&pages.title));
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(dictionary, packet.into_bytes()).with_compression(false)
}

/// `official:1 table:3`: which layout each page is to be measured by.
fn layouts(pages: &Pages) -> String {
    let starts = pages.layouts.iter().map(|start| format!("{}:{}", start.layout.name(), start.page + 1));
    starts.collect::<Vec<_>>().join(" ")
}

/// `3:23`: the pages whose spacing was adjusted, and how many lines fill each.
fn adjusted(pages: &Pages) -> String {
    let lines = (1..).zip(&pages.pages).filter_map(|(number, page)| Some((number, page.adjusted_lines?)));
    lines.map(|(number, lines): (usize, u16)| format!("{number}:{lines}")).collect::<Vec<_>>().join(" ")
}

/// `lines page-number`: what was set otherwise than the standard says; nothing where all is as it says.
fn departures(pages: &Pages) -> String {
    match pages.departures.join(" ") {
        none if none.is_empty() => none,
        names => format!("\n<juanzong:departures>{names}</juanzong:departures>"),
    }
}

/// Text as XML; what XML can't hold is a space.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut xml, character| {
        match character {
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '&' => xml.push_str("&amp;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => xml.push(' '),
            _ => xml.push(character),
        }
        xml
    })
}
