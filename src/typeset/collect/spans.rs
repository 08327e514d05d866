//! Spans of a manuscript → phrases: the face of emphasis, links, stand-ins for what is not text.

use std::sync::Arc;

use crate::base::{Code, Finding, Place};
use crate::faces::Role;
use crate::markdown::{Block, Image, Span, SpanKind, Style};

use super::super::index::{Index, Note};
use super::super::page::Target;
use super::super::phrase::{Ink, Origin, Phrase};
use super::Collector;

/// What is printed for a reference that leads nowhere.
const MISSING: &str = "缺";

/// What the text of a part refers to.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Sources<'a> {
    /// Where marked spans come from.
    pub(in super::super) traces: &'a [Arc<[Place]>],
    pub(in super::super) index: &'a Index<'a>,
    pub(in super::super) part: u16,
}

impl Sources<'_> {
    /// The place of a heading.
    pub(super) fn heading(&self, block: &Block) -> Option<u32> {
        self.index.heading_at(self.part, block.range.start)
    }

    /// The heading that the link of a span names.
    fn named(&self, span: &Span) -> Option<u32> {
        self.index.anchor(self.part, name(span)?)
    }

    fn note(&self, label: &str) -> Option<Note> {
        self.index.note(self.part, label)
    }

    /// Where the link of a span leads; a path to another file leads nowhere on paper.
    fn target(&self, span: &Span) -> Option<Target> {
        if let SpanKind::FootnoteReference(label) = &span.kind {
            return self.note(label).map(|note| Target::Place(self.index.note_place(note.index)));
        }
        let link = span.style.link.as_ref()?;
        match name(span) {
            Some(_) => self.named(span).map(Target::Place),
            None => is_address(link).then(|| Target::Address(Arc::clone(link))),
        }
    }
}

/// The name of the heading that a span's link leads to.
fn name(span: &Span) -> Option<&str> {
    span.style.link.as_deref()?.strip_prefix('#')
}

/// Whether a viewer can open it wherever the file lies.
fn is_address(link: &str) -> bool {
    const SCHEMES: [&str; 5] = ["http", "https", "mailto", "ftp", "tel"];
    let scheme = link.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}

/// The phrases of running text whose plain look is `ink`.
pub(in super::super) fn phrases<'a>(
    spans: &'a [Span],
    ink: &Ink<'a>,
    sources: Sources<'a>,
) -> Vec<Phrase<'a>> {
    spans.iter().map(|span| phrase(span, look(span, ink, sources), sources)).collect()
}

fn look<'a>(span: &'a Span, ink: &Ink<'a>, sources: Sources<'a>) -> Ink<'a> {
    let places = span.mark.and_then(|mark| sources.traces.get(mark.0 as usize));
    Ink {
        role: emphasized(ink.role, &span.style),
        mark: span.mark,
        link: sources.target(span),
        is_struck: span.style.is_struck,
        origin: Origin { places: places.map_or(&[], |places| &**places), ..ink.origin },
        ..ink.clone()
    }
}

impl<'a> Collector<'a, '_> {
    /// The phrases of running text; what can't be set yet is reported.
    pub(super) fn phrases(&mut self, spans: &'a [Span], ink: &Ink<'a>) -> Vec<Phrase<'a>> {
        for span in spans {
            self.report(span, ink.origin);
        }
        phrases(spans, ink, self.sources)
    }

    pub(super) fn report(&mut self, span: &Span, origin: Origin<'_>) {
        self.report_unresolved(span, origin);
        let SpanKind::Image(Image { target, picture, .. }) = &span.kind else { return };
        let message = match picture {
            Some(Ok(_)) => return,
            Some(Err(reason)) => format!("图片“{target}”没有排入，以文字代替：{reason}"),
            None => format!("图片“{target}”没有排入，以文字代替"),
        };
        self.findings.push(Finding::new(Code::ImageMissing, origin.place(), message));
    }

    /// Says, once for a link, that no heading has the name that it leads to.
    fn report_unresolved(&mut self, span: &Span, origin: Origin<'_>) {
        let Some(name) = name(span).filter(|_| self.sources.named(span).is_none()) else { return };
        let message = format!("没有名为“{name}”的标题，引用落空");
        let finding = Finding::new(Code::ReferenceUnresolved, origin.place(), message)
            .help(format!("在要引用的标题后面加上 {{#{name}}}，或改正这里的名称"));
        if self.findings.last() != Some(&finding) {
            self.findings.push(finding);
        }
    }
}

fn phrase<'a>(span: &'a Span, ink: Ink<'a>, sources: Sources<'a>) -> Phrase<'a> {
    match &span.kind {
        SpanKind::Text(text) => Phrase::new(text.as_str(), ink),
        SpanKind::Break => Phrase::line_break(ink),
        SpanKind::Image(image) => Phrase::image(image, ink),
        SpanKind::FootnoteReference(label) => match sources.note(label) {
            Some(Note { number, .. }) => {
                Phrase::new(note_sign(number), Ink { role: Role::Song, note: Some(number), ..ink })
            }
            None => Phrase::new(format!("［{label}］"), ink),
        },
        SpanKind::PageNumber => {
            let page = sources.named(span).and_then(|heading| sources.index.page(heading));
            Phrase::new(page.unwrap_or_else(|| MISSING.to_owned()), ink)
        }
    }
}

/// The sign of a note, counted from 0: ① to ⑳, beyond which faces have none, then plain numbers.
pub(super) fn note_sign(number: u32) -> String {
    match char::from_u32('①' as u32 + number) {
        Some(sign @ '①'..='⑳') => sign.to_string(),
        _ => (number + 1).to_string(),
    }
}

/// Strong text is 黑体, emphasis 楷体; a heading keeps its own face.
fn emphasized(role: Role, style: &Style) -> Role {
    match role {
        Role::FangSong | Role::Song if style.is_strong => Role::Hei,
        Role::FangSong | Role::Song if style.is_emphasis => Role::Kai,
        _ => role,
    }
}
