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

/// The main file and those that it includes, in order; none where one of them can't be read, as the findings say.
pub(super) fn documents<'a>(
    main: &'a PlanText,
    texts: &'a [PlanText],
    findings: &mut Vec<Finding>,
) -> Option<Vec<Document<'a>>> {
    let before = findings.len();
    let mut documents = vec![document(main)];
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    for file in opening(main, findings).map(|opening| opening.include).unwrap_or_default() {
        match included(&file, main, texts) {
            Ok(part) if seen.contains_key(part.file.as_str()) => {
                let finding =
                    Finding::new(Code::PlanDuplicate, file.place_or(FOLDER), format!("“{file}”引入了两次"));
                let first = seen.get(part.file.as_str()).cloned();
                findings.extend(first.map(|first| finding.related(first, "第一次引入")));
            }
            Ok(part) => {
                seen.insert(&part.file, file.place_or(FOLDER));
                let nested = opening(part, findings).and_then(|opening| nested(&opening));
                findings.extend(nested);
                documents.push(document(part));
            }
            Err(finding) => findings.push(finding),
        }
    }
    (findings.len() == before).then_some(documents)
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

/// The text of a file that another includes.
fn included<'a>(file: &Words, main: &PlanText, texts: &'a [PlanText]) -> Result<&'a PlanText, Finding> {
    let place = file.place_or(FOLDER);
    let Some(path) = files::normalized(file.as_str()).map(|path| format!("{FOLDER}/{path}")) else {
        let message = format!("“{file}”不在 {FOLDER} 里，没有读入");
        return Err(Finding::new(Code::UnsafePath, place, message).help("只能引入这个文件夹里的文件"));
    };
    if path == main.file {
        return Err(Finding::new(Code::PlanDuplicate, place, format!("“{file}”引入了它自己")));
    }
    texts.iter().find(|text| text.file == path).ok_or_else(|| {
        let finding = Finding::new(Code::PlanFileMissing, place, format!("要引入的“{file}”不存在"));
        finding.help(format!("文件放在 {FOLDER} 里，名称以 .yaml 结尾，写法如 indicators/01.yaml"))
    })
}

/// An included file that includes others.
fn nested(opening: &Opening) -> Option<Finding> {
    let first = opening.include.first()?;
    let message = "引入的文件不能再引入别的文件";
    let finding = Finding::new(Code::PlanReferenceUnknown, first.place_or(FOLDER), message);
    Some(finding.help("都写在第一个文件的 include 里"))
}
