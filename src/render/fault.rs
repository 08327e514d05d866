//! Text on a rendered document that no source stands behind, as findings.

use crate::base::{Code, Finding, Place};

/// A stretch of a rendered document that comes from nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    kind: FaultKind,
    /// The beginning of the text, for the sentence.
    text: String,
    /// Where the template prints it.
    site: Option<Place>,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// A digit that comes from no traced value: counted, computed, or a constant inside a tag.
    Figure,
    /// A list or a whole view was printed.
    View,
    /// Text that is neither a printed value nor the template's own, such as `.s` or a boolean.
    Words,
    /// A filter changed a value or the template's own text.
    Altered,
    /// A value without source that contains a digit.
    Untraced,
}

/// How much of the text a finding shows, in characters.
const SHOWN: usize = 20;

impl FaultKind {
    /// The kind of text that stands outside of all frames.
    pub(super) fn of(text: &str) -> Self {
        if text.starts_with("{\"") || text.starts_with('[') {
            Self::View
        } else if text.contains(char::is_numeric) {
            Self::Figure
        } else {
            Self::Words
        }
    }

    const fn code(self) -> Code {
        match self {
            Self::Figure | Self::Untraced | Self::Altered => Code::FigureUntraced,
            Self::View | Self::Words => Code::TemplateBroken,
        }
    }

    fn message(self, text: &str) -> String {
        match self {
            Self::Figure => format!("模板印出了没有来源的数字“{text}”"),
            Self::View => "模板把整个列表或整组数据印了出来".to_owned(),
            Self::Words => format!("模板印出了查不到来源的文字“{text}”"),
            Self::Altered => format!("模板用过滤器改动了要印的文字“{text}”，改后查不到来源"),
            Self::Untraced => format!("“{text}”里有数字，却没有来源"),
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::Figure => "模板不计算：数字要由数据给出，写成 {{ 名称 }}",
            Self::View => "写出要印的那一项，如 {{ unit.name }}；列表用 {% for %} 逐项印",
            Self::Words => "直接写 {{ 名称 }}；.n、.s 和 has_…、is_… 只用在 {% if %} 里",
            Self::Altered => "去掉这里的过滤器",
            Self::Untraced => "这段文字要从计划或报送的表格里取",
        }
    }
}

impl Fault {
    /// A fault at a print site.
    pub(super) fn new(kind: FaultKind, text: &str, site: Option<Place>) -> Self {
        let mut shown: String = text.chars().take(SHOWN).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        Self { kind, text: shown, site }
    }

    /// The finding; `file` is the document's template, for text that no site printed.
    pub(super) fn into_finding(self, file: &str) -> Finding {
        let place = self.site.unwrap_or_else(|| Place::file(file));
        Finding::new(self.kind.code(), place, self.kind.message(&self.text)).help(self.kind.help())
    }
}
