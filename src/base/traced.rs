//! Values that know where they come from.

use std::fmt;
use std::sync::Arc;

use serde::de::{self, Deserializer};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::{Form, Place, half_width};

/// A value, the text to print for it, and every place it comes from.
///
/// Two traced values are equal when value and text are; where they stand is not part of what they say.
#[derive(Debug, Clone)]
pub struct Traced<T> {
    /// The value to compute with.
    pub value: T,
    /// The text to print.
    pub text: Arc<str>,
    /// One cell, one line of a plan, or for a count or sum every row that was counted, in plan order.
    pub places: Arc<[Place]>,
}

/// Traced text: value and printed text are the same.
pub type Words = Traced<String>;

impl<T> Traced<T> {
    /// A value that stands at one place.
    pub fn at(value: T, text: impl Into<Arc<str>>, place: Place) -> Self {
        Self { value, text: text.into(), places: Arc::from([place]) }
    }

    /// A value made from many places.
    pub fn from_places(value: T, text: impl Into<Arc<str>>, places: impl Into<Arc<[Place]>>) -> Self {
        Self { value, text: text.into(), places: places.into() }
    }

    /// The first place, where a person would look first; none for a count of nothing.
    pub fn place(&self) -> Option<&Place> {
        self.places.first()
    }

    /// The first place; the whole file where it was made from nothing.
    pub fn place_or(&self, file: &str) -> Place {
        self.place().cloned().unwrap_or_else(|| Place::file(file))
    }

    /// Another value from the same places.
    pub fn with<U>(&self, value: U, text: impl Into<Arc<str>>) -> Traced<U> {
        Traced { value, text: text.into(), places: Arc::clone(&self.places) }
    }

    /// The text alone, from the same places.
    pub fn words(&self) -> Words {
        self.with(self.text.to_string(), Arc::clone(&self.text))
    }
}

impl Words {
    /// Text that stands at one place.
    pub fn text_at(text: impl Into<String>, place: Place) -> Self {
        let value = text.into();
        let text = Arc::from(value.as_str());
        Self::at(value, text, place)
    }

    /// Text that no input said, such as the words of a template's own.
    pub fn untraced(text: impl Into<String>) -> Self {
        let value = text.into();
        let text = Arc::from(value.as_str());
        Self { value, text, places: Arc::from([]) }
    }

    /// The text as a plain slice.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

/// How many things stand at these places: the count comes from all of them.
pub fn count<'a>(places: impl IntoIterator<Item = &'a Place>) -> Traced<usize> {
    let places: Vec<Place> = places.into_iter().cloned().collect();
    Traced { value: places.len(), text: places.len().to_string().into(), places: places.into() }
}

impl<T: PartialEq> PartialEq for Traced<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value && self.text == other.text
    }
}

impl<T: Eq> Eq for Traced<T> {}

impl<T> fmt::Display for Traced<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<T> Serialize for Traced<T> {
    /// As its text: places are for readers of the ledger, not for files.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// A type that a scalar of a plan file can be read as.
pub trait FromText: Sized {
    /// The value and the text to print for it, or a sentence that says what was expected.
    ///
    /// # Errors
    /// A Chinese phrase that names what was expected, such as “应为日期”.
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String>;

    /// Texts of this form are read. There may be others, such as a number in quotes.
    fn form() -> Form {
        Form::Text
    }
}

impl FromText for String {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        Ok((text.to_owned(), Arc::from(text)))
    }
}

impl FromText for u32 {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        let number = text.parse().map_err(|_not_a_number| format!("“{text}”应为整数"))?;
        Ok((number, Arc::from(text)))
    }

    fn form() -> Form {
        Form::Whole(0, Self::MAX.into())
    }
}

impl FromText for bool {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        match text {
            "true" | "是" => Ok((true, Arc::from(text))),
            "false" | "否" => Ok((false, Arc::from(text))),
            _ => Err(format!("“{text}”应为 true（是）或 false（否）")),
        }
    }

    fn form() -> Form {
        Form::Switch
    }
}

/// A scalar with its position, the shape in which `yaml` hands every scalar to a typed value.
#[derive(Deserialize)]
struct Leaf {
    text: String,
    file: String,
    line: u32,
    column: u32,
}

impl<'de, T: FromText> Deserialize<'de> for Traced<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let leaf = Leaf::deserialize(deserializer)?;
        let read = T::from_text(&leaf.text);
        let (value, text) =
            read.map_err(|said| de::Error::custom(format!("{said}{}", hint::<T>(&leaf.text))))?;
        Ok(Self::at(value, text, Place::text(leaf.file, leaf.line, leaf.column)))
    }
}

/// What to write instead, where only full-width signs keep a text from being read.
fn hint<T: FromText>(text: &str) -> String {
    let narrow = half_width(text);
    let narrow = narrow.trim_matches(['“', '”', '‘', '’', '"', '\'', ' ']);
    let is_fine = |text: &str| T::from_text(text.trim()).is_ok();
    if is_fine(narrow) {
        format!("；请用半角，写成 {narrow}")
    } else if narrow.split([',', '、', ';']).all(is_fine) {
        "；各项之间要用半角逗号“, ”".to_owned()
    } else {
        String::new()
    }
}
