//! Promise: a workbook in another format than `.xlsx` is read by a process of its own, and whatever that does
//! is a finding of that file alone.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

#[path = "support/packages.rs"]
mod packages;

use std::path::Path;

use insta::assert_snapshot;
use juanzong::base::Checked;
use juanzong::intake::{self, Workbook};
use juanzong::plan::SheetLayout;
use juanzong::{run, yaml};
use packages::Package;

const XLS: &[u8] = include_bytes!("real/wps-xls-inside.xlsx");

fn layouts() -> Vec<SheetLayout> {
    let text = "
- kind: self_check
  name: Sheet1
  columns:
    - {field: room, name: 房间名称}
    - {field: number, name: 工号, kind: number}
";
    yaml::read(text, "sheets.yaml").unwrap()
}

fn read_by(program: &Path, bytes: &[u8]) -> Checked<Option<Workbook>> {
    let elsewhere = |bytes: &[u8]| run::read_cells(program, bytes);
    intake::workbook_elsewhere(&layouts(), "a.xls", bytes, Some(&elsewhere))
}

fn read(bytes: &[u8]) -> Checked<Option<Workbook>> {
    read_by(Path::new(env!("CARGO_BIN_EXE_juanzong")), bytes)
}

fn said(read: &Checked<Option<Workbook>>) -> String {
    assert_eq!(read.value, None);
    read.findings.iter().map(ToString::to_string).collect()
}

#[test]
fn a_whole_workbook_gives_no_finding_but_for_its_columns() {
    let read = read(XLS);
    assert_eq!(read.value.unwrap().sheets[0].rows.len(), 2);
    let codes: Vec<&str> = read.findings.iter().map(|finding| finding.code.name()).collect();
    assert_eq!(codes, ["column-unknown"; 3]);
}

#[test]
fn a_program_that_is_not_there_is_a_finding_of_the_file() {
    let message = read_by(Path::new("/nothing"), XLS).findings.remove(0).message;
    assert!(message.starts_with("工作簿读不下去，没有读入（无法另外启动本程序来读："), "{message}");
}

#[test]
fn a_stream_that_breaks_off_is_never_half_a_workbook() {
    let halves = ["", "juanzong-cells 2\nend\n", "juanzong-cells 1\nsheet\tvisible\tSheet1\n", "end\n"];
    for half in halves {
        let read = intake::workbook_elsewhere(&layouts(), "a.xls", XLS, Some(&|_| Ok(half.into())));
        assert_eq!(read.value, None, "{half}");
        assert_eq!(read.findings[0].message, "工作簿已损坏，没有读入（读取中断）", "{half}");
    }
}

