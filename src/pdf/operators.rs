//! A content stream while it is written: operators and operands in PDF's syntax.
//!
//! In: numbers, names, codes of glyphs. Out: bytes, no more than it takes. It knows neither page nor font.
//! `printpdf` has words for all of it; but turning a page of 600 characters into its words, and these into
//! bytes, takes three times as long as writing the bytes.
//!
//! **Source:** ISO 32000-1 §7.3 and §7.8.2.

use super::numbers::Decimal;

/// The operators of a page so far.
#[derive(Default)]
pub(super) struct Operators {
    bytes: Vec<u8>,
}

impl Operators {
    /// The content stream.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// An operator after its operands, which are numbers.
    pub(super) fn put(&mut self, operands: &[Decimal], operator: &str) {
        for operand in operands {
            self.number(*operand);
            self.bytes.push(b' ');
        }
        self.word(operator);
    }

    /// `BMC`: marked content that is tagged so, and is no part of the structure.
    pub(super) fn begin_tagged(&mut self, tag: &str) {
        self.name(tag);
        self.word(" BMC");
    }

    /// `BDC`: marked content that has this number on its page.
    pub(super) fn begin_numbered(&mut self, tag: &str, number: u32) {
        self.name(tag);
        self.bytes.extend(b"<</MCID ");
        self.number(Decimal::whole(number));
        self.word(">>BDC");
    }

    /// `Tf`: a font by its name among the resources, and its size.
    pub(super) fn font(&mut self, name: &str, size: Decimal) {
        self.name(name);
        self.bytes.push(b' ');
        self.put(&[size], "Tf");
    }

    /// `Do`: an external object by its name among the resources.
    pub(super) fn show_object(&mut self, name: &str) {
        self.name(name);
        self.word(" Do");
    }

    /// `Tj`, or `TJ` where there are offsets: pieces of text, each after an offset in thousandths of the em.
    pub(super) fn show(&mut self, pieces: &[(Decimal, Vec<u16>)]) {
        if let [(Decimal::ZERO, codes)] = pieces {
            self.string(codes);
            return self.word("Tj");
        }
        self.bytes.push(b'[');
        for (offset, codes) in pieces {
            if *offset != Decimal::ZERO {
                self.number(*offset);
            }
            self.string(codes);
        }
        self.word("]TJ");
    }

    fn number(&mut self, number: Decimal) {
        number.write(&mut self.bytes);
    }

    fn name(&mut self, name: &str) {
        self.bytes.push(b'/');
        self.bytes.extend(name.as_bytes());
    }

    fn word(&mut self, word: &str) {
        self.bytes.extend(word.as_bytes());
        self.bytes.push(b'\n');
    }

    /// Codes of two bytes as a string; a bare CR would be read as LF.
    fn string(&mut self, codes: &[u16]) {
        self.bytes.push(b'(');
        for byte in codes.iter().flat_map(|code| code.to_be_bytes()) {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend([b'\\', byte]),
                b'\r' => self.bytes.extend(b"\\r"),
                _ => self.bytes.push(byte),
            }
        }
        self.bytes.push(b')');
    }
}

#[cfg(test)]
mod tests {
    use super::super::numbers::Decimal;
    use super::Operators;

    #[test]
    fn codes_that_mean_something_in_a_string_are_escaped() {
        let mut operators = Operators::default();
        operators.show(&[(Decimal::ZERO, vec![0x2829, 0x5c0d, 0x0a41])]);
        assert_eq!(operators.into_bytes(), b"(\\(\\)\\\\\\r\nA)Tj\n");
    }

    #[test]
    fn an_offset_stands_between_the_pieces_that_it_parts() {
        let mut operators = Operators::default();
        operators.show(&[(Decimal::ZERO, vec![0x4142]), (Decimal::new(-12.5, 2), vec![0x4344])]);
        assert_eq!(operators.into_bytes(), b"[(AB)-12.5(CD)]TJ\n");
    }
}
