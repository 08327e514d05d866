//! Rules over the plan's days: what can't be so if time runs forward.

use crate::base::{Code, Date, Day, Finding, Traced, Words};
use crate::plan::{DocumentKind, DocumentPlan, FOLDER, Stage};

use super::super::Subject;
use super::organization::{providers, stage_with_end};

/// A stage begins before the document that orders it.
pub(in super::super) fn stage_before_order(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(order) = order(subject) else { return };
    for stage in subject.plan.campaign.stages.iter().filter(|stage| stage.start.value < order.value) {
        let message = match stage.end.as_ref().filter(|end| end.value < order.value) {
            Some(end) => format!("“{}”到{end}已经结束，布置它的文书{order}才印发，来不及做", stage.name),
            None => format!("“{}”{}开始，早于布置它的文书（{order}）", stage.name, stage.start),
        };
        let finding = Finding::new(Code::StageBeforeOrder, stage.start.place_or(FOLDER), message);
        findings.push(finding.related(order.place_or(FOLDER), "印发工作方案的日期"));
    }
}

/// The day of the document that orders the campaign.
fn order(subject: Subject<'_>) -> Option<&Traced<Date>> {
    let notice =
        subject.plan.documents.iter().find(|document| document.kind.value == DocumentKind::PlanNotice);
    notice?.date.as_ref()
}

/// Days between two stages that belong to neither, days that belong to both, and stages that end before they begin.
pub(in super::super) fn stage_days(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let stages = &subject.plan.campaign.stages;
    for stage in stages {
        let Some(end) = stage.end.as_ref().filter(|end| end.value < stage.start.value) else { continue };
        let message = format!("“{}”{}开始，{end}就结束，先后颠倒", stage.name, stage.start);
        let finding = Finding::new(Code::StageDays, end.place_or(FOLDER), message);
        findings.push(finding.related(stage.start.place_or(FOLDER), "开始的日子"));
    }
    for pair in stages.windows(2) {
        let [stage, next] = pair else { continue };
        let Some(end) = stage.end.as_ref().filter(|end| end.value >= stage.start.value) else { continue };
        let following = end.value.tomorrow().unwrap_or(end.value);
        let message = if next.start.value > following {
            format!(
                "“{}”{end}结束，“{}”{}才开始，中间的日子不属于任何阶段",
                stage.name, next.name, next.start
            )
        } else if next.start.value <= end.value {
            format!("“{}”{end}才结束，“{}”{}已经开始，两个阶段重叠", stage.name, next.name, next.start)
        } else {
            continue;
        };
        let finding = Finding::new(Code::StageDays, next.start.place_or(FOLDER), message);
        findings.push(finding.related(end.place_or(FOLDER), "前一阶段的结束日"));
    }
}

/// A text has something go on, in a stage that ends, until an end that belongs to a later stage.
pub(in super::super) fn stage_outlived(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let stages = &subject.plan.campaign.stages;
    for (k, stage) in stages.iter().enumerate() {
        let (so_far, later) = stages.split_at(k + 1);
        let Some(end) = &stage.end else { continue };
        for text in &stage.tasks {
            let Some(until) = until(text.as_str()) else { continue };
            let is_new = |pair: &str| !so_far.iter().any(|stage| stage.name.as_str().contains(pair));
            let is_meant = |later: &&Stage| {
                let mut pairs = pairs(later.name.as_str().trim_end_matches("阶段"));
                later.start.value > end.value && pairs.any(|pair| until.contains(&*pair) && is_new(&pair))
            };
            let Some(later) = later.iter().rev().find(is_meant) else { continue };
            let message = format!("要做到“{until}”，那时已是“{}”，而“{}”{end}就结束", later.name, stage.name);
            let finding = Finding::new(Code::StageOutlived, text.place_or(FOLDER), message);
            findings.push(
                finding
                    .related(end.place_or(FOLDER), "本阶段的结束日")
                    .related(later.start.place_or(FOLDER), "后一阶段的开始日")
                    .help("改 end，或把这项工作写进后面的阶段"),
            );
        }
    }
}

