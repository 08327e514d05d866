//! A unit's workbook: its form, filled in.

use juanzong::base::Date;
use juanzong::ledger::Ledger;
use juanzong::plan::{Plan, SheetKind, SheetLayout, UnitId};
use juanzong::workbook;

use super::answers::Clerk;
use super::cell::{Cell, Row};
use super::fill::{self, Filling};
use super::{Failed, Made, answers, citations, faults, problems, published};

/// The people to ask; nobody's name.
const CONTACTS: [&str; 10] = [
    "联系人甲",
    "联系人乙",
    "联系人丙",
    "联系人丁",
    "联系人戊",
    "联系人己",
    "联系人庚",
    "联系人辛",
    "联系人壬",
    "联系人癸",
];

/// The days of March on which units hand in, all of them working days before the deadline.
const DAYS: [i8; 9] = [14, 15, 16, 17, 20, 21, 22, 23, 24];

/// Makes the workbook of a unit; `ledger` holds the problems of the rounds, which forms list.
pub(super) fn file(plan: &Plan, ledger: &Ledger, unit: UnitId) -> Result<Made, Failed> {
    let name = plan.unit(unit).name.as_str();
    let clerk = Clerk { unit, name, contact: CONTACTS[unit.0 % CONTACTS.len()] };
    let form = workbook::form(plan, ledger, unit).map_err(|finding| finding.to_string())?;
    let fillings: Vec<Filling<'_>> = (0..)
        .zip(&plan.sheets.submission)
        .map(|(number, layout)| filling(plan, clerk, number, layout))
        .collect();
    Ok(Made { path: format!("inputs/submissions/{name}.xlsx"), bytes: fill::filled(&form, &fillings)? })
}

/// The line above the table is filled in on the first sheet; some clerks do it on each.
fn filling<'a>(plan: &Plan, clerk: Clerk<'_>, number: usize, layout: &'a SheetLayout) -> Filling<'a> {
    let is_on_each = clerk.unit.0 % 5 == 3;
    let line = if number == 0 || is_on_each { line(clerk) } else { Vec::new() };
    Filling { layout, line, rows: rows(plan, clerk, layout.kind.value) }
}

fn line(clerk: Clerk<'_>) -> Vec<(&'static str, Cell)> {
    vec![
        ("填报日期", Cell::day(handed_in(clerk), clerk.unit.0 / 2)),
        ("联系人", Cell::text(clerk.contact)),
        ("电话", Cell::text("演示电话")),
    ]
}

fn rows(plan: &Plan, clerk: Clerk<'_>, kind: SheetKind) -> Vec<Row> {
    match kind {
        SheetKind::SelfCheck => answers::rows(plan, clerk),
        SheetKind::Evidence => citations::rows(plan, clerk),
        SheetKind::Rectification => problems::reports(clerk),
        SheetKind::Disclosure => published::disclosures(plan, clerk),
        SheetKind::Publicity => published::reports(plan, clerk),
        SheetKind::Visit | SheetKind::Problem => Vec::new(),
    }
}

fn handed_in(clerk: Clerk<'_>) -> Date {
    let late = faults::LATE.iter().find(|(unit, _)| *unit == clerk.name);
    late.map_or_else(|| Date::constant(2023, 3, DAYS[clerk.unit.0 % DAYS.len()]), |(_, day)| *day)
}
