//! A sheet that is to be marked: what marking has to know of it, and its parts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::archive::markup::{Edits, prefix, walk};
use crate::archive::{Misfit, Package};
use crate::base::CellRef;

use super::book::Book;
use super::facts::Facts;
use super::shapes::Ids;
use super::styles::Styles;
use super::{Correction, Sheets, cells, notes, shapes};

/// What relations belong to.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// **Source:** ECMA-376 part 1, 12.3.3 (comments part).
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
/// **Source:** ECMA-376 part 4, 8.1 (VML drawing part).
const VML: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
/// A sheet and where its parts are.
pub(super) struct Sheet {
    part: String,
    xml: String,
    facts: Facts,
}

impl Sheet {
    /// The sheets that corrections speak of.
    pub(super) fn open_all(
        package: &mut Package<'_>,
        book: &Book,
        corrections: &[Correction],
    ) -> Result<Sheets, Misfit> {
        let others = corrections.iter().flat_map(|it| it.others.iter().map(|(sheet, ..)| sheet));
        let names: BTreeSet<&Arc<str>> =
            corrections.iter().filter_map(Correction::sheet).chain(others).collect();
        let open = |name: &Arc<str>| {
            let part = book.part_of(name)?.to_owned();
            let xml = package.text(&part)?;
            let facts = Facts::read(&xml)?;
            Ok((Arc::clone(name), Self { part, xml, facts }))
        };
        names.into_iter().map(open).collect()
    }

    /// The cell, or the merged one that covers it.
    pub(super) fn over(&self, cell: CellRef) -> CellRef {
        self.facts.over(cell)
    }

    /// Colours and comments the cells of these corrections.
    pub(super) fn mark(
        &mut self,
        package: &mut Package<'_>,
        corrections: &[&Correction],
        styles: &mut Styles,
        ids: &mut Ids,
    ) -> Result<(), Misfit> {
        let (mut marks, mut texts) = (BTreeMap::new(), BTreeMap::<CellRef, String>::new());
        for (cell, correction) in corrections.iter().filter_map(|it| Some((it.cell()?, it))) {
            // Of two the worse, which the order of severities puts first.
            let severity = marks.entry(cell).or_insert(correction.severity);
            *severity = correction.severity.min(*severity);
            let text = texts.entry(cell).or_insert_with(|| notes::START.to_owned());
            text.push_str(&format!("\n{}", correction.text()));
        }
        if marks.is_empty() {
            return Ok(());
        }
        let mut edits = cells::marked(&self.xml, &self.facts, &marks, styles)?;
        self.comment(package, texts, ids, &mut edits)?;
        package.put(&self.part, edits.apply(&self.xml));
        Ok(())
    }

    /// A cell with a thread of comments keeps it: programs that know threads would not show a note.
    fn comment(
        &self,
        package: &mut Package<'_>,
        mut texts: BTreeMap<CellRef, String>,
        ids: &mut Ids,
        edits: &mut Edits,
    ) -> Result<(), Misfit> {
        let threads = self.threads(package)?;
        texts.retain(|cell, _| !threads.contains(cell));
        if texts.is_empty() {
            return Ok(());
        }
        let known = package.related(&self.part, "comments")?;
        let comments = match &known {
            Some(part) => package.text(part)?,
            None => notes::NONE.to_owned(),
        };
        let (comments, fresh) = notes::added(&comments, &texts)?;
        let part = match known {
            Some(part) => part,
            None => self.new_part(package, "xl/comments", ("comments", COMMENTS))?,
        };
        package.put(&part, comments);
        let fresh: BTreeMap<CellRef, String> =
            texts.into_iter().filter(|(cell, _)| fresh.contains(cell)).collect();
        self.draw(package, &fresh, ids, edits)
    }

    fn threads(&self, package: &mut Package<'_>) -> Result<BTreeSet<CellRef>, Misfit> {
        let mut cells = BTreeSet::new();
        if let Some(part) = package.related(&self.part, "threadedComment")? {
            walk(&package.text(&part)?, |tag| {
                cells.extend(tag.attribute("ref").and_then(|name| CellRef::named(&name)));
                Ok(())
            })?;
        }
        Ok(cells)
    }

    /// Adds the shapes of notes that are new.
    fn draw(
        &self,
        package: &mut Package<'_>,
        fresh: &BTreeMap<CellRef, String>,
        ids: &mut Ids,
        edits: &mut Edits,
    ) -> Result<(), Misfit> {
        let part = match &self.facts.legacy {
            Some(id) => {
                let relations = package.relations(&self.part)?;
                let known = relations.into_iter().find(|relation| relation.id == *id);
                known.ok_or_else(|| Misfit::new("批注的图形找不到"))?.target
            }
            None => self.new_drawing(package, edits)?,
        };
        let vml = if package.has(&part) { package.text(&part)? } else { shapes::NONE.to_owned() };
        package.put(&part, shapes::added(&vml, fresh, &self.facts, ids)?);
        Ok(())
    }

    fn new_drawing(&self, package: &mut Package<'_>, edits: &mut Edits) -> Result<String, Misfit> {
        let part = package.free("xl/drawings/vmlDrawing", "vml");
        package.set_default_type("vml", VML)?;
        let relation = package.relate(&self.part, "vmlDrawing", &part)?;
        let prefix = prefix(&self.xml)?;
        let element = format!("<{prefix}legacyDrawing xmlns:r=\"{RELATIONS}\" r:id=\"{relation}\"/>");
        edits.insert(self.facts.legacy_at, element);
        Ok(part)
    }

    fn new_part(
        &self,
        package: &mut Package<'_>,
        stem: &str,
        (kind, of_type): (&str, &str),
    ) -> Result<String, Misfit> {
        let part = package.free(stem, "xml");
        package.set_type(&part, of_type)?;
        package.relate(&self.part, kind, &part)?;
        Ok(part)
    }
}
