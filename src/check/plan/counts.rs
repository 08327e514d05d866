//! Rules over how many there are of what the plan speaks of.

use crate::base::{Code, Finding, Traced, Words};
use crate::plan::FOLDER;

use super::super::Subject;
use super::names::untitled;
use super::wording::split_number;

/// A count that the plan declares is not the count of what it lists.
pub(in super::super) fn counts_differ(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let members = &plan.organization.leading_group.member_units;
    let system = &plan.indicators;
    let second = || system.indicators.iter().flat_map(|first| &first.children);
    let levels =
        [system.indicators.len(), second().count(), second().map(|second| second.children.len()).sum()];
    let declared = members.declared.iter().map(|declared| ("成员单位", declared, members.expanded.len()));
    let indicators = system.declared.iter().zip(["一级指标", "二级指标", "三级指标"]).zip(levels);
    let indicators = indicators.map(|((declared, what), actual)| (what, declared, actual));
    let rounds = plan.inspections.minimum_rounds.iter();
    let members_differ = declared
        .filter_map(|(what, declared, actual)| Some(uncountable(subject, differs(what, declared, actual)?)));
    findings.extend(members_differ);
    findings.extend(indicators.filter_map(|(what, declared, actual)| differs(what, declared, actual)));
    findings.extend(rounds.filter_map(|minimum| too_few(minimum, plan.inspections.rounds.len())));
}

/// The same finding, with the names among the members that stand for units that nobody lists.
fn uncountable(subject: Subject<'_>, finding: Finding) -> Finding {
    let names = &subject.plan.names;
    let members = subject.plan.organization.leading_group.member_units.units.iter();
    let unlisted: Vec<&Words> = members.filter(|name| names.is_unlisted(name.as_str())).collect();
    let Some(first) = unlisted.first() else { return finding };
    let help = format!("“{first}”等合称没有列出是哪些单位，点不清数：在 units.yaml 的 members 里写上");
    let finding = finding.help(help);
    unlisted.iter().fold(finding, |finding, name| finding.related(name.place_or(FOLDER), "没有名单的合称"))
}

/// A text of the plan says how many member units, work groups or stages there are, and there are not so many.
pub(in super::super) fn counts_in_texts(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let counted = [
        ("成员单位", plan.organization.leading_group.member_units.expanded.len()),
        ("工作组", plan.organization.work_groups.len()),
        ("阶段", plan.campaign.stages.len()),
    ];
    for text in plan.texts() {
        for (what, actual) in counted {
            let said = said(text.as_str(), what).filter(|said| *said != actual);
            findings.extend(said.map(|said| {
                let message = format!("说到 {said} 个{what}，计划列出 {actual} 个");
                Finding::new(Code::PlanCountDiffers, text.place_or(FOLDER), message)
            }));
        }
    }
}

/// How many of something a text says there are: `60个成员单位`, `三家成员单位`.
fn said(text: &str, what: &str) -> Option<usize> {
    let (before, _) = text.split_once(what)?;
    let before = before.trim_end().strip_suffix(['个', '家'])?.trim_end();
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let start = before
        .rfind(|c| !numeral(c))
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let is_ordinal = before[..start].ends_with(['第', '前', '每', '某']);
    let (number, behind) = split_number(&before[start..])?;
    // 一个工作组 is one of them.
    (behind.is_empty() && !is_ordinal && number > 1).then_some(number)
}

fn differs(what: &str, declared: &Traced<u32>, actual: usize) -> Option<Finding> {
    let is_same = usize::try_from(declared.value) == Ok(actual);
    let message = format!("计划写明{what} {declared} 个，实际列出 {actual} 个");
    (!is_same).then(|| Finding::new(Code::PlanCountDiffers, declared.place_or(FOLDER), message))
}

fn too_few(minimum: &Traced<u32>, rounds: usize) -> Option<Finding> {
    let is_enough = usize::try_from(minimum.value).is_ok_and(|minimum| rounds >= minimum);
    let message = format!("计划要求督导检查不少于 {minimum} 轮，实际安排 {rounds} 轮");
    (!is_enough).then(|| Finding::new(Code::PlanCountDiffers, minimum.place_or(FOLDER), message))
}

/// A text wants indicators met, and the plan has none.
pub(in super::super) fn indicators_absent(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    const SAID: [&str; 3] = ["指标体系", "各项指标", "对照指标"];
    let plan = subject.plan;
    if plan.third_level().next().is_some() {
        return;
    }
    let texts = plan.lists().into_iter().flatten();
    let mut texts = texts.chain(plan.campaign.requirements.iter().map(|requirement| &requirement.content));
    let wanted = |text: &&Words| {
        let said = untitled(text.as_str());
        SAID.iter().any(|word| said.contains(word))
    };
    findings.extend(texts.find(wanted).map(|text| {
        let finding =
            Finding::new(Code::IndicatorsAbsent, text.place_or(FOLDER), "要求对照指标，计划里一条指标也没有");
        finding.related(plan.indicators.name.place_or(FOLDER), "指标体系").help("把指标写进 indicators.yaml")
    }));
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn a_count_of_something_is_read_in_figures_and_words() {
        for (text, count) in [("确保60个成员单位全覆盖", 60), ("各 3 家成员单位", 3), ("十二个成员单位", 12)]
        {
            assert_eq!(said(text, "成员单位"), Some(count), "{text}");
        }
        for text in ["每个成员单位", "第3个成员单位", "一个成员单位", "成员单位", "各成员单位"]
        {
            assert_eq!(said(text, "成员单位"), None, "{text}");
        }
    }
}
