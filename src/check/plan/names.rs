//! Rules over names: one thing under two of them, and two things under one.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Finding, Place, Words};
use crate::ledger::Problem;
use crate::plan::{DocumentKind, DocumentPlan, FOLDER, Unit};

use super::super::Subject;
use super::super::conflicts::plain;
use super::likeness::{are_units_alike, is_abbreviation, is_same_paper, is_variant};

/// Two units whose names look like one.
pub(in super::super) fn units_alike(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let units = &subject.plan.units;
    for (k, Unit { name, .. }) in units.iter().enumerate() {
        let mut others = units[..k].iter().map(|unit| &unit.name);
        let is_like = |other: &&Words| are_units_alike(name.as_str(), other.as_str());
        if let Some(other) = others.find(is_like) {
            let message = format!("“{name}”与“{other}”很像，是不是同一个单位");
            let finding = Finding::new(Code::NamesAlike, name.place_or(FOLDER), message);
            let finding = finding.related(other.place_or(FOLDER), "另一个单位");
            findings.push(finding.help("是同一个单位就写成别名，不是就不用改"));
        }
    }
}

/// A text of the plan calls a work group by a name that it does not have but that looks like its own.
pub(in super::super) fn group_in_two_ways(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let groups = &subject.plan.organization.work_groups;
    let known: Vec<&str> = groups
        .iter()
        .flat_map(|group| group.aliases.iter().chain([&group.name]))
        .map(Words::as_str)
        .collect();
    let mut seen = BTreeSet::new();
    for text in subject.plan.texts() {
        for group in groups {
            let Some(name) = likened(text.as_str(), group.name.as_str(), &known) else { continue };
            if seen.insert(name.clone()) {
                let message = format!("“{name}”与工作组“{}”很像，是不是同一个组", group.name);
                let finding = Finding::new(Code::NamesAlike, text.place_or(FOLDER), message);
                let finding = finding.related(group.name.place_or(FOLDER), "工作组");
                findings.push(finding.help("是同一个组就改成一样，或在 aliases 里写上这个叫法"));
            }
        }
    }
}

/// The first stretch of a text that ends like a name, looks like it and is none of the known names.
fn likened(text: &str, name: &str, known: &[&str]) -> Option<String> {
    let last = name.chars().next_back()?;
    let length = name.chars().count();
    for (at, _) in text.match_indices(last) {
        let head = &text[..at + last.len_utf8()];
        // What follows a whole name begins another word: 检查组组长.
        if known.iter().any(|known| head.ends_with(known) || text[..at].ends_with(known)) {
            continue;
        }
        let lengths = length.saturating_sub(2)..=length + 2;
        let stretches = lengths.filter_map(|length| {
            let (start, _) = head.char_indices().rev().nth(length.checked_sub(1)?)?;
            Some(&head[start..])
        });
        let found = stretches.into_iter().find(|stretch| is_abbreviation(stretch, name));
        if let Some(found) = found {
            return Some(found.to_owned());
        }
    }
    None
}

/// One title, in 《》 or as the name of a document owed, written in two ways.
pub(in super::super) fn title_in_two_ways(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    let owed = subject.plan.organization.deliverables.iter().map(|deliverable| &deliverable.name);
    let campaign = subject.plan.campaign.name.as_str();
    let basis = subject.plan.campaign.basis.iter().map(|basis| &basis.title);
    for (title, place) in
        owed.chain(basis).map(whole).chain(subject.plan.texts().into_iter().flat_map(quoted))
    {
        if first.contains_key(title) {
            continue;
        }
        let is_like = |other: &str| is_variant(title, other) || is_same_paper(title, other, campaign);
        if let Some((other, elsewhere)) = first.iter().find(|(other, _)| is_like(other)) {
            let message = format!("《{title}》与《{other}》很像，是不是同一份文书写成了两样");
            let finding = Finding::new(Code::TitleTwoWays, place.clone(), message);
            findings.push(finding.related(elsewhere.clone(), "另一种写法"));
        }
        first.insert(title, place);
    }
}

