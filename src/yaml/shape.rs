//! What can be wrong with the shape of a document, and how it is said to a clerk.
//!
//! In: what serde found while it read a value. Out: a finding with the place. It never sees the text.

use std::fmt;
use std::sync::Arc;

use serde::de;

use super::tree::Spot;
use crate::base::{Code, Finding, Place};

/// The first thing that does not fit while a value is read.
#[derive(Debug)]
pub(super) struct Fault {
    kind: Kind,
    /// The field whose value it is.
    field: Option<String>,
    spot: Option<Spot>,
    /// The entry of a list or the field without which the rest can still be read.
    entry: Option<usize>,
    /// Whether it only says that a field is missing which an earlier fault left out.
    is_echo: bool,
}

/// The kinds of faults.
#[derive(Debug)]
pub(super) enum Kind {
    /// A field that must be there is not.
    Missing(&'static str),
    /// A field that the format does not have.
    Unknown { name: String, known: &'static [&'static str] },
    /// A value that must be there is not.
    Empty,
    /// A list or fields where text belongs.
    NotText,
    /// No list where one belongs.
    NotList,
    /// No fields where they belong.
    NotFields,
    /// Something else than a list in a document that only adds to lists.
    NotAdded,
    /// Text that says something else than was asked.
    Unreadable(String),
}

impl Fault {
    pub(super) const fn new(kind: Kind) -> Self {
        Self { kind, field: None, spot: None, entry: None, is_echo: false }
    }

    /// The same fault, at this spot unless a nearer one is known.
    pub(super) fn at(mut self, spot: Spot) -> Self {
        self.spot.get_or_insert(spot);
        self
    }

    /// The same fault, in this entry unless a nearer one is known.
    pub(super) fn in_entry(mut self, entry: usize) -> Self {
        self.entry.get_or_insert(entry);
        self
    }

    /// The same fault, in the value of this field unless a nearer one is known.
    pub(super) fn named(mut self, field: &str) -> Self {
        self.field.get_or_insert_with(|| field.to_owned());
        self
    }

    /// The same fault, which is an echo if the missing field was left out.
    pub(super) fn echoing(mut self, is_left_out: impl Fn(&str) -> bool) -> Self {
        self.is_echo |= matches!(self.kind, Kind::Missing(name) if is_left_out(name));
        self
    }

    /// Whether an earlier fault already said it.
    pub(super) const fn is_echo(&self) -> bool {
        self.is_echo
    }

    /// What to leave out to read on.
    pub(super) const fn entry(&self) -> Option<usize> {
        self.entry
    }

    /// As a finding in one of these files.
    pub(super) fn finding(&self, files: &[Arc<str>]) -> Finding {
        let spot = self.spot.unwrap_or(Spot::start(0));
        let place = files.get(spot.document).map_or_else(|| Place::file(""), |file| spot.place(file));
        let finding = Finding::new(Code::YamlShape, place, self.to_string());
        match &self.kind {
            Kind::Unknown { name, known } => finding.help(advice(name, known)),
            _ => finding,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = self.field.as_deref().map_or_else(|| "这里".to_owned(), |name| format!("“{name}”"));
        match &self.kind {
            Kind::Missing(name) => write!(f, "缺少“{name}”"),
            Kind::Unknown { name, .. } => write!(f, "不认识的项目“{name}”"),
            Kind::Empty => write!(f, "{field}不能空着"),
            Kind::NotText => write!(f, "{field}应为一段文字，不是列表或分项"),
            Kind::NotList => write!(f, "{field}应为列表，每项一行，以“- ”开头"),
            Kind::NotFields => write!(f, "{field}应分项填写，每项一行，如“name: 内容”"),
            Kind::NotAdded => write!(f, "{field}不能写在分出去的文件里，那里只能写单位、指标这样的列表"),
            Kind::Unreadable(message) => write!(f, "{field}填写有误：{message}"),
        }
    }
}

/// The nearest known name, where one is near, and all of them.
fn advice(name: &str, known: &[&str]) -> String {
    let nearest = known.iter().max_by(|a, b| likeness(name, a).total_cmp(&likeness(name, b)));
    let all = format!("可用的项目：{}", known.join("、"));
    match nearest.filter(|nearest| is_near(name, nearest)) {
        Some(nearest) => format!("是否应为“{nearest}”？{all}"),
        None => all,
    }
}

/// Whether one name may be a misspelling of the other: below 0.7 they have nothing to do with each other.
pub(super) fn is_near(a: &str, b: &str) -> bool {
    likeness(a, b) > 0.7
}

fn likeness(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(a, b)
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Kind::Unreadable(message.to_string()))
    }

    fn invalid_type(_found: de::Unexpected<'_>, _expected: &dyn de::Expected) -> Self {
        Self::new(Kind::Unreadable("内容的类型不对".to_owned()))
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(Kind::Missing(name))
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        Self::new(Kind::Unknown { name: name.to_owned(), known })
    }
}
