//! Rules over evidence.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Finding, Place, Words, half_width};
use crate::evidence::{Exhibit, FOLDER};
use crate::ledger::{EvidenceItem, Standing, Submission};

use super::{Subject, links};

/// A piece of evidence is cited but not there.
pub(super) fn absent(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let all = subject.ledger.handed_in().flat_map(|submission| &submission.evidence);
    let absent = all.filter(|item| item.standing == Standing::Absent);
    // What was meant to be a link is spoken of as one.
    let is_link =
        |item: &&EvidenceItem| item.location.as_ref().is_some_and(|text| links::is_meant(text.as_str()));
    let stems = stems(subject);
    findings.extend(absent.filter(|item| !is_link(item)).map(|item| missing(&stems, item)));
}

fn missing(stems: &Stems<'_>, item: &EvidenceItem) -> Finding {
    let Some(location) = &item.location else {
        let message = format!("“{}”没有文件、链接或文号", item.title);
        let finding = Finding::new(Code::EvidenceAbsent, item.place.clone(), message);
        return finding.help("填上文件名、网址或文号");
    };
    let message = format!("“{}”引用的文件“{location}”没有收到", item.title);
    let finding = Finding::new(Code::EvidenceAbsent, location.place_or(FOLDER), message);
    finding.help(advice(stems, location.as_str()))
}

/// Files by the stem of their names, as [`bare`] text.
type Stems<'a> = BTreeMap<String, Vec<&'a Exhibit>>;

