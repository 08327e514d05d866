//! `documents.yaml`: which documents to make.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::{Date, Form, FromText, Traced, Words};

/// `documents.yaml` as it stands.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentsFile {
    #[schemars(description = "要做的文书，按先后")]
    pub(super) documents: Vec<DocumentPlan>,
}

/// An entry of the catalogue: one document, or one for each unit, round or first-level indicator.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一种文书")]
pub struct DocumentPlan {
    /// The kind; it also says for each of what it is made.
    #[schemars(description = "种类；也决定一次会议、一轮、一个单位还是一个指标做一份")]
    pub kind: Traced<DocumentKind>,
    /// The meeting, round or first-level indicator that it is about, by id; every one where nothing is said.
    #[schemars(description = "关于哪次会议、哪一轮或哪个一级指标，写编号；不写就是每一个都做")]
    pub about: Option<Words>,
    /// 发文字号; （文号待编） where nothing is said.
    #[schemars(description = "发文字号；不写就印（文号待编）")]
    pub number: Option<Words>,
    /// 成文日期.
    #[schemars(description = "成文日期，如 2023-02-14")]
    pub date: Option<Traced<Date>>,
    /// 主送机关; for documents to one unit that unit where nothing is said.
    #[schemars(description = "主送机关；发给一个单位的，不写就是这个单位")]
    pub addressees: Option<Words>,
    /// 抄送.
    #[serde(default)]
    #[schemars(description = "抄送")]
    pub cc: Vec<Words>,
    /// 附注.
    #[schemars(description = "附注")]
    pub note: Option<Words>,
}

/// The kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// 印发工作方案的通知, with the plan and its annexes.
    PlanNotice,
    /// 会议通知, one for each meeting.
    MeetingNotice,
    /// 督导检查通知, one for each round.
    InspectionNotice,
    /// 材料报送通知, one for each unit that owes a submission.
    MaterialsNotice,
    /// 责任分解表.
    ResponsibilityTable,
    /// The extract of the 责任分解表, one for each unit with a task.
    ResponsibilityExtract,
    /// 督导检查情况通报, one for each round.
    InspectionReport,
    /// 问题清单, one for each round.
    ProblemList,
    /// 整改通知书, one for each round and unit with problems.
    RectificationNotice,
    /// 整改台账, across rounds.
    RectificationLedger,
    /// 报送情况表: who has handed in, how complete it is, what is overdue.
    SubmissionStatus,
    /// 验收卷宗, one for each first-level indicator.
    Dossier,
}

impl DocumentKind {
    /// All kinds, in the order of the catalogue.
    pub const ALL: [Self; 12] = [
        Self::PlanNotice,
        Self::MeetingNotice,
        Self::InspectionNotice,
        Self::MaterialsNotice,
        Self::ResponsibilityTable,
        Self::ResponsibilityExtract,
        Self::InspectionReport,
        Self::ProblemList,
        Self::RectificationNotice,
        Self::RectificationLedger,
        Self::SubmissionStatus,
        Self::Dossier,
    ];

    /// The name in `documents.yaml`, in the manifest and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PlanNotice => "plan_notice",
            Self::MeetingNotice => "meeting_notice",
            Self::InspectionNotice => "inspection_notice",
            Self::MaterialsNotice => "materials_notice",
            Self::ResponsibilityTable => "responsibility_table",
            Self::ResponsibilityExtract => "responsibility_extract",
            Self::InspectionReport => "inspection_report",
            Self::ProblemList => "problem_list",
            Self::RectificationNotice => "rectification_notice",
            Self::RectificationLedger => "rectification_ledger",
            Self::SubmissionStatus => "submission_status",
            Self::Dossier => "dossier",
        }
    }
}

impl FromText for DocumentKind {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        let kind = Self::ALL.into_iter().find(|kind| kind.name() == text);
        kind.map(|kind| (kind, Arc::from(text))).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join("、");
            format!("“{text}”应为 {names} 之一")
        })
    }

    fn form() -> Form {
        Form::Choice(Self::ALL.map(Self::name).to_vec())
    }
}
