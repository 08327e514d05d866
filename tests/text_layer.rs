//! Promise: what can be selected, searched and read aloud in a PDF is its Markdown, word for word in order.
//!
//! The text that must be there is computed here from the `.md` files alone: elements of the front matter in
//! the standard's order with their fixed words, the body by the Markdown parser. Blanks do not count.
#![allow(clippy::unwrap_used, reason = "a test says by panicking what is wrong")]

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use rayon::prelude::*;
use serde_yaml::Value;

#[path = "support/county.rs"]
mod county;
#[path = "support/documents.rs"]
mod documents;
#[path = "support/folders.rs"]
mod folders;
#[path = "support/pdf.rs"]
mod pdf;
#[path = "support/program.rs"]
mod program;
#[path = "support/workbooks.rs"]
mod workbooks;

use folders::tree;
use pdf::PdfText;
use program::juanzong;

/// A document as it was written and as it reads.
struct Read {
    name: String,
    expected: String,
    pdf: PdfText,
}

/// Every document of the example and of the second county.
fn all() -> &'static [Read] {
    static ALL: OnceLock<Vec<Read>> = OnceLock::new();
    ALL.get_or_init(|| {
        let workspaces = [folders::example(), county::build("second-county")];
        workspaces.iter().flat_map(|workspace| read_all(workspace.path())).collect()
    })
}

fn read_all(workspace: &Path) -> Vec<Read> {
    let said = juanzong(workspace, &["build"]);
    assert_eq!(said.code, 0, "{said}");
    let output = tree(&workspace.join("output"));
    let documents = documents::documents(&output);
    assert!(!documents.is_empty());
    let text = |file: &String| str::from_utf8(&output[file]).unwrap();
    let read = |document: &documents::Made| Read {
        name: document.name.clone(),
        expected: document.markdown.iter().map(text).map(expected).collect(),
        pdf: pdf::read(&output[document.pdf.as_ref().unwrap()]),
    };
    documents.par_iter().map(read).collect()
}

#[test]
fn the_text_of_every_pdf_is_its_markdown_in_order() {
    let differing: Vec<String> =
        all().iter().filter_map(|read| difference(&read.expected, &read.pdf.text(), &read.name)).collect();
    assert!(differing.is_empty(), "{} differ:\n{}", differing.len(), differing.join("\n"));
}

#[test]
fn no_text_is_invisible_or_outside_of_its_page() {
    for read in all() {
        for (number, page) in (1..).zip(&read.pdf.pages) {
            let hidden = page.glyphs.iter().find(|glyph| !glyph.is_visible && !glyph.text.trim().is_empty());
            assert_eq!(hidden, None, "{} page {number}", read.name);
        }
    }
}

#[test]
fn every_face_is_embedded_and_every_glyph_reads_as_a_character() {
    for read in all() {
        assert_eq!(read.pdf.missing_fonts, Vec::<String>::new(), "{}", read.name);
        assert!(!read.pdf.text().contains('\u{fffd}'), "{}", read.name);
    }
}

#[test]
fn every_element_of_an_official_document_stands_in_the_text_layer() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("公文.md"), EVERY_ELEMENT).unwrap();
    let said = juanzong(folder.path(), &["typeset", "公文.md"]);
    assert_eq!(said.code, 0, "{said}");
    let found = pdf::read(&fs::read(folder.path().join("公文.pdf")).unwrap()).text();
    assert_eq!(without_blanks(&expected(EVERY_ELEMENT)), without_blanks(&found));
}

const EVERY_ELEMENT: &str = "---
layout: official
serial_number: '000007'
secrecy: 机密★1年
urgency: 特急
issuers: [甲县人民政府, 乙县人民政府]
mark: 文件
document_number: 甲政发〔2024〕1号
signers: [张某某, 李某某, 王某某]
addressees: 各镇人民政府，县政府各部门
annexes: [任务表, 分组名单]
signature:
  issuers: [甲县人民政府, 乙县人民政府]
  seal: seal
date: 2024年5月1日
note: 此件公开发布
colophon:
  cc: [县委各部门, 县人大常委会办公室]
  printing_office: 甲县人民政府办公室
  printing_date: 2024年5月2日
tables:
- caption: 表1 任务
  note: 注：长期坚持的不写时限。
watermark: 演示数据
---

# 关于做好某项工作的通知

