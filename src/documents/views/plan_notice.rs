//! 印发工作方案的通知, with the plan itself and its annexes: the leading group, and the slogans where there are any.

use serde::Serialize;

use crate::base::Words;
use crate::documents::book::{About, Book, Part};
use crate::documents::catalogue::Material;
use crate::documents::{Entry, Printed, Traces, clause, ended, entry_numbers, front};
use crate::elements::{Elements, TableElement};
use crate::plan::{Basis, Campaign, DocumentPlan, LeadingGroup, Organization, Person, Plan, Post, WorkGroup};

use super::tasks::joined;

/// What `plan-notice.md` prints.
#[derive(Debug, Clone, Serialize)]
pub struct PlanNotice {
    /// The campaign's name.
    pub campaign: Printed,
    /// The region as people say it.
    pub region: Printed,
    /// Who issues it.
    pub issuer: Printed,
    /// Who decided on the campaign.
    pub decided_by: Printed,
    /// The higher documents, `《…》、《…》`, with those who issued them.
    pub basis: Printed,
    /// 总体要求, a paragraph each.
    pub goal: Vec<Entry>,
    /// 工作步骤.
    pub stages: Vec<StageEntry>,
    /// 工作要求.
    pub requirements: Vec<RequirementEntry>,
    /// The leading group.
    pub leading_group: LeadingGroupEntry,
    /// The office.
    pub office: GroupEntry,
    /// The work groups.
    pub groups: Vec<GroupEntry>,
    /// Whether there are slogans.
    pub has_slogans: bool,
    /// The slogans.
    pub slogans: Vec<Entry>,
}

/// A stage.
#[derive(Debug, Clone, Serialize)]
pub struct StageEntry {
    /// 一, 二 …
    pub numeral: Printed,
    /// The name.
    pub name: Printed,
    /// The period.
    pub period: Printed,
    /// What is to be done, a paragraph.
    pub tasks: Printed,
}

/// A requirement.
#[derive(Debug, Clone, Serialize)]
pub struct RequirementEntry {
    /// 一, 二 …
    pub numeral: Printed,
    /// The name.
    pub name: Printed,
    /// What is required.
    pub content: Printed,
}

/// The leading group.
#[derive(Debug, Clone, Serialize)]
pub struct LeadingGroupEntry {
    /// The name.
    pub name: Printed,
    /// Who is in it.
    pub people: Vec<PersonRow>,
    /// How many member units the plan declares, or lists where it declares nothing.
    pub unit_count: Printed,
    /// The member units as the plan lists them.
    pub units: Printed,
    /// What it does.
    pub duties: Printed,
}

/// The office or a work group.
#[derive(Debug, Clone, Serialize)]
pub struct GroupEntry {
    /// 一, 二 …, counted with the office.
    pub numeral: Printed,
    /// The name.
    pub name: Printed,
    /// Whether it sits in a unit.
    pub has_seat: bool,
    /// The unit in which it sits.
    pub seat: Option<Printed>,
    /// Who is in it, the liaison last.
    pub people: Vec<PersonRow>,
    /// Whether it has member units.
    pub has_members: bool,
    /// Its member units, and who of them takes part.
    pub members: Printed,
    /// What it does.
    pub duties: Printed,
}

/// A person in a post.
#[derive(Debug, Clone, Serialize)]
pub struct PersonRow {
    /// The post, in the first of its rows; in the others nothing, which merges downwards.
    pub role: Option<Printed>,
    /// The name.
    pub name: Printed,
    /// The person's own office and title.
    pub title: Printed,
}

/// The notice.
pub(in crate::documents) fn books(material: Material<'_>, entry: &DocumentPlan) -> Vec<Book> {
    let plan = material.plan;
    let mut traces = Traces::default();
    let view = view(plan, &mut traces);
    let elements = Elements {
        annexes: plan.annexes(),
        tables: roster_tables(&plan.organization),
        ..front::letterhead(plan, entry, None)
    };
    let part = Part::of(view, traces, elements);
    let name = "notices/关于印发工作方案的通知".to_owned();
    vec![Book::single(name, entry, About::default(), part)]
}

fn view(plan: &Plan, traces: &mut Traces) -> PlanNotice {
    let campaign = &plan.campaign;
    PlanNotice {
        campaign: traces.words(&campaign.name),
        region: traces.words(&campaign.region),
        issuer: traces.words(&campaign.issuer.name),
        decided_by: traces.words(&campaign.decided_by),
        basis: traces.words(&basis(&campaign.basis)),
        goal: Entry::list(&campaign.goal, traces),
        stages: stages(campaign, traces),
        requirements: requirements(campaign, traces),
        leading_group: leading_group(&plan.organization.leading_group, traces),
        office: group(0, &plan.organization.office, traces),
        groups: work_groups(&plan.organization, traces),
        has_slogans: !campaign.slogans.is_empty(),
        slogans: Entry::list(&campaign.slogans, traces),
    }
}

