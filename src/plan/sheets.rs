//! `sheets.yaml`: how the sheets are laid out that units and inspectors hand in.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::{Form, FromText, Traced, Words};
use std::sync::Arc;

/// All layouts.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = super::schema::kinds_of_sheets)]
pub struct SheetLayouts {
    /// Whether of several workbooks of a unit the one with the latest 填报日期 counts; no where nothing is
    /// said, and then none of them does.
    #[schemars(description = "一个单位交了几个工作簿时，true 表示以填报日期最晚的为准；不写就都不采用")]
    pub latest_wins: Option<Traced<bool>>,
    /// The sheets of a unit's workbook, in order.
    #[schemars(description = "各单位填报表里的工作表，按先后")]
    pub submission: Vec<SheetLayout>,
    /// The sheets of a round's workbook, in order.
    #[schemars(description = "各轮检查表里的工作表，按先后")]
    pub inspection: Vec<SheetLayout>,
}

/// The layout of one sheet.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一张工作表")]
pub struct SheetLayout {
    /// What its rows are.
    #[schemars(description = "填的是什么，只能用程序认得的几种")]
    pub kind: Traced<SheetKind>,
    /// The sheet's name.
    #[schemars(description = "工作表的名字")]
    pub name: Words,
    /// Whether a workbook without it is faulty; yes where nothing is said.
    #[schemars(description = "false 表示可以没有这张表；不写就是必须有")]
    pub required: Option<Traced<bool>>,
    /// The columns in order.
    #[schemars(description = "各列，先后就是填报表里的先后")]
    pub columns: Vec<Column>,
}

/// What the rows of a sheet are; each kind has fields of fixed names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SheetKind {
    /// 自查自纠: `indicator`, `indicator_name`, `conclusion`, `work_done`, `shortcomings`, `measures`,
    /// `deadline`, `responsible_person`, `remark`.
    SelfCheck,
    /// 佐证材料: `serial`, `indicator`, `title`, `kind`, `document_number`, `author`, `formed_on`, `pages`,
    /// `location`, `remark`.
    Evidence,
    /// 问题整改: `problem`, `measures`, `responsible_person`, `progress`, `completed_on`, `evidence`, `remark`.
    Rectification,
    /// 信息公开: `title`, `indicator`, `location`, `published_on`, `remark`.
    Disclosure,
    /// 宣传报道: `title`, `medium`, `published_on`, `location`, `remark`.
    Publicity,
    /// 检查记录: `unit`, `visited_on`, `team`, `method`, `observations`.
    Visit,
    /// 问题清单: `problem`, `unit`, `indicator`, `description`, `kind`, `requirement`, `deadline`, `inspectors`.
    Problem,
}

impl SheetKind {
    /// The name in `sheets.yaml`, and the fields that a column may carry.
    pub const fn entry(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::SelfCheck => (
                "self_check",
                &[
                    "indicator",
                    "indicator_name",
                    "conclusion",
                    "work_done",
                    "shortcomings",
                    "measures",
                    "deadline",
                    "responsible_person",
                    "remark",
                ],
            ),
            Self::Evidence => (
                "evidence",
                &[
                    "serial",
                    "indicator",
                    "title",
                    "kind",
                    "document_number",
                    "author",
                    "formed_on",
                    "pages",
                    "location",
                    "remark",
                ],
            ),
            Self::Rectification => (
                "rectification",
                &[
                    "problem",
                    "measures",
                    "responsible_person",
                    "progress",
                    "completed_on",
                    "evidence",
                    "remark",
                ],
            ),
            Self::Disclosure => ("disclosure", &["title", "indicator", "location", "published_on", "remark"]),
            Self::Publicity => ("publicity", &["title", "medium", "published_on", "location", "remark"]),
            Self::Visit => ("visit", &["unit", "visited_on", "team", "method", "observations"]),
            Self::Problem => (
                "problem",
                &[
                    "problem",
                    "unit",
                    "indicator",
                    "description",
                    "kind",
                    "requirement",
                    "deadline",
                    "inspectors",
                ],
            ),
        }
    }

    /// The fields without which a row says nothing: a layout must have them, and a row without one is refused.
    pub const fn essential(self) -> &'static [&'static str] {
        match self {
            Self::SelfCheck => &["indicator", "conclusion"],
            Self::Evidence => &["indicator", "title"],
            Self::Rectification => &["problem", "progress"],
            Self::Disclosure | Self::Publicity => &["title"],
            Self::Visit => &["unit", "visited_on"],
            Self::Problem => &["problem", "unit", "description"],
        }
    }

    /// The fields that a form fills in beforehand (预填); a row of it in which nothing else is filled in was not
    /// answered.
    pub const fn given(self) -> &'static [&'static str] {
        match self {
            Self::SelfCheck => &["indicator", "indicator_name"],
            Self::Rectification => &["problem"],
            Self::Evidence | Self::Disclosure | Self::Publicity | Self::Visit | Self::Problem => &[],
        }
    }

    /// The field by which other rows and documents know a row, so that no two rows may have the same,
    /// whatever the plan marks as a key; none where nothing refers to a row.
    pub const fn identity(self) -> Option<&'static str> {
        match self {
            Self::SelfCheck => Some("indicator"),
            Self::Rectification | Self::Problem => Some("problem"),
            Self::Evidence | Self::Disclosure | Self::Publicity | Self::Visit => None,
        }
    }

    /// The fields that may say several things, one below the other: where a record goes over several rows, each
    /// row adds one. Every other field has one value.
    pub const fn several(self) -> &'static [&'static str] {
        match self {
            Self::SelfCheck => &["work_done", "shortcomings", "measures", "responsible_person", "remark"],
            Self::Rectification => &["measures", "responsible_person", "evidence", "remark"],
            Self::Evidence | Self::Disclosure | Self::Publicity => &["remark"],
            Self::Visit => &["team", "observations"],
            Self::Problem => &["description", "requirement", "inspectors"],
        }
    }

    /// Whether it stands in a round's workbook, not in a unit's.
    pub const fn is_of_rounds(self) -> bool {
        matches!(self, Self::Visit | Self::Problem)
    }

    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::SelfCheck,
        Self::Evidence,
        Self::Rectification,
        Self::Disclosure,
        Self::Publicity,
        Self::Visit,
        Self::Problem,
    ];
}

