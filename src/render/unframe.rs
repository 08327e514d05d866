//! What the engine printed, with frames → clean Markdown, marks, and what came from nowhere.
//!
//! Every character must be a template's own text, a traced value as it was registered, or a blank;
//! anything else is a fault. It trusts no frame: each is compared with what its number stands for.

use std::ops::Range;

use super::fault::{Fault, FaultKind};
use super::framing::Frames;
use crate::documents::{Traces, frame};
use crate::elements::escape_inline;

/// Markdown and the bytes that print traced values, sorted and disjoint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Unframed {
    /// The Markdown.
    pub markdown: String,
    /// Which bytes print which number of the [`Traces`].
    pub marks: Vec<(Range<usize>, u32)>,
    /// What came from nowhere, in order.
    pub faults: Vec<Fault>,
}

/// Takes the frames out of a rendered template.
pub(super) fn unframe(printed: &str, frames: &Frames, traces: &Traces) -> Unframed {
    let mut reader = Reader { rest: printed, site: None, frames, traces, made: Unframed::default() };
    while !reader.rest.is_empty() {
        reader.step();
    }
    reader.made
}

struct Reader<'a> {
    rest: &'a str,
    site: Option<u32>,
    frames: &'a Frames,
    traces: &'a Traces,
    made: Unframed,
}

/// The engine prints a traced value as a map; this stands before its frame.
const MAP_OPEN: &str = "{\"!\": ";

impl<'a> Reader<'a> {
    /// Reads up to the next frame, and the frame.
    fn step(&mut self) {
        let at = self.rest.find(frame::is_reserved).unwrap_or(self.rest.len());
        let (outside, rest) = self.rest.split_at(at);
        let mut chars = rest.chars();
        let sign = chars.next();
        let is_value = sign == Some(frame::VALUE);
        self.outside(outside.strip_suffix(MAP_OPEN).filter(|_| is_value).unwrap_or(outside));
        self.rest = chars.as_str();
        match sign {
            Some(frame::SITE) => self.site = self.number(),
            Some(frame::LITERAL) => self.literal(),
            Some(frame::VALUE) => self.value(),
            Some(_) => self.fault(FaultKind::Altered, ""),
            None => {}
        }
    }

    /// The number that stands here.
    fn number(&mut self) -> Option<u32> {
        let mut number = None::<u32>;
        while let Some(digit) = self.rest.chars().next().and_then(frame::digit) {
            number = number.unwrap_or(0).checked_mul(10)?.checked_add(digit);
            self.rest = self.rest.get(frame::VALUE.len_utf8()..).unwrap_or_default();
        }
        number
    }

    /// The text up to the end of the frame, with the frame's number.
    fn framed(&mut self) -> Option<(u32, &'a str)> {
        let id = self.number()?;
        let (text, rest) = self.rest.strip_prefix(frame::TEXT)?.split_once(frame::END)?;
        self.rest = rest;
        Some((id, text))
    }

    fn literal(&mut self) {
        let Some((id, text)) = self.framed() else { return self.fault(FaultKind::Altered, "") };
        match self.frames.literal(id) {
            Some(literal) if literal.text == text => self.made.markdown.push_str(text),
            literal => {
                let place = literal.map(|literal| literal.place.clone());
                self.made.faults.push(Fault::new(FaultKind::Altered, text, place));
            }
        }
    }

    fn value(&mut self) {
        let Some((id, text)) = self.framed() else { return self.fault(FaultKind::Altered, "") };
        let Some((_, rest)) = self.rest.split_once(frame::LAST) else {
            return self.fault(FaultKind::Altered, text);
        };
        self.rest = rest.strip_prefix('}').unwrap_or(rest);
        let Some(trace) = self.traces.get(id).filter(|trace| &*trace.text == text) else {
            return self.fault(FaultKind::Altered, text);
        };
        let is_untraced = trace.places.is_empty() && !trace.is_number;
        if is_untraced && text.contains(char::is_numeric) {
            return self.fault(FaultKind::Untraced, text);
        }
        let start = self.made.markdown.len();
        self.made.markdown.push_str(&escaped(text));
        if start < self.made.markdown.len() {
            self.made.marks.push((start..self.made.markdown.len(), id));
        }
    }

    /// Text outside of frames: blanks, a string of the template's own tags, or a fault.
    fn outside(&mut self, text: &str) {
        let core = text.trim();
        if core.is_empty() || self.frames.are_own_words(core) {
            self.made.markdown.push_str(text);
        } else {
            self.fault(FaultKind::of(core), core);
        }
    }

    fn fault(&mut self, kind: FaultKind, text: &str) {
        let site = self.site.and_then(|site| self.frames.site(site)).cloned();
        self.made.faults.push(Fault::new(kind, text, site));
    }
}

fn escaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    // Writing into memory can't fail.
    let _ = escape_inline(text, &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
