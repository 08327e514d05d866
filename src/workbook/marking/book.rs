//! The workbook part: its sheets, and sheets that are added to it or replaced in it.

use super::AUTHOR;
use crate::archive::markup::{append, escaped, prefix, walk};
use crate::archive::{Misfit, Package};

/// **Source:** ECMA-376 part 1, 12.3.24 (worksheet part).
const WORKSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
/// What the relations of a workbook belong to.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The workbook part.
pub(super) struct Book {
    /// Its name.
    pub(super) part: String,
    /// The name of each sheet, and the part that it is.
    pub(super) sheets: Vec<(String, String)>,
    /// The highest number of a sheet.
    last_id: u32,
}

impl Book {
    pub(super) fn open(package: &mut Package<'_>) -> Result<Self, Misfit> {
        let part = package.related("", "officeDocument")?.ok_or_else(|| Misfit::new("里面没有工作簿"))?;
        let relations = package.relations(&part)?;
        let target = |id: String| relations.iter().find(|it| it.id == id).map(|it| it.target.clone());
        let (mut sheets, mut last_id) = (Vec::new(), 0);
        walk(&package.text(&part)?, |tag| {
            if tag.name == "sheet" && tag.opens() {
                last_id = last_id.max(tag.number("sheetId").unwrap_or_default());
                sheets.extend(tag.attribute("name").zip(tag.relation().and_then(target)));
            }
            Ok(())
        })?;
        Ok(Self { part, sheets, last_id })
    }

    /// The part that a sheet is.
    ///
    /// # Errors
    /// A [`Misfit`] where there is no such sheet.
    pub(super) fn part_of(&self, sheet: &str) -> Result<&str, Misfit> {
        let found = self.sheets.iter().find(|(name, _)| name == sheet);
        found.map(|(_, part)| part.as_str()).ok_or_else(|| Misfit::new(format!("里面没有工作表“{sheet}”")))
    }

    /// The part with the formats of cells.
    pub(super) fn styles(&self, package: &mut Package<'_>) -> Result<String, Misfit> {
        package.related(&self.part, "styles")?.ok_or_else(|| Misfit::new("里面没有单元格格式"))
    }

    /// The name of the sheet that lists the corrections: the one of the last round, else one that is free.
    pub(super) fn name_of_list(&self, last: Option<&str>) -> String {
        let is_taken = |name: &str| self.sheets.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        if let Some(last) = last.filter(|last| is_taken(last)) {
            return last.to_owned();
        }
        let numbered = (2..).map(|number: usize| format!("{AUTHOR}{number}"));
        let mut names = std::iter::once(AUTHOR.to_owned()).chain(numbered);
        names.find(|name| !is_taken(name)).unwrap_or_default()
    }

    /// Puts a sheet in the place of the one of this name, or behind all others.
    pub(super) fn put_sheet(
        &mut self,
        package: &mut Package<'_>,
        name: &str,
        xml: String,
        state: Option<&str>,
    ) -> Result<(), Misfit> {
        if let Ok(part) = self.part_of(name) {
            package.put(part, xml);
            return Ok(());
        }
        let part = package.free("xl/worksheets/sheet", "xml");
        package.put(&part, xml);
        package.set_type(&part, WORKSHEET)?;
        let relation = package.relate(&self.part, "worksheet", &part)?;
        let book = package.text(&self.part)?;
        self.last_id += 1;
        let state = state.map(|state| format!(" state=\"{state}\"")).unwrap_or_default();
        let entry = format!(
            "<{}sheet xmlns:r=\"{RELATIONS}\" name=\"{}\" sheetId=\"{}\"{state} r:id=\"{relation}\"/>",
            prefix(&book)?,
            escaped(name),
            self.last_id
        );
        package.put(&self.part, append(&book, "sheets", &entry, 1)?);
        self.sheets.push((name.to_owned(), part));
        Ok(())
    }
}
