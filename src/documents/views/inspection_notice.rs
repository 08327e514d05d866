//! 督导检查通知, one for each round.

use serde::Serialize;

use crate::base::Words;
use crate::documents::book::{About, Book, Part};
use crate::documents::catalogue::Material;
use crate::documents::{Entry, Printed, Traces, front, safe_name};
use crate::elements::Elements;
use crate::plan::{DocumentPlan, Round, Team};

use super::tasks::joined;

/// What `inspection-notice.md` prints.
#[derive(Debug, Clone, Serialize)]
pub struct InspectionNotice {
    /// The campaign's name.
    pub campaign: Printed,
    /// The round's name.
    pub round: Printed,
    /// The first day.
    pub start: Printed,
    /// The last day.
    pub end: Printed,
    /// What it looks at.
    pub subjects: Vec<Entry>,
    /// How it is inspected, `…、…`.
    pub methods: Printed,
    /// The teams.
    pub teams: Vec<TeamRow>,
    /// The office that units can ask.
    pub office: Printed,
    /// Whether it has a telephone.
    pub has_phone: bool,
    /// Its telephone.
    pub phone: Option<Printed>,
}

/// A team and where it goes.
#[derive(Debug, Clone, Serialize)]
pub struct TeamRow {
    /// The name.
    pub name: Printed,
    /// Who leads it.
    pub leader: Printed,
    /// The units to visit, as the plan lists them.
    pub visits: Printed,
    /// How many units these are.
    pub unit_count: Printed,
}

/// The notices.
pub(in crate::documents) fn books(material: Material<'_>, entry: &DocumentPlan) -> Vec<Book> {
    let rounds = material.plan.inspections.rounds.iter().filter(|round| entry.is_about(round.id.as_str()));
    rounds.map(|round| book(material, entry, round)).collect()
}

fn book(material: Material<'_>, entry: &DocumentPlan, round: &Round) -> Book {
    let plan = material.plan;
    let mut traces = Traces::default();
    let view = InspectionNotice {
        campaign: traces.words(&plan.campaign.name),
        round: traces.words(&round.name),
        start: traces.words(&round.start),
        end: traces.words(&round.end),
        subjects: Entry::clauses(&round.subjects, &mut traces),
        methods: traces.words(&joined(&round.methods, "、")),
        teams: round.teams.iter().map(|team| team_row(material, team, &mut traces)).collect(),
        office: traces.words(&plan.campaign.issuer.office),
        has_phone: plan.campaign.issuer.phone.is_some(),
        phone: plan.campaign.issuer.phone.as_ref().map(|phone| traces.words(phone)),
    };
    let tables = vec![front::table(&[14, 16, 58, 12], &[], false)];
    let elements = Elements { tables, ..front::letterhead(plan, entry, None) };
    let name = format!("notices/{}", safe_name(&format!("督导检查通知-{}", round.name)));
    let about = About { unit: None, id: Some(round.id.value.clone()) };
    Book::single(name, entry, about, Part::of(view, traces, elements))
}

fn team_row(material: Material<'_>, team: &Team, traces: &mut Traces) -> TeamRow {
    let visits: Words = joined(&team.visits, "、");
    let names = team.units.iter().filter_map(|unit| material.plan.unit(*unit).name.place());
    let count = crate::base::count(names);
    TeamRow {
        name: traces.words(&team.name),
        leader: traces.words(&team.leader),
        visits: traces.words(&visits),
        unit_count: traces.number(&count),
    }
}
