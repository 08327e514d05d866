//! Values as a template sees them: text to print that carries the number of its trace.
//!
//! In: traced values, in the order in which a view takes them. Out: printable values for the view,
//! and the list of traces that their numbers lead to. It never decides where a value is printed.

use std::sync::Arc;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::base::{Place, Traced};

/// The frames in which printed values travel through a template engine.
///
/// They are non-characters (U+FDD0 to U+FDEF), which no text of an office contains; intake and
/// templates refuse them, so nothing else can look like a frame. Private-use characters won't do:
/// they occur in real names.
pub mod frame {
    /// Opens a printed value; its number follows.
    pub const VALUE: char = '\u{FDD0}';
    /// Ends a number; the text follows.
    pub const TEXT: char = '\u{FDD1}';
    /// Ends the text.
    pub const END: char = '\u{FDD2}';
    /// Stands behind everything that the engine prints of a value.
    pub const LAST: char = '\u{FDD3}';
    /// Opens a stretch of a template's own text; its number follows.
    pub const LITERAL: char = '\u{FDD4}';
    /// Stands before what a template prints; the number of the spot follows.
    pub const SITE: char = '\u{FDD5}';
    /// The digit 0 of a number. Not ASCII, so that no filter can make or change a number.
    const ZERO: u32 = 0xFDE0;

    /// Whether text contains a character that only frames may contain.
    pub fn is_in(text: &str) -> bool {
        text.contains(is_reserved)
    }

    /// Whether this character is kept for frames.
    pub fn is_reserved(c: char) -> bool {
        ('\u{FDD0}'..='\u{FDEF}').contains(&c)
    }

    /// A number in the digits of frames.
    pub fn number(number: u32) -> String {
        number
            .to_string()
            .bytes()
            .filter_map(|digit| char::from_u32(ZERO + u32::from(digit - b'0')))
            .collect()
    }

    /// The number that this character is a digit of, 0 to 9.
    pub fn digit(c: char) -> Option<u32> {
        u32::from(c).checked_sub(ZERO).filter(|digit| *digit < 10)
    }
}

/// A traced value as a template sees it: `{{ total }}` prints its text, and conditions read the
/// number `total.n` or the text `name.s`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    id: u32,
    text: Arc<str>,
    raw: Raw,
}

/// What conditions may compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    Number(i64),
    Text,
}

/// The traced values of one part of a book, numbered in the order in which its view took them.
#[derive(Debug, Clone, Default)]
pub struct Traces {
    entries: Vec<Trace>,
}

/// What one number of [`Traces`] stands for.
#[derive(Debug, Clone)]
pub struct Trace {
    /// The text to print.
    pub text: Arc<str>,
    /// Where it comes from; none for a count of nothing and for words that no input said.
    pub places: Arc<[Place]>,
    /// Whether it is a number that was counted or read, which may be a figure without any place: 0.
    pub is_number: bool,
}

impl Traces {
    /// The text of a value, whatever the value is; conditions read it as `.s`.
    pub fn words<T>(&mut self, value: &Traced<T>) -> Printed {
        self.print(value, Raw::Text)
    }

    /// A number; conditions read it as `.n`.
    pub fn number<T>(&mut self, value: &Traced<T>) -> Printed
    where
        T: Copy,
        i64: TryFrom<T>,
    {
        self.print(value, Raw::Number(i64::try_from(value.value).unwrap_or(i64::MAX)))
    }

    /// The texts of many values.
    pub fn all<'a, T: 'a>(&mut self, values: impl IntoIterator<Item = &'a Traced<T>>) -> Vec<Printed> {
        values.into_iter().map(|value| self.words(value)).collect()
    }

    /// What a number stands for.
    pub fn get(&self, id: u32) -> Option<&Trace> {
        self.entries.get(usize::try_from(id).ok()?)
    }

    /// The places of every number, as manuscripts keep them.
    pub fn places(&self) -> Vec<Arc<[Place]>> {
        self.entries.iter().map(|trace| Arc::clone(&trace.places)).collect()
    }

    fn print<T>(&mut self, value: &Traced<T>, raw: Raw) -> Printed {
        // 2^32 values would not fit into memory; past them a number would name no trace and be a fault.
        let id = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let is_number = matches!(raw, Raw::Number(_));
        let places = Arc::clone(&value.places);
        self.entries.push(Trace { text: Arc::clone(&value.text), places, is_number });
        Printed { id, text: Arc::clone(&value.text), raw }
    }
}

impl Serialize for Printed {
    /// As a map whose printed form holds the frame: the engine prints byte fields as they stand.
    ///
    /// The keys sort the frame first and its end last, as the engine prints maps in that order.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (number, text) = (frame::number(self.id), &self.text);
        let mut map = serializer.serialize_struct("Printed", 3)?;
        map.serialize_field(
            "!",
            &Bytes(&format!("{}{number}{}{text}{}", frame::VALUE, frame::TEXT, frame::END)),
        )?;
        match self.raw {
            Raw::Number(n) => map.serialize_field("n", &n)?,
            Raw::Text => map.serialize_field("s", &**text)?,
        }
        map.serialize_field("~", &Bytes(&frame::LAST.to_string()))?;
        map.end()
    }
}

/// Text that serialises as bytes.
struct Bytes<'a>(&'a str);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::{Traces, frame};
    use crate::base::{Place, Words, count};

    #[test]
    fn values_are_numbered_in_the_order_in_which_the_view_takes_them() {
        let mut traces = Traces::default();
        traces.words(&Words::text_at("甲", Place::file("a.yaml")));
        traces.number(&count([&Place::file("b.yaml")]));

        let texts: Vec<&str> = (0..2).filter_map(|id| traces.get(id)).map(|trace| &*trace.text).collect();
        assert_eq!(texts, ["甲", "1"]);
        assert!(traces.get(2).is_none());
    }

    #[test]
    fn numbers_of_frames_contain_no_digit_that_a_template_could_print() {
        let number = frame::number(1_234_567_890);
        let digits: Option<Vec<u32>> = number.chars().map(frame::digit).collect();
        assert_eq!(digits, Some(vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 0]));
        assert!(number.chars().all(frame::is_reserved));
    }
}
