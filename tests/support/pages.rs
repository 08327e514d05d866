//! Typesets Markdown or plain text with the repository's faces, and reads the pages back line by line.

#![allow(dead_code, reason = "each test file uses the part that it needs")]

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use juanzong::base::{Checked, Finding, Length};
use juanzong::elements::Elements;
use juanzong::faces::{FaceId, Faces, Role};
use juanzong::markdown::{self, Block, BlockKind, Manuscript, Marks, Span, SpanKind};
use juanzong::typeset::{self, Element, Page, Pages, Run, Style};

/// The faces of the repository, read once.
pub(crate) fn faces() -> &'static Faces {
    static FACES: OnceLock<Faces> = OnceLock::new();
    FACES.get_or_init(|| {
        Faces::open(&[PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fonts")])
            .expect("the fonts stand beside the code")
    })
}

/// One Markdown file, typeset.
pub(crate) fn typeset(markdown: &str) -> Checked<Pages> {
    typeset_book(&[markdown])
}

/// Several Markdown files as one book.
pub(crate) fn typeset_book(parts: &[&str]) -> Checked<Pages> {
    let book: Vec<Manuscript> = parts.iter().map(|text| manuscript(text)).collect();
    typeset::pages(&book, faces(), &Style::default())
}

/// A Markdown file without findings, read.
pub(crate) fn manuscript(text: &str) -> Manuscript {
    let read = markdown::read("测试.md", text, &Marks::default(), Vec::new());
    assert_eq!(read.findings, [], "{text}");
    read.value
}

/// A text that is no Markdown, as one paragraph.
pub(crate) fn typeset_plain(text: &str) -> Checked<Pages> {
    typeset::pages(&[plain(text)], faces(), &Style::default())
}

/// A manuscript of one paragraph.
pub(crate) fn plain(text: &str) -> Manuscript {
    let span = Span {
        kind: SpanKind::Text(text.to_owned()),
        style: markdown::Style::default(),
        mark: None,
        range: 0..text.len(),
    };
    let block = Block { kind: BlockKind::Paragraph(vec![span]), range: 0..text.len(), line: 1 };
    Manuscript {
        file: Arc::from("测试.md"),
        elements: Elements::default(),
        blocks: vec![block],
        traces: Vec::new(),
    }
}

/// A glyph with its place on the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    pub(crate) character: char,
    pub(crate) x: Length,
    pub(crate) advance: Length,
    pub(crate) face: FaceId,
    pub(crate) size: Length,
}

/// The text of a page, furniture left out: a line for each baseline, in reading order.
pub(crate) fn lines(page: &Page) -> Vec<Vec<Glyph>> {
    let mut lines: Vec<(Length, Vec<Glyph>)> = Vec::new();
    for run in page.runs.iter().filter(|run| run.element != Element::Artifact) {
        let glyphs = glyphs(run);
        match lines.last_mut() {
            Some((y, line)) if *y == run.y => line.extend(glyphs),
            _ => lines.push((run.y, glyphs)),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

fn glyphs(run: &Run) -> Vec<Glyph> {
    let role = Role::ALL[usize::from(run.face.0)];
    let advance =
        |character| faces().glyph(role, character).expect("only known glyphs are placed").advance(run.size);
    let glyph = |glyph: &typeset::PlacedGlyph| Glyph {
        character: glyph.character,
        x: run.x + glyph.offset,
        advance: advance(glyph.character),
        face: run.face,
        size: run.size,
    };
    run.glyphs.iter().map(glyph).collect()
}

/// All lines of a book.
pub(crate) fn all_lines(pages: &Pages) -> Vec<Vec<Glyph>> {
    pages.pages.iter().flat_map(lines).collect()
}

/// All lines of a book, as text.
pub(crate) fn text_lines(pages: &Pages) -> Vec<String> {
    all_lines(pages).iter().map(|line| line.iter().map(|glyph| glyph.character).collect()).collect()
}

/// The text of a book, furniture left out.
pub(crate) fn text(pages: &Pages) -> String {
    text_lines(pages).concat()
}

/// The text of a run.
pub(crate) fn run_text(run: &Run) -> String {
    run.glyphs.iter().map(|glyph| glyph.character).collect()
}

/// The first run that holds `text`.
pub(crate) fn find<'a>(page: &'a Page, text: &str) -> &'a Run {
    page.runs.iter().find(|run| run_text(run).contains(text)).expect("a run holds the text")
}

/// Findings as a screen shows them.
pub(crate) fn shown(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
