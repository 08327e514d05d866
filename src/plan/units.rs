//! `units.yaml`: the units and the groups that stand for several of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::{Place, Traced, Words};

/// A unit's position in the plan: the order of every document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub usize);

/// A unit (单位).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一个单位")]
pub struct Unit {
    /// The canonical name.
    #[schemars(description = "规范名称，不能重复；文书里都用它")]
    pub name: Words,
    /// Other spellings.
    #[serde(default)]
    #[schemars(description = "别的写法，填报表里写成这些也认得")]
    pub aliases: Vec<Words>,
    /// What kind of unit it is, in the user's own words.
    #[schemars(description = "类别，自己定，用来归类")]
    pub category: Words,
    /// Whether it owes a submission; yes where nothing is said.
    #[schemars(description = "不用交填报表的写 false；不写就是要交")]
    pub submits: Option<Traced<bool>>,
}

impl Unit {
    /// Whether it owes a submission.
    pub fn owes_submission(&self) -> bool {
        self.submits.as_ref().is_none_or(|submits| submits.value)
    }
}

/// A name that stands for several units.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一个合称")]
pub struct Group {
    /// The name, such as `各镇`.
    #[schemars(description = "合称，如 各镇")]
    pub name: Words,
    /// The units, by canonical name.
    #[schemars(description = "合称里的单位，用规范名称")]
    pub members: Vec<Words>,
}

/// `units.yaml` as it stands.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitsFile {
    #[schemars(description = "各单位；先后就是各种文书里的先后")]
    pub(super) units: Vec<Unit>,
    #[serde(default)]
    #[schemars(description = "合称：一个名称代表几个单位")]
    pub(super) groups: Vec<Group>,
}

/// Every name by which the plan knows a unit or a group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnitNames {
    /// Canonical names and aliases.
    pub units: BTreeMap<String, UnitId>,
    /// Groups with their members in the order of the plan.
    pub groups: BTreeMap<String, Vec<UnitId>>,
    /// The short forms among the units' names that the plan does not give, one for each unit that has one.
    pub short: BTreeMap<UnitId, String>,
    /// Where each name is given; a short form, where the whole is.
    pub places: BTreeMap<String, Place>,
}

impl UnitNames {
    /// The unit with this canonical name or alias.
    pub fn unit(&self, name: &str) -> Option<UnitId> {
        self.units.get(name).copied()
    }

    /// Whether a name is this unit's, or a group's to which it belongs.
    pub fn covers(&self, name: &str, unit: UnitId) -> bool {
        self.unit(name) == Some(unit) || self.groups.get(name).is_some_and(|group| group.contains(&unit))
    }

    /// Whether a name stands for units that nobody lists.
    pub fn is_unlisted(&self, name: &str) -> bool {
        self.groups.get(name).is_some_and(Vec::is_empty)
    }
}
