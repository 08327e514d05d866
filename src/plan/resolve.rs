//! Names and ids of the plan → positions. What names nothing becomes a finding at its line.

use std::collections::BTreeMap;

use crate::base::{Code, Finding, Place, Words};

use super::units::UnitsFile;
use super::{FOLDER, Plan, SheetLayout, Unit, UnitId, UnitNames};

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

/// Resolves every reference in the plan.
pub(super) fn references(plan: &mut Plan, findings: &mut Vec<Finding>) {
    ids(plan, findings);
    let Plan { names, organization, indicators, inspections, .. } = plan;
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
        indicator.lead_unit = unit_named(names, &indicator.lead, findings);
        indicator.supporting_units = units_named(names, &indicator.supporting, findings);
        indicator.supporting_units.retain(|unit| Some(*unit) != indicator.lead_unit);
    }
    for team in inspections.rounds.iter_mut().flat_map(|round| &mut round.teams) {
        team.units = units_named(names, &team.visits, findings);
    }
    for layout in plan.sheets.submission.iter().chain(&plan.sheets.inspection) {
        fields(layout, findings);
    }
}

/// Checks that ids are unique and that what refers to an id finds it.
fn ids(plan: &Plan, findings: &mut Vec<Finding>) {
    let stages = known("阶段编号", plan.campaign.stages.iter().map(|stage| &stage.id), findings);
    let meetings = known("会议编号", plan.meetings.iter().map(|meeting| &meeting.id), findings);
    let rounds = known("轮次编号", plan.inspections.rounds.iter().map(|round| &round.id), findings);
    let organization = &plan.organization;
    let groups = std::iter::once(&organization.office).chain(&organization.work_groups);
    let groups = known("工作组编号", groups.map(|group| &group.id), findings);
    known("文书编号", organization.deliverables.iter().map(|deliverable| &deliverable.id), findings);
    known("指标编号", indicator_ids(plan), findings);
    for deliverable in &organization.deliverables {
        if let Some(stage) = &deliverable.stage {
            refer("阶段", stage, &[&stages], findings);
        }
        if let Some(by) = &deliverable.by {
            refer("责任单位或工作组", by, &[&groups, &plan.names.places], findings);
        }
    }
    for about in plan.documents.iter().filter_map(|document| document.about.as_ref()) {
        refer("会议或轮次", about, &[&meetings, &rounds], findings);
    }
}

fn indicator_ids(plan: &Plan) -> impl Iterator<Item = &Words> {
    plan.indicators.indicators.iter().flat_map(|first| {
        let below = first.children.iter().flat_map(|second| {
            std::iter::once(&second.id).chain(second.children.iter().map(|third| &third.id))
        });
        std::iter::once(&first.id).chain(below)
    })
}

type Places = BTreeMap<String, Place>;

fn known<'a>(what: &str, ids: impl Iterator<Item = &'a Words>, findings: &mut Vec<Finding>) -> Places {
    let mut places = Places::new();
    for id in ids {
        is_new(&mut places, id, what, findings);
    }
    places
}

fn is_new(places: &mut Places, name: &Words, what: &str, findings: &mut Vec<Finding>) -> bool {
    let place = name.place_or(FOLDER);
    if let Some(first) = places.get(&name.value) {
        let message = format!("{what}“{name}”出现了两次，第二次的没有采用");
        findings.push(Finding::new(Code::PlanDuplicate, place, message).related(first.clone(), "第一次出现"));
        return false;
    }
    places.insert(name.value.clone(), place);
    true
}

fn refer(what: &str, name: &Words, known: &[&Places], findings: &mut Vec<Finding>) {
    if known.iter().any(|places| places.contains_key(&name.value)) {
        return;
    }
    let message = format!("没有编号或名称为“{name}”的{what}");
    findings.push(Finding::new(Code::PlanReferenceUnknown, name.place_or(FOLDER), message));
}

fn fields(layout: &SheetLayout, findings: &mut Vec<Finding>) {
    let (kind, fields) = layout.kind.value.entry();
    for column in &layout.columns {
        if !fields.contains(&column.field.as_str()) {
            let message = format!("{kind} 表没有名为“{}”的 field", column.field);
            let finding = Finding::new(Code::PlanReferenceUnknown, column.field.place_or(FOLDER), message);
            findings.push(finding.help(format!("可用的有：{}", fields.join("、"))));
        }
    }
    for essential in layout.kind.value.essential() {
        if !layout.columns.iter().any(|column| column.field.as_str() == *essential) {
            let message = format!("工作表“{}”缺少 field 为 {essential} 的列，这张表无法使用", layout.name);
            findings.push(Finding::new(Code::PlanReferenceUnknown, layout.name.place_or(FOLDER), message));
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
        let like = |known: &str| strsim::normalized_levenshtein(known, name);
        let (near, place) = self
            .places
            .iter()
            .filter(|(known, _)| like(known) >= LIKENESS)
            .max_by(|(a, _), (b, _)| like(a).total_cmp(&like(b)))?;
        Some((near, place))
    }
}

impl Plan {
    /// The unit at a position.
    pub fn unit(&self, unit: UnitId) -> &Unit {
        &self.units[unit.0]
    }

    /// The units that owe a submission, in order.
    pub fn owing_units(&self) -> impl Iterator<Item = (UnitId, &Unit)> {
        let all = self.units.iter().enumerate().map(|(index, unit)| (UnitId(index), unit));
        all.filter(|(_, unit)| unit.owes_submission())
    }

    /// The third-level indicators in order, each with the levels above it.
    pub fn third_level(
        &self,
    ) -> impl Iterator<Item = (&super::FirstLevel, &super::SecondLevel, &super::Indicator)> {
        self.indicators.indicators.iter().flat_map(|first| {
            let second = first.children.iter();
            second.flat_map(move |second| second.children.iter().map(move |third| (first, second, third)))
        })
    }
}
