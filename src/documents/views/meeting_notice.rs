//! 会议通知, one for each meeting.

use serde::Serialize;

use crate::documents::book::{About, Book, Part};
use crate::documents::catalogue::Material;
use crate::documents::{Entry, Printed, Traces, front, safe_name};
use crate::plan::{DocumentPlan, Meeting};

/// What `meeting-notice.md` prints.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingNotice {
    /// The campaign's name.
    pub campaign: Printed,
    /// The meeting's name.
    pub name: Printed,
    /// The day.
    pub date: Printed,
    /// The time of day.
    pub time: Printed,
    /// The place.
    pub place: Printed,
    /// Whether somebody is in the chair.
    pub has_chair: bool,
    /// Who is in the chair.
    pub chair: Option<Printed>,
    /// Who attends.
    pub attendees: Vec<Entry>,
    /// The agenda.
    pub agenda: Vec<Entry>,
    /// Whether papers are handed out.
    pub has_papers: bool,
    /// The papers.
    pub papers: Vec<Entry>,
    /// Whether attendees are asked for anything.
    pub has_requests: bool,
    /// What attendees are asked to do.
    pub requests: Vec<Entry>,
}

/// The notices.
pub(in crate::documents) fn books(material: Material<'_>, entry: &DocumentPlan) -> Vec<Book> {
    let meetings = material.plan.meetings.iter().filter(|meeting| entry.is_about(meeting.id.as_str()));
    meetings.map(|meeting| book(material, entry, meeting)).collect()
}

fn book(material: Material<'_>, entry: &DocumentPlan, meeting: &Meeting) -> Book {
    let plan = material.plan;
    let mut traces = Traces::default();
    let view = MeetingNotice {
        campaign: traces.words(&plan.campaign.name),
        name: traces.words(&meeting.name),
        date: traces.words(&meeting.date),
        time: traces.words(&meeting.time),
        place: traces.words(&meeting.place),
        has_chair: meeting.chair.is_some(),
        chair: meeting.chair.as_ref().map(|chair| traces.words(chair)),
        attendees: Entry::clauses(&meeting.attendees, &mut traces),
        agenda: Entry::clauses(&meeting.agenda, &mut traces),
        has_papers: !meeting.papers.is_empty(),
        papers: Entry::clauses(&meeting.papers, &mut traces),
        has_requests: !meeting.requests.is_empty(),
        requests: Entry::clauses(&meeting.requests, &mut traces),
    };
    let part = Part::of(view, traces, front::letterhead(plan, entry, None));
    let name = format!("notices/{}", safe_name(&format!("会议通知-{}", meeting.name)));
    Book::single(name, entry, About { unit: None, id: Some(meeting.id.value.clone()) }, part)
}
