//! `units.yaml`: the units and the groups that stand for several of them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::base::{Place, Traced, Words};

/// A unit's position in the plan: the order of every document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub usize);

/// A unit (单位).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// The canonical name.
    pub name: Words,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<Words>,
    /// What kind of unit it is, in the user's own words.
    pub category: Words,
    /// Whether it owes a submission; yes where nothing is said.
    pub submits: Option<Traced<bool>>,
}

impl Unit {
    /// Whether it owes a submission.
    pub fn owes_submission(&self) -> bool {
        self.submits.as_ref().is_none_or(|submits| submits.value)
    }
}

/// A name that stands for several units.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The name, such as `各镇`.
    pub name: Words,
    /// The units, by canonical name.
    pub members: Vec<Words>,
}

/// `units.yaml` as it stands.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitsFile {
    pub(super) units: Vec<Unit>,
    #[serde(default)]
    pub(super) groups: Vec<Group>,
}

/// Every name by which the plan knows a unit or a group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnitNames {
    /// Canonical names and aliases.
    pub units: BTreeMap<String, UnitId>,
    /// Groups with their members in the order of the plan.
    pub groups: BTreeMap<String, Vec<UnitId>>,
    /// Where each name is given.
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
}
