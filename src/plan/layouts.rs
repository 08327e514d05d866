//! The layouts of `sheets.yaml` → those that sheets can be read by. One that can't is left out with a finding.

use crate::base::{Code, Finding};

use super::ids::{Places, is_new};
use super::{FOLDER, SheetLayout, SheetLayouts};

/// Leaves out what can't be used: a layout of the wrong list or without an essential column, the second
/// layout for the same kind or sheet, the second column for the same field.
pub(super) fn check(layouts: &mut SheetLayouts, findings: &mut Vec<Finding>) {
    usable(&mut layouts.submission, false, findings);
    usable(&mut layouts.inspection, true, findings);
}

fn usable(layouts: &mut Vec<SheetLayout>, is_of_rounds: bool, findings: &mut Vec<Finding>) {
    let (mut kinds, mut names) = (Places::new(), Places::new());
    layouts.retain_mut(|layout| {
        is_in_its_list(layout, is_of_rounds, findings)
            && has_columns(layout, findings)
            && is_new(&mut kinds, &layout.kind.words(), "工作表种类", findings)
            && is_new(&mut names, &layout.name, "工作表名称", findings)
    });
}

/// Leaves out columns for no field or for one that has its column, and says whether the essential ones are there.
fn has_columns(layout: &mut SheetLayout, findings: &mut Vec<Finding>) -> bool {
    let (kind, fields) = layout.kind.value.entry();
    let mut seen = Places::new();
    layout.columns.retain(|column| {
        let is_known = fields.contains(&column.field.as_str());
        if !is_known {
            let message = format!("{kind} 表没有名为“{}”的 field", column.field);
            let finding = Finding::new(Code::PlanReferenceUnknown, column.field.place_or(FOLDER), message);
            findings.push(finding.help(format!("可用的有：{}", fields.join("、"))));
        }
        is_known && is_new(&mut seen, &column.field, "列的 field", findings)
    });
    is_whole(layout, findings)
}

fn is_in_its_list(layout: &SheetLayout, is_of_rounds: bool, findings: &mut Vec<Finding>) -> bool {
    let is_right = layout.kind.value.is_of_rounds() == is_of_rounds;
    if !is_right {
        let right = if is_of_rounds { "submission" } else { "inspection" };
        let message = format!("工作表“{}”（{}）应列在 {right} 下，这里的没有采用", layout.name, layout.kind);
        findings.push(Finding::new(Code::PlanReferenceUnknown, layout.kind.place_or(FOLDER), message));
    }
    is_right
}

fn is_whole(layout: &SheetLayout, findings: &mut Vec<Finding>) -> bool {
    let has = |field: &str| layout.columns.iter().any(|column| column.field.as_str() == field);
    let essential = layout.kind.value.essential().iter();
    let before = findings.len();
    findings.extend(essential.filter(|field| !has(field)).map(|field| {
        let message = format!("工作表“{}”缺少 field 为 {field} 的列，这张表无法使用", layout.name);
        Finding::new(Code::PlanReferenceUnknown, layout.name.place_or(FOLDER), message)
    }));
    findings.len() == before
}
