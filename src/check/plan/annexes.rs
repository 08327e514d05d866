//! Rules over the annexes that the plan speaks of.

use crate::base::{Code, Finding, Words};
use crate::plan::FOLDER;

use super::super::Subject;
use super::organization::is_provided;
use super::wording::split_number;

/// A text of the plan speaks of an annex that the notice does not have.
pub(in super::super) fn annex_absent(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let annexes = subject.plan.annexes();
    for text in subject.plan.texts() {
        let Some(number) = numbers(text.as_str()).find(|number| !(1..=annexes.len()).contains(number)) else {
            continue;
        };
        let message = format!("说到“附件{number}”，印发工作方案的通知只有 {} 个附件", annexes.len());
        let names: Vec<String> =
            (1..).zip(&annexes).map(|(number, annex)| format!("{number}. {annex}")).collect();
        let finding = Finding::new(Code::AnnexAbsent, text.place_or(FOLDER), message);
        findings.push(finding.help(format!("通知的附件是：{}；改正序号，或不说附件", names.join("；"))));
    }
}

/// A text says that something is attached, without the number of an annex, and none of the annexes is that.
pub(in super::super) fn annex_unnamed(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let annexes = subject.plan.annexes();
    for text in subject.plan.texts() {
        let Some(said) = attached(text.as_str()) else { continue };
        let is_annex =
            |annex: &Words| annex.as_str().contains(said) || text.as_str().contains(annex.as_str());
        if !annexes.iter().any(is_annex) {
            let message = format!("说到附有“{said}”，印发工作方案的通知没有这个附件");
            let finding = Finding::new(Code::AnnexAbsent, text.place_or(FOLDER), message);
            findings.push(finding.help("随通知印发就改成附件的序号，另发就写明另发"));
        }
    }
}

/// What a text says is attached: `（名单附后）`, `见附表`.
fn attached(text: &str) -> Option<&str> {
    if let Some((before, _)) = text.split_once("附后") {
        let start = before.rfind(|c: char| !c.is_alphanumeric()).map(|at| &before[at..]);
        let said = start.map_or(before, |said| said.trim_start_matches(|c: char| !c.is_alphanumeric()));
        return Some(if said.is_empty() { "附后" } else { said });
    }
    let (before, behind) = text.split_once("附表")?;
    (before.ends_with('见') && split_number(behind.trim_start()).is_none()).then_some("附表")
}

/// A text has people work by a document owed that nobody gives them: no annex, and the program does not make it.
pub(in super::super) fn paper_unattached(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let owed = &subject.plan.organization.deliverables;
    for text in subject.plan.texts() {
        for title in followed(text.as_str()) {
            let Some(paper) = owed.iter().find(|paper| paper.name.as_str().contains(title)) else { continue };
            if !is_provided(subject, paper) {
                let message = format!("要按《{title}》做，通知没有附它，文书目录和佐证材料里也没有");
                let finding = Finding::new(Code::AnnexAbsent, text.place_or(FOLDER), message);
                findings.push(finding.related(paper.name.place_or(FOLDER), "应交的文书"));
            }
        }
    }
}

/// The titles that a text says to follow: `对照《…》`.
fn followed(text: &str) -> impl Iterator<Item = &str> {
    const VERBS: [&str; 5] = ["对照", "按照", "依照", "根据", "按"];
    let pieces =
        text.match_indices('《').filter(|(at, _)| VERBS.iter().any(|verb| text[..*at].ends_with(verb)));
    pieces.filter_map(|(at, sign)| Some(text[at + sign.len()..].split_once('》')?.0))
}

/// The numbers behind 附件 in a text.
fn numbers(text: &str) -> impl Iterator<Item = usize> {
    text.split("附件").skip(1).filter_map(|behind| Some(split_number(behind.trim_start())?.0))
}

#[cfg(test)]
mod tests {
    use super::{attached, followed, numbers};

    #[test]
    fn what_is_said_to_be_attached_is_read() {
        assert_eq!(attached("成立专班（名单附后）"), Some("名单"));
        assert_eq!(attached("任务见附表。"), Some("附表"));
        assert_eq!(attached("见附表3"), None);
        assert_eq!(attached("附件1"), None);
    }

    #[test]
    fn titles_that_are_to_be_followed_are_read() {
        let read = |text| followed(text).collect::<Vec<_>>();
        assert_eq!(read("对照《甲表》和《乙表》，按照《丙办法》"), ["甲表", "丙办法"]);
        assert_eq!(read("制定《甲方案》"), [""; 0]);
    }

    #[test]
    fn numbers_of_annexes_are_read() {
        let read = |text| numbers(text).collect::<Vec<_>>();
        assert_eq!(read("见附件3和附件 12、附件二"), [3, 12, 2]);
        assert_eq!(read("附件：名单；附件一律另发"), [1]);
        assert_eq!(read("见附件"), Vec::<usize>::new());
    }
}
