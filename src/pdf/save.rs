//! A finished document → the bytes of its file.
//!
//! In: a document of `lopdf`. Out: its streams one by one, everything else packed into object streams, and a
//! cross-reference stream. It changes nothing that a reader sees. `lopdf` could write it as well, but copies
//! every object first: the tags of a table of 10,000 rows would stand in memory twice.
//!
//! **Source:** ISO 32000-1 §7.5.

use lopdf::{Document, Object, Stream, dictionary};

use super::{compress, syntax};

/// Objects of one object stream. More make the file smaller, and let a reader unpack more for one of them.
const OBJECTS_TOGETHER: usize = 200;

/// Where an object stands.
#[derive(Clone, Copy)]
enum Entry {
    /// Nowhere.
    Free,
    /// So many bytes from the file's beginning.
    Offset(usize),
    /// In an object stream, by its number and the place in it.
    Packed(u32, usize),
}

/// The bytes of a document; the number of an object is the same in the file.
pub(super) fn bytes(document: Document) -> Vec<u8> {
    let mut file = File::begin(&document.version, document.max_id);
    let (mut streams, mut others) = (Vec::new(), Vec::new());
    for ((number, _), object) in document.objects {
        match object {
            Object::Stream(stream) => streams.push((number, stream)),
            other => others.push((number, other)),
        }
    }
    let mut others = others.into_iter().peekable();
    while others.peek().is_some() {
        let together: Vec<(u32, Object)> = others.by_ref().take(OBJECTS_TOGETHER).collect();
        streams.push(file.pack(&together));
    }
    compress::streams(streams.iter_mut().map(|(_, stream)| stream));
    for (number, stream) in streams {
        file.stream(number, &stream);
    }
    file.end(document.trailer)
}

/// A file while it is written.
struct File {
    bytes: Vec<u8>,
    /// By object number.
    entries: Vec<Entry>,
}

impl File {
    /// A comment of bytes beyond ASCII follows the version, as ISO 19005-2 §6.1.2 asks.
    fn begin(version: &str, last_number: u32) -> Self {
        let bytes = [b"%PDF-", version.as_bytes(), b"\n%\xe5\x8d\xb7\xe5\xae\x97\n"].concat();
        Self { bytes, entries: vec![Entry::Free; last_number as usize + 1] }
    }

    /// The number that the next object stream, or the cross-reference stream, gets.
    fn next_number(&mut self) -> u32 {
        self.entries.push(Entry::Free);
        u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX)
    }

    fn set(&mut self, number: u32, entry: Entry) {
        if let Some(slot) = self.entries.get_mut(number as usize) {
            *slot = entry;
        }
    }

    /// An object stream of these objects, with its number.
    fn pack(&mut self, objects: &[(u32, Object)]) -> (u32, Stream) {
        let container = self.next_number();
        let (mut places, mut content) = (String::new(), Vec::new());
        for (index, (number, object)) in objects.iter().enumerate() {
            self.set(*number, Entry::Packed(container, index));
            places.push_str(&format!("{number} {} ", content.len()));
            syntax::object(object, &mut content);
            content.push(b'\n');
        }
        let count = i64::try_from(objects.len()).unwrap_or(i64::MAX);
        let first = i64::try_from(places.len()).unwrap_or(i64::MAX);
        let dictionary = dictionary! { "Type" => "ObjStm", "N" => count, "First" => first };
        content.splice(0..0, places.into_bytes());
        (container, Stream::new(dictionary, content))
    }

    fn stream(&mut self, number: u32, stream: &Stream) {
        self.set(number, Entry::Offset(self.bytes.len()));
        self.bytes.extend(format!("{number} 0 obj\n").into_bytes());
        syntax::dictionary(&stream.dict, &mut self.bytes);
        self.bytes.extend(b"stream\n");
        self.bytes.extend(&stream.content);
        self.bytes.extend(b"\nendstream\nendobj\n");
    }

    /// The cross-reference stream, which is the trailer as well.
    fn end(mut self, trailer: lopdf::Dictionary) -> Vec<u8> {
        let number = self.next_number();
        let start = self.bytes.len();
        self.set(number, Entry::Offset(start));
        let table = self.entries.iter().flat_map(|entry| entry.bytes()).collect();
        let mut stream = Stream::new(trailer, table);
        stream.dict.set("Type", "XRef");
        stream.dict.set("Size", i64::from(number) + 1);
        stream.dict.set("W", vec![1.into(), 4.into(), 2.into()]);
        compress::streams(std::iter::once(&mut stream));
        self.stream(number, &stream);
        self.bytes.extend(format!("startxref\n{start}\n%%EOF\n").into_bytes());
        self.bytes
    }
}

impl Entry {
    /// As it stands in the cross-reference stream: one byte of kind, four and two of place.
    fn bytes(self) -> [u8; 7] {
        let (kind, place, index) = match self {
            Self::Free => (0, 0, usize::from(u16::MAX)),
            Self::Offset(offset) => (1, u32::try_from(offset).unwrap_or(u32::MAX), 0),
            Self::Packed(container, index) => (2, container, index),
        };
        let [p0, p1, p2, p3] = place.to_be_bytes();
        let [i0, i1] = u16::try_from(index).unwrap_or(u16::MAX).to_be_bytes();
        [kind, p0, p1, p2, p3, i0, i1]
    }
}
