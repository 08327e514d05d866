//! Rules over inspections and what came of them.

use std::collections::BTreeSet;

use crate::base::{Code, Finding, Place, Words};
use crate::ledger::{Problem, RoundRecord};
use crate::plan::{Coverage, FOLDER, Round, SheetKind, UnitId};

use super::Subject;
use super::plan::likeness::counts_alike;

/// A round is over and its workbook is not there: nothing can be said of it.
pub(super) fn round_unreported(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let rounds = rounds(subject).filter(|(round, record)| is_over(subject, round) && record.file.is_none());
    findings.extend(rounds.map(|(round, _)| {
        let message = format!(
            "{}已经结束，inputs/inspections 中没有能用的“{}”，通报和问题清单没有生成",
            round.name, round.workbook
        );
        Finding::new(Code::RoundUnreported, round.workbook.place_or(FOLDER), message)
    }));
}

/// A visit on a day that does not belong to its round.
pub(super) fn visit_outside_round(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for (round, record) in rounds(subject) {
        for visit in &record.visits {
            let day = visit.visited_on.value.date;
            if day.is_some_and(|day| !(round.start.value..=round.end.value).contains(&day)) {
                let message = format!(
                    "检查{}的日期是 {}，不在{}（{}至{}）之内",
                    visit.unit, visit.visited_on, round.name, round.start, round.end
                );
                let finding =
                    Finding::new(Code::VisitOutsideRound, visit.visited_on.place_or(FOLDER), message);
                let finding = finding.related(round.start.place_or(FOLDER), "这一轮的起止日");
                findings.push(finding.help("改正检查日期，或改 inspections.yaml 里的起止日"));
            }
        }
    }
}

/// A visit was made by a team that the plan of its round does not have. Several may visit together.
pub(super) fn team_not_in_plan(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for (round, record) in rounds(subject) {
        let names: Vec<&str> = round.teams.iter().map(|team| team.name.as_str()).collect();
        let is_known = |team: &str| names.contains(&team.trim());
        let said = record.visits.iter().filter_map(|visit| visit.team.as_ref());
        let unknown = said.filter(|said| !is_known(said.as_str()) && !said.as_str().split(AND).all(is_known));
        findings.extend(unknown.map(|team| unknown_team(team, round, &names)));
    }
}

/// What stands between the names of teams.
const AND: [char; 4] = ['、', '，', ',', '和'];

fn unknown_team(team: &Words, round: &Round, names: &[&str]) -> Finding {
    let message = format!("{}没有名为“{team}”的检查组", round.name);
    let finding = Finding::new(Code::TeamNotInPlan, team.place_or(FOLDER), message);
    let mut near = round.teams.iter().filter(|it| counts_alike(it.name.as_str(), team.as_str()));
    match (near.next(), near.next()) {
        (Some(near), None) => finding
            .related(near.name.place_or(FOLDER), "名称相近的检查组")
            .help(format!("是这一组就改为“{}”，不是就在 inspections.yaml 里补上", near.name)),
        _ => finding.help(format!("计划里有：{}", names.join("、"))),
    }
}

/// A problem is to be put right before the round began that found it.
pub(super) fn deadline_before_round(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for (round, record) in rounds(subject) {
        for problem in &record.problems {
            let Some(deadline) = &problem.deadline else { continue };
            if deadline.value.date.is_some_and(|day| day < round.start.value) {
                let message = format!(
                    "问题 {} 的整改时限 {deadline} 早于{}开始的 {}",
                    problem.id, round.name, round.start
                );
                let finding = Finding::new(Code::DeadlineUnmeetable, deadline.place_or(FOLDER), message);
                let finding = finding.related(round.start.place_or(FOLDER), "这一轮的第一天");
                findings.push(finding.help("改正整改时限"));
            }
        }
    }
}

/// A unit that was to be visited was not. Of a round that has not handed in, nothing is said.
pub(super) fn coverage_incomplete(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    match subject.plan.inspections.coverage.value {
        Coverage::EachRound => each_round(subject, findings),
        Coverage::AllRounds => all_rounds(subject, findings),
    }
}

