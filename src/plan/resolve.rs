//! Names of units and groups in the plan → positions. What names nothing becomes a finding at its line.

use crate::base::{Code, Finding, Place, Words};

use super::ids::is_new;
use super::units::UnitsFile;
use super::{FOLDER, FirstLevel, Indicator, Plan, SecondLevel, Unit, UnitId, UnitNames};

/// Collects every name by which units and groups are known; a unit listed twice counts once.
pub(super) fn names(file: UnitsFile, findings: &mut Vec<Finding>) -> (Vec<Unit>, UnitNames) {
    let mut names = UnitNames::default();
    let mut units = Vec::new();
    for unit in file.units {
        if is_new(&mut names.places, &unit.name, "单位或分组名称", findings) {
            names.units.insert(unit.name.value.clone(), UnitId(units.len()));
            units.push(unit);
        }
    }
    for (index, unit) in units.iter().enumerate() {
        for alias in &unit.aliases {
            if is_new(&mut names.places, alias, "单位或分组名称", findings) {
                names.units.insert(alias.value.clone(), UnitId(index));
            }
        }
    }
    for group in &file.groups {
        if is_new(&mut names.places, &group.name, "单位或分组名称", findings) {
            let members = units_named(&names, &group.members, findings);
            names.groups.insert(group.name.value.clone(), members);
        }
    }
    (units, names)
}

/// Resolves every unit and group that the plan names.
pub(super) fn references(plan: &mut Plan, findings: &mut Vec<Finding>) {
    let Plan { units, names, organization, indicators, inspections, .. } = plan;
    let members = &mut organization.leading_group.member_units;
    members.expanded = units_named(names, &members.units, findings);
    for group in std::iter::once(&organization.office).chain(&organization.work_groups) {
        units_named(names, &group.members, findings);
        if let Some(seat) = &group.seat {
            unit_named(names, seat, findings);
        }
    }
    let third_level = indicators.indicators.iter_mut().flat_map(|first| &mut first.children);
    for indicator in third_level.flat_map(|second| &mut second.children) {
        duties(units, names, indicator, findings);
    }
    for team in inspections.rounds.iter_mut().flat_map(|round| &mut round.teams) {
        team.units = units_named(names, &team.visits, findings);
    }
}

/// Documents set duties beside what units hand in, so units are named there as they are named here.
fn duties(units: &[Unit], names: &UnitNames, indicator: &mut Indicator, findings: &mut Vec<Finding>) {
    indicator.lead_unit = unit_named(names, &indicator.lead, findings);
    indicator.supporting_units = units_named(names, &indicator.supporting, findings);
    indicator.supporting_units.retain(|unit| Some(*unit) != indicator.lead_unit);
    for words in std::iter::once(&mut indicator.lead).chain(&mut indicator.supporting) {
        if let Some(unit) = names.unit(&words.value).and_then(|unit| units.get(unit.0)) {
            *words = words.with(unit.name.value.clone(), unit.name.as_str());
        }
    }
}

fn unit_named(names: &UnitNames, name: &Words, findings: &mut Vec<Finding>) -> Option<UnitId> {
    let unit = names.unit(&name.value);
    if unit.is_none() {
        let wrong = if names.groups.contains_key(&name.value) {
            "是一组单位，这里应写一个单位"
        } else {
            "不在单位名录中"
        };
        findings.push(unknown_unit(names, name, wrong));
    }
    unit
}

/// The units behind names and groups, in the order of the unit list, each once.
fn units_named(names: &UnitNames, list: &[Words], findings: &mut Vec<Finding>) -> Vec<UnitId> {
    let mut units = Vec::new();
    for name in list {
        if let Some(unit) = names.unit(&name.value) {
            units.push(unit);
        } else if let Some(members) = names.groups.get(&name.value) {
            units.extend(members);
        } else {
            findings.push(unknown_unit(names, name, "不在单位名录中"));
        }
    }
    units.sort_unstable();
    units.dedup();
    units
}

fn unknown_unit(names: &UnitNames, name: &Words, wrong: &str) -> Finding {
    let finding = Finding::new(Code::PlanUnitUnknown, name.place_or(FOLDER), format!("“{name}”{wrong}"));
    if name.value.split(['，', '、', '；']).all(|part| names.places.contains_key(part.trim())) {
        return finding.help("各单位之间要用半角逗号“, ”隔开，或每行写一个");
    }
    match names.nearest(&name.value) {
        Some((near, place)) => finding
            .related(place.clone(), "名称相近的单位")
            .help(format!("改为“{near}”，或在 units.yaml 中补充该单位")),
        None => finding.help("在 units.yaml 中补充该单位"),
    }
}

impl UnitNames {
    /// The known name most like this one, if one is like it at all: a suggestion, never a match.
    pub fn nearest(&self, name: &str) -> Option<(&str, &Place)> {
        /// Below this likeness a suggestion confuses more than it helps.
        const LIKENESS: f64 = 0.6;
        let likeness = |known: &str| strsim::normalized_levenshtein(known, name);
        let is_short =
            |known: &String| self.unit(known).and_then(|unit| self.short.get(&unit)) == Some(known);
        let given = self.places.iter().filter(|(known, _)| !is_short(known));
        let all = given.map(|(known, place)| (likeness(known), known, place));
        let like = all.filter(|(likeness, ..)| *likeness >= LIKENESS);
        let (_, near, place) = like.max_by(|(a, ..), (b, ..)| a.total_cmp(b))?;
        Some((near, place))
    }
}

impl Plan {
    /// The unit at a position.
    pub fn unit(&self, unit: UnitId) -> &Unit {
        &self.units[unit.0]
    }

    /// The other names of a unit: those that the plan gives, and its short form where it has one.
    pub fn aliases(&self, unit: UnitId) -> Vec<Words> {
        let of = self.unit(unit);
        let short = self.names.short.get(&unit).map(|short| of.name.with(short.clone(), short.as_str()));
        of.aliases.iter().cloned().chain(short).collect()
    }

    /// The units that owe a submission, in order.
    pub fn owing_units(&self) -> impl Iterator<Item = (UnitId, &Unit)> {
        let all = self.units.iter().enumerate().map(|(index, unit)| (UnitId(index), unit));
        all.filter(|(_, unit)| unit.owes_submission())
    }

    /// The third-level indicators in order, each with the levels above it.
    pub fn third_level(&self) -> impl Iterator<Item = (&FirstLevel, &SecondLevel, &Indicator)> {
        self.indicators.indicators.iter().flat_map(|first| {
            let second = first.children.iter();
            second.flat_map(move |second| second.children.iter().map(move |third| (first, second, third)))
        })
    }
}
