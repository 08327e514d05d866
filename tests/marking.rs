//! Promise: marking a workbook changes nothing of it but the marks, whoever wrote it; on any doubt it is left as it is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking what is wrong"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use juanzong::archive::markup::walk;
use juanzong::archive::{self, Content};
use juanzong::base::{CellRef, Code, Finding, Place, Severity, Spot};
use juanzong::intake::{self, Imprint, MEMORY_SHEET};
use juanzong::workbook::{Correction, marked};
use proptest::prelude::{any, prop};
use proptest::test_runner::{Config, TestRunner};
use rust_xlsxwriter::{
    Color, ConditionalFormatDuplicate, DataValidation, Format, Note, Table, TableColumn, Workbook,
};
use zip::ZipArchive;

#[path = "support/county.rs"]
mod county;
#[path = "support/folders.rs"]
mod folders;
#[path = "support/marks.rs"]
mod marks;
#[path = "support/packages.rs"]
mod packages;
#[path = "support/program.rs"]
mod program;
#[path = "support/workbooks.rs"]
mod workbooks;

use folders::repository;
use packages::Package;
use workbooks::workbook;

/// Parts that marks may change; all others stay byte for byte, as they are compressed.
const MAY_CHANGE: [&str; 5] =
    ["[Content_Types].xml", "workbook.xml", "workbook.xml.rels", "styles.xml", ".vml"];

fn correction(sheet: &str, cell: &str) -> Correction {
    let spot = Spot::Cell { sheet: sheet.into(), cell: CellRef::named(cell).unwrap() };
    let severity = if cell.starts_with('B') { Severity::Warning } else { Severity::Error };
    let help = Some("改正<它>\n再报 & 送".to_owned());
    Correction { severity, spot, message: format!("{cell} 填得不对"), help, others: Vec::new() }
}

/// Cells that are there and cells that are not, on the first two sheets.
fn corrections(bytes: &[u8]) -> Vec<Correction> {
    let sheets = intake::imprint(bytes).unwrap().sheets;
    let names = sheets.iter().map(|sheet| sheet.name.to_string()).take(2);
    names
        .flat_map(|name| ["A1", "B3", "C3", "D4", "B90", "ZZ7"].map(|cell| correction(&name, cell)))
        .collect()
}

/// Workbooks by Excel, WPS and others, forms, and one with everything that our own writer knows.
fn samples() -> BTreeMap<String, Vec<u8>> {
    let mut samples = BTreeMap::new();
    for (name, bytes) in folders::tree(&repository().join("tests/real")) {
        if archive::sniff(&mut Cursor::new(&bytes)).unwrap() == Content::Xlsx {
            samples.insert(name, bytes);
        }
    }
    let county = county::build("second-county");
    program::juanzong(county.path(), &["forms"]);
    samples.extend(folders::tree(&county.path().join("output/forms")));
    samples.insert("everything".to_owned(), everything());
    samples
}

fn everything() -> Vec<u8> {
    let mut book = Workbook::new();
    let red = Format::new().set_background_color(Color::Red);
    let sheet = book.add_worksheet().set_name("甲 'x' & <y>").unwrap();
    sheet.merge_range(2, 1, 3, 3, "合并", &red).unwrap();
    sheet.write_with_format(0, 0, 18, &red).unwrap();
    sheet.write_formula(5, 0, "=A1*2").unwrap();
    sheet.insert_note(0, 0, &Note::new("自己的批注")).unwrap();
    sheet.insert_note(7, 7, &Note::new("另一处")).unwrap();
    sheet
        .add_data_validation(8, 0, 9, 0, &DataValidation::new().allow_list_strings(&["是", "否"]).unwrap())
        .unwrap();
    sheet.add_conditional_format(0, 0, 9, 9, &ConditionalFormatDuplicate::new()).unwrap();
    sheet.set_column_format(25, &red).unwrap();
    sheet.set_row_format(6, &red).unwrap();
    sheet.autofilter(10, 0, 12, 3).unwrap();
    sheet.protect();
    let other = book.add_worksheet().set_name("乙").unwrap();
    let columns = vec![TableColumn::new().set_header("一"), TableColumn::new().set_header("二")];
    other.add_table(0, 0, 4, 1, &Table::new().set_columns(&columns)).unwrap();
    other.write_url(6, 0, "https://example.invalid/").unwrap();
    book.add_worksheet().set_very_hidden(true);
    book.define_name("范围", "=乙!$A$1").unwrap();
    book.save_to_buffer().unwrap()
}

