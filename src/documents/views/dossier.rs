//! 验收卷宗, one volume for each first-level indicator: a cover, then a section for each second-level indicator.

use serde::Serialize;

use crate::base::{Words, count};
use crate::documents::book::{About, Book, Part};
use crate::documents::catalogue::Material;
use crate::documents::{Printed, Traces, entry_numbers, front, safe_name};
use crate::elements::{Elements, Layout};
use crate::ledger::{Answer, EvidenceItem, IndicatorId, Ledger, Standing};
use crate::plan::{DocumentPlan, FirstLevel, Indicator, Plan, SecondLevel, UnitId};

use super::tasks::{joined, labelled};

/// What `dossier-cover.md` prints.
#[derive(Debug, Clone, Serialize)]
pub struct DossierCover {
    /// The campaign's name.
    pub campaign: Printed,
    /// The name of the indicator system.
    pub system: Printed,
    /// The first-level indicator's title.
    pub name: Printed,
    /// Its number in Chinese numerals.
    pub numeral: Printed,
    /// Whether it has third-level indicators.
    pub has_range: bool,
    /// The first of its third-level indicators.
    pub from: Option<Printed>,
    /// The last one.
    pub to: Option<Printed>,
    /// How many third-level indicators it has.
    pub indicators: Printed,
    /// How many pieces of evidence are listed.
    pub items: Printed,
    /// How many of these are missing.
    pub missing: Printed,
    /// Who hands the volume in.
    pub office: Printed,
    /// The day of the figures.
    pub as_of: Printed,
}

/// What `dossier-section.md` prints.
#[derive(Debug, Clone, Serialize)]
pub struct DossierSection {
    /// The second-level indicator, id and title.
    pub name: Printed,
    /// Its third-level indicators.
    pub indicators: Vec<IndicatorEntry>,
}

/// A third-level indicator and what there is for it.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "templates ask by booleans what there is to print")]
pub struct IndicatorEntry {
    /// 一, 二 …
    pub numeral: Printed,
    /// The id.
    pub id: Printed,
    /// The title.
    pub name: Printed,
    /// The lead unit.
    pub lead: Printed,
    /// Whether it has supporting units.
    pub has_supporting: bool,
    /// The supporting units, as the plan lists them.
    pub supporting: Printed,
    /// The deadline.
    pub deadline: Printed,
    /// Whether evidence is asked for.
    pub has_wanted: bool,
    /// The evidence asked for.
    pub wanted: Printed,
    /// The lead unit's conclusion, or 缺.
    pub conclusion: Printed,
    /// Whether the lead unit says what it has done.
    pub has_work_done: bool,
    /// What the lead unit has done, or 缺.
    pub work_done: Printed,
    /// Whether the lead unit finds anything lacking.
    pub has_shortcomings: bool,
    /// What the lead unit finds lacking.
    pub shortcomings: Option<Printed>,
    /// Whether it does something about that.
    pub has_measures: bool,
    /// What it does about that.
    pub measures: Option<Printed>,
    /// Whether supporting units said anything.
    pub has_contributions: bool,
    /// What supporting units did (配合情况).
    pub contributions: Vec<Contribution>,
    /// Whether any evidence is listed.
    pub has_evidence: bool,
    /// The evidence.
    pub evidence: Vec<EvidenceRow>,
}

/// What a supporting unit did.
#[derive(Debug, Clone, Serialize)]
pub struct Contribution {
    /// The unit.
    pub unit: Printed,
    /// What it did.
    pub work_done: Printed,
}

/// A piece of evidence in the list of a volume (卷内目录).
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceRow {
    /// Its number under the indicator.
    pub number: Printed,
    /// 题名.
    pub title: Printed,
    /// 文号.
    pub document_number: Option<Printed>,
    /// 责任者.
    pub author: Option<Printed>,
    /// 日期.
    pub formed_on: Option<Printed>,
    /// 页数.
    pub pages: Option<Printed>,
    /// 报送单位.
    pub unit: Printed,
    /// 文件, 链接, 文号, or 缺.
    pub standing: Printed,
}

/// The volumes.
pub(in crate::documents) fn books(material: Material<'_>, entry: &DocumentPlan) -> Vec<Book> {
    let mut ids = 0;
    let mut books = Vec::new();
    for (index, first) in material.plan.indicators.indicators.iter().enumerate() {
        if entry.is_about(first.id.as_str()) {
            books.push(volume(material, entry, (index, first), ids));
        }
        ids += first.children.iter().map(|second| second.children.len()).sum::<usize>();
    }
    books
}

/// `ids` counts the third-level indicators before this volume.
fn volume(
    material: Material<'_>,
    entry: &DocumentPlan,
    (index, first): (usize, &FirstLevel),
    ids: usize,
) -> Book {
    let mut parts = vec![cover(material, (index, first), ids)];
    let mut next = ids;
    for (position, second) in first.children.iter().enumerate() {
        parts.push(section(material, second, position, next));
        next += second.children.len();
    }
    let name = format!("dossiers/{}", safe_name(&format!("卷{}-{}", first.id, first.name)));
    let about = About { unit: None, id: Some(first.id.value.clone()) };
    Book::of(name, entry, about, parts)
}

