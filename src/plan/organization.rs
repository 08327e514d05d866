//! `organization.yaml`: leading group, office, work groups, documents owed.

use serde::Deserialize;

use crate::base::{Traced, Words};

use super::{DocumentKind, UnitId};

/// The organization of the campaign.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// 领导小组.
    pub leading_group: LeadingGroup,
    /// 办公室.
    pub office: WorkGroup,
    /// 工作组, in order.
    pub work_groups: Vec<WorkGroup>,
    /// Documents owed (应交文书), in order.
    #[serde(default)]
    pub deliverables: Vec<Deliverable>,
}

/// The leading group (领导小组).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeadingGroup {
    /// The name.
    pub name: Words,
    /// 组长、副组长、成员 in order.
    pub posts: Vec<Post>,
    /// The member units.
    pub member_units: MemberUnits,
    /// What it does.
    pub duties: Vec<Words>,
}

/// A post (职务) and who holds it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// `组长`, `副组长`, `成员`, `主任` …
    pub role: Words,
    /// The holders in order.
    pub people: Vec<Person>,
}

/// A person in a post.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name.
    pub name: Words,
    /// The person's own office and title.
    pub title: Words,
}

/// The member units of the leading group.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberUnits {
    /// How many the plan says they are; checked against the list.
    pub declared: Option<Traced<u32>>,
    /// Units and groups, as they are listed in print.
    pub units: Vec<Words>,
    /// Who of each unit takes part, such as 主要负责人.
    pub member_kind: Option<Words>,
    /// The units that these are, groups expanded, in the order of the unit list.
    #[serde(skip)]
    pub expanded: Vec<UnitId>,
}

/// The office or a work group (工作组).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkGroup {
    /// The id.
    pub id: Words,
    /// The name.
    pub name: Words,
    /// Other names that the plan uses for it.
    #[serde(default)]
    pub aliases: Vec<Words>,
    /// The unit in which it sits.
    pub seat: Option<Words>,
    /// Posts in order.
    pub posts: Vec<Post>,
    /// Member units and groups, as they are listed in print.
    #[serde(default)]
    pub members: Vec<Words>,
    /// Who of the member units takes part, such as 相关股室负责人.
    pub member_kind: Option<Words>,
    /// 联络员.
    pub liaison: Person,
    /// What it does, a sentence each.
    pub duties: Vec<Words>,
}

/// A document that the plan orders (应交文书).
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deliverable {
    /// The id.
    pub id: Words,
    /// The name.
    pub name: Words,
    /// Who owes it: the id of a work group, a unit or a group of units; none where the plan names nobody.
    pub by: Option<Words>,
    /// When it is due, as the plan says.
    pub due: Option<Words>,
    /// The stage that it belongs to.
    pub stage: Option<Words>,
    /// The kind of document in `documents.yaml` that it is, where the program makes it.
    pub document: Option<Traced<DocumentKind>>,
}
