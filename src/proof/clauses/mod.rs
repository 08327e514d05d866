//! The clauses, and which layout is held to which.
//!
//! In: the parts of pages. Out: for each clause what was measured and what differs. A rule looks only at
//! what it speaks of: where the pages have nothing of it, it is absent, not met.

mod annex;
mod body;
mod colophon;
mod folio;
mod grid;
mod head;
mod letter;
mod list;
mod minutes;
mod order;
mod paper;
mod signature;
mod title;

use super::judge::{Judgement, Part};
use super::report::{Clause, Source, Verdict};

pub(super) use list::rules;

/// A clause and how it is tested.
pub(super) struct Rule {
    pub(super) name: &'static str,
    number: &'static str,
    text: &'static str,
    source: Source,
    test: Test,
}

enum Test {
    Measure(fn(&Part<'_>, &mut Judgement)),
    Eye,
    Printer,
}

const fn rule(
    name: &'static str,
    number: &'static str,
    text: &'static str,
    source: Source,
    test: Test,
) -> Rule {
    Rule { name, number, text, source, test }
}

/// What a rule finds in all stretches of its layout.
pub(super) fn judge(rule: &Rule, parts: &[Part<'_>]) -> Clause {
    let (verdict, remarks) = match rule.test {
        Test::Eye => (Verdict::Eye, Vec::new()),
        Test::Printer => (Verdict::Printer, Vec::new()),
        Test::Measure(measure) => {
            let mut judgement = Judgement::default();
            for part in parts {
                measure(part, &mut judgement);
            }
            judgement.close()
        }
    };
    let Rule { name, number, text, source, .. } = *rule;
    Clause { name, number, text, source, verdict, remarks }
}
