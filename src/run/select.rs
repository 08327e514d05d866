//! Which books a request means.

use crate::base::Failure;
use crate::documents::Book;
use crate::plan::Plan;

use super::inputs::Inputs;

/// The books that any of the words means; all where there are no words.
///
/// A word is a kind, a unit, the id of a meeting, round or indicator, the id or name of a stage, or a part of a
/// book's name.
///
/// # Errors
/// [`Failure::NothingSelected`] for a word that means no book.
pub(super) fn books(books: Vec<Book>, inputs: &Inputs, words: &[String]) -> Result<Vec<Book>, Failure> {
    let plan = &inputs.plan;
    for word in words {
        if !books.iter().any(|book| is_meant(book, plan, word)) {
            return Err(Failure::NothingSelected(word.clone()));
        }
    }
    let is_wanted = |book: &Book| words.is_empty() || words.iter().any(|word| is_meant(book, plan, word));
    Ok(books.into_iter().filter(is_wanted).collect())
}

fn is_meant(book: &Book, plan: &Plan, word: &str) -> bool {
    let unit = plan.names.unit(word).map(|unit| plan.unit(unit).name.as_str());
    book.kind.name() == word
        || (unit.is_some() && book.about.unit.as_deref() == unit)
        || book.about.id.as_deref() == Some(word)
        || is_of_stage(book, plan, word)
        || book.name.contains(word)
}

/// Whether the book's date lies in the stage that a word names.
fn is_of_stage(book: &Book, plan: &Plan, word: &str) -> bool {
    let mut stages = plan.campaign.stages.iter();
    let Some(stage) = stages.find(|stage| stage.id.as_str() == word || stage.name.as_str() == word) else {
        return false;
    };
    let end = stage.end.as_ref().map(|end| end.value);
    book.date.is_some_and(|date| date >= stage.start.value && end.is_none_or(|end| date <= end))
}
