//! How a plan file opens: the version of its format, and the files that its lists go on in (include).
//!
//! In: the texts of all plan files. Out: the documents that are read as one, the main file first; or
//! findings at the lines that say what can't be. What else a file holds is not looked at.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::base::{Code, Finding, Place, Traced, Words};
use crate::files;
use crate::yaml::{self, Document};

use super::read::{FOLDER, PlanText};

/// The version of the plan files' format that this program reads.
pub(super) const FORMAT: u32 = 1;

/// What each file says for itself.
pub(super) const OWN: [&str; 2] = ["format", "include"];

#[derive(Debug, Deserialize)]
struct Opening {
    format: Option<Traced<u32>>,
    #[serde(default)]
    include: Vec<Words>,
}

/// How deep included files may include others: a list parted by field and by town needs two.
const LEVELS: usize = 4;

/// The main file and those that it includes, each before those that it includes itself; none where one of them
/// can't be read, as the findings say.
pub(super) fn documents<'a>(
    main: &'a PlanText,
    texts: &'a [PlanText],
    findings: &mut Vec<Finding>,
) -> Option<Vec<Document<'a>>> {
    let before = findings.len();
    let mut reading =
        Reading { texts, findings, documents: Vec::new(), seen: BTreeMap::new(), chain: Vec::new() };
    reading.add(main);
    let documents = reading.documents;
    (findings.len() == before).then_some(documents)
}

struct Reading<'a, 'f> {
    texts: &'a [PlanText],
    findings: &'f mut Vec<Finding>,
    documents: Vec<Document<'a>>,
    /// Where each file is included.
    seen: BTreeMap<&'a str, Place>,
    /// The files that lead to the one that is read, the main file first.
    chain: Vec<&'a str>,
}

impl<'a> Reading<'a, '_> {
    fn add(&mut self, text: &'a PlanText) {
        self.documents.push(document(text));
        self.chain.push(&text.file);
        for file in opening(text, self.findings).map(|opening| opening.include).unwrap_or_default() {
            match self.included(&file) {
                Ok(part) => self.add(part),
                Err(finding) => self.findings.push(finding),
            }
        }
        self.chain.pop();
    }

    /// The text of a file that the last of the chain includes.
    fn included(&mut self, file: &Words) -> Result<&'a PlanText, Finding> {
        let place = file.place_or(FOLDER);
        let Some(path) = files::normalized(file.as_str()).map(|path| format!("{FOLDER}/{path}")) else {
            let message = format!("“{file}”不在 {FOLDER} 里，没有读入");
            return Err(Finding::new(Code::UnsafePath, place, message).help("只能引入这个文件夹里的文件"));
        };
        if let Some(start) = self.chain.iter().position(|it| *it == path) {
            return Err(circle(&self.chain[start..], file));
        }
        if self.chain.len() > LEVELS {
            let message = format!("“{file}”是一层层引入的第 {} 层，最多 {LEVELS} 层", self.chain.len());
            let finding = Finding::new(Code::PlanReferenceUnknown, place, message);
            return Err(finding.help("都写在第一个文件的 include 里"));
        }
        let text = self.texts.iter().find(|text| text.file == path);
        let text = text.ok_or_else(|| missing(file))?;
        match self.seen.insert(&text.file, place.clone()) {
            None => Ok(text),
            Some(first) => {
                let finding = Finding::new(Code::PlanDuplicate, place, format!("“{file}”引入了两次"));
                Err(finding.related(first, "第一次引入"))
            }
        }
    }
}

/// Files that include each other; `file` is the first of them once more.
fn circle(chain: &[&str], file: &Words) -> Finding {
    let message = match chain {
        [_] => format!("“{file}”引入了它自己"),
        _ => format!("这些文件互相引入，没有尽头：{}", names(chain).join(" → ")),
    };
    let finding = Finding::new(Code::PlanDuplicate, file.place_or(FOLDER), message);
    finding.help("删去这一项")
}

/// The names of files below the plan's folder, the first once more at the end.
fn names<'a>(chain: &[&'a str]) -> Vec<&'a str> {
    let name = |file: &&'a str| file.strip_prefix(FOLDER).unwrap_or(file).trim_start_matches('/');
    chain.iter().chain(chain.first()).map(name).collect()
}

fn missing(file: &Words) -> Finding {
    let message = format!("要引入的“{file}”不存在");
    Finding::new(Code::PlanFileMissing, file.place_or(FOLDER), message)
        .help(format!("文件放在 {FOLDER} 里，名称以 .yaml 结尾，写法如 indicators/01.yaml"))
}

const fn document(text: &PlanText) -> Document<'_> {
    Document { file: text.file.as_str(), text: text.text.as_str() }
}

/// How the file opens, where its format is known.
fn opening(text: &PlanText, findings: &mut Vec<Finding>) -> Option<Opening> {
    let opening: Opening =
        yaml::read(&text.text, &text.file).map_err(|faults| findings.extend(faults)).ok()?;
    let wrong = wrong_format(opening.format.as_ref(), &text.file);
    let is_known = wrong.is_none();
    findings.extend(wrong);
    is_known.then_some(opening)
}

/// What is wrong with a file's format, if anything is.
fn wrong_format(format: Option<&Traced<u32>>, file: &str) -> Option<Finding> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let Some(format) = format else {
        let finding =
            Finding::new(Code::PlanFormatUnknown, Place::text(file, 1, 1), format!("{name} 没有写格式版本"));
        return Some(finding.help(format!("在文件开头加一行“format: {FORMAT}”")));
    };
    let (age, help) = match format.value {
        FORMAT => return None,
        newer if newer > FORMAT => ("新", "换用新版的程序，或请做这个文件的人另存旧版"),
        _ => ("旧", "按 README 的说明改好这个文件，再改格式版本"),
    };
    let message = format!("{name} 的格式版本是 {format}，比本程序能读的 {FORMAT} {age}");
    Some(Finding::new(Code::PlanFormatUnknown, format.place_or(file), message).help(help))
}
