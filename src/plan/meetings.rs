//! `meetings.yaml`: the meetings.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::{Date, Traced, Words};

/// `meetings.yaml` as it stands.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MeetingsFile {
    #[schemars(description = "各次会议，按先后")]
    pub(super) meetings: Vec<Meeting>,
}

/// A meeting (会议).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一次会议")]
pub struct Meeting {
    /// The id.
    #[schemars(description = "编号，不能重复；documents.yaml 用它指这次会议")]
    pub id: Words,
    /// The name.
    #[schemars(description = "会议名称")]
    pub name: Words,
    /// The day.
    #[schemars(description = "日期，如 2023-02-17")]
    pub date: Traced<Date>,
    /// The time of day, as it is printed.
    #[schemars(description = "时间，照印，如 下午3:00")]
    pub time: Words,
    /// The place.
    #[schemars(description = "地点")]
    pub place: Words,
    /// Who is in the chair.
    #[schemars(description = "主持人；不写就不印")]
    pub chair: Option<Words>,
    /// Who attends, an entry each.
    #[schemars(description = "参加人员，一类一项")]
    pub attendees: Vec<Words>,
    /// What is on the agenda, in order.
    #[schemars(description = "议程，按先后")]
    pub agenda: Vec<Words>,
    /// Papers that are handed out.
    #[serde(default)]
    #[schemars(description = "会上发的材料")]
    pub papers: Vec<Words>,
    /// What attendees are asked to do.
    #[serde(default)]
    #[schemars(description = "对参会者的要求")]
    pub requests: Vec<Words>,
}
