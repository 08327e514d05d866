//! Promise: no workbook, however made, can crash the program, exhaust its memory or take the batch along.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

#[path = "support/packages.rs"]
mod packages;
#[path = "support/workbooks.rs"]
mod workbooks;

use insta::assert_snapshot;
use juanzong::archive;
use juanzong::base::Checked;
use juanzong::intake::{self, Workbook};
use juanzong::plan::SheetLayout;
use juanzong::yaml;
use packages::{Package, claim_size};
use proptest::prelude::*;
use workbooks::workbook;

fn layouts() -> Vec<SheetLayout> {
    let text = "
- kind: self_check
  name: 自查自纠
  columns:
    - {field: indicator, name: 指标编号, required: true}
    - {field: conclusion, name: 自查结论, kind: number}
    - {field: deadline, name: 完成时限, kind: date}
";
    yaml::read(text, "sheets.yaml").unwrap()
}

fn read(bytes: &[u8]) -> Checked<Option<Workbook>> {
    intake::workbook(&layouts(), "a.xlsx", bytes)
}

/// What was said about a workbook, one finding a line.
fn said(bytes: &[u8]) -> String {
    read(bytes).findings.iter().map(|finding| format!("{} {}\n", finding.place, finding.message)).collect()
}

fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

const HEADER: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>指标编号</t></is></c><c r="B1" t="inlineStr"><is><t>自查结论</t></is></c></row>"#;

fn far_apart() -> Vec<u8> {
    let rows = format!(
        r#"{HEADER}<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>"#
    );
    Package::new().part("xl/sheet1.xml", sheet(&rows)).pack()
}

fn strings(attributes: &str, items: &str) -> Vec<u8> {
    let part = format!("<x:sst {attributes}>{items}</x:sst>");
    Package::new().part("xl/SharedStrings.XML", part).pack()
}

fn string_bomb() -> Vec<u8> {
    strings("", &format!("<si><t>{}</t></si>", "甲".repeat(1 << 20)).repeat(43))
}

fn cell_bomb() -> Vec<u8> {
    Package::new().part("xl/sheet1.xml", sheet(&"<c/>".repeat(10_000_001))).pack()
}

fn empty_rows() -> Vec<u8> {
    Package::new().part("xl/sheet1.xml", sheet(&"<row></row>".repeat(10_000_001))).pack()
}

fn endless_row() -> Vec<u8> {
    let tag = format!("<a b=\"{}\"/>", "a".repeat(100_000));
    Package::new().part("xl/sheet1.xml", sheet(&format!("{HEADER}<row>{}", tag.repeat(700)))).pack()
}

fn repeated_text() -> Vec<u8> {
    let cells = r#"<row><c t="s"><v>0</v></c></row>"#.repeat(300);
    let strings = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(1 << 19));
    Package::new().part("xl/sharedStrings.xml", strings).part("xl/sheet1.xml", sheet(&cells)).pack()
}

fn format_bomb() -> Vec<u8> {
    let font = format!(r#"<fonts><font><name val="{}"/></font></fonts>"#, "a".repeat(100_000));
    let formats = r#"<xf fontId="0"/>"#.repeat(100_000);
    let styles = format!("<styleSheet>{font}<cellXfs>{formats}</cellXfs></styleSheet>");
    Package::new().part("xl/styles.xml", styles).pack()
}

fn long_comment() -> Vec<u8> {
    let comment = format!("<!--{}-->", "<".repeat(17 << 20));
    Package::new().part("xl/sheet1.xml", sheet(&comment)).pack()
}

#[test]
fn cells_at_both_ends_of_a_sheet_cost_two_cells() {
    let read = read(&far_apart());
    let rows = &read.value.as_ref().unwrap().sheets[0].rows;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].place.to_string(), "a.xlsx 自查自纠!A1048576");
    assert_snapshot!(said(&far_apart()), @"a.xlsx 自查自纠!XFD1048576 这一列没有表头，内容没有采用");
}

