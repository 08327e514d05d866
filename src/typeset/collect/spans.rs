//! Spans of a manuscript → phrases: the face of emphasis, links, stand-ins for what is not text.

use std::sync::Arc;

use crate::base::{Code, Finding, Place};
use crate::faces::Role;
use crate::markdown::{Span, SpanKind, Style};

use super::super::phrase::{Ink, Origin, Phrase};
use super::Collector;

/// The phrases of running text whose plain look is `ink`; `traces` says where marked spans come from.
pub(in super::super) fn phrases<'a>(
    spans: &'a [Span],
    ink: &Ink<'a>,
    traces: &'a [Arc<[Place]>],
) -> Vec<Phrase<'a>> {
    spans.iter().map(|span| phrase(span, look(span, ink, traces))).collect()
}

fn look<'a>(span: &'a Span, ink: &Ink<'a>, traces: &'a [Arc<[Place]>]) -> Ink<'a> {
    let places = span.mark.and_then(|mark| traces.get(mark.0 as usize));
    Ink {
        role: emphasized(ink.role, &span.style),
        mark: span.mark,
        link: span.style.link.clone(),
        is_struck: span.style.is_struck,
        origin: Origin { places: places.map_or(&[], |places| &**places), ..ink.origin },
        ..ink.clone()
    }
}

impl<'a> Collector<'a, '_> {
    /// The phrases of running text; what can't be set yet is reported.
    pub(super) fn phrases(&mut self, spans: &'a [Span], ink: &Ink<'a>) -> Vec<Phrase<'a>> {
        for span in spans {
            self.report_image(span, ink.origin);
        }
        phrases(spans, ink, &self.manuscript.traces)
    }

    pub(super) fn report_image(&mut self, span: &Span, origin: Origin<'_>) {
        if let SpanKind::Image { target, .. } = &span.kind {
            let message = format!("图片“{target}”没有排入，以文字代替");
            self.findings.push(Finding::new(Code::ImageMissing, origin.place(), message));
        }
    }
}

fn phrase<'a>(span: &'a Span, ink: Ink<'a>) -> Phrase<'a> {
    match &span.kind {
        SpanKind::Text(text) => Phrase::new(text.as_str(), ink),
        SpanKind::Break => Phrase::line_break(ink),
        SpanKind::Image { target, alt } => {
            let words = if alt.is_empty() { target } else { alt };
            Phrase::new(format!("［{words}］"), ink)
        }
        SpanKind::FootnoteReference(label) => Phrase::new(note_label(label), ink),
    }
}

/// The sign of a footnote, in the text and before the note.
pub(super) fn note_label(label: &str) -> String {
    format!("［{label}］")
}

/// Strong text is 黑体, emphasis 楷体; a heading keeps its own face.
fn emphasized(role: Role, style: &Style) -> Role {
    match role {
        Role::FangSong | Role::Song if style.is_strong => Role::Hei,
        Role::FangSong | Role::Song if style.is_emphasis => Role::Kai,
        _ => role,
    }
}
