//! `organization.yaml`: leading group, office, work groups, documents owed.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::{Traced, Words};

use super::{DocumentKind, UnitId};

/// The organization of the campaign.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// 领导小组.
    #[schemars(description = "领导小组")]
    pub leading_group: LeadingGroup,
    /// 办公室.
    #[schemars(description = "领导小组办公室")]
    pub office: WorkGroup,
    /// 工作组, in order.
    #[schemars(description = "各工作组，按先后")]
    pub work_groups: Vec<WorkGroup>,
    /// Documents owed (应交文书), in order.
    #[serde(default)]
    #[schemars(description = "应交的文书，按先后")]
    pub deliverables: Vec<Deliverable>,
}

/// The leading group (领导小组).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "领导小组")]
pub struct LeadingGroup {
    /// The name.
    #[schemars(description = "名称")]
    pub name: Words,
    /// 组长、副组长、成员 in order.
    #[schemars(description = "组长、副组长、成员，按先后")]
    pub posts: Vec<Post>,
    /// The member units.
    #[schemars(description = "成员单位")]
    pub member_units: MemberUnits,
    /// What it does.
    #[schemars(description = "职责，一句一项")]
    pub duties: Vec<Words>,
}

/// A post (职务) and who holds it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一种职务")]
pub struct Post {
    /// `组长`, `副组长`, `成员`, `主任` …
    #[schemars(description = "职务，如 组长、副组长、主任")]
    pub role: Words,
    /// The holders in order.
    #[schemars(description = "担任的人，按先后")]
    pub people: Vec<Person>,
}

/// A person in a post.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一个人")]
pub struct Person {
    /// The name.
    #[schemars(description = "姓名")]
    pub name: Words,
    /// The person's own office and title.
    #[schemars(description = "本人的单位和职务")]
    pub title: Words,
}

/// The member units of the leading group.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "成员单位")]
pub struct MemberUnits {
    /// How many the plan says they are; checked against the list.
    #[schemars(description = "写明有几个；程序拿它核对名单")]
    pub declared: Option<Traced<u32>>,
    /// Units and groups, as they are listed in print.
    #[schemars(description = "单位或合称，照印")]
    pub units: Vec<Words>,
    /// Who of each unit takes part, such as 主要负责人.
    #[schemars(description = "各单位谁参加，如 主要负责人")]
    pub member_kind: Option<Words>,
    /// The units that these are, groups expanded, in the order of the unit list.
    #[serde(skip)]
    pub expanded: Vec<UnitId>,
}

/// The office or a work group (工作组).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "办公室或一个工作组")]
pub struct WorkGroup {
    /// The id.
    #[schemars(description = "编号，不能重复")]
    pub id: Words,
    /// The name.
    #[schemars(description = "名称")]
    pub name: Words,
    /// Other names that the plan uses for it.
    #[serde(default)]
    #[schemars(description = "计划里对它的别的叫法")]
    pub aliases: Vec<Words>,
    /// The unit in which it sits.
    #[schemars(description = "设在哪个单位")]
    pub seat: Option<Words>,
    /// Posts in order.
    #[schemars(description = "职务，按先后")]
    pub posts: Vec<Post>,
    /// Member units and groups, as they are listed in print.
    #[serde(default)]
    #[schemars(description = "成员单位或合称，照印")]
    pub members: Vec<Words>,
    /// Who of the member units takes part, such as 相关股室负责人.
    #[schemars(description = "各单位谁参加，如 相关股室负责人")]
    pub member_kind: Option<Words>,
    /// 联络员.
    #[schemars(description = "联络员")]
    pub liaison: Person,
    /// What it does, a sentence each.
    #[schemars(description = "职责，一句一项")]
    pub duties: Vec<Words>,
}

/// A document that the plan orders (应交文书).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一份应交的文书")]
pub struct Deliverable {
    /// The id.
    #[schemars(description = "编号，不能重复")]
    pub id: Words,
    /// The name.
    #[schemars(description = "名称")]
    pub name: Words,
    /// Who owes it: the id of a work group, `各工作组` for all of them, a unit or a group of units; none where the
    /// plan names nobody.
    #[schemars(description = "由谁完成：工作组的编号（全部工作组写“各工作组”）、单位或合称；没有写明就不写")]
    pub by: Option<Words>,
    /// When it is due, as the plan says.
    #[schemars(description = "期限，照计划的写法")]
    pub due: Option<Words>,
    /// The stage that it belongs to.
    #[schemars(description = "属于哪个阶段：阶段的编号")]
    pub stage: Option<Words>,
    /// The kind of document in `documents.yaml` that it is, where the program makes it.
    #[schemars(description = "由本程序做的，写 documents.yaml 里的种类")]
    pub document: Option<Traced<DocumentKind>>,
}