/// The compressed bytes of each part.
fn raw(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |index| {
        let mut part = archive.by_index_raw(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        (part.name().unwrap().into_owned(), content)
    };
    (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(part).collect()
}

fn without_ours(bytes: &[u8]) -> Imprint {
    let mut imprint = intake::imprint(bytes).unwrap();
    imprint.sheets.retain(|sheet| !sheet.name.starts_with("更正说明"));
    imprint
}

#[test]
fn every_part_but_those_of_the_marks_stays_byte_for_byte_and_every_cell_says_the_same() {
    for (name, bytes) in samples() {
        let after = marked(&bytes, &corrections(&bytes)).unwrap_or_else(|misfit| panic!("{name}: {misfit}"));
        let (old, new) = (raw(&bytes), raw(&after));
        let changed: BTreeSet<&String> = old.keys().filter(|part| old[*part] != new[*part]).collect();
        let may = |part: &str| {
            part.contains("worksheets/")
                || part.contains("omments")
                || MAY_CHANGE.iter().any(|it| part.ends_with(it))
        };
        let others: Vec<_> = changed.iter().filter(|part| !may(part)).collect();
        assert!(others.is_empty(), "{name}: {others:?}");
        let sheets =
            |parts: &BTreeSet<&String>| parts.iter().filter(|part| part.contains("worksheets/sheet")).count();
        assert!(sheets(&changed) <= 2, "{name}: only marked sheets change");
        assert_eq!(without_ours(&after), intake::imprint(&bytes).unwrap(), "{name}");
    }
}

#[test]
fn every_tag_of_a_marked_sheet_stays_as_it_was_but_those_of_marked_cells() {
    for (name, bytes) in samples() {
        let after = marked(&bytes, &corrections(&bytes)).unwrap();
        let marks = intake::Memory::of(&after).unwrap().marks;
        let cells: Vec<String> = marks.iter().map(|mark| mark.cells[0].1.to_string()).collect();
        let (mut old, mut new) = (Package::unpack(&bytes), Package::unpack(&after));
        for part in marks::names(&mut old).iter().filter(|part| part.contains("worksheets/sheet")) {
            let [old, new] = [&mut old, &mut new].map(|package| tags(&marks::part(package, part), &cells));
            let first = old.iter().zip(&new).find(|(old, new)| old != new);
            assert_eq!(first, None, "{name} {part}");
            assert_eq!(old.len(), new.len(), "{name} {part}");
        }
    }
}

/// The tags of a sheet but those of marked cells, of rows, and those that say how far it goes and where its
/// shapes are.
fn tags(xml: &str, marked: &[String]) -> Vec<String> {
    let (mut tags, mut is_marked) = (Vec::new(), false);
    walk(xml, |tag| {
        if tag.name == "c" && tag.opens() {
            is_marked = tag.attribute("r").is_some_and(|cell| marked.contains(&cell));
        }
        is_marked &= tag.depth > 3;
        let is_moved = ["row", "dimension", "legacyDrawing", "sheetData"].contains(&tag.name);
        if !is_moved && !is_marked {
            tags.push(tag.raw.to_owned());
        }
        Ok(())
    })
    .unwrap();
    tags
}

#[test]
fn marking_again_finds_the_workbook_as_it_was_first() {
    for (name, bytes) in samples() {
        let corrections = corrections(&bytes);
        let first = marked(&bytes, &corrections).unwrap();
        let second = marked(&first, &corrections).unwrap();
        let notes = |bytes: &[u8]| {
            let mut package = Package::unpack(bytes);
            let parts = marks::names(&mut package);
            let count = |sign: &str, part: &String| {
                marks::part(&mut Package::unpack(bytes), part).matches(sign).count()
            };
            let of = |sign: &str, ending: &str| -> usize {
                parts.iter().filter(|part| part.contains(ending)).map(|part| count(sign, part)).sum()
            };
            (parts.len(), of("【更正说明】", "omments"), of("<v:shape ", ".vml"), of("自己的批注", "omments"))
        };
        assert_eq!(notes(&first), notes(&second), "{name}");
        let remembered = |bytes: &[u8]| {
            let memory = intake::Memory::of(bytes).unwrap();
            (memory.marks, memory.imprint)
        };
        assert_eq!(remembered(&first), remembered(&second), "{name}");
    }
}

/// A workbook as other programs build it: the parts of one of ours, each edited.
fn rebuilt(edit: impl Fn(&str, String) -> String) -> Vec<u8> {
    let bytes = workbook(&[("自评", "编号\t自评\nA1\t完成\n\nA2\t完成"), ("材料", "名称\n台账")]);
    let mut package = Package::unpack(&bytes);
    for (name, content) in package.parts() {
        let text = String::from_utf8(content.clone()).unwrap();
        *content = edit(name, text).into_bytes();
    }
    package.pack()
}

#[track_caller]
fn check(what: &str, edit: impl Fn(&str, String) -> String) {
    let bytes = rebuilt(edit);
    let cells = ["A1", "B2", "C2", "B3", "A9"];
    let corrections: Vec<Correction> = cells.iter().map(|cell| correction("自评", cell)).collect();
    let after = marked(&bytes, &corrections).unwrap_or_else(|misfit| panic!("{what}: {misfit}"));
    assert_eq!(without_ours(&after), intake::imprint(&bytes).unwrap(), "{what}");
    let marks = intake::Memory::of(&after).unwrap().marks;
    assert_eq!(marks.len(), cells.len(), "{what}");
    let twice = marked(&after, &corrections).unwrap_or_else(|misfit| panic!("{what}, again: {misfit}"));
    let parts = marks::names(&mut Package::unpack(&twice));
    assert_eq!(parts.iter().filter(|part| part.contains("worksheets/sheet")).count(), 4, "{what}");
}

#[test]
fn workbooks_are_marked_however_their_writer_spells_them() {
    let is_sheet = |name: &str| name == "xl/worksheets/sheet1.xml";
    check("a byte order mark", |_, text| format!("\u{feff}{text}"));
    check("a self-closed row", |name, text| {
        if is_sheet(name) {
            text.replace("</sheetData>", "<row r=\"9\"/><row r=\"12\" /></sheetData>")
        } else {
            text
        }
    });
    check(
        "rows and cells without their names",
        |name, text| {
            if is_sheet(name) { nameless(&text) } else { text }
        },
    );
    check("absolute targets", |name, text| {
        if name.contains(".rels") {
            text.replace("Target=\"worksheets/", "Target=\"/xl/worksheets/")
                .replace("Target=\"styles", "Target=\"/xl/styles")
        } else {
            text
        }
    });
    check(
        "single quotes",
        |name, text| if name.contains("worksheets/") { text.replace('"', "'") } else { text },
    );
    check("a prefix", |name, text| {
        if name.contains("sheet1.xml") || name.ends_with("styles.xml") { prefixed(&text) } else { text }
    });
    check("a sheet of nothing", |name, text| {
        if !is_sheet(name) {
            return text;
        }
        let (before, rest) = text.split_once("<sheetData>").unwrap();
        format!("{before}<sheetData/>{}", rest.split_once("</sheetData>").unwrap().1)
    });
}

/// Rows and cells that stand where they stand by their order.
fn nameless(xml: &str) -> String {
    let rows = xml.replace("<row r=\"1\"", "<row").replace("<row r=\"2\"", "<row");
    ["A1", "B1", "A2", "B2"].iter().fold(rows, |xml, cell| xml.replace(&format!(" r=\"{cell}\""), ""))
}

fn prefixed(xml: &str) -> String {
    let (head, body) = xml.split_once("?>").unwrap();
    let body = body.replace("</", "\u{1}").replace('<', "<x:").replace('\u{1}', "</x:");
    format!("{head}?>{}", body.replace("xmlns=", "xmlns:x="))
}

#[test]
fn what_a_mark_would_break_is_refused_with_the_reason() {
    let refused = |edit: &dyn Fn(&str, String) -> String| {
        marked(&rebuilt(edit), &[correction("自评", "A1")]).unwrap_err().to_string()
    };
    let strict = |_: &str, text: String| {
        text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
    };
    assert_eq!(refused(&strict), "工作簿是 Strict 格式");
    let gbk = |_: &str, text: String| text.replace("encoding=\"UTF-8\"", "encoding=\"GBK\"");
    assert_eq!(refused(&gbk), "里面的文字不是 UTF-8 编码");
    let declared = |name: &str, text: String| {
        if name.ends_with("styles.xml") {
            text.replace("<styleSheet", "<!DOCTYPE a><styleSheet")
        } else {
            text
        }
    };
    assert_eq!(refused(&declared), "里面有文档类型声明");
    let shuffled = |name: &str, text: String| {
        if name.contains("sheet1") {
            text.replace("<row r=\"2\"", "<row r=\"9\"")
                .replace("<row r=\"4\"", "<row r=\"2\"")
                .replace("r=\"A2\"", "r=\"A9\"")
                .replace("r=\"B2\"", "r=\"B9\"")
                .replace("r=\"A4\"", "r=\"A2\"")
                .replace("r=\"B4\"", "r=\"B2\"")
        } else {
            text
        }
    };
    assert_eq!(refused(&shuffled), "行的次序不对");
    for (part, reason) in [
        ("_xmlsignatures/sig1.xml", "工作簿有数字签名，一改就失效"),
        ("xl/revisions/revisionHeaders.xml", "工作簿是共享的，带着修订记录"),
    ] {
        let bytes = Package::unpack(&rebuilt(|_, text| text)).part(part, "<a/>").pack();
        assert_eq!(marked(&bytes, &[correction("自评", "A1")]).unwrap_err().to_string(), reason);
    }
}

#[test]
fn a_cell_with_a_thread_of_comments_keeps_it_and_gets_its_colour_only() {
    let thread = "<ThreadedComments xmlns=\"t\"><threadedComment ref=\"A1\" id=\"{1}\"><text>在议</text></threadedComment></ThreadedComments>";
    let relations = "<Relationships><Relationship Id=\"rId1\" Type=\"t/threadedComment\" Target=\"../threadedComments/threadedComment1.xml\"/></Relationships>";
    let bytes = Package::unpack(&rebuilt(|_, text| text))
        .part("xl/threadedComments/threadedComment1.xml", thread)
        .part("xl/worksheets/_rels/sheet1.xml.rels", relations)
        .pack();
    let after = marked(&bytes, &["A1", "A2"].map(|cell| correction("自评", cell))).unwrap();
    let mut package = Package::unpack(&after);
    let colours = marks::colours(
        &marks::part(&mut package, "xl/worksheets/sheet1.xml"),
        &marks::part(&mut package, "xl/styles.xml"),
    );
    assert_eq!(colours.keys().collect::<Vec<_>>(), ["A1", "A2"]);
    assert_eq!(marks::comments(&mut package, 1).keys().collect::<Vec<_>>(), ["A2"]);
    assert_eq!(marks::part(&mut package, "xl/threadedComments/threadedComment1.xml"), thread);
}

#[test]
fn a_mark_inside_merged_cells_is_put_on_the_cell_that_is_seen() {
    let bytes = everything();
    let after = marked(&bytes, &[correction("甲 'x' & <y>", "D4")]).unwrap();
    let memory = intake::Memory::of(&after).unwrap();
    assert_eq!(memory.marks[0].cells[0].1.to_string(), "B3");
    let mut package = Package::unpack(&after);
    assert!(marks::comments(&mut package, 1).contains_key("B3"));
    // A cell of its own colour keeps it under the mark.
    assert_eq!(memory.covers[0].0, "FFFFB0B0");
    assert!(memory.covers[0].1.contains("FFFF0000"), "{:?}", memory.covers);
}

#[test]
fn a_cell_that_has_the_colour_of_a_mark_of_its_own_keeps_it_over_all_rounds() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let own = Format::new().set_background_color(0xFF_B0B0);
    sheet.write_with_format(0, 0, "甲", &own).unwrap().write(0, 2, "乙").unwrap();
    let first = marked(&workbook.save_to_buffer().unwrap(), &[correction("Sheet1", "C1")]).unwrap();
    let second = marked(&first, &[correction("Sheet1", "A1")]).unwrap();
    let third = marked(&second, &[correction("Sheet1", "C1")]).unwrap();
    let colours = |bytes: &[u8]| {
        let mut package = Package::unpack(bytes);
        let [sheet, styles] = ["worksheets/sheet1.xml", "styles.xml"].map(|part| format!("xl/{part}"));
        marks::colours(&marks::part(&mut package, &sheet), &marks::part(&mut package, &styles))
    };
    let of = |bytes: &[u8], cell: &str| colours(bytes).get(cell).cloned().unwrap_or_default();
    let rounds = [first, second, third].map(|bytes| [of(&bytes, "A1"), of(&bytes, "C1")]);
    assert_eq!(rounds, [["FFFFB0B0", "FFFFB0B1"], ["FFFFB0B1", ""], ["FFFFB0B0", "FFFFB0B1"]]);
}

#[test]
fn a_sheet_whose_name_ends_in_a_blank_is_marked_and_remembered() {
    let bytes = workbook(&[("自评 ", "编号\t自评\nA1\t完成"), (" 材料", "名称\n台账")]);
    let after = marked(&bytes, &corrections(&bytes)).unwrap();
    let memory = intake::Memory::of(&after).unwrap();
    assert_eq!(memory.marks[0].cells[0].0.as_ref(), "自评 ");
    assert_eq!(memory.imprint, intake::imprint(&bytes).unwrap());
}

#[test]
fn a_sheet_of_data_that_a_forged_memory_takes_for_the_list_stays() {
    let first = marked(&workbook(&[("自评", "编号\nA1"), ("更正说明7", "名称\n台账")]), &[]).unwrap();
    for forged in ["自评", "更正说明7"] {
        let mut package = Package::unpack(&first);
        for (name, content) in package.parts() {
            let text = String::from_utf8(content.clone()).unwrap();
            if name.contains("worksheets/") && text.contains(MEMORY_SHEET) {
                *content = text.replace(">更正说明<", &format!(">{forged}<")).into_bytes();
            }
        }
        let bytes = package.pack();
        assert_eq!(intake::Memory::of(&bytes).unwrap().list, forged);
        let after = intake::imprint(&marked(&bytes, &[]).unwrap()).unwrap();
        assert_eq!(after.sheet(forged), intake::imprint(&bytes).unwrap().sheet(forged), "{forged}");
    }
}

#[test]
fn a_correction_that_quotes_a_book_is_clipped_and_its_row_is_no_higher_than_excel_opens() {
    let place = Place::file("a.xlsx");
    let message = format!("“自评”填的是“{}”，不在可选范围内", "很".repeat(9_000));
    let finding = Finding::new(Code::ValueNotAllowed, place, message);
    let long = Correction::of(&finding, "a.xlsx");
    assert_eq!(long.message.chars().count(), 500);
    assert!(long.message.starts_with("“自评”填的是“很很"), "{}", long.message);
    assert!(long.message.ends_with("很”，不在可选范围内") && long.message.contains("很…很"));
    // A correction that anybody else makes may be as long as it likes.
    let endless = Correction { message: "很".repeat(9_000), ..long };
    let mut package = Package::unpack(&marked(&rebuilt(|_, text| text), &[endless]).unwrap());
    let list = marks::part(&mut package, "xl/worksheets/sheet3.xml");
    assert!(list.contains("<row r=\"5\" ht=\"405\""), "{list}");
}

#[test]
fn texts_are_never_formulas_and_never_markup() {
    let evil = Correction {
        severity: Severity::Error,
        spot: Spot::Whole,
        message: "=HYPERLINK(\"a\")]]><f>1+1</f>\u{1}\u{ffff}".to_owned(),
        help: Some("@SUM(A1)".to_owned()),
        others: Vec::new(),
    };
    let after = marked(&rebuilt(|_, text| text), &[evil]).unwrap();
    let mut package = Package::unpack(&after);
    for name in marks::names(&mut package).iter().filter(|name| name.contains("worksheets/")) {
        assert!(!marks::part(&mut package, name).contains("<f>"), "{name}");
    }
}

#[test]
fn whatever_stands_in_the_parts_marking_and_comparing_come_to_an_end() {
    let bytes = everything();
    let corrections = corrections(&bytes);
    let first = marked(&bytes, &corrections).unwrap();
    let mutation = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>(), 1..40usize);
    let mut runner = TestRunner::new(Config { cases: 100, failure_persistence: None, ..Config::default() });
    runner
        .run(&mutation, |(part, at, byte, length)| {
            let mut package = Package::unpack(&first);
            let count = package.parts().len();
            let (_, content) = &mut package.parts()[part.index(count)];
            if !content.is_empty() {
                let from = at.index(content.len());
                let to = (from + length).min(content.len());
                if byte % 2 == 0 { drop(content.drain(from..to)) } else { content[from] = byte }
            }
            let bytes = package.pack();
            let _ = marked(&bytes, &corrections);
            let _ = intake::workbook(&[], "a.xlsx", &bytes);
            Ok(())
        })
        .unwrap();
}
