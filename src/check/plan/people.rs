//! Rules over the people of the organization: how they are written, and the units that their titles name.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Finding, Words};
use crate::plan::{FOLDER, Person, Plan, UnitId, WorkGroup};

use super::super::Subject;
use super::likeness::unspaced;
use super::organization::{groups, is_same_unit, people};

/// A work group has people in its posts whom the leading group does not list.
pub(in super::super) fn person_outside(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let leading = &subject.plan.organization.leading_group;
    let known: BTreeSet<String> =
        people(&leading.posts).map(|(_, person)| unspaced(person.name.as_str())).collect();
    for group in groups(subject) {
        let mut outside = people(&group.posts)
            .map(|(_, person)| &person.name)
            .filter(|name| !known.contains(&unspaced(name.as_str())));
        let Some(first) = outside.next() else { continue };
        let others: Vec<&Words> = outside.collect();
        let message = format!("“{}”有 {} 人不在“{}”的名单中", group.name, others.len() + 1, leading.name);
        let finding = Finding::new(Code::PersonOutside, first.place_or(FOLDER), message);
        findings.push(
            others.iter().fold(finding, |finding, name| finding.related(name.place_or(FOLDER), "又一人")),
        );
    }
}

/// A work group has somebody in a post whose unit is not in the group. Who leads it, its first post, stands above
/// units, and so do those who lead the campaign.
pub(in super::super) fn unit_not_in_group(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let leading = plan.organization.leading_group.posts.split_last().map_or(&[][..], |(_, leading)| leading);
    let leaders: BTreeSet<String> =
        people(leading).map(|(_, person)| unspaced(person.name.as_str())).collect();
    for group in groups(subject) {
        let Some(list) = group.members.first() else { continue };
        let posts = people(group.posts.get(1..).unwrap_or_default());
        for (post, person) in posts.filter(|(_, it)| !leaders.contains(&unspaced(it.name.as_str()))) {
            let unit = unit_of(plan, person.title.as_str()).filter(|unit| !has_unit(plan, group, *unit));
            let Some(unit) = unit.map(|unit| &plan.unit(unit).name) else { continue };
            let message = format!(
                "{}（{}）是“{}”的{}，“{unit}”却不在该组的单位中",
                person.name, person.title, group.name, post.role
            );
            let finding = Finding::new(Code::PersonUnitOutside, person.title.place_or(FOLDER), message);
            let finding = finding.related(list.place_or(FOLDER), "该组的单位");
            findings.push(finding.help("在该组的 members 里补上这个单位，或核对这个人的职务"));
        }
    }
}

/// Whether a unit is in a work group, under its name, another spelling, or one that stands for several.
fn has_unit(plan: &Plan, group: &WorkGroup, unit: UnitId) -> bool {
    let names = &plan.names;
    let is_it = |name: &str| {
        let listed = names.groups.get(name).into_iter().flatten().copied();
        let mut meant = names.unit(name).into_iter().chain(listed);
        names.is_unlisted(name) || meant.any(|meant| is_same_unit(plan, meant, unit))
    };
    group.members.iter().chain(&group.seat).any(|name| is_it(name.as_str()))
}

/// The unit with whose name a title begins, the longest one.
fn unit_of(plan: &Plan, title: &str) -> Option<UnitId> {
    let named = plan.names.units.iter().filter(|(name, _)| title.starts_with(name.as_str()));
    named.max_by_key(|(name, _)| name.len()).map(|(_, unit)| *unit)
}

/// One person has two titles, or two names differ in how one title is written.
pub(in super::super) fn person_with_two_titles(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let mut titles: BTreeMap<String, &Words> = BTreeMap::new();
    for person in everybody(subject) {
        let first = *titles.entry(unspaced(person.name.as_str())).or_insert(&person.title);
        if first.value != person.title.value {
            let message = format!("{}的职务写成“{}”，别处写成“{first}”", person.name, person.title);
            let finding = Finding::new(Code::PersonTwoTitles, person.title.place_or(FOLDER), message);
            findings.push(finding.related(first.place_or(FOLDER), "别处的写法"));
        }
    }
}

/// As many characters of a title as say whose it is.
const HEAD: usize = 4;

