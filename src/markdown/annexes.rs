//! The annexes that a document announces, held against those that follow.
//!
//! In: the manuscripts of a book. Out: findings. It never changes a title.

use std::sync::Arc;

use super::headings::words;
use super::manuscript::{BlockKind, Manuscript};
use crate::base::{Code, Finding, Place, Words};

/// Checks that each annex of the 附件说明 follows under its title, and that none follows unannounced.
///
/// **Source:** GB/T 9704-2012 §7.4: numbers and titles of annexes agree with the 附件说明.
pub fn check_annexes(manuscripts: &[Manuscript]) -> Vec<Finding> {
    let announced: Vec<Title> = manuscripts.iter().flat_map(announced).collect();
    let following: Vec<Title> = manuscripts.iter().flat_map(following).collect();
    let lacks = |others: &[Title], title: &Title| !others.iter().any(|other| other.plain == title.plain);
    let absent = announced.iter().filter(|title| lacks(&following, title));
    let absent = absent.map(|title| {
        let message = format!("附件说明里的“{}”后面没有", title.text);
        Finding::new(Code::AnnexAbsent, title.place.clone(), message)
            .help("附件的标题写成一级标题，末尾加 {.annex}，与附件说明一字不差；没有这个附件就从说明里删去")
    });
    let unannounced = following.iter().filter(|title| lacks(&announced, title));
    let unannounced = unannounced.map(|title| {
        let message = format!("附件“{}”没有写进附件说明", title.text);
        Finding::new(Code::AnnexAbsent, title.place.clone(), message)
            .help("在开头的 annexes 里补上它的标题，与附件一字不差")
    });
    absent.chain(unannounced).collect()
}

/// The title of an annex.
struct Title {
    text: String,
    /// Without blanks, which the two may have in other places.
    plain: String,
    place: Place,
}

impl Title {
    fn new(text: String, place: Place) -> Self {
        Self { plain: text.split_whitespace().collect(), text, place }
    }
}

fn announced(manuscript: &Manuscript) -> impl Iterator<Item = Title> {
    let title = |title: &Words| Title::new(title.to_string(), title.place_or(&manuscript.file));
    manuscript.elements.annexes.iter().map(title)
}

fn following(manuscript: &Manuscript) -> impl Iterator<Item = Title> {
    manuscript.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { is_annex: true, spans, .. } => {
            let place = Place::text(Arc::clone(&manuscript.file), block.line, 1);
            Some(Title::new(words(spans), place))
        }
        _ => None,
    })
}
