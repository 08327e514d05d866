//! Workbooks that claim to be of one unit or one round → the one that counts.
//!
//! In: workbooks and whose they are. Out: one of them, or none where nobody but their makers can say which is
//! right. It never looks at rows.

use std::sync::Arc;

use crate::base::{Code, Date, Finding, Place, Words};
use crate::intake::Workbook;

use super::merge::INPUTS;

/// A workbook, and whose it is.
#[derive(Clone)]
pub(super) struct Claim<'a> {
    /// The name of the unit or round, at the place that says so.
    pub(super) owner: Words,
    pub(super) workbook: &'a Workbook,
}

/// Adds a workbook to those of one owner, unless it says byte for byte what another says.
pub(super) fn add<'a>(claims: &mut Vec<Claim<'a>>, claim: Claim<'a>, findings: &mut Vec<Finding>) {
    match claims.iter().find(|known| known.workbook.sha256 == claim.workbook.sha256) {
        Some(known) => findings.push(repeated(claim.workbook, known.workbook)),
        None => claims.push(claim),
    }
}

fn repeated(workbook: &Workbook, known: &Workbook) -> Finding {
    let place = Place::file(Arc::clone(&workbook.file));
    Finding::new(Code::WorkbookRepeated, place, "这个工作簿与另一个的内容完全相同，只用了一个")
        .related(Place::file(Arc::clone(&known.file)), "采用的一个")
        .help("删去其中一个")
}

/// The only workbook of an owner; `twice` is the code of the finding where there are several.
pub(super) fn the_only<'a>(
    mut claims: Vec<Claim<'a>>,
    twice: Code,
    findings: &mut Vec<Finding>,
) -> Option<Claim<'a>> {
    if claims.len() < 2 {
        return claims.pop();
    }
    findings.extend(several(&claims, twice));
    None
}

fn several(claims: &[Claim<'_>], twice: Code) -> Option<Finding> {
    let (Claim { owner, .. }, others) = claims.split_first()?;
    let message = format!("{owner}交了 {} 个内容不同的工作簿，分不清以哪个为准，都没有采用", claims.len());
    let finding = Finding::new(twice, owner.place_or(INPUTS), message);
    let named =
        others.iter().fold(finding, |finding, other| finding.related(other.owner.place_or(INPUTS), "另一个"));
    let went_back: Vec<&Claim<'_>> = claims.iter().filter(|it| it.workbook.returned.is_some()).collect();
    Some(match went_back[..] {
        [it] => named.help(format!("退回后更正的是 {}；只留它，其余移出这个文件夹", it.workbook.file)),
        _ => named.help("只留一个，其余移出这个文件夹"),
    })
}

/// The workbook with the last 填报日期; as [`the_only`] where that is not clear.
pub(super) fn the_latest<'a>(
    mut claims: Vec<Claim<'a>>,
    twice: Code,
    findings: &mut Vec<Finding>,
) -> Option<Claim<'a>> {
    let Some(latest) = latest(&claims) else { return the_only(claims, twice, findings) };
    let latest = claims.swap_remove(latest);
    claims.sort_by(|a, b| a.workbook.file.cmp(&b.workbook.file));
    findings.extend(claims.iter().map(|earlier| superseded(&earlier.owner, &latest.owner)));
    Some(latest)
}

/// The position of the workbook whose 填报日期 is after all others; none where one has no clear day.
fn latest(claims: &[Claim<'_>]) -> Option<usize> {
    let days: Option<Vec<Date>> =
        claims.iter().map(|claim| claim.workbook.filler.date.as_ref()?.value.date).collect();
    let days = days?;
    let last = days.iter().max()?;
    let is_alone = days.iter().filter(|day| *day == last).count() == 1;
    if is_alone { days.iter().position(|day| day == last) } else { None }
}

fn superseded(earlier: &Words, latest: &Words) -> Finding {
    let message = format!("{earlier}后来又交了一个工作簿，这一个没有采用");
    Finding::new(Code::WorkbookSuperseded, earlier.place_or(INPUTS), message)
        .related(latest.place_or(INPUTS), "填报日期最晚的一个")
}