impl FromText for SheetKind {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        let kind = Self::ALL.into_iter().find(|kind| kind.entry().0 == text);
        kind.map(|kind| (kind, Arc::from(text))).ok_or_else(|| {
            let names = Self::ALL.map(|kind| kind.entry().0).join("、");
            format!("“{text}”应为 {names} 之一")
        })
    }

    fn form() -> Form {
        Form::Choice(Self::ALL.map(|kind| kind.entry().0).to_vec())
    }
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "一列")]
pub struct Column {
    /// The field that its cells fill, one of those of the sheet's kind.
    #[schemars(description = "这一列装什么，只能用程序认得的名字")]
    pub field: Words,
    /// The header.
    #[schemars(description = "表头")]
    pub name: Words,
    /// Other headers that mean the same.
    #[serde(default)]
    #[schemars(description = "表头的别的叫法")]
    pub synonyms: Vec<Words>,
    /// Whether a row without it is refused; no where nothing is said.
    #[schemars(description = "true 表示必填，空着的那一行不采用")]
    pub required: Option<Traced<bool>>,
    /// The values that it may have; any where nothing is said.
    #[serde(default)]
    #[schemars(
        description = "只许填这几种；不写就是随便填。自查结论的第一种算做到了，进展的最后一种算已整改"
    )]
    pub allowed: Vec<Words>,
    /// How its cells are read; as text where nothing is said.
    #[schemars(description = "date 是日期，number 是数，text 是文字；不写就是文字")]
    pub kind: Option<Traced<ColumnKind>>,
    /// Whether it is part of the key: two rows with the same key are a duplicate; no where nothing is said.
    #[schemars(description = "true 表示用它认行：这些列都相同的两行算重复")]
    pub key: Option<Traced<bool>>,
}

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnKind {
    /// As text.
    #[default]
    Text,
    /// As a day.
    Date,
    /// As a number.
    Number,
    /// As an id, such as that of an indicator. The field says so, not the plan.
    Id,
}

/// The fields whose cells are ids.
const IDS: [&str; 2] = ["indicator", "problem"];

impl FromText for ColumnKind {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        let kind = match text {
            "text" => Self::Text,
            "date" => Self::Date,
            "number" => Self::Number,
            _ => return Err(format!("“{text}”应为 text、date、number 之一")),
        };
        Ok((kind, Arc::from(text)))
    }

    fn form() -> Form {
        Form::Choice(vec!["text", "date", "number"])
    }
}

impl SheetLayouts {
    /// The column of a unit's or a round's sheets that fills this field of this kind of rows.
    pub fn column(&self, kind: SheetKind, field: &str) -> Option<&Column> {
        let layouts = self.submission.iter().chain(&self.inspection);
        let mut columns =
            layouts.filter(|layout| layout.kind.value == kind).flat_map(|layout| &layout.columns);
        columns.find(|column| column.field.as_str() == field)
    }
}

impl SheetLayout {
    /// Whether a workbook without this sheet is faulty.
    pub fn is_required(&self) -> bool {
        self.required.as_ref().is_none_or(|required| required.value)
    }

    /// The columns whose cells, taken together, stand in one row only: that by which the ledger knows a row
    /// again, and those that the plan marks.
    pub fn keys(&self) -> Vec<Vec<&Column>> {
        let identity = self.kind.value.identity();
        let is_identity = |column: &&Column| identity == Some(column.field.as_str());
        let mut keys: Vec<Vec<&Column>> = vec![
            self.columns.iter().filter(is_identity).collect(),
            self.columns.iter().filter(|column| column.is_key()).collect(),
        ];
        keys.dedup();
        keys.retain(|columns| !columns.is_empty());
        keys
    }

    /// Whether a row without this column's cell is refused.
    pub fn requires(&self, column: &Column) -> bool {
        column.is_required() || self.kind.value.essential().contains(&column.field.as_str())
    }
}

impl Column {
    /// Whether the plan says that a row without it is refused.
    pub fn is_required(&self) -> bool {
        self.required.as_ref().is_some_and(|required| required.value)
    }

    /// Whether it is part of the row's key.
    pub fn is_key(&self) -> bool {
        self.key.as_ref().is_some_and(|key| key.value)
    }

    /// Whether a record may say several things in it.
    pub fn takes_several(&self, kind: SheetKind) -> bool {
        let is_text = self.reads_as() == ColumnKind::Text && self.allowed.is_empty();
        is_text && !self.is_key() && kind.several().contains(&self.field.as_str())
    }

    /// How its cells are read.
    pub fn reads_as(&self) -> ColumnKind {
        let plain = if IDS.contains(&self.field.as_str()) { ColumnKind::Id } else { ColumnKind::Text };
        self.kind.as_ref().map_or(plain, |kind| kind.value)
    }
}