fn stems(subject: Subject<'_>) -> Stems<'_> {
    let mut stems = Stems::new();
    for exhibit in subject.ledger.exhibits.values() {
        stems.entry(stem(name(exhibit))).or_default().push(exhibit);
    }
    stems
}

/// The name of a file without folders and ending.
fn stem(path: &str) -> String {
    let bare = bare(path.rsplit(['/', '\\']).next().unwrap_or(path));
    bare.rsplit_once('.').map_or(&*bare, |(stem, _)| stem).to_owned()
}

/// What stands in a cell that may name several files.
fn parts(location: &str) -> impl Iterator<Item = &str> {
    location.split(['；', ';', '、', '，', ',', '\n'])
}

/// What to do about a cell that names no file that is there.
fn advice(stems: &Stems<'_>, location: &str) -> String {
    let parts: Vec<&str> = parts(location).collect();
    let named: Vec<_> = parts.iter().filter_map(|part| stems.get(&stem(part))).collect();
    match (&parts[..], &named[..]) {
        ([_], [files]) if let [file] = files[..] => {
            let below = file.file.strip_prefix(FOLDER).unwrap_or(&file.file).trim_start_matches('/');
            format!("是不是“{below}”：是的话，把文件名改成一样")
        }
        ([_, _, ..], [_, ..]) => "一行只写一个文件，几个文件分几行写".to_owned(),
        _ => hand_in(location),
    }
}

/// What a unit is to do about a file that is not there; the last clause is the office's.
fn hand_in(location: &str) -> String {
    let words = if links::is_likely(location) {
        "是网址的，以 http:// 或 https:// 开头；是文件的，随报送表一起报来，或改正文件名"
    } else {
        "把文件随报送表一起报来，或改正文件名"
    };
    format!("{words}；已经报来的，放进 {FOLDER}/")
}

/// A text without what people write in several ways in the name of a file: blanks, width, capitals.
fn bare(text: &str) -> String {
    half_width(text).to_lowercase().split_whitespace().collect()
}

/// What shows that a problem is put right is a file that is not there. Cells there may say other things than names
/// of files.
pub(super) fn proof_absent(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let reports = subject.ledger.handed_in().flat_map(|submission| &submission.rectifications);
    for report in reports {
        let files = report.absent.iter().filter(|line| is_file_name(line.as_str()));
        findings.extend(files.map(|file| {
            let message = format!("问题 {} 的佐证材料“{file}”没有收到", report.problem);
            let finding = Finding::new(Code::EvidenceAbsent, file.place_or(FOLDER), message);
            finding.help(hand_in(file.as_str()))
        }));
    }
}

/// Whether a text ends like the name of one file: `.pdf`, `.docx`.
fn is_file_name(text: &str) -> bool {
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
    (2..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A file lies among the evidence and nobody cites it. Of the folder of a unit that has not handed in,
/// nothing is said, and of none while workbooks or sheets are in doubt, which may cite any.
pub(super) fn uncited(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let is_unread = subject.ledger.handed_in().any(|submission| !submission.unread.is_empty());
    if is_unread || subject.ledger.refused.iter().any(|it| it.kind.is_none()) {
        return;
    }
    let listed = || subject.ledger.handed_in().flat_map(|submission| &submission.evidence);
    let cited: BTreeSet<&str> = listed().filter_map(|item| file_of(&item.standing)).collect();
    let said = subject.ledger.handed_in().flat_map(mentions);
    let said: Vec<String> = said.map(|words| bare(words.as_str())).collect();
    let absent = listed().filter(|item| item.standing == Standing::Absent);
    let absent = absent.filter_map(|item| item.location.as_ref());
    let likened: BTreeSet<String> = absent.flat_map(|location| parts(location.as_str())).map(stem).collect();
    let exhibits = subject.ledger.exhibits.values().filter(|exhibit| !cited.contains(&*exhibit.file));
    let exhibits = exhibits.filter(|exhibit| !is_awaited(subject, exhibit));
    let exhibits = exhibits.filter(|exhibit| !likened.contains(&stem(name(exhibit))));
    let is_said = |name: &str| said.iter().any(|text| text.contains(name));
    let uncited = exhibits.filter(|exhibit| !is_said(&bare(name(exhibit))));
    findings.extend(uncited.map(|exhibit| {
        let message = format!("“{}”没有被任何单位引用", name(exhibit));
        Finding::new(Code::EvidenceUncited, Place::file(exhibit.file.clone()), message)
            .help("在佐证材料表里列出它，或移出这个文件夹")
    }));
}

fn file_of(standing: &Standing) -> Option<&str> {
    match standing {
        Standing::File(path) => Some(path),
        Standing::Link | Standing::Numbered | Standing::Absent => None,
    }
}

/// Whether a file lies in the folder of a unit whose workbook is still to come.
fn is_awaited(subject: Subject<'_>, exhibit: &Exhibit) -> bool {
    let path = exhibit.file.strip_prefix(FOLDER).unwrap_or_default();
    let folder = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    subject.plan.names.unit(folder).is_some_and(|unit| subject.ledger.submission(unit).is_none())
}

/// Cells beside the list of evidence in which a unit may name a file.
fn mentions(submission: &Submission) -> impl Iterator<Item = &Words> {
    let reports = submission.rectifications.iter().filter_map(|report| report.evidence.as_ref());
    let disclosures = submission.disclosures.iter().filter_map(|disclosure| disclosure.location.as_ref());
    let publicity = submission.publicity.iter().filter_map(|report| report.location.as_ref());
    reports.chain(disclosures).chain(publicity)
}

fn name(exhibit: &Exhibit) -> &str {
    exhibit.file.rsplit('/').next().unwrap_or(&exhibit.file)
}

/// The same file lies among the evidence under two names.
pub(super) fn twice(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let mut first: BTreeMap<(u64, &str), &Exhibit> = BTreeMap::new();
    for exhibit in subject.ledger.exhibits.values() {
        let known = *first.entry((exhibit.size, &exhibit.sha256)).or_insert(exhibit);
        if known.file != exhibit.file {
            let message = format!("“{}”与“{}”是同一个文件", name(exhibit), name(known));
            let finding = Finding::new(Code::EvidenceTwice, Place::file(exhibit.file.clone()), message);
            let finding = finding.related(Place::file(known.file.clone()), "内容相同的文件");
            findings.push(finding.help("是同一份材料就只留一个；放错了就换成要交的文件"));
        }
    }
}
