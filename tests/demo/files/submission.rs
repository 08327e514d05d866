//! A unit's workbook: 自查自纠, 佐证材料 and, for units with problems and some without, 问题整改.

use juanzong::base::Date;
use juanzong::plan::{Plan, SheetKind, SheetLayout, UnitId};

use super::answers::Clerk;
use super::cell::{Cell, Row};
use super::workbook::{self, Table};
use super::{Failed, Made, answers, citations, faults, problems};

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

/// The day on which units report on their problems, after the second round.
const REPORTED: Date = Date::constant(2023, 4, 9);

/// Makes the workbook of a unit.
pub(super) fn file(plan: &Plan, unit: UnitId) -> Result<Made, Failed> {
    let name = plan.unit(unit).name.as_str();
    let clerk = Clerk { unit, name, contact: CONTACTS[unit.0 % CONTACTS.len()] };
    let layouts = plan.sheets.submission.iter();
    let tables: Vec<Table<'_>> = layouts.filter_map(|layout| table(plan, clerk, layout)).collect();
    let bytes = workbook::bytes(&format!("{name}填报表（示例）"), &tables)?;
    Ok(Made { path: format!("inputs/submissions/{name}.xlsx"), bytes })
}

fn table<'a>(plan: &Plan, clerk: Clerk<'_>, layout: &'a SheetLayout) -> Option<Table<'a>> {
    let rows = rows(plan, clerk, layout.kind.value)?;
    let handed_in = match layout.kind.value {
        SheetKind::Rectification => REPORTED,
        _ => handed_in(clerk),
    };
    Some(Table {
        layout,
        title: format!("{}{}情况表（示例）", plan.campaign.name, layout.name),
        line: vec![
            ("填报单位", Cell::text(known_as(plan, clerk.unit))),
            ("填报日期", Cell::day(handed_in, clerk.unit.0 / 2)),
            ("联系人", Cell::text(clerk.contact)),
            ("电话", Cell::text("演示电话")),
        ],
        is_joined: clerk.unit.0 % 5 == 3,
        rows,
    })
}

/// The rows of a sheet; none where the unit leaves the sheet out.
fn rows(plan: &Plan, clerk: Clerk<'_>, kind: SheetKind) -> Option<Vec<Row>> {
    match kind {
        SheetKind::SelfCheck => Some(answers::rows(plan, clerk)),
        SheetKind::Evidence => Some(citations::rows(plan, clerk)),
        SheetKind::Rectification => {
            let rows = problems::reports(clerk);
            (!rows.is_empty() || clerk.unit.0.is_multiple_of(2)).then_some(rows)
        }
        _ => None,
    }
}

fn handed_in(clerk: Clerk<'_>) -> Date {
    let late = faults::LATE.iter().find(|(unit, _)| *unit == clerk.name);
    late.map_or_else(|| Date::constant(2023, 3, DAYS[clerk.unit.0 % DAYS.len()]), |(_, day)| *day)
}

/// The name that a unit calls itself: an alias here and there, as people do.
fn known_as(plan: &Plan, unit: UnitId) -> &str {
    let known = plan.unit(unit);
    let alias = known.aliases.first().filter(|_| unit.0 % 4 == 3);
    alias.unwrap_or(&known.name).as_str()
}
