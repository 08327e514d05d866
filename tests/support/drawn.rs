//! Hand-made pages, for tests of what is written from them.
//!
//! A test takes it in with `#[path = "support/pages.rs"] mod pages;`.

#![allow(dead_code, reason = "each test target uses its own part of it")]
#![allow(clippy::unwrap_used, reason = "a test that can't open its fonts has failed")]

use std::path::Path;
use std::sync::Arc;

use juanzong::base::Length;
use juanzong::elements::Layout;
use juanzong::faces::{Faces, Role};
use juanzong::typeset::{
    Color, Element, LayoutStart, Link, OutlineEntry, Page, Pages, PlacedGlyph, Rule, Run, Target, Turn,
};

/// One cell of the grid: 156 mm / 28.
pub(crate) const CELL: Length = Length::emu(200_571);

/// The faces of the repository.
pub(crate) fn faces() -> Faces {
    Faces::open(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")]).unwrap()
}

/// A book of these pages.
pub(crate) fn book(pages: Vec<Page>) -> Pages {
    Pages {
        pages,
        title: "标题 <A&B>".to_owned(),
        author: "某单位".to_owned(),
        outline: Vec::new(),
        places: Vec::new(),
        layouts: vec![LayoutStart { layout: Layout::Report, page: 0 }],
        departures: Vec::new(),
    }
}

/// A sheet of A4 with these runs.
pub(crate) fn page(runs: Vec<Run>) -> Page {
    Page {
        adjusted_lines: None,
        width: Length::mm(210),
        height: Length::mm(297),
        runs,
        rules: Vec::new(),
        images: Vec::new(),
        links: Vec::new(),
    }
}

/// A paragraph's run of 三号仿宋 in cells, at its place on the page in mm.
pub(crate) fn run(text: &str, x: i64, y: i64) -> Run {
    let cells = text.chars().zip(0..);
    let glyphs = cells.map(|(character, cell)| PlacedGlyph { character, offset: CELL * cell }).collect();
    Run {
        face: Role::FangSong.face(),
        size: Length::pt(16),
        x: Length::mm(x),
        y: Length::mm(y),
        turn: Turn::None,
        glyphs,
        color: Color::Black,
        stroke: None,
        element: Element::Paragraph { index: 0 },
        mark: None,
        part: 0,
        link: None,
    }
}

/// A rule between two points in mm, its thickness in hundredths of a mm.
pub(crate) fn rule(from: (i64, i64), to: (i64, i64), thickness: i64, color: Color) -> Rule {
    let point = |(x, y)| (Length::mm(x), Length::mm(y));
    Rule { from: point(from), to: point(to), thickness: Length::hundredths_of_mm(thickness), color }
}

/// Page furniture.
pub(crate) fn furniture(run: Run) -> Run {
    Run { element: Element::Artifact, ..run }
}

/// The watermark.
pub(crate) fn watermark() -> Run {
    furniture(Run { color: Color::Pale, turn: Turn::Rising, ..run("演示数据", 60, 200) })
}

/// A cell of the first table.
fn cell(row: u32, column: u16, text: &str) -> Run {
    let element = Element::Cell { table: 0, row, column, is_head: row == 0, rows: 1, columns: 1 };
    Run { element, ..run(text, 28 + 40 * i64::from(column), 100 + 10 * i64::from(row)) }
}

/// Three pages with everything that a page can have, and this text among it.
pub(crate) fn everything(text: &str) -> Pages {
    let title = Element::Title { index: 0 };
    let mut first = page(vec![
        Run { element: title, color: Color::Red, face: Role::TitleSong.face(), ..run("标题", 80, 30) },
        Run { element: Element::Heading { level: 3, index: 0 }, ..run("一、总则", 28, 60) },
        run(text, 28, 80),
        cell(0, 0, "单位"),
        cell(0, 1, "数"),
        cell(1, 0, "甲局"),
        cell(2, 1, "3"),
        furniture(run("— 1 —", 150, 270)),
        watermark(),
    ]);
    first.rules =
        vec![rule((28, 93), (108, 93), 25, Color::Black), rule((28, 40), (184, 40), 35, Color::Red)];
    first.links = vec![Link {
        area: [Length::mm(28), Length::mm(70), Length::mm(60), Length::mm(80)],
        target: Target::Address(Arc::from("https://example.org/甲(1)")),
    }];
    let second = page(vec![run("续页", 28, 40), furniture(run("— 2 —", 28, 270)), watermark()]);
    let third = page(vec![Run { turn: Turn::Left, ..run("转过来的一行", 40, 250) }]);
    let entry =
        |level, text: &str, page| OutlineEntry { level, text: text.to_owned(), page, y: Length::mm(30) };
    let outline = vec![entry(1, "标题", 0), entry(2, "一、总则", 0), entry(4, "1.", 1), entry(2, "二、", 1)];
    Pages { outline, ..book(vec![first, second, third]) }
}
