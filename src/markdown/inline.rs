//! Events inside a paragraph → spans.
//!
//! In: the parser's events up to the next block. Out: spans with their styles, links and pictures, and
//! a finding where `**` stands as text. It never opens a block.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::manuscript::{Image, Span, SpanKind, Style};
use super::read::Reader;
use super::spans::{self, Content, Piece};
use crate::base::{Code, Finding};

/// What is open while a paragraph is read: emphasis may nest, so each kind is counted.
#[derive(Default)]
struct Open {
    strong: usize,
    emphasis: usize,
    struck: usize,
    links: Vec<Arc<str>>,
    /// Images whose alternative text is being read, and how they look.
    images: Vec<(Image, Style)>,
}

impl Reader<'_> {
    /// The spans up to the next event that belongs to a block.
    pub(super) fn spans(&mut self) -> Vec<Span> {
        let mut open = Open::default();
        let mut pieces = Vec::new();
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            let range = self.in_file(&range);
            if let Some(piece) = self.piece(event, range, &mut open) {
                match open.images.last_mut() {
                    Some((image, _)) => image.alt.push_str(piece.words()),
                    None => pieces.push(piece),
                }
            }
        }
        let pieces = spans::joined(pieces);
        self.report_open_emphasis(&pieces);
        spans::spans(pieces, self.marks)
    }

    fn piece(&mut self, event: Event<'_>, range: Range<usize>, open: &mut Open) -> Option<Piece> {
        let mut style = open.style();
        let content = match event {
            Event::Start(tag) => {
                let is_page = self.is_page_number(&tag);
                self.start(tag, open);
                if !is_page {
                    return None;
                }
                style = open.style();
                Content::Thing(SpanKind::PageNumber)
            }
            Event::End(TagEnd::Image) => {
                let (image, own) = open.images.pop()?;
                style = own;
                self.report_undescribed(&image, range.start);
                Content::Thing(SpanKind::Image(image))
            }
            Event::End(tag) => {
                open.end(tag);
                return None;
            }
            Event::Code(text) => {
                style.is_code = true;
                Content::Other(self.shadow.restore(&text))
            }
            Event::InlineHtml(html) if is_break(&html) => Content::Thing(SpanKind::Break),
            Event::HardBreak => Content::Thing(SpanKind::Break),
            Event::SoftBreak => Content::SoftBreak,
            Event::FootnoteReference(label) => {
                Content::Thing(SpanKind::FootnoteReference(self.shadow.restore(&label)))
            }
            Event::Text(text) | Event::InlineHtml(text) => self.text(&text, &range),
            _ => return None,
        };
        Some(Piece { content, style, range })
    }

    /// The text with its own marks, and whether the source has it byte for byte.
    fn text(&self, text: &str, range: &Range<usize>) -> Content {
        let original = self.source.text.get(range.clone()).filter(|original| original.len() == text.len());
        let restored = self.shadow.restore(text);
        if original == Some(&restored) { Content::Exact(restored) } else { Content::Other(restored) }
    }

    /// Whether this begins a link to a heading that has no text.
    fn is_page_number(&mut self, tag: &Tag<'_>) -> bool {
        matches!(tag, Tag::Link { dest_url, .. } if dest_url.starts_with('#'))
            && matches!(self.events.peek(), Some((Event::End(TagEnd::Link), _)))
    }

    fn start(&self, tag: Tag<'_>, open: &mut Open) {
        match tag {
            Tag::Strong => open.strong += 1,
            Tag::Emphasis => open.emphasis += 1,
            Tag::Strikethrough => open.struck += 1,
            Tag::Link { link_type, dest_url, .. } => {
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                open.links.push(format!("{scheme}{}", self.shadow.restore(&dest_url)).into());
            }
            Tag::Image { dest_url, title, .. } => {
                let (target, title) = (self.shadow.restore(&dest_url), self.shadow.restore(&title));
                open.images.push((Image { target, title, alt: String::new(), picture: None }, open.style()));
            }
            _ => {}
        }
    }

    /// Who can't see a picture has only its alternative text.
    fn report_undescribed(&mut self, image: &Image, at: usize) {
        if image.alt.trim().is_empty() {
            let message = format!("图片“{}”没有替代文字", image.target);
            let finding = Finding::new(Code::ImageUndescribed, self.source.place(at), message);
            self.findings.push(finding.help("在“![”和“]”之间用一句话写明图上是什么"));
        }
    }

    /// Says once for a paragraph that a `**` in it opens or closes nothing.
    fn report_open_emphasis(&mut self, pieces: &[Piece]) {
        let left = pieces.iter().filter(|piece| !piece.style.is_code).find_map(|piece| {
            let is_escaped =
                self.source.text.as_bytes().get(piece.range.start.wrapping_sub(1)) == Some(&b'\\');
            let at = piece.text()?.get(usize::from(is_escaped)..)?.find("**")?;
            Some(piece.range.start + usize::from(is_escaped) + at)
        });
        if let Some(at) = left {
            let message = "“**”没有成对，按原样印出";
            let finding = Finding::new(Code::EmphasisOpen, self.source.place(at), message);
            self.findings.push(finding.help("补上另一半，或在星号前加反斜杠“\\”"));
        }
    }
}

impl Open {
    fn style(&self) -> Style {
        Style {
            is_strong: self.strong > 0,
            is_emphasis: self.emphasis > 0,
            is_struck: self.struck > 0,
            is_code: false,
            link: self.links.last().cloned(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Link => drop(self.links.pop()),
            _ => {}
        }
    }
}

/// Whether the event stands inside a paragraph.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
        ),
        Event::Rule | Event::Html(_) | Event::TaskListMarker(_) => false,
        _ => true,
    }
}

fn is_break(html: &str) -> bool {
    matches!(html.to_ascii_lowercase().as_str(), "<br>" | "<br/>" | "<br />")
}
