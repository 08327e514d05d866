//! Objects in PDF's syntax.
//!
//! In: objects of `lopdf`, which keeps its own writer to itself. Out: bytes. It never compresses.
//!
//! **Source:** ISO 32000-1 §7.3.

use std::io::Write;

use lopdf::{Dictionary, Object, StringFormat};

/// Writes an object; a stream has its place elsewhere, and only its dictionary is written.
pub(super) fn object(object: &Object, bytes: &mut Vec<u8>) {
    match object {
        Object::Null => bytes.extend(b"null"),
        Object::Boolean(true) => bytes.extend(b"true"),
        Object::Boolean(false) => bytes.extend(b"false"),
        Object::Integer(number) => print(format_args!("{number}"), bytes),
        Object::Real(number) => print(format_args!("{number}"), bytes),
        Object::Reference((number, generation)) => print(format_args!("{number} {generation} R"), bytes),
        Object::Name(text) => name(text, bytes),
        Object::String(text, StringFormat::Literal) => literal(text, bytes),
        Object::String(text, StringFormat::Hexadecimal) => hexadecimal(text, bytes),
        Object::Array(objects) => array(objects, bytes),
        Object::Dictionary(entries) => dictionary(entries, bytes),
        Object::Stream(stream) => dictionary(&stream.dict, bytes),
    }
}

/// Writes a dictionary.
pub(super) fn dictionary(entries: &Dictionary, bytes: &mut Vec<u8>) {
    bytes.extend(b"<<");
    for (key, value) in entries {
        name(key, bytes);
        separate(value, bytes);
        object(value, bytes);
    }
    bytes.extend(b">>");
}

fn array(objects: &[Object], bytes: &mut Vec<u8>) {
    bytes.push(b'[');
    for (number, element) in objects.iter().enumerate() {
        if number > 0 {
            separate(element, bytes);
        }
        object(element, bytes);
    }
    bytes.push(b']');
}

/// A blank before an object that does not begin with a sign of its own.
fn separate(object: &Object, bytes: &mut Vec<u8>) {
    let is_word = matches!(
        object,
        Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Reference(_)
    );
    if is_word {
        bytes.push(b' ');
    }
}

fn name(text: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(b'/');
    for byte in text {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            bytes.push(*byte);
        } else {
            print(format_args!("#{byte:02X}"), bytes);
        }
    }
}

fn literal(text: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(b'(');
    for byte in text {
        match byte {
            b'(' | b')' | b'\\' => bytes.extend([b'\\', *byte]),
            // A bare CR would be read as LF.
            b'\r' => bytes.extend(b"\\r"),
            _ => bytes.push(*byte),
        }
    }
    bytes.push(b')');
}

fn hexadecimal(text: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(b'<');
    for byte in text {
        print(format_args!("{byte:02X}"), bytes);
    }
    bytes.push(b'>');
}

fn print(words: std::fmt::Arguments<'_>, bytes: &mut Vec<u8>) {
    // Writing into memory has no way to fail.
    let _written = bytes.write_fmt(words);
}

#[cfg(test)]
mod tests {
    use lopdf::{Object, StringFormat, dictionary};

    #[test]
    fn objects_are_parted_only_where_they_would_run_together() {
        let text = |text: &str, format| Object::String(text.into(), format);
        let object = Object::from(dictionary! {
            "Page" => (7, 0),
            "Kids" => vec![1.into(), 0.5.into(), "A b".into(), true.into(), Object::Null, vec![2.into()].into()],
            "Words" => text("a(b)\\\r", StringFormat::Literal),
            "Digits" => text("ID", StringFormat::Hexadecimal),
        });
        let mut bytes = Vec::new();
        super::object(&object, &mut bytes);
        let expected = r"<</Page 7 0 R/Kids[1 0.5/A#20b true null[2]]/Words(a\(b\)\\\r)/Digits<4944>>>";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}
