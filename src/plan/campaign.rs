//! `campaign.yaml`: what the campaign is, its stages and its words.

use serde::Deserialize;

use crate::base::{Date, Traced, Words};

/// The campaign (创建活动).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// The full name, as it stands in titles: `某县创建…示范县` and the like.
    pub name: Words,
    /// The region as people say it: `全区`, `全县`.
    pub region: Words,
    /// Who issues the documents.
    pub issuer: Issuer,
    /// What it is for (总体要求): paragraphs.
    pub goal: Vec<Words>,
    /// Higher documents that it rests on.
    pub basis: Vec<Basis>,
    /// Who decided on it.
    pub decided_by: Words,
    /// The stages (工作步骤) in order.
    pub stages: Vec<Stage>,
    /// The requirements (工作要求) in order.
    pub requirements: Vec<Requirement>,
    /// Slogans (宣传标语) in order.
    #[serde(default)]
    pub slogans: Vec<Words>,
    /// The day that decides what is overdue, unless the command line says another.
    pub as_of: Option<Traced<Date>>,
    /// The watermark of every page.
    pub watermark: Option<Words>,
}

/// Who issues the documents.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// The full name, for the mark and the signature.
    pub name: Words,
    /// The name in the mark, where it differs from the full name.
    pub mark: Option<Words>,
    /// What follows the name in the mark: `文件`.
    pub mark_suffix: Option<Words>,
    /// The office that signs working papers, such as 领导小组办公室.
    pub office: Words,
    /// The telephone of the office.
    pub phone: Option<Words>,
    /// Who prints and hands out (印发机关).
    pub printing_office: Option<Words>,
}

/// A higher document.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The title, without 《》.
    pub title: Words,
    /// Who issued it.
    pub by: Option<Words>,
}

/// A stage of the campaign (阶段).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// The id.
    pub id: Words,
    /// The name.
    pub name: Words,
    /// The period as it is printed.
    pub period: Words,
    /// The first day.
    pub start: Traced<Date>,
    /// The last day; none for a stage without a fixed end.
    pub end: Option<Traced<Date>>,
    /// What is to be done, a sentence each.
    pub tasks: Vec<Words>,
    /// The day by which units hand in their workbook, in the stage that asks for it.
    pub submission_deadline: Option<Traced<Date>>,
}

/// A requirement.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// The id.
    pub id: Words,
    /// The name, its heading.
    pub name: Words,
    /// What is required, a paragraph.
    pub content: Words,
}

impl Campaign {
    /// The day by which units hand in, where a stage sets one; the last stage that does counts.
    pub fn submission_deadline(&self) -> Option<&Traced<Date>> {
        self.stages.iter().rev().find_map(|stage| stage.submission_deadline.as_ref())
    }
}
