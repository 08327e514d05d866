//! The part with the comments of a sheet → the same with notes, behind what cells already say.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::Misfit;
use crate::archive::markup::{Edits, Kind, Tag, append, escaped, prefix, walk};
use crate::base::CellRef;

use super::AUTHOR;

/// What begins every note, so that it is known again after other programs saved it.
pub(super) const START: &str = "【更正说明】";
/// A part without a comment.
pub(super) const NONE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors></authors><commentList></commentList></comments>";

/// Adds notes; returns the part, and the cells that had none before.
pub(super) fn added(
    xml: &str,
    texts: &BTreeMap<CellRef, String>,
) -> Result<(String, BTreeSet<CellRef>), Misfit> {
    let prefix = prefix(xml)?;
    let mut appending = Appending {
        prefix: &prefix,
        texts,
        edits: Edits::default(),
        authors: 0,
        open: None,
        known: BTreeSet::new(),
    };
    walk(xml, |tag| appending.tag(&tag))?;
    let Appending { edits, authors, known, .. } = appending;
    let fresh: BTreeSet<CellRef> = texts.keys().filter(|cell| !known.contains(cell)).copied().collect();
    let comment = |cell: &CellRef| {
        let text = texts.get(cell).map(|text| run(&prefix, text)).unwrap_or_default();
        format!(
            "<{prefix}comment ref=\"{cell}\" authorId=\"{authors}\"><{prefix}text>{text}</{prefix}text></{prefix}comment>"
        )
    };
    let comments: String = fresh.iter().map(comment).collect();
    let xml = append(&edits.apply(xml), "authors", &format!("<{prefix}author>{AUTHOR}</{prefix}author>"), 1)?;
    Ok((append(&xml, "commentList", &comments, fresh.len())?, fresh))
}

fn run(prefix: &str, text: &str) -> String {
    let p = prefix;
    format!(
        "<{p}r><{p}rPr><{p}sz val=\"9\"/><{p}color indexed=\"81\"/><{p}rFont val=\"宋体\"/><{p}family val=\"3\"/><{p}charset val=\"134\"/></{p}rPr><{p}t xml:space=\"preserve\">{}</{p}t></{p}r>",
        escaped(text)
    )
}

/// Notes that are put behind what cells already say.
struct Appending<'a> {
    prefix: &'a str,
    texts: &'a BTreeMap<CellRef, String>,
    edits: Edits,
    authors: usize,
    /// The cell whose comment is being read, and where its text ends, once that is known.
    open: Option<(CellRef, Option<usize>)>,
    known: BTreeSet<CellRef>,
}

impl Appending<'_> {
    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), Misfit> {
        match (tag.depth, tag.name) {
            (3, "author") if tag.opens() => self.authors += 1,
            (3, "comment") => self.comment(tag)?,
            (5, name) => self.part(name, tag),
            (4, "text") if tag.closes() => self.end_of_text(tag),
            _ => {}
        }
        Ok(())
    }

    fn comment(&mut self, tag: &Tag<'_>) -> Result<(), Misfit> {
        let cell = tag.attribute("ref").and_then(|name| CellRef::named(&name));
        let cell = cell.filter(|cell| self.texts.contains_key(cell));
        if tag.kind != Kind::Start && cell.is_some_and(|cell| !self.known.contains(&cell)) {
            return Err(Misfit::new("原有的批注不完整"));
        }
        self.open = cell.filter(|_| tag.kind == Kind::Start).map(|cell| (cell, None));
        Ok(())
    }

    /// Text that stands alone becomes a run, so that another may follow; what comes behind runs stays behind.
    fn part(&mut self, name: &str, tag: &Tag<'_>) {
        let p = self.prefix;
        let Some((_, end)) = &mut self.open else { return };
        match name {
            "t" => {
                if tag.opens() {
                    self.edits.insert(tag.at.start, format!("<{p}r>"));
                }
                if tag.closes() {
                    self.edits.insert(tag.at.end, format!("</{p}r>"));
                }
            }
            "rPh" | "phoneticPr" if tag.opens() => drop(end.get_or_insert(tag.at.start)),
            _ => {}
        }
    }

    fn end_of_text(&mut self, tag: &Tag<'_>) {
        let Some((cell, end)) = self.open else { return };
        let text = self.texts.get(&cell).map(String::as_str).unwrap_or_default();
        self.known.insert(cell);
        match tag.kind {
            Kind::Empty => {
                let (p, run) = (self.prefix, run(self.prefix, text));
                self.edits.replace(tag.at.clone(), format!("<{p}text>{run}</{p}text>"));
            }
            _ => self.edits.insert(end.unwrap_or(tag.at.start), run(self.prefix, &format!("\n{text}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::undo::removed;
    use super::{NONE, START, added};
    use crate::base::CellRef;

    fn notes() -> BTreeMap<CellRef, String> {
        let note = |name: &str| (CellRef::named(name).unwrap(), format!("{START}\n错误：<空>"));
        ["A1", "C3"].map(note).into()
    }

    #[track_caller]
    fn check(xml: &str, fresh: &[&str]) {
        let (with, new) = added(xml, &notes()).unwrap();
        let new: Vec<String> = new.iter().map(ToString::to_string).collect();
        assert_eq!(new, fresh);
        let (without, bare) = removed(&with).unwrap();
        assert_eq!(bare.len(), fresh.len());
        assert!(!without.contains("错误"), "{without}");
        let said = |xml: &str| xml.contains("自己的话");
        assert_eq!(said(&without), said(xml), "{without}");
        let (again, _) = added(&without, &notes()).unwrap();
        assert_eq!(again.matches(START).count(), 2);
    }

    #[test]
    fn notes_come_and_go_and_what_cells_said_before_stays() {
        let list = |comment: &str| {
            format!(
                "<x:comments><x:authors><x:author/></x:authors><x:commentList>{comment}</x:commentList></x:comments>"
            )
        };
        check(NONE, &["A1", "C3"]);
        check(&list(""), &["A1", "C3"]);
        check(
            &list("<x:comment ref=\"A1\" authorId=\"0\"><x:text><x:t>自己的话</x:t></x:text></x:comment>"),
            &["C3"],
        );
        check(
            &list(
                "<x:comment ref=\"C3\" authorId=\"0\"><x:text><x:r><x:t>自己的话</x:t></x:r><x:phoneticPr/></x:text></x:comment>",
            ),
            &["A1"],
        );
        check(
            &list("<x:comment ref=\"B2\" authorId=\"0\"><x:text><x:t>自己的话</x:t></x:text></x:comment>"),
            &["A1", "C3"],
        );
    }
}
