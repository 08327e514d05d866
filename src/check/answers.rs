//! Rules over what units say of indicators.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Day, Finding, Traced, Words};
use crate::ledger::{Answer, IndicatorId, Submission};
use crate::plan::{FOLDER, Indicator, SheetKind, UnitId};

use super::Subject;

/// An indicator's lead unit handed in, but said nothing of it. What it said and what was refused has its finding.
pub(super) fn indicator_unanswered(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let leads = |indicator: &Indicator| indicator.lead_unit.into_iter().collect();
    findings.extend(silent(subject, leads).into_iter().map(|(submission, indicator)| {
        let message = format!("{}没有给出指标 {} 的自查结论", submission.unit, indicator.id);
        let place = submission.unit.place_or(&submission.file);
        Finding::new(Code::IndicatorUnanswered, place, message)
            .related(indicator.id.place_or(FOLDER), "该单位牵头的指标")
            .help("补上这项指标的自查结论")
    }));
}

/// A unit handed in and said nothing of indicators that it supports; one finding for all of them.
pub(super) fn support_unanswered(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let mut of: BTreeMap<UnitId, (&Submission, Vec<&Indicator>)> = BTreeMap::new();
    for (submission, indicator) in silent(subject, |indicator| indicator.supporting_units.clone()) {
        of.entry(submission.unit.value).or_insert((submission, Vec::new())).1.push(indicator);
    }
    findings.extend(of.into_values().map(|(submission, indicators)| {
        let ids: Vec<&str> = indicators.iter().map(|indicator| indicator.id.as_str()).collect();
        let message = format!("{}没有填写它配合的指标 {}", submission.unit, ids.join("、"));
        let place = submission.unit.place_or(&submission.file);
        let finding = Finding::new(Code::SupportUnanswered, place, message).help("补上配合情况");
        indicators
            .iter()
            .fold(finding, |finding, it| finding.related(it.id.place_or(FOLDER), "该单位配合的指标"))
    }));
}

/// The indicators of which units that handed in say nothing, with no row or sheet that does not count either.
fn silent(subject: Subject<'_>, units: impl Fn(&Indicator) -> Vec<UnitId>) -> Vec<(&Submission, &Indicator)> {
    let refused = subject.ledger.refused.iter().filter(|it| it.kind == Some(SheetKind::SelfCheck));
    let refused: BTreeSet<_> = refused.map(|it| (it.unit, it.key.as_deref())).collect();
    let mut silent = Vec::new();
    for (position, (_, _, indicator)) in subject.plan.third_level().enumerate() {
        let says_nothing = |unit: &UnitId| {
            subject.ledger.answer(*unit, IndicatorId(position)).is_none()
                && !refused.contains(&(Some(*unit), Some(indicator.id.as_str())))
        };
        let units = units(indicator).into_iter().filter(says_nothing);
        let submissions = units.filter_map(|unit| subject.ledger.submission(unit));
        let submissions = submissions.filter(|submission| !submission.unread.contains(&SheetKind::SelfCheck));
        silent.extend(submissions.map(|submission| (submission, indicator)));
    }
    silent
}

/// An indicator's deadline has passed, and its lead unit does not report it met.
///
/// Where the plan's deadline is no day, such as `长期坚持`, the day that the unit itself has named counts.
pub(super) fn indicator_overdue(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for (_, indicator, answer) in led(subject) {
        let Some(answer) = answer else { continue };
        let passed = passed_deadline(subject, indicator, Some(answer));
        findings.extend(passed.map(|deadline| overdue(indicator, answer, deadline)));
    }
}

/// The deadline that has passed of an indicator that its lead unit does not report met.
pub fn passed_deadline<'a>(
    subject: Subject<'_>,
    indicator: &'a Indicator,
    answer: Option<&'a Answer>,
) -> Option<&'a Traced<Day>> {
    let met = met(subject);
    if answer.is_some_and(|answer| met.is_none_or(|met| answer.conclusion.as_str() == met)) {
        return None;
    }
    let own = answer.and_then(|answer| answer.deadline.as_ref());
    let mut deadlines = [Some(&indicator.deadline), own].into_iter().flatten();
    let (deadline, day) = deadlines.find_map(|deadline| Some((deadline, deadline.value.date?)))?;
    (day < subject.as_of).then_some(deadline)
}

fn overdue(indicator: &Indicator, answer: &Answer, deadline: &Traced<Day>) -> Finding {
    let message = format!("指标 {} 应于 {deadline} 前完成，自查结论是“{}”", indicator.id, answer.conclusion);
    Finding::new(Code::IndicatorOverdue, answer.conclusion.place_or(FOLDER), message)
        .related(deadline.place_or(FOLDER), "完成时限")
        .help("已经完成就改自查结论，并列出佐证材料；没有完成就抓紧办理")
}

/// A lead unit says that an indicator is met, the plan asks for evidence, and nobody lists any; nothing is said of a
/// unit whose list can't be read.
pub(super) fn conclusion_unproven(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(met) = met(subject) else { return };
    let is_in_doubt = |unit| {
        let submission = subject.ledger.submission(unit);
        submission.is_some_and(|submission| submission.unread.contains(&SheetKind::Evidence))
    };
    for (position, (_, _, indicator)) in subject.plan.third_level().enumerate() {
        let id = IndicatorId(position);
        let lead = indicator.lead_unit.filter(|lead| !is_in_doubt(*lead));
        let answer = lead.and_then(|lead| subject.ledger.answer(lead, id));
        let Some(answer) = answer.filter(|answer| answer.conclusion.as_str() == met) else { continue };
        if let Some(asked) = indicator.evidence.first()
            && subject.ledger.evidence(id).next().is_none()
        {
            findings.push(unproven(indicator, answer, asked));
        }
    }
}