有**重点**、有[链接](https://example.org)，见下：

## 一、任务

1. 第一项；
2. 第二项。

- 不排序的一项

> 引用的话。

# 任务表 {.annex}

| 单位 | 时限 |
| --- | --- |
| 甲局 | 2024年5月 |
| 乙局 |  |

# 分组名单 {.annex}

第一组。
";

/// Where two texts part, blanks aside.
fn difference(expected: &str, found: &str, name: &str) -> Option<String> {
    const SHOWN: usize = 24;
    let [expected, found] = [expected, found].map(without_blanks);
    let alike = expected.iter().zip(&found).take_while(|(a, b)| a == b).count();
    if alike == expected.len() && alike == found.len() {
        return None;
    }
    let around =
        |text: &[char]| -> String { text.iter().skip(alike.saturating_sub(SHOWN / 2)).take(SHOWN).collect() };
    Some(format!("{name}: …{}… in the Markdown, …{}… in the PDF", around(&expected), around(&found)))
}

fn without_blanks(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What must stand on the pages of a Markdown file, in order.
fn expected(markdown: &str) -> String {
    let (front, body) = split(markdown);
    let mut sections = sections(body, &front).into_iter();
    let main = sections.next().unwrap_or_default();
    let addressees = between("", &of(&front, "addressees").concat(), "：");
    let further: String = sections.map(|section| [section.title, section.text].concat()).collect();
    [head(&front), main.title, addressees, main.text, tail(&front), further, colophon(&front["colophon"])]
        .concat()
}

/// The front matter and the body.
fn split(markdown: &str) -> (Value, &str) {
    let (front, body) = markdown.strip_prefix("---\n").unwrap().split_once("---\n").unwrap();
    (serde_yaml::from_str(front).unwrap(), body)
}

/// The texts of an element, which is one or a list.
fn of(front: &Value, element: &str) -> Vec<String> {
    match &front[element] {
        Value::Sequence(texts) => texts.iter().map(|text| text.as_str().unwrap().to_owned()).collect(),
        text => text.as_str().map(str::to_owned).into_iter().collect(),
    }
}

/// A text between its fixed words; nothing where there is no text.
fn between(before: &str, text: &str, behind: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{before}{text}{behind}") }
}

/// 版头. **Source:** GB/T 9704-2012 §7.2.
fn head(front: &Value) -> String {
    let plain = ["serial_number", "secrecy", "urgency", "issuers", "mark", "document_number"];
    let signers = between("签发人：", &of(front, "signers").concat(), "");
    plain.iter().flat_map(|element| of(front, element)).chain([signers]).collect()
}

/// 附件说明, 署名, 成文日期, 附注. **Source:** GB/T 9704-2012 §7.3.4 to §7.3.6.
fn tail(front: &Value) -> String {
    let annexes = match of(front, "annexes") {
        one if one.len() < 2 => one.concat(),
        several => (1..).zip(several).map(|(number, annex)| format!("{number}.{annex}")).collect(),
    };
    let signature = of(&front["signature"], "issuers").concat();
    let note = between("（", &of(front, "note").concat(), "）");
    [between("附件：", &annexes, ""), signature, of(front, "date").concat(), note].concat()
}

/// 版记. **Source:** GB/T 9704-2012 §7.4.
fn colophon(colophon: &Value) -> String {
    let copies = between("抄送：", &of(colophon, "cc").join("，"), "。");
    let day = between("", &of(colophon, "printing_date").concat(), "印发");
    [copies, of(colophon, "printing_office").concat(), day].concat()
}

/// The text from one `#` to the next.
#[derive(Default)]
struct Section {
    title: String,
    text: String,
}

fn sections(body: &str, front: &Value) -> Vec<Section> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let annexes = body.lines().filter(|line| line.ends_with("{.annex}")).count();
    let mut reader = Reader { front, annexes, annex: 0, table: 0, lists: Vec::new() };
    let (mut sections, mut is_title) = (Vec::<Section>::new(), false);
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
                is_title = true;
                sections.push(Section::default());
            }
            Event::End(TagEnd::Heading(_)) => is_title = false,
            _ => {}
        }
        let words = reader.words(event);
        if let Some(section) = sections.last_mut() {
            let text = if is_title { &mut section.title } else { &mut section.text };
            text.push_str(&words);
        }
    }
    sections
}

/// What has been counted so far of what is counted.
struct Reader<'a> {
    front: &'a Value,
    /// All annexes that there are.
    annexes: usize,
    annex: usize,
    table: usize,
    /// The next number of each list that is open; none of a list of bullets.
    lists: Vec<Option<u64>>,
}

impl Reader<'_> {
    /// What an event puts on the page.
    fn words(&mut self, event: Event<'_>) -> String {
        match event {
            Event::Text(text) | Event::Code(text) => text.into_string(),
            Event::Start(Tag::Heading { classes, .. }) if !classes.is_empty() => self.annex_label(),
            Event::Start(Tag::Item) => self.item_label(),
            Event::Start(Tag::Table(_)) => of(&self.front["tables"][self.table], "caption").concat(),
            Event::End(TagEnd::Table) => {
                self.table += 1;
                of(&self.front["tables"][self.table - 1], "note").concat()
            }
            Event::Start(Tag::List(start)) => {
                self.lists.push(start);
                String::new()
            }
            Event::End(TagEnd::List(_)) => {
                self.lists.pop();
                String::new()
            }
            _ => String::new(),
        }
    }

    /// 附件, numbered where there are several. **Source:** GB/T 9704-2012 §7.3.7.
    fn annex_label(&mut self) -> String {
        self.annex += 1;
        if self.annexes > 1 { format!("附件{}", self.annex) } else { "附件".to_owned() }
    }

    fn item_label(&mut self) -> String {
        let Some(Some(next)) = self.lists.last_mut() else { return String::new() };
        *next += 1;
        format!("{}.", *next - 1)
    }
}
