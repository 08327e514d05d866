//! Stage: [`Plan`], [`Ledger`] → the workbook that a unit fills in (填报表); a unit's own workbook and what is
//! wrong in it → the same workbook, marked.
//!
//! In: the layouts of the plan, a unit's indicators and its open problems. Out: the bytes of an `.xlsx` that
//! `intake` reads without a finding, filled in or not. Every text of the plan is written as text: no cell
//! holds a formula. It never writes to disk and never reads a workbook.

mod findings;
mod formats;
mod heights;
mod instructions;
mod listing;
mod lists;
mod marking;
mod own;
mod sheet;
mod tasks;
mod validation;

use std::fmt::Display;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::base::{Code, Finding, Words};
use crate::intake;
use crate::ledger::Ledger;
use crate::plan::{FOLDER, Plan, UnitId, layout_version};

pub use findings::findings;
pub use listing::listing;
pub use marking::{Correction, marked};

use lists::Lists;
use own::Own;
use tasks::Tasks;

/// The form of a unit: instructions, the sheets of the plan with what is its own filled in, and a hidden sheet
/// that says of which version and unit the form is. The same plan and ledger give the same bytes.
///
/// # Errors
/// [`Code::FormUnwritable`] for what no workbook can hold, such as a sheet's name of 40 characters.
pub fn form(plan: &Plan, ledger: &Ledger, unit: UnitId) -> Result<Vec<u8>, Finding> {
    write(&Tasks::of(plan, ledger, unit), plan, &mut Own::default())
}

/// The same with what the unit handed in in another format, and the corrections at its cells: of a merged cell
/// in each row that it fills.
///
/// # Errors
/// [`Code::FormUnwritable`], as [`form`].
pub fn filled_form(
    plan: &Plan,
    ledger: &Ledger,
    handed_in: (UnitId, &intake::Workbook),
    corrections: &[Correction],
) -> Result<(Vec<u8>, Vec<Correction>), Finding> {
    let (unit, workbook) = handed_in;
    let mut own = Own::of(workbook);
    let bytes = write(&Tasks::of(plan, ledger, unit), plan, &mut own)?;
    Ok((bytes, corrections.iter().flat_map(|correction| correction.moved(|spot| own.spots(spot))).collect()))
}

fn write(tasks: &Tasks<'_>, plan: &Plan, own: &mut Own<'_>) -> Result<Vec<u8>, Finding> {
    let version = layout_version(&plan.sheets.submission);
    let named = |name: &Words| {
        let name = name.clone();
        move |error: XlsxError| unwritable(&name, &error)
    };
    let (mut workbook, mut lists) = (Workbook::new(), Lists::default());
    let whole = named(&tasks.unit.name);
    workbook.push_worksheet(instructions::sheet(plan, tasks, &version).map_err(&whole)?);
    for layout in &plan.sheets.submission {
        let sheet = sheet::write((layout, &plan.campaign.name), tasks, own, &mut lists);
        workbook.push_worksheet(sheet.map_err(named(&layout.name))?);
    }
    workbook.push_worksheet(lists.sheet(&version, tasks.unit.name.as_str()).map_err(&whole)?);
    workbook.set_properties(&properties(plan).map_err(&whole)?);
    let bytes = workbook.save_to_buffer().map_err(&whole)?;
    heights::growing(&bytes).map_err(|misfit| unwritable(&tasks.unit.name, &misfit))
}

fn properties(plan: &Plan) -> Result<DocProperties, XlsxError> {
    let properties = made_on_a_fixed_day()?.set_title(format!("{}填报表", plan.campaign.name));
    Ok(properties.set_author(plan.campaign.issuer.office.as_str()))
}

/// When a workbook was made must not change its bytes.
fn made_on_a_fixed_day() -> Result<DocProperties, XlsxError> {
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_creation_datetime(&made))
}

fn unwritable(name: &Words, error: &dyn Display) -> Finding {
    let message = format!("“{name}”的填报表做不出来（{error}）");
    Finding::new(Code::FormUnwritable, name.place_or(FOLDER), message)
        .help("工作表的名称不超过 31 个字，不能有 [ ] : * ? / \\，也不能叫“填表说明”或“juanzong”")
}