fn cover(material: Material<'_>, (index, first): (usize, &FirstLevel), ids: usize) -> Part {
    let Material { plan, ledger, as_of } = material;
    let mut traces = Traces::default();
    let thirds: Vec<&Indicator> = first.children.iter().flat_map(|second| &second.children).collect();
    let items: Vec<&EvidenceItem> =
        (ids..ids + thirds.len()).flat_map(|id| ledger.evidence(IndicatorId(id))).collect();
    let missing = items.iter().filter(|item| item.standing == Standing::Absent);
    let view = DossierCover {
        campaign: traces.words(&plan.campaign.name),
        system: traces.words(&plan.indicators.name),
        name: traces.words(&first.name),
        numeral: entry_numbers(index, &first.name, &mut traces).1,
        has_range: !thirds.is_empty(),
        from: thirds.first().map(|third| traces.words(&third.id)),
        to: thirds.last().map(|third| traces.words(&third.id)),
        indicators: traces.number(&count(thirds.iter().filter_map(|third| third.id.place()))),
        items: traces.number(&count(items.iter().map(|item| &item.place))),
        missing: traces.number(&count(missing.map(|item| &item.place))),
        office: traces.words(&plan.campaign.issuer.office),
        as_of: traces.words(as_of),
    };
    Part { name: "01-封面".to_owned(), ..Part::of(view, traces, front::plain(plan, Layout::Cover)) }
}

fn section(material: Material<'_>, second: &SecondLevel, position: usize, ids: usize) -> Part {
    let Material { plan, ledger, .. } = material;
    let mut traces = Traces::default();
    let thirds = second.children.iter().enumerate();
    let indicators: Vec<_> = thirds
        .map(|(index, third)| {
            indicator_entry(plan, ledger, (index, third), IndicatorId(ids + index), &mut traces)
        })
        .collect();
    let table = || front::table(&[8, 24, 15, 14, 26, 8, 16, 8], &[], false);
    let tables = indicators.iter().filter(|entry| entry.has_evidence).map(|_| table()).collect();
    let view = DossierSection { name: traces.words(&labelled(&second.id, &second.name)), indicators };
    let elements = Elements { tables, ..front::plain(plan, Layout::Report) };
    let name = safe_name(&format!("{:02}-{} {}", position + 2, second.id, second.name));
    Part { name, ..Part::of(view, traces, elements) }
}

fn indicator_entry(
    plan: &Plan,
    ledger: &Ledger,
    (index, third): (usize, &Indicator),
    id: IndicatorId,
    traces: &mut Traces,
) -> IndicatorEntry {
    let answer = third.lead_unit.and_then(|lead| ledger.answer(lead, id));
    let contributions = contributions(plan, ledger, third, id, traces);
    let evidence: Vec<_> = ledger
        .evidence(id)
        .enumerate()
        .map(|(number, item)| evidence_row(plan, number, item, traces))
        .collect();
    IndicatorEntry {
        numeral: entry_numbers(index, &third.name, traces).1,
        id: traces.words(&third.id),
        name: traces.words(&third.name),
        lead: traces.words(&third.lead),
        has_supporting: !third.supporting.is_empty(),
        supporting: traces.words(&joined(&third.supporting, "、")),
        deadline: traces.words(&third.deadline),
        has_wanted: !third.evidence.is_empty(),
        wanted: traces.words(&joined(&third.evidence, "、")),
        conclusion: traces.or_missing(answer.map(|answer| &answer.conclusion)),
        has_work_done: answer.is_some_and(|answer| answer.work_done.is_some()),
        work_done: traces.or_missing(answer.and_then(|answer| answer.work_done.as_ref())),
        has_shortcomings: answer.is_some_and(|answer| answer.shortcomings.is_some()),
        shortcomings: optional(answer, |answer| answer.shortcomings.as_ref(), traces),
        has_measures: answer.is_some_and(|answer| answer.measures.is_some()),
        measures: optional(answer, |answer| answer.measures.as_ref(), traces),
        has_contributions: !contributions.is_empty(),
        contributions,
        has_evidence: !evidence.is_empty(),
        evidence,
    }
}

fn optional(
    answer: Option<&Answer>,
    field: impl Fn(&Answer) -> Option<&Words>,
    traces: &mut Traces,
) -> Option<Printed> {
    answer.and_then(field).map(|words| traces.words(words))
}

fn contributions(
    plan: &Plan,
    ledger: &Ledger,
    third: &Indicator,
    id: IndicatorId,
    traces: &mut Traces,
) -> Vec<Contribution> {
    let said = |unit: &UnitId| Some((*unit, ledger.answer(*unit, id)?.work_done.as_ref()?));
    let all = third.supporting_units.iter().filter_map(said);
    all.map(|(unit, work_done)| Contribution {
        unit: traces.words(&plan.unit(unit).name),
        work_done: traces.words(work_done),
    })
    .collect()
}

fn evidence_row(plan: &Plan, number: usize, item: &EvidenceItem, traces: &mut Traces) -> EvidenceRow {
    EvidenceRow {
        number: entry_numbers(number, &item.title, traces).0,
        title: traces.words(&item.title),
        document_number: item.document_number.as_ref().map(|number| traces.words(number)),
        author: item.author.as_ref().map(|author| traces.words(author)),
        formed_on: item.formed_on.as_ref().map(|day| traces.words(day)),
        pages: item.pages.as_ref().map(|pages| traces.words(pages)),
        unit: traces.words(&plan.unit(item.unit).name),
        standing: traces.words(&standing(item)),
    }
}

fn standing(item: &EvidenceItem) -> Words {
    let word = match item.standing {
        Standing::File(_) => "文件",
        Standing::Link => "链接",
        Standing::Numbered => "文号",
        Standing::Absent => "缺",
    };
    item.location.as_ref().unwrap_or(&item.title).with(word.to_owned(), word)
}
