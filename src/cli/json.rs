//! Findings as JSON, for other programs.

use serde::Serialize;

use crate::base::{Finding, Place, Spot};

use super::say;

/// The version of this output's shape.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    findings: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    place: Spotted<'a>,
    related: Vec<Related<'a>>,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct Related<'a> {
    place: Spotted<'a>,
    note: &'a str,
}

#[derive(Serialize)]
struct Spotted<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    cell: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
}

/// Prints all findings as one JSON object.
pub(super) fn print(findings: &[Finding]) {
    let report = Report { format: FORMAT, findings: findings.iter().map(entry).collect() };
    // Strings and numbers always serialise.
    say::line(format_args!("{}", serde_json::to_string_pretty(&report).unwrap_or_default()));
}

fn entry(finding: &Finding) -> Entry<'_> {
    Entry {
        code: finding.code.name(),
        severity: finding.severity().name(),
        message: &finding.message,
        place: spotted(&finding.place),
        related: finding
            .related
            .iter()
            .map(|related| Related { place: spotted(&related.place), note: &related.note })
            .collect(),
        help: finding.help.as_deref(),
    }
}

fn spotted(place: &Place) -> Spotted<'_> {
    let nowhere = Spotted { file: &place.file, sheet: None, cell: None, line: None, column: None };
    match &place.spot {
        Spot::Whole => nowhere,
        Spot::Sheet(sheet) => Spotted { sheet: Some(sheet), ..nowhere },
        Spot::Cell { sheet, cell } => Spotted { sheet: Some(sheet), cell: Some(cell.to_string()), ..nowhere },
        Spot::Text { line, column } => Spotted { line: Some(*line), column: Some(*column), ..nowhere },
    }
}