/// `评估验收结束` of `直至评估验收结束，…`.
fn until(text: &str) -> Option<&str> {
    let (_, behind) = text.split_once("直至").or_else(|| text.split_once("直到"))?;
    let part = behind.split(['，', '。', '；']).next()?;
    let ends = ["结束", "为止"].iter().filter_map(|end| Some(part.find(end)? + end.len()));
    Some(&part[..ends.min()?])
}

/// Each two characters that stand side by side.
fn pairs(name: &str) -> impl Iterator<Item = String> {
    name.chars().zip(name.chars().skip(1)).map(|(one, two)| String::from_iter([one, two]))
}

/// A round of inspection that ends before it begins, or lies in no stage.
pub(in super::super) fn round_days(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let stages = &subject.plan.campaign.stages;
    for round in &subject.plan.inspections.rounds {
        if round.end.value < round.start.value {
            let message = format!("“{}”{}开始，{}就结束，先后颠倒", round.name, round.start, round.end);
            let finding = Finding::new(Code::DatesReversed, round.end.place_or(FOLDER), message);
            findings.push(finding.related(round.start.place_or(FOLDER), "开始的日子"));
            continue;
        }
        let holds = |stage: &Stage, day: Date| {
            stage.start.value <= day && stage.end.as_ref().is_none_or(|end| day <= end.value)
        };
        let is_outside = |day: &&Traced<Date>| !stages.iter().any(|stage| holds(stage, day.value));
        if let Some(day) = [&round.start, &round.end].into_iter().find(is_outside) {
            let message = format!("“{}”的{day}不在任何阶段之内", round.name);
            findings.push(Finding::new(Code::StageDays, day.place_or(FOLDER), message));
        }
    }
}

/// A deadline that no one can meet: it is over before the document that sets it, or lies outside its stage.
pub(in super::super) fn deadline_unmeetable(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for stage in &subject.plan.campaign.stages {
        let Some(deadline) = &stage.submission_deadline else { continue };
        if deadline.value < stage.start.value
            || stage.end.as_ref().is_some_and(|end| deadline.value > end.value)
        {
            let message = format!("报送截止日{deadline}不在“{}”（{}）之内", stage.name, stage.period);
            let finding = Finding::new(Code::DeadlineUnmeetable, deadline.place_or(FOLDER), message);
            findings.push(finding.related(stage.period.place_or(FOLDER), "该阶段的时间"));
        }
    }
    findings.extend(asked_too_late(subject));
    findings.extend(off_calendar(subject));
    let Some(order) = order(subject) else { return };
    for deadline in deadlines(subject).filter(|deadline| deadline.value < order.value) {
        let message = format!("期限{deadline}早于布置它的文书（{order}），无法按时完成");
        let finding = Finding::new(Code::DeadlineUnmeetable, deadline.place_or(FOLDER), message);
        findings.push(finding.related(order.place_or(FOLDER), "印发工作方案的日期"));
    }
}

/// Something is to be done by a day that no calendar has.
fn off_calendar(subject: Subject<'_>) -> impl Iterator<Item = Finding> {
    let indicators = subject.plan.third_level().map(|(_, _, indicator)| &indicator.deadline);
    let indicators = indicators.map(|deadline| (deadline.value.clone(), deadline.place_or(FOLDER)));
    let owed = subject.plan.organization.deliverables.iter().filter_map(|owed| owed.due.as_ref());
    let owed = owed.map(|due| (Day::read(due.as_str().trim_end_matches('前')), due.place_or(FOLDER)));
    let wrong = indicators.chain(owed).filter(|(day, _)| day.is_off_calendar());
    wrong.map(|(day, place)| {
        let message = format!("期限“{}”在日历上没有，无法按时完成", day.raw);
        Finding::new(Code::DeadlineUnmeetable, place, message).help("核对年月日")
    })
}

/// A notice asks for submissions after the day by which they are due.
fn asked_too_late(subject: Subject<'_>) -> Option<Finding> {
    let deadline = subject.plan.campaign.submission_deadline()?;
    let mut notices =
        subject.plan.documents.iter().filter(|it| it.kind.value == DocumentKind::MaterialsNotice);
    let date = notices.find_map(|notice| notice.date.as_ref().filter(|date| date.value > deadline.value))?;
    let message = format!("材料报送通知落款{date}，晚于报送截止日{deadline}，各单位无法按时报送");
    let finding = Finding::new(Code::DeadlineUnmeetable, date.place_or(FOLDER), message);
    Some(finding.related(deadline.place_or(FOLDER), "报送截止日"))
}

