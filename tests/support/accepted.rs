//! The rows that are in a ledger.

use juanzong::base::Place;
use juanzong::ledger::Ledger;

/// The place of every row of the ledger: rounds first, then units, each list in its order.
pub(crate) fn rows(ledger: &Ledger) -> Vec<&Place> {
    let mut places = Vec::new();
    for round in &ledger.rounds {
        places.extend(round.visits.iter().map(|visit| &visit.place));
        places.extend(round.problems.iter().map(|problem| &problem.place));
    }
    for submission in ledger.handed_in() {
        places.extend(submission.answers.iter().map(|answer| &answer.place));
        places.extend(submission.evidence.iter().map(|item| &item.place));
        places.extend(submission.rectifications.iter().map(|report| &report.place));
        places.extend(submission.disclosures.iter().map(|disclosure| &disclosure.place));
        places.extend(submission.publicity.iter().map(|report| &report.place));
    }
    places
}
