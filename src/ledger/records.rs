//! The records of the ledger. Every field is a traced value; what was not filled in is absent.

use std::sync::Arc;

use crate::base::{Day, Place, Traced, Words};
use crate::intake::Filler;
use crate::plan::{SheetKind, UnitId};

/// The position of a third-level indicator in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorId(pub usize);

/// What one unit handed in.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    /// The unit, at the cell that names it.
    pub unit: Traced<UnitId>,
    /// The file.
    pub file: Arc<str>,
    /// Who filled it in and when.
    pub filler: Filler,
    /// The sheets that could not be read: what they say is not missing.
    pub unread: Vec<SheetKind>,
    /// 自查自纠, one for each indicator, in the order of the indicators.
    pub answers: Vec<Answer>,
    /// 佐证材料, in the order of the indicators, then of the rows.
    pub evidence: Vec<EvidenceItem>,
    /// 问题整改, one for each problem, by its id.
    pub rectifications: Vec<Rectification>,
    /// 信息公开, in the order of the rows.
    pub disclosures: Vec<Disclosure>,
    /// 宣传报道, in the order of the rows.
    pub publicity: Vec<Publicity>,
}

/// What was handed in and does not count, a row or a whole workbook. It has its finding, so nobody calls it missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Whose it is; none where it is a round's.
    pub unit: Option<UnitId>,
    /// The sheet of the row; none for a workbook.
    pub kind: Option<SheetKind>,
    /// What the row says where others of its kind are known by: its indicator, its problem.
    pub key: Option<String>,
    /// The row; of a workbook, where it names its unit.
    pub place: Place,
}

/// What a unit says of an indicator: the lead's conclusion, or a supporting unit's part (配合情况).
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The indicator.
    pub indicator: IndicatorId,
    /// 自查结论.
    pub conclusion: Words,
    /// 完成情况.
    pub work_done: Option<Words>,
    /// 存在问题.
    pub shortcomings: Option<Words>,
    /// 整改措施.
    pub measures: Option<Words>,
    /// 完成时限.
    pub deadline: Option<Traced<Day>>,
    /// 责任人.
    pub responsible_person: Option<Words>,
    /// The row.
    pub place: Place,
}

/// A piece of evidence that a unit cites.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceItem {
    /// The unit that cites it.
    pub unit: UnitId,
    /// The indicator that it is for.
    pub indicator: IndicatorId,
    /// 材料名称.
    pub title: Words,
    /// 材料类型.
    pub kind: Option<Words>,
    /// 文号.
    pub document_number: Option<Words>,
    /// 责任者.
    pub author: Option<Words>,
    /// 形成日期.
    pub formed_on: Option<Traced<Day>>,
    /// 页数.
    pub pages: Option<Words>,
    /// 文件或链接.
    pub location: Option<Words>,
    /// Whether it is there.
    pub standing: Standing,
    /// The row.
    pub place: Place,
}

/// Whether a piece of evidence is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// As a file of the workspace; its path.
    File(String),
    /// As a link; links are not followed.
    Link,
    /// By its document number alone.
    Numbered,
    /// Neither file nor link nor number: 缺.
    Absent,
}

/// How far a problem is put right (进展). Where the plan allows other words, its first is 未整改 and its last 已整改.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// 已整改.
    Done,
    /// 整改中, or any other word that the plan allows.
    Underway,
    /// 未整改.
    NotStarted,
}

impl Progress {
    /// What a cell says that may hold these words, or any where there are none.
    pub(super) fn read(text: &str, allowed: &[Words]) -> Self {
        let own = |usual, own: Option<&Words>| {
            own.filter(|_| !allowed.iter().any(|it| it.as_str() == usual))
                .is_some_and(|own| own.as_str() == text)
        };
        match text {
            "已整改" => Self::Done,
            "未整改" => Self::NotStarted,
            _ if own("已整改", allowed.last()) => Self::Done,
            _ if own("未整改", allowed.first()) => Self::NotStarted,
            _ => Self::Underway,
        }
    }
}

/// What a unit says of one of its problems (问题整改).
#[derive(Debug, Clone, PartialEq)]
pub struct Rectification {
    /// The problem's id.
    pub problem: Words,
    /// 整改措施.
    pub measures: Option<Words>,
    /// 责任人.
    pub responsible_person: Option<Words>,
    /// 进展.
    pub progress: Traced<Progress>,
    /// 完成日期.
    pub completed_on: Option<Traced<Day>>,
    /// 佐证材料, one a line.
    pub evidence: Option<Words>,
    /// The lines of it that are no link and name no file that is there, each at its cell.
    pub absent: Vec<Words>,
    /// 备注.
    pub remark: Option<Words>,
    /// The row.
    pub place: Place,
}

/// A matter that a unit has made public (信息公开).
#[derive(Debug, Clone, PartialEq)]
pub struct Disclosure {
    /// 公开事项.
    pub title: Words,
    /// The indicator, at its cell.
    pub indicator: Option<Traced<IndicatorId>>,
    /// 网址.
    pub location: Option<Words>,
    /// 公开日期.
    pub published_on: Option<Traced<Day>>,
    /// 备注.
    pub remark: Option<Words>,
    /// The row.
    pub place: Place,
}

/// A report in the media (宣传报道).
#[derive(Debug, Clone, PartialEq)]
pub struct Publicity {
    /// 标题.
    pub title: Words,
    /// 媒体.
    pub medium: Option<Words>,
    /// 日期.
    pub published_on: Option<Traced<Day>>,
    /// 网址.
    pub location: Option<Words>,
    /// 备注.
    pub remark: Option<Words>,
    /// The row.
    pub place: Place,
}

/// What a round found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RoundRecord {
    /// The file, where one was handed in.
    pub file: Option<Arc<str>>,
    /// 检查记录.
    pub visits: Vec<Visit>,
    /// 问题清单.
    pub problems: Vec<Problem>,
}

/// A visit.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// The unit, at its cell, printed by its canonical name.
    pub unit: Traced<UnitId>,
    /// 检查日期.
    pub visited_on: Traced<Day>,
    /// 检查组.
    pub team: Option<Words>,
    /// 检查方式.
    pub method: Option<Words>,
    /// 检查情况.
    pub observations: Option<Words>,
    /// The row.
    pub place: Place,
}

/// A problem that a round found (问题清单).
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// 问题编号: round and serial, `1-003`.
    pub id: Words,
    /// The unit, at its cell, printed by its canonical name.
    pub unit: Traced<UnitId>,
    /// The indicator, at its cell.
    pub indicator: Option<Traced<IndicatorId>>,
    /// 问题描述.
    pub description: Words,
    /// 问题类型.
    pub kind: Option<Words>,
    /// 整改要求.
    pub requirement: Option<Words>,
    /// 整改时限.
    pub deadline: Option<Traced<Day>>,
    /// 检查人员.
    pub inspectors: Option<Words>,
    /// The row.
    pub place: Place,
}
