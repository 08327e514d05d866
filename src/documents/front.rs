//! The front matter that the documents of a campaign share.

use crate::base::{Traced, Words};
use crate::elements::{Colophon, Elements, Layout, Numbers, Seal, Signature, TableElement};
use crate::plan::{DocumentPlan, Plan};

/// What stands for a document number that nobody has given yet.
const NUMBER_TO_COME: &str = "（文号待编）";

/// The front matter of a document with letterhead, signed and sealed by the issuer.
pub(super) fn letterhead(plan: &Plan, entry: &DocumentPlan, addressees: Option<Words>) -> Elements {
    let issuer = &plan.campaign.issuer;
    let number = entry.number.clone().unwrap_or_else(|| Words::untraced(NUMBER_TO_COME));
    Elements {
        layout: Some(layout(Layout::Official)),
        issuers: vec![issuer.mark.as_ref().unwrap_or(&issuer.name).clone()],
        mark: issuer.mark_suffix.clone(),
        document_number: Some(number),
        addressees: entry.addressees.clone().or(addressees),
        signature: Some(Signature {
            issuers: vec![issuer.name.clone()],
            seal: Some(Traced::from_places(Seal::Seal, Seal::Seal.name(), [])),
            posts: Vec::new(),
        }),
        date: entry.date.clone(),
        note: entry.note.clone(),
        colophon: colophon(plan, entry),
        ..plain(plan, Layout::Official)
    }
}

/// The front matter of a document without letterhead.
pub(super) fn plain(plan: &Plan, form: Layout) -> Elements {
    Elements {
        layout: Some(layout(form)),
        watermark: plan.campaign.watermark.clone(),
        author: Some(plan.campaign.issuer.name.clone()),
        ..Elements::default()
    }
}

/// A table of these relative widths, its columns from 1 that are merged downwards, turned or not.
pub(super) fn table(widths: &[u32], merge_down: &[u32], is_turned: bool) -> TableElement {
    TableElement {
        widths: Some(numbers(widths)),
        merge_down: (!merge_down.is_empty()).then(|| numbers(merge_down)),
        turned: is_turned.then(|| Traced::from_places(true, "true", [])),
        ..TableElement::default()
    }
}

fn numbers(numbers: &[u32]) -> Traced<Numbers> {
    let numbers = Numbers(numbers.to_vec());
    let text = numbers.text();
    Traced::from_places(numbers, text, [])
}

fn layout(layout: Layout) -> Traced<Layout> {
    Traced::from_places(layout, layout.name(), [])
}

fn colophon(plan: &Plan, entry: &DocumentPlan) -> Option<Colophon> {
    let printing_office = plan.campaign.issuer.printing_office.clone();
    (printing_office.is_some() || !entry.cc.is_empty()).then(|| Colophon {
        cc: entry.cc.clone(),
        printing_date: entry.date.clone().filter(|_| printing_office.is_some()),
        printing_office,
    })
}
