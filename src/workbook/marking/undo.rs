//! A workbook that was marked before → the same without the notes of that round.

use std::collections::BTreeSet;

use crate::archive::markup::{Edits, Kind, Tag, walk};
use crate::archive::{Misfit, Package};
use crate::base::CellRef;

use super::book::Book;
use super::notes::START;
use super::shapes;

/// Takes our notes and their shapes out of all sheets.
pub(super) fn notes(package: &mut Package<'_>, book: &Book) -> Result<(), Misfit> {
    for (_, sheet) in &book.sheets {
        let Some(part) = package.related(sheet, "comments")? else { continue };
        let comments = package.text(&part)?;
        let (left, bare) = removed(&comments)?;
        if left == comments {
            continue;
        }
        package.put(&part, left);
        let drawings = package.relations(sheet)?.into_iter().filter(|it| it.kind == "vmlDrawing");
        for drawing in drawings.map(|drawing| drawing.target) {
            let vml = package.text(&drawing)?;
            package.put(&drawing, shapes::removed(&vml, &bare));
        }
    }
    Ok(())
}

/// Takes our notes out; returns the part, and the cells that have no comment left.
pub(super) fn removed(xml: &str) -> Result<(String, BTreeSet<CellRef>), Misfit> {
    let mut removing = Removing { xml, edits: Edits::default(), bare: BTreeSet::new(), open: None };
    walk(xml, |tag| {
        removing.tag(&tag);
        Ok(())
    })?;
    Ok((removing.edits.apply(xml), removing.bare))
}

struct Removing<'a> {
    xml: &'a str,
    edits: Edits,
    bare: BTreeSet<CellRef>,
    open: Option<Comment>,
}

/// A comment that is being read.
struct Comment {
    cell: Option<CellRef>,
    from: usize,
    /// Whether the unit says anything before our note.
    has_own: bool,
    /// Where a text begins.
    text: usize,
    /// Where our note begins.
    note: Option<usize>,
    /// Where the text ends that our note is in.
    cut: usize,
    /// Where a run begins.
    run: usize,
    /// The runs behind the one that our note begins in.
    rest: Vec<(usize, usize)>,
}

impl Removing<'_> {
    fn tag(&mut self, tag: &Tag<'_>) {
        if (tag.depth, tag.name, tag.kind) == (3, "comment", Kind::Start) {
            let cell = tag.attribute("ref").and_then(|name| CellRef::named(&name));
            let from = tag.at.start;
            self.open = Some(Comment {
                cell,
                from,
                has_own: false,
                text: 0,
                note: None,
                cut: 0,
                run: 0,
                rest: vec![],
            });
        }
        let Some(open) = &mut self.open else { return };
        match (tag.name, tag.kind) {
            ("r", Kind::Start) => open.run = tag.at.start,
            ("t", Kind::Start) => open.text = tag.at.end,
            ("t", Kind::End) => open.said(self.xml, tag.at.start),
            ("r", Kind::End) => open.end_of_run(tag.at.end),
            ("comment", Kind::End) => self.end(tag.at.end),
            _ => {}
        }
    }

    fn end(&mut self, end: usize) {
        let Some(open) = self.open.take() else { return };
        let Some(note) = open.note else { return };
        if open.has_own {
            self.edits.replace(note..open.cut, "");
            open.rest.iter().for_each(|(from, end)| self.edits.replace(*from..*end, ""));
        } else {
            self.edits.replace(open.from..end, "");
            self.bare.extend(open.cell);
        }
    }
}

impl Comment {
    fn said(&mut self, xml: &str, end: usize) {
        if self.note.is_some() {
            return;
        }
        let text = xml.get(self.text..end).unwrap_or_default();
        match text.split_once(START) {
            Some((own, _)) => {
                let own = own.trim_end();
                self.has_own |= !own.is_empty();
                self.note = Some(self.text + own.len());
                self.cut = end;
            }
            None => self.has_own |= !text.trim().is_empty(),
        }
    }

    fn end_of_run(&mut self, end: usize) {
        if self.note.is_some_and(|note| note < self.run) {
            self.rest.push((self.run, end));
        }
    }
}
