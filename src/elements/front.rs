//! Every element of an official document that Markdown itself has no sign for.
//!
//! Source: GB/T 9704-2012 §7 names the elements and their order.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Date, FromText, Traced, Words};

/// The form of a document (格式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// 公文的一般格式, with letterhead where a mark is given.
    #[default]
    Official,
    /// 信函格式.
    Letter,
    /// 命令（令）格式.
    Order,
    /// 纪要格式.
    Minutes,
    /// A report without letterhead.
    Report,
    /// A table that fills turned pages, without letterhead.
    Table,
    /// The cover of a volume (卷宗封面).
    Cover,
}

/// 密级和保密期限, as it is printed: `机密★1年`.
pub type Secrecy = Words;

/// 紧急程度: `特急`, `加急`.
pub type Urgency = Words;

/// How a document is signed (署名和用印).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Seal {
    /// 不加盖印章.
    #[default]
    None,
    /// 加盖印章: room is left for the seal over name and date.
    Seal,
    /// 加盖签发人签名章.
    Stamp,
}

/// Who signs, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The signing offices in order; more than one is a joint document (联合行文).
    pub issuers: Vec<Words>,
    /// The kind of seal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal: Option<Traced<Seal>>,
    /// The posts beside the signature stamps (职务), one for each signer in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Words>,
}

/// The lists of names at the end of minutes (纪要).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Attendance {
    /// 出席.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub present: Vec<Words>,
    /// 请假.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<Words>,
    /// 列席.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub observers: Vec<Words>,
}

/// The printing record at the foot of the last page (版记).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Colophon {
    /// 抄送.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cc: Vec<Words>,
    /// 印发机关.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printing_office: Option<Words>,
    /// 印发日期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printing_date: Option<Traced<Date>>,
}

/// A row of whole numbers, as people type it on one line: `8 27 18`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers(pub Vec<u32>);

impl Numbers {
    /// The numbers as they are typed.
    pub fn text(&self) -> String {
        self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }
}

impl FromText for Numbers {
    fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
        let words = text.split([' ', ',', '，', '、']).filter(|word| !word.is_empty());
        let numbers: Result<Vec<u32>, _> = words.map(str::parse).collect();
        let numbers = numbers.map_err(|_not_a_number| format!("“{text}”应为用空格隔开的整数"))?;
        let numbers = Self(numbers);
        let text = Arc::from(numbers.text());
        Ok((numbers, text))
    }
}

/// What Markdown can't say of a table; the entries stand in the order of the tables.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TableElement {
    /// Relative widths of the columns; from the content where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub widths: Option<Traced<Numbers>>,
    /// Rows of the head, the Markdown head row included; 1 where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head_rows: Option<Traced<u32>>,
    /// Columns, from 1, in which an empty cell continues the one above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merge_down: Option<Traced<Numbers>>,
    /// Rows, from 1, the Markdown head row included, in which an empty cell continues the one at its left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merge_across: Option<Traced<Numbers>>,
    /// The line above the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<Words>,
    /// The lines below the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Words>,
    /// 资料来源, without these words: the last line below the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Words>,
    /// Whether the table is turned 90° on its portrait page.
    ///
    /// Source: GB/T 9704-2012 §8.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turned: Option<Traced<bool>>,
}

/// The front matter: every element from the start, each absent unless a document has it.
///
/// The title is not here: it is the body's first `#` heading.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Elements {
    /// The form of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layout: Option<Traced<Layout>>,
    /// 份号.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_number: Option<Words>,
    /// 密级和保密期限.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secrecy: Option<Secrecy>,
    /// 紧急程度.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// 发文机关标志: the names in order, without 文件.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issuers: Vec<Words>,
    /// What follows the names in the mark: `文件`; none for the names alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Words>,
    /// 发文字号.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<Words>,
    /// 签发人.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signers: Vec<Words>,
    /// 主送机关, without the colon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressees: Option<Words>,
    /// 附件说明: the names, without numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annexes: Vec<Words>,
    /// 署名.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
    /// 成文日期.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Traced<Date>>,
    /// 附注, without the brackets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Words>,
    /// 版记.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colophon: Option<Colophon>,
    /// Lists of names of minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attendance: Option<Attendance>,
    /// What Markdown can't say of the tables, in order of appearance.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<TableElement>,
    /// The watermark of every page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub watermark: Option<Words>,
    /// The author in the document information of the PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Words>,
}

/// Lists the names of an enum once, for reading and for writing.
macro_rules! named {
    ($type:ident: $($variant:ident $name:literal),*) => {
        impl $type {
            /// The name in front matter.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }

        impl FromText for $type {
            fn from_text(text: &str) -> Result<(Self, Arc<str>), String> {
                match text {
                    $($name => Ok((Self::$variant, Arc::from($name))),)*
                    _ => Err(format!("“{text}”应为 {} 之一", [$($name),*].join("、"))),
                }
            }
        }
    };
}

named!(Layout: Official "official", Letter "letter", Order "order", Minutes "minutes",
    Report "report", Table "table", Cover "cover");
named!(Seal: None "none", Seal "seal", Stamp "stamp");
