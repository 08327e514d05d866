//! `campaign.yaml`: what the campaign is, its stages and its words.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::{Date, Traced, Words};

/// The campaign (创建活动).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// The full name, as it stands in titles: `某县创建…示范县` and the like.
    #[schemars(description = "活动的全称，印在标题里，如“某县创建……示范县”")]
    pub name: Words,
    /// The region as people say it: `全区`, `全县`.
    #[schemars(description = "地域的叫法，如 全区、全县")]
    pub region: Words,
    /// Who issues the documents.
    #[schemars(description = "发文机关")]
    pub issuer: Issuer,
    /// What it is for (总体要求): paragraphs.
    #[schemars(description = "总体要求，一段一项")]
    pub goal: Vec<Words>,
    /// Higher documents that it rests on.
    #[schemars(description = "依据：上级的文件")]
    pub basis: Vec<Basis>,
    /// Who decided on it.
    #[schemars(description = "由谁决定开展")]
    pub decided_by: Words,
    /// The stages (工作步骤) in order.
    #[schemars(description = "工作步骤：各个阶段，按先后")]
    pub stages: Vec<Stage>,
    /// The requirements (工作要求) in order.
    #[schemars(description = "工作要求，按先后")]
    pub requirements: Vec<Requirement>,
    /// Slogans (宣传标语) in order.
    #[serde(default)]
    #[schemars(description = "宣传标语，按先后")]
    pub slogans: Vec<Words>,
    /// The day that decides what is overdue, unless the command line says another.
    #[schemars(description = "以哪一天判断逾期；不写就用今天")]
    pub as_of: Option<Traced<Date>>,
    /// The watermark of every page.
    #[schemars(description = "每页的水印；不写就没有")]
    pub watermark: Option<Words>,
}

/// Who issues the documents.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "发文机关")]
pub struct Issuer {
    /// The full name, for the mark and the signature.
    #[schemars(description = "全称，用在发文机关标志和署名里")]
    pub name: Words,
    /// The name in the mark, where it differs from the full name.
    #[schemars(description = "发文机关标志里的名称；与全称不同才写")]
    pub mark: Option<Words>,
    /// What follows the name in the mark: `文件`.
    #[schemars(description = "发文机关标志里名称后面的字，如 文件")]
    pub mark_suffix: Option<Words>,
    /// The office that signs working papers, such as 领导小组办公室.
    #[schemars(description = "发工作通知的办公室，如 领导小组办公室")]
    pub office: Words,
    /// The telephone of the office.
    #[schemars(description = "办公室的电话")]
    pub phone: Option<Words>,
    /// Who prints and hands out (印发机关).
    #[schemars(description = "印发机关，印在版记里")]
    pub printing_office: Option<Words>,
}

/// A higher document.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一份上级的文件")]
pub struct Basis {
    /// The title, without 《》.
    #[schemars(description = "标题，不写《》")]
    pub title: Words,
    /// Who issued it.
    #[schemars(description = "发文机关")]
    pub by: Option<Words>,
}

/// A stage of the campaign (阶段).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一个阶段")]
pub struct Stage {
    /// The id.
    #[schemars(description = "编号，不能重复")]
    pub id: Words,
    /// The name.
    #[schemars(description = "名称")]
    pub name: Words,
    /// The period as it is printed.
    #[schemars(description = "起止时间，照印")]
    pub period: Words,
    /// The first day.
    #[schemars(description = "第一天，如 2023-02-17")]
    pub start: Traced<Date>,
    /// The last day; none for a stage without a fixed end.
    #[schemars(description = "最后一天；没有定就不写")]
    pub end: Option<Traced<Date>>,
    /// What is to be done, a sentence each.
    #[schemars(description = "要做的事，一句一项")]
    pub tasks: Vec<Words>,
    /// The day by which units hand in their workbook, in the stage that asks for it.
    #[schemars(description = "各单位报送填报表的最后一天，写在要求报送的阶段里")]
    pub submission_deadline: Option<Traced<Date>>,
}

/// A requirement.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一条工作要求")]
pub struct Requirement {
    /// The id.
    #[schemars(description = "编号")]
    pub id: Words,
    /// The name, its heading.
    #[schemars(description = "小标题")]
    pub name: Words,
    /// What is required, a paragraph.
    #[schemars(description = "内容，一段")]
    pub content: Words,
}

impl Campaign {
    /// The day by which units hand in, where a stage sets one; the last stage that does counts.
    pub fn submission_deadline(&self) -> Option<&Traced<Date>> {
        self.stages.iter().rev().find_map(|stage| stage.submission_deadline.as_ref())
    }
}
