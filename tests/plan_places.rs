//! Promise: whatever is wrong in a plan of the right shape is named at line and column, and so is the other side.
//!
//! The second county's plan is changed value by value, in every way that a slip of a clerk changes one; what the rules
//! over the plan say then must point into a file. In the end, all of them were heard.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by panicking what is wrong")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use juanzong::base::{Code, Finding, Place, Spot};
use juanzong::check::{self, Subject};
use juanzong::ledger::{self, Sources};
use juanzong::plan::{self, PlanText};

/// The second county, with a sentence that speaks of whatever a plan may speak of.
fn texts() -> Vec<PlanText> {
    let wordy = [
        (
            "- 安装计量表具，建立用水台账\n      - 张贴",
            "- 一是按附件1安装计量表具（检查组），直至验收结束，见《节水机关建设检查方案》（演节水发〔2024〕1号）\n      - 二是张贴",
        ),
        ("逐个单位验收", "成立东组，由用水办统一验收，各项指标达标"),
        ("name: 办公室\n", "name: 办公室\n  aliases: [用水办]\n"),
        ("name: 检查组\n", "name: 检查组\n    aliases: [考核组, 宣传组]\n"),
        ("检查节水器具和用水台账", "做好检查、考核、宣传工作"),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/second-county").join(plan::FOLDER);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let text = |path: &Path| PlanText {
        file: format!("{}/{}", plan::FOLDER, path.file_name().unwrap().to_str().unwrap()),
        text: wordy
            .iter()
            .fold(fs::read_to_string(path).unwrap(), |text, (plain, wordy)| text.replace(plain, wordy)),
    };
    let mut texts: Vec<PlanText> = files.map(|path| text(&path)).collect();
    texts.sort_by(|a, b| a.file.cmp(&b.file));
    texts
}

/// What reading and checking say of a plan of the right shape; none of one of another shape.
fn found(texts: &[PlanText]) -> Option<Vec<Finding>> {
    let mut findings = Vec::new();
    let plan = plan::read(texts).take(&mut findings)?;
    let ledger = ledger::merge(&plan, &Sources::default()).value;
    let as_of = plan.campaign.as_of.as_ref()?.value;
    findings.extend(check::examine(Subject { plan: &plan, ledger: &ledger, as_of }));
    Some(findings)
}

/// The same line with one value changed, in every way.
fn slips(line: &str) -> Vec<String> {
    let mut slips = Vec::new();
    let replaced =
        |at: usize, length: usize, by: &str| format!("{}{by}{}", &line[..at], &line[at + length..]);
    for (at, run) in runs(line, |c| c.is_ascii_digit()) {
        let number: u64 = run.parse().unwrap();
        let others = [number + 1, number.saturating_sub(1)];
        let others = others.map(|other| format!("{other:0width$}", width = run.len()));
        slips.extend(others.iter().map(|other| replaced(at, run.len(), other)));
    }
    for (at, run) in runs(line, |c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        let (second, _) = run.char_indices().nth(1).unwrap_or((0, ' '));
        slips.push(replaced(at + second, 3, ""));
        slips.push(replaced(at + second, 0, "某"));
        slips.push(replaced(at, run.len(), "某某"));
    }
    for (sign, other) in [
        ("（", "("),
        ("〔2024〕", "[2024]"),
        ("[", "[ ]#"),
        ("附件1", "附件9"),
        ("number: 演节水发〔2024〕1号, ", ""),
        (",", ", 某某,"),
        ("某", "某 "),
        ("title: 县", "title: "),
        ("检查组组长", "县乙局局长"),
        (
            "    members: [各局]",
            "      - {role: 副组长, people: [{name: 某丙, title: 县丙镇镇长}]}\n    members: [各局]",
        ),
    ] {
        slips.extend(line.match_indices(sign).map(|(at, sign)| replaced(at, sign.len(), other)));
    }
    slips.extend([String::new(), format!("{line}\n{line}")]);
    slips
}

/// The longest stretches of such characters, each with where it begins.
fn runs(line: &str, is_wanted: fn(char) -> bool) -> Vec<(usize, &str)> {
    let pieces = line.split(|c| !is_wanted(c)).filter(|piece| !piece.is_empty());
    pieces.map(|piece| (piece.as_ptr() as usize - line.as_ptr() as usize, piece)).collect()
}

/// Whether a place is one of a file that holds so many lines, with a column.
fn points_into(place: &Place, texts: &[PlanText]) -> bool {
    let Spot::Text { line, column } = place.spot else { return false };
    let text = texts.iter().find(|text| text.file == *place.file);
    let line = text.and_then(|text| text.text.lines().nth(line as usize - 1));
    line.is_some_and(|line| (1..=line.chars().count()).contains(&(column as usize)))
}

/// Looks at the places of all findings over one plan and notes which codes were heard.
fn look(texts: &[PlanText], heard: &mut BTreeSet<&'static str>) {
    for finding in found(texts).unwrap_or_default() {
        let related = finding.related.iter().map(|related| &related.place);
        for place in related.chain([&finding.place]) {
            assert!(points_into(place, texts), "{finding}");
        }
        heard.insert(finding.code.name());
    }
}

#[test]
fn whatever_is_wrong_in_a_plan_of_the_right_shape_is_named_at_line_and_column() {
    let sound = texts();
    let mut heard = BTreeSet::new();
    for file in 0..sound.len() {
        let lines: Vec<&str> = sound[file].text.lines().collect();
        for (k, line) in lines.iter().enumerate() {
            for slip in slips(line) {
                let mut texts = sound.clone();
                let changed =
                    lines[..k].iter().copied().chain([&*slip]).chain(lines[k + 1..].iter().copied());
                texts[file].text = changed.collect::<Vec<_>>().join("\n");
                look(&texts, &mut heard);
            }
        }
    }
    let mut bare = sound;
    let indicators = bare.iter_mut().find(|text| text.file.ends_with("/indicators.yaml")).unwrap();
    indicators.text = "format: 1\nname: 演示指标\nindicators: []\n".to_owned();
    look(&bare, &mut heard);
    let all: BTreeSet<&str> = Code::ALL
        .iter()
        .filter(|code| (Code::PlanUnitUnknown..=Code::EnumerationOrder).contains(code))
        .map(|code| code.name())
        .collect();
    assert_eq!(all.difference(&heard).collect::<Vec<_>>(), [&""; 0]);
}
