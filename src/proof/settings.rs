//! What a file says was set otherwise on purpose → the clauses that it leaves by that, and no others.
//!
//! In: the names in the metadata. Out: verdicts: a clause that is not met, and that one of the settings bears on,
//! was left on purpose. Its measures stay, so that everybody sees how far the file is from the standard.

use super::report::{Clause, Verdict};

/// Something that an office may set otherwise.
struct Setting {
    /// The name in the metadata.
    name: &'static str,
    /// The name that clerks see.
    label: &'static str,
    /// The names of the clauses whose measures depend on it.
    clauses: &'static [&'static str],
}

/// Clauses that measure where something stands in the block.
const PLACES: &[&str] = &[
    "block",
    "head-margin",
    "binding-margin",
    "size",
    "lines",
    "characters",
    "filled",
    "corner",
    "mark",
    "number",
    "signers",
    "red-rule",
    "title",
    "addressees",
    "indents",
    "levels",
    "signature",
    "annexes",
    "colophon-rules",
    "colophon-text",
    "folio-place",
    "turned",
    "letter-mark",
    "letter-rules",
    "letter-number",
    "order-mark",
    "minutes-mark",
    "lonely",
    "heading-at-foot",
];

const SETTINGS: [Setting; 10] = [
    Setting { name: "margins", label: "页边距", clauses: PLACES },
    Setting { name: "text", label: "正文字号", clauses: PLACES },
    Setting {
        name: "characters",
        label: "每行字数",
        clauses: &["characters", "filled", "signers", "indents", "signature", "annexes", "lonely"],
    },
    Setting {
        name: "lines",
        label: "行距",
        clauses: &[
            "head-margin",
            "lines",
            "filled",
            "corner",
            "number",
            "title",
            "addressees",
            "signature",
            "annexes",
            "letter-number",
            "lonely",
            "heading-at-foot",
        ],
    },
    // Headings and addressees are told from paragraphs by where they begin.
    Setting {
        name: "indent",
        label: "首行缩进",
        clauses: &["face", "addressees", "indents", "levels", "lonely", "heading-at-foot"],
    },
    Setting {
        name: "title",
        label: "标题字号",
        clauses: &["title", "mark", "order-mark", "minutes-mark", "addressees", "annexes"],
    },
    Setting {
        name: "mark",
        label: "发文机关标志的位置",
        clauses: &["mark", "order-mark", "minutes-mark", "letter-mark"],
    },
    Setting { name: "red-rule", label: "红色分隔线的位置", clauses: &["red-rule", "letter-rules"] },
    Setting { name: "colophon", label: "版记字号", clauses: &["colophon-text", "colophon-rules"] },
    Setting { name: "page-number", label: "页码", clauses: &["folio-place", "folio-form"] },
];

/// The settings that the metadata names, as clerks know them.
pub(super) fn labels(names: &str) -> Vec<&'static str> {
    named(names).map(|setting| setting.label).collect()
}

/// The clause, left on purpose where one of the named settings bears on it.
pub(super) fn excused(clause: Clause, names: &str) -> Clause {
    let is_meant = named(names).any(|setting| setting.clauses.contains(&clause.name));
    match clause.verdict {
        Verdict::NotMet if is_meant => Clause { verdict: Verdict::AsSet, ..clause },
        _ => clause,
    }
}

fn named(names: &str) -> impl Iterator<Item = &'static Setting> {
    SETTINGS.iter().filter(move |setting| names.split_whitespace().any(|name| name == setting.name))
}

#[cfg(test)]
mod tests {
    use super::super::Layout;
    use super::super::clauses::rules;
    use super::SETTINGS;

    #[test]
    fn every_clause_that_a_setting_names_exists() {
        let known =
            |name: &&str| Layout::ALL.iter().flat_map(|layout| rules(*layout)).any(|rule| rule.name == *name);
        for setting in SETTINGS {
            assert!(setting.clauses.iter().all(known), "{}", setting.name);
        }
    }
}
