//! Any Markdown → PDF, with no campaign in sight; only sizes and faces are those of a workspace.

use std::path::{Path, PathBuf};

use crate::base::{Failure, Finding};
use crate::files::{self, Root};
use crate::markdown::{self, Manuscript, Marks};
use crate::output;
use crate::pdf;
use crate::typeset;

use super::gallery::Gallery;
use super::{Leaflet, report, settings};

/// A PDF that was made from Markdown.
#[derive(Debug)]
pub struct Typeset {
    /// The PDF.
    pub file: PathBuf,
    /// How many pages it has.
    pub pages: usize,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Sets Markdown files, in order, as one book. Pictures lie in the workspace, or beside the file where it lies
/// in none.
///
/// # Errors
/// A [`Failure`] where a file can't be read, the PDF can't be written, or there are no faces.
pub fn typeset(leaflet: Leaflet) -> Result<Typeset, Failure> {
    let Leaflet { sources, output, workspace, fonts, is_strict } = leaflet;
    let workspace = workspace.as_deref().map(Root::open).transpose()?;
    let mut findings = Vec::new();
    let (style, faces) = settings::load(workspace.as_ref(), &fonts, &mut findings)?;
    let mut manuscripts = Vec::new();
    let mut galleries: Vec<Gallery> = Vec::new();
    for path in &sources {
        let mut manuscript = manuscript(path, &mut findings)?;
        let (gallery, folder) = gallery(&mut galleries, folder(path), workspace.as_ref())?;
        gallery.illustrate(&mut manuscript, &folder);
        manuscripts.push(manuscript);
    }
    findings.extend(markdown::check_annexes(&manuscripts));
    let pages = typeset::pages(&manuscripts, &faces, &style).take(&mut findings);
    let file = output
        .unwrap_or_else(|| sources.first().map(|first| first.with_extension("pdf")).unwrap_or_default());
    if sources.iter().any(|source| is_same(source, &file)) {
        let reason = "这就是要排版的文件，不能用排好的 PDF 盖掉；用 -o 另写一个名字".to_owned();
        return Err(Failure::Unwritable { path: file, reason });
    }
    output::write_file(&file, &pdf::write(&pages, &faces))?;
    settings::judge_faces(&faces, is_strict, &mut findings);
    report::tidy(&mut findings);
    Ok(Typeset { file, pages: pages.pages.len(), findings })
}

fn is_same(one: &Path, other: &Path) -> bool {
    one.canonicalize().ok().zip(other.canonicalize().ok()).is_some_and(|(one, other)| one == other)
}

/// The folder of a file.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The gallery of the workspace, or of the folder itself where it lies outside; and where the folder lies in it.
fn gallery<'a>(
    galleries: &'a mut Vec<Gallery>,
    folder: &Path,
    workspace: Option<&Root>,
) -> Result<(&'a mut Gallery, String), Failure> {
    let folder = Root::open(folder)?;
    let root = workspace.filter(|workspace| folder.path().starts_with(workspace.path())).unwrap_or(&folder);
    let below = folder.path().strip_prefix(root.path()).unwrap_or(Path::new(""));
    let steps: Vec<_> = below.iter().map(|step| step.to_string_lossy()).collect();
    let known = galleries.iter().position(|gallery| gallery.root().path() == root.path());
    let place = known.unwrap_or(galleries.len());
    if known.is_none() {
        galleries.push(Gallery::new(root.clone()));
    }
    Ok((&mut galleries[place], steps.join("/")))
}

fn manuscript(path: &Path, findings: &mut Vec<Finding>) -> Result<Manuscript, Failure> {
    let root = Root::open(folder(path))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let text = root
        .read(&name)
        .and_then(|bytes| files::text(&bytes, &name))
        .map_err(|finding| Failure::Unreadable { path: path.to_path_buf(), reason: finding.message })?;
    let read = markdown::read(&name, &text, &Marks::default(), Vec::new()).take(findings);
    findings.extend(markdown::check_heading_order(&read));
    Ok(read)
}
