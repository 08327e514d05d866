//! All findings as a list that a clerk can print, and as a table to sort and filter.

use std::collections::BTreeSet;
use std::path::Path;

use crate::base::{Failure, Finding, Severity, fault_count};
use crate::output::{self, Output};
use crate::{files, workbook};

/// The list beside the documents.
pub(super) const REPORT: &str = "findings.md";
/// The same as a table.
const TABLE: &str = "findings.xlsx";

/// Leaves of equal findings the first: a record that many documents print is wrong once.
pub(super) fn tidy(findings: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    findings.retain(|finding| seen.insert(finding.to_string()));
}

/// The list as Markdown: errors first, then warnings, each in the order in which they were found.
pub(super) fn markdown(findings: &[Finding]) -> String {
    let errors = fault_count(findings);
    let mut text = format!("# 发现的问题\n\n错误{errors}条，提醒{}条。\n", findings.len() - errors);
    for severity in [Severity::Error, Severity::Warning] {
        section(severity, findings, &mut text);
    }
    text
}

fn section(severity: Severity, findings: &[Finding], text: &mut String) {
    let mut these = findings.iter().filter(|finding| finding.severity() == severity).peekable();
    if these.peek().is_none() {
        return;
    }
    text.push_str(&format!("\n## {}\n\n", severity.label()));
    for finding in these {
        entry(finding, text);
    }
}

fn entry(finding: &Finding, text: &mut String) {
    text.push_str(&format!("- {}（{}）\n", safe(&finding.message), finding.code.name()));
    text.push_str(&format!("  - 位置：{}\n", safe(&finding.place.to_string())));
    for related in &finding.related {
        text.push_str(&format!("  - {}：{}\n", safe(&related.note), safe(&related.place.to_string())));
    }
    if let Some(help) = &finding.help {
        text.push_str(&format!("  - 怎么办：{}\n", safe(help)));
    }
}

/// Text of an input as text of the list, never as markup.
fn safe(text: &str) -> String {
    let mut escaped = Vec::new();
    // Writing into memory has no way to fail.
    let _written = crate::elements::escape_inline(text, &mut escaped);
    String::from_utf8_lossy(&escaped).into_owned()
}

/// Writes the list beside the documents, to print and to sort; what can't be written is a finding, too.
pub(super) fn write_beside(output: &Output, findings: &mut Vec<Finding>) {
    let list = output.write_beside(REPORT, markdown(findings));
    let table = workbook::findings(findings).and_then(|bytes| output.write_beside(TABLE, bytes));
    findings.extend(list.err().into_iter().chain(table.err()));
}

/// Writes the list to a file that the caller names: a table in a workbook, `.xlsx`, or Markdown.
///
/// # Errors
/// [`Failure::Unwritable`], also where the name ends otherwise than in `.xlsx`, `.md` or `.txt`.
pub fn write_report(findings: &[Finding], path: &Path) -> Result<(), Failure> {
    let unwritable = |reason| Failure::Unwritable { path: path.to_path_buf(), reason };
    let ends_in = |ending| files::has_ending(&path.to_string_lossy(), ending);
    let bytes = if ends_in("xlsx") {
        workbook::findings(findings).map_err(|finding| unwritable(finding.message))?
    } else if ends_in("md") || ends_in("txt") {
        markdown(findings).into_bytes()
    } else {
        return Err(unwritable("名字要以 .md 或 .xlsx 结尾".to_owned()));
    };
    output::write_file(path, &bytes)
}
