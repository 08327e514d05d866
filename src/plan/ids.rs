//! Ids of the plan: each is given once, and what refers to one finds it.

use std::collections::BTreeMap;

use crate::base::{Code, Finding, Place, Words};

use super::{DocumentKind, DocumentPlan, FOLDER, IndicatorSystem, Plan};

/// Where each name or id is given.
pub(super) type Places = BTreeMap<String, Place>;

/// The name for all work groups together.
const ALL_GROUPS: &str = "各工作组";

/// Leaves of things with the same id the first, and names every reference that finds nothing.
pub(super) fn check(plan: &mut Plan, findings: &mut Vec<Finding>) {
    let stages = keep_first(&mut plan.campaign.stages, "阶段编号", |stage| &stage.id, findings);
    let known = Known {
        meetings: keep_first(&mut plan.meetings, "会议编号", |meeting| &meeting.id, findings),
        rounds: rounds(plan, findings),
        indicators: indicators(&mut plan.indicators, findings),
    };
    let organization = &mut plan.organization;
    let mut groups =
        Places::from([(organization.office.id.value.clone(), organization.office.id.place_or(FOLDER))]);
    organization.work_groups.retain(|group| is_new(&mut groups, &group.id, "工作组编号", findings));
    let all =
        organization.work_groups.first().map(|first| (ALL_GROUPS.to_owned(), first.id.place_or(FOLDER)));
    groups.extend(all);
    keep_first(&mut organization.deliverables, "文书编号", |deliverable| &deliverable.id, findings);
    for deliverable in &organization.deliverables {
        if let Some(stage) = &deliverable.stage {
            refer("阶段", stage, &[&stages], findings);
        }
        if let Some(by) = &deliverable.by {
            refer("责任单位或工作组", by, &[&groups, &plan.names.places], findings);
        }
    }
    for document in &plan.documents {
        known.about(document, findings);
    }
}

/// Two rounds can't share a workbook either: its rows belong to one.
fn rounds(plan: &mut Plan, findings: &mut Vec<Finding>) -> Places {
    let rounds = &mut plan.inspections.rounds;
    let ids = keep_first(rounds, "轮次编号", |round| &round.id, findings);
    keep_first(rounds, "检查工作簿", |round| &round.workbook, findings);
    ids
}

/// Units name third-level indicators by id alone; the levels above may count anew below each parent.
fn indicators(system: &mut IndicatorSystem, findings: &mut Vec<Finding>) -> Places {
    let (mut first_level, mut third_level) = (Places::new(), Places::new());
    for first in &mut system.indicators {
        is_distinct(&mut first_level, &first.id, "一级指标编号", findings);
        let mut second_level = Places::new();
        for second in &mut first.children {
            is_distinct(&mut second_level, &second.id, "二级指标编号", findings);
            second.children.retain(|third| is_new(&mut third_level, &third.id, "三级指标编号", findings));
        }
    }
    first_level
}

/// What documents are about.
struct Known {
    meetings: Places,
    rounds: Places,
    indicators: Places,
}

impl Known {
    fn about(&self, document: &DocumentPlan, findings: &mut Vec<Finding>) {
        let Some(about) = &document.about else { return };
        match document.kind.value {
            DocumentKind::MeetingNotice => refer("会议", about, &[&self.meetings], findings),
            DocumentKind::InspectionNotice
            | DocumentKind::InspectionReport
            | DocumentKind::ProblemList
            | DocumentKind::RectificationNotice => refer("轮次", about, &[&self.rounds], findings),
            DocumentKind::Dossier => refer("一级指标", about, &[&self.indicators], findings),
            DocumentKind::PlanNotice
            | DocumentKind::MaterialsNotice
            | DocumentKind::ResponsibilityTable
            | DocumentKind::ResponsibilityExtract
            | DocumentKind::RectificationLedger
            | DocumentKind::SubmissionStatus => {
                let message = format!("{} 不分会议、轮次或指标，about 没有采用", document.kind);
                findings.push(Finding::new(Code::PlanReferenceUnknown, about.place_or(FOLDER), message));
            }
        }
    }
}

fn keep_first<T>(
    things: &mut Vec<T>,
    what: &str,
    id: impl Fn(&T) -> &Words,
    findings: &mut Vec<Finding>,
) -> Places {
    let mut places = Places::new();
    things.retain(|thing| is_new(&mut places, id(thing), what, findings));
    places
}

/// Whether a name is given for the first time; what has it a second time is left out.
pub(super) fn is_new(places: &mut Places, name: &Words, what: &str, findings: &mut Vec<Finding>) -> bool {
    let repeated = repeated(places, name, &format!("{what}“{name}”出现了两次，第二次的没有采用"));
    let is_new = repeated.is_none();
    findings.extend(repeated);
    is_new
}

/// The same for a name that nothing else refers to; what has it a second time stays.
fn is_distinct(places: &mut Places, name: &Words, what: &str, findings: &mut Vec<Finding>) {
    let repeated = repeated(places, name, &format!("{what}“{name}”出现了两次"));
    findings.extend(repeated.map(|finding| finding.help("改成不同的编号")));
}

fn repeated(places: &mut Places, name: &Words, message: &str) -> Option<Finding> {
    let place = name.place_or(FOLDER);
    if let Some(first) = places.get(&name.value) {
        let finding = Finding::new(Code::PlanDuplicate, place, message);
        return Some(finding.related(first.clone(), "第一次出现"));
    }
    places.insert(name.value.clone(), place);
    None
}

fn refer(what: &str, name: &Words, known: &[&Places], findings: &mut Vec<Finding>) {
    if !known.iter().any(|places| places.contains_key(&name.value)) {
        let message = format!("没有编号或名称为“{name}”的{what}");
        findings.push(Finding::new(Code::PlanReferenceUnknown, name.place_or(FOLDER), message));
    }
}
