//! What the typesetter's steps hand on before lines exist: pieces of text, each with its look and origin.

use std::borrow::Cow;
use std::sync::Arc;

use crate::base::{Place, Traced};
use crate::faces::Role;
use crate::markdown::{Image, Mark};
use crate::pictures::Picture;

use super::page::{Color, Element, Target};
use super::shape::Scale;

/// The em of a raised sign, in hundredths of the text's.
const RAISED_PERCENT: i64 = 60;

/// A piece of text in one look from one source.
#[derive(Debug, Clone)]
pub(super) struct Phrase<'a> {
    /// The characters.
    pub(super) text: Cow<'a, str>,
    /// How they look and what they belong to.
    pub(super) ink: Ink<'a>,
    /// The picture that stands in the text instead of the characters.
    pub(super) picture: Option<&'a Arc<Picture>>,
}

/// How a piece of text looks, what it belongs to, and where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Ink<'a> {
    pub(super) role: Role,
    pub(super) color: Color,
    pub(super) element: Element,
    pub(super) mark: Option<Mark>,
    pub(super) link: Option<Target>,
    /// The note that it is the raised sign of, by its number in the part.
    pub(super) note: Option<u32>,
    pub(super) is_struck: bool,
    /// Whether the outlines are drawn along, which makes it bolder than its face.
    pub(super) is_bold: bool,
    pub(super) origin: Origin<'a>,
}

/// Where a piece of text comes from: the place that a finding about it names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin<'a> {
    /// The Markdown file.
    pub(super) file: &'a Arc<str>,
    /// The line of the block that holds it.
    pub(super) line: u32,
    /// The places of the traced value, where it prints one.
    pub(super) places: &'a [Place],
}

impl<'a> Phrase<'a> {
    pub(super) fn new(text: impl Into<Cow<'a, str>>, ink: Ink<'a>) -> Self {
        Self { text: text.into(), ink, picture: None }
    }

    /// The picture of an image, or its words in brackets.
    pub(super) fn image(image: &'a Image, ink: Ink<'a>) -> Self {
        match &image.picture {
            Some(Ok(picture)) => Self { picture: Some(picture), ..Self::new(image.words(), ink) },
            _ => Self::new(format!("［{}］", image.words()), ink),
        }
    }

    /// The author's own line break.
    pub(super) fn line_break(ink: Ink<'a>) -> Self {
        Self::new("\n", ink)
    }

    pub(super) fn is_break(&self) -> bool {
        self.text == "\n"
    }
}

impl<'a> Ink<'a> {
    /// Black text of `role` without mark or link.
    pub(super) fn plain(role: Role, element: Element, origin: Origin<'a>) -> Self {
        Self {
            role,
            color: Color::Black,
            element,
            mark: None,
            link: None,
            note: None,
            is_struck: false,
            is_bold: false,
            origin,
        }
    }

    /// The em and cell of its characters in text of this scale.
    pub(super) fn scale(&self, text: Scale) -> Scale {
        match self.note {
            None => text,
            Some(_) => Scale {
                size: text.size.scaled(RAISED_PERCENT, 100),
                cell: text.cell.scaled(RAISED_PERCENT, 100),
            },
        }
    }
}

impl<'a> Origin<'a> {
    /// The origin of a value of the front matter: its own places, where it has any.
    pub(super) fn of<T>(self, traced: &'a Traced<T>) -> Self {
        Self { places: &traced.places, ..self }
    }

    /// The place that a person would look at first.
    pub(super) fn place(&self) -> Place {
        match self.places.first() {
            Some(place) => place.clone(),
            None => Place::text(Arc::clone(self.file), self.line, 1),
        }
    }
}
