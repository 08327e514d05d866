//! What a person sees on the terminal: at most one screenful.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::{Failure, Finding, Severity, fault_count};
use crate::run::{Built, Change, Forms, Preview, Proved, Returns, TracedDocument, Typeset};

use super::say;

/// How many findings are shown in full.
const SHOWN: usize = 10;
/// How many lines they have at most, all together; the first is shown whole.
const LINES: usize = 48;
/// How many lines each table of sums has at most.
const SUMS: usize = 8;

/// Says why nothing could be made.
pub(super) fn failure(failure: &Failure) {
    say::complaint(format_args!("失败：{failure}"));
}

/// Sums of findings by unit, else by file, and by code, the worst in full, and where all of them stand.
pub(super) fn findings(findings: &[Finding], list: Option<&str>) {
    let errors = fault_count(findings);
    say::line(format_args!("发现的问题：错误 {errors} 条，提醒 {} 条", findings.len() - errors));
    if findings.is_empty() {
        return;
    }
    sums("按单位", findings, |finding| {
        finding.unit.clone().unwrap_or_else(|| finding.place.file.to_string())
    });
    sums("按种类", findings, |finding| {
        format!("{} {}（{}）", finding.severity().label(), finding.code.meaning(), finding.code.name())
    });
    let worst = worst(findings);
    say::line(format_args!("\n其中{}条：", worst.len()));
    let shown = worst.len();
    for finding in worst {
        say::line(format_args!("\n{finding}"));
    }
    if let Some(list) = list {
        say::line(format_args!("\n全部问题见 {list}"));
    } else if findings.len() > shown {
        say::line(format_args!("\n要看全部问题，用 --format json，或 check -o 文件"));
    }
}

/// The first findings, errors before warnings, as many as a screen holds.
fn worst(findings: &[Finding]) -> Vec<&Finding> {
    let of = |severity| findings.iter().filter(move |finding| finding.severity() == severity);
    let mut left = LINES;
    let fits = |finding: &&Finding| {
        let is_first = left == LINES;
        let lines = finding.to_string().lines().count();
        left = left.saturating_sub(lines);
        is_first || left > 0
    };
    of(Severity::Error).chain(of(Severity::Warning)).take(SHOWN).take_while(fits).collect()
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
    say::line(format_args!("\n{title}："));
    for (key, (_, count)) in counts.iter().take(SUMS) {
        say::line(format_args!("{count:>6}  {key}"));
    }
    if counts.len() > SUMS {
        say::line(format_args!("        另有 {} 项", counts.len() - SUMS));
    }
}

/// What was made and where it lies.
pub(super) fn built(built: &Built) {
    say::line(format_args!(
        "\n生成文书 {} 份，共 {} 页，在 {}",
        built.documents,
        built.pages,
        built.folder.display()
    ));
    if built.missing > 0 {
        say::line(format_args!("另有 {} 份因为上面的错误没有生成", built.missing));
    }
    if !built.own_faces.is_empty() {
        say::line(format_args!("用了自己的字体：{}", built.own_faces.join("、")));
    }
    if built.has_stand_in {
        say::line(format_args!(
            "标题用自带的宋体粗体代替小标宋；换成自己的字体，见 README 的“自己的字体和尺寸”"
        ));
    }
}

/// What a build would change, each kind of change with its documents and their reasons.
pub(super) fn changes(changes: &[Preview]) {
    let same = changes.iter().filter(|preview| preview.change == Change::Same).count();
    say::line(format_args!("\n没有写任何文件。不变的文书 {same} 份"));
    let kinds = ["新增", "改动", "移到 output/过期"];
    for (kind, title) in kinds.into_iter().enumerate() {
        let these: Vec<&Preview> =
            changes.iter().filter(|preview| kind_of(&preview.change) == Some(kind)).collect();
        if !these.is_empty() {
            say::line(format_args!("\n{title} {} 份：", these.len()));
        }
        for preview in these {
            let reasons = match &preview.change {
                Change::Replaced(reasons) => format!("：{}", reasons.join("；")),
                _ => String::new(),
            };
            say::line(format_args!("  {}{reasons}", preview.name));
        }
    }
}

