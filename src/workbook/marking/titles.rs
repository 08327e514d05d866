//! A workbook part → the same that prints rows of a sheet on each of its pages.

use crate::archive::Misfit;
use crate::archive::markup::{append, escaped, prefix, walk};

/// The name of what a sheet repeats on each page.
const NAME: &str = "_xlnm.Print_Titles";

/// What a workbook part says of names.
#[derive(Default)]
struct Names {
    /// Where their list may begin.
    at: usize,
    /// Whether there is one.
    is_listed: bool,
    /// Whether the sheet repeats something already.
    is_known: bool,
}

/// Repeats rows, such as `$4:$4`, of the sheet of this position and name; what it repeats already stays.
///
/// # Errors
/// A [`Misfit`] where the part is no XML.
pub(super) fn repeated(book: &str, (position, sheet): (usize, &str), rows: &str) -> Result<String, Misfit> {
    let names = names(book, position)?;
    if names.is_known {
        return Ok(book.to_owned());
    }
    let prefix = prefix(book)?;
    let rows = escaped(&format!("'{}'!{rows}", sheet.replace('\'', "''")));
    let name = format!(
        "<{prefix}definedName name=\"{NAME}\" localSheetId=\"{position}\">{rows}</{prefix}definedName>"
    );
    if names.is_listed {
        return append(book, "definedNames", &name, 1);
    }
    let (before, behind) = book.split_at(names.at);
    Ok(format!("{before}<{prefix}definedNames>{name}</{prefix}definedNames>{behind}"))
}

fn names(book: &str, position: usize) -> Result<Names, Misfit> {
    let mut names = Names::default();
    walk(book, |tag| {
        // **Source:** ECMA-376 part 1, 18.2.27: the list of names stands behind these.
        let is_before = matches!(tag.name, "sheets" | "functionGroups" | "externalReferences");
        if tag.depth == 2 && tag.closes() && is_before {
            names.at = tag.at.end;
        }
        names.is_listed |= tag.depth == 2 && tag.name == "definedNames";
        let is_ours = || tag.number("localSheetId").is_some_and(|it| it as usize == position);
        let is_titles = tag.name == "definedName" && tag.attribute("name").as_deref() == Some(NAME);
        names.is_known |= is_titles && is_ours();
        Ok(())
    })?;
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::repeated;

    #[track_caller]
    fn check(book: &str, expected: &str) {
        let once = repeated(book, (1, "a'b"), "$4:$4").unwrap();
        assert_eq!(once, expected);
        assert_eq!(repeated(&once, (1, "a'b"), "$4:$4").unwrap(), expected);
    }

    #[test]
    fn a_workbook_without_names_gets_a_list_behind_its_sheets() {
        check(
            "<w><sheets><sheet/></sheets><calcPr/></w>",
            "<w><sheets><sheet/></sheets><definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"1\">&apos;a&apos;&apos;b&apos;!$4:$4</definedName></definedNames><calcPr/></w>",
        );
    }

    #[test]
    fn a_name_joins_those_that_are_there() {
        check(
            "<w><sheets/><definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">A!$1:$1</definedName></definedNames></w>",
            "<w><sheets/><definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">A!$1:$1</definedName><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"1\">&apos;a&apos;&apos;b&apos;!$4:$4</definedName></definedNames></w>",
        );
    }
}