fn each_round(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    for (round, record) in rounds(subject).filter(|(round, record)| is_known(subject, round, record)) {
        let wanted = round.teams.iter().flat_map(|team| team.units.iter().copied()).collect();
        let place = round.name.place_or(FOLDER);
        let unvisited = Unvisited { what: round.name.as_str(), place, wanted, visited: visited([record]) };
        unvisited.report(subject, findings);
    }
}

fn all_rounds(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    // Where no round is planned, the plan is what is to be changed.
    let is_said = rounds(subject).all(|(round, record)| is_known(subject, round, record));
    if !is_said || subject.ledger.rounds.is_empty() {
        return;
    }
    let members = &subject.plan.organization.leading_group.member_units.expanded;
    let unvisited = Unvisited {
        what: "各轮督导检查",
        place: subject.plan.inspections.coverage.place_or(FOLDER),
        wanted: members.iter().copied().collect(),
        visited: visited(&subject.ledger.rounds),
    };
    unvisited.report(subject, findings);
}

struct Unvisited<'a> {
    what: &'a str,
    place: Place,
    wanted: BTreeSet<UnitId>,
    visited: BTreeSet<UnitId>,
}

impl Unvisited<'_> {
    fn report(&self, subject: Subject<'_>, findings: &mut Vec<Finding>) {
        for unit in self.wanted.difference(&self.visited) {
            let name = &subject.plan.unit(*unit).name;
            let message = format!("{}没有检查{name}", self.what);
            let finding = Finding::new(Code::CoverageIncomplete, self.place.clone(), message);
            findings.push(finding.related(name.place_or(FOLDER), "该单位").of(name.as_str()));
        }
    }
}

fn rounds(subject: Subject<'_>) -> impl Iterator<Item = (&Round, &RoundRecord)> {
    subject.plan.inspections.rounds.iter().zip(&subject.ledger.rounds)
}

fn is_over(subject: Subject<'_>, round: &Round) -> bool {
    round.end.value < subject.as_of
}

/// Whether it can be said whom a round has visited.
fn is_known(subject: Subject<'_>, round: &Round, record: &RoundRecord) -> bool {
    is_over(subject, round) && record.file.is_some()
}

fn visited<'a>(rounds: impl IntoIterator<Item = &'a RoundRecord>) -> BTreeSet<UnitId> {
    rounds.into_iter().flat_map(|round| round.visits.iter().map(|visit| visit.unit.value)).collect()
}

/// A problem's deadline has passed and the unit does not report it done.
pub(super) fn rectification_overdue(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let problems = subject.ledger.problems();
    let overdue = problems.filter(|problem| subject.ledger.is_overdue(problem, subject.as_of));
    findings.extend(overdue.filter_map(|problem| late(subject, problem)));
}

fn late(subject: Subject<'_>, problem: &Problem) -> Option<Finding> {
    let deadline = problem.deadline.as_ref()?;
    let ledger = subject.ledger;
    let progress = ledger.progress(problem);
    let refused = ledger.refusal(problem.unit.value, SheetKind::Rectification, problem.id.as_str());
    let submission = ledger.submission(problem.unit.value);
    let is_unread = submission.is_some_and(|it| it.unread.contains(&SheetKind::Rectification));
    let said = match (progress, refused) {
        (Some(progress), _) => format!("报告“{progress}”"),
        (None, _) if refused.is_some() || is_unread => "的报告没有采用".to_owned(),
        (None, _) => "没有报告整改情况".to_owned(),
    };
    let message = format!("问题 {} 应于 {deadline} 前整改，{}{said}", problem.id, problem.unit);
    let finding = Finding::new(Code::RectificationOverdue, deadline.place()?.clone(), message);
    let finding = finding.of(&*problem.unit.text);
    let finding = finding.help("已经整改就在报送表里报告；没有整改就抓紧整改");
    let reported = progress.and_then(|progress| Some((progress.place()?, "单位报告的进展")));
    Some(match reported.or(refused.map(|refused| (&refused.place, "没有采用的报告"))) {
        Some((place, note)) => finding.related(place.clone(), note),
        None => finding,
    })
}