/// A title leaves out the sign of the region that another title or a unit has before the same words:
/// `某某委员会主任` beside `县某某委员会副主任`.
pub(in super::super) fn title_without_sign(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let names = &subject.plan.names;
    let Some(sign) = subject.plan.sign() else { return };
    let titles: Vec<&Words> = everybody(subject).map(|person| &person.title).collect();
    // Where no title has the sign, none leaves it out.
    if !titles.iter().any(|title| title.as_str().starts_with(sign)) {
        return;
    }
    let mut seen = BTreeSet::new();
    for title in &titles {
        let head: String = title.as_str().chars().take(HEAD).collect();
        if head.chars().count() < HEAD || !seen.insert(title.as_str()) {
            continue;
        }
        let signed = format!("{sign}{head}");
        let other = titles.iter().map(|it| (it.as_str(), it.place_or(FOLDER)));
        let units = names.places.iter().map(|(name, place)| (name.as_str(), place.clone()));
        if let Some((other, place)) = other.chain(units).find(|(other, _)| other.starts_with(&signed)) {
            let message = format!("职务“{title}”开头没有“{sign}”字，别处写成“{other}”");
            let finding = Finding::new(Code::TitleSignMissing, title.place_or(FOLDER), message);
            findings.push(finding.related(place, "别处的写法").help(format!("补上“{sign}”字")));
        }
    }
}

/// Some names of two characters have a blank between them, some have none: all are printed in one list.
pub(in super::super) fn blanks_mixed(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let names = everybody(subject).map(|person| &person.name);
    let short = names.filter(|name| unspaced(name.as_str()).chars().count() == 2);
    let (spaced, close): (Vec<&Words>, Vec<&Words>) =
        short.partition(|name| name.as_str().trim().contains(char::is_whitespace));
    let (few, many) = if spaced.len() < close.len() { (spaced, close) } else { (close, spaced) };
    let (Some(one), Some(other)) = (few.first(), many.first()) else { return };
    let message = format!("两个字的姓名有的空格，有的不空：“{one}”和“{other}”");
    let finding = Finding::new(Code::BlanksMixed, one.place_or(FOLDER), message);
    findings.push(finding.related(other.place_or(FOLDER), "另一种写法").help("全都空一格，或全都不空"));
}

/// A team of inspectors is to visit the unit of who leads it.
pub(in super::super) fn team_visits_itself(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    for team in plan.inspections.rounds.iter().flat_map(|round| &round.teams) {
        let own = titles(subject, &team.leader).into_iter().find_map(|title| {
            let unit = unit_of(plan, title.as_str())?;
            let visit = team.visits.iter().find(|visit| plan.names.covers(visit.as_str(), unit))?;
            Some((title, &plan.unit(unit).name, visit))
        });
        if let Some((title, unit, visit)) = own {
            let message =
                format!("“{}”由{}带队，要查的单位里有“{unit}”，是自己检查自己", team.name, team.leader);
            let finding = Finding::new(Code::TeamVisitsItself, visit.place_or(FOLDER), message);
            let finding = finding.related(title.place_or(FOLDER), "带队的人");
            findings.push(finding.help("这个单位交给别的组查，或换人带队"));
        }
    }
}

/// The titles of who leads a team: those that are written there, and those of the people who are named there.
fn titles(subject: Subject<'_>, leader: &Words) -> Vec<Words> {
    let is_mark = |c: char| !c.is_alphanumeric();
    let is_named = |person: &&Person| {
        let name = unspaced(person.name.as_str());
        let mut parts = leader.as_str().split(|c: char| is_mark(c) && !c.is_whitespace());
        !name.is_empty() && parts.any(|part| unspaced(part).ends_with(&name))
    };
    let named = everybody(subject).filter(is_named).map(|person| &person.title);
    let said = std::iter::once(leader).chain(named);
    said.flat_map(|said| said.as_str().split(is_mark).map(|title| said.with(title.to_owned(), title)))
        .collect()
}

/// Everybody whom the plan names: of the leading group, the office and the work groups.
fn everybody(subject: Subject<'_>) -> impl Iterator<Item = &Person> {
    let own = people(&subject.plan.organization.leading_group.posts).map(|(_, person)| person);
    let others = groups(subject)
        .flat_map(|group| people(&group.posts).map(|(_, person)| person).chain([&group.liaison]));
    own.chain(others)
}
