//! A workbook that was marked before → the same without the notes of that round.

use crate::archive::{Misfit, Package};

use super::book::Book;
use super::{notes, shapes};

/// Takes our notes and their shapes out of all sheets.
pub(super) fn notes(package: &mut Package<'_>, book: &Book) -> Result<(), Misfit> {
    for (_, sheet) in &book.sheets {
        let Some(part) = package.related(sheet, "comments")? else { continue };
        let comments = package.text(&part)?;
        let (left, bare) = notes::removed(&comments)?;
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
