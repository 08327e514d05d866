//! `indicators.yaml`: the indicator system and who does what.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::{Day, Traced, Words};

use super::UnitId;

/// The indicator system (指标体系).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorSystem {
    /// What the system is called and which edition it is.
    #[schemars(description = "指标体系的名称和版本")]
    pub name: Words,
    /// How many indicators of the first, second and third level there are said to be; checked against the list.
    #[serde(default)]
    #[schemars(description = "一级、二级、三级指标各有多少；程序拿它核对条数")]
    pub declared: Vec<Traced<u32>>,
    /// The first level, in order.
    #[schemars(description = "一级指标，按先后")]
    pub indicators: Vec<FirstLevel>,
}

/// A first-level indicator (一级指标).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一个一级指标")]
pub struct FirstLevel {
    /// The id.
    #[schemars(description = "编号")]
    pub id: Words,
    /// The title.
    #[schemars(description = "标题")]
    pub name: Words,
    /// The second level, in order.
    #[schemars(description = "二级指标，按先后")]
    pub children: Vec<SecondLevel>,
}

/// A second-level indicator (二级指标).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一个二级指标")]
pub struct SecondLevel {
    /// The id.
    #[schemars(description = "编号")]
    pub id: Words,
    /// The title.
    #[schemars(description = "标题")]
    pub name: Words,
    /// The third level, in order.
    #[schemars(description = "三级指标，按先后")]
    pub children: Vec<Indicator>,
}

/// A third-level indicator (三级指标), the one that units answer for.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一个三级指标")]
pub struct Indicator {
    /// The id that units write into their sheets.
    #[schemars(description = "编号，不能重复；填报表里用它指这条指标")]
    pub id: Words,
    /// The title.
    #[schemars(description = "标题")]
    pub name: Words,
    /// The lead unit (牵头单位), by name or alias in the file, here by its canonical name.
    #[schemars(description = "牵头单位，只能一个，用规范名称或别名")]
    pub lead: Words,
    /// Supporting units (配合单位) and groups, as they are listed in print; units by their canonical names.
    #[serde(default)]
    #[schemars(description = "配合单位，可以写合称")]
    pub supporting: Vec<Words>,
    /// The deadline (完成时限): a day, or words such as `长期坚持`.
    #[schemars(description = "完成时限：2023-03-31 这样的日子，或“长期坚持”之类的话")]
    pub deadline: Traced<Day>,
    /// The evidence asked for.
    #[serde(default)]
    #[schemars(description = "要哪些佐证材料")]
    pub evidence: Vec<Words>,
    /// The score, where the user gives one.
    #[schemars(description = "分值，需要时写")]
    pub score: Option<Words>,
    /// The lead unit; resolved when the plan is put together.
    #[serde(skip)]
    pub lead_unit: Option<UnitId>,
    /// The supporting units, groups expanded, in the order of the unit list.
    #[serde(skip)]
    pub supporting_units: Vec<UnitId>,
}
