//! The templates of a workspace, loaded once, rendered for every part of every book.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::engine::{Trouble, Usable, usable};
use super::framing::Frames;
use super::lines;
use super::lint::lint;
use super::turns;
use super::unframe::{Unframed, unframe};
use super::{Rendered, Source};
use crate::base::{Checked, Code, Finding, Place};
use crate::documents::Traces;

/// The most that one part may print, frames included: far above the longest table of a county, and
/// low enough that a loop that has run wild does no harm.
const LARGEST: usize = 64 * 1024 * 1024;

/// All templates that can be used.
#[derive(Debug)]
pub struct Templates {
    /// With frames: what it prints is taken apart again.
    engine: Tera,
    /// As they were written: for errors, whose columns frames would shift.
    plain: Tera,
    frames: Frames,
    sources: BTreeMap<String, Source>,
    broken: BTreeSet<String>,
}

impl Templates {
    /// Loads templates; of two with the same name the later one counts.
    ///
    /// # Errors
    /// A template that can't be used is named once (`TemplateBroken`, with file and line) and left out,
    /// with those that include it; it is not replaced by the one that it overrides.
    pub fn load(sources: impl IntoIterator<Item = Source>) -> Checked<Self> {
        let sources: BTreeMap<String, Source> =
            sources.into_iter().map(|source| (source.name.clone(), source)).collect();
        let parsed = usable(&sources, BTreeSet::new());
        let (linted, mut findings) = lint_all(&sources, parsed.broken);
        findings.splice(0..0, parsed.findings);
        let Usable { engine: plain, broken, .. } = usable(&sources, linted);
        let mut frames = Frames::default();
        let Usable { engine, broken, findings: late } = usable(&frame(&sources, &mut frames), broken);
        findings.extend(late);
        Checked { value: Self { engine, plain, frames, sources, broken }, findings }
    }

    /// Renders one part: its front matter, with its two lines `---` or empty, and its body.
    ///
    /// The marks cover every traced value of the body; the front matter has none.
    ///
    /// # Errors
    /// `FigureUntraced` for each figure that comes from nowhere, `TemplateBroken` for what the template
    /// can't do with this view, both at the template's line. None where the template was already named
    /// when it was loaded.
    pub fn render(
        &self,
        name: &str,
        view: &impl Serialize,
        traces: &Traces,
        front_matter: &str,
    ) -> Result<Rendered, Vec<Finding>> {
        if self.broken.contains(name) {
            return Err(Vec::new());
        }
        let file = self.file_of(name);
        let context =
            Context::from_serialize(view).map_err(|error| vec![broken(file, &error.to_string())])?;
        let printed = self.print(name, &context)?;
        let Unframed { markdown, marks, faults } = unframe(&printed, &self.frames, traces);
        if !faults.is_empty() {
            return Err(first_at_each_place(faults.into_iter().map(|fault| fault.into_finding(file))));
        }
        let (body, marks) = lines::clean(&markdown, &marks);
        Ok(Rendered::assemble(front_matter, &body, marks))
    }

    fn print(&self, name: &str, context: &Context) -> Result<String, Vec<Finding>> {
        let mut paper = Paper::default();
        turns::begin();
        match self.engine.render_to(name, context, &mut paper) {
            Ok(()) => Ok(String::from_utf8_lossy(&paper.bytes).into_owned()),
            Err(error) if is_too_large(&error) => Err(vec![self.too_large(name)]),
            // Behind the last turn, the plain engine would run on for ever.
            Err(_) if turns::are_over() => Err(vec![self.too_long(name)]),
            Err(error) => Err(vec![self.explain(name, context, &error)]),
        }
    }

    fn explain(&self, name: &str, context: &Context, error: &tera::Error) -> Finding {
        let plain = self.plain.render_to(name, context, Paper::default()).err();
        Trouble::of(plain.as_ref().unwrap_or(error), name).into_finding(&self.sources)
    }

    fn too_long(&self, name: &str) -> Finding {
        let most = turns::MOST / 10_000;
        broken(self.file_of(name), &format!("循环和引用超过 {most} 万次，模板里可能有停不下来的循环"))
    }

    fn file_of<'a>(&'a self, name: &'a str) -> &'a str {
        self.sources.get(name).map_or(name, |source| &source.file)
    }

    fn too_large(&self, name: &str) -> Finding {
        broken(
            self.file_of(name),
            &format!("一份文书超过 {} MB，模板里可能有停不下来的循环", LARGEST / (1024 * 1024)),
        )
    }
}

/// Adds the templates that say what no template may say to those that are broken.
fn lint_all(
    sources: &BTreeMap<String, Source>,
    mut broken: BTreeSet<String>,
) -> (BTreeSet<String>, Vec<Finding>) {
    let mut findings = Vec::new();
    for source in sources.values() {
        let found = if broken.contains(&source.name) { Vec::new() } else { lint(&source.file, &source.text) };
        if !found.is_empty() {
            broken.insert(source.name.clone());
        }
        findings.extend(found);
    }
    (broken, findings)
}

/// All templates with frames.
fn frame(sources: &BTreeMap<String, Source>, frames: &mut Frames) -> BTreeMap<String, Source> {
    let frame = |source: &Source| Source { text: frames.add(&source.file, &source.text), ..source.clone() };
    sources.values().map(frame).map(|source| (source.name.clone(), source)).collect()
}

fn broken(file: &str, message: &str) -> Finding {
    Finding::new(Code::TemplateBroken, Place::file(file), message)
}

/// A loop repeats its faults, and a printed list consists of many; what a spot prints first says enough.
fn first_at_each_place(findings: impl Iterator<Item = Finding>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    findings.filter(|finding| seen.insert(finding.place.clone())).collect()
}

fn is_too_large(error: &tera::Error) -> bool {
    matches!(error.kind(), ErrorKind::Io(io::ErrorKind::FileTooLarge))
}

/// Takes what the engine prints, up to [`LARGEST`] bytes.
#[derive(Default)]
struct Paper {
    bytes: Vec<u8>,
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