/// One table of people for the leading group, the office and each work group.
fn roster_tables(organization: &Organization) -> Vec<TableElement> {
    vec![front::table(&[20, 20, 60], &[1], false); 2 + organization.work_groups.len()]
}

fn basis(basis: &[Basis]) -> Words {
    let titles: Vec<Words> = basis
        .iter()
        .map(|document| {
            let by = document.by.as_ref().map_or("", |by| by.as_str());
            let text = format!("{by}《{}》", document.title);
            document.title.with(text.clone(), text)
        })
        .collect();
    listed(&titles)
}

/// Titles as one text: none stands between 《》 and 《》.
///
/// Source: GB/T 15834-2011 §4.5.3.5.
fn listed(titles: &[Words]) -> Words {
    let mut parts = Vec::new();
    for (index, title) in titles.iter().enumerate() {
        let between = match (index, title.as_str().starts_with('《')) {
            (0, _) | (_, true) => "",
            _ if index + 1 == titles.len() => "和",
            _ => "、",
        };
        let text = format!("{between}{title}");
        parts.push(title.with(text.clone(), text));
    }
    joined(&parts, "")
}

fn stages(campaign: &Campaign, traces: &mut Traces) -> Vec<StageEntry> {
    let mut entries = Vec::new();
    for (index, stage) in campaign.stages.iter().enumerate() {
        entries.push(StageEntry {
            numeral: entry_numbers(index, &stage.name, traces).1,
            name: traces.words(&stage.name),
            period: traces.words(&stage.period),
            tasks: traces.words(&sentences(&stage.tasks)),
        });
    }
    entries
}

fn requirements(campaign: &Campaign, traces: &mut Traces) -> Vec<RequirementEntry> {
    let mut entries = Vec::new();
    for (index, requirement) in campaign.requirements.iter().enumerate() {
        entries.push(RequirementEntry {
            numeral: entry_numbers(index, &requirement.name, traces).1,
            name: traces.words(&requirement.name),
            content: traces.words(&requirement.content),
        });
    }
    entries
}

fn leading_group(group: &LeadingGroup, traces: &mut Traces) -> LeadingGroupEntry {
    let units = &group.member_units;
    let listed = crate::base::count(units.units.iter().filter_map(|unit| unit.place()));
    LeadingGroupEntry {
        name: traces.words(&group.name),
        people: people(&group.posts, None, traces),
        unit_count: match &units.declared {
            Some(declared) => traces.words(declared),
            None => traces.number(&listed),
        },
        units: traces.words(&joined(&units.units, "、")),
        duties: traces.words(&sentence(&group.duties)),
    }
}

fn work_groups(organization: &Organization, traces: &mut Traces) -> Vec<GroupEntry> {
    let groups = organization.work_groups.iter().enumerate();
    groups.map(|(index, entry)| group(index + 1, entry, traces)).collect()
}

fn group(index: usize, group: &WorkGroup, traces: &mut Traces) -> GroupEntry {
    GroupEntry {
        numeral: entry_numbers(index, &group.name, traces).1,
        name: traces.words(&group.name),
        has_seat: group.seat.is_some(),
        seat: group.seat.as_ref().map(|seat| traces.words(seat)),
        people: people(&group.posts, Some(&group.liaison), traces),
        has_members: !group.members.is_empty(),
        members: traces.words(&members(group)),
        duties: traces.words(&sentence(&group.duties)),
    }
}

fn members(group: &WorkGroup) -> Words {
    let members = joined(&group.members, "、");
    match &group.member_kind {
        Some(kind) => joined([&members, kind], ""),
        None => members,
    }
}

fn people(posts: &[Post], liaison: Option<&Person>, traces: &mut Traces) -> Vec<PersonRow> {
    let mut rows = Vec::new();
    for post in posts {
        for (index, person) in post.people.iter().enumerate() {
            rows.push(person_row((index == 0).then_some(&post.role), person, traces));
        }
    }
    if let Some(person) = liaison {
        let role = person.name.with("联络员".to_owned(), "联络员");
        rows.push(person_row(Some(&role), person, traces));
    }
    rows
}

fn person_row(role: Option<&Words>, person: &Person, traces: &mut Traces) -> PersonRow {
    PersonRow {
        role: role.map(|role| traces.words(role)),
        name: traces.words(&person.name),
        title: traces.words(&person.title),
    }
}

/// Duties as one sentence.
fn sentence(duties: &[Words]) -> Words {
    let clauses: Vec<Words> = duties.iter().map(clause).collect();
    ended(&joined(&clauses, "；"), '。')
}

/// Tasks as running text: each is a sentence of its own.
fn sentences(tasks: &[Words]) -> Words {
    let ended: Vec<Words> = tasks.iter().map(|task| ended(task, '。')).collect();
    joined(&ended, "")
}