fn unproven(indicator: &Indicator, answer: &Answer, asked: &Words) -> Finding {
    let message = format!("指标 {} 的自查结论是“{}”，却没有列出佐证材料", indicator.id, answer.conclusion);
    let wanted: Vec<&str> = indicator.evidence.iter().map(Words::as_str).collect();
    Finding::new(Code::ConclusionUnproven, answer.conclusion.place_or(FOLDER), message)
        .related(asked.place_or(FOLDER), "这项指标要的材料")
        .help(format!("列出佐证材料（{}），或改自查结论", wanted.join("、")))
}

/// A lead unit says that an indicator is met, and a supporting unit says that it is not, and why.
pub(super) fn conclusion_differs(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(met) = met(subject) else { return };
    for (_, indicator, answer) in led(subject) {
        let Some(answer) = answer.filter(|answer| answer.conclusion.as_str() == met) else { continue };
        let others = indicator.supporting_units.iter();
        let others = others.filter_map(|unit| Some((*unit, subject.ledger.answer(*unit, answer.indicator)?)));
        let doubting = others.filter(|(_, other)| {
            other.conclusion.as_str() != met && substance(&[&other.shortcomings, &other.measures]).is_some()
        });
        findings.extend(doubting.map(|(unit, other)| {
            let name = &subject.plan.unit(unit).name;
            let message = format!(
                "指标 {} 牵头单位写的是“{}”，{name}写的是“{}”，还写了问题或措施",
                indicator.id, answer.conclusion, other.conclusion
            );
            Finding::new(Code::ConclusionDiffers, other.conclusion.place_or(FOLDER), message)
                .related(answer.conclusion.place_or(FOLDER), "牵头单位的结论")
                .help("两个单位核对一致；各类文书用牵头单位的结论")
        }));
    }
}

/// A unit answers for an indicator in which it has no part.
pub(super) fn task_foreign(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let indicators: Vec<&Indicator> = subject.plan.third_level().map(|(_, _, third)| third).collect();
    for submission in subject.ledger.handed_in() {
        for answer in &submission.answers {
            let indicator = indicators.get(answer.indicator.0).filter(|third| !has_part(third, submission));
            findings.extend(indicator.map(|indicator| foreign(submission, indicator, answer)));
        }
    }
}

/// Of an indicator whose lead the plan names wrongly, nothing is said.
fn has_part(indicator: &Indicator, submission: &Submission) -> bool {
    let unit = submission.unit.value;
    indicator.lead_unit.is_none_or(|lead| lead == unit) || indicator.supporting_units.contains(&unit)
}

fn foreign(submission: &Submission, indicator: &Indicator, answer: &Answer) -> Finding {
    let message =
        format!("{}填了指标 {} 的自查结论，它既不牵头也不配合这项指标", submission.unit, indicator.id);
    Finding::new(Code::TaskForeign, answer.place.clone(), message)
        .related(indicator.lead.place_or(FOLDER), "这项指标的牵头单位")
        .help("核对指标编号；确有任务就在计划里写成配合单位")
}

/// A shortcoming or a measure is given, and nobody is named who sees to it.
pub(super) fn person_missing(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let asks = |kind| subject.plan.sheets.column(kind, "responsible_person").is_some();
    let (asked_of_answers, asked_of_reports) = (asks(SheetKind::SelfCheck), asks(SheetKind::Rectification));
    for submission in subject.ledger.handed_in() {
        let answers = submission.answers.iter().filter(|_| asked_of_answers);
        let answers = answers.filter(|answer| substance(&[&answer.responsible_person]).is_none());
        let answers = answers.filter_map(|answer| substance(&[&answer.shortcomings, &answer.measures]));
        let reports = submission.rectifications.iter().filter(|_| asked_of_reports);
        let reports = reports.filter(|report| substance(&[&report.responsible_person]).is_none());
        let reports = reports.filter_map(|report| substance(&[&report.measures]));
        findings.extend(answers.chain(reports).map(|words| nobody(submission, words)));
    }
}

fn nobody(submission: &Submission, words: &Words) -> Finding {
    let message = format!("{}写了“{words}”，没有写责任人", submission.unit);
    Finding::new(Code::PersonMissing, words.place_or(&submission.file), message).help("在同一行填上责任人")
}

/// The first text that says more than that there is nothing.
fn substance<'a>(texts: &[&'a Option<Words>]) -> Option<&'a Words> {
    texts.iter().filter_map(|text| text.as_ref()).find(|text| !says_nothing(text.as_str()))
}

/// What people write where there is nothing to write.
const NOTHING: [&str; 10] =
    ["无", "没有", "暂无", "暂缺", "无问题", "不存在", "未发现", "待定", "未定", "不详"];

fn says_nothing(text: &str) -> bool {
    let words = text.trim_matches(|c: char| !c.is_alphanumeric());
    words.is_empty() || NOTHING.contains(&words)
}

/// What the self-check says of an indicator that is met: the first of the allowed conclusions.
fn met(subject: Subject<'_>) -> Option<&str> {
    let conclusion = subject.plan.sheets.column(SheetKind::SelfCheck, "conclusion")?;
    conclusion.allowed.first().map(Words::as_str)
}

/// The indicators whose lead units handed in, with what they say.
fn led(subject: Subject<'_>) -> impl Iterator<Item = (&Submission, &Indicator, Option<&Answer>)> {
    subject.plan.third_level().enumerate().filter_map(move |(position, (_, _, indicator))| {
        let lead = indicator.lead_unit?;
        let submission = subject.ledger.submission(lead)?;
        Some((submission, indicator, subject.ledger.answer(lead, IndicatorId(position))))
    })
}
