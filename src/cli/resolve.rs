//! What was typed → what it means: the workspace, the day, the folders of the faces.

use std::path::{Path, PathBuf};

use crate::base::{Date, Failure, FromText, Place, Traced, io_reason};
use crate::run::{Build, Leaflet, Setting};

use super::args::{Common, Output};

/// The file that makes a folder a workspace.
const MARKER: &str = "inputs/plan/campaign.yaml";

/// Where and when.
pub(super) fn setting(common: &Common, is_strict: bool) -> Result<Setting, Failure> {
    let workspace = match &common.workspace {
        Some(workspace) => workspace.clone(),
        None => nearest(&here()?)?,
    };
    let fonts = fonts(common, Some(&workspace))?;
    let as_of = common.as_of.map(|date| day(date, "命令行 --as-of"));
    let program = std::env::current_exe().ok();
    Ok(Setting { workspace, program, as_of, today: day(today(), "电脑的日期"), fonts, is_strict })
}

/// What a build does beside building.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(super) struct Switches {
    pub(super) force: bool,
    pub(super) proof: bool,
    pub(super) is_strict: bool,
    pub(super) dry_run: bool,
}

/// What to build.
pub(super) fn build(
    common: &Common,
    select: Vec<String>,
    to: &[Output],
    jobs: Option<usize>,
    Switches { force, proof, is_strict, dry_run }: Switches,
) -> Result<Build, Failure> {
    let setting = setting(common, is_strict)?;
    let (with_markdown, with_pdf) = (to.contains(&Output::Md), to.contains(&Output::Pdf));
    Ok(Build { setting, select, with_pdf, with_markdown, jobs, force, proof, dry_run })
}

/// What to set: the workspace is the one that is named, else the nearest above the first file.
pub(super) fn leaflet(
    common: &Common,
    sources: Vec<PathBuf>,
    output: Option<PathBuf>,
    is_strict: bool,
) -> Result<Leaflet, Failure> {
    let folder = sources.first().and_then(|file| file.parent()).unwrap_or(Path::new(""));
    let above = || nearest(&here().ok()?.join(folder).canonicalize().ok()?).ok();
    let workspace = common.workspace.clone().or_else(above);
    let fonts = fonts(common, workspace.as_deref())?;
    Ok(Leaflet { sources, output, workspace, fonts, is_strict })
}

/// Where faces are looked for: `--fonts`, which must be there, the workspace, beside the program.
pub(super) fn fonts(common: &Common, workspace: Option<&Path>) -> Result<Vec<PathBuf>, Failure> {
    let named = common.fonts.clone();
    if let Some(absent) = named.as_ref().filter(|folder| !folder.is_dir()) {
        return Err(Failure::Unreadable { path: absent.clone(), reason: "没有这个文件夹".to_owned() });
    }
    let own = workspace.map(Path::to_path_buf).or_else(|| here().ok().and_then(|here| nearest(&here).ok()));
    let program = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.join("fonts")));
    Ok(named.into_iter().chain(own.map(|own| own.join("fonts"))).chain(program).collect())
}

fn nearest(from: &Path) -> Result<PathBuf, Failure> {
    let found = from.ancestors().find(|folder| folder.join(MARKER).is_file());
    found.map(Path::to_path_buf).ok_or_else(|| Failure::NoWorkspace(from.to_path_buf()))
}

#[expect(clippy::disallowed_methods, reason = "the one place that knows where the program was started")]
fn here() -> Result<PathBuf, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::Unreadable { path: PathBuf::from("."), reason: io_reason(&error) };
    std::env::current_dir().map_err(unreadable)
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
fn today() -> Date {
    jiff::ZonedDateTime::now().date()
}

/// A day that no file says, traced to what does.
fn day(date: Date, source: &str) -> Traced<Date> {
    let (date, text) = Date::from_text(&date.to_string()).unwrap_or((date, date.to_string().into()));
    Traced::at(date, text, Place::file(source))
}
