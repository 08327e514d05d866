//! Plan and sources → ledger: rounds first, since units report on the problems that rounds found.

use std::collections::BTreeMap;

use crate::base::{Checked, Code, Finding, Traced, Words};
use crate::evidence::Exhibit;
use crate::intake::{Row, Workbook};
use crate::plan::{Plan, UnitId};

use super::records::{IndicatorId, RoundRecord, Submission};
use super::{Ledger, rounds, submissions};

/// What was handed in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sources {
    /// The workbooks of `inputs/submissions/`, in the order of their paths.
    pub submissions: Vec<Workbook>,
    /// The workbooks of `inputs/inspections/`, in the order of their paths.
    pub inspections: Vec<Workbook>,
    /// The files of `inputs/evidence/`.
    pub exhibits: Vec<Exhibit>,
}

/// Merges plan and sources.
///
/// Every row is accepted, or refused with a finding; `tests/ledger.rs` holds the merge to that.
pub fn merge(plan: &Plan, sources: &Sources) -> Checked<Ledger> {
    let mut findings = Vec::new();
    let exhibits = sources.exhibits.iter().map(|exhibit| (exhibit.file.to_string(), exhibit.clone()));
    let mut ledger = Ledger {
        submissions: vec![None; plan.units.len()],
        rounds: vec![RoundRecord::default(); plan.inspections.rounds.len()],
        exhibits: exhibits.collect(),
    };
    let index = Index::of(plan);
    for workbook in &sources.inspections {
        rounds::file(&index, workbook, &mut ledger, &mut findings);
    }
    for workbook in &sources.submissions {
        submissions::file(&index, workbook, &mut ledger, &mut findings);
    }
    Checked { value: ledger, findings }
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
        if let Some(unit) = self.plan.names.unit(name.as_str()) {
            return Some(name.with(unit, self.plan.unit(unit).name.as_str()));
        }
        let message = format!("单位“{name}”不在单位名录中");
        let finding = Finding::new(Code::UnitNotInPlan, name.place_or(INPUTS), message);
        findings.push(match self.plan.names.nearest(name.as_str()) {
            Some((near, place)) => finding
                .related(place.clone(), "名称相近的单位")
                .help(format!("改为“{near}”，或在单位名录 units.yaml 中补充该单位或别名")),
            None => finding.help("在单位名录 units.yaml 中补充该单位或别名"),
        });
        None
    }

    /// The indicator that a row's cell names.
    pub(super) fn indicator(&self, row: &Row, findings: &mut Vec<Finding>) -> Option<Traced<IndicatorId>> {
        let id = row.words("indicator")?;
        if let Some(indicator) = self.indicators.get(id.as_str()) {
            return Some(id.with(*indicator, id.as_str()));
        }
        let message = format!("指标编号“{id}”不在指标体系中");
        let finding = Finding::new(Code::IndicatorNotInPlan, id.place_or(INPUTS), message);
        findings.push(finding.help("按责任分解表上的三级指标编号填写"));
        None
    }
}

impl Submission {
    pub(super) fn of(unit: Traced<UnitId>, workbook: &Workbook) -> Self {
        Self {
            unit,
            file: workbook.file.clone(),
            filler: workbook.filler.clone(),
            answers: Vec::new(),
            evidence: Vec::new(),
            rectifications: Vec::new(),
        }
    }
}
