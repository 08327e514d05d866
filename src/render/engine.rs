//! The template engine: which templates it can use, and its errors as findings.
//!
//! A template that it can't use is named once, with its line; the others go on without it.

use std::collections::{BTreeMap, BTreeSet};

use tera::{Error, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::{Source, turns};
use crate::base::{Code, Finding, Place};

/// The templates that the engine can use together, and what is wrong with the others.
pub(super) struct Usable {
    /// The engine with all usable templates.
    pub engine: Tera,
    /// The names of the templates that are left out.
    pub broken: BTreeSet<String>,
    /// Why, once for each cause.
    pub findings: Vec<Finding>,
}

/// Adds all templates that parse and whose includes, parents and components are there.
///
/// A template that only needs a broken one is left out without a finding of its own.
pub(super) fn usable(sources: &BTreeMap<String, Source>, mut broken: BTreeSet<String>) -> Usable {
    let mut findings = Vec::new();
    loop {
        let mut engine = Tera::default();
        engine.register_filter("default", default);
        turns::register(&mut engine);
        let good = sources.values().filter(|source| !broken.contains(&source.name));
        let Err(error) = engine.add_raw_templates(good.map(|source| (&source.name, &source.text))) else {
            return Usable { engine, broken, findings };
        };
        let troubles = troubles(&error, sources, &broken);
        let seen = broken.clone();
        broken.extend(troubles.iter().map(|trouble| trouble.template.clone()));
        let causes = troubles.into_iter().filter(|trouble| !trouble.is_caused_by(&seen));
        findings.extend(causes.map(|trouble| trouble.into_finding(sources)));
    }
}

/// `{{ note | default(value='缺') }}` also stands in for a value that is none; the engine's own filter
/// only knows names that are not there at all.
#[expect(clippy::needless_pass_by_value, reason = "the engine hands arguments over")]
fn default(value: Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    if value.is_none() || value.is_undefined() { kwargs.must_get("value") } else { Ok(value) }
}

/// One thing that the engine complains about.
pub(super) struct Trouble {
    template: String,
    /// Line and column, both from 1.
    spot: Option<(u32, u32)>,
    message: String,
}

impl Trouble {
    /// What a template that was loaded did while it was rendered.
    pub(super) fn of(error: &Error, template: &str) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let (line, column) = (report.span().start_line, report.span().start_col + 1);
                let spot = u32::try_from(line).ok().zip(u32::try_from(column).ok());
                Self { template: report.filename().to_owned(), spot, message: report.message().to_owned() }
            }
            ErrorKind::MissingParent { current, .. } => Self::whole(current, error),
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                Self::whole(tpl, error)
            }
            _ => Self::whole(template, error),
        }
    }

    fn whole(template: &str, error: &Error) -> Self {
        Self { template: template.to_owned(), spot: None, message: error.to_string() }
    }

    /// Whether it only says that a template is missing which is broken itself.
    fn is_caused_by(&self, broken: &BTreeSet<String>) -> bool {
        broken
            .iter()
            .any(|name| self.message == format!("Unknown template `{name}`") || self.is_child_of(name))
    }

    fn is_child_of(&self, name: &str) -> bool {
        self.message.contains(&format!("is inheriting from '{name}'"))
    }

    /// The finding, at the file that holds the template.
    pub(super) fn into_finding(self, sources: &BTreeMap<String, Source>) -> Finding {
        let file = sources.get(&self.template).map_or(self.template.as_str(), |source| &source.file);
        let place =
            self.spot.map_or_else(|| Place::file(file), |(line, column)| Place::text(file, line, column));
        Finding::new(Code::TemplateBroken, place, format!("{}：{}", in_chinese(&self.message), self.message))
    }
}

/// What the engine's English sentence is about.
fn in_chinese(message: &str) -> &'static str {
    const MEANINGS: [(&str, &str); 9] = [
        ("Unknown template", "引用的模板不存在"),
        ("inheriting from", "引用的模板不存在"),
        ("Unknown filter", "没有这个过滤器"),
        ("Unknown function", "没有这个函数"),
        ("Unknown component", "没有这个部件"),
        ("Circular", "模板互相引用，没有尽头"),
        ("is not defined", "模板用到的名字不存在"),
        ("not found", "没有这个模板"),
        ("undefined", "模板要印的值没有给出"),
    ];
    let meaning = MEANINGS.iter().find(|(words, _)| message.contains(words));
    meaning.map_or("模板写法不对", |(_, meaning)| meaning)
}

/// Every template that an error of loading speaks of; at least one, so that leaving them out gets on.
fn troubles(error: &Error, sources: &BTreeMap<String, Source>, broken: &BTreeSet<String>) -> Vec<Trouble> {
    let is_left = |name: &str| sources.contains_key(name) && !broken.contains(name);
    let mut found = match error.kind() {
        ErrorKind::Msg(reports) => read_reports(reports),
        _ => vec![Trouble::of(error, "")],
    };
    found.retain(|trouble| is_left(&trouble.template));
    if found.is_empty() {
        // Such as a component that two templates define: the last one that the sentence names, or all.
        let message = error.to_string();
        let mut named = sources.keys().filter(|name| is_left(name) && message.contains(&format!("`{name}`")));
        let left = sources.keys().filter(|name| is_left(name));
        let guilty = named.next_back().map_or_else(|| left.collect(), |name| vec![name]);
        found.extend(guilty.into_iter().map(|name| Trouble::whole(name, error)));
    }
    found
}

/// The engine joins its reports into one text: `error: MESSAGE`, then `--> NAME:LINE:COLUMN`.
fn read_reports(reports: &str) -> Vec<Trouble> {
    let (mut found, mut message) = (Vec::new(), "");
    for line in reports.lines() {
        if let Some(text) = line.strip_prefix("error: ") {
            message = text;
        } else if let Some((template, spot)) = line.trim_start().strip_prefix("--> ").and_then(read_spot) {
            found.push(Trouble {
                template: template.to_owned(),
                spot: Some(spot),
                message: message.to_owned(),
            });
        }
    }
    found
}

fn read_spot(place: &str) -> Option<(&str, (u32, u32))> {
    let (rest, column) = place.rsplit_once(':')?;
    let (name, line) = rest.rsplit_once(':')?;
    Some((name, (line.parse().ok()?, column.parse().ok()?)))
}
