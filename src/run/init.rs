//! Nothing → a new workspace that can be checked and built at once: a commented plan, the folders, the faces.
//!
//! It never touches a folder that holds anything.

use std::path::{Path, PathBuf};

use crate::base::Failure;
use crate::faces;
use crate::output;

use super::schemas;

/// The files of a new plan, by name.
const PLAN: [(&str, &str); 9] = [
    ("campaign.yaml", include_str!("starter/campaign.yaml")),
    ("units.yaml", include_str!("starter/units.yaml")),
    ("organization.yaml", include_str!("starter/organization.yaml")),
    ("indicators.yaml", include_str!("starter/indicators.yaml")),
    ("inspections.yaml", include_str!("starter/inspections.yaml")),
    ("meetings.yaml", include_str!("starter/meetings.yaml")),
    ("documents.yaml", include_str!("starter/documents.yaml")),
    ("typesetting.yaml", include_str!("starter/typesetting.yaml")),
    // The layouts of the sheets name no county: the example's serve everybody.
    ("sheets.yaml", include_str!("../../inputs/plan/sheets.yaml")),
];

/// Where the plan files look for their schemas.
const SCHEMAS: &str = "inputs/schema";

/// Folders that wait for what others hand in.
const FOLDERS: [&str; 3] = ["inputs/submissions", "inputs/inspections", "inputs/evidence"];

/// Makes a workspace in a folder that does not exist or is empty; faces come from the first of `fonts` that
/// has them.
///
/// # Errors
/// [`Failure::Occupied`] where the folder holds anything, [`Failure::NoFonts`] without faces,
/// [`Failure::Unreadable`] and [`Failure::Unwritable`] as the system says.
pub fn init(folder: &Path, fonts: &[PathBuf]) -> Result<(), Failure> {
    let plan =
        PLAN.iter().map(|(name, text)| (PathBuf::from("inputs/plan").join(name), text.as_bytes().to_vec()));
    let faces = faces::files(fonts)?.into_iter().map(|(name, bytes)| (Path::new("fonts").join(name), bytes));
    let schemas = schemas::files(Path::new(SCHEMAS));
    output::create(folder, &FOLDERS, plan.chain(schemas).chain(faces).collect())
}
