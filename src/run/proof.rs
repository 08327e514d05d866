//! A finished PDF → what the clauses of its layout say of it.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::base::{Code, Failure, Finding, Place, io_reason};
use crate::proof::{self, Clause, Layout, Remark, Report, Section, Verdict};

/// How many remarks on a clause, and how many foreign pages, are shown.
const SHOWN: usize = 5;

/// A PDF that was measured.
#[derive(Debug)]
pub struct Proved {
    /// The PDF.
    pub file: PathBuf,
    /// Clause by clause.
    pub report: Report,
    /// Each clause that is not met, at each page where it is not.
    pub findings: Vec<Finding>,
}

/// The names of the layouts that a file can be held to.
pub fn layout_names() -> Vec<&'static str> {
    Layout::ALL.into_iter().map(Layout::name).collect()
}

/// Measures a PDF, by the layout of this name, else by those that it names itself.
///
/// # Errors
/// A [`Failure`] where the file can't be read or measured.
pub fn proof(path: &Path, layout: Option<&str>) -> Result<Proved, Failure> {
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::Unreadable { path: path.to_path_buf(), reason: io_reason(&error) })?;
    let unmeasured =
        |reason: proof::Refusal| Failure::Unmeasured { path: path.to_path_buf(), reason: reason.to_string() };
    let report = proof::measure(bytes, layout.and_then(Layout::named)).map_err(unmeasured)?;
    let findings = findings(&report, &path.display().to_string());
    Ok(Proved { file: path.to_path_buf(), report, findings })
}

impl fmt::Display for Proved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Report { pages, foreign, settings, sections } = &self.report;
        write!(f, "{}：共 {pages} 页", self.file.display())?;
        if !foreign.is_empty() {
            let numbers: Vec<String> = foreign.iter().take(SHOWN).map(ToString::to_string).collect();
            write!(f, "，其中 {} 页不是本版式的页面，没有量（第{}页", foreign.len(), numbers.join("、"))?;
            f.write_str(if foreign.len() > SHOWN { "等）" } else { "）" })?;
        }
        if !settings.is_empty() {
            let settings = settings.join("、");
            write!(
                f,
                "\n文件写明按本单位的设置排版：{settings}。因此与国标不同的条款标“按设置”，差多少照样列出"
            )?;
        }
        sections.iter().try_for_each(|section| write_section(f, section))
    }
}

fn write_section(f: &mut fmt::Formatter<'_>, section: &Section) -> fmt::Result {
    let count = |verdict| section.clauses.iter().filter(|clause| clause.verdict == verdict).count();
    write!(
        f,
        "\n\n版式 {}（{}），{} 页：符合 {} 条，不符合 {} 条",
        section.layout.name(),
        section.layout.label(),
        section.pages,
        count(Verdict::Met),
        count(Verdict::NotMet),
    )?;
    match count(Verdict::AsSet) {
        0 => {}
        meant => write!(f, "，按设置 {meant} 条")?,
    }
    section.clauses.iter().try_for_each(|clause| write_clause(f, clause))
}

fn write_clause(f: &mut fmt::Formatter<'_>, clause: &Clause) -> fmt::Result {
    let (verdict, source) = (clause.verdict.label(), clause.source.label());
    write!(f, "\n{verdict}  {:9} {}{source}", clause.number, clause.text)?;
    clause.remarks.iter().take(SHOWN).try_for_each(|remark| write!(f, "\n          {remark}"))?;
    match clause.remarks.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(f, "\n          另有 {more} 处"),
    }
}

/// What is wrong with a PDF that was just made.
pub(super) fn of_made(bytes: &[u8], file: &str) -> Vec<Finding> {
    match proof::measure(bytes.to_vec(), None) {
        Ok(report) => findings(&report, file),
        Err(refusal) => vec![Finding::new(Code::ClauseUnmet, Place::file(file), refusal.to_string())],
    }
}

fn findings(report: &Report, file: &str) -> Vec<Finding> {
    let of = |clause: &Clause| {
        let finding = |remark: &Remark| {
            let message = format!("{remark}（{}）", clause.number);
            Finding::new(Code::ClauseUnmet, Place::file(file), message).help(clause.text)
        };
        clause.remarks.iter().map(finding).collect::<Vec<_>>()
    };
    report.unmet().flat_map(of).collect()
}
