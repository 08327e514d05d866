//! Plan and sources → ledger: rounds first, since units report on the problems that rounds found.

use std::collections::BTreeMap;

use crate::base::{Checked, Code, Finding, Traced, Words};
use crate::evidence::Exhibit;
use crate::intake::{CellValue, Row, Workbook};
use crate::plan::{Plan, SheetKind, UnitId};

use super::records::{IndicatorId, Refusal};
use super::{Ledger, rounds, submissions};

/// What was handed in, in any order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sources {
    /// The workbooks of `inputs/submissions/`.
    pub submissions: Vec<Workbook>,
    /// The workbooks of `inputs/inspections/`.
    pub inspections: Vec<Workbook>,
    /// The files of `inputs/evidence/`.
    pub exhibits: Vec<Exhibit>,
}

/// Merges plan and sources.
///
/// Every row is accepted, or refused with a finding, and the order of the sources changes nothing;
/// `tests/conservation.rs` holds the merge to that.
pub fn merge(plan: &Plan, sources: &Sources) -> Checked<Ledger> {
    let mut doubts = Doubts::default();
    let index = Index::of(plan);
    let rounds = rounds::of(&index, &by_path(&sources.inspections), &mut doubts);
    let exhibits = sources.exhibits.iter().map(|exhibit| (exhibit.file.to_string(), exhibit.clone()));
    let exhibits = exhibits.collect();
    let problems = rounds.iter().flat_map(|round| &round.problems);
    let refused = doubts.refused.clone();
    let refused = refused.iter().filter(|it| it.kind == Some(SheetKind::Problem));
    let known = submissions::Known {
        index: &index,
        problems: problems.map(|problem| (problem.id.as_str(), problem)).collect(),
        refused_problems: refused.filter_map(|it| Some((it.key.as_deref()?, &it.place))).collect(),
        exhibits: &exhibits,
    };
    let submissions = submissions::of(&known, &by_path(&sources.submissions), &mut doubts);
    let Doubts { findings, refused } = doubts;
    Checked { value: Ledger { submissions, rounds, refused, exhibits }, findings }
}

/// What is wrong with what was handed in, and what of it does not count.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    pub(super) findings: Vec<Finding>,
    pub(super) refused: Vec<Refusal>,
}

/// In an order that does not depend on the file system.
fn by_path(workbooks: &[Workbook]) -> Vec<&Workbook> {
    let mut sorted: Vec<&Workbook> = workbooks.iter().collect();
    sorted.sort_by(|a, b| a.file.cmp(&b.file));
    sorted
}

/// Where a value stands that no cell says, which none of a row is.
pub(super) const INPUTS: &str = "inputs";

/// The plan, with what merging looks up in it.
pub(super) struct Index<'a> {
    pub(super) plan: &'a Plan,
    indicators: BTreeMap<&'a str, IndicatorId>,
}

impl<'a> Index<'a> {
    fn of(plan: &'a Plan) -> Self {
        let third = plan.third_level().enumerate();
        let indicators = third.map(|(position, (_, _, third))| (third.id.as_str(), IndicatorId(position)));
        Self { plan, indicators: indicators.collect() }
    }

    /// The unit that a cell names, printed by its canonical name.
    pub(super) fn unit(&self, name: &Words, findings: &mut Vec<Finding>) -> Option<Traced<UnitId>> {
        let unit = self.plan.names.unit(name.as_str());
        if unit.is_none() {
            findings.push(self.unknown_unit(name));
        }
        unit.map(|unit| name.with(unit, self.plan.unit(unit).name.as_str()))
    }

    fn unknown_unit(&self, name: &Words) -> Finding {
        let message = format!("单位“{name}”不在单位名录中");
        let finding = Finding::new(Code::UnitNotInPlan, name.place_or(INPUTS), message);
        match self.plan.names.nearest(name.as_str()) {
            Some((near, place)) => finding
                .related(place.clone(), "名称相近的单位")
                .help(format!("改为“{near}”，或在单位名录 units.yaml 中补充该单位或别名")),
            None => finding.help("在单位名录 units.yaml 中补充该单位或别名"),
        }
    }

    /// The indicator that a row's cell names.
    pub(super) fn indicator(&self, row: &Row, findings: &mut Vec<Finding>) -> Option<Traced<IndicatorId>> {
        let id = row.words("indicator")?;
        let longer = self.with_lost_zeros(row);
        match (self.indicators.get(id.as_str()), longer) {
            (Some(indicator), None) => return Some(id.with(*indicator, id.as_str())),
            (Some(_), Some(longer)) => findings.push(ambiguous(&id, longer)),
            (None, longer) => findings.push(not_in_plan(&id, longer)),
        }
        None
    }

    /// The id that a spreadsheet program shortened to the number in the cell: `1.10` becomes 1.1.
    fn with_lost_zeros(&self, row: &Row) -> Option<&'a str> {
        let value = row.value("indicator").filter(|value| matches!(value, CellValue::Number(_)))?;
        let number = value.printed();
        let lost = |id: &str| id.strip_prefix(&*number).is_some_and(|rest| is_lost(&number, rest));
        self.indicators.keys().copied().find(|id| lost(id))
    }

    /// The same where the cell may be empty; fails where it names no indicator.
    pub(super) fn indicator_if_any(
        &self,
        row: &Row,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<Traced<IndicatorId>>, Refused> {
        match self.indicator(row, findings) {
            None if row.value("indicator").is_some() => Err(Refused),
            indicator => Ok(indicator),
        }
    }
}

/// A cell refuses its row; the finding is among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refused;

/// Whether a number loses what follows it in the id: zeros behind a point.
fn is_lost(number: &str, rest: &str) -> bool {
    let (point, zeros) = rest.split_at(usize::from(rest.starts_with('.')));
    (number.contains('.') || !point.is_empty()) && !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0')
}

fn ambiguous(id: &Words, longer: &str) -> Finding {
    let message = format!("指标编号是数字 {id}，分不清是 {id} 还是 {longer}，这一行没有采用");
    let finding = Finding::new(Code::IndicatorAmbiguous, id.place_or(INPUTS), message);
    finding.help(format!("把这一格设为文本格式，再填 {id} 或 {longer}"))
}

fn not_in_plan(id: &Words, longer: Option<&str>) -> Finding {
    let message = format!("指标编号“{id}”不在指标体系中");
    let finding = Finding::new(Code::IndicatorNotInPlan, id.place_or(INPUTS), message);
    match longer {
        Some(longer) => finding.help(format!("是不是 {longer}：把这一格设为文本格式再填，末尾的 0 才不会丢")),
        None => finding.help("按责任分解表上的三级指标编号填写"),
    }
}