/// Every day by which the plan wants something done.
fn deadlines(subject: Subject<'_>) -> impl Iterator<Item = Traced<Date>> {
    let stages = subject.plan.campaign.stages.iter();
    let submissions = stages.filter_map(|stage: &Stage| stage.submission_deadline.clone());
    let indicators = subject.plan.third_level().filter_map(|(_, _, indicator)| {
        let date = indicator.deadline.value.date?;
        Some(indicator.deadline.with(date, indicator.deadline.text.clone()))
    });
    submissions.chain(indicators)
}

/// A notice is dated after what it announces, or a report before what it reports.
pub(in super::super) fn document_out_of_time(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for document in &subject.plan.documents {
        let Some(date) = &document.date else { continue };
        findings.extend(events(subject, document).into_iter().filter_map(|event| event.contradicts(date)));
    }
}

/// A document owed in a stage is dated after the stage's end.
pub(in super::super) fn owed_out_of_time(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for owed in &subject.plan.organization.deliverables {
        let Some((stage, end)) = stage_with_end(subject, owed) else { continue };
        let issued = providers(subject, owed).filter(|document| !gathers(document.kind.value));
        let first = issued.filter_map(|document| document.date.as_ref()).min_by_key(|date| date.value);
        let Some(date) = first.filter(|date| date.value > end.value) else { continue };
        let message = format!("应交的“{}”属于“{}”，该阶段{end}结束，文书{date}才落款", owed.name, stage.name);
        let finding = Finding::new(Code::DocumentOutOfTime, owed.name.place_or(FOLDER), message);
        let finding = finding.related(date.place_or(FOLDER), "文书的日期");
        findings.push(finding.related(end.place_or(FOLDER), "该阶段的结束日"));
    }
}

/// Whether a document gathers what others hand in: its date is the day to which it has gathered, not the day on
/// which that was owed.
const fn gathers(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Dossier | DocumentKind::RectificationLedger | DocumentKind::SubmissionStatus)
}

/// Something that a document announces or reports.
struct Event<'a> {
    name: &'a Words,
    day: &'a Traced<Date>,
    /// Whether the document stands before it.
    is_announced: bool,
}

impl Event<'_> {
    fn contradicts(&self, date: &Traced<Date>) -> Option<Finding> {
        let message = if self.is_announced && date.value > self.day.value {
            format!("通知落款{date}，而“{}”{}已经开始", self.name, self.day)
        } else if !self.is_announced && date.value < self.day.value {
            format!("文书落款{date}，而“{}”{}才结束", self.name, self.day)
        } else {
            return None;
        };
        let finding = Finding::new(Code::DocumentOutOfTime, date.place_or(FOLDER), message);
        Some(finding.related(self.day.place_or(FOLDER), "所指的日期"))
    }
}

fn events<'a>(subject: Subject<'a>, document: &DocumentPlan) -> Vec<Event<'a>> {
    let is_meant = |id: &Words| document.about.as_ref().is_none_or(|about| about.value == id.value);
    let rounds = || subject.plan.inspections.rounds.iter().filter(|round| is_meant(&round.id));
    match document.kind.value {
        DocumentKind::MeetingNotice => {
            let meetings = subject.plan.meetings.iter().filter(|meeting| is_meant(&meeting.id));
            meetings
                .map(|meeting| Event { name: &meeting.name, day: &meeting.date, is_announced: true })
                .collect()
        }
        DocumentKind::InspectionNotice => {
            rounds().map(|round| Event { name: &round.name, day: &round.start, is_announced: true }).collect()
        }
        DocumentKind::InspectionReport | DocumentKind::ProblemList | DocumentKind::RectificationNotice => {
            rounds().map(|round| Event { name: &round.name, day: &round.end, is_announced: false }).collect()
        }
        _ => Vec::new(),
    }
}