const fn kind_of(change: &Change) -> Option<usize> {
    match change {
        Change::New => Some(0),
        Change::Replaced(_) => Some(1),
        Change::Outdated => Some(2),
        Change::Same => None,
    }
}

/// Where the new workspace lies, and what to do next.
pub(super) fn initiated(folder: &Path) {
    let folder = folder.display();
    say::line(format_args!("新工作区建好了：{folder}"));
    say::line(format_args!("\n接下来："));
    say::line(format_args!("  1. 打开 {folder}/inputs/plan 里的文件，按里面的说明改成本地的内容"));
    say::line(format_args!("  2. juanzong check --workspace {folder}    检查改得对不对"));
    say::line(format_args!("  3. juanzong build --workspace {folder}    生成文书，放在 output 里"));
    say::line(format_args!(
        "  4. juanzong forms --workspace {folder}    给各单位做填报表，放在 output/forms 里"
    ));
    say::line(format_args!(
        "各单位交来的表放进 inputs/submissions，检查表放进 inputs/inspections，佐证材料放进 inputs/evidence"
    ));
}

/// How many forms were made and where they lie.
pub(super) fn forms(forms: &Forms) {
    say::line(format_args!("\n做好填报表 {} 份，在 {}", forms.count, forms.folder.display()));
    if forms.handed_in > 0 {
        say::line(format_args!(
            "其中 {} 个单位已经报送过，新表里没有它们填过的内容；要补充，就在它们交来的表上接着填",
            forms.handed_in
        ));
    }
}

/// What became of workbooks that went back before, and how many go back now.
pub(super) fn returns(returns: &Returns) {
    for again in &returns.again {
        let (mended, unmended) = (again.mended.len(), again.unmended.len());
        let settled = match again.settled {
            0 => String::new(),
            count => format!("，没有改但已经不算错 {count} 处"),
        };
        say::line(format_args!(
            "\n退回后又报来的 {}：标注的 {} 处，改了 {mended} 处{}，没有改 {unmended} 处{}{settled}；标注以外改了 {} 处",
            again.file,
            mended + unmended + again.settled,
            listed(&again.mended),
            listed(&again.unmended),
            again.elsewhere
        ));
    }
    match returns.names.len() {
        0 => say::line(format_args!("\n没有要退回的报送表")),
        count => say::line(format_args!(
            "\n要退回的报送表 {count} 份{}，在 {}",
            listed(&returns.names),
            returns.folder.display()
        )),
    }
    if !returns.by_hand.is_empty() {
        say::line(format_args!(
            "另有 {} 个文件有错误，程序退不回去，请按问题清单自行退回{}",
            returns.by_hand.len(),
            listed(&returns.by_hand)
        ));
    }
    if !returns.copied.is_empty() {
        say::line(format_args!(
            "其中 {} 份{}原来不是 .xlsx 格式，内容抄到了填报表里，原件放在旁边（-原件），请一并退回",
            returns.copied.len(),
            listed(&returns.copied)
        ));
    }
}

/// As many words as a line holds, in brackets.
fn listed(words: &[String]) -> String {
    let more = if words.len() > SUMS { "等" } else { "" };
    let first: Vec<&str> = words.iter().take(SUMS).map(String::as_str).collect();
    if first.is_empty() { String::new() } else { format!("（{}{more}）", first.join("、")) }
}

/// Where a PDF lies that was made from Markdown.
pub(super) fn typeset(typeset: &Typeset) {
    say::line(format_args!("排成 {} 页：{}", typeset.pages, typeset.file.display()));
}

/// The figures of a document with their places.
pub(super) fn traced(traced: &TracedDocument) {
    say::line(format_args!("{}", traced.name));
    for figure in &traced.figures {
        say::line(format_args!("\n{}", figure.text));
        for place in figure.places.iter() {
            say::line(format_args!("  ← {place}"));
        }
    }
    if traced.is_edited {
        say::line(format_args!("\n这份文书的 Markdown 手工修改过，改动的文字没有来源可查"));
    }
}

/// The clauses one by one, with page and millimetres for those that are not met.
pub(super) fn proved(proved: &Proved) {
    say::line(format_args!("{proved}"));
}
