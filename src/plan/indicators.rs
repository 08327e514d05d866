//! `indicators.yaml`: the indicator system and who does what.

use serde::Deserialize;

use crate::base::{Day, Traced, Words};

use super::UnitId;

/// The indicator system (指标体系).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorSystem {
    /// What the system is called and which edition it is.
    pub name: Words,
    /// How many indicators of the first, second and third level there are said to be; checked against the list.
    #[serde(default)]
    pub declared: Vec<Traced<u32>>,
    /// The first level, in order.
    pub indicators: Vec<FirstLevel>,
}

/// A first-level indicator (一级指标).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstLevel {
    /// The id.
    pub id: Words,
    /// The title.
    pub name: Words,
    /// The second level, in order.
    pub children: Vec<SecondLevel>,
}

/// A second-level indicator (二级指标).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondLevel {
    /// The id.
    pub id: Words,
    /// The title.
    pub name: Words,
    /// The third level, in order.
    pub children: Vec<Indicator>,
}

/// A third-level indicator (三级指标), the one that units answer for.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The id that units write into their sheets.
    pub id: Words,
    /// The title.
    pub name: Words,
    /// The lead unit (牵头单位), by name or alias in the file, here by its canonical name.
    pub lead: Words,
    /// Supporting units (配合单位) and groups, as they are listed in print; units by their canonical names.
    #[serde(default)]
    pub supporting: Vec<Words>,
    /// The deadline (完成时限): a day, or words such as `长期坚持`.
    pub deadline: Traced<Day>,
    /// The evidence asked for.
    #[serde(default)]
    pub evidence: Vec<Words>,
    /// The score, where the user gives one.
    pub score: Option<Words>,
    /// The lead unit; resolved when the plan is put together.
    #[serde(skip)]
    pub lead_unit: Option<UnitId>,
    /// The supporting units, groups expanded, in the order of the unit list.
    #[serde(skip)]
    pub supporting_units: Vec<UnitId>,
}
