//! 自查自纠: a row for each indicator that a unit leads or supports.

use juanzong::base::Words;
use juanzong::plan::{Indicator, Plan, UnitId};

use super::cell::{Cell, Row};
use super::faults::{self, Shortfall};

/// Who fills in rows, and in what manner.
#[derive(Clone, Copy)]
pub(super) struct Clerk<'a> {
    /// The unit.
    pub(super) unit: UnitId,
    /// Its name.
    pub(super) name: &'a str,
    /// The person to ask.
    pub(super) contact: &'a str,
}

/// The rows of a unit, in the order of the indicators.
pub(super) fn rows(plan: &Plan, clerk: Clerk<'_>) -> Vec<Row> {
    tasks(plan, clerk.unit)
        .filter(|(_, indicator)| !faults::UNANSWERED.contains(&(clerk.name, indicator.id.as_str())))
        .map(|(position, indicator)| row(clerk, position, indicator))
        .collect()
}

/// The indicators that a unit leads or supports, with their positions.
pub(super) fn tasks(plan: &Plan, unit: UnitId) -> impl Iterator<Item = (usize, &Indicator)> {
    let all = plan.third_level().map(|(_, _, indicator)| indicator).enumerate();
    all.filter(move |(_, indicator)| {
        indicator.lead_unit == Some(unit) || indicator.supporting_units.contains(&unit)
    })
}

fn row(clerk: Clerk<'_>, position: usize, indicator: &Indicator) -> Row {
    let is_lead = indicator.lead_unit == Some(clerk.unit);
    let words = if is_lead {
        led(indicator, clerk.unit.0 + position)
    } else {
        supported(indicator, clerk.unit.0 + position)
    };
    let mut row = Row::from([
        ("indicator", Cell::text(indicator.id.as_str())),
        ("indicator_name", Cell::text(indicator.name.as_str())),
        ("conclusion", Cell::text("达标")),
        ("work_done", Cell::Text(words)),
        ("responsible_person", Cell::text(clerk.contact)),
        ("remark", Cell::text(if is_lead { "牵头（示例）" } else { "配合（示例）" })),
    ]);
    if let Some(shortfall) = faults::shortfall(clerk.name, indicator.id.as_str()) {
        fall_short(&mut row, shortfall, clerk.unit.0);
    }
    row
}

fn fall_short(row: &mut Row, shortfall: &Shortfall, clerk: usize) {
    row.insert("conclusion", Cell::text(shortfall.conclusion));
    row.insert("work_done", Cell::text(shortfall.work_done));
    if let Some(gap) = &shortfall.gap {
        row.insert("shortcomings", Cell::text(gap.shortcomings));
        row.insert("measures", Cell::text(gap.measures));
        row.insert("deadline", Cell::day(gap.deadline, clerk));
    }
}

/// 完成情况 of a lead unit.
fn led(indicator: &Indicator, variant: usize) -> String {
    let evidence: Vec<&str> = indicator.evidence.iter().map(Words::as_str).collect();
    let evidence = evidence.join("、");
    let name = &indicator.name;
    match variant % 7 {
        0 => format!("示例：围绕“{name}”建立工作台账，{evidence}收集归档。"),
        1 => format!("示例：对照要求逐条自查，{evidence}齐全，后续按责任分解表继续做。"),
        2 => format!("示例：会同配合单位理顺“{name}”的流程，形成{evidence}。"),
        3 => format!("示例：明确承办股室和经办人，{evidence}按时整理报送。"),
        4 => format!("示例：对“{name}”作了内部检查，{evidence}与实际核对一致。"),
        5 => format!("示例：结合日常工作推进，{evidence}随进度更新。"),
        _ => format!("示例：学习、分工、自查三个环节已完成，{evidence}可供查阅。"),
    }
}

/// 配合情况 of a supporting unit.
fn supported(indicator: &Indicator, variant: usize) -> String {
    let lead = &indicator.lead;
    match variant % 6 {
        0 => format!("示例：配合{lead}提供资料，参加有关会议和检查。"),
        1 => format!("示例：按{lead}的安排做好分内工作，及时反馈情况。"),
        2 => format!("示例：完成分工任务，材料已送{lead}汇总。"),
        3 => format!("示例：对涉及本单位的事项作了自查，结果报{lead}。"),
        4 => format!("示例：确定一名联系人与{lead}对接，按要求补充材料。"),
        _ => format!("示例：就“{}”与{lead}核对了资料。", indicator.name),
    }
}