#[test]
fn a_library_that_can_start_no_process_says_what_to_do() {
    assert_snapshot!(said(&intake::workbook(&layouts(), "a.xls", XLS)), @"
    error[workbook-unreadable]: 这是旧格式的工作簿 (.xls 或 .et)，没有读入
      --> a.xls
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    ");
}

/// A workbook of few bytes whose strings take more memory than there is for them.
fn greedy() -> Vec<u8> {
    // Shared strings without a character (MS-XLSB 2.4.825), 12 million of them.
    let strings = "\u{13}\u{5}\0\0\0\0\0".repeat(12_000_000);
    let mut package = Package::unpack(include_bytes!("formats/shapes.xlsb"));
    let relations = "xl/_rels/workbook.bin.rels";
    let (_, listed) = package.parts().iter().find(|(name, _)| name == relations).unwrap();
    let one_more =
        r#"<Relationship Id="s" Type="t/relationships/sharedStrings" Target="s.bin"/></Relationships>"#;
    let listed = String::from_utf8_lossy(listed).replace("</Relationships>", one_more);
    package.part(relations, listed).part("xl/s.bin", strings).pack()
}

#[test]
fn a_workbook_that_asks_for_all_memory_does_not_get_it() {
    assert_snapshot!(said(&read(&greedy())), @"
    error[workbook-unreadable]: 工作簿读不下去，没有读入（内容太大，或者内部结构不合规范）
      --> a.xls
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    ");
}

#[test]
fn a_sheet_that_says_it_is_as_large_as_sheets_can_be_takes_no_more_room_for_that() {
    // The record of its dimensions (MS-XLS 2.4.90).
    let dimensions = XLS.windows(4).position(|record| record == [0x00, 0x02, 0x0e, 0x00]).unwrap();
    let mut bytes = XLS.to_vec();
    bytes[dimensions + 8..dimensions + 12].copy_from_slice(&65_536u32.to_le_bytes());
    bytes[dimensions + 14..dimensions + 16].copy_from_slice(&256u16.to_le_bytes());
    assert_eq!(read(&bytes).value.unwrap().sheets, read(XLS).value.unwrap().sheets);
}

#[test]
fn an_old_workbook_with_a_record_that_lacks_its_fields_is_refused() {
    // The record of a sheet (MS-XLS 2.4.28) with nothing in it.
    let sheet = XLS.windows(2).position(|record| record == [0x85, 0x00]).unwrap();
    let mut bytes = XLS.to_vec();
    bytes[sheet + 2] = 0;
    assert_snapshot!(said(&read(&bytes)), @"
    error[workbook-unreadable]: 工作簿已损坏，没有读入（一条记录不完整）
      --> a.xls
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    ");
}

/// Each with another few bytes changed; the same ones in every run.
fn mutants(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let mut random = 1u64;
    let mut next = move |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % below
    };
    (0..2_000).map(move |_| {
        let mut mutant = bytes.to_vec();
        for _ in 0..=next(8) {
            mutant[next(bytes.len())] = [0, 1, 0x7f, 0xff, u8::try_from(next(256)).unwrap()][next(5)];
        }
        mutant
    })
}

#[test]
fn no_change_of_bytes_in_an_old_workbook_makes_its_reader_panic_and_every_stream_has_its_end() {
    let all = [XLS, include_bytes!("formats/shapes.xls"), include_bytes!("real/excel-95-biff5.xls")];
    for mutant in all.into_iter().flat_map(mutants) {
        let mut out = Vec::new();
        intake::write_cells(&mutant, &mut out).unwrap();
        let written = String::from_utf8(out).unwrap();
        let last = written.lines().last().unwrap();
        let is_end = ["end", "locked", "damaged\t", "too-large\t"].iter().any(|end| last.starts_with(end));
        assert!(is_end, "{last}");
    }
}

#[test]
fn a_binary_workbook_without_its_parts_is_refused() {
    let types =
        r#"<Types><Override ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#;
    assert_snapshot!(said(&read(&Package::new().part("[Content_Types].xml", types).pack())), @"
    error[workbook-unreadable]: 工作簿已损坏，没有读入（里面缺少 xl/workbook.bin）
      --> a.xls
      = help: 用 WPS 或 Excel 打开，另存为“Excel 工作簿 (.xlsx)”后重新报送
    ");
}

const SHAPES: &str = "
- kind: evidence
  name: 佐证材料
  columns:
    - {field: indicator, name: 指标编号, required: true}
    - {field: title, name: 材料名称}
    - {field: made_on, name: 形成日期, kind: date}
    - {field: share, name: 比例}
    - {field: pages, name: 页数, kind: number}
    - {field: remark, name: 备注}
";

/// One line a row, the place of each cell before it; then the findings.
fn shapes(name: &str, bytes: &[u8]) -> String {
    let layouts: Vec<SheetLayout> = yaml::read(SHAPES, "sheets.yaml").unwrap();
    let elsewhere = |bytes: &[u8]| run::read_cells(Path::new(env!("CARGO_BIN_EXE_juanzong")), bytes);
    let read = intake::workbook_elsewhere(&layouts, name, bytes, Some(&elsewhere));
    let mut shown = String::new();
    for row in read.value.iter().flat_map(|workbook| &workbook.sheets).flat_map(|sheet| &sheet.rows) {
        for field in row.filled() {
            let place = row.place_of(field).to_string();
            shown +=
                &format!("{}={:?} ", place.rsplit('!').next().unwrap(), row.value(field).unwrap().printed());
        }
        shown += &format!("{:?}\n", row.unusable().collect::<Vec<_>>());
    }
    shown.extend(read.findings.iter().map(|finding| format!("{} {}\n", finding.place, finding.message)));
    shown.replace(name, "shapes")
}

#[test]
fn the_same_sheet_is_read_alike_in_every_format() {
    let xlsx = shapes("shapes.xlsx", include_bytes!("formats/shapes.xlsx"));
    assert_snapshot!(xlsx, @r#"
    A3="1.10" B3="甲" C3="2023年3月15日" D3="85.3%" E3="3" F3="TRUE" []
    A3="1.10" B4="乙\n二" C4="2023年3月15日" D4="0.25" E4="-1.5" []
    A3="1.10" B5="丙" E5="12345678901" ["remark"]
    A6="1.2" B6="丁" C6="3月底前" F6="14:30" []
    shapes 说明 这张工作表没有采用
    shapes 佐证材料 这张工作表是隐藏的，内容照样采用
    shapes 佐证材料!F5 单元格是错误值 #DIV/0!，没有采用
    "#);
    assert_eq!(shapes("shapes.xlsb", include_bytes!("formats/shapes.xlsb")), xlsx);
    assert_eq!(shapes("shapes.xls", include_bytes!("formats/shapes.xls")), xlsx);
    // SheetJS numbers formats from 57 on, where others have theirs from 164 on.
    let by_sheetjs = shapes("shapes-by-sheetjs.xls", include_bytes!("formats/shapes-by-sheetjs.xls"));
    assert_eq!(by_sheetjs, xlsx);
    // LibreOffice makes a formatted number of a truth value.
    let ods = shapes("shapes.ods", include_bytes!("formats/shapes.ods"));
    assert_eq!(ods.replace("F3=\"1\"", "F3=\"TRUE\""), xlsx);
}

/// An `.ods` of one sheet.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content><office:body><office:spreadsheet>
             <table:table table:name="佐证材料">{rows}</table:table>
           </office:spreadsheet></office:body></office:document-content>"#
    );
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ];
    Package::of(&parts).pack()
}

const ODS_HEADS: &str = r#"<table:table-row>
    <table:table-cell office:value-type="string"><text:p>指标编号</text:p></table:table-cell>
    <table:table-cell office:value-type="string"><text:p>材料<text:span>名称</text:span></text:p></table:table-cell>
    <table:table-cell table:number-columns-repeated="2"/>
    <table:table-cell office:value-type="string"><text:p>页数</text:p></table:table-cell>
  </table:table-row>"#;

#[test]
fn an_indented_ods_is_read_with_its_repeated_and_covered_cells() {
    let rows = r#"<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
      <table:table-row table:number-rows-repeated="2">
        <table:table-cell office:value-type="string" office:string-value="1.1"/>
        <table:table-cell office:value-type="string">
          <office:annotation><text:p>批注</text:p></office:annotation>
          <text:p>甲<text:s text:c="2"/>&amp;</text:p><text:p>乙<text:line-break/>丙</text:p>
        </table:table-cell>
        <table:covered-table-cell office:value-type="string"><text:p>看不见</text:p></table:covered-table-cell>
        <table:table-cell/>
        <table:table-cell office:value-type="float" office:value="3"/>
      </table:table-row>
      <table:table-row>
        <table:table-cell office:value-type="string"><text:p>1.2</text:p></table:table-cell>
        <table:table-cell table:formula="of:=A1"/>
      </table:table-row>
      <table:table-row table:number-rows-repeated="1048000">
        <table:table-cell table:number-columns-repeated="16384"/>
      </table:table-row>"#;
    assert_snapshot!(shapes("a.ods", &ods(&format!("{ODS_HEADS}{rows}"))), @r#"
    A5="1.1" B5="甲  &\n乙\n丙" E5="3" []
    A6="1.1" B6="甲  &\n乙\n丙" E6="3" []
    A7="1.2" ["title"]
    shapes 佐证材料!B7 公式没有算出结果，没有采用
    "#);
}

#[test]
fn a_few_bytes_of_ods_that_stand_for_millions_of_cells_are_refused() {
    let row = r#"<table:table-row table:number-rows-repeated="1048576">
        <table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>甲</text:p></table:table-cell>
      </table:table-row>"#;
    assert_snapshot!(shapes("a.ods", &ods(row)), @"shapes 工作簿超出读取上限，没有读入：有内容的单元格超过 2500000 个");
}

#[test]
fn an_ods_with_a_password_is_named_as_that() {
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"),
        ("content.xml", "\u{1}"),
    ];
    assert_snapshot!(shapes("a.ods", &Package::of(&parts).pack()), @"shapes 这个文件设有打开密码，没有读入");
}

#[test]
fn an_xlsb_that_is_cut_off_is_refused() {
    let mut package = Package::unpack(include_bytes!("formats/shapes.xlsb"));
    let sheet = package.parts().iter_mut().find(|(name, _)| name.ends_with("sheet2.bin")).unwrap();
    sheet.1.truncate(sheet.1.len() / 2);
    assert_snapshot!(shapes("a.xlsb", &package.pack()), @"shapes 工作簿已损坏，没有读入（工作表不完整）");
}

/// The workbook of Excel 95 with other bytes in place of some.
fn excel_95(changes: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut bytes = include_bytes!("real/excel-95-biff5.xls").to_vec();
    for (old, new) in changes {
        let at = bytes.windows(old.len()).position(|here| here == *old).unwrap();
        bytes[at..at + new.len()].copy_from_slice(new);
    }
    bytes
}

fn cells(bytes: &[u8]) -> String {
    let mut out = Vec::new();
    intake::write_cells(bytes, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_workbook_of_excel_95_is_read_with_its_formats_and_in_its_code_page() {
    assert!(cells(&excel_95(&[])).contains("text\t3\t1\tNumber\ntext\t3\t2\tSquare\n"));
    assert!(cells(&excel_95(&[])).contains("text\t6\t4\t155.00%\n"));
    // The record of the code page (MS-XLS 2.4.52), and a head in GBK.
    let code_page = ([0x42, 0, 2, 0, 0xe4, 0x04], [0x42, 0, 2, 0, 0xa8, 0x03]);
    let chinese =
        excel_95(&[(&code_page.0, &code_page.1), (b"\x06\0Number", b"\x06\0\xb1\xe0\xba\xc5\xca\xfd")]);
    assert!(cells(&chinese).contains("text\t3\t1\t编号数\ntext\t3\t2\tSquare\n"));
}