fn whole(words: &Words) -> (&str, Place) {
    (words.as_str().trim_matches(['《', '》']), words.place_or(FOLDER))
}

/// The titles in a text.
fn quoted(words: &Words) -> Vec<(&str, Place)> {
    let pieces = words.as_str().split('《').skip(1);
    pieces.filter_map(|piece| Some((piece.split_once('》')?.0, words.place_or(FOLDER)))).collect()
}

/// A text without what stands in 《》.
pub(super) fn untitled(text: &str) -> String {
    let pieces = text.split('《').enumerate().map(|(k, piece)| match piece.split_once('》') {
        Some((_, behind)) if k > 0 => behind,
        _ => piece,
    });
    pieces.collect::<Vec<_>>().join("《")
}

/// Two documents have one 发文字号, or one entry gives it to several.
pub(in super::super) fn number_twice(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<String, &Words> = BTreeMap::new();
    for document in &subject.plan.documents {
        let Some(number) = &document.number else { continue };
        let made = copies(subject, document);
        if made > 1 {
            let message = format!("发文字号“{number}”给了 {made} 份文书");
            let finding = Finding::new(Code::NumberTwice, number.place_or(FOLDER), message);
            findings.push(finding.help("不写 number，印出来以后逐份编号；或用 about 分开写"));
        }
        match first.get(&plain(number.as_str())) {
            Some(other) => {
                let message = format!("发文字号“{number}”用了两次");
                let finding = Finding::new(Code::NumberTwice, number.place_or(FOLDER), message);
                findings.push(finding.related(other.place_or(FOLDER), "先用的一处"));
            }
            None => drop(first.insert(plain(number.as_str()), number)),
        }
    }
}

/// The notice that issues the plan is dated, the day has come, and it has no 发文字号.
pub(in super::super) fn number_missing(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let notices = subject.plan.documents.iter().filter(|it| it.kind.value == DocumentKind::PlanNotice);
    let dated = notices.filter(|it| it.number.is_none()).filter_map(|it| it.date.as_ref());
    findings.extend(dated.filter(|date| date.value <= subject.as_of).map(|date| {
        let message = format!("印发工作方案的通知落款{date}，没有发文字号，印（文号待编）");
        Finding::new(Code::NumberMissing, date.place_or(FOLDER), message).help("编了号就写 number")
    }));
}

/// How many documents an entry of the catalogue makes, as far as the plan says.
fn copies(subject: Subject<'_>, document: &DocumentPlan) -> usize {
    let plan = subject.plan;
    let each = |all: usize| if document.about.is_some() { 1 } else { all };
    match document.kind.value {
        DocumentKind::MeetingNotice => each(plan.meetings.len()),
        DocumentKind::InspectionNotice | DocumentKind::InspectionReport | DocumentKind::ProblemList => {
            each(plan.inspections.rounds.len())
        }
        DocumentKind::RectificationNotice => {
            let of_entry = |problem: &&Problem| {
                let about = document.about.as_ref();
                about.is_none_or(|about| problem.id.as_str().starts_with(&format!("{about}-")))
            };
            let problems = subject.ledger.problems().filter(of_entry);
            let round =
                |problem: &Problem| problem.id.as_str().rsplit_once('-').map(|(round, _)| round.to_owned());
            problems.map(|problem| (round(problem), problem.unit.value)).collect::<BTreeSet<_>>().len()
        }
        DocumentKind::MaterialsNotice | DocumentKind::ResponsibilityExtract => plan.owing_units().count(),
        DocumentKind::PlanNotice
        | DocumentKind::ResponsibilityTable
        | DocumentKind::RectificationLedger
        | DocumentKind::SubmissionStatus
        | DocumentKind::Dossier => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::untitled;

    #[test]
    fn what_stands_in_titles_is_left_out() {
        assert_eq!(untitled("制定《甲方案》《乙表》，成立组"), "制定《《，成立组");
        assert_eq!(untitled("制定《甲方案"), "制定《甲方案");
    }
}
