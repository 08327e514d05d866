//! The texts of the plan files → typed files → one plan. Every file is read, whatever is wrong with another.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use crate::base::{Checked, Code, Finding, Place};
use crate::yaml;

use super::documents::DocumentsFile;
use super::meetings::MeetingsFile;
use super::units::UnitsFile;
use super::{Campaign, IndicatorSystem, Inspections, Organization, Plan, SheetLayouts};
use super::{ids, layouts, opening, resolve, short};

/// The folder of the plan files in a workspace.
pub const FOLDER: &str = "inputs/plan";

/// The file in the same folder that the typesetter reads.
const SETTINGS: &str = "typesetting.yaml";

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
    let mut reader =
        Reader { texts, read: BTreeSet::from([format!("{FOLDER}/{SETTINGS}")]), findings: &mut findings };
    let campaign = reader.file::<Campaign>("campaign.yaml");
    let units = reader.file::<UnitsFile>("units.yaml");
    let organization = reader.file::<Organization>("organization.yaml");
    let sheets = reader.file::<SheetLayouts>("sheets.yaml");
    let indicators = reader.file::<IndicatorSystem>("indicators.yaml");
    let inspections = reader.file::<Inspections>("inspections.yaml");
    let meetings = reader.file::<MeetingsFile>("meetings.yaml");
    let documents = reader.file::<DocumentsFile>("documents.yaml");
    let unread = reader.unread();
    let plan = (|| {
        let units = units?;
        let campaign = campaign?;
        let (units, mut names) = resolve::names(units, &mut findings);
        short::add(campaign.region.as_str(), &units, &mut names);
        let mut plan = Plan {
            campaign,
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
        findings.extend(unread);
        Some(plan)
    })();
    Checked { value: plan, findings }
}

struct Reader<'a> {
    texts: &'a [PlanText],
    /// The files that are looked at.
    read: BTreeSet<String>,
    findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    fn file<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let path = format!("{FOLDER}/{name}");
        let Some(text) = self.texts.iter().find(|text| text.file == path) else {
            let message = format!("缺少计划文件 {name}");
            self.findings.push(Finding::new(Code::PlanFileMissing, Place::file(path), message));
            return None;
        };
        let documents = opening::documents(text, self.texts, self.findings)?;
        self.read.extend(documents.iter().map(|document| document.file.to_owned()));
        match yaml::read_joined::<T>(&documents, &opening::OWN) {
            Ok(file) => Some(file),
            Err(faults) => {
                self.findings.extend(faults);
                None
            }
        }
    }

    /// What lies in the folder and nobody reads: perhaps somebody forgot to include it.
    fn unread(&self) -> Vec<Finding> {
        let unread = self.texts.iter().filter(|text| !self.read.contains(&text.file));
        let finding = |text: &PlanText| {
            let message = "这个文件没有被任何计划文件引入，没有读";
            Finding::new(Code::PlanFileUnread, Place::file(text.file.as_str()), message)
                .help("写进相应文件的 include；不用的就移走")
        };
        unread.map(finding).collect()
    }
}