/// A sheet that says it is as large as a sheet can be costs what stands in it.
#[test]
fn a_size_that_a_sheet_only_claims_is_not_believed() {
    let part = sheet(HEADER).replace("<sheetData>", r#"<dimension ref="A1:XFD1048576"/><sheetData>"#);
    let read = read(&Package::new().part("xl/sheet1.xml", part).pack());
    assert_eq!(read.value.unwrap().sheets[0].rows, []);
}

#[test]
fn entities_that_multiply_are_not_resolved() {
    let entities: String = ('b'..='z')
        .zip('a'..)
        .map(|(name, of)| format!("<!ENTITY {name} \"{}\">", format!("&{of};").repeat(10)))
        .collect();
    let row = r#"<row r="2"><c r="A2" t="inlineStr"><is><t>&z;</t></is></c><c r="B2"><v>1</v></c></row>"#;
    let part = format!(r#"<!DOCTYPE a [<!ENTITY a "甲">{entities}]>{}"#, sheet(&format!("{HEADER}{row}")));
    assert_snapshot!(said(&Package::new().part("xl/sheet1.xml", part).pack()), @"a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（有不认识的字符引用 &z;）");
}

/// Nothing is unpacked, so a name that climbs leads nowhere; a relation that climbs finds nothing.
#[test]
fn names_that_climb_out_of_a_package_lead_nowhere() {
    let relation = |target: &str| {
        format!(
            r#"<Relationships><Relationship Id="r1" Type="t/relationships/worksheet" Target="{target}"/></Relationships>"#
        )
    };
    let climbing = |target: &str| {
        let package = Package::new().part("../../../etc/sheet1.xml", sheet(HEADER));
        said(&package.part("xl/_rels/workbook.xml.rels", relation(target)).pack())
    };
    assert_snapshot!(["../../../../etc/passwd.xml", "/etc/hosts.xml", "file:///etc/hosts.xml"].map(climbing).concat(), @"
    a.xlsx 自查自纠 工作表从这里往后读不出来，整张没有采用（里面缺少 etc/passwd.xml）
    a.xlsx 自查自纠 工作表从这里往后读不出来，整张没有采用（里面缺少 etc/hosts.xml）
    a.xlsx 自查自纠 工作表从这里往后读不出来，整张没有采用（里面缺少 xl/file:/etc/hosts.xml）
    ");
}

#[test]
fn a_count_of_strings_that_nobody_has_is_not_believed() {
    for attributes in [
        r#"uniqueCount="99999999999""#,
        "uniqueCount='99999999999'",
        r#"count="1" uniqueCount = "99999999999""#,
        r#"uniqueCount="99999999999999999999999999""#,
    ] {
        assert_eq!(
            said(&strings(attributes, "")),
            "a.xlsx 工作簿超出读取上限，没有读入：声明的文本条数超过 2500000\n"
        );
    }
}

#[test]
fn a_number_of_a_shared_formula_that_no_sheet_has_is_not_believed() {
    let formula = r#"<row r="2"><c r="A2"><f t="shared" ref="A2:A3" si='4294967295'>1</f><v>1</v></c></row>"#;
    let part = sheet(&format!("{HEADER}{formula}"));
    assert_snapshot!(said(&Package::new().part("xl/sheet1.xml", part).pack()), @"a.xlsx 工作簿超出读取上限，没有读入：共享公式的编号超过 1000000");
}

#[test]
fn what_a_part_claims_to_unpack_to_is_not_believed() {
    let strings = strings("", &"<si><t>甲</t></si>".repeat(10_000));
    assert_snapshot!(said(&claim_size(strings.clone(), 100)), @"a.xlsx 工作簿已损坏，没有读入（压缩的数据损坏）");
    assert_snapshot!(said(&claim_size(strings, u32::MAX - 1)), @"a.xlsx 工作簿超出读取上限，没有读入：展开后的大小超过 512 MB");
}

/// The peak of the process is that of the worst of them: a reader that believes any takes gigabytes.
#[test]
fn bombs_are_refused_before_they_cost_memory() {
    let bombs = [string_bomb, cell_bomb, empty_rows, endless_row, repeated_text, format_bomb, long_comment];
    let refused = bombs.map(|bomb| said(&bomb())).concat();
    assert_snapshot!(refused, @"
    a.xlsx 工作簿超出读取上限，没有读入：文本和格式展开后的大小超过 128 MB
    a.xlsx 工作簿超出读取上限，没有读入：单元格（连同空白的）超过 10000000 个
    a.xlsx 工作簿超出读取上限，没有读入：单元格（连同空白的）超过 10000000 个
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（一段内容超过 64 MB）
    a.xlsx 工作簿超出读取上限，没有读入：文字超过 128 MB
    a.xlsx 工作簿超出读取上限，没有读入：单元格格式超过 64 MB
    a.xlsx 工作簿超出读取上限，没有读入：一段内容超过 16 MB
    ");

    #[cfg(target_os = "linux")]
    assert!(peak_kib() < 1 << 20, "{} KiB", peak_kib());
}

#[cfg(target_os = "linux")]
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
fn too_many_sheets_and_parts_are_refused() {
    let sheets = r#"<sheet name="a" id="r1"/>"#.repeat(2_000);
    let workbook = format!("<workbook>{sheets}</workbook>");
    assert_snapshot!(said(&Package::new().part("xl/workbook.xml", workbook).pack()), @"a.xlsx 工作簿超出读取上限，没有读入：内部元素 sheet 的数目超过 1024");

    let many = Package::new().more(10_001);
    assert_snapshot!(said(&many.pack()), @"a.xlsx 工作簿超出读取上限，没有读入：里面的文件数超过 10000");
}

/// A parser keeps the name of each element that is open.
#[test]
fn elements_that_are_never_closed_are_refused() {
    let part = sheet(&"<a>".repeat(2_000));
    assert_snapshot!(said(&Package::new().part("xl/sheet1.xml", part).pack()), @"a.xlsx 工作簿超出读取上限，没有读入：内部元素的层数超过 1000");
}

/// Bytes in which a parser could see other tags than were counted.
#[test]
fn tags_that_can_be_read_in_two_ways_are_refused() {
    let said = |part: String| said(&Package::new().part("xl/sheet1.xml", part).pack());
    let inside = sheet(HEADER).replace("<sheetData>", "<sheetData a=\"<si/>\">");
    let escaped = format!("<?xml version='1.0' encoding='iso-2022-jp'?>{}", sheet("<s\u{1b}(Bi/>"));
    assert_snapshot!([inside, escaped].map(said).concat(), @"
    a.xlsx 工作簿已损坏，没有读入（内部的标签不合规范）
    a.xlsx 工作簿已损坏，没有读入（内部的标签不合规范）
    ");
}

#[test]
fn a_sheet_that_is_no_xml_part_is_refused_because_it_was_not_vetted() {
    let relations =
        r#"<Relationships><Relationship Id="r1" Type="t/worksheet" Target="media/a.png"/></Relationships>"#;
    let package = Package::new().part("xl/_rels/workbook.xml.rels", relations).part("xl/media/a.png", "");
    assert_snapshot!(said(&package.pack()), @"a.xlsx 工作簿已损坏，没有读入（工作表指向了别的文件）");
}

#[test]
fn a_sheet_that_breaks_off_is_left_out_and_the_others_are_read() {
    let rows = format!(r#"{HEADER}<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="b"><v>#NEW!</v></c></row>"#);
    let read = read(&Package::new().part("xl/sheet1.xml", sheet(&rows)).pack());
    assert_eq!(read.value.unwrap().sheets, []);
    assert_snapshot!(read.findings[0], @"
    error[workbook-unreadable]: 工作表从这里往后读不出来，整张没有采用（#NEW! 不是逻辑值）
      --> a.xlsx 自查自纠!A2
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    ");
}

/// Nobody asked for it, so it is only named as not read.
#[test]
fn a_broken_sheet_that_nobody_asked_for_costs_no_other() {
    let workbook = r#"<workbook><sheets><sheet name="说明" sheetId="2" id="r2"/><sheet name="自查自纠" sheetId="1" id="r1"/></sheets></workbook>"#;
    let relations = r#"<Relationships><Relationship Id="r1" Type="t/relationships/worksheet" Target="sheet1.xml"/><Relationship Id="r2" Type="t/relationships/worksheet" Target="sheet2.xml"/></Relationships>"#;
    let rows = format!(r#"{HEADER}<row r="2"><c r="A2"><v>1</v></c></row>"#);
    let package = |broken: &str| {
        let package = Package::new()
            .part("xl/workbook.xml", workbook)
            .part("xl/_rels/workbook.xml.rels", relations)
            .part("xl/sheet1.xml", sheet(&rows));
        package.part("xl/sheet2.xml", sheet(broken)).pack()
    };
    let broken = r#"<row r="1"><c r="1A"><v>1</v></c></row>"#;
    let read = read(&package(broken));
    assert_eq!(read.value.unwrap().sheets[0].rows.len(), 1);
    assert_eq!(said(&package(broken)), "a.xlsx 说明 这张工作表没有采用\n");
    assert_eq!(said(&package(r#"<row r="1"><c r="A1"/></row>"#)), "");
}

/// An error is a few signs, and what a finding says of a cell is no longer.
#[test]
fn long_words_in_the_place_of_a_few_signs_are_cut_short() {
    let part = |kind: &str| {
        let row = format!(r#"<row r="2"><c r="A2" t="{kind}"><v>{}</v></c></row>"#, "x".repeat(1 << 20));
        Package::new().part("xl/sheet1.xml", sheet(&format!("{HEADER}{row}"))).pack()
    };
    assert_snapshot!(["e", "n", "s", "b"].map(|kind| said(&part(kind))).concat(), @"
    a.xlsx 自查自纠!A2 单元格是错误值 xxxxxxxxxxxxxxxxxxxx…，没有采用
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（xxxxxxxxxxxxxxxxxxxx… 不是数）
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（第 xxxxxxxxxxxxxxxxxxxx… 条文本不存在）
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（xxxxxxxxxxxxxxxxxxxx… 不是逻辑值）
    ");
}

/// What a reader may look at was vetted, whatever its relation is called.
#[test]
fn a_part_that_was_not_vetted_is_not_read_by_another_spelling() {
    let relations = r#"<Relationships><Relationship Id="r1" Type="t/work&#115;heet" Target="media/a.png"/></Relationships>"#;
    let package =
        Package::new().part("xl/_rels/workbook.xml.rels", relations).part("xl/media/a.png", sheet(HEADER));
    assert_snapshot!(said(&package.pack()), @"a.xlsx 工作簿已损坏，没有读入（工作表指向了别的文件）");
}

/// Each of these took minutes or gigabytes.
#[test]
fn small_files_take_no_time() {
    let ends = format!(r#"<row r="2"><c r="A2" t="str"><v>{}</v></c></row>"#, "row>".repeat(1 << 20));
    let many = Package::new().part("xl/sheet1.xml", sheet(&format!("{HEADER}{ends}"))).pack();
    assert_eq!(read(&many).value.unwrap().sheets[0].rows.len(), 1);

    let list = |number: u32| format!(r#"<sheet name="{number}" sheetId="{number}" id="r1"/>"#);
    let sheets: String = (1..=1_000).map(list).collect();
    let empty = sheet(&format!("{}{}", "<row></row>".repeat(100_000), "<row/>".repeat(1_000_000)));
    let package =
        Package::new().part("xl/workbook.xml", format!("<workbook><sheets>{sheets}</sheets></workbook>"));
    assert_eq!(said(&package.part("xl/sheet1.xml", empty).pack()), "a.xlsx 缺少工作表“自查自纠”\n");
}

/// UTF-8 under any of its names is read; a part in another encoding is refused, not guessed.
#[test]
fn a_part_says_in_which_encoding_it_is() {
    let said = |encoding: &str| {
        let part = format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{}", sheet(HEADER));
        said(&Package::new().part("xl/sheet1.xml", part).pack())
    };
    assert_eq!(["UTF-8", "utf8", "us-ascii"].map(said).concat(), "");
    assert_snapshot!(said("GBK"), @"a.xlsx 自查自纠 工作表从这里往后读不出来，整张没有采用（里面的文字不是 UTF-8 编码）");
}

/// Only a part with comments of its own must not be cut at its rows.
#[test]
fn a_comment_in_another_part_does_not_make_a_sheet_one_piece() {
    let bytes = Package::new().part("docProps/Custom.xml", "<!-- x --><a/>").pack();
    let vetted = archive::vet(&bytes).unwrap();
    assert!(vetted.is_plain("xl/sheet1.xml") && !vetted.is_plain("docProps/custom.xml"));
}

#[test]
fn a_sheet_has_only_so_many_rows_and_columns() {
    let said =
        |rows: String| said(&Package::new().part("xl/sheet1.xml", sheet(&format!("{HEADER}{rows}"))).pack());
    let cell = r#"<c t="str"><v>1.1</v></c>"#;
    let far = format!("{}<row>{cell}</row>", "<row></row>".repeat(1 << 20));
    let wide = format!("<row>{}</row>", cell.repeat(20_000));
    assert_snapshot!([far, wide].map(said).concat(), @"
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（超过 1048576 行）
    a.xlsx 自查自纠!XFD2 工作表从这里往后读不出来，整张没有采用（一行超过 16384 列）
    ");
}

/// Rows and cells that don't say where they stand come one after another; those that say it lie there.
#[test]
fn cells_stand_where_they_say_or_behind_the_one_before() {
    let rows = format!(
        r#"{HEADER}<row><c><v>1</v></c><c/><c r="E1"/></row><row/><row><c r="A9"><v>2</v></c><c><v>3</v></c></row><row><c r="B12"><v>4</v></c><c r="A13"><v>5</v></c></row>"#
    );
    let read = read(&Package::new().part("xl/sheet1.xml", sheet(&rows)).pack());
    let rows: Vec<String> =
        read.value.unwrap().sheets[0].rows.iter().map(|row| row.place.to_string()).collect();
    let expected = ["A2", "A9", "A12", "A13"].map(|cell| format!("a.xlsx 自查自纠!{cell}"));
    assert_eq!(rows, expected);
}

/// What a cell may say that no program writes: each ends the sheet at the cell before.
#[test]
fn what_makes_no_sense_in_a_cell_ends_the_sheet_there() {
    let broken = [
        r#"<c r="A0"/>"#,
        r#"<c r="XFE2"/>"#,
        r#"<c r="A1048577"/>"#,
        r#"<c r="A2" t="s"><v>7</v></c>"#,
        r#"<c r="A2" t="b"><v>2</v></c>"#,
        r#"<c r="A2" t="n"><v>甲</v></c>"#,
        r#"<c r="A2" t="wide"><v>1</v></c>"#,
        r#"<c r="A2"><v>1"#,
        r#"</row><row r="x">"#,
        r#"</row></sheetData><mergeCells><mergeCell ref="A:B"/></mergeCells><sheetData><row>"#,
    ];
    let said = broken.map(|cell| {
        said(
            &Package::new()
                .part("xl/sheet1.xml", sheet(&format!("{HEADER}<row r=\"2\">{cell}</row>")))
                .pack(),
        )
    });
    assert_snapshot!(said.concat(), @"
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（单元格的位置 A0 不合规范）
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（单元格的位置 XFE2 不合规范）
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（单元格的位置 A1048577 不合规范）
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（第 7 条文本不存在）
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（2 不是逻辑值）
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（甲 不是数）
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（单元格的类型 wide 不认识）
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（里面的 XML 不完整）
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（行号 x 不合规范）
    a.xlsx 自查自纠!B1 工作表从这里往后读不出来，整张没有采用（单元格的位置 A 不合规范）
    ");
}

/// Where a comment may hold a tag, the sheet is not cut at tags.
#[test]
fn a_sheet_is_not_cut_within_a_comment() {
    let row = r#"<row><c t="inlineStr"><is><t>1.1</t></is></c><c><v>1</v></c></row>"#;
    let hidden = format!("<!-- {} -->", row.repeat(20_000));
    let section = "<row><c t=\"str\"><v><![CDATA[</row>]]></v></c></row>";
    let part = sheet(&format!("{HEADER}{row}{hidden}{section}{row}"));
    let read = read(&Package::new().part("xl/sheet1.xml", part).pack());
    let sheet = &read.value.unwrap().sheets[0];
    assert_eq!(sheet.rows.len(), 3);
    assert_eq!(sheet.rows[1].value("indicator").unwrap().printed().as_ref(), "</row>");
}

#[test]
fn what_a_sheet_says_of_its_size_is_not_looked_at() {
    let part = sheet(HEADER).replace("<sheetData>", r#"<dimension ref="B9:A1"/><sheetData>"#);
    assert_eq!(read(&Package::new().part("xl/sheet1.xml", part).pack()).findings, []);
}

#[test]
fn what_is_empty_or_cut_off_is_refused() {
    let whole = Package::new().pack();
    assert_snapshot!(said(b""), @"a.xlsx 这是空文件，里面什么也没有（0 字节），没有读入");
    assert_snapshot!(said(&whole[..whole.len() / 2]), @"a.xlsx 这是压缩包，或是损坏的工作簿，没有读入");
}

fn cell() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "",
        "",
        "1.1",
        " ",
        "=number:3",
        "=date:2023-03-09",
        "=error",
        "=formula:A1",
        "=formatted",
        "\u{fdd0}",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// The fourth column has no head.
    #[test]
    fn every_row_below_the_header_is_read_or_reported(rows in prop::collection::vec([cell(), cell(), cell(), cell()], 0..12)) {
        let lines: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
        let bytes = workbook(&[("自查自纠", &format!("标题\n指标编号\t自查结论\t完成时限\n{}", lines.join("\n")))]);
        let read = read(&bytes);
        let sheet = &read.value.as_ref().unwrap().sheets[0];
        for (number, row) in (3..).zip(&rows) {
            let is_blank = |cell: &&str| matches!(cell.trim(), "" | "=formatted");
            let is_row = sheet.rows.iter().any(|row| row.place.to_string() == format!("a.xlsx 自查自纠!A{number}"));
            prop_assert_eq!(is_row, !row[..3].iter().all(is_blank), "row {}", number);
        }
        let strays = rows.iter().any(|row| !matches!(row[3].trim(), "" | "=formatted"));
        let is_reported = read.findings.iter().any(|finding| finding.message.contains("没有表头"));
        prop_assert_eq!(is_reported, strays);
    }
}
