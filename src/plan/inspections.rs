//! `inspections.yaml`: rounds of inspection and the rule of coverage.

use std::sync::Arc;

use serde::Deserialize;

use crate::base::{Date, FromText, Traced, Words};

use super::UnitId;

/// The inspections (督导检查).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspections {
    /// Whether every unit is visited in each round, or in all rounds together.
    pub coverage: Traced<Coverage>,
    /// How many rounds there are at least.
    pub minimum_rounds: Option<Traced<u32>>,
    /// The rounds in order.
    pub rounds: Vec<Round>,
}

/// The rule of coverage (全覆盖).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// `each_round`: every unit to visit is visited in the round.
    EachRound,
    /// `all_rounds`: every unit is visited at least once.
    AllRounds,
}

impl FromText for Coverage {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        match text {
            "each_round" => Ok((Self::EachRound, Arc::from(text))),
            "all_rounds" => Ok((Self::AllRounds, Arc::from(text))),
            _ => Err(format!("“{text}”应为 each_round、all_rounds 之一")),
        }
    }
}

/// A round (轮次).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// The id, the first part of its problems' ids: `1` in `1-003`.
    pub id: Words,
    /// The name.
    pub name: Words,
    /// The first day.
    pub start: Traced<Date>,
    /// The last day.
    pub end: Traced<Date>,
    /// The file in `inputs/inspections/` in which its results stand.
    pub workbook: Words,
    /// How it is inspected (检查方式).
    pub methods: Vec<Words>,
    /// What it looks at (检查内容).
    pub subjects: Vec<Words>,
    /// The teams in order.
    pub teams: Vec<Team>,
}

/// A team (检查组).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// The name.
    pub name: Words,
    /// Who leads it.
    pub leader: Words,
    /// Units and groups to visit, as they are listed in print.
    pub visits: Vec<Words>,
    /// The units to visit, groups expanded, in the order of the unit list.
    #[serde(skip)]
    pub units: Vec<UnitId>,
}
