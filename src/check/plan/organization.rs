//! Rules over who belongs where and who owes what.

use crate::base::{Code, Date, Finding, Traced, Words};
use crate::plan::{
    Deliverable, DocumentKind, DocumentPlan, FOLDER, Person, Plan, Post, Stage, UnitId, WorkGroup,
};

use super::super::Subject;
use super::likeness::are_units_alike;

/// A work group has a unit that is no member of the leading group. Of a member under another spelling,
/// [`units_alike`](super::names::units_alike) speaks.
pub(in super::super) fn unit_outside(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let members = &plan.organization.leading_group.member_units;
    let is_known = |unit: UnitId| members.expanded.iter().any(|member| is_same_unit(plan, unit, *member));
    for group in groups(subject) {
        for name in group.members.iter().chain(&group.seat) {
            if plan.names.unit(name.as_str()).is_some_and(|unit| !is_known(unit)) {
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

/// Whether two units are one, or look like one that is written in two ways.
pub(super) fn is_same_unit(plan: &Plan, one: UnitId, other: UnitId) -> bool {
    one == other || are_units_alike(plan.unit(one).name.as_str(), plan.unit(other).name.as_str())
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
    let stage = stage_with_end(subject, deliverable);
    stage.is_some_and(|(_, end)| end.value < subject.as_of) && !is_provided(subject, deliverable)
}

/// The stage in which a document is owed, and its last day where it has one that can be.
pub(super) fn stage_with_end<'a>(
    subject: Subject<'a>,
    deliverable: &Deliverable,
) -> Option<(&'a Stage, &'a Traced<Date>)> {
    let id = deliverable.stage.as_ref()?;
    let stage = subject.plan.campaign.stages.iter().find(|stage| stage.id == *id)?;
    let end = stage.end.as_ref().filter(|end| end.value >= stage.start.value)?;
    Some((stage, end))
}

/// Whether a document owed is made, is an annex, or lies among the evidence.
pub(super) fn is_provided(subject: Subject<'_>, deliverable: &Deliverable) -> bool {
    let name = deliverable.name.as_str();
    let mut evidence = subject.ledger.handed_in().flat_map(|submission| &submission.evidence);
    providers(subject, deliverable).next().is_some()
        || evidence.any(|item| item.title.as_str().contains(name))
}

/// The entries of the catalogue that are a document owed, or have it as an annex.
pub(super) fn providers<'a>(
    subject: Subject<'a>,
    deliverable: &Deliverable,
) -> impl Iterator<Item = &'a DocumentPlan> {
    let kind = deliverable.document.as_ref().map(|kind| kind.value);
    let is_annex = subject.plan.annexes().contains(&deliverable.name);
    let is_provider = move |document: &&DocumentPlan| {
        let made = document.kind.value;
        Some(made) == kind || (is_annex && made == DocumentKind::PlanNotice)
    };
    subject.plan.documents.iter().filter(is_provider)
}

/// The office and the work groups.
pub(super) fn groups(subject: Subject<'_>) -> impl Iterator<Item = &WorkGroup> {
    let organization = &subject.plan.organization;
    std::iter::once(&organization.office).chain(&organization.work_groups)
}

/// Who holds which post.
pub(super) fn people(posts: &[Post]) -> impl Iterator<Item = (&Post, &Person)> {
    posts.iter().flat_map(|post| post.people.iter().map(move |person| (post, person)))
}
