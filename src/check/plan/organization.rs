//! Rules over who belongs where and who owes what.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Finding, Words};
use crate::plan::{Deliverable, DocumentKind, FOLDER, Person, Post, WorkGroup};

use super::super::Subject;

/// A work group has a unit that is no member of the leading group.
pub(in super::super) fn unit_outside(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let members = &plan.organization.leading_group.member_units;
    let known: BTreeSet<_> = members.expanded.iter().collect();
    for group in groups(subject) {
        for name in group.members.iter().chain(&group.seat) {
            let unit = plan.names.unit(&name.value).filter(|unit| !known.contains(unit));
            if unit.is_some() {
                let message = format!("“{name}”是“{}”的单位，却不在领导小组的成员单位中", group.name);
                let finding = Finding::new(Code::UnitOutside, name.place_or(FOLDER), message);
                let list = members.units.first().map(|first| first.place_or(FOLDER));
                findings.push(match list {
                    Some(list) => finding.related(list, "成员单位名单"),
                    None => finding,
                });
            }
        }
    }
}

/// A work group has people in its posts whom the leading group does not list.
pub(in super::super) fn person_outside(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let leading = &subject.plan.organization.leading_group;
    let known: BTreeSet<&str> = people(&leading.posts).map(|(_, person)| person.name.as_str()).collect();
    for group in groups(subject) {
        let mut outside = people(&group.posts)
            .map(|(_, person)| &person.name)
            .filter(|name| !known.contains(name.as_str()));
        let Some(first) = outside.next() else { continue };
        let others: Vec<&Words> = outside.collect();
        let message = format!("“{}”有 {} 人不在“{}”的名单中", group.name, others.len() + 1, leading.name);
        let finding = Finding::new(Code::PersonOutside, first.place_or(FOLDER), message);
        findings.push(
            others.iter().fold(finding, |finding, name| finding.related(name.place_or(FOLDER), "又一人")),
        );
    }
}

/// One person has two titles, or two names differ in how one title is written.
pub(in super::super) fn person_with_two_titles(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let organization = &subject.plan.organization;
    let own = people(&organization.leading_group.posts).map(|(_, person)| person);
    let others = groups(subject)
        .flat_map(|group| people(&group.posts).map(|(_, person)| person).chain([&group.liaison]));
    let mut titles: BTreeMap<&str, &Words> = BTreeMap::new();
    for person in own.chain(others) {
        let first = *titles.entry(person.name.as_str()).or_insert(&person.title);
        if first.value != person.title.value {
            let message = format!("{}的职务写成“{}”，别处写成“{first}”", person.name, person.title);
            let finding = Finding::new(Code::PersonTwoTitles, person.title.place_or(FOLDER), message);
            findings.push(finding.related(first.place_or(FOLDER), "别处的写法"));
        }
    }
}

/// A group of units, a work group or an inspection team that has nobody.
pub(in super::super) fn group_empty(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let mut report = |name: &Words, what: &str| {
        let message = format!("“{name}”没有{what}");
        findings.push(Finding::new(Code::GroupEmpty, name.place_or(FOLDER), message));
    };
    for (name, members) in &plan.names.groups {
        if let (true, Some(place)) = (members.is_empty(), plan.names.places.get(name)) {
            report(&Words::text_at(name.as_str(), place.clone()), "成员单位");
        }
    }
    for group in
        groups(subject).filter(|group| group.members.is_empty() && people(&group.posts).next().is_none())
    {
        report(&group.name, "成员");
    }
    for team in
        plan.inspections.rounds.iter().flat_map(|round| &round.teams).filter(|team| team.units.is_empty())
    {
        report(&team.name, "要检查的单位");
    }
}

/// A document is owed that nobody owes, that is due on no day, or that nothing makes.
pub(in super::super) fn deliverable_open(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for deliverable in &subject.plan.organization.deliverables {
        let mut open = Vec::new();
        if deliverable.by.is_none() {
            open.push("没有写明由谁完成");
        }
        if deliverable.due.is_none() {
            open.push("没有写明什么时候完成");
        }
        if is_unmade(subject, deliverable) {
            open.push("到期了，文书目录和佐证材料里都没有它");
        }
        if !open.is_empty() {
            let message = format!("应交的“{}”{}", deliverable.name, open.join("，"));
            findings.push(Finding::new(Code::DeliverableOpen, deliverable.name.place_or(FOLDER), message));
        }
    }
}

/// Units owe a submission, and no stage says by when.
pub(in super::super) fn submission_open(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let campaign = &subject.plan.campaign;
    let count = subject.plan.owing_units().count();
    let (None, Some(stage), 1..) = (campaign.submission_deadline(), campaign.stages.first(), count) else {
        return;
    };
    let message = format!("{count} 个单位要交填报表，各阶段都没有写明截止日");
    let finding = Finding::new(Code::DeliverableOpen, stage.name.place_or(FOLDER), message);
    findings.push(finding.help("在布置报送的阶段里写 submission_deadline"));
}

/// Whether the stage of a document is over and there is no trace of it.
fn is_unmade(subject: Subject<'_>, deliverable: &Deliverable) -> bool {
    let plan = subject.plan;
    let stage = |id: &Words| plan.campaign.stages.iter().find(|stage| stage.id.value == id.value);
    let end = deliverable.stage.as_ref().and_then(stage).and_then(|stage| stage.end.as_ref());
    end.is_some_and(|end| end.value < subject.as_of) && !is_provided(subject, deliverable)
}

/// Whether a document owed is made, is an annex, or lies among the evidence.
pub(super) fn is_provided(subject: Subject<'_>, deliverable: &Deliverable) -> bool {
    let plan = subject.plan;
    let makes = |kind: DocumentKind| plan.documents.iter().any(|document| document.kind.value == kind);
    let name = deliverable.name.as_str();
    let is_annex = || plan.annexes().iter().any(|annex| annex.as_str() == name);
    let is_planned = deliverable.document.as_ref().is_some_and(|kind| makes(kind.value))
        || (makes(DocumentKind::PlanNotice) && is_annex());
    let mut evidence = subject.ledger.handed_in().flat_map(|submission| &submission.evidence);
    is_planned || evidence.any(|item| item.title.as_str().contains(name))
}

fn groups(subject: Subject<'_>) -> impl Iterator<Item = &WorkGroup> {
    let organization = &subject.plan.organization;
    std::iter::once(&organization.office).chain(&organization.work_groups)
}

fn people(posts: &[Post]) -> impl Iterator<Item = (&Post, &Person)> {
    posts.iter().flat_map(|post| post.people.iter().map(move |person| (post, person)))
}
