//! Rules over the annexes that the plan speaks of.

use crate::base::{Code, Finding};
use crate::plan::FOLDER;

use super::super::Subject;
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

/// The numbers behind 附件 in a text.
fn numbers(text: &str) -> impl Iterator<Item = usize> {
    text.split("附件").skip(1).filter_map(|behind| Some(split_number(behind.trim_start())?.0))
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_of_annexes_are_read() {
        let read = |text| numbers(text).collect::<Vec<_>>();
        assert_eq!(read("见附件3和附件 12、附件二"), [3, 12, 2]);
        assert_eq!(read("附件：名单；附件一律另发"), [1]);
        assert_eq!(read("见附件"), Vec::<usize>::new());
    }
}
