//! `meetings.yaml`: the meetings.

use serde::Deserialize;

use crate::base::{Date, Traced, Words};

/// `meetings.yaml` as it stands.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeetingsFile {
    pub(super) meetings: Vec<Meeting>,
}

/// A meeting (会议).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// The id.
    pub id: Words,
    /// The name.
    pub name: Words,
    /// The day.
    pub date: Traced<Date>,
    /// The time of day, as it is printed.
    pub time: Words,
    /// The place.
    pub place: Words,
    /// Who is in the chair.
    pub chair: Option<Words>,
    /// Who attends, an entry each.
    pub attendees: Vec<Words>,
    /// What is on the agenda, in order.
    pub agenda: Vec<Words>,
    /// Papers that are handed out.
    #[serde(default)]
    pub papers: Vec<Words>,
    /// What attendees are asked to do.
    #[serde(default)]
    pub requests: Vec<Words>,
}
