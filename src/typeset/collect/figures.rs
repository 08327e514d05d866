//! Paragraphs that are nothing but images → figures.

use crate::faces::Role;
use crate::markdown::{Image, Span, SpanKind};

use super::super::page::Element;
use super::super::paragraph::Align;
use super::super::phrase::{Ink, Phrase};
use super::super::piece::{FigureText, Pictured, Piece, Text};
use super::{Collector, Counts};

/// Whether a paragraph holds a picture, and nothing else but images, blanks and breaks.
pub(super) fn is_figure(spans: &[Span]) -> bool {
    let is_other = |span: &Span| match &span.kind {
        SpanKind::Text(text) => !text.trim().is_empty(),
        SpanKind::Break | SpanKind::Image(_) => false,
        SpanKind::FootnoteReference(_) | SpanKind::PageNumber => true,
    };
    let has_picture = |span: &Span| matches!(&span.kind, SpanKind::Image(Image { picture: Some(Ok(_)), .. }));
    spans.iter().any(has_picture) && !spans.iter().any(is_other)
}

impl<'a> Collector<'a, '_> {
    /// The pictures of such a paragraph; the author's own line break begins a row.
    pub(super) fn figures(&mut self, spans: &'a [Span], ink: &Ink<'a>, indent: i64) {
        for row in spans.split(|span| matches!(span.kind, SpanKind::Break)) {
            let mut pictures = Vec::new();
            for span in row {
                self.report(span, ink.origin);
                if let SpanKind::Image(image) = &span.kind {
                    pictures.extend(self.pictured(image, ink));
                }
            }
            if !pictures.is_empty() {
                self.pieces.push(Piece::Figure(FigureText { pictures, indent }));
            }
        }
    }

    /// A picture with its caption; where there is none, its words stand in its place.
    fn pictured(&mut self, image: &'a Image, ink: &Ink<'a>) -> Option<Pictured<'a>> {
        let Some(Ok(picture)) = &image.picture else {
            let words = Text::indented(vec![Phrase::image(image, ink.clone())], 0, 0);
            self.pieces.push(Piece::Text(Text { align: Align::Center, ..words }));
            return None;
        };
        let index = Counts::next(&mut self.counts.figures);
        let caption_ink = Ink { role: Role::Hei, element: Element::FigureCaption { index }, ..ink.clone() };
        let title = image.title.trim();
        let caption = (!title.is_empty()).then(|| Phrase::new(title, caption_ink));
        Some(Pictured { picture, alt: image.words(), index, caption })
    }
}
