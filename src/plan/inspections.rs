//! `inspections.yaml`: rounds of inspection and the rule of coverage.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::{Date, Form, FromText, Traced, Words};

use super::UnitId;

/// The inspections (督导检查).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inspections {
    /// Whether every unit is visited in each round, or in all rounds together.
    #[schemars(
        description = "全覆盖怎么算：each_round 每一轮都要查遍；all_rounds 各轮合起来每个单位至少查一次"
    )]
    pub coverage: Traced<Coverage>,
    /// How many rounds there are at least.
    #[schemars(description = "至少几轮")]
    pub minimum_rounds: Option<Traced<u32>>,
    /// The rounds in order.
    #[schemars(description = "各轮，按先后")]
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

    fn form() -> Form {
        Form::Choice(vec!["each_round", "all_rounds"])
    }
}

/// A round (轮次).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一轮督导检查")]
pub struct Round {
    /// The id, the first part of its problems' ids: `1` in `1-003`.
    #[schemars(description = "轮次编号，也是问题编号的前半部分：1-003 是第一轮的第三个问题")]
    pub id: Words,
    /// The name.
    #[schemars(description = "名称")]
    pub name: Words,
    /// The first day.
    #[schemars(description = "第一天，如 2023-03-21")]
    pub start: Traced<Date>,
    /// The last day.
    #[schemars(description = "最后一天")]
    pub end: Traced<Date>,
    /// The file in `inputs/inspections/` in which its results stand.
    #[schemars(description = "这一轮的检查表，放在 inputs/inspections 里的文件名")]
    pub workbook: Words,
    /// How it is inspected (检查方式).
    #[schemars(description = "检查方式")]
    pub methods: Vec<Words>,
    /// What it looks at (检查内容).
    #[schemars(description = "检查内容")]
    pub subjects: Vec<Words>,
    /// The teams in order.
    #[schemars(description = "各检查组，按先后")]
    pub teams: Vec<Team>,
}

/// A team (检查组).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一个检查组")]
pub struct Team {
    /// The name.
    #[schemars(description = "组名")]
    pub name: Words,
    /// Who leads it.
    #[schemars(description = "带队的人")]
    pub leader: Words,
    /// Units and groups to visit, as they are listed in print.
    #[schemars(description = "要查的单位或合称，照印")]
    pub visits: Vec<Words>,
    /// The units to visit, groups expanded, in the order of the unit list.
    #[serde(skip)]
    pub units: Vec<UnitId>,
}
