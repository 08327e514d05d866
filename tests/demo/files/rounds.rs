//! A round's workbook: 检查记录 and 问题清单.

use juanzong::base::{Date, Words};
use juanzong::plan::{Plan, Round, SheetKind, Team, UnitId};

use super::cell::{Cell, Row};
use super::problems::{PROBLEMS, Problem};
use super::workbook::{self, Table};
use super::{Failed, Made};

/// The unit that the first round could not reach; the second one visits it.
const MISSED: (&str, &str) = ("1", "演示街道戊");

/// Makes the workbook of a round.
pub(super) fn file(plan: &Plan, round: &Round) -> Result<Made, Failed> {
    let mut tables = Vec::new();
    for layout in &plan.sheets.inspection {
        let rows = match layout.kind.value {
            SheetKind::Visit => visits(plan, round),
            SheetKind::Problem => problems(plan, round),
            _ => continue,
        };
        let title = format!("{}：{}（示例）", round.name, layout.name);
        tables.push(Table { layout, title, line: line(round), rows });
    }
    let bytes = workbook::bytes(&format!("{}（示例）", round.name), &tables)?;
    Ok(Made { path: format!("inputs/inspections/{}", round.workbook), bytes })
}

fn line(round: &Round) -> Vec<(&'static str, Cell)> {
    vec![
        ("填报单位", Cell::text("督导组（示例）")),
        ("填报日期", Cell::day(round.end.value, 1)),
        ("联系人", Cell::text("联系人甲")),
    ]
}

fn visits(plan: &Plan, round: &Round) -> Vec<Row> {
    let missed = |unit: UnitId| (round.id.as_str(), plan.unit(unit).name.as_str()) == MISSED;
    let teams = round.teams.iter();
    teams
        .flat_map(|team| {
            let units = team.units.iter().copied().filter(|unit| !missed(*unit)).enumerate();
            units.map(move |(position, unit)| visit(plan, round, team, position, unit))
        })
        .collect()
}

fn visit(plan: &Plan, round: &Round, team: &Team, position: usize, unit: UnitId) -> Row {
    let methods: Vec<&str> = round.methods.iter().map(Words::as_str).collect();
    Row::from([
        ("unit", Cell::text(known_as(plan, unit))),
        ("visited_on", Cell::day(day(round, team, position), position)),
        ("team", Cell::text(team.name.as_str())),
        ("method", Cell::text(methods.join("、"))),
        ("observations", Cell::Text(observations(plan, round, unit))),
    ])
}

/// A team visits its units in order, about as many on each day.
fn day(round: &Round, team: &Team, position: usize) -> Date {
    let days = usize::try_from(round.end.value.day() - round.start.value.day() + 1).unwrap_or(1);
    let after = position * days / team.units.len().max(1);
    let start = round.start.value;
    super::cell::days_after(start.year(), start.month(), start.day(), after)
}

fn observations(plan: &Plan, round: &Round, unit: UnitId) -> String {
    let name = plan.unit(unit).name.as_str();
    match found(round).filter(|problem| problem.unit == name).count() {
        0 => "示例：按检查内容逐项查看，没有列入问题清单的事项。".to_owned(),
        count => format!("示例：按检查内容逐项查看，列入问题清单{count}项。"),
    }
}

fn found(round: &Round) -> impl Iterator<Item = &'static Problem> {
    PROBLEMS
        .iter()
        .filter(|problem| problem.id.split_once('-').is_some_and(|(id, _)| id == round.id.as_str()))
}

fn problems(plan: &Plan, round: &Round) -> Vec<Row> {
    found(round).enumerate().map(|(position, problem)| row(plan, round, position, problem)).collect()
}

fn row(plan: &Plan, round: &Round, position: usize, problem: &Problem) -> Row {
    let visits = |team: &&Team| team.units.iter().any(|unit| plan.unit(*unit).name.as_str() == problem.unit);
    let team = round.teams.iter().find(visits).map_or("", |team| team.name.as_str());
    Row::from([
        ("problem", Cell::text(problem.id)),
        ("unit", Cell::text(problem.unit)),
        ("indicator", Cell::text(problem.indicator)),
        ("description", Cell::text(problem.description)),
        ("kind", Cell::text(problem.kind)),
        ("requirement", Cell::text(problem.requirement)),
        ("deadline", Cell::day(problem.deadline, position)),
        ("inspectors", Cell::text(team)),
    ])
}

/// The name that inspectors use: an alias here and there, as people do.
fn known_as(plan: &Plan, unit: UnitId) -> &str {
    let known = plan.unit(unit);
    let alias = known.aliases.last().filter(|_| unit.0 % 2 == 1);
    alias.unwrap_or(&known.name).as_str()
}
