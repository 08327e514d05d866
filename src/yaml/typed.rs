//! A tree of nodes → a typed value, through serde.
//!
//! In: the tree and the entries to leave out. Out: the value, or the first fault with its place. A
//! scalar is handed on as text, or as the `Leaf` of [`Traced`](crate::base::Traced); it never guesses
//! a number or a boolean.

use std::collections::BTreeSet;
use std::slice;
use std::sync::Arc;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::shape::{self, Fault, Kind};
use super::tree::{Content, Field, Node};

/// The name of the struct by which `base::Traced` asks for a scalar with its position.
const LEAF: &str = "Leaf";

/// The tree as a `T`, without the entries of `skipped`.
pub(super) fn value<T: DeserializeOwned>(
    root: &Node,
    files: &[Arc<str>],
    skipped: &BTreeSet<usize>,
) -> Result<T, Fault> {
    T::deserialize(Reader { node: root, files, skipped })
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    node: &'a Node,
    files: &'a [Arc<str>],
    skipped: &'a BTreeSet<usize>,
}

impl<'a> Reader<'a> {
    fn of(self, node: &'a Node) -> Self {
        Self { node, ..self }
    }

    fn fault(self, kind: Kind) -> Fault {
        Fault::new(kind).at(self.node.spot)
    }

    fn list<'de, V: Visitor<'de>>(self, nodes: &'a [Node], visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(List { reader: self, rest: nodes.iter() }).map_err(|fault| fault.at(self.node.spot))
    }

    fn fields<'de, V: Visitor<'de>>(self, fields: &'a [Field], visitor: V) -> Result<V::Value, Fault> {
        let skipped = || fields.iter().filter(|field| self.skipped.contains(&field.id));
        let is_left_out = |name: &str| skipped().any(|field| shape::is_near(&field.name, name));
        let access = Fields { reader: self, rest: fields.iter(), current: None };
        visitor.visit_map(access).map_err(|fault| fault.at(self.node.spot).echoing(is_left_out))
    }

    fn leaf<'de, V: Visitor<'de>>(self, text: &'a str, visitor: V) -> Result<V::Value, Fault> {
        let leaf = Leaf { text, reader: self, step: 0 };
        visitor.visit_map(leaf).map_err(|fault| fault.at(self.node.spot))
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.content {
            Content::Nothing => visitor.visit_unit(),
            Content::Text(text) => self.leaf(text, visitor),
            Content::List(nodes) => self.list(nodes, visitor),
            Content::Fields(fields) => self.fields(fields, visitor),
        }
        .map_err(|fault: Fault| fault.at(self.node.spot))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.content {
            Content::Text(text) => visitor.visit_str(text).map_err(|fault: Fault| fault.at(self.node.spot)),
            Content::Nothing => Err(self.fault(Kind::Empty)),
            _ => Err(self.fault(Kind::NotText)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.content {
            Content::List(nodes) => self.list(nodes, visitor),
            Content::Nothing => self.list(&[], visitor),
            _ => Err(self.fault(Kind::NotList)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.content {
            Content::Fields(fields) => self.fields(fields, visitor),
            Content::Nothing => self.fields(&[], visitor),
            _ => Err(self.fault(Kind::NotFields)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &self.node.content {
            _ if name != LEAF => self.deserialize_map(visitor),
            Content::Text(text) => self.leaf(text, visitor),
            Content::Nothing => Err(self.fault(Kind::Empty)),
            _ => Err(self.fault(Kind::NotText)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node.content {
            Content::Nothing => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf
        unit unit_struct tuple tuple_struct enum identifier ignored_any
    }
}

struct List<'a> {
    reader: Reader<'a>,
    rest: slice::Iter<'a, Node>,
}

impl<'de> SeqAccess<'de> for List<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let skipped = self.reader.skipped;
        let Some(node) = self.rest.find(|node| !skipped.contains(&node.id)) else {
            return Ok(None);
        };
        let element = seed.deserialize(self.reader.of(node));
        element.map(Some).map_err(|fault| fault.at(node.spot).in_entry(node.id))
    }
}

struct Fields<'a> {
    reader: Reader<'a>,
    rest: slice::Iter<'a, Field>,
    current: Option<&'a Field>,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let skipped = self.reader.skipped;
        self.current = self.rest.find(|field| !skipped.contains(&field.id));
        let Some(field) = self.current else {
            return Ok(None);
        };
        let name: StrDeserializer<'_, Fault> = field.name.as_str().into_deserializer();
        seed.deserialize(name).map(Some).map_err(|fault| fault.at(field.spot).in_entry(field.id))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let Some(field) = self.current else {
            return Err(self.reader.fault(Kind::Empty));
        };
        let value = seed.deserialize(self.reader.of(&field.value));
        value.map_err(|fault| fault.at(field.value.spot).named(&field.name).in_entry(field.id))
    }
}

/// A scalar as the four fields that `base::Traced` reads.
struct Leaf<'a> {
    text: &'a str,
    reader: Reader<'a>,
    step: usize,
}

impl<'de> MapAccess<'de> for Leaf<'_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let name = ["text", "file", "line", "column"].get(self.step);
        self.step += 1;
        let name: Option<StrDeserializer<'_, Fault>> = name.map(|name| name.into_deserializer());
        name.map(|name| seed.deserialize(name)).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let spot = self.reader.node.spot;
        let file = self.reader.files.get(spot.document).map_or("", |file| &**file);
        match self.step {
            1 => seed.deserialize(self.text.into_deserializer()),
            2 => seed.deserialize(file.into_deserializer()),
            3 => seed.deserialize(spot.line.into_deserializer()),
            _ => seed.deserialize(spot.column.into_deserializer()),
        }
    }
}
