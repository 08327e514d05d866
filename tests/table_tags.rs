//! The tags of tables: a reader without eyes finds the rows, the heads and what each cell covers.

#[path = "support/pages.rs"]
mod pages;

use lopdf::{Dictionary, Document, Object};
use pages::{faces, typeset};

/// The dictionary that an object is, or refers to.
fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

fn kids<'a>(document: &'a Document, element: &'a Dictionary) -> Vec<&'a Dictionary> {
    let kids = element.get(b"K").and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
    kids.iter().filter_map(|kid| dictionary(document, kid)).collect()
}

fn tag(element: &Dictionary) -> String {
    let name = element.get(b"S").and_then(Object::as_name).expect("an element has a tag");
    String::from_utf8_lossy(name).into_owned()
}

/// The tag of a cell with the rows and columns that it covers, where these are many.
fn cell(element: &Dictionary) -> String {
    let attributes = element.get(b"A").and_then(Object::as_dict);
    let span =
        |name: &[u8]| attributes.as_ref().ok().and_then(|all| all.get(name).ok()?.as_i64().ok()).unwrap_or(1);
    match (span(b"RowSpan"), span(b"ColSpan")) {
        (1, 1) => tag(element),
        (rows, columns) => format!("{}:{rows}×{columns}", tag(element)),
    }
}

/// The rows of the first table of a Markdown file, as they are tagged.
fn rows(source: &str) -> String {
    let bytes = juanzong::pdf::write(&typeset(source).value, faces());
    let document = Document::load_mem(&bytes).expect("the file can be read");
    let catalog = document.catalog().expect("the file has a catalog");
    let root = catalog.get(b"StructTreeRoot").expect("the file is tagged");
    let root = dictionary(&document, root).expect("the tree has a root");
    let body = dictionary(&document, root.get(b"K").expect("the tree has a body")).expect("an element");
    let table = kids(&document, body).into_iter().find(|kid| tag(kid) == "Table").expect("a table");
    let row = |row: &Dictionary| kids(&document, row).into_iter().map(cell).collect::<Vec<_>>().join(" ");
    kids(&document, table).into_iter().map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn merged_cells_are_tagged_once_with_what_they_cover_and_empty_ones_are_cells() {
    let front = "---\nlayout: report\ntables: [{head_rows: 2, merge_across: 1 5, merge_down: 1}]\n---\n";
    let table = "| 单位 | 任务 | | 备注 |\n| --- | --- | --- | --- |\n| | 上年 | 本年 | |\n| 甲 | 1 | | |\n| | 3 | 4 | |\n| 合计 | | 5 | 无 |";
    insta::assert_snapshot!(rows(&format!("{front}\n# 题\n\n{table}\n")), @"
    TH:2×1 TH:1×2 TH:2×1
    TH TH
    TD:2×1 TD TD TD
    TD TD TD
    TD:1×2 TD TD
    ");
}

#[test]
fn a_table_over_several_pages_is_one_table_without_its_repeated_heads() {
    let table: String = (0..60).map(|row| format!("| 单位{row} | {row} |\n")).collect();
    let rows = rows(&format!("# 题\n\n| 单位 | 数 |\n| --- | --- |\n{table}"));
    assert_eq!(rows.lines().count(), 61);
    assert!(rows.starts_with("TH TH\nTD TD\n"));
    assert!(rows.lines().skip(1).all(|row| row == "TD TD"));
}
