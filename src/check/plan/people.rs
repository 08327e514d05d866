//! Rules over the people of the organization: how they are written, and the units that their titles name.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Finding, Words};
use crate::plan::{FOLDER, Person};

use super::super::Subject;
use super::likeness::unspaced;
use super::organization::{groups, people};

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

/// Everybody whom the plan names: of the leading group, the office and the work groups.
fn everybody(subject: Subject<'_>) -> impl Iterator<Item = &Person> {
    let own = people(&subject.plan.organization.leading_group.posts).map(|(_, person)| person);
    let others = groups(subject)
        .flat_map(|group| people(&group.posts).map(|(_, person)| person).chain([&group.liaison]));
    own.chain(others)
}
