//! What a person sees on the terminal: at most one screenful.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the terminal's own file")]

use std::collections::BTreeMap;

use crate::base::{Failure, Finding, Severity, fault_count};
use crate::run::{Built, TracedDocument, Typeset};

/// How many findings are shown in full.
const SHOWN: usize = 10;
/// How many lines each table of sums has at most.
const SUMS: usize = 8;

/// Says why nothing could be made.
pub(super) fn failure(failure: &Failure) {
    eprintln!("失败：{failure}");
}

/// Sums of findings by code and by file, the worst in full, and where all of them stand.
pub(super) fn findings(findings: &[Finding], list: Option<&str>) {
    let errors = fault_count(findings);
    println!("发现的问题：错误 {errors} 条，提醒 {} 条", findings.len() - errors);
    if findings.is_empty() {
        return;
    }
    sums("按种类", findings, |finding| {
        format!("{} {}（{}）", finding.severity().label(), finding.code.meaning(), finding.code.name())
    });
    sums("按文件", findings, |finding| finding.place.file.to_string());
    let worst = worst(findings);
    println!("\n其中{}条：", worst.len());
    for finding in worst {
        println!("\n{finding}");
    }
    if let Some(list) = list {
        println!("\n全部问题见 {list}");
    } else if findings.len() > SHOWN {
        println!("\n要看全部问题，用 --format json，或 check -o 文件");
    }
}

/// The first findings, errors before warnings.
fn worst(findings: &[Finding]) -> Vec<&Finding> {
    let of = |severity| findings.iter().filter(move |finding| finding.severity() == severity);
    of(Severity::Error).chain(of(Severity::Warning)).take(SHOWN).collect()
}

/// A table of how many findings there are of each key; what has the most errors stands first.
fn sums(title: &str, findings: &[Finding], key: impl Fn(&Finding) -> String) {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for finding in findings {
        let (errors, all) = counts.entry(key(finding)).or_default();
        *errors += usize::from(finding.severity() == Severity::Error);
        *all += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|(a, m), (b, n)| n.cmp(m).then(a.cmp(b)));
    println!("\n{title}：");
    for (key, (_, count)) in counts.iter().take(SUMS) {
        println!("{count:>6}  {key}");
    }
    if counts.len() > SUMS {
        println!("        另有 {} 项", counts.len() - SUMS);
    }
}

/// What was made and where it lies.
pub(super) fn built(built: &Built) {
    println!("\n生成文书 {} 份，共 {} 页，在 {}", built.documents, built.pages, built.folder.display());
    if built.missing > 0 {
        println!("另有 {} 份因为上面的错误没有生成", built.missing);
    }
}

/// Where a PDF lies that was made from Markdown.
pub(super) fn typeset(typeset: &Typeset) {
    println!("排成 {} 页：{}", typeset.pages, typeset.file.display());
}

/// The figures of a document with their places.
pub(super) fn traced(traced: &TracedDocument) {
    println!("{}", traced.name);
    for figure in &traced.figures {
        println!("\n{}", figure.text);
        for place in figure.places.iter() {
            println!("  ← {place}");
        }
    }
    if traced.is_edited {
        println!("\n这份文书的 Markdown 手工修改过，改动的文字没有来源可查");
    }
}
