//! Ways to spoil a finished page in just one point.

use juanzong::base::Length;
use juanzong::faces::Role;
use juanzong::typeset::{Element, Page, Pages, Run};

use super::pages::run_text;

/// Whether a run holds a text.
pub(crate) fn has(run: &Run, text: &str) -> bool {
    run_text(run).contains(text)
}

/// Whether a run belongs to a page number.
pub(crate) fn folio(run: &Run) -> bool {
    run.element == Element::Artifact && run.y > Length::mm(262)
}

/// Whether a run is of the text.
pub(crate) fn body(run: &Run) -> bool {
    run.element != Element::Artifact
}

/// Moves runs right and down, in hundredths of a mm.
pub(crate) fn move_runs(pages: &mut Pages, page: usize, which: impl Fn(&Run) -> bool, by: (i64, i64)) {
    change(pages, page, which, |run| {
        run.x += Length::hundredths_of_mm(by.0);
        run.y += Length::hundredths_of_mm(by.1);
    });
}

/// Moves the whole line that holds a text, in hundredths of a mm.
pub(crate) fn move_line(pages: &mut Pages, page: usize, text: &str, by: (i64, i64)) {
    let y = line(pages, page, text);
    move_runs(pages, page, |run| run.y == y, by);
}

/// Sets runs in another size, in tenths of a point.
pub(crate) fn resize(pages: &mut Pages, page: usize, which: impl Fn(&Run) -> bool, tenths: i64) {
    change(pages, page, which, |run| run.size = Length::tenths_of_pt(tenths));
}

/// Sets runs in another face.
pub(crate) fn reface(pages: &mut Pages, page: usize, which: impl Fn(&Run) -> bool, role: Role) {
    change(pages, page, which, |run| run.face = role.face());
}

/// Changes runs; that there is one is part of the test.
#[track_caller]
pub(crate) fn change(
    pages: &mut Pages,
    page: usize,
    which: impl Fn(&Run) -> bool,
    change: impl FnMut(&mut Run),
) {
    let runs = pages.pages[page].runs.iter_mut().filter(|run| which(run));
    assert!(runs.map(change).count() > 0, "nothing was spoiled");
}

/// The baseline of the first line that holds a text.
#[track_caller]
pub(crate) fn line(pages: &Pages, page: usize, text: &str) -> Length {
    let run = pages.pages[page].runs.iter().find(|run| has(run, text));
    run.unwrap_or_else(|| panic!("no run holds {text}")).y
}

/// The baselines of the text of a page, from top to bottom.
pub(crate) fn lines(page: &Page) -> Vec<Length> {
    let mut lines: Vec<Length> = page.runs.iter().filter(|run| body(run)).map(|run| run.y).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}
