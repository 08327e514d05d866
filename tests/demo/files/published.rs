//! 信息公开 and 宣传报道: what some units have made public of the indicators that they lead.

use juanzong::plan::{Indicator, Plan};

use super::answers::{Clerk, tasks};
use super::cell::{Cell, Row, days_after};

/// 信息公开: two matters of every third unit.
pub(super) fn disclosures(plan: &Plan, clerk: Clerk<'_>) -> Vec<Row> {
    let rows = led(plan, clerk).filter(|_| clerk.unit.0.is_multiple_of(3)).take(2);
    rows.map(|(position, indicator)| disclosure(clerk, position, indicator)).collect()
}

fn disclosure(clerk: Clerk<'_>, position: usize, indicator: &Indicator) -> Row {
    let id = indicator.id.as_str();
    Row::from([
        ("title", Cell::Text(format!("公开事项：{}（示例）", indicator.name))),
        ("indicator", Cell::text(id)),
        ("location", Cell::Text(format!("https://example.invalid/open/{id}"))),
        ("published_on", Cell::day(days_after(2023, 1, 9, position % 50), clerk.unit.0)),
    ])
}

/// 宣传报道: a report on every fourth unit.
pub(super) fn reports(plan: &Plan, clerk: Clerk<'_>) -> Vec<Row> {
    let rows = led(plan, clerk).filter(|_| clerk.unit.0 % 4 == 1).take(1);
    rows.map(|(position, indicator)| report(clerk, position, indicator)).collect()
}

fn report(clerk: Clerk<'_>, position: usize, indicator: &Indicator) -> Row {
    let id = indicator.id.as_str();
    Row::from([
        ("title", Cell::Text(format!("报道：{}（示例）", indicator.name))),
        ("medium", Cell::text("示例媒体")),
        ("published_on", Cell::day(days_after(2023, 2, 6, position % 30), clerk.unit.0 / 2)),
        ("location", Cell::Text(format!("https://example.invalid/news/{id}"))),
        ("remark", Cell::text("示例")),
    ])
}

/// The indicators that the unit leads, with their positions.
fn led<'a>(plan: &'a Plan, clerk: Clerk<'a>) -> impl Iterator<Item = (usize, &'a Indicator)> {
    tasks(plan, clerk.unit).filter(move |(_, indicator)| indicator.lead_unit == Some(clerk.unit))
}
