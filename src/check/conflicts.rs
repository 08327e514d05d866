//! Rules over what two rows say of one thing; both places are shown.

use std::collections::BTreeMap;

use crate::base::{Code, Finding, Place, Words, half_width};
use crate::ledger::{EvidenceItem, Standing};

use super::Subject;

/// One title is listed with two document numbers of one issuer.
///
/// Offices write documents of the same title each year and each for itself; only numbers that begin
/// alike, or rows that name the same author, speak of one document.
pub(super) fn number_differs(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let rows: Vec<Numbered<'_>> = numbered(subject).collect();
    let mut first: BTreeMap<(&str, &str), &Numbered<'_>> = BTreeMap::new();
    for row in &rows {
        let author = row.item.author.as_ref().map(Words::as_str);
        for issuer in [Some(row.mark()), author].into_iter().flatten() {
            let known = *first.entry((&row.title, issuer)).or_insert(row);
            if known.plain != row.plain {
                findings.push(two_numbers(row, known));
                break;
            }
        }
    }
}

fn two_numbers(row: &Numbered<'_>, known: &Numbered<'_>) -> Finding {
    let message = format!("“{}”的文号写的是“{}”，别处写的是“{}”", row.item.title, row.number, known.number);
    Finding::new(Code::NumberDiffers, place(row.number, row.item), message)
        .related(place(known.number, known.item), "别处的文号")
        .help("对照原件，改正写错的一处；是两份文件就在名称里区分开")
}

/// One document number is listed with two titles.
pub(super) fn title_differs(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let rows: Vec<Numbered<'_>> = numbered(subject).collect();
    let mut first: BTreeMap<&str, &Numbered<'_>> = BTreeMap::new();
    for row in &rows {
        let known = *first.entry(&row.plain).or_insert(row);
        if known.title != row.title {
            findings.push(two_titles(row, known));
        }
    }
}

fn two_titles(row: &Numbered<'_>, known: &Numbered<'_>) -> Finding {
    let message =
        format!("“{}”的名称写的是“{}”，别处写的是“{}”", row.number, row.item.title, known.item.title);
    Finding::new(Code::TitleDiffers, place(&row.item.title, row.item), message)
        .related(place(&known.item.title, known.item), "别处的名称")
        .help("对照原件，改正写错的名称或文号")
}

/// Two rows list one piece of evidence and give its pages or its day differently.
pub(super) fn figure_differs(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<(String, &str), (&EvidenceItem, Words)> = BTreeMap::new();
    for item in subject.ledger.handed_in().flat_map(|submission| &submission.evidence) {
        let Some(paper) = paper(item) else { continue };
        for (what, figure) in figures(item) {
            let (known, before) = first.entry((paper.clone(), what)).or_insert((item, figure.clone()));
            if before.text != figure.text {
                findings.push(two_figures(what, (item, &figure), (known, before)));
            }
        }
    }
}

/// What tells that two rows speak of one piece of evidence: its title, and its number, or its file and author. A
/// file may hold several pieces, and units may share a scan; without an author, only rows of one unit speak of one.
fn paper(item: &EvidenceItem) -> Option<String> {
    let known = match (&item.document_number, &item.standing, &item.author) {
        (Some(number), ..) => plain(number.as_str()),
        (None, Standing::File(path), Some(author)) => format!("{author} {path}"),
        (None, Standing::File(path), None) => format!("{} {path}", item.unit.0),
        (None, ..) => return None,
    };
    Some(format!("{} {known}", bare(item.title.as_str())))
}

/// The pages, and the day where it is clear.
fn figures(item: &EvidenceItem) -> impl Iterator<Item = (&'static str, Words)> {
    let day = item.formed_on.as_ref().filter(|day| day.value.date.is_some());
    let day = day.map(|day| ("形成日期", day.with(day.text.to_string(), day.text.clone())));
    item.pages.clone().map(|pages| ("页数", pages)).into_iter().chain(day)
}

fn two_figures(what: &str, row: (&EvidenceItem, &Words), known: (&EvidenceItem, &Words)) -> Finding {
    let ((item, figure), (other, before)) = (row, known);
    let message = format!("“{}”的{what}写的是“{figure}”，别处写的是“{before}”", item.title);
    Finding::new(Code::FigureDiffers, place(figure, item), message)
        .related(place(before, other), format!("别处的{what}"))
        .help("对照原件，改正写错的一处；是两份材料就在名称里区分开")
}

/// The cell of a text, or its row.
fn place(words: &Words, item: &EvidenceItem) -> Place {
    words.place().cloned().unwrap_or_else(|| item.place.clone())
}

/// A piece of evidence that has a document number.
struct Numbered<'a> {
    item: &'a EvidenceItem,
    number: &'a Words,
    /// The number as it is compared.
    plain: String,
    /// The title as it is compared.
    title: String,
}

impl Numbered<'_> {
    /// The issuer's mark (机关代字) that the number begins with.
    fn mark(&self) -> &str {
        self.plain.split('(').next().unwrap_or_default()
    }
}

fn numbered(subject: Subject<'_>) -> impl Iterator<Item = Numbered<'_>> {
    let items = subject.ledger.handed_in().flat_map(|submission| &submission.evidence);
    items.filter_map(|item| {
        let number = item.document_number.as_ref()?;
        let (plain, title) = (plain(number.as_str()), bare(item.title.as_str()));
        Some(Numbered { item, number, plain, title })
    })
}

/// A number without what people write in several ways: width, blanks, the shape of brackets, 第.
pub(super) fn plain(number: &str) -> String {
    let shape = |c: char| match c {
        '〔' | '［' | '[' | '【' | '（' => '(',
        '〕' | '］' | ']' | '】' | '）' => ')',
        c => c,
    };
    half_width(number).chars().filter(|c| !c.is_whitespace() && *c != '第').map(shape).collect()
}

/// A title without blanks and book-title marks.
fn bare(title: &str) -> String {
    title.chars().filter(|c| !c.is_whitespace() && !"《》〈〉“”\"".contains(*c)).collect()
}
