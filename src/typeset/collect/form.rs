//! What a form of documents has no place for: it is not printed, and a finding says so.
//!
//! **Source:** GB/T 9704-2012 §10.

use crate::base::{Code, Finding, Words};
use crate::elements::{Layout, Signature};

use super::Collector;

impl Collector<'_, '_> {
    /// Minutes are neither signed nor sealed. **Source:** §10.3.
    pub(super) fn has_signature(&self) -> bool {
        self.layout != Layout::Minutes
    }

    pub(super) fn report_unplaced(&mut self) {
        match self.layout {
            Layout::Letter => {
                self.report_printing();
                self.report_further_issuers();
            }
            Layout::Minutes => {
                let signature = self.manuscript.elements.signature.as_ref();
                let names: Vec<&Words> = signature.into_iter().flat_map(|names| &names.issuers).collect();
                self.leave_out(&names, "纪要不署名，也不盖章");
            }
            _ => {}
        }
    }

    /// The colophon of a letter has no printing office and no day. **Source:** §10.1.
    fn report_printing(&mut self) {
        let Some(colophon) = &self.manuscript.elements.colophon else { return };
        let office = colophon.printing_office.iter();
        self.leave_out(&office.collect::<Vec<_>>(), "信函的版记不印印发机关和印发日期");
    }

    /// The mark of a letter names its host alone; the others sign it. **Source:** §10.1.
    fn report_further_issuers(&mut self) {
        let elements = &self.manuscript.elements;
        let signing = |name: &&Words| {
            let is_signed = |signature: &Signature| signature.issuers.contains(name);
            elements.signature.as_ref().is_some_and(is_signed)
        };
        let others = elements.issuers.iter().skip(1).filter(|name| !signing(name));
        self.leave_out(&others.collect::<Vec<_>>(), "联合发文的信函，版头只用主办机关的标志");
    }

    fn leave_out(&mut self, words: &[&Words], why: &str) {
        let Some(first) = words.first() else { return };
        let place = self.origin(1).of(first).place();
        let names = words.iter().map(|words| words.as_str()).collect::<Vec<_>>().join("、");
        let finding = Finding::new(Code::ElementUnplaced, place, format!("{why}，“{names}”没有印出"));
        self.findings.push(finding.help("删去这一项，或改用其他格式"));
    }
}
