//! The texts of the plan files → typed files → one plan. Every file is read, whatever is wrong with another.

use serde::de::DeserializeOwned;

use crate::base::{Checked, Code, Finding, Place, Traced};
use crate::yaml;

use super::documents::DocumentsFile;
use super::meetings::MeetingsFile;
use super::units::UnitsFile;
use super::{Campaign, IndicatorSystem, Inspections, Organization, Plan, SheetLayouts};
use super::{ids, layouts, resolve};

/// The folder of the plan files in a workspace.
pub const FOLDER: &str = "inputs/plan";

/// The version of the plan files' format that this program reads.
const FORMAT: u32 = 1;

/// The text of one plan file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanText {
    /// The file, relative to the workspace.
    pub file: String,
    /// Its text.
    pub text: String,
}

/// Reads the plan; none when a file is missing or can't be read, as the findings say.
///
/// # Errors
/// Findings `PlanFileMissing`, `PlanFormatUnknown`, `YamlSyntax`, `YamlShape` leave no plan;
/// `PlanUnitUnknown`, `PlanReferenceUnknown` and `PlanDuplicate` leave one without what they name.
pub fn read(texts: &[PlanText]) -> Checked<Option<Plan>> {
    let mut findings = Vec::new();
    let mut reader = Reader { texts, findings: &mut findings };
    let campaign = reader.file::<Campaign>("campaign.yaml", |file| &file.format);
    let units = reader.file::<UnitsFile>("units.yaml", |file| &file.format);
    let organization = reader.file::<Organization>("organization.yaml", |file| &file.format);
    let sheets = reader.file::<SheetLayouts>("sheets.yaml", |file| &file.format);
    let indicators = reader.file::<IndicatorSystem>("indicators.yaml", |file| &file.format);
    let inspections = reader.file::<Inspections>("inspections.yaml", |file| &file.format);
    let meetings = reader.file::<MeetingsFile>("meetings.yaml", |file| &file.format);
    let documents = reader.file::<DocumentsFile>("documents.yaml", |file| &file.format);
    let plan = (|| {
        let units = units?;
        let (units, names) = resolve::names(units, &mut findings);
        let mut plan = Plan {
            campaign: campaign?,
            units,
            names,
            organization: organization?,
            sheets: sheets?,
            indicators: indicators?,
            inspections: inspections?,
            meetings: meetings?.meetings,
            documents: documents?.documents,
        };
        ids::check(&mut plan, &mut findings);
        layouts::check(&mut plan.sheets, &mut findings);
        resolve::references(&mut plan, &mut findings);
        Some(plan)
    })();
    Checked { value: plan, findings }
}

struct Reader<'a> {
    texts: &'a [PlanText],
    findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    fn file<T: DeserializeOwned>(&mut self, name: &str, format: impl Fn(&T) -> &Traced<u32>) -> Option<T> {
        let path = format!("{FOLDER}/{name}");
        let Some(text) = self.texts.iter().find(|text| text.file == path) else {
            let message = format!("缺少计划文件 {name}");
            self.findings.push(Finding::new(Code::PlanFileMissing, Place::file(path), message));
            return None;
        };
        match yaml::read::<T>(&text.text, &path) {
            Ok(file) => self.is_readable(format(&file), name, &path).then_some(file),
            Err(faults) => {
                self.findings.extend(faults);
                None
            }
        }
    }

    fn is_readable(&mut self, format: &Traced<u32>, name: &str, path: &str) -> bool {
        let is_known = format.value == FORMAT;
        if !is_known {
            let age = if format.value > FORMAT { "新" } else { "旧" };
            let message = format!("{name} 的格式版本是 {format}，比本程序能读的 {FORMAT} {age}");
            self.findings.push(Finding::new(Code::PlanFormatUnknown, format.place_or(path), message));
        }
        is_known
    }
}
